"""Onboarding paths as an edition gives them: order, variants, milestones, exercises."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain, islice

from generator.editions import Catalog
from generator.findings.finding import Finding
from generator.model.kinds import Onboarding, Role
from generator.model.learning import Milestone, Reading
from generator.pages.kit.checklists import Task, tasks
from generator.pages.kit.links import (
    Link,
    account_path,
    competency_path,
    guide_title,
    method_path,
    role_path,
    role_title,
)


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
    reading: tuple[ReadingRow, ...]
    meet: tuple[Task, ...]
    tasks: tuple[Task, ...]


@dataclass(frozen=True, slots=True)
class ExerciseRow:
    """An exercise on an example account; ``messages``: current findings of `playbook check`.

    ``here``: its link.
    """

    title: str
    here: Link
    do: tuple[Task, ...]
    account: Link
    rule: str
    messages: tuple[str, ...]


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


def paths_in_order(catalog: Catalog) -> list[Onboarding]:
    """The paths of the roles in view, in career order."""
    order = [role.id for role in ladder(catalog.roles)]
    paths = [each for each in catalog.definitions.onboarding.values() if each.role in order]
    return sorted(paths, key=lambda each: (order.index(each.role), each.id))


def path_title(catalog: Catalog, path: Onboarding) -> str:
    """The title of the path's role, or its own name if the role has several."""
    others = [each for each in catalog.definitions.onboarding.values() if each.role == path.role]
    return path.name if len(others) > 1 else role_title(catalog.roles[path.role])


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


def milestones(catalog: Catalog, path: Onboarding) -> tuple[MilestoneRow, ...]:
    """The milestones of a path in order, with their checklist entries.

    A step keeps its entry when it moves to another milestone.
    """
    in_order = sorted(path.milestones, key=lambda each: each.day)
    reading = [
        [(link, each.why) for each in milestone.read for link in _links(catalog, each)]
        for milestone in in_order
    ]
    read = _tasks(
        path,
        "read",
        ([(link.path, f"{link.text}: {why}") for link, why in each] for each in reading),
    )
    meet = _tasks(path, "meet", ([(text, text) for text in each.meet] for each in in_order))
    do = _tasks(path, "do", ([(text, text) for text in each.tasks] for each in in_order))
    return tuple(
        MilestoneRow(
            milestone,
            tuple(ReadingRow(*row, task) for row, task in zip(rows, tasks_of_it, strict=True)),
            *others,
        )
        for milestone, rows, tasks_of_it, *others in zip(
            in_order, reading, read, meet, do, strict=True
        )
    )


def _tasks(
    path: Onboarding, place: str, lines: Iterable[Iterable[tuple[str, str]]]
) -> list[tuple[Task, ...]]:
    """The tasks of one kind, by milestone; no id twice on the path."""
    by_milestone = [list(each) for each in lines]
    found = iter(tasks(place, "", str(path.version), chain.from_iterable(by_milestone)))
    return [tuple(islice(found, len(each))) for each in by_milestone]


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


def exercises_path(page: str) -> str:
    """The page of the exercises of a path, whose page is ``page``."""
    return f"{page.removesuffix('.md')}/exercises.md"


def exercises_on(
    catalog: Catalog, findings: Iterable[Finding], path: Onboarding, page: str
) -> Iterator[ExerciseRow]:
    """The exercises for the roles of a path, whose page is ``page``; by account."""
    roles = {path.role, *(role.id for role in variants_on(catalog, path))}
    for account in catalog.accounts.values():
        for each in account.exercises:
            if each.role not in roles:
                continue
            name = f"exercise-{account.id}-{each.id}"
            lines = ((text, text) for text in each.do)
            yield ExerciseRow(
                title=each.title,
                here=Link(each.title, exercises_path(page), name),
                do=tasks(name, each.title, str(path.version), lines),
                account=Link(account.name, account_path(account.id)),
                rule=each.rule,
                messages=tuple(
                    finding.in_words
                    for finding in findings
                    if finding.rule.id == each.rule and finding.account == account.id
                ),
            )
