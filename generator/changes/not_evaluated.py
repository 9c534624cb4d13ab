"""A finding that is gone, with what it was about in both states."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from generator.analysis import AccountInsight, Insight
from generator.analysis.agenda import notice_day
from generator.analysis.coverage import KEY_ROLES
from generator.changes.compare import Change, same
from generator.changes.effects.effect import is_same
from generator.changes.fingerprints import Matter, Matters
from generator.changes.renames import followed, value_at
from generator.changes.severity import same_but_day
from generator.changes.text import names_among, place_of
from generator.checks import (
    coherence,
    currencies,
    learning,
    money,
    programme,
    reviews,
    strategy,
    team,
    work,
)
from generator.checks import strategy as plan
from generator.checks.relationships import CONTACT_LAPSED, SINGLE_THREAD, UNCOVERED_KEY_POST
from generator.checks.team import OVER_SHARE
from generator.editions import Catalog
from generator.findings.finding import Finding, Rule
from generator.model.ids import own_ids
from generator.model.item import Item
from generator.model.kinds import Account
from generator.model.rating import Rating
from generator.model.strategy import Action, Objective
from generator.text.formats import capital, day_text, percent


@dataclass(frozen=True, slots=True)
class Gone:
    """A finding that is gone, with what it was about in both states.

    ``chain``: the values on the way to its place, before and after; ``account``: what follows for
    its account, ``None`` where it is about none; ``insights``: for everything.
    """

    finding: Finding
    chain: tuple[tuple[Any, Any], ...]
    account: tuple[AccountInsight, AccountInsight] | None
    insights: tuple[Insight, Insight]

    @property
    def entry(self) -> tuple[Any, Any]:
        """The innermost thing that both states hold."""
        found: list[tuple[Any, Any]] = [e for e in self.chain if isinstance(e[1], Item)]
        return found[-1]

    def inside(self, kind: type[Item]) -> tuple[Any, Any] | None:
        """What of a kind it stands in."""
        return next((each for each in self.chain if isinstance(each[1], kind)), None)


Why = Callable[[Gone], str]


def mended(_: Gone) -> str:
    """Says nothing: whenever a finding of the rule is gone, it was mended."""
    return ""


LIGHT = "standard"
"""The tier of accounts that are no key accounts."""


def _backup(gone: Gone) -> str:
    _, now = gone.account or (None, None)
    return "Nobody holds a role on the account any more." if now and now.holder is None else ""


def _programme(gone: Gone) -> str:
    before, after = gone.entry
    known = gone.insights[1].accounts.values()
    active = [each.account for each in known if each.account.status == "active"]
    count = sum(each.tier != LIGHT for each in active)
    limit = after.key_accounts
    moved = before.key_accounts != limit and count > before.key_accounts.high
    return f"The programme can carry {limit} now." if moved else ""


def _expects(gone: Gone) -> str:
    known = gone.insights[1].accounts.values()
    used = {each.role.id for each in known if each.role and each.account.status == "active"}
    return "" if gone.finding.about in used else "Nobody holds the role on an active account now."


def _share(gone: Gone) -> str:
    one, other = (_shares(each, gone.finding.about) for each in gone.insights)
    left_out = any(one[key] is not None and other[key] is None for key in one.keys() & other.keys())
    return "A share of theirs is no longer written down." if left_out else ""


def _shares(insight: Insight, person: str) -> dict[str, Decimal | None]:
    return {
        key: member.share
        for key, known in insight.accounts.items()
        for member in known.account.team
        if member.person == person
    }


def _span(gone: Gone) -> str:
    _, person = gone.entry
    then, now = (
        next((each for each in insight.loads if each.person.id == person.id), None)
        for insight in gone.insights
    )
    if then is None or now is None:
        return f"{person.name} holds no account now."
    if not is_same(then.role, now.role):
        return f"{person.name} holds another role now."
    if now.within is None:
        return "The role's span or the figure of the person is no longer written down."
    if then.person.also_carries and not person.also_carries:
        return f"What {person.name} carries elsewhere is no longer written down."
    if then.total == now.total and now.role.span:
        return f"The span is {now.role.span.accounts} now."
    return ""


def _floor(gone: Gone) -> str:
    before, after = gone.entry
    then, now = gone.account or (None, None)
    if then is None or now is None:
        return ""
    about = then.contributions[-1].period.id
    if about not in {each.period.id for each in now.contributions}:
        return "The period it was about was removed."
    share = now.contributions[-1].share
    if before.margin_floor != after.margin_floor and (share is None or share < before.margin_floor):
        return f"The floor is {percent(after.margin_floor)} now."
    return ""


def _currency(gone: Gone) -> str:
    held = gone.inside(Account)
    moved = held is not None and held[0].currency != held[1].currency
    return f"Its currency is {held[1].currency} now." if held and moved else ""


LIMITS: tuple[tuple[Rule, Why], ...] = (
    (team.NO_BACKUP, _backup),
    (team.OVER_SHARE, _share),
    (team.SPAN, _span),
    (programme.BELOW_FLOOR, _floor),
    (programme.TOO_MANY, _programme),
    (programme.NO_EXPECTATION, _expects),
    (currencies.NO_RATE, _currency),
)

_DUE = "It is due on {} now."


def _set_anew(mends: str, moved: Mapping[str, str]) -> Why:
    """``mends``: the field that mends it; ``moved``: fields that move it, with a sentence each."""

    def why(gone: Gone) -> str:
        before, after = gone.entry
        if getattr(before, mends, None) != getattr(after, mends, None):
            return ""
        for field, says in moved.items():
            value = getattr(after, field, None)
            if value != getattr(before, field, None):
                return says.format(day_text(value) if isinstance(value, date) else value)
        return ""

    return why


def _of_open(inner: Why, mends: str) -> Why:
    """Where only what belongs to an open objective is looked at, ``mends``: as above."""

    def why(gone: Gone) -> str:
        objective = gone.inside(Objective)
        open_still = getattr(gone.entry[1], mends, None) is None
        if objective and objective[1].status != "open" and open_still:
            return f"Its objective is {objective[1].status} now."
        return inner(gone)

    return why


def _post(gone: Gone) -> str:
    _, post = gone.entry
    _, now = gone.account or (None, None)
    if now is None or any(link.stakeholder == post.id for link in now.account.relationships):
        return ""
    return "" if any(each in KEY_ROLES for each in post.buying) else _OTHER_PART


_OTHER_PART = "The post has another part in decisions now; nobody covers it still."


def _region(gone: Gone) -> str:
    _, region = gone.entry
    _, now = gone.account or (None, None)
    if now is None:
        return ""
    if len(now.account.regions) < 2:
        return "The account has one region now, which is not looked at on its own."
    posts = [each for each in now.coverage.posts if each.stakeholder.region == region.id]
    people = {link.person for each in posts for link in each.relationships}
    return "" if people else "Nobody of ours knows anybody there any more."


def _rhythm(gone: Gone) -> str:
    before, after = gone.entry
    if before.last_contact != after.last_contact or before.every == after.every:
        return ""
    return f"They should speak every {after.every} now." if after.every else _NO_RHYTHM


_NO_RHYTHM = "No rhythm is agreed any more."


def _notice(gone: Gone) -> str:
    contract = gone.entry[1]
    return f"Its last day to give notice is {day_text(notice_day(contract))} now."


def _assumption(gone: Gone) -> str:
    before, after = gone.entry
    if before.model_copy(update={"expires": after.expires, "since": after.since}) == after:
        return f"It expires on {day_text(after.expires)} now; its evidence is as before."
    return ""


def _day_alone(gone: Gone) -> str:
    """A judgement that only has another day."""
    before, after = gone.entry
    if before.on != after.on and same_but_day(before, after):
        return f"Only its day is another one, {day_text(after.on)}; what was judged is as before."
    return ""


def _of_grave_tiers(inner: Why) -> Why:
    def why(gone: Gone) -> str:
        then, now = gone.account or (None, None)
        if then and now and then.account.tier != now.account.tier == LIGHT:
            return f"Its tier is {LIGHT} now, of which it is not asked."
        return inner(gone)

    return why


_RULES: tuple[tuple[Rule, Why], ...] = (
    (UNCOVERED_KEY_POST, _post),
    (SINGLE_THREAD, _region),
    (CONTACT_LAPSED, _rhythm),
    (reviews.REVIEW_OVERDUE, _set_anew("last", {"every": "It is reviewed every {} now."})),
    (reviews.HANDBOOK_REVIEW_OVERDUE, _set_anew("last", {"every": "It is reviewed every {} now."})),
    (
        work.PROMISE_OVERDUE,
        _set_anew("kept", {"by": "It is the customer's promise now.", "due": _DUE}),
    ),
    (
        work.THEIR_PROMISE_OVERDUE,
        _set_anew("kept", {"by": "It is our promise now.", "due": _DUE}),
    ),
    (
        work.ACTION_OVERDUE,
        _of_open(_set_anew("done", {"due": _DUE}), "done"),
    ),
    (work.OBJECTIVE_OVERDUE, _set_anew("status", {"due": _DUE})),
    (work.ASSUMPTION_EXPIRED, _assumption),
    (work.NOTICE_NEAR, _notice),
    (strategy.NO_METRIC, _of_open(mended, "metric")),
    (strategy.NO_RISK, _of_grave_tiers(mended)),
    (strategy.NOT_VERIFIED, _of_grave_tiers(mended)),
    (strategy.RATING_OLD, _day_alone),
    (coherence.BEFORE_METHOD, _day_alone),
    (coherence.BEFORE_VERSION, _day_alone),
)


def moved(gone: Gone) -> str:
    """What was moved, as a sentence; empty where the finding was mended."""
    known = {rule.id: why for rule, why in (*_RULES, *LIMITS)}
    return known.get(gone.finding.rule.id, mended)(gone)


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
    names = names_among([*ids, own_ids(before)])
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
