"""What a change means: figures and judgements that follow from the definitions, before and after.

Both states are worked out for the same day and the same edition, so that whatever differs comes
from the change and not from the calendar.
"""

from collections.abc import Iterable, Iterator

from generator.catalog import Catalog
from generator.insight import AccountInsight, Insight
from generator.review.consequences.consequence import Consequence, Topic, some
from generator.review.consequences.handbook import handbook
from generator.review.consequences.money import money
from generator.review.consequences.network import network
from generator.review.consequences.people import capacity, people
from generator.review.consequences.plan import plan
from generator.review.consequences.position import position
from generator.review.differences import Difference

TOPICS: tuple[Topic, ...] = (
    "position",
    "strategy",
    "plan",
    "relationships",
    "people",
    "money",
    "handbook",
)
"""What a consequence can be about, in the order in which reviewers ask."""


def consequences(
    views: tuple[Catalog, Catalog],
    before: Insight,
    after: Insight,
    differences: Iterable[Difference],
) -> tuple[Consequence, ...]:
    """What is otherwise, by account; what concerns several comes last.

    ``views``: the older and the newer one, for names. An account that is new or gone has no
    consequences: it is one.
    """
    changed = tuple(differences)
    former = {each.id: each.former for each in changed if each.subject == "account" and each.former}
    found: list[Consequence] = []
    for account_id, known in after.accounts.items():
        then = before.accounts.get(former.get(account_id, account_id))
        if then is not None:
            found += sorted(_of_account(views, then, known), key=_order)
    found += [*capacity(before, after), *handbook(changed, after)]
    return tuple(dict.fromkeys(found))


def _of_account(
    views: tuple[Catalog, Catalog], before: AccountInsight, after: AccountInsight
) -> Iterator[Consequence]:
    older, catalog = views
    yield from position(before, after)
    yield from plan(catalog, before, after)
    yield from network(catalog, before, after)
    yield from people(older, catalog, before, after)
    yield from money(before, after)


def _order(consequence: Consequence) -> tuple[int, int]:
    """By weight, the heaviest first, then by topic; the rest as found."""
    return -consequence.weight, TOPICS.index(consequence.topic)


__all__ = ["TOPICS", "Consequence", "Topic", "consequences", "some"]
