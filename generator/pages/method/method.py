"""``/methods/<id>/``: a method with the accounts on it, its scoring guide and its background.

The background: sources, doubts, and our choices.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from generator.analysis import AccountInsight
from generator.charts import Picture, Point, ladder, matrix
from generator.model.kinds import Method
from generator.model.method import Axis, Cell
from generator.pages.kit.handbook import (
    found_by,
    handbook_page,
    marks,
    statement_texts,
)
from generator.pages.kit.links import HISTORY, METHODS, Link, account_path, method_path
from generator.pages.kit.names import Names
from generator.pages.kit.page import NavigationItem, Page
from generator.pages.kit.pictures import point_on
from generator.pages.kit.versions import VersionRecord, history_page
from generator.text import markdown as md

BACKGROUND = "background.md"


@dataclass(frozen=True, slots=True)
class MethodInput:
    """The input of the pages of one method.

    ``models``: the stage models referred to by its cells, by id; ``accounts``: those it places;
    ``has_accounts``: whether the edition includes any.
    """

    method: Method
    names: Names
    models: Mapping[str, Method]
    accounts: tuple["OnMethod", ...]
    has_accounts: bool
    record: VersionRecord


@dataclass(frozen=True, slots=True)
class Placed:
    """An account on the method.

    ``values``: one per axis; ``at``: its cell or step; ``remark``: an override and the management
    style for a cell, the target for a step.
    """

    account: Link
    values: tuple[str, ...]
    at: Link
    remark: str
    on: date


@dataclass(frozen=True, slots=True)
class OnMethod:
    """An account in view on a method: in the table, and as a point of the picture."""

    placed: Placed | None
    point: Point | None


def on_method(insight: AccountInsight, method: Method) -> OnMethod:
    """An account on a method, by its newest rating or by its stage."""
    placed = _rated(insight, method) or _staged(insight, method)
    return OnMethod(placed, point_on(insight, method, method_path(method.id)))


def _linked(insight: AccountInsight) -> Link:
    return Link(insight.account.name, account_path(insight.account.id, "strategy.md"))


def _rated(insight: AccountInsight, method: Method) -> Placed | None:
    newest = next((each for each in insight.placements if each.method.id == method.id), None)
    if newest is None:
        return None
    cell = Link(newest.cell.name, method_path(method.id), f"cell-{newest.cell.id}")
    values = tuple(
        f"{md.figure(axis.value, 2)} ({axis.band.label}{', grey band' if axis.grey else ''})"
        for axis in newest.axes
    )
    remarks = [f"set by decision; computed: {newest.computed.name}"] if newest.overridden else []
    remarks += [
        "managed as such" if style.fit == "matched" else f"{style.fit}: as {style.managed.name}"
        for style in insight.coherence.styles
        if style.placement is newest
    ]
    return Placed(_linked(insight), values, cell, "; ".join(remarks), newest.rating.on)


def _staged(insight: AccountInsight, method: Method) -> Placed | None:
    stage = next((each for each in insight.account.stages if each.method == method.id), None)
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
    return Placed(_linked(insight), (), now, target, stage.on)


@dataclass(frozen=True, slots=True)
class CellRow:
    """One cell: its position and what it asks for.

    ``here``: link to the cell on its page; ``furthest``: the furthest step by each stage model the
    cell names.
    """

    cell: Cell
    where: str
    other_names: str
    here: Link
    furthest: list[Link]


def _row(models: Mapping[str, Method], method: Method, cell: Cell) -> CellRow:
    names = [f'"{name}" ({scheme})' for scheme, name in cell.also_called.items()]
    return CellRow(
        cell=cell,
        where=", or ".join(_position_in_words(method, place) for place in cell.places),
        other_names="; ".join(names),
        here=Link(cell.name, method_path(method.id), f"cell-{cell.id}"),
        furthest=_furthest(models, cell),
    )


def _position_in_words(method: Method, place: Mapping[str, tuple[str, ...]]) -> str:
    """A position of a cell in words: ``Potential: high; Position: low or medium``."""
    return "; ".join(
        f"{axis.name}: {' or '.join(axis.labels(place[axis.id]))}"
        for axis in method.axes
        if axis.id in place
    )


def _furthest(models: Mapping[str, Method], cell: Cell) -> list[Link]:
    found = []
    for limit in cell.furthest:
        steps = {step.id: step.name for step in models[limit.method].steps}
        if limit.step in steps:
            path = method_path(limit.method)
            found.append(Link(steps[limit.step], path, f"step-{limit.step}"))
    return found or [Link("not said")]


@dataclass(frozen=True, slots=True)
class CellTable:
    """The cells of a matrix as a table: the second axis across, the first down, highest on top.

    A matrix of one axis has one row.
    """

    down: str
    columns: list[str]
    rows: list[tuple[str, list[Link]]]


def pages(given: MethodInput) -> Iterator[Page]:
    """The pages of one method; with a scoring guide if it has factors."""
    method, names = given.method, given.names
    own = siblings(method)
    yield _main(given, own)
    if method.axes:
        yield _scoring(names, method, own)
    yield _background(names, method, own)
    above = (METHODS, NavigationItem(method.name, method_path(method.id)))
    yield history_page(names, given.record, method, siblings=own, breadcrumbs=above)


def siblings(method: Method) -> tuple[NavigationItem, ...]:
    """The pages of one method, in reading order."""
    scoring = NavigationItem("Scoring guide", method_path(method.id, "scoring.md"))
    return (
        NavigationItem("Method", method_path(method.id)),
        *((scoring,) if method.axes else ()),
        NavigationItem("Background", method_path(method.id, BACKGROUND)),
        NavigationItem("History", method_path(method.id, HISTORY)),
    )


def _main(given: MethodInput, other_pages: tuple[NavigationItem, ...]) -> Page:
    method, picture = given.method, _picture(given)
    return handbook_page(
        given.names,
        "method/method.md.j2",
        method_path(method.id),
        method.name,
        {
            "method": method,
            "also_called": ", ".join(method.also_called),
            "picture": picture,
            "grid": _grid(method),
            "scoring": method_path(method.id, "scoring.md") if method.axes else "",
            "models": [Link(each.name, method_path(each.id)) for each in given.models.values()],
            "cells": [_row(given.models, method, cell) for cell in method.cells],
            "holds": any(cell.wants or cell.refuses or cell.furthest for cell in method.cells),
            "style": _style(method),
            "step_links": [
                (
                    Link(step.name, method_path(method.id), f"step-{step.id}"),
                    ", the end, possible from any step" if step.way_out else "",
                )
                for step in method.steps
            ],
            "steps": [(step, ", ".join(step.also_called)) for step in method.steps],
            "more": list(_background_parts(method)),
            "asks_accounts": given.has_accounts,
            "placed": [each.placed for each in given.accounts if each.placed],
        },
        item=method,
        siblings=other_pages,
        breadcrumbs=(METHODS,),
        boost=1.3,
        synonyms=found_by(method.name, (*method.also_called, *method.aliases)),
        description=method.answers,
        pictures=(picture,),
    )


def _style(method: Method) -> str:
    """When the management style fits the cell; empty if no match is required."""
    if not method.style_should_match:
        return ""
    return (
        "Manage an account in the style of its cell. More meetings and joint work than the cell "
        "calls for is over-designed, less is under-designed."
    )


_COUNTED = {
    "functions-reached": "in how many of the customer's functions we have a relationship",
    "key-posts-reached": (
        "how many of the people who decide, pay or hold a veto we reach, in percent"
    ),
    "share-open": "how much of the wallet is not ours, in percent",
}


def _scoring(names: Names, method: Method, other_pages: tuple[NavigationItem, ...]) -> Page:
    main = method_path(method.id)
    return handbook_page(
        names,
        "method/scoring.md.j2",
        method_path(method.id, "scoring.md"),
        f"Scoring guide: {method.name}",
        {
            "method": method,
            "main": main,
            "axes": [(axis, _cut(axis)) for axis in method.axes],
            "counted": _COUNTED,
        },
        item=method,
        siblings=other_pages,
        breadcrumbs=(METHODS, NavigationItem(method.name, main)),
        description=f"Questions, weights and what each score means in the {method.name}.",
    )


def _background(names: Names, method: Method, other_pages: tuple[NavigationItem, ...]) -> Page:
    """The background of one method; ``other_pages``: the pages of the method."""
    main = method_path(method.id)
    return handbook_page(
        names,
        "method/background.md.j2",
        method_path(method.id, BACKGROUND),
        f"Background: {method.name}",
        {
            "method": method,
            "main": main,
            "choices": statement_texts(names, method.choices),
            "citations": [(each, marks(names, each.origin)) for each in method.citations],
            "doubts": statement_texts(names, method.doubts),
        },
        item=method,
        siblings=other_pages,
        breadcrumbs=(METHODS, NavigationItem(method.name, main)),
        description=f"Where the {method.name} comes from, and what is doubtful about it.",
    )


def _background_parts(method: Method) -> Iterator[Link]:
    """The non-empty sections of the page, in order."""
    path = method_path(method.id, BACKGROUND)
    if method.citations:
        yield Link("Where it comes from", path, "citations")
    if method.choices:
        yield Link("Choices we made", path, "choices")
    if method.doubts:
        yield Link("What is doubtful", path, "doubts")
    if method.changes:
        yield Link("Versions", path, "versions")


def _picture(given: MethodInput) -> Picture | None:
    """The matrix with the accounts in view, or the steps; ``None`` for an incomplete matrix."""
    method = given.method
    if method.kind == "steps":
        return ladder(method, "steps.svg", f"The steps of {method.name}")
    if _grid(method) is None:
        return None
    points = [each.point for each in given.accounts if each.point]
    return matrix(method, points, "matrix.svg", f"The cells of {method.name}")


# Axes and cells ---------------------------------------------------------------------------------
def _grid(method: Method) -> CellTable | None:
    """The matrix as a table; ``None`` unless all combinations of bands have a cell."""
    if not method.axes or any(method.cell_at(each) is None for each in method.combinations):
        return None
    *vertical, across = method.axes
    down = vertical[0] if vertical else None

    def links(bands: Mapping[str, str]) -> list[Link]:
        cells = (method.cell_at({**bands, across.id: band.id}) for band in across.scale)
        path = method_path(method.id)
        return [Link(cell.name, path, f"cell-{cell.id}") for cell in cells if cell]

    if down is None:
        columns = [band.label for band in across.scale]
        return CellTable(across.name, columns, [("Cell", links({}))])
    return CellTable(
        down=down.name,
        columns=[f"{across.name}: {band.label}" for band in across.scale],
        rows=[(band.label, links({down.id: band.id})) for band in reversed(down.scale)],
    )


def _cut(axis: Axis) -> str:
    """The borders of the axis, in words."""
    lowest, *upper = axis.scale
    cuts = [md.figure(border, 1) for border in axis.borders]
    grey = axis.grey_band
    if len(upper) == 1:
        text = f"{cuts[0]} or more is {upper[0].label}, less is {lowest.label}."
    else:
        begins = [f"from {cut} it is {band.label}" for cut, band in zip(cuts, upper, strict=True)]
        text = f"Less than {cuts[0]} is {lowest.label}, {md.listed(begins)}."
    if grey:
        reach = [
            f"from {md.figure(border - grey, 1)} to {md.figure(border + grey, 1)}"
            for border in axis.borders
        ]
        line = "the line" if len(upper) == 1 else "a line"
        text += (
            f" Within {md.figure(grey, 1)} of {line}, that is {' or '.join(reach)}, write down why."
        )
    if axis.customers_view == "yes":
        text += " This is the customer's view: write down who confirmed it, and when."
    return text


def places_of(method: Method) -> list[tuple[str, str]]:
    """Id and name of all cells or steps, in the order of the method."""
    cells = [(each.id, each.name) for each in method.cells]
    return cells + [(each.id, each.name) for each in method.steps]
