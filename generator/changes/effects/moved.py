"""Entries of a plan that stand in the plan of another account now."""

from collections.abc import Iterator
from typing import Any

from generator.changes.compare import title_key
from generator.editions import Catalog
from generator.model.item import Item
from generator.model.kinds import Account
from generator.model.strategy import (
    Assumption,
    Contract,
    Decision,
    Objective,
    Opportunity,
    Promise,
    Risk,
)
from generator.text.formats import listed

OF_THE_PLAN = (Assumption, Contract, Decision, Objective, Opportunity, Promise, Risk)
"""Entries of a plan that say in their title what they are about."""


def moved_to(entry: Any, account: Account, older: Catalog, newer: Catalog) -> str:
    """The accounts whose plan has an entry now that ``account`` had; empty for none.

    It is the same where it has the same words. An account that had such an entry before is none.
    """
    if not isinstance(entry, OF_THE_PLAN):
        return ""
    return listed(
        [
            each.name
            for each in newer.accounts.values()
            if each.id != account.id and _has(each, entry)
            if not any(_has(was, entry) for was in _before(each, older))
        ]
    )


def _before(account: Account, older: Catalog) -> Iterator[Account]:
    return (
        older.accounts[each] for each in (account.id, *account.aliases) if each in older.accounts
    )


def _has(account: Account, entry: Item) -> bool:
    plan = (account.assumptions, account.contracts, account.decisions, account.objectives)
    ahead = (account.opportunities, account.promises, account.risks)
    entries = (each for those in (*plan, *ahead) for each in those)
    same_kind = (each for each in entries if type(each) is type(entry))
    return any(title_key(each) == title_key(entry) for each in same_kind)
