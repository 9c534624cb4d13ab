"""Effects of a change: derived figures and judgements, before and after.

Both states are evaluated for the same day and edition, so that all differences are due to the
change and not to the calendar.
"""

from collections.abc import Iterable, Iterator
from typing import get_args

from generator.analysis import Insight
from generator.changes.diff import Difference
from generator.changes.effects import (
    closed_late,
    contentment,
    contradictions,
    decisions,
    duties,
    evidence,
    handed_on,
    money,
    network,
    objectives,
    opportunities,
    people,
    plan,
    position,
    promises,
    records,
    regions,
    selection,
    team,
)
from generator.changes.effects.copies import COPIED, COUNTED_TWICE
from generator.changes.effects.effect import MOVED_OUT, Compared, Effect, Pair, Topic, some
from generator.changes.effects.handbook import handbook
from generator.changes.effects.lifecycle import (
    account_added,
    account_removed,
    counts,
)
from generator.changes.effects.money import portfolio
from generator.changes.effects.moved import Moves
from generator.changes.effects.people import capacity
from generator.changes.effects.staff import ABSENT, ANOTHER_PERSON, staff
from generator.editions import Catalog

_MODULES = (
    position,
    evidence,
    contradictions,
    decisions,
    selection,
    plan,
    objectives,
    opportunities,
    promises,
    closed_late,
    records,
    network,
    regions,
    contentment,
    handed_on,
    people,
    team,
    duties,
    money,
)

NOT_COMPARED = (
    *("account_added", "account_removed", COUNTED_TWICE, COPIED),
    *(MOVED_OUT, ABSENT, ANOTHER_PERSON),
)
"""The keys of effects that are no function of :data:`COMPARED`."""

COMPARED: tuple[Compared, ...] = tuple(
    value for module in _MODULES for value in vars(module).values() if isinstance(value, Compared)
)
"""The results of an account that are compared, in the order of their modules."""

TOPICS: tuple[Topic, ...] = get_args(Topic)


def effects(
    views: tuple[Catalog, Catalog],
    before: Insight,
    after: Insight,
    differences: Iterable[Difference],
) -> tuple[Effect, ...]:
    """The effects of a change by account, followed by those on several accounts.

    ``views``: the older and the newer one, for names. For an added account: its position and who is
    responsible; for a removed or retired one: what is left open.
    """
    changed = tuple(differences)
    former = {each.id: each.former for each in changed if each.subject == "account" and each.former}
    then_of = {key: before.accounts.get(former.get(key, key)) for key in after.accounts}
    found: list[Effect] = []
    moves = Moves(*views)
    for account_id, insight in after.accounts.items():
        then = then_of[account_id]
        if then is None:
            found += sorted(account_added(views[1], insight, after), key=_order)
        elif then is not insight:
            pair = Pair(*views, (before, after), then, insight, moves)
            found += sorted(_of_account(pair), key=_order)
    stayed = {each.account.id for each in then_of.values() if each is not None}
    for account_id, removed in before.accounts.items():
        if account_id not in stayed and removed.account.status == "active":
            found += sorted(
                account_removed(views[0], removed, before, account_id, over=True), key=_order
            )
    found += staff(views, after, then_of)
    found += [*portfolio(before, after), *capacity(before, after)]
    found += handbook(changed, views[1], after, then_of)
    return tuple(dict.fromkeys(found))


def _of_account(pair: Pair) -> Iterator[Effect]:
    for each in COMPARED:
        yield from each.effects(pair)
    (before, after), now = pair.states, pair.after.account.status
    if pair.before.account.status == "active" != now:
        over = now == "retired"
        yield from account_removed(
            pair.catalog, pair.after, before, pair.before.account.id, over=over
        )
    elif pair.before.account.status != "active" == now:
        yield from counts(pair.after, after)


def _order(effect: Effect) -> tuple[int, int]:
    """Order by severity, most severe first, then by topic."""
    return -effect.severity, TOPICS.index(effect.topic)


__all__ = ["COMPARED", "NOT_COMPARED", "TOPICS", "Effect", "Topic", "effects", "some"]
