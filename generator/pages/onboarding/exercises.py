"""``/onboarding/<role>/exercises/``: exercises on the example accounts."""

from dataclasses import dataclass, replace

from generator.model.kinds import Account, Onboarding
from generator.model.profile import Exercise
from generator.pages.kit.checklists import Checklist, Task, tasks
from generator.pages.kit.context import Context
from generator.pages.kit.handbook import handbook_page
from generator.pages.kit.links import ONBOARDING, Link, account_path
from generator.pages.kit.page import NavigationItem, Page
from generator.pages.onboarding.path import variants_on


@dataclass(frozen=True, slots=True)
class ExerciseRow:
    """An exercise on an example account; ``messages``: current findings of `playbook check`.

    ``here``: its link.
    """

    id: str
    title: str
    here: Link
    do: tuple[Task, ...]
    account: Link
    rule: str
    messages: list[str]


def rows(context: Context, path: Onboarding, where: str) -> list[ExerciseRow]:
    """The exercises for the roles of a path, whose page is at ``where``; by account."""
    roles = {path.role, *(role.id for role in variants_on(context.catalog, path))}
    return [
        _row(context, path, where, account, each)
        for account in context.catalog.accounts.values()
        for each in account.exercises
        if each.role in roles
    ]


def page(context: Context, path: Onboarding, where: str, exercises: list[ExerciseRow]) -> Page:
    """The exercises of one path, with a checklist."""
    above = NavigationItem(path.name, where)
    here = _page_of(where)
    made = handbook_page(
        context.names,
        "onboarding/exercises.md.j2",
        here,
        f"{path.name}: exercises",
        {"path": Link(path.name, where), "exercises": exercises},
        section="onboarding",
        item=path,
        siblings=(NavigationItem("Path", where), NavigationItem("Exercises", here)),
        breadcrumbs=(ONBOARDING, above),
        description="Things to do to the example accounts, with `playbook check` as the examiner.",
        former_paths=tuple(_page_of(f"onboarding/{alias}.md") for alias in path.aliases),
    )
    return replace(made, checklist=_checklist(path, exercises))


def _checklist(path: Onboarding, exercises: list[ExerciseRow]) -> Checklist:
    return Checklist(
        kind="onboarding",
        id=f"{path.id}-exercises",
        name=f"{path.name}: exercises",
        version=str(path.version),
        entries=tuple(task.entry for row in exercises for task in row.do),
        former=tuple(f"{alias}-exercises" for alias in path.aliases),
    )


def _page_of(where: str) -> str:
    return f"{where.removesuffix('.md')}/exercises.md"


def _row(
    context: Context, path: Onboarding, where: str, account: Account, exercise: Exercise
) -> ExerciseRow:
    own = f"{account.id}-{exercise.id}"
    return ExerciseRow(
        id=own,
        title=exercise.title,
        here=Link(exercise.title, _page_of(where), f"exercise-{own}"),
        do=tasks(
            f"exercise-{own}",
            exercise.title,
            str(path.version),
            ((text, text) for text in exercise.do),
        ),
        account=Link(account.name, account_path(account.id)),
        rule=exercise.rule,
        messages=[
            finding.in_words
            for finding in context.findings
            if finding.rule.id == exercise.rule and finding.account == account.id
        ],
    )
