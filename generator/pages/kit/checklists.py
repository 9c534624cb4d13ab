"""Checklists that readers fill in: what the browser has to know about them.

In the Markdown a checklist is a list of tasks like any other, and each entry bears an anchor
(``<a id="need-negotiation">``). What an entry is, in which version, and by which fingerprint a
change of it is noticed, is said beside it, in :attr:`.page.Page.checklist`; only the site
makes use of it, as data inside the page (:mod:`generator.site.checklists`). What a reader
enters stays in the reader's browser and never comes back here.

Ids do not depend on places. A competency has its own. A task of an onboarding path is a plain
paragraph: its id is its milestone and a fingerprint of its words, so that a task that was reworded
is another task, which the browser matches with the nearest old words. Something to read is known
by what it leads to. What an account adds is known by the id of what it is about: a stakeholder, an
objective, a person.
"""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from generator.analysis.needs import Need
from generator.model.competency import Framework, Level
from generator.model.kinds import Competency

Kind = Literal["role", "account", "onboarding", "first-days"]


@dataclass(frozen=True, slots=True)
class ChecklistEntry:
    """One line to fill in. ``name`` and ``group``, what it is part of, are plain text.

    ``id``: never changes with the place. ``anchor``: where it stands on the page. ``version``: of
    the definition behind it. ``fingerprint``: another one when its meaning may have changed.
    ``level``: id of the level needed; empty for a task. ``former``: ids it had before.
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
class Checklist:
    """What a page lets its readers fill in.

    ``kind`` and ``id``: whose list it is, in the browser's memory and in a saved file, with the
    ids it had before in ``former``. ``name``: plain text. ``version``: of the role, the account or
    the path. ``levels``: (id, name) of the scale, lowest first; empty for tasks.
    """

    kind: Kind
    id: str
    name: str
    version: str
    entries: tuple[ChecklistEntry, ...]
    levels: tuple[tuple[str, str], ...] = ()
    former: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Task:
    """A line of an onboarding path with its entry; ``text`` is what the page says."""

    text: str
    entry: ChecklistEntry


def fingerprint(*texts: str) -> str:
    """Ten hexadecimal digits that are others when the words are; blanks and line ends do not count.

    The first 40 bits of SHA-256: among the lines of a page no two are the same by accident.
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
    """An entry for each competency of a list, at the level needed."""
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

    ``place``: the part as ids say it, ``day-1-read``; ``group``: as people do. ``lines``: by what a
    line is known, and what it says; the two are the same for a task in words.
    """
    lines = tuple(lines)
    # What the page sets as code is plain where the browser repeats it.
    named = ((f"{place}-{fingerprint(own)}", text.replace("`", ""), ()) for own, text in lines)
    made = points(group, version, named)
    return tuple(Task(text, entry) for (_, text), entry in zip(lines, made, strict=True))


def points(
    group: str, version: str, lines: Iterable[tuple[str, str, tuple[str, ...]]]
) -> tuple[ChecklistEntry, ...]:
    """An entry for each task of one part, none of them twice.

    ``lines``: an id, what the line says as plain text, and ids it had before. Of lines with the
    same id the second and further are counted.
    """
    made: dict[str, ChecklistEntry] = {}
    seen: dict[str, int] = {}
    for known_as, text, former in lines:
        own = known_as
        while own in made:
            seen[known_as] = seen.get(known_as, 1) + 1
            own = f"{known_as}-{seen[known_as]}"
        name = " ".join(text.split())
        made[own] = ChecklistEntry(
            own, f"task-{own}", name, group, version, fingerprint(text), former=former
        )
    return tuple(made.values())
