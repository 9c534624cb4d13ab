"""The matrix of all accounts: a picture, and a table that says the same."""

from typing import Any

from generator.analysis import AccountInsight
from generator.analysis.matrix import Placement
from generator.charts import MOST_LABELS, Picture, matrix
from generator.model.kinds import Method
from generator.model.method import Cell
from generator.pages.account.layout import path_of
from generator.pages.account.track import by_method, drift
from generator.pages.kit.links import ACCOUNTS
from generator.pages.kit.pictures import point_on
from generator.text import markdown as md
from generator.text.numerals import counted

Row = dict[str, Any]

Placed = tuple[AccountInsight, list[Placement]]
"""An account and its placements by one method, newest first."""


def matrices(accounts: list[AccountInsight]) -> tuple[list[Row], tuple[Picture, ...]]:
    """One table and picture per matrix in use, with the accounts it places."""
    by_id: dict[str, list[Placed]] = {}
    for known in accounts:
        for method_id, placements in by_method(known).items():
            by_id.setdefault(method_id, []).append((known, placements))
    used = [by_id[method_id] for method_id in sorted(by_id)]
    return [_table(placed) for placed in used], tuple(_picture(placed) for placed in used)


def _picture(placed: list[Placed]) -> Picture:
    method = placed[0][1][0].method
    points = [
        point_on(known, method, ACCOUNTS.path, _note(placements)) for known, placements in placed
    ]
    return matrix(method, [point for point in points if point], f"{method.id}.svg", _title(method))


def _note(placements: list[Placement]) -> str:
    return f"{placements[0].cell.name}; {_movement(placements)}"


def _title(method: Method) -> str:
    return f"Where the accounts stand: {method.name}"


def _table(placed: list[Placed]) -> Row:
    """First axis high over low, second low to high; many accounts are counted, not listed."""
    method = placed[0][1][0].method
    many = len(placed) > MOST_LABELS
    by_cell: dict[str, list[Placed]] = {}
    for known, placements in placed:
        by_cell.setdefault(placements[0].cell.id, []).append((known, placements))
    down, across = method.axes[0], method.axes[-1]
    rows: list[Row] = [
        {
            "name": f"{down.name}: {down.high if half == 'high' else down.low}",
            "cells": [
                _cell(cell, by_cell.get(cell.id, []), many)
                for other in ("low", "high")
                for cell in method.cells
                if cell.when == {down.id: half, across.id: other}
            ],
        }
        for half in ("high", "low")
    ]
    return {
        "picture": f"{method.id}.svg",
        "alt": _title(method),
        "method": method.name,
        "method_page": f"methods/{method.id}/index.md",
        "many": many,
        "columns": [f"{across.name}: {name}" for name in (across.low, across.high)],
        "rows": rows,
    }


def _cell(cell: Cell, placed: list[Placed], many: bool) -> Row:
    return {
        "name": cell.name,
        "count": counted(len(placed), "account"),
        "points": [] if many else [_in_words(*each) for each in placed],
    }


def _in_words(known: AccountInsight, placements: list[Placement]) -> Row:
    now = placements[0]
    return {
        "name": known.account.name,
        "page": path_of(known.account.id),
        "axes": ", ".join(
            f"{md.words(axis.axis.id)} {md.figure(axis.value, 2)}" for axis in now.axes
        ),
        "movement": _movement(placements),
    }


def _movement(placements: list[Placement]) -> str:
    now, before = placements[0], placements[1] if len(placements) > 1 else None
    since = f" since {md.day_text(before.rating.on)}" if before else ""
    note = "; set by decision" if now.overridden else ""
    return f"{drift(now, before)}{since}{note}"
