"""Reports for spreadsheets: relationships, satisfaction, freshness."""

from collections.abc import Iterable, Iterator
from datetime import date

from generator.analysis import AccountInsight, Insight
from generator.analysis.freshness import Freshness
from generator.cache.memory import NO_MEMORY, Memory
from generator.editions import Catalog
from generator.exports.tables import as_csv
from generator.findings.finding import Finding
from generator.model.kinds import Account

RELATIONSHIPS = {
    "account": "id of the account",
    "account_name": "name of the account",
    "version": "version of its plan",
    "what": "what to do: meet, introduce, speak, sponsor, confirm or deepen, as in accounts.json",
    "stakeholder": "id of the customer's post",
    "function": "the post",
    "area": "the customer's area it belongs to",
    "power": "power of the post over our business there: low, medium or high",
    "by": "id of which of our people does it",
    "introduces": "id of our colleague who is introduced",
    "through": "id of the post that can introduce us",
    "day": "day by which they should have spoken",
    "strength": "how well the relationship works, where it is about one",
    "target": "how well it should work",
    "last_contact": "day of the last exchange",
    "hours_a_month": "our hours a month for it",
}
"""The columns of ``/data/relationships.csv``, each with what it says."""

SATISFACTION = {
    "account": "id of the account",
    "account_name": "name of the account",
    "version": "version of its plan",
    "measure": "what was asked or measured",
    "on": "day of the answer",
    "level": "the answer in percent of the best possible one",
    "before": "the answer before, in percent; empty for the first",
    "source": "who asked, and where the answers are kept",
}
"""The columns of ``/data/satisfaction.csv``, each with what it says."""

FRESHNESS = {
    "account": "id of the account",
    "account_name": "name of the account",
    "version": "version of its plan",
    "kind": "what it is: review, conversation, rating and so on, as in accounts.json",
    "what": "what it is about",
    "on": "the day it is of",
    "days": "its age in days",
    "until": "the last day on which it counts as new; empty where there is no rule",
    "stale": "yes if that day has passed",
    "owner": "id of which of our people looks at it again",
}
"""The columns of ``/data/freshness.csv``, each with what it says."""


def relationships_csv(
    _catalog: Catalog, insight: Insight, _findings: Iterable[Finding], _memory: Memory = NO_MEMORY
) -> str:
    """One row for each step of an account that is not retired."""
    rows = (row for each in _running(insight) for row in _steps(each))
    return as_csv(tuple(RELATIONSHIPS), rows)


def satisfaction_csv(
    _catalog: Catalog, insight: Insight, _findings: Iterable[Finding], _memory: Memory = NO_MEMORY
) -> str:
    """One row for each measure of an account that is not retired; empty without any."""
    rows = [row for each in _running(insight) for row in _answers(each)]
    return as_csv(tuple(SATISFACTION), rows) if rows else ""


def freshness_csv(
    _catalog: Catalog, insight: Insight, _findings: Iterable[Finding], _memory: Memory = NO_MEMORY
) -> str:
    """One row for each thing that an account that is not retired rests on, the oldest first."""
    found = [(own, each) for each in _running(insight) for own in each.freshness]
    found.sort(key=lambda pair: pair[0].on)
    rows = ((*_account(each), *_age(own, insight.as_of)) for own, each in found)
    return as_csv(tuple(FRESHNESS), rows)


def _age(found: Freshness, as_of: date) -> tuple[str, ...]:
    until = found.until.isoformat() if found.until else ""
    days = str((as_of - found.on).days)
    stale = "yes" if found.stale else ""
    own = (found.kind, found.what, found.on.isoformat(), days, until, stale)
    return (*own, found.owner or "")


def has_answers(accounts: Iterable[Account]) -> bool:
    """Whether an account records what its customer answered."""
    return any(each.satisfaction for each in accounts if each.is_running)


def _running(insight: Insight) -> Iterator[AccountInsight]:
    return (each for each in insight.accounts.values() if each.account.is_running)


def _account(insight: AccountInsight) -> tuple[str, str, str]:
    account = insight.account
    return account.id, account.name, str(account.version)


def _steps(insight: AccountInsight) -> Iterator[tuple[str, ...]]:
    for step in insight.steps:
        post, link = step.stakeholder, step.link
        about = (
            (link.strength, link.target, link.last_contact, link.hours_a_month)
            if link
            else [None] * 4
        )
        yield tuple(
            "" if value is None else str(value)
            for value in (
                *_account(insight),
                step.kind,
                *(post.id, post.function, post.area, post.power),
                *(step.by, step.introduces, step.through and step.through.id, step.day),
                *about,
            )
        )


def _answers(insight: AccountInsight) -> Iterator[tuple[str, ...]]:
    for found in insight.contentment:
        before = "" if found.change is None else str(found.level - found.change)
        values = (found.measure, found.on.isoformat(), str(found.level), before)
        yield (*_account(insight), *values, found.answer.source)
