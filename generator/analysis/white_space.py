"""White space: what the customer could buy less what it buys, by product and unit, rolled up."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal, localcontext
from typing import TypeVar

from generator.analysis.money import DIGITS, percent_of
from generator.model.kinds import Account
from generator.model.money import WhiteSpace

Key = tuple[str, str | None]
"""A product and a unit; ``None`` stands for the customer as a whole."""

_Group = TypeVar("_Group")


@dataclass(frozen=True, slots=True)
class Space:
    """Sums over some rows, in the account's currency a year.

    Only rows with a known potential are summed, in all three figures; ``unknown`` counts the
    others. ``open`` is potential - current, ``reached`` is current in percent of potential to 0.1.
    """

    potential: Decimal
    current: Decimal
    known: int
    unknown: int

    @property
    def open(self) -> Decimal:
        """What they could buy and do not (white space)."""
        with localcontext(prec=DIGITS):
            return self.potential - self.current

    @property
    def reached(self) -> Decimal | None:
        """How much of the potential is reached, in percent; ``None`` without potential."""
        return percent_of(self.current, self.potential)


@dataclass(frozen=True, slots=True)
class SpaceMap:
    """Products by units, in the order of the file, with the sums of rows, columns and all.

    ``cells`` holds only what the file names. ``widest`` holds the cells with most open,
    more than one where they are equal; none where nothing is open or no potential is in view.
    """

    products: tuple[str, ...]
    units: tuple[str | None, ...]
    cells: Mapping[Key, Space]
    by_product: Mapping[str, Space]
    by_unit: Mapping[str | None, Space]
    total: Space
    widest: tuple[Key, ...]


def white_space(account: Account) -> SpaceMap:
    """The white space of one account; amounts are of one currency, so sums are sums."""
    rows = account.white_space
    cells = _sums(rows, lambda each: (str(each.product), _unit(each)))
    by_product = _sums(rows, lambda each: str(each.product))
    by_unit = _sums(rows, _unit)
    most = max((cell.open for cell in cells.values()), default=Decimal(0))
    return SpaceMap(
        products=tuple(by_product),
        units=tuple(by_unit),
        cells=cells,
        by_product=by_product,
        by_unit=by_unit,
        total=space_of(rows),
        widest=tuple(key for key, cell in cells.items() if cell.open == most and most > 0),
    )


def _sums(
    rows: Iterable[WhiteSpace], key_of: Callable[[WhiteSpace], _Group]
) -> dict[_Group, Space]:
    grouped: dict[_Group, list[WhiteSpace]] = {}
    for each in rows:
        grouped.setdefault(key_of(each), []).append(each)
    return {key: space_of(group) for key, group in grouped.items()}


def space_of(rows: Iterable[WhiteSpace]) -> Space:
    """The sums over rows; a row with a potential and no current buys nothing yet."""
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
    return Space(potential, current, known, unknown)


def _unit(row: WhiteSpace) -> str | None:
    return str(row.unit) if row.unit is not None else None
