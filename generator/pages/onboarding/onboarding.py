"""``/onboarding/`` and ``/onboarding/<role>/``: the first 90 days."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from generator.editions import Catalog
from generator.model.kinds import Onboarding
from generator.model.learning import Milestone, Reading
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
from generator.pages.onboarding import exercises as onboarding_exercises
from generator.pages.onboarding.exercises import ExerciseRow
from generator.pages.onboarding.path import ladder, path_of_role, variants_on


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
        exercises = onboarding_exercises.rows(context, path, where[path.id])
        yield _page(context, path, where[path.id], other_pages, exercises)
        if exercises:
            yield onboarding_exercises.page(context, path, where[path.id], exercises)


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
    parts = [part for row in rows for part in (_read(row), row.meet, row.tasks)]
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


def _read(row: MilestoneRow) -> tuple[Task, ...]:
    return tuple(each.task for each in row.reading)


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
