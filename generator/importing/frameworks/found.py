"""What a file of a public framework holds, before it is put into levels and definitions of ours."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from generator.importing.records import Refused
from generator.importing.table import SourceTable


@dataclass(frozen=True, slots=True)
class FoundStatement:
    """A behaviour or a duty; ``level``: as the source calls it, empty for a duty.

    ``support``: titles and addresses.
    """

    place: str
    says: str
    level: str = ""
    id: str = ""
    examples: tuple[str, ...] = ()
    support: tuple[tuple[str, str], ...] = ()


@dataclass(slots=True)
class FoundCompetency:
    """A competency; ``key``: how the source's roles refer to it."""

    place: str
    key: str
    name: str
    what: str = ""
    behaviours: list[FoundStatement] = field(default_factory=list)


@dataclass(slots=True)
class FoundRole:
    """A role; ``requires``: key of a competency, level as the source calls it, place."""

    place: str
    key: str
    name: str
    purpose: str = ""
    duties: list[FoundStatement] = field(default_factory=list)
    requires: list[tuple[str, str, str]] = field(default_factory=list)


@dataclass(slots=True)
class FoundFramework:
    """All of a file, and the entries that cannot be used."""

    competencies: dict[str, FoundCompetency] = field(default_factory=dict)
    roles: dict[str, FoundRole] = field(default_factory=dict)
    refused: list[Refused] = field(default_factory=list)

    def refuse(self, number: int, place: str, what: str) -> None:
        """Note why an entry is not taken; ``number``: its row, or its place in the list."""
        self.refused.append(Refused(number, place, "", what))

    def levels(self) -> tuple[str, ...]:
        """The levels that are named, as the source writes them, each once."""
        behaviours = (each.level for one in self.competencies.values() for each in one.behaviours)
        required = (level for one in self.roles.values() for _, level, _ in one.requires)
        return tuple({each.casefold(): each for each in (*behaviours, *required)}.values())


@dataclass(frozen=True, slots=True)
class PublicSource:
    """A framework that can be imported.

    ``called``: in messages; ``work``: how definitions name it in ``adapted_from``; ``asks``: what
    its licence asks for beyond that, as a sentence.
    """

    called: str
    work: Mapping[str, str]
    read: Callable[[bytes], FoundFramework]
    asks: str = ""


_BULLET = re.compile(r"\s*[-*\u2022\u2013]\s+(\S.*)")


def paragraphs_and_points(text: str) -> tuple[str, list[str]]:
    """A text and the list in it; what only leads to the list ("You can:") is left out."""
    said: list[str] = []
    points: list[str] = []
    for line in text.splitlines():
        if point := _BULLET.fullmatch(line):
            points.append(_sentence(point[1]))
        elif line.strip() and not line.rstrip().endswith(":"):
            said.append(line.strip())
    return " ".join(said), points


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:].strip()}"


def columns_by_name(table: SourceTable, wanted: Iterable[str]) -> dict[str, int]:
    """The columns of a table that are wanted, by name in small letters, as far as it has them."""
    names = {name.casefold(): at for at, name in reversed(list(enumerate(table.header)))}
    return {each: names[each] for each in wanted if each in names}
