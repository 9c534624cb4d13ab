"""History pages of definitions: versions in words, with their steps."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from generator.changes.sections import ChangeText
from generator.history.timeline import CommitMark, Timeline, TimelineStep
from generator.model.common import VersionChange
from generator.model.kinds import Competency, Method, Role, kind_of_item
from generator.pages.kit.handbook import handbook_page
from generator.pages.kit.links import HISTORY, page_path
from generator.pages.kit.names import Names
from generator.pages.kit.page import NavigationItem, Page
from generator.text.formats import counted, day_text

MOST_STEPS = 12
"""Maximum number of steps listed on a page, see :func:`_most_important`; others are counted."""

MOST_CHANGES = 4
"""Maximum number of changes listed per step."""

MOST_ON_PAGE = 24
"""Maximum number of changes listed on a page."""

HISTORY_NOT_READ = (
    "Earlier states of the files were not read, so this page shows only what the files say today."
)

PARTLY_READ = "Some earlier states could not be read, so not all changes are listed here."

NOT_IN_GIT = "No earlier state of this definition is on record."

Explain = Callable[[ChangeText], str]
"""Returns a sentence about a change, empty if there is nothing to add."""


def _no_more(_: ChangeText) -> str:
    return ""


_HAPPENED = {"removed": "removed", "back": "brought back"}


@dataclass(frozen=True, slots=True)
class VersionStepRow:
    """One step in words.

    ``happened``: what happened to the definition as a whole, empty if it only changed; ``link``:
    for leadership; ``changes``: those listed, ``more``: how many others, in words.
    """

    mark: CommitMark
    happened: str
    link: str
    changes: tuple[str, ...]
    more: str


@dataclass(frozen=True, slots=True)
class VersionRow:
    """One version: its description if there is one, and its steps, newest first.

    ``older``: steps that are only counted.
    """

    number: str
    anchor: str
    change: VersionChange | None
    by: str
    steps: tuple[VersionStepRow, ...]
    older: str


@dataclass(frozen=True, slots=True)
class VersionRecord:
    """The Git history of one definition.

    ``unseen``: what is missing from it, in sentences. ``compare_url``: address of a comparison of
    two commits, with ``{base}`` and ``{head}``, or empty.
    """

    timeline: Timeline = field(default_factory=Timeline)
    unseen: tuple[str, ...] = (HISTORY_NOT_READ,)
    compare_url: str = ""


def version_rows(
    names: Names, item: Any, record: VersionRecord, explain: Explain = _no_more
) -> list[VersionRow]:
    """The versions of a definition, newest first; those found only in Git have no description.

    ``explain``: a sentence to add to a change, may be empty.
    """
    entries: dict[str, VersionChange] = {str(each.version): each for each in item.changes}
    numbers = {str(each.version): each.version for each in item.changes}
    numbers |= {str(each.item.version): each.item.version for each in record.timeline.states}
    numbers[str(item.version)] = item.version
    steps = _by_version(names, record, explain)
    rows = []
    for number in sorted(numbers, key=lambda each: numbers[each], reverse=True):
        change, (listed, older) = entries.get(number), steps.get(number, ((), ""))
        by = getattr(change, "by", None)
        anchor = f"version-{number}".replace(".", "-")
        rows.append(
            VersionRow(number, anchor, change, names.person(by) if by else "", listed, older)
        )
    return rows


def _by_version(
    names: Names, record: VersionRecord, explain: Explain
) -> dict[str, tuple[tuple[VersionStepRow, ...], str]]:
    """The steps of each version, newest first, and a text for those only counted."""
    newest = list(reversed(record.timeline.steps))
    significant = [each for each in newest if not _is_upkeep(each)]
    shown, left = _most_important(significant)
    rows: dict[str, list[VersionStepRow]] = {}
    room, later = MOST_ON_PAGE, after_approval(record.timeline)
    for step in shown:
        row = _step(names, step, record, min(room, MOST_CHANGES), explain)
        if step in later and not row.happened:
            row = replace(row, happened="after the approval")
        room -= len(row.changes)
        rows.setdefault(step.version, []).append(row)
    upkeep = [each for each in newest if _is_upkeep(each)]
    return {
        version: (
            tuple(rows.get(version, ())),
            "; ".join(
                [
                    *_counted(left, version, "more step"),
                    *_counted(upkeep, version, "smaller update"),
                ]
            ),
        )
        for version in dict.fromkeys(each.version for each in newest)
    }


def after_approval(timeline: Timeline) -> list[TimelineStep]:
    """The steps that changed the content of a version after its approval had been entered."""
    approved: set[str] = set()
    found = []
    for step in timeline.steps:
        if step.approved is not None:
            approved.add(step.version)
        elif step.version in approved and step.changes:
            found.append(step)
    return found


def _most_important(
    newest: Sequence[TimelineStep],
) -> tuple[list[TimelineStep], list[TimelineStep]]:
    """The steps to list and the others, both newest first.

    Steps that concern the definition as a whole, a version or an approval come first, then the most
    severe, then the newest.
    """
    oldest_of = {step.version: number for number, step in enumerate(newest)}  # the oldest of each

    def importance(number: int) -> tuple[bool, int, int]:
        step = newest[number]
        whole = step.happened != "changed"
        defines = whole or oldest_of[step.version] == number or step.approved is not None
        return not defines, -max((each.severity for each in step.changes), default=0), number

    shown_numbers = set(sorted(range(len(newest)), key=importance)[:MOST_STEPS])
    shown = [step for number, step in enumerate(newest) if number in shown_numbers]
    return shown, [step for number, step in enumerate(newest) if number not in shown_numbers]


def _is_upkeep(step: TimelineStep) -> bool:
    """Whether a step only updated records or changed wording."""
    return step.happened == "changed" and bool(step.upkeep) and not (step.changes or step.approved)


def _counted(steps: Sequence[TimelineStep], version: str, name: str) -> Iterator[str]:
    """``3 earlier steps, first on 2 Apr 2025, last on 4 May 2025``, and those of upkeep."""
    days = [each.mark.day for each in reversed(steps) if each.version == version]
    if not days:
        return
    shown = list(dict.fromkeys(f"on {day_text(day)}" if day else "not saved yet" for day in days))
    span = f"first {shown[0]}, last {shown[-1]}" if len(shown) > 1 else shown[0]
    yield f"{counted(len(days), name)}, {span}"


def _step(
    names: Names, step: TimelineStep, record: VersionRecord, room: int, explain: Explain
) -> VersionStepRow:
    changes = [
        f"{each.text.replace(' -> ', ' → ')} {explain(each)}".rstrip() for each in step.changes
    ]
    if step.approved is not None:
        by, on = names.person(step.approved.by), day_text(step.approved.on)
        late = step.mark.day is not None and step.mark.day > step.approved.on
        changes.insert(0, f"Approved by {by} on {on}{'; entered later' if late else ''}.")
    room = max(room, 1 if step.approved is not None else 0)
    more = [counted(len(changes) - room, "more change")] if len(changes) > room else []
    if more and not room:
        more = [counted(len(changes), "change")]
    if step.upkeep:
        more.append(counted(step.upkeep, "smaller update"))
    return VersionStepRow(
        mark=step.mark,
        happened=_happened(step, record.timeline),
        link=_link(record, step.since, step.mark),
        changes=tuple(changes[:room]),
        more="; ".join(more),
    )


def _happened(step: TimelineStep, timeline: Timeline) -> str:
    if step.happened == "first":
        return "oldest record in this copy" if timeline.cut else "first on record"
    if step.happened == "renamed":
        return f"renamed from {step.former}"
    return _HAPPENED.get(step.happened, "")


def _link(record: VersionRecord, since: CommitMark | None, mark: CommitMark) -> str:
    if not record.compare_url or since is None or not since.id or not mark.id:
        return ""
    return record.compare_url.format(base=since.id, head=mark.id)


def unseen(unseen_of_all: str, timeline: Timeline) -> Iterator[str]:
    """Sentences about missing history; ``unseen_of_all``: about the whole repository."""
    if unseen_of_all:
        yield unseen_of_all
    elif not timeline.steps:
        yield NOT_IN_GIT
    for day in timeline.unread:
        yield f"The state of {day_text(day)} could not be read; what remained of it appears later."
    if timeline.partly_read and not timeline.unread:
        yield PARTLY_READ


def history_page(
    names: Names,
    record: VersionRecord,
    item: Role | Method | Competency,
    *,
    siblings: Sequence[NavigationItem],
    breadcrumbs: Sequence[NavigationItem],
) -> Page:
    """The history page of a handbook definition; ``siblings``, ``breadcrumbs``: see Page."""
    kind = kind_of_item(item)
    return handbook_page(
        names,
        "kit/history.md.j2",
        page_path(kind, item.id, HISTORY),
        f"History: {item.name}",
        {
            "name": item.name,
            "main": page_path(kind, item.id),
            "number": str(item.version),
            "history": version_rows(names, item, record),
            "unseen": record.unseen,
        },
        item=item,
        siblings=siblings,
        breadcrumbs=breadcrumbs,
        boost=0.5,
        description=f"What changed in {item.name}, version by version.",
    )
