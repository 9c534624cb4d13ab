"""Tick boxes of a comment that outlast a push: what a reviewer ticked, and what is new since.

Each line ends in a mark that a reader does not see: what it is about, what it says, and which of
several equal ones it is. Of the last comment only the marks and ticks are read, and none of its
text is repeated.
"""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from generator.changes.sections import ReviewLine
from generator.model.item import Item
from generator.model.walk import walk
from generator.text.formats import are, counted, listed

CUT = "<!-- playbook: cut -->"
"""In a comment that does not hold all of its lines."""

_MARK = re.compile(r"<!-- ([0-9a-f]{12})\.([0-9a-f]{16})\.([0-9]{1,4}) -->\Z")
_TICKED = ("- [x] ", "- [X] ")
_OPEN = "- [ ] "


@dataclass(frozen=True, slots=True)
class Mark:
    """``about``: what makes a line the same line; ``says``: what it says, and the values behind it;
    ``number``: from 1.
    """

    about: str
    says: str
    number: int

    def __str__(self) -> str:
        return f"<!-- {self.about}.{self.says}.{self.number} -->"


@dataclass(frozen=True, slots=True)
class LastComment:
    """The marks of a comment's lines, and whether each was ticked; ``cut``: some are missing.

    ``about``: what its lines are about.
    """

    ticks: Mapping[Mark, bool]
    about: frozenset[str]
    cut: bool


def last_comment(text: str) -> LastComment:
    """What the text of a comment holds; lines of any other form are skipped."""
    ticks: dict[Mark, bool] = {}
    lines = [each.strip() for each in text.splitlines()]
    for line in lines:
        found = _MARK.search(line) if line.startswith((_OPEN, *_TICKED)) else None
        if found:
            mark = Mark(found[1], found[2], int(found[3]))
            ticks[mark] = ticks.get(mark, False) or line.startswith(_TICKED)
    return LastComment(ticks, frozenset(each.about for each in ticks), CUT in lines)


def _digest(*parts: str) -> str:
    return sha256("\0".join(parts).encode("utf-8", "replace")).hexdigest()


def _written(content: tuple[Any, ...]) -> str:
    """The texts and figures of some values with their keys, wherever they stand in a file."""
    scalars = (each for each in walk(content) if not isinstance(each.value, Item | tuple | dict))
    return "\n".join(f"{each.path} {str(each.value)!r}" for each in scalars)


@dataclass(slots=True)
class Boxes:
    """Makes the lines of one comment, and counts what differs from the last one.

    ``last``: ``None`` for a comment without boxes; one without marks if there was none before.
    """

    last: LastComment | None = None
    _made: Counter[tuple[str, str]] = field(default_factory=Counter)
    _marks: set[Mark] = field(default_factory=set)

    def row(self, line: ReviewLine, text: str, kind: str = "") -> str:
        """A line of a list; ``text``: as it is shown, ``kind``: what tells it from others.

        With boxes: ticked if the last comment had it, in the same words and of the same values, and
        it was ticked there.
        """
        if self.last is None:
            return f"- {text}"
        about = _digest(kind, line.account, line.key, *line.about)[:12]
        says = _digest(line.text or text, _written(line.content))[:16]
        self._made[about, says] += 1
        mark = Mark(about, says, self._made[about, says])
        self._marks.add(mark)
        box = _TICKED[0] if self.last.ticks.get(mark) else _OPEN
        return f"{box}{self._news(mark)}{text} {mark}"

    def _news(self, mark: Mark) -> str:
        """That the last comment did not have a line, if that can be told."""
        if self.last is None or not self.last.ticks or mark in self.last.ticks:
            return ""
        return "_New:_ " if mark.about in self.last.about or not self.last.cut else ""

    def since(self) -> str:
        """What differs from the last comment, in sentences; empty if there was none."""
        if self.last is None or not self.last.ticks:
            return ""
        fresh = Counter(each.about for each in self._marks if each not in self.last.ticks)
        missing = Counter(each.about for each in self.last.ticks if each not in self._marks)
        changed, added, gone = fresh & missing, fresh - missing, missing - fresh
        told = ((added, "new"), (changed, "changed"), (gone, "gone"))
        parts = [
            f"{counted(found.total(), 'line')} {are(found.total())} {what}"
            for found, what in told
            if found and not (self.last.cut and what == "new")
        ]
        said = f"Since the last comment {listed(parts)}." if parts else ""
        if self.last.cut:
            return f"{said} The last comment was cut, so not all that is new is marked.".strip()
        return said or "Nothing has changed since the last comment."
