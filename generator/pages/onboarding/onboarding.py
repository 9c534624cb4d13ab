"""``/onboarding/``, ``/onboarding/<role>/`` and its exercises: the first 90 days."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from generator.model.kinds import Onboarding
from generator.pages.kit.checklists import checklist_of
from generator.pages.kit.handbook import handbook_page
from generator.pages.kit.links import ONBOARDING, Link, post_link, role_path
from generator.pages.kit.names import Names
from generator.pages.kit.page import Footer, NavigationItem, Page
from generator.pages.onboarding.days import by_day, parts_of
from generator.pages.onboarding.paths import ExerciseRow, MilestoneRow, exercises_path


@dataclass(frozen=True, slots=True)
class PathInput:
    """All that the pages of one path may depend on.

    ``page``: its path in the site; ``title``: in the list; ``variants``: ids of the roles that use
    it although it is written for another; ``accounts``: whose holder has a role with this path,
    with the ids that they have and had in ``account_ids``.
    """

    path: Onboarding
    page: str
    title: str
    variants: tuple[str, ...]
    milestones: tuple[MilestoneRow, ...]
    exercises: tuple[ExerciseRow, ...]
    accounts: tuple[Link, ...]
    account_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OnboardingInput:
    """The input of the pages of all paths; ``paths``: in career order."""

    names: Names
    paths: tuple[PathInput, ...]
    has_glossary: bool


def pages(given: OnboardingInput) -> Iterator[Page]:
    """The list and a page for each path."""
    other_pages = (
        NavigationItem("All paths", ONBOARDING.path),
        *(NavigationItem(each.title, each.page) for each in given.paths),
    )
    yield _index(given, other_pages)
    for each in given.paths:
        yield _page(given.names, each, other_pages)
        if each.exercises:
            yield exercises_page(given.names, each)


def _index(given: OnboardingInput, other_pages: tuple[NavigationItem, ...]) -> Page:
    return handbook_page(
        given.names,
        "onboarding/index.md.j2",
        ONBOARDING.path,
        ONBOARDING.title,
        {
            "rows": [
                (each, [post_link(given.names, role) for role in each.variants])
                for each in given.paths
            ],
            "glossary": given.has_glossary,
        },
        foot=Footer(source="content/onboarding/"),
        siblings=other_pages,
        boost=1.2,
        description="What to read, whom to meet and what to do in the first 90 days, by role.",
    )


def _page(names: Names, given: PathInput, other_pages: tuple[NavigationItem, ...]) -> Page:
    path, days = given.path, by_day(parts_of(given.milestones))
    made = handbook_page(
        names,
        "onboarding/path.md.j2",
        given.page,
        path.name,
        {
            "path": path,
            "role": post_link(names, path.role),
            "checklist": role_path(path.role, "checklist.md"),
            "variants": [
                (post_link(names, each), role_path(each, "checklist.md")) for each in given.variants
            ],
            "days": days,
            "exercises": given.exercises,
            "on_accounts": given.accounts,
        },
        item=path,
        siblings=other_pages,
        breadcrumbs=(ONBOARDING,),
        boost=1.2,
        description=path.promise,
        former_paths=tuple(f"onboarding/{each}.md" for each in (*path.aliases, *given.variants)),
    )
    entries = [step.entry for day in days for step in day.steps]
    checklist = checklist_of("onboarding", path, entries) if entries else None
    if checklist is not None:
        checklist = replace(checklist, shared_by=given.account_ids)
    return replace(made, checklist=checklist, layout="days")


def exercises_page(names: Names, given: PathInput) -> Page:
    """The exercises of one path, with a checklist."""
    path, here = given.path, exercises_path(given.page)
    above = NavigationItem(path.name, given.page)
    made = handbook_page(
        names,
        "onboarding/exercises.md.j2",
        here,
        f"{path.name}: exercises",
        {"path": Link(path.name, given.page), "exercises": given.exercises},
        item=path,
        siblings=(NavigationItem("Path", given.page), NavigationItem("Exercises", here)),
        breadcrumbs=(ONBOARDING, above),
        description="Things to practise on the example accounts.",
        former_paths=tuple(exercises_path(f"onboarding/{alias}.md") for alias in path.aliases),
    )
    entries = (task.entry for row in given.exercises for task in row.do)
    checklist = checklist_of("onboarding", path, entries, title=made.title, part="-exercises")
    return replace(made, checklist=checklist)
