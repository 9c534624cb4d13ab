"""A table that readers sort and filter.

In the Markdown it is a table like any other. What a column is sorted by and which values it is
filtered by is said beside it, and only the site makes use of it: the order is worked out here, so
that tiers, stages, dates and names stand in an order of their own, the same in every browser.
"""

import re
import unicodedata
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

Ranks = tuple[int | None, ...]
"""Per row its place in the order of a column, from 0; rows that are equal share one.

``None`` stands for a row that has nothing there: it comes last in either direction.
"""


@dataclass(frozen=True, slots=True)
class Facet:
    """Values to filter by. ``key`` names it in the address of the page, ``name`` on the page.

    ``choices``: (key, name) of each value, in order. ``rows``: per row the choices it has, by
    their place among ``choices``.
    """

    key: str
    name: str
    choices: tuple[tuple[str, str], ...]
    rows: tuple[tuple[int, ...], ...]


@dataclass(frozen=True, slots=True)
class SortableColumn:
    """One column: ``key`` names it in the address."""

    key: str
    ranks: Ranks
    facet: Facet | None = None


@dataclass(frozen=True, slots=True)
class SortableTable:
    """The first table below ``heading`` (as plain text), column by column.

    ``one`` and ``many``: what a row is called, ``account`` and ``accounts``.
    """

    heading: str
    one: str
    many: str
    columns: tuple[SortableColumn, ...]


def ranks(values: Iterable[Any]) -> Ranks:
    """The rank of each value among values that can be compared; ``None`` stays ``None``."""
    given = list(values)
    order = {value: rank for rank, value in enumerate(sorted({v for v in given if v is not None}))}
    return tuple(None if value is None else order[value] for value in given)


def facet(
    key: str, name: str, rows: Sequence[Sequence[str]], order: Sequence[Hashable] = ()
) -> Facet:
    """A facet over the values of each row: in the given order, what is not in it after that."""
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
    """By what words are put in order: without case and accents first, then as they are."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(each for each in plain if not unicodedata.combining(each)), text


def _keys(values: Iterable[str]) -> list[str]:
    """A short word for the address for each value, none twice."""
    keys: list[str] = []
    for value in values:
        word = "-".join(re.findall(r"[^\W_]+", value.casefold())) or "other"
        key, number = word, 1
        while key in keys:
            number += 1
            key = f"{word}-{number}"
        keys.append(key)
    return keys
