"""Another currency of an account: whether its amounts were converted."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from generator.changes.effects.effect import Consequence, Pair
from generator.model.grammars import Amount
from generator.model.item import Item, fields_of
from generator.model.weights import Weight
from generator.text.formats import counted, money


def currency(pair: Pair) -> Iterator[Consequence]:
    """What became of the amounts when their currency became another; nothing without amounts.

    Amounts are held against each other by their place; those of new or removed entries are not.
    """
    then, now = pair.before.account, pair.after.account
    older, newer = dict(_amounts(then, ())), dict(_amounts(now, ()))
    both = [(older[place], newer[place]) for place in newer if place in older]
    if not both:
        return
    stayed = [one for one, other in both if one == other]
    one, other = max(both)
    example = f"{money(one, then.currency)} -> {money(other, now.currency)}"
    if len(stayed) == len(both):
        weight, how = Weight.MAJOR, f"but no number changed, so nothing was converted: {example}"
    elif stayed:
        total = counted(len(both), "amount")
        weight, how = Weight.MAJOR, f"but {len(stayed)} of {total} kept their number"
    else:
        weight, how = Weight.MINOR, f"and every number changed with it, as {example}"
    says = f"Amounts are in {now.currency} now, not in {then.currency}, {how}."
    yield pair.say("money", weight, says, now.at("currency"))


def _amounts(value: Any, place: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], Decimal]]:
    """Every amount inside with its place; entries of a list by their number or id."""
    if isinstance(value, Amount):
        if value:
            yield place, value
    elif isinstance(value, Item):
        for name, _, inner in fields_of(value):
            yield from _amounts(inner, (*place, name))
    elif isinstance(value, tuple):
        for number, inner in enumerate(value):
            yield from _amounts(inner, (*place, str(getattr(inner, "id", number))))
