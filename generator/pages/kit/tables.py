"""Tables that readers can sort and filter, and tables that compare definitions side by side.

In Markdown they are ordinary tables. Sort ranks and filter values are added as data for the site;
they are computed here, so that tiers, stages, dates and names have their own order, equal in all
browsers.
"""

import re
import unicodedata
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

Ranks = tuple[int | None, ...]
"""For each row its rank in the order of a column, from 0; equal rows share a rank.

``None``: an empty cell, which comes last in both directions.
"""

CellValues = tuple[int, ...]
"""For an answer: its parts, with equal numbers for equal parts of a row. For a level: its rank
from 1, or 0 if the role does not require the competency.
"""


@dataclass(frozen=True, slots=True)
class Facet:
    """A filter; ``key``: in the address of the page, ``name``: on the page.

    ``choices``: (key, name) of each value, in order. ``rows``: for each row the indices of its
    choices.
    """

    key: str
    name: str
    choices: tuple[tuple[str, str], ...]
    rows: tuple[tuple[int, ...], ...]


@dataclass(frozen=True, slots=True)
class SortableColumn:
    """One column; ``key``: in the address of the page."""

    key: str
    ranks: Ranks
    facet: Facet | None = None


@dataclass(frozen=True, slots=True)
class SortableTable:
    """The first table below ``heading`` (as plain text), column by column.

    ``one`` and ``many``: the noun for rows, ``account`` and ``accounts``.
    """

    heading: str
    one: str
    many: str
    columns: tuple[SortableColumn, ...]


def ranks(values: Iterable[Any]) -> Ranks:
    """The rank of each value among comparable values; ``None`` stays ``None``."""
    given = list(values)
    order = {value: rank for rank, value in enumerate(sorted({v for v in given if v is not None}))}
    return tuple(None if value is None else order[value] for value in given)


def facet(
    key: str, name: str, rows: Sequence[Sequence[str]], order: Sequence[Hashable] = ()
) -> Facet:
    """A filter by the values of each row: in the given order, others after that."""
    ranks = {value: place for place, value in reversed(list(enumerate(order)))}
    found = sorted(
        {value for row in rows for value in row},
        key=lambda value: (ranks.get(value, len(ranks)), folded(value)),
    )
    places = {value: place for place, value in enumerate(found)}
    return Facet(
        key,
        name,
        tuple(zip(_keys(found), found, strict=True)),
        tuple(tuple(sorted({places[value] for value in row})) for row in rows),
    )


def folded(text: str) -> tuple[str, str]:
    """Sort key for text: ignoring case and accents first, then exact."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(each for each in plain if not unicodedata.combining(each)), text


def _keys(values: Iterable[str]) -> list[str]:
    """Unique short keys for values, for use in addresses."""
    keys: list[str] = []
    for value in values:
        word = "-".join(re.findall(r"[^\W_]+", value.casefold())) or "other"
        key, number = word, 1
        while key in keys:
            number += 1
            key = f"{word}-{number}"
        keys.append(key)
    return keys


@dataclass(frozen=True, slots=True)
class ComparedTable:
    """The first table below ``heading`` (as plain text).

    Its first column names the rows and its last describes differences; between them is one column
    for each of ``columns``: (id, full name, short name). ``kind``: whether cells are answers in
    parts, or ordered levels.
    """

    heading: str
    kind: Literal["answers", "levels"]
    columns: tuple[tuple[str, str, str], ...]
    rows: tuple[tuple[CellValues, ...], ...]


def numbered(answers: Sequence[Iterable[Hashable]]) -> tuple[CellValues, ...]:
    """The parts of each answer as numbers, equal for equal parts in the row."""
    groups: dict[Hashable, int] = {}
    return tuple(tuple(groups.setdefault(part, len(groups)) for part in own) for own in answers)
