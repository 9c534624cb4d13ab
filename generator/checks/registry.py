"""A check and what it gets."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from generator.analysis import AccountInsight, Insight
from generator.editions import Catalog
from generator.findings.classification import Secrecy
from generator.findings.finding import Finding, Level, Rule


@dataclass(frozen=True, slots=True)
class Check:
    """A rule with the function that finds where it is broken.

    ``needs``: the class an edition must see for the question to make sense; below it the check is
    silent, because what it would miss is only hidden.
    """

    rule: Rule
    find: Callable[[Catalog, Insight], Iterator[Finding]]
    needs: Secrecy = Secrecy.INTERNAL


def warning(rule_id: str, title: str, why: str, remedy: str, area: str) -> Rule:
    """A rule whose breach wants a decision."""
    return Rule(rule_id, Level.WARNING, title, why, remedy, area)


def info(rule_id: str, title: str, why: str, remedy: str, area: str) -> Rule:
    """A rule whose breach wants a glance."""
    return Rule(rule_id, Level.INFO, title, why, remedy, area)


def active(insight: Insight) -> Iterator[AccountInsight]:
    """Accounts somebody works on; drafts, candidates and retired ones are left in peace."""
    return (known for known in insight.accounts.values() if known.account.status == "active")
