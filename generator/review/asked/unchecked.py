"""Findings that are gone though nobody mended them: what they were about is gone, or was moved.

Where nothing of that kind is found, a finding counts as mended.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from generator.catalog import Catalog
from generator.catalog.scope import account_ids
from generator.checks import coherence, currencies, learning, money, programme, reviews, work
from generator.checks import strategy as plan
from generator.checks.team import OVER_SHARE
from generator.definitions.item import Item
from generator.definitions.models import Account
from generator.definitions.models.rating import Rating
from generator.definitions.models.strategy import Action
from generator.diagnostics import Finding
from generator.formats import capital
from generator.insight import AccountInsight, Insight
from generator.review.asked.matters import Matter, Matters
from generator.review.asked.moved import moved
from generator.review.asked.vanished import Gone
from generator.review.compared.compare import Change, same
from generator.review.compared.followed import followed, value_at
from generator.review.told.names import names_among
from generator.review.told.words import place_of

_OF_ANY_STATUS = frozenset(
    each.id
    for each in (
        reviews.DRAFT,
        reviews.VERSION_NOT_DESCRIBED,
        programme.AMOUNT_IN_PROSE,
        learning.EXERCISE_RULE,
    )
)
_MENDED_BY_REMOVAL = frozenset(
    each.id
    for each in (
        programme.AMOUNT_IN_PROSE,
        coherence.STAGE_TOO_FAR,
        currencies.PARENT_LEFT,
        work.ASSUMPTION_EXPIRED,
        learning.EXERCISE_RULE,
        money.AMOUNT_ABSURD,
    )
)
_BY_METHOD = frozenset(
    each.id
    for each in (
        coherence.CONTRADICTS,
        coherence.LACKS,
        coherence.STAGE_TOO_FAR,
        coherence.RISK_UNNAMED,
        coherence.STYLE,
        coherence.BEFORE_METHOD,
        coherence.BEFORE_VERSION,
        plan.GREY_BAND,
        plan.NO_EVIDENCE,
        plan.NOT_VERIFIED,
    )
)
"""Rules that hold an account against a method: where only the method changed, nobody mended it."""
_STATUS = {"retired": "retired", "draft": "a draft", "candidate": "a candidate"}


@dataclass(frozen=True, slots=True)
class Unchecked:
    """A finding that is gone and was not mended; ``because``: why it is gone, as a sentence."""

    finding: Finding
    because: str


def unchecked(
    gone: Iterable[Finding],
    known: Matters,
    catalogs: tuple[Catalog, Catalog],
    insights: tuple[Insight, Insight],
) -> Iterator[Unchecked]:
    """Those of the findings that are ``gone`` which nobody mended; of definitions still there."""
    for finding in gone:
        if because := _why(finding, known, catalogs, insights):
            yield Unchecked(finding, because)


def _why(
    finding: Finding,
    known: Matters,
    catalogs: tuple[Catalog, Catalog],
    insights: tuple[Insight, Insight],
) -> str:
    matter, rule = known.older[finding], finding.rule.id
    if rule == OVER_SHARE.id:
        return moved(Gone(finding, (), None, insights))
    before, after = (each.get(matter.key) if matter.key else None for each in known.items)
    if before is None or after is None:
        return ""
    if says := _status(before, after, rule):
        return says
    steps = followed(before, after, matter.former)
    if len(steps) < len(matter.former):
        return _removed(matter, (before, after), len(steps), catalogs)
    if isinstance(after, Account) and rule in _BY_METHOD and same(before, after):
        return "The account is as before; its method is not."
    chain = ((before, after), *((each.before, each.after) for each in steps))
    return moved(Gone(finding, chain, _of_account(before, after, insights), insights))


def _status(before: Item, after: Item, rule: str) -> str:
    if isinstance(before, Account) and isinstance(after, Account):
        left = before.status == "active" != after.status and rule not in _OF_ANY_STATUS
        return f"{after.name} is {_STATUS[after.status]} now." if left else ""
    deprecated = getattr(after, "status", "") == "deprecated"
    if rule == reviews.HANDBOOK_REVIEW_OVERDUE.id and deprecated:
        return "It is no longer in use."
    return ""


def _of_account(
    before: Item, after: Item, insights: tuple[Insight, Insight]
) -> tuple[AccountInsight, AccountInsight] | None:
    if not isinstance(before, Account) or not isinstance(after, Account):
        return None
    then, now = insights[0].accounts.get(before.id), insights[1].accounts.get(after.id)
    return (then, now) if then and now else None


def _removed(
    matter: Matter, items: tuple[Item, Item], depth: int, catalogs: tuple[Catalog, Catalog]
) -> str:
    """That what a finding was about is gone; ``depth``: how far both states have it."""
    before, after = items
    path = matter.former[: depth + 1]
    if matter.rule in _MENDED_BY_REMOVAL:
        return ""
    value = value_at(before, path)
    if isinstance(value, Action) and matter.rule == coherence.CONTRADICTS.id:
        return ""  # dropped, as the rule asks
    if isinstance(value, Rating) and _is_rated_anew(value, before, after):
        return ""
    ids = [each.ids for each in reversed(catalogs)]
    names = names_among([*ids, *([account_ids(before)] if isinstance(before, Account) else [])])
    place = place_of(before, Change("removed", path, value, None, before.where), names)
    return f"{capital(place)} is gone."


def _is_rated_anew(rating: Rating, before: Item, after: Item) -> bool:
    """Whether an account has a rating by the same method that it did not have before."""
    older, newer = (
        {each.on for each in account.ratings if each.method == rating.method}
        for account in (before, after)
        if isinstance(account, Account)
    )
    return not newer <= older
