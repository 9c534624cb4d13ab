"""A change of an account's currency: whether its amounts were converted."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from generator.changes.effects.effect import Effect, Pair
from generator.model.grammars import Amount
from generator.model.kinds import Account
from generator.model.severities import Severity
from generator.model.walk import walk
from generator.text.formats import counted, money


def currency(pair: Pair) -> Iterator[Effect]:
    """What happened to the amounts when the currency changed; nothing if there are none.

    Amounts are matched by their place; those of added or removed entries are ignored.
    """
    then, now = pair.before.account, pair.after.account
    older, newer = _amounts(then), _amounts(now)
    both = [(older[place], newer[place]) for place in newer if place in older]
    if not both:
        return
    stayed = [one for one, other in both if one == other]
    one, other = max(both)
    example = f"{money(one, then.currency)} -> {money(other, now.currency)}"
    if len(stayed) == len(both):
        severity, how = (
            Severity.MAJOR,
            f"but no number changed, so nothing was converted: {example}",
        )
    elif stayed:
        total = counted(len(both), "amount")
        severity, how = Severity.MAJOR, f"but {len(stayed)} of {total} kept their number"
    else:
        severity, how = Severity.MINOR, f"and every number changed with it, as {example}"
    text = f"Amounts are in {now.currency} now, not in {then.currency}, {how}."
    yield pair.say("money", severity, text, now.at("currency"))


def _amounts(account: Account) -> dict[tuple[str, ...], Decimal]:
    """All amounts with their places; list entries by id or number."""
    found = (each for each in walk(account, _by_id) if isinstance(each.value, Amount))
    return {each.path: each.value for each in found if each.value}


def _by_id(entries: tuple[Any, ...]) -> Iterator[tuple[str, Any]]:
    return ((str(getattr(each, "id", number)), each) for number, each in enumerate(entries))
