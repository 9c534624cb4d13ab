"""Diagrams and tables of the positions that moved, for a comment; folded under their titles."""

from collections.abc import Iterator, Mapping, Sequence

from generator.analysis.matrix import Placement
from generator.changes.comparison import Comparison
from generator.model.kinds import Method
from generator.model.method import Axis, Band
from generator.reporters.quadrant import (
    MOST,
    Moved,
    is_of_quadrants,
    is_recut,
    legend,
    moved,
    names,
    overrides,
    quadrant_chart,
    remarks,
)
from generator.text.forge import inert

_AXES = 2
"""The most that a table can show."""

_Chart = tuple[str, tuple[str, ...]]


def charts(review: Comparison) -> Iterator[_Chart]:
    """A diagram or a table for each method by which accounts moved: its kind and its lines."""
    methods = review.after.catalog.methods
    for method_id, entries in moved(review).items():
        method = methods[method_id]
        if chart := quadrant_chart(method, entries):
            exact = map(inert, overrides(entries))
            caption = (f"{inert(method.name)}, before and now.", *remarks(method, entries), *exact)
            numbers = [f"- {number}: {inert(text)}" for number, text in legend(method, entries)]
            below = ("", *numbers) if numbers else ()
            title, *rest = caption
            drawing = ("```mermaid", chart, "```", *below)
            yield _folded("a diagram", title, (*rest,), drawing)
        elif is_of_quadrants(method) and len(entries) > MOST:
            name = inert(method.name)
            many = f"{name}: {len(entries)} accounts have another position, or their first one. "
            many += f"There is no diagram of more than {MOST}"
            yield "a diagram", (f"{many}, as their names would hide one another.",)
        elif len(method.axes) <= _AXES and not is_of_quadrants(method):
            recut = " Where a border has moved, all are placed by the new one."
            caption = (recut.strip() * is_recut(method, entries), *map(inert, overrides(entries)))
            title = f"{inert(method.name)}, before and now."
            yield _folded("a table of positions", title, caption, tuple(_grid(method, entries)))


def _folded(name: str, title: str, caption: Sequence[str], lines: Sequence[str]) -> _Chart:
    """A drawing under its title, folded."""
    text = " ".join(filter(None, caption))
    above = (text, "") if text else ()
    head = ("<details>", f"<summary>{title.removesuffix('.')}</summary>", "")
    return name, (*head, *above, *lines, "", "</details>")


def _grid(method: Method, entries: Sequence[Moved]) -> Iterator[str]:
    """A table of the bands, the highest of the first of two axes on top, with who moved in it."""
    *vertical, across = method.axes
    yield f"| |{''.join(f' {_band(across, each)} |' for each in across.scale)}"
    yield f"|{' --- |' * (len(across.scale) + 1)}"
    down = [({axis.id: each.id}, _band(axis, each)) for axis in vertical for each in axis.scale]
    for bands, name in reversed(down) if vertical else [({}, "")]:
        cells = [_in_cell(method, entries, {**bands, across.id: each.id}) for each in across.scale]
        yield f"| {name} | {' | '.join(cells)} |"


def _band(axis: Axis, band: Band) -> str:
    return inert(f"{axis.name}: {band.label}")


def _in_cell(method: Method, entries: Sequence[Moved], bands: Mapping[str, str]) -> str:
    cell = method.cell_at(bands)
    rows, name = [f"**{inert(cell.name)}**"] if cell else [], names(entries)
    for entry in entries:
        found = (("before", entry.before), ("now", entry.after))
        when = [each for each, placed in found if placed and _bands(method, placed) == bands]
        rows += [str(inert(f"{name[entry.id]}, {' and '.join(when)}"))] if when else []
    return "<br>".join(rows)


def _bands(method: Method, placement: Placement) -> dict[str, str]:
    """The bands of today in which the values of a placement lie."""
    values = {each.axis.id: each.value for each in placement.axes}
    return {each.id: each.band_at(values[each.id]).id for each in method.axes if each.id in values}
