"""Accounts that are added, removed, activated or deactivated."""

from collections.abc import Iterator
from datetime import date

from generator.analysis import AccountInsight, Insight
from generator.analysis.portfolio import PortfolioFigure
from generator.analysis.promises import Ledger
from generator.changes.effects.copies import copied
from generator.changes.effects.effect import Effect, Topic, name_of_person, some
from generator.changes.effects.network import part, reach
from generator.editions import Catalog
from generator.model.profile import TeamMember
from generator.model.severities import Severity
from generator.text.formats import capital, day_text, figure, listed, money, percent, words

_SUMMED: tuple[PortfolioFigure, ...] = ("revenue", "contribution")

_TopicTexts = Iterator[tuple[Topic, Severity, str]]


def account_added(catalog: Catalog, insight: AccountInsight, after: Insight) -> Iterator[Effect]:
    """Effects of an added account."""
    account = insight.account
    severity, holder = _answering(catalog, insight)
    active = Severity.MAJOR if account.status == "active" else Severity.MINOR
    clauses: list[tuple[Topic, Severity, str]] = [
        ("strategy", active, _position_text(insight)),
        ("people", severity, holder),
    ]
    if account.stakeholders:
        clauses.append(("relationships", Severity.MINOR, _covered(insight)))
    sums = _sums("It adds to the sums of all accounts", after, account.id)
    for found in (*clauses, *sums):
        yield Effect(account.id, *found, account.where, "account_added")
    yield from copied(insight, after)


def counts(insight: AccountInsight, after: Insight) -> Iterator[Effect]:
    """Effects of an account that becomes active."""
    account = insight.account
    for topic, severity, text in _sums("It adds to the sums of all accounts", after, account.id):
        yield Effect(account.id, topic, severity, text, account.where, "counts")


def account_removed(
    catalog: Catalog, insight: AccountInsight, before: Insight, former: str, *, over: bool
) -> Iterator[Effect]:
    """What a formerly active account leaves open.

    ``insight``: its last state, with names in ``catalog``; ``before``: the older state, in which it
    had the id ``former``; ``over``: retired or deleted, not only a draft or candidate again.
    """
    account = insight.account
    for topic, severity, text in (
        *(
            (*_open(insight), *_running(insight, before), *_free(catalog, insight, before.as_of))
            if over
            else ()
        ),
        *_sums("The sums of all accounts no longer include", before, former),
    ):
        yield Effect(account.id, topic, severity, text, account.where, "account_removed")


def _position_text(insight: AccountInsight) -> str:
    account, placement = insight.account, insight.placement
    status = "" if account.status == "active" else f"{account.status} "
    new = f"A new {status}account of the tier {words(account.tier)}"
    if placement is None:
        return f"{new}, without a rating."
    values = listed([f"{each.axis.name} {figure(each.value, 2)}" for each in placement.axes])
    near = ", inside the grey band" if placement.grey else ""
    return f"{new}, in {placement.cell.name} by {placement.method.name} ({values}{near})."


def _answering(catalog: Catalog, insight: AccountInsight) -> tuple[Severity, str]:
    if insight.holder is None:
        severity = Severity.MAJOR if insight.account.status == "active" else Severity.MINOR
        return severity, "Nobody holds a role on it."
    person = name_of_person(catalog, insight.holder.person)
    role = insight.role.name if insight.role else "a role"
    return Severity.MINOR, f"{person} holds it as {role}."


def _covered(insight: AccountInsight) -> str:
    without = [
        f"{post.stakeholder.function}, {part(post)}"
        for post in insight.coverage.posts
        if post.key and not post.relationships
    ]
    also = f"; nobody covers {some(without)}" if without else ""
    clauses = [f"{what} {number}" for what, number in reach(insight.coverage).items()]
    return f"{capital(', '.join(clauses))}{also}."


def _open(insight: AccountInsight) -> _TopicTexts:
    """Open promises of both sides."""
    ours, theirs = _standing_promises(insight.ours), _standing_promises(insight.theirs)
    clauses = [f"ours {some(ours)}"] if ours else []
    clauses += [f"the customer's {some(theirs)}"] if theirs else []
    if clauses:
        severity = Severity.MAJOR if ours else Severity.MINOR
        yield "plan", severity, f"Promises still open: {'; '.join(clauses)}."


def _standing_promises(found: Ledger) -> list[str]:
    late = [f"“{each.what}” (overdue)" for each in found.overdue]
    return [*late, *(f"“{each.what}”" for each in found.open)]


def _running(insight: AccountInsight, before: Insight) -> _TopicTexts:
    contracts = [
        f"“{each.what}” until {day_text(each.ends)}{' (renews)' if each.renews else ''}"
        for each in insight.account.contracts
        if each.ends >= before.as_of
    ]
    if contracts:
        yield "plan", Severity.MAJOR, f"Contracts still running: {some(contracts)}."


def _free(catalog: Catalog, insight: AccountInsight, as_of: date) -> _TopicTexts:
    """Who works on it on ``as_of``, largest share of time first."""
    there = (member for member in insight.account.team if member.is_there(as_of))
    members = sorted(there, key=lambda each: -(each.share_on(as_of) or 0))
    if members:
        text = f"Time that becomes free: {some([_time(catalog, each, as_of) for each in members])}."
        yield "people", Severity.MINOR, text


def _time(catalog: Catalog, member: TeamMember, as_of: date) -> str:
    name, share = name_of_person(catalog, member.person), member.share_on(as_of)
    return f"{name} ({percent(share)})" if share is not None else name


def _sums(how: str, state: Insight, account_id: str) -> _TopicTexts:
    """An account's part of the portfolio's sums; nothing if no amounts are in view."""
    own = state.portfolio.amounts.get(account_id, {})
    clauses = [
        f"{name} {money(own[name].value, own[name].currency)}" for name in _SUMMED if name in own
    ]
    if clauses:
        yield "money", Severity.MINOR, f"{how}: {listed(clauses)}."
