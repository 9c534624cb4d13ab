"""The matrix of all accounts as a picture and as a table."""

from typing import Any

from generator.analysis import AccountInsight
from generator.analysis.matrix import Placement
from generator.analysis.movement import by_method
from generator.charts import MOST_LABELS, Picture, matrix
from generator.model.kinds import Method
from generator.model.method import Axis, Cell
from generator.pages.account.track import drift
from generator.pages.kit.links import ACCOUNTS
from generator.pages.kit.pictures import point_on
from generator.text import markdown as md
from generator.text.numerals import counted

Row = dict[str, Any]

Placed = tuple[AccountInsight, tuple[Placement, ...]]
"""An account and its placements by one method, newest first."""


def matrices(accounts: list[AccountInsight]) -> tuple[list[Row], tuple[Picture, ...]]:
    """One table and picture per matrix in use, with its accounts."""
    by_id: dict[str, list[Placed]] = {}
    for insight in accounts:
        for method_id, placements in by_method(insight.placements).items():
            by_id.setdefault(method_id, []).append((insight, placements))
    used = [by_id[method_id] for method_id in sorted(by_id)]
    return [_table(placed) for placed in used], tuple(_picture(placed) for placed in used)


def _picture(placed: list[Placed]) -> Picture:
    method = placed[0][1][0].method
    points = [
        point_on(insight, method, ACCOUNTS.path, _note(placements))
        for insight, placements in placed
    ]
    return matrix(method, [point for point in points if point], f"{method.id}.svg", _title(method))


def _note(placements: tuple[Placement, ...]) -> str:
    return f"{placements[0].cell.name}; {_movement(placements)}"


def _title(method: Method) -> str:
    return f"Where the accounts stand: {method.name}"


def _table(placed: list[Placed]) -> Row:
    """First axis high to low, second low to high; many accounts are counted, not listed."""
    method = placed[0][1][0].method
    many = len(placed) > MOST_LABELS
    by_place: dict[tuple[str, ...], list[Placed]] = {}
    for each in placed:
        by_place.setdefault(_place(each[1][0]), []).append(each)
    *upright, across = method.axes
    rows: list[Row] = [
        {
            "name": f"{upright[0].name}: {band}" if upright else across.name,
            "cells": [
                _cell(cell, by_place.get((*down, other.id), []), many)
                for other in across.scale
                if (cell := method.cell_at(_bands(method, (*down, other.id))))
            ],
        }
        for down, band in _rows(upright)
    ]
    return {
        "picture": f"{method.id}.svg",
        "alt": _title(method),
        "method": method,
        "many": many,
        "columns": [f"{across.name}: {band.label}" for band in across.scale],
        "rows": rows,
    }


def _rows(upright: list[Axis]) -> list[tuple[tuple[str, ...], str]]:
    """The bands of the first of two axes, highest first; one row for a single axis."""
    if not upright:
        return [((), "")]
    return [((band.id,), band.label) for band in reversed(upright[0].scale)]


def _bands(method: Method, place: tuple[str, ...]) -> dict[str, str]:
    return dict(zip((axis.id for axis in method.axes), place, strict=True))


def _place(placement: Placement) -> tuple[str, ...]:
    """The combination of bands of an account: its own, or that of the cell set by an override."""
    own = tuple(axis.band.id for axis in placement.axes)
    if placement.cell.lies_at(_bands(placement.method, own)):
        return own
    places = (each for each in placement.method.combinations if placement.cell.lies_at(each))
    return tuple(next(places, {}).values()) or own


def _cell(cell: Cell, placed: list[Placed], many: bool) -> Row:
    return {
        "name": cell.name,
        "count": counted(len(placed), "account"),
        "points": []
        if many
        else [(each.account, found[0], _movement(found)) for each, found in placed],
    }


def _movement(placements: tuple[Placement, ...]) -> str:
    now, before = placements[0], placements[1] if len(placements) > 1 else None
    since = f" since {md.day_text(before.rating.on)}" if before else ""
    note = "; set by decision" if now.overridden else ""
    return f"{drift(now, before)}{since}{note}"
