"""Entries of a plan that stand in the plan of another account now."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
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


@dataclass(frozen=True)
class Moves:
    """Finds entries of plans in the plans of other accounts; ``older``, ``newer``: the views."""

    older: Catalog
    newer: Catalog

    @cached_property
    def _holders(self) -> Mapping[tuple[type[Item], str], list[Account]]:
        """The accounts whose plan has an entry now, by its kind and words."""
        found: dict[tuple[type[Item], str], list[Account]] = {}
        for account in self.newer.accounts.values():
            for key in dict.fromkeys(map(_key, _entries(account))):
                found.setdefault(key, []).append(account)
        return found

    def moved_to(self, entry: Any, account: Account) -> str:
        """The accounts whose plan has an entry now that ``account`` had; empty for none.

        It is the same where it has the same words. An account that had such an entry before is
        none.
        """
        if not isinstance(entry, OF_THE_PLAN):
            return ""
        return listed(
            [
                each.name
                for each in self._holders.get(_key(entry), ())
                if each.id != account.id
                if not any(_has(was, entry) for was in _before(each, self.older))
            ]
        )


def _before(account: Account, older: Catalog) -> Iterator[Account]:
    return (
        older.accounts[each] for each in (account.id, *account.aliases) if each in older.accounts
    )


def _key(entry: Item) -> tuple[type[Item], str]:
    return type(entry), title_key(entry)


def _has(account: Account, entry: Item) -> bool:
    return _key(entry) in map(_key, _entries(account))


def _entries(account: Account) -> Iterator[Item]:
    plan = (account.assumptions, account.contracts, account.decisions, account.objectives)
    ahead = (account.opportunities, account.promises, account.risks)
    return (each for those in (*plan, *ahead) for each in those)
