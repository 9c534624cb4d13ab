"""Accounts that look like a removed one under another id, which is not among their former ids.

What changed in them is not told: the gate of the past follows declared ids only, so nobody knows
what of the former account may be shown beside the new one.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TypeVar

from generator.changes.compare import closest, share_of_equal_values
from generator.changes.diff import Difference
from generator.changes.effects import Effect
from generator.findings.finding import Finding
from generator.model.kinds import Account

_MOST_PAIRS = 400
"""More pairs would take seconds."""

_MOSTLY, _HALF = 0.75, 0.5
"""Required shares of equal content: whatever the name, and with the same name."""

_Result = TypeVar("_Result", Effect, Finding)


def likely_renames(differences: Iterable[Difference]) -> Mapping[str, str]:
    """New accounts with the id of the removed account that each looks like."""
    found = [each for each in differences if each.subject == "account"]
    removed = [each.item for each in found if each.kind == "removed"]
    added = [each.item for each in found if each.kind == "added"]
    if len(removed) * len(added) > _MOST_PAIRS:
        return {}
    shares = {
        (one.id, other.id): share
        for one in removed
        for other in added
        if isinstance(one, Account) and isinstance(other, Account)
        if (share := share_of_equal_values(one, other)) >= _least(one, other)
    }
    return {now: former for former, now in closest(shares)}


def _least(one: Account, other: Account) -> float:
    return _HALF if one.name.casefold() == other.name.casefold() else _MOSTLY


def as_one(differences: Iterable[Difference], renames: Mapping[str, str]) -> tuple[Difference, ...]:
    """One difference in place of an account removed and another one added."""
    return tuple(
        replace(each, looks_like=renames.get(each.id, "")) if each.kind == "added" else each
        for each in differences
        if each.subject != "account" or each.kind != "removed" or each.id not in renames.values()
    )


def of_others(results: Iterable[_Result], renames: Mapping[str, str]) -> tuple[_Result, ...]:
    """Results that are not about either of two such accounts."""
    ids = {*renames, *renames.values()}
    return tuple(each for each in results if each.account not in ids)
