"""``/methods/<id>/``: what it answers, how we score, what each cell or step asks for."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from generator.catalog import Catalog
from generator.definitions.models import Method
from generator.definitions.models.method import Axis, Cell, Citation
from generator.insight import AccountInsight
from generator.pages import markdown as md
from generator.pages.context import Context
from generator.pages.handbook_frame import Mark, all_said, handbook_page, marks
from generator.pages.handbook_links import METHODS, Link, account_path, method_path
from generator.pages.page import NavigationItem, Page

_ANCHORS: tuple[Literal["1", "4", "7", "10"], ...] = ("1", "4", "7", "10")
_HALVES: tuple[Literal["low", "high"], ...] = ("low", "high")


@dataclass(frozen=True, slots=True)
class AxisRows:
    """One axis: how it is cut, and its factors with what a score means."""

    axis: Axis
    cut: str
    factors: list[tuple[str, str, str, str, str]]  # id, name, weight, question, source's words
    has_source_words: bool
    anchors: list[tuple[str, list[str]]]


@dataclass(frozen=True, slots=True)
class Grid:
    """The cells of a matrix as a table: the second axis across, the first down, high on top."""

    down: str
    columns: list[str]
    rows: list[tuple[str, list[Link]]]


@dataclass(frozen=True, slots=True)
class CellRow:
    """One cell: where it lies and what it asks for."""

    cell: Cell
    where: str
    other_names: str


@dataclass(frozen=True, slots=True)
class Placed:
    """An account on the method.

    ``values``: one per axis; ``at``: its cell or step; ``remark``: of a cell, that it was set
    against the scores; of a step, the one worked towards.
    """

    account: Link
    values: list[str]
    at: Link
    remark: str
    on: date


def page(context: Context, method: Method, beside: tuple[NavigationItem, ...]) -> Page:
    """The page of one method."""
    catalog = context.catalog
    return handbook_page(
        context,
        "methods/method.md.j2",
        method_path(method.id),
        method.name,
        {
            "method": method,
            "also_called": ", ".join(method.also_called),
            "grid": _grid(method),
            "axes": [_axis(axis) for axis in method.axes],
            "cells": [_cell(method, cell) for cell in method.cells],
            "step_links": [
                Link(step.name, method_path(method.id), f"step-{step.id}") for step in method.steps
            ],
            "steps": [(step, ", ".join(step.also_called)) for step in method.steps],
            "choices": all_said(catalog, method.choices),
            "citations": [_citation(catalog, each) for each in method.citations],
            "doubts": all_said(catalog, method.doubts),
            "axis_names": [axis.name for axis in method.axes],
            "asks_accounts": bool(catalog.accounts),
            "placed": _placed(context, method),
        },
        section="methods",
        item=method,
        siblings=beside,
        trail=(METHODS,),
        boost=1.5,
        description=method.answers,
        former_paths=tuple(method_path(alias) for alias in method.aliases),
    )


# Axes and cells -----------------------------------------------------------------------------


def _half(axis: Axis, half: str) -> str:
    return axis.high if half == "high" else axis.low


def _grid(method: Method) -> Grid | None:
    """The matrix as a table; ``None`` unless two axes give each half a cell."""
    if len(method.axes) != 2:
        return None
    down, across = method.axes
    cells = {(cell.when.get(down.id), cell.when.get(across.id)): cell for cell in method.cells}
    if any((one, other) not in cells for one in _HALVES for other in _HALVES):
        return None
    path = method_path(method.id)
    return Grid(
        down=down.name,
        columns=[f"{across.name}: {_half(across, half)}" for half in _HALVES],
        rows=[
            (
                _half(down, one),
                [
                    Link(cells[one, other].name, path, f"cell-{cells[one, other].id}")
                    for other in _HALVES
                ],
            )
            for one in reversed(_HALVES)
        ],
    )


def _axis(axis: Axis) -> AxisRows:
    return AxisRows(
        axis=axis,
        cut=_cut(axis),
        factors=[
            (each.id, each.name, f"{md.figure(each.weight)} %", each.asks, each.source_words or "")
            for each in axis.factors
        ],
        has_source_words=any(each.source_words for each in axis.factors),
        anchors=[
            (each.name, [each.anchors.get(score, "") for score in _ANCHORS])
            for each in axis.factors
            if each.anchors
        ],
    )


def _cut(axis: Axis) -> str:
    """Where the axis is cut, in words."""
    cut, band = md.figure(axis.cut, 1), md.figure(axis.grey_band, 1)
    text = f"{cut} or more is {axis.high}, less is {axis.low}."
    if axis.grey_band:
        low = md.figure(axis.cut - axis.grey_band, 1)
        high = md.figure(axis.cut + axis.grey_band, 1)
        text += f" Within {band} of the cut, that is from {low} to {high}, write down why."
    if axis.customers_view == "yes":
        text += " This is the customer's view: write down who confirmed it, and when."
    return text


def _cell(method: Method, cell: Cell) -> CellRow:
    halves = [
        f"{axis.name}: {_half(axis, cell.when[axis.id])}"
        for axis in method.axes
        if axis.id in cell.when
    ]
    names = [f'"{name}" ({scheme})' for scheme, name in cell.also_called.items()]
    return CellRow(cell, "; ".join(halves), "; ".join(names))


def _citation(catalog: Catalog, citation: Citation) -> tuple[Citation, tuple[Mark, ...]]:
    return citation, marks(catalog, citation.origin)


# Accounts -----------------------------------------------------------------------------------


def _placed(context: Context, method: Method) -> list[Placed]:
    """Accounts in view on this method: by their newest rating, or by their stage."""
    found = []
    for known in context.insight.accounts.values():
        placed = _rated(known, method) or _staged(known, method)
        if placed:
            found.append(placed)
    return found


def _rated(known: AccountInsight, method: Method) -> Placed | None:
    newest = next((each for each in known.placements if each.method.id == method.id), None)
    if newest is None:
        return None
    cell = Link(newest.cell.name, method_path(method.id), f"cell-{newest.cell.id}")
    values = [
        f"{md.figure(axis.value, 2)} ({axis.half_name}{', grey band' if axis.grey else ''})"
        for axis in newest.axes
    ]
    decided = f"set by decision; computed: {newest.computed.name}" if newest.overridden else ""
    return Placed(_account(known), values, cell, decided, newest.rating.on)


def places_of(method: Method) -> list[tuple[str, str]]:
    """Id and name of every cell or step, in the order of the method."""
    cells = [(each.id, each.name) for each in method.cells]
    return cells + [(each.id, each.name) for each in method.steps]


def _staged(known: AccountInsight, method: Method) -> Placed | None:
    stage = next((each for each in known.account.stages if each.method == method.id), None)
    if stage is None:
        return None
    steps = {step.id: step.name for step in method.steps}
    now = Link(
        steps.get(stage.now, md.sentence(stage.now)),
        method_path(method.id) if stage.now in steps else "",
        f"step-{stage.now}",
    )
    target = "none named"
    if stage.target:
        by = f" by {md.day_text(stage.by)}" if stage.by else ""
        target = steps.get(stage.target, md.sentence(stage.target)) + by
    return Placed(_account(known), [], now, target, stage.on)


def _account(known: AccountInsight) -> Link:
    return Link(known.account.name, account_path(known.account.id, "strategy.md"))
