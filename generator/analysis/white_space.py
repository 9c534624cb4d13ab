"""White space: potential less current purchases, by product and unit, with sums."""

from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal, localcontext
from typing import Any, TypeVar

from generator.analysis.money import DIGITS, percent_of
from generator.analysis.record import CURRENCY, derived, figure, money, record
from generator.findings.classification import Classification
from generator.model.kinds import Account
from generator.model.money import WhiteSpace

SpaceKey = tuple[str, str | None]
"""A product and a unit; ``None``: the customer as a whole."""

_Key = TypeVar("_Key", bound=tuple[str | None, str | None])


@record
class Space:
    """Sums over rows whose potential is known, in the account's currency a year.

    ``known`` and ``unknown`` count the rows with and without a potential.
    """

    known: int
    unknown: int
    product: str | None = figure("id of the product; absent in a sum over all of them")
    unit: str | None = figure(
        "id of the unit; absent for the customer as a whole and in a sum over all of them"
    )
    potential: Decimal = money("what it could buy from us")
    current: Decimal = money("what it buys from us")

    @property
    @derived(unit=CURRENCY, secrecy=Classification.CONFIDENTIAL)
    def open(self) -> Decimal:
        """Potential less current."""
        with localcontext(prec=DIGITS):
            return self.potential - self.current

    @property
    @derived(unit="percent", secrecy=Classification.CONFIDENTIAL)
    def reached(self) -> Decimal | None:
        """Current in percent of potential, to 0.1."""
        return percent_of(self.current, self.potential)


def _known(sums: Mapping[Any, Space]) -> tuple[Space, ...]:
    return tuple(each for each in sums.values() if each.known)


def _if_known(total: Space) -> Space | None:
    return total if total.known else None


@record
class SpaceMap:
    """White space with known potentials, rolled up.

    Products by units, in the order of the file; ``cells`` holds only what the file names.
    ``widest`` holds the cells with most open, more than one where they are equal; none where
    nothing is open or no potential is in view.
    """

    products: tuple[str, ...]
    units: tuple[str | None, ...]
    widest: tuple[SpaceKey, ...]
    cells: Mapping[SpaceKey, Space] = figure("by product and unit", form=_known)
    by_product: Mapping[str, Space] = figure("sums over the units", form=_known)
    by_unit: Mapping[str | None, Space] = figure("sums over the products", form=_known)
    total: Space = figure("the sum over all", form=_if_known)


def white_space(account: Account) -> SpaceMap:
    """The white space of one account, in the account's currency."""
    rows = account.white_space
    cells = _sums(rows, lambda each: (str(each.product), _unit(each)))
    most = max((cell.open for cell in cells.values()), default=Decimal(0))
    by_product = _sums(rows, lambda each: (str(each.product), None))
    by_unit = _sums(rows, lambda each: (None, _unit(each)))
    return SpaceMap(
        products=tuple(str(product) for product, _ in by_product),
        units=tuple(unit for _, unit in by_unit),
        widest=tuple(key for key, cell in cells.items() if cell.open == most and most > 0),
        cells=cells,
        by_product={str(product): space for (product, _), space in by_product.items()},
        by_unit={unit: space for (_, unit), space in by_unit.items()},
        total=space_of(rows),
    )


def _sums(rows: Iterable[WhiteSpace], key_of: Callable[[WhiteSpace], _Key]) -> dict[_Key, Space]:
    grouped: dict[_Key, list[WhiteSpace]] = {}
    for each in rows:
        grouped.setdefault(key_of(each), []).append(each)
    return {key: space_of(group, *key) for key, group in grouped.items()}


def space_of(
    rows: Iterable[WhiteSpace], product: str | None = None, unit: str | None = None
) -> Space:
    """The sums over rows; a row with a potential but no current value counts as 0 purchases.

    ``product`` and ``unit``: those shared by all rows.
    """
    potential = current = Decimal(0)
    known = unknown = 0
    with localcontext(prec=DIGITS):
        for each in rows:
            if each.potential is None:
                unknown += 1
                continue
            known += 1
            potential += each.potential
            current += each.current or Decimal(0)
    return Space(known, unknown, product, unit, potential, current)


def _unit(row: WhiteSpace) -> str | None:
    return str(row.unit) if row.unit is not None else None
