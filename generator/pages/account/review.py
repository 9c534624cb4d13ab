"""``/accounts/<id>/review/``: an account for those who review it, a slide for each topic."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from typing import Any, TypeVar

from generator.analysis import AccountInsight
from generator.analysis.agenda import Due
from generator.analysis.asked import Asked, ReviewQuestion
from generator.analysis.urgency import (
    ASSUMPTION,
    BROKEN_PROMISE,
    LATE_ACTION,
    NOTICE,
    RHYTHM,
    VETO,
)
from generator.checks import check_of
from generator.findings.finding import FindingLevel
from generator.model.stakeholders import Relationship, Stakeholder
from generator.model.strategy import Action, Objective, Opportunity
from generator.pages.account import expectations, money, plan, position, schemes, this_week
from generator.pages.account.layout import AccountInput, account_page, post, stages_in_words
from generator.pages.account.plan import PromiseRow
from generator.pages.account.playbook import attention
from generator.pages.account.strategy import highest_risk_first
from generator.pages.account.this_week import First
from generator.pages.account.track import TrackRow, tracks
from generator.pages.kit.links import MARKET, PLAN, Link, account_path, entry_path
from generator.pages.kit.names import Names
from generator.pages.kit.page import Page
from generator.text.formats import capital, counted, shortened, stop, without_fields

LEAF = "review.md"

_Row = TypeVar("_Row")

_ROOM = 46
"""Half lines of a table on a printed slide, below its heading and beside what else stands there."""

_WIDE, _MIDDLE, _NARROW = 60, 40, 28
"""Letters in a line of the longest cell, in a table of three, of four and of five columns."""

_LONGEST = 280
"""Letters of a text on a slide; the page it comes from has all of them."""

_ASKED: dict[ReviewQuestion, tuple[str, str]] = {
    "approve": ("Approve version {what} of the plan", ""),
    "tier": ("Move it to the tier {what}, as its trigger is met", ""),
    "notice": ("Give notice, or let it renew: {what}", "contract"),
    "renew": ("Renew it, or let it end: {what}", "contract"),
    "selection": ("Select it again; until this day it is {what}", ""),
    "decision": ("Does it still hold: {what}", "decision"),
    "assumption": ("Do we still believe it: {what}", "assumption"),
}
"""What is asked in words, and the kind of entry it leads to; empty for the account as a whole."""

_ISSUES = (Objective, Action, Opportunity, Relationship, Stakeholder)
"""What is an issue once its day has passed; promises and what is to be decided stand elsewhere."""


_TOLD = (BROKEN_PROMISE, NOTICE, LATE_ACTION, ASSUMPTION, RHYTHM)
"""What the agenda holds too; a warning of it would say again what a slide says."""


@dataclass(frozen=True, slots=True)
class Slide:
    """A section of the pack.

    ``about``: what it holds, for the agenda. ``rows``: those that fit; ``more``: how many do not,
    ``where``: the page on which all stand.
    """

    title: str
    about: str
    where: Link = field(default_factory=lambda: Link(""))
    rows: Sequence[Any] = ()
    more: int = 0


@dataclass(frozen=True, slots=True)
class AskedRow:
    """A decision that is asked for; ``text``: in words, with a link to what it is about."""

    asked: Asked
    text: Link


def page(given: AccountInput) -> Page:
    """The pack for the review of one account."""
    insight, names, account = given.insight, given.names, given.insight.account
    drawn, slides = position.picture(insight), _slides(given)
    values = {
        "slides": slides,
        "picture": drawn,
        "standing": position.standing(names, insight),
        "rated": _newest_rating(names, insight),
        "stages": stages_in_words(given.methods, account),
        "asks": schemes.leading_cell(given.methods, insight),
        "wallet": money.wallet(insight),
        "result": money.result_in_words(insight),
        "content": expectations.contentment_rows(insight),
        "kept": _kept(insight),
        "pipeline_in_words": plan.pipeline_in_words(insight),
        "short": _short,
    }
    return account_page(
        given,
        LEAF,
        f"Business review: {account.name}",
        values,
        boost=0.5,
        description=f"{account.name} for those who review it, a slide for each topic.",
        pictures=(drawn,),
        repeated=tuple(each.title for each in slides.values()),
        layout="review",
    )


def _short(text: str) -> str:
    return shortened(text, _LONGEST)


def _slides(given: AccountInput) -> dict[str, Slide]:
    """The slides in their order, by name; one that has nothing to say is left out."""
    found = {**_so_far(given), **_ahead(given)}
    return {name: each for name, each in found.items() if each.about}


def _so_far(given: AccountInput) -> dict[str, Slide]:
    """Where the account stands, what was promised, reached and gained."""
    insight, names, account = given.insight, given.names, given.insight.account
    where = Link("Plan", account_path(account.id, PLAN))
    late = len(insight.ours.overdue) + len(insight.theirs.overdue)
    still = sum(each.objective.status == "open" for each in insight.progress)

    def promise(row: PromiseRow) -> str:
        whom = post(account, row.promise.stakeholder)
        return max(row.promise.what, whom + whom, key=len)  # its column is half as wide

    return {
        "position": Slide("Position", insight.placement.cell.name if insight.placement else ""),
        "promises": slide(
            "Promises",
            where,
            _promises(names, insight),
            promise,
            "promise",
            further=f"{late} overdue" if late else "",
            letters=_NARROW,
        ),
        "objectives": slide(
            "Objectives",
            where,
            plan.objective_rows(names, insight),
            lambda row: max(row.objective.what, f"{row.figures}; {row.way}", key=len),
            "objective",
            further=f"{still} open",
            letters=_NARROW,
        ),
        "delivered": slide(
            "Value delivered",
            where,
            sorted(account.delivered, key=lambda each: each.on, reverse=True),
            lambda each: max(each.what, each.proof, key=len),
            "gain",
            letters=_NARROW,
        ),
    }


def _ahead(given: AccountInput) -> dict[str, Slide]:
    """What could be won, what stands in the way, what is to be decided and what comes next."""
    insight, account = given.insight, given.insight.account
    plan_page = Link("Plan", account_path(account.id, PLAN))
    market = Link("Market", account_path(account.id, MARKET))
    playbook = Link("Playbook", account_path(account.id))

    def due(each: Due) -> str:
        return f"{each.kind.label}: {each.what} {post(account, each.stakeholder)}"

    return {
        "opportunities": slide(
            "Opportunities",
            market,
            [pair for pair in plan.opportunity_rows(insight) if not pair[0].decided],
            lambda pair: max(pair[0].what, pair[0].next_step, key=len),
            "open opportunity",
        ),
        "issues": slide(
            "Issues",
            playbook,
            [*issues(insight), *warnings(given)],
            lambda row: max(row.what.text, row.why, key=len),
            "issue",
            letters=_MIDDLE,
        ),
        "risks": slide(
            "Risks",
            market,
            highest_risk_first(account),
            lambda each: max(each.what, each.response, key=len),
            "risk",
        ),
        "asked": slide(
            "Decisions asked",
            plan_page,
            [_asked(insight, each) for each in insight.asked],
            lambda row: row.text.text,
            "decision",
            letters=_WIDE,
        ),
        "next": slide(
            "Next 90 days",
            playbook,
            [each for each in insight.agenda if not each.overdue],
            due,
            "date",
            letters=_WIDE,
        ),
    }


def slide(
    title: str,
    where: Link,
    rows: Sequence[_Row],
    text: Callable[[_Row], str],
    called: str,
    *,
    further: str = "",
    letters: int = _MIDDLE,
) -> Slide:
    """A slide with as many rows as fit, one at least.

    ``text``: of the longest cell of a row, which has so many ``letters`` in a line; ``called``: a
    row, for the agenda; ``further``: what else the agenda says.
    """
    if not rows:
        return Slide(title, "")
    many = f"{called.removesuffix('y')}ies" if called.endswith("y") else None
    about = ", ".join(filter(None, (counted(len(rows), called, many), further)))
    ends = accumulate(3 + 2 * (len(_short(text(row))) // letters) for row in rows)
    fit = max(1, sum(end <= _ROOM for end in ends))
    return Slide(title, about, where, rows[:fit], len(rows) - fit)


def _newest_rating(names: Names, insight: AccountInsight) -> TrackRow | None:
    """The rating that determines the cell, with its movement since the one before."""
    found = tracks(names, insight)
    return found[0].rows[0] if found else None


def _kept(insight: AccountInsight) -> list[tuple[str, str]]:
    """How both sides kept their promises, each in words."""
    sides = (("We promised", insight.ours), ("The customer promised", insight.theirs))
    return [(who, words) for who, found in sides if (words := plan.kept_in_words(found))]


def _promises(names: Names, insight: AccountInsight) -> list[PromiseRow]:
    """Promises of both sides that are overdue, open or kept since the last review, in this order.

    Kept ones are the newest first.
    """
    last = insight.account.review.last
    rows = [
        row
        for by in ("us", "customer")
        for row in plan.promise_rows(names, insight, by)
        if row.kept is None or row.kept.on >= last
    ]
    return sorted(rows, key=plan.promise_place)


def issues(insight: AccountInsight) -> list[First]:
    """What has gone wrong and is ours to put right, the most urgent first.

    Objectives, actions and contacts whose day has passed, and veto holders who know nobody
    of us. Promises and what has to be decided stand under themselves.
    """
    return [
        this_week.in_words(insight, each)
        for each in insight.urgent
        if isinstance(each.item, _ISSUES) and (each.due is None or each.due.overdue)
    ]


def warnings(given: AccountInput) -> list[First]:
    """What the checks warn of on the account, but for what the pack says already."""
    account, told = given.insight.account, set(_TOLD)
    uncovered = given.insight.coverage.uncovered_key_posts
    if all("veto-holder" in each.buying for each in uncovered):
        told.add(VETO)  # each of them is an issue
    warned = [
        each
        for each in given.findings
        if each.level is FindingLevel.WARNING and check_of(each.rule).urgency not in told
    ]
    where = account_path(account.id)
    return [
        First(
            account,
            Link(without_fields(each.remedy), where),
            " ".join(stop(capital(text.replace("`", ""))) for text in each.messages),
            None,
            account.owner,
        )
        for each in attention(account, given.names, warned)
    ]


def _asked(insight: AccountInsight, each: Asked) -> AskedRow:
    words, kind = _ASKED[each.question]
    text, own = words.format(what=each.what), insight.account.id
    if kind and each.due:
        return AskedRow(each, Link(text, entry_path(own, kind), each.due.place))
    return AskedRow(each, Link(text, account_path(own)))
