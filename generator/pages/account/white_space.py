"""White space in the edition's view: the map with its sums, or notes only."""

from decimal import ROUND_HALF_EVEN, Decimal
from functools import partial

from generator.analysis import AccountInsight
from generator.analysis.white_space import Space
from generator.charts.heat import MOST, HeatGrid, heat
from generator.charts.svg import Picture
from generator.model.money import WhiteSpace
from generator.pages.account.layout import unit
from generator.pages.kit.names import Names
from generator.text import markdown as md
from generator.text.formats import capital, counted

_ALL = "All"
_NOTHING, _UNKNOWN = "\N{EN DASH}", "?"
_NAMED = 3
_NOT_NOTED = "not asked yet, or not written down"
_FACTORS = ((10**9, "bn"), (10**6, "m"), (10**3, "k"), (1, ""))


def values(names: Names, insight: AccountInsight) -> dict[str, object]:
    """The template values of ``account/_market.md.j2``; with amounts if in view.

    With amounts: a row each, largest gap first, and the sums by product and unit; without: a
    ``grid`` of products by units.
    """
    found = list(insight.account.white_space)
    if insight.space.total.known:
        found.sort(key=lambda each: -_gap(each))
    return {
        "space": [(each, None if each.potential is None else _gap(each)) for each in found],
        "grid": _grid(names, insight, found),
        "space_in_words": _summary(names, insight),
        "sums": _sums(names, insight),
        "product": partial(_product, names),
    }


def picture(names: Names, insight: AccountInsight) -> Picture | None:
    """The heat map; ``None`` without amounts, or with more than 12 products or units."""
    space = insight.space
    if not space.total.known or max(len(space.products), len(space.units)) > MOST:
        return None
    factor, step = _scale(space.total.open)
    digits = _digits(space.total.open / factor)

    def figure(sums: Space) -> str:
        return _short(sums.open / factor, digits) if sums.known else _UNKNOWN

    places = {
        (row, column): space.cells.get((product, unit_id))
        for row, product in enumerate(space.products)
        for column, unit_id in enumerate(space.units)
    }
    most = max((cell.open for cell in space.cells.values()), default=Decimal(0))
    grid = HeatGrid(
        rows=[_product(names, each) for each in space.products],
        columns=[_unit(insight, each) for each in space.units],
        shades={at: cell.open / most for at, cell in places.items() if cell and cell.open > 0},
        figures={at: figure(cell) if cell else _NOTHING for at, cell in places.items()},
        row_sums=[figure(space.by_product[each]) for each in space.products],
        column_sums=[figure(space.by_unit[each]) for each in space.units],
        total=figure(space.total),
        sum_label=_ALL,
        marked=[at for at, cell in places.items() if cell and most > 0 and cell.open == most],
        notes=_notes(names, insight, step, set(places.values())),
    )
    return heat(grid, "white-space.svg", f"White space at {insight.account.name}, a year")


def _notes(names: Names, insight: AccountInsight, step: str, cells: set[Space | None]) -> list[str]:
    of_what = f"{insight.account.currency} {step}".strip()
    sentences = [f"Open a year, in {of_what}; the stronger the shade, the more."]
    if insight.space.widest:
        sentences.append(f"In a thick frame: {_widest(names, insight)}.")
    if None in cells:
        sentences.append(f"{_NOTHING} nothing recorded.")
    if any(cell and not cell.known for cell in cells):
        sentences.append(f"{_UNKNOWN} potential not known.")
    return sentences


def _scale(largest: Decimal) -> tuple[int, str]:
    """The unit in which the largest figure has at most three digits before the point."""
    return next((each for each in _FACTORS if largest >= each[0]), _FACTORS[-1])


def _digits(largest: Decimal) -> int:
    """The number of decimals that leaves the largest figure four characters wide."""
    return 0 if largest >= 100 else 1 if largest >= 10 else 2


def _short(value: Decimal, digits: int) -> str:
    """``12.3``, ``250``, ``0``; ``<0.1`` for what would round to nothing."""
    smallest = Decimal(1).scaleb(-digits)
    size = value.quantize(smallest, ROUND_HALF_EVEN)
    if not size:
        return f"<{smallest}" if value > 0 else "0"
    return md.figure(size, digits)


def _summary(names: Names, insight: AccountInsight) -> list[str]:
    """The total open, the share reached, the widest gap, and what is unknown."""
    space = insight.space
    if not space.total.known:
        return []
    open_in_all = md.money(space.total.open, insight.account.currency)
    sentences = [f"Open in total: {open_in_all} a year."]
    if space.total.reached is not None:
        sentences.append(f"They buy {_reached(space.total)} of what they could buy from us.")
    if space.widest:
        sentences.append(f"{capital(_widest(names, insight))}.")
    if space.total.unknown:
        fields = counted(space.total.unknown, "field")
        sentences.append(f"The potential of {fields} is not known; sums leave that out.")
    return sentences


def _widest(names: Names, insight: AccountInsight) -> str:
    """``the widest gap, EUR 5.9 m: Seals (East works)``; several if equal."""
    widest = insight.space.widest
    amount = md.money(insight.space.cells[widest[0]].open, insight.account.currency)
    if len(widest) > _NAMED:
        return f"the widest gaps, {amount} each, in {counted(len(widest), 'field')}"
    where = [
        _product(names, product) + (f" ({_unit(insight, unit_id)})" if unit_id is not None else "")
        for product, unit_id in widest
    ]
    gaps = f"the widest gap, {amount}" if len(widest) == 1 else f"the widest gaps, {amount} each"
    return f"{gaps}: {md.listed(where)}"


TableLine = tuple[str, list[str]]
"""A name and the cells after it."""


def _sums(names: Names, insight: AccountInsight) -> list[tuple[str, list[TableLine]]]:
    """A table of sums by product and one by unit, each with the total as last line."""
    space = insight.space
    total = _line(insight, _ALL, space.total)
    products = [_line(insight, _product(names, k), v) for k, v in space.by_product.items()]
    units = [_line(insight, _unit(insight, key), each) for key, each in space.by_unit.items()]
    return [("Our offer", [*products, total]), ("Unit", [*units, total])]


def _line(insight: AccountInsight, name: str, sums: Space) -> TableLine:
    amounts = (sums.potential, sums.current, sums.open)
    sentences = [md.money(each, insight.account.currency) for each in amounts]
    return name, [*(sentences if sums.known else ["not known"] * len(sentences)), _reached(sums)]


def _reached(sums: Space) -> str:
    return md.percent(sums.reached, 1) if sums.reached is not None else ""


def _gap(each: WhiteSpace) -> Decimal:
    """The open amount, for sorting; rows without a potential come last."""
    if each.potential is None:
        return Decimal(-1)
    return each.potential - (each.current or Decimal(0))


def _grid(
    names: Names, insight: AccountInsight, found: list[WhiteSpace]
) -> tuple[list[str], list[TableLine]]:
    """The units, and by product the obstacles in each, in the order of the file."""
    units = list(dict.fromkeys(_unit(insight, each.unit) for each in found))
    notes: dict[str, dict[str, list[str]]] = {}
    for each in found:
        by_unit = notes.setdefault(_product(names, each.product), {})
        by_unit.setdefault(_unit(insight, each.unit), []).append(each.note or _NOT_NOTED)
    return units, [
        (product, ["; ".join(by_unit.get(each, [])) for each in units])
        for product, by_unit in notes.items()
    ]


def _product(names: Names, product: str) -> str:
    return names.name("product", product) or md.sentence(product)


def _unit(insight: AccountInsight, unit_id: str | None) -> str:
    return unit(insight.account, unit_id) or "all"
