"""What the customer could buy and does not, by product and unit."""

from decimal import Decimal

from generator.analysis.white_space import Space
from generator.exports.record import Record, says
from generator.exports.source import Source


class SpaceResult(Record):
    """Sums over rows whose potential is known, in the account's currency a year."""

    product: str | None = says("id of the product; absent in a sum over all of them", None)
    unit: str | None = says(
        "id of the unit; absent for the customer as a whole and in a sum over all of them", None
    )
    potential: Decimal = says("what it could buy from us")
    current: Decimal = says("what it buys from us")
    open: Decimal = says("potential less current")
    reached: Decimal | None = says("current in percent of potential, to 0.1", None)


class WhiteSpaceResult(Record):
    """White space as far as potentials are in view, rolled up."""

    cells: tuple[SpaceResult, ...] = says("by product and unit", ())
    by_product: tuple[SpaceResult, ...] = says("sums over the units", ())
    by_unit: tuple[SpaceResult, ...] = says("sums over the products", ())
    total: SpaceResult | None = says("the sum over all", None)


def white_space(source: Source) -> WhiteSpaceResult:
    """The account's white space; empty where no potential is in view."""
    space = source.known.space
    return WhiteSpaceResult(
        cells=tuple(
            _sum(cell, product, unit) for (product, unit), cell in space.cells.items() if cell.known
        ),
        by_product=tuple(
            _sum(total, product=product)
            for product, total in space.by_product.items()
            if total.known
        ),
        by_unit=tuple(
            _sum(total, unit=unit) for unit, total in space.by_unit.items() if total.known
        ),
        total=_sum(space.total) if space.total.known else None,
    )


def _sum(space: Space, product: str | None = None, unit: str | None = None) -> SpaceResult:
    return SpaceResult(
        product=product,
        unit=unit,
        potential=space.potential,
        current=space.current,
        open=space.open,
        reached=space.reached,
    )
