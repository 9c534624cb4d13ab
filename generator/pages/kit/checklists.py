"""The browser data of checklists that readers fill in.

In Markdown a checklist is a list of tasks, and each entry has an anchor (``<a
id="need-negotiation">``). :attr:`.page.Page.checklist` holds the subject, version and fingerprint
of each entry; the site adds them to the page as data (:mod:`generator.site.conversion`). What a
reader enters stays in the browser.

Ids do not depend on positions. A competency has its own. A task of an onboarding path is a plain
paragraph: its id consists of its kind and a fingerprint of its text, so a reworded task is a new
one, which the browser matches with the most similar old text, and one that moves stays itself.
Reading items are identified by their target, and what an account adds by the id of its subject: a
stakeholder, an objective, a person.
"""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from generator.analysis.needs import Need
from generator.model.competency import Framework, Level
from generator.model.kinds import Account, Competency, Onboarding, Role

Kind = Literal["role", "account", "onboarding", "first-days"]


@dataclass(frozen=True, slots=True)
class ChecklistEntry:
    """One entry; ``name`` and ``group`` (its heading) are plain text.

    ``id``: independent of the position. ``anchor``: on the page. ``version``: of the definition.
    ``fingerprint``: changes if the meaning may have changed. ``level``: id of the required level;
    empty for a task. ``former``: former ids.
    """

    id: str
    anchor: str
    name: str
    group: str
    version: str
    fingerprint: str
    level: str = ""
    former: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SharedList:
    """Another list, some of whose entries stand on a page as well: what is ticked counts in both.

    ``entries``: the ids of those that it shares. The other fields are as in :class:`Checklist`.
    """

    kind: Kind
    id: str
    name: str
    version: str
    entries: tuple[str, ...] = ()
    former: tuple[str, ...] = ()


def shared_list(kind: Kind, item: Onboarding) -> SharedList:
    """The list of a definition, for pages that hold entries of it."""
    former = tuple(str(alias) for alias in item.aliases)
    return SharedList(kind, str(item.id), item.name, str(item.version), former=former)


@dataclass(frozen=True, slots=True)
class Checklist:
    """The browser data of a page's checklist.

    ``kind`` and ``id``: its key in browser storage and in saved files, with former ids in
    ``former``. ``name``: plain text. ``version``: of the role, the account or the path. ``levels``:
    (id, name) of the scale, lowest first; empty for tasks. ``shared``: the list to which some of
    the entries belong; ``shared_by``: ids of the first days that hold this one. ``elsewhere``:
    entries on other pages of the same list; ``overview``: whether all are filled in there.
    """

    kind: Kind
    id: str
    name: str
    version: str
    entries: tuple[ChecklistEntry, ...]
    levels: tuple[tuple[str, str], ...] = ()
    former: tuple[str, ...] = ()
    shared: SharedList | None = None
    shared_by: tuple[str, ...] = ()
    elsewhere: tuple[ChecklistEntry, ...] = ()
    overview: bool = False


def checklist_of(
    kind: Kind,
    item: Account | Role | Onboarding,
    entries: Iterable[ChecklistEntry],
    *,
    title: str = "",
    part: str = "",
    levels: tuple[tuple[str, str], ...] = (),
) -> Checklist:
    """The checklist of a definition; ``title``: if it is not the definition's name.

    ``part``: added to its ids, if it has several of a kind.
    """
    return Checklist(
        kind=kind,
        id=f"{item.id}{part}",
        name=title or item.name,
        version=str(item.version),
        entries=tuple(entries),
        levels=levels,
        former=tuple(f"{alias}{part}" for alias in item.aliases),
    )


@dataclass(frozen=True, slots=True)
class Task:
    """A task of an onboarding path with its entry; ``text``: as on the page."""

    text: str
    entry: ChecklistEntry


def fingerprint(*texts: str) -> str:
    """Ten hexadecimal digits that depend on the words, but not on white space.

    The first 40 bits of SHA-256, which makes collisions within a page improbable.
    """
    words = json.dumps([" ".join(text.split()) for text in texts], ensure_ascii=False)
    return hashlib.sha256(words.encode()).hexdigest()[:10]


def anchor_of(competency: Competency) -> str:
    """The anchor of a competency on a checklist."""
    return f"need-{competency.id}"


def levels_of(framework: Framework | None) -> tuple[tuple[str, str], ...]:
    """The scale as (id, name), lowest first."""
    return tuple((str(level.id), level.name) for level in framework.scale) if framework else ()


def of_needs(needs: Iterable[Need], framework: Framework | None) -> tuple[ChecklistEntry, ...]:
    """An entry for each need, at the required level."""
    areas = {area.id: area.name for area in framework.areas} if framework else {}
    return tuple(
        _of_competency(need.competency, need.level, areas.get(need.competency.area, ""))
        for need in needs
    )


def _of_competency(competency: Competency, level: Level, area: str) -> ChecklistEntry:
    behaviour = [
        text for level_id, texts in sorted(competency.levels.items()) for text in (level_id, *texts)
    ]
    return ChecklistEntry(
        id=str(competency.id),
        anchor=anchor_of(competency),
        name=competency.name,
        group=area,
        version=str(competency.version),
        fingerprint=fingerprint(competency.what, *behaviour),
        level=str(level.id),
        former=tuple(str(alias) for alias in competency.aliases),
    )


def tasks(
    place: str, group: str, version: str, lines: Iterable[tuple[str, str]]
) -> tuple[Task, ...]:
    """The lines of one part of a path, each with its entry.

    ``place``: the part in ids, ``read``; ``group``: its heading. ``lines``: the identity of a
    line and its text; the two are equal for tasks.
    """
    lines = tuple(lines)
    # What the page shows as code is plain text in the browser's data.
    named = ((f"{place}-{fingerprint(own)}", text.replace("`", ""), ()) for own, text in lines)
    entries = points(group, version, named)
    return tuple(Task(text, entry) for (_, text), entry in zip(lines, entries, strict=True))


def points(
    group: str, version: str, lines: Iterable[tuple[str, str, tuple[str, ...]]]
) -> tuple[ChecklistEntry, ...]:
    """An entry for each line of one part, with unique ids.

    ``lines``: an id, the plain text, and former ids. Repeated ids get a number.
    """
    entries: dict[str, ChecklistEntry] = {}
    seen: dict[str, int] = {}
    for known_as, text, former in lines:
        own = known_as
        while own in entries:
            seen[known_as] = seen.get(known_as, 1) + 1
            own = f"{known_as}-{seen[known_as]}"
        name = " ".join(text.split())
        entries[own] = ChecklistEntry(
            own, f"task-{own}", name, group, version, fingerprint(text), former=former
        )
    return tuple(entries.values())
