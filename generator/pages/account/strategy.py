"""``/accounts/<id>/strategy/`` and below it: position, plan, market and money."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from generator.analysis import AccountInsight
from generator.charts import Picture, promises_picture
from generator.model.common import AccountChange
from generator.model.kinds import Account
from generator.model.strategy import Decision, HeldReview, Risk, rank
from generator.pages.account import money, plan, position, schemes, white_space
from generator.pages.account.layout import AccountInput, account_page
from generator.pages.account.plan import PromiseRow, objective_rows
from generator.pages.account.track import tracks
from generator.pages.kit.links import (
    MARKET,
    MONEY,
    PLAN,
    POSITION,
    STRATEGY_PAGES,
    Link,
    account_path,
    entries_on,
    entry_path,
)
from generator.pages.kit.names import Names
from generator.pages.kit.page import Page
from generator.text import markdown as md
from generator.text.formats import capital, listed, small

_HOLDS = {
    POSITION: "factors and their evidence, what would move it, how it moved, other methods",
    PLAN: "objectives with their actions, decisions, assumptions, promises, contracts",
    MARKET: "where they could buy more, opportunities, competitors, risks",
    MONEY: "share of wallet, what the account brings, the revenue plan",
}

_HEADINGS = {
    POSITION: (
        *("position", "rating", "why-this-cell", "close-to-the-line", "what-would-move-it"),
        *("what-the-rating-rests-on", "how-it-moved", "what-other-methods-say"),
        "when-the-tier-should-change",
    ),
    PLAN: (
        *("decisions", "assumptions", "promises", "what-we-promised", "what-they-promised"),
        *("contracts", "notes"),
    ),
    MARKET: (
        *("white-space", "opportunities", "competitors", "risks"),
        "strengths-weaknesses-opportunities-threats",
    ),
    MONEY: (
        *("money", "what-the-account-brings", "target-and-actual"),
        *("what-changed-from-period-to-period", "what-drives-the-cost-to-serve"),
    ),
}
"""Anchors that were on the strategy page; links to them are led on."""


@dataclass(frozen=True, slots=True)
class StrategyPart:
    """A page below the strategy page; ``anchors``: those that lead on to it."""

    page: Link
    holds: str
    anchors: tuple[str, ...]


def pages(given: AccountInput) -> Iterator[Page]:
    """The strategy pages of one account, in reading order."""
    below = [_position_page(given), _plan_page(given), _market_page(given)]
    if money.is_known(given.insight):
        below.append(_money_page(given))
    yield _overview(given, [picture for page in below for picture in page.pictures])
    yield from below


def _overview(given: AccountInput, pictures: Sequence[Picture]) -> Page:
    """Where the account stands, what we want and what was decided, at a glance.

    ``pictures``: those of the pages below, whose files stay where they were.
    """
    insight, names = given.insight, given.names
    account, picture = insight.account, position.picture(insight)
    values = {
        "picture": picture,
        "standing": position.standing(names, insight),
        "asks": schemes.leading_cell(given.methods, insight),
        "objectives": objective_rows(names, insight),
        "decisions": _newest_first(account),
        "since": _since_the_review(account),
        "held": held_rows(names, account)[:_MOST_REVIEWS],
        "parts": list(_parts(insight)),
    }
    return account_page(
        given,
        "strategy.md",
        f"Strategy: {account.name}",
        values,
        description=f"Where we stand with {account.name} and why, what we want, what we decided.",
        pictures=(picture, *pictures),
        layout="strategy",
    )


def _parts(insight: AccountInsight) -> Iterator[StrategyPart]:
    account = insight.account
    shown = {"objective", "decision"}  # they have their anchors in the overview itself
    for leaf, holds in _HOLDS.items():
        if leaf == MONEY and not money.is_known(insight):
            continue
        entries = (
            each for each in entries_on(account, leaf) if each.partition("-")[0] not in shown
        )
        anchors = (*_HEADINGS[leaf], *entries)
        yield StrategyPart(
            Link(STRATEGY_PAGES[leaf], account_path(account.id, leaf)), holds, anchors
        )


def _since_the_review(account: Account) -> list[AccountChange]:
    """Versions since the last review, the newest first."""
    found = (each for each in account.changes if each.on > account.review.last)
    return sorted(found, key=lambda each: each.version, reverse=True)


_MOST_REVIEWS = 2
"""Reviews that are told beside the versions; all of them stand on the history page."""


@dataclass(frozen=True, slots=True)
class HeldRow:
    """A review that was held.

    ``present``: who took part, in words; ``decided``: links to what was decided in it; of another
    day, with that day, as the review then did not decide it.
    """

    held: HeldReview
    title: str
    present: str
    decided: list[Link]


def held_rows(names: Names, account: Account) -> list[HeldRow]:
    """The reviews that were held up to the day of the site, the newest first."""
    decisions = {each.id: each for each in account.decisions}

    def decided(key: str, on: date) -> Link:
        found = decisions[key]
        other = f" (decided on {md.day_text(found.on)})" if found.on != on else ""
        return Link(f"{found.what}{other}", entry_path(account.id, "decision"), f"decision-{key}")

    functions = {each.id: each.function for each in account.stakeholders}
    return [
        HeldRow(
            held=each,
            title=f"{capital(each.kind)} review",
            present=listed(
                [
                    *(names.person(who) for who in (each.by, *each.people)),
                    *(f"the {small(functions[post])}" for post in each.stakeholders),
                ]
            ),
            decided=[decided(key, each.on) for key in each.decisions],
        )
        for each in account.newest_reviews
        if each.on <= names.as_of
    ]


def _newest_first(account: Account) -> list[Decision]:
    return sorted(account.decisions, key=lambda each: each.on, reverse=True)


def _position_page(given: AccountInput) -> Page:
    insight, names = given.insight, given.names
    picture, factors = position.picture(insight), position.factor_picture(insight)
    rows = schemes.stage_rows(given.methods, insight)
    account = insight.account
    values = {
        "picture": picture,
        "factors": factors,
        "standing": position.standing(names, insight),
        "position": _position(names, insight),
        "stages": rows,
        "others": schemes.other_schemes(names, insight),
        "promotion": schemes.promotion_in_words(insight, account.promotion)
        if account.promotion
        else "",
    }
    drawn = (picture, factors, *(row.picture for row in rows))
    return _page(given, POSITION, values, drawn)


def _plan_page(given: AccountInput) -> Page:
    insight, names = given.insight, given.names
    account = insight.account
    drawn = promises_picture(
        insight.promises,
        names.as_of,
        "promises.svg",
        f"Promises of both sides, {account.name}",
        "plan.md#promise-",
    )
    values = {
        "promises": drawn,
        "objectives": objective_rows(names, insight),
        "decisions": _newest_first(account),
        "assumptions": sorted(account.assumptions, key=lambda each: each.expires),
        "ledgers": _ledgers(names, insight),
        "contracts": plan.contract_rows(names, insight),
        "no_figures": plan.NO_FIGURES,
    }
    return _page(given, PLAN, values, (drawn,))


def _market_page(given: AccountInput) -> Page:
    insight, names = given.insight, given.names
    heat = white_space.picture(names, insight)
    values = {
        **white_space.values(names, insight),
        "heat": heat,
        "opportunities": plan.opportunity_rows(insight),
        "pipeline_in_words": plan.pipeline_in_words(insight),
        "swot": swot_lists(insight.account),
        "risks": highest_risk_first(insight.account),
    }
    return _page(given, MARKET, values, (heat,))


def _money_page(given: AccountInput) -> Page:
    insight = given.insight
    waterfall = money.picture(insight)
    values = {
        "wallet": money.wallet(insight),
        "bars": money.waterfall(insight),
        "targets": money.targets(insight),
        "changes": money.changes_in_words(insight),
        "ahead": insight.money.plan,
        "growth_in_words": money.growth_in_words(insight, given.names.as_of),
        "objective_in_words": money.objective_in_words(insight),
        "waterfall": waterfall,
    }
    return _page(given, MONEY, values, (waterfall,))


def _page(
    given: AccountInput,
    leaf: str,
    values: Mapping[str, object],
    pictures: Sequence[Picture | None] = (),
) -> Page:
    name = given.insight.account.name
    return account_page(
        given,
        leaf,
        f"{STRATEGY_PAGES[leaf]}: {name}",
        values,
        description=f"{name}: {_HOLDS[leaf]}.",
        pictures=pictures,
        layout="wide",
    )


def _position(names: Names, insight: AccountInsight) -> dict[str, object] | None:
    placement = insight.placement
    if placement is None:
        return None
    return {
        "why": position.why(placement),
        "moves": position.moves(insight),
        "moves_about": position.about(placement),
        "raters": position.raters(names, placement),
        "unverified": position.is_unverified(placement),
        "axes": [(axis, position.factor_rows(axis)) for axis in placement.axes],
        "tracks": tracks(names, insight),
    }


def _ledgers(names: Names, insight: AccountInsight) -> list[tuple[str, str, str, list[PromiseRow]]]:
    """Promises of both sides, ours first: title, to or from whom, number kept, rows.

    A side without promises is left out.
    """
    sides = (
        ("What we promised", "To", "us", insight.ours),
        ("What they promised", "From", "customer", insight.theirs),
    )
    return [
        (title, other, plan.kept_in_words(found), rows)
        for title, other, by, found in sides
        if (rows := plan.promise_rows(names, insight, by))
    ]


def highest_risk_first(account: Account) -> list[Risk]:
    """Risks by likelihood times impact."""
    return sorted(account.risks, key=lambda risk: -rank(risk.likelihood) * rank(risk.impact))


def swot_lists(account: Account) -> list[tuple[str, str, tuple[str, ...]]]:
    """The non-empty lists of the SWOT."""
    swot = account.swot
    if swot is None:
        return []
    named = (
        ("Strengths", "ours, in this account", swot.strengths),
        ("Weaknesses", "ours, in this account", swot.weaknesses),
        ("Opportunities", "outside us", swot.opportunities),
        ("Threats", "outside us", swot.threats),
    )
    return [(name, whose, points) for name, whose, points in named if points]
