"""What a change means: figures and judgements that follow from the definitions, before and after.

Both states are worked out for the same day and the same edition, so that whatever differs comes
from the change and not from the calendar.
"""

from collections.abc import Iterable, Iterator

from generator.analysis import AccountInsight, Insight
from generator.changes.diff import Difference
from generator.changes.effects.effect import Effect, Pair, Topic, some
from generator.changes.effects.handbook import handbook
from generator.changes.effects.lifecycle import came, counts, went
from generator.changes.effects.money import money
from generator.changes.effects.network import network
from generator.changes.effects.objectives import objectives
from generator.changes.effects.people import capacity, people
from generator.changes.effects.plan import plan, promotion
from generator.changes.effects.portfolio import portfolio
from generator.changes.effects.position import position
from generator.changes.effects.promises import promises
from generator.changes.effects.regions import regions
from generator.changes.effects.team import team
from generator.editions import Catalog

TOPICS: tuple[Topic, ...] = (
    "position",
    "strategy",
    "plan",
    "relationships",
    "people",
    "money",
    "handbook",
)
"""What an effect can be about, in the order in which reviewers ask."""


def effects(
    views: tuple[Catalog, Catalog],
    before: Insight,
    after: Insight,
    differences: Iterable[Difference],
) -> tuple[Effect, ...]:
    """What is otherwise, by account; what concerns several comes last.

    ``views``: the older and the newer one, for names. Of a new account it is said where it stands
    and who answers for it, of one that is gone or retired what it leaves open.
    """
    changed = tuple(differences)
    former = {each.id: each.former for each in changed if each.subject == "account" and each.former}
    then_of = {key: before.accounts.get(former.get(key, key)) for key in after.accounts}
    found: list[Effect] = []
    for account_id, known in after.accounts.items():
        then = then_of[account_id]
        if then is None:
            found += sorted(came(views[1], known, after), key=_order)
        else:
            pair = Pair(*views, then, known, after.as_of)
            found += sorted(_of_account(pair, before, after), key=_order)
    stayed = {each.account.id for each in then_of.values() if each is not None}
    for account_id, gone in before.accounts.items():
        if account_id not in stayed and gone.account.status == "active":
            found += sorted(went(views[0], gone, before, account_id, over=True), key=_order)
    found += [*portfolio(before, after), *capacity(before, after)]
    found += handbook(changed, views[1], after)
    return tuple(dict.fromkeys(found))


def _of_account(pair: Pair, before: Insight, after: Insight) -> Iterator[Effect]:
    yield from position(pair.before, pair.after)
    for topic in (plan, objectives, promises, network, people, team, regions, money):
        yield from topic(pair)
    was, now = pair.before.account.status == "active", pair.after.account.status == "active"
    if was and now:
        due = (
            _is_due(state, known) for state, known in ((before, pair.before), (after, pair.after))
        )
        yield from promotion(pair, *due)
    elif was:
        over = pair.after.account.status == "retired"
        yield from went(pair.catalog, pair.after, before, pair.before.account.id, over=over)
    elif now:
        yield from counts(pair.after, after)


def _is_due(state: Insight, insight: AccountInsight) -> bool:
    return any(each.id == insight.account.id for each in state.portfolio.promotions)


def _order(effect: Effect) -> tuple[int, int]:
    """By weight, the heaviest first, then by topic; the rest as found."""
    return -effect.weight, TOPICS.index(effect.topic)


__all__ = ["TOPICS", "Effect", "Topic", "effects", "some"]
