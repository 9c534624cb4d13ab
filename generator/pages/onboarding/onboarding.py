"""``/onboarding/``, ``/onboarding/<role>/`` and its exercises: the first 90 days."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from generator.editions import Catalog
from generator.model.kinds import Account, Onboarding, Role
from generator.model.learning import Milestone, Reading
from generator.model.profile import Exercise
from generator.pages.kit.checklists import Checklist, Task, tasks
from generator.pages.kit.context import Context
from generator.pages.kit.handbook import handbook_page
from generator.pages.kit.links import (
    ONBOARDING,
    Link,
    account_path,
    competency_path,
    guide_title,
    method_path,
    onboarding_paths,
    role_path,
    role_title,
)
from generator.pages.kit.page import Footer, NavigationItem, Page


@dataclass(frozen=True, slots=True)
class PathRow:
    """An onboarding path in the list."""

    title: str
    page: str
    promise: str
    days: str
    variants: list[Link]


@dataclass(frozen=True, slots=True)
class ReadingRow:
    """A reading item, and what to look for."""

    link: Link
    why: str
    task: Task


@dataclass(frozen=True, slots=True)
class MilestoneRow:
    """One milestone of the path; ``reading``: only what is in the edition."""

    milestone: Milestone
    reading: list[ReadingRow]
    meet: tuple[Task, ...]
    tasks: tuple[Task, ...]


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


def pages(context: Context) -> Iterator[Page]:
    """The list and a page for each path, if there are any."""
    catalog = context.catalog
    paths = _in_order(catalog)
    if not paths:
        return
    where = onboarding_paths(catalog)
    other_pages = (
        NavigationItem("All paths", ONBOARDING.path),
        *(NavigationItem(_role_name(catalog, each), where[each.id]) for each in paths),
    )
    yield _index(context, paths, other_pages)
    for path in paths:
        exercises = exercise_rows(context, path, where[path.id])
        yield _page(context, path, where[path.id], other_pages, exercises)
        if exercises:
            yield exercises_page(context, path, where[path.id], exercises)


def _in_order(catalog: Catalog) -> list[Onboarding]:
    order = [role.id for role in ladder(catalog.roles)]
    paths = [each for each in catalog.definitions.onboarding.values() if each.role in order]
    return sorted(paths, key=lambda each: (order.index(each.role), each.id))


def _role_name(catalog: Catalog, path: Onboarding) -> str:
    role = catalog.roles[path.role]
    others = [each for each in catalog.definitions.onboarding.values() if each.role == path.role]
    return path.name if len(others) > 1 else role_title(role)


def _index(
    context: Context, paths: list[Onboarding], other_pages: tuple[NavigationItem, ...]
) -> Page:
    catalog = context.catalog
    where = onboarding_paths(catalog)
    rows = [
        PathRow(
            title=_role_name(catalog, path),
            page=where[path.id],
            promise=path.promise,
            days=", ".join(each.name for each in _milestones(path)),
            variants=[Link(each.name, role_path(each.id)) for each in variants_on(catalog, path)],
        )
        for path in paths
    ]
    return handbook_page(
        context.names,
        "onboarding/index.md.j2",
        ONBOARDING.path,
        ONBOARDING.title,
        {"rows": rows, "glossary": catalog.definitions.glossary is not None},
        section="onboarding",
        foot=Footer(source="content/onboarding/"),
        siblings=other_pages,
        boost=1.2,
        description="What to read, whom to meet and what to do in the first 90 days, by role.",
    )


def _milestones(path: Onboarding) -> list[Milestone]:
    return sorted(path.milestones, key=lambda each: each.day)


def _page(
    context: Context,
    path: Onboarding,
    where: str,
    other_pages: tuple[NavigationItem, ...],
    exercises: list[ExerciseRow],
) -> Page:
    catalog = context.catalog
    role = catalog.roles[path.role]
    variants = variants_on(catalog, path)
    rows = milestones(catalog, path)
    made = handbook_page(
        context.names,
        "onboarding/path.md.j2",
        where,
        path.name,
        {
            "path": path,
            "role": Link(role.name, role_path(role.id)),
            "checklist": role_path(role.id, "checklist.md"),
            "variants": [
                (Link(each.name, role_path(each.id)), role_path(each.id, "checklist.md"))
                for each in variants
            ],
            "milestones": rows,
            "exercises": exercises,
            "on_accounts": [
                Link(insight.account.name, account_path(insight.account.id, "onboarding.md"))
                for insight in context.insight.accounts.values()
                if insight.role is not None and path_of_role(catalog, insight.role) == path
            ],
        },
        section="onboarding",
        item=path,
        siblings=other_pages,
        breadcrumbs=(ONBOARDING,),
        boost=1.2,
        description=path.promise,
        former_paths=tuple(
            f"onboarding/{each}.md" for each in (*path.aliases, *(role.id for role in variants))
        ),
    )
    return replace(made, checklist=checklist(path, rows))


def milestones(catalog: Catalog, path: Onboarding) -> list[MilestoneRow]:
    """The milestones of a path in order, with their checklist entries."""
    return [_row(catalog, path, each) for each in _milestones(path)]


def checklist(path: Onboarding, rows: Iterable[MilestoneRow]) -> Checklist | None:
    """The browser data of a path's checklist; ``None`` without tasks."""
    parts = [
        part
        for row in rows
        for part in (tuple(each.task for each in row.reading), row.meet, row.tasks)
    ]
    entries = tuple(task.entry for part in parts for task in part)
    if not entries:
        return None
    return Checklist(
        kind="onboarding",
        id=str(path.id),
        name=path.name,
        version=str(path.version),
        entries=entries,
        former=tuple(str(alias) for alias in path.aliases),
    )


def _row(catalog: Catalog, path: Onboarding, milestone: Milestone) -> MilestoneRow:
    def part(name: str, lines: Iterable[tuple[str, str]]) -> tuple[Task, ...]:
        group = f"{milestone.name}: {name}"
        return tasks(f"{milestone.id}-{name}", group, str(path.version), lines)

    reading = [(link, each.why) for each in milestone.read for link in _links(catalog, each)]
    read = part("read", ((link.path, f"{link.text}: {why}") for link, why in reading))
    return MilestoneRow(
        milestone,
        [ReadingRow(link, why, task) for (link, why), task in zip(reading, read, strict=True)],
        part("meet", ((text, text) for text in milestone.meet)),
        part("do", ((text, text) for text in milestone.tasks)),
    )


def _links(catalog: Catalog, reading: Reading) -> Iterator[Link]:
    """The links of a reading item; usually one."""
    if role := catalog.roles.get(reading.role or ""):
        yield Link(role.name, role_path(role.id))
    if competency := catalog.competencies.get(reading.competency or ""):
        yield Link(competency.name, competency_path(competency.id))
    if method := catalog.methods.get(reading.method or ""):
        yield Link(method.name, method_path(method.id))
    if reading.guide:
        yield Link(guide_title(reading.guide), reading.guide)


def ladder(roles: Mapping[str, Role]) -> list[Role]:
    """All roles in career order; variants last among equals."""
    rank = dict.fromkeys(roles, 0)
    for _ in roles:
        for role in roles.values():
            for step in role.leads_to:
                if step.role in rank:
                    rank[step.role] = max(rank[step.role], rank[role.id] + 1)
        for role in roles.values():
            if role.variant_of in rank:
                rank[role.id] = max(rank[role.id], rank[role.variant_of])
    return sorted(
        roles.values(), key=lambda role: (rank[role.id], bool(role.variant_of), role.name)
    )


def path_of_role(catalog: Catalog, role: Role) -> Onboarding | None:
    """The onboarding path for a role; ``None`` if none is in view.

    A variant without a path uses that of its main role. Of several paths for one role, it is the
    one named after the role, else the first by id.
    """
    seen: set[str] = set()
    current: Role | None = role
    while current is not None and current.id not in seen:
        seen.add(current.id)
        own = [each for each in catalog.definitions.onboarding.values() if each.role == current.id]
        if own:
            return min(own, key=lambda path: (path.id != path.role, path.id))
        current = catalog.roles.get(current.variant_of) if current.variant_of else None
    return None


def variants_on(catalog: Catalog, path: Onboarding) -> list[Role]:
    """The roles that use this path although it is written for another, in order."""
    return [
        role
        for role in ladder(catalog.roles)
        if role.id != path.role and path_of_role(catalog, role) == path
    ]


def exercise_rows(context: Context, path: Onboarding, where: str) -> list[ExerciseRow]:
    """The exercises for the roles of a path, whose page is at ``where``; by account."""
    roles = {path.role, *(role.id for role in variants_on(context.catalog, path))}
    return [
        _exercise_row(context, path, where, account, each)
        for account in context.catalog.accounts.values()
        for each in account.exercises
        if each.role in roles
    ]


def exercises_page(
    context: Context, path: Onboarding, where: str, exercises: list[ExerciseRow]
) -> Page:
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


def _exercise_row(
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
