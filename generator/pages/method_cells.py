"""What each cell of a method asks for, and what a plan is held against."""

from dataclasses import dataclass

from generator.catalog import Catalog
from generator.definitions.models import Method
from generator.definitions.models.method import Axis, Cell
from generator.pages.handbook_links import Link, method_path


@dataclass(frozen=True, slots=True)
class CellRow:
    """One cell: where it lies and what it asks for.

    ``here``: the cell on its page; ``wants`` and ``refuses``: kinds of action; ``furthest``: the
    furthest step by each stage model the cell names.
    """

    cell: Cell
    where: str
    other_names: str
    here: Link
    wants: str
    refuses: str
    furthest: list[Link]


def half_name(axis: Axis, half: str) -> str:
    """The method's own name of a half."""
    return axis.high if half == "high" else axis.low


def cell_rows(catalog: Catalog, method: Method) -> list[CellRow]:
    """Every cell, in the order of the method."""
    return [_row(catalog, method, cell) for cell in method.cells]


def models(catalog: Catalog, method: Method) -> list[Link]:
    """The stage models of which the cells name a furthest step, in the order of the cells."""
    named = dict.fromkeys(limit.method for cell in method.cells for limit in cell.furthest)
    return [Link(catalog.methods[each].name, method_path(each)) for each in named]


def _row(catalog: Catalog, method: Method, cell: Cell) -> CellRow:
    halves = [
        f"{axis.name}: {half_name(axis, cell.when[axis.id])}"
        for axis in method.axes
        if axis.id in cell.when
    ]
    names = [f'"{name}" ({scheme})' for scheme, name in cell.also_called.items()]
    return CellRow(
        cell=cell,
        where="; ".join(halves),
        other_names="; ".join(names),
        here=Link(cell.name, method_path(method.id), f"cell-{cell.id}"),
        wants=" or ".join(cell.wants) or "any",
        refuses=" or ".join(cell.refuses) or "none",
        furthest=_furthest(catalog, cell),
    )


def _furthest(catalog: Catalog, cell: Cell) -> list[Link]:
    found = []
    for limit in cell.furthest:
        steps = {step.id: step.name for step in catalog.methods[limit.method].steps}
        if limit.step in steps:
            path = method_path(limit.method)
            found.append(Link(steps[limit.step], path, f"step-{limit.step}"))
    return found or [Link("not said")]
