"""Account hierarchies, and figures rolled up from the bottom.

An account's figures never include those of the accounts below it, so its own figures and totals are
kept apart; a total adds the figures of each account below once.
"""

from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeVar

from generator.analysis.currency import exact
from generator.model.kinds import Account

Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Member:
    """An account in its family.

    ``below``: number of accounts below it, at any depth; ``depth``: number above it.
    """

    account: Account
    parent: Account | None
    below: int
    depth: int


def roll_up(
    parents: Mapping[str, str | None], own: Mapping[str, Mapping[Key, Decimal]]
) -> dict[str, dict[Key, Decimal]]:
    """For each id of ``parents``: its own figures plus those of everything below it.

    One step per id, from the leaves up. An unknown parent counts as none. Cycles are errors of the
    definitions; their ids get only figures from outside the cycle.
    """
    totals = {each: dict(own.get(each, {})) for each in parents}
    with exact():
        for child in _leaves_first(parents):
            parent = parents[child]
            if parent is None or parent not in totals:
                continue
            above = totals[parent]
            for key, value in totals[child].items():
                above[key] = above[key] + value if key in above else value
    return totals


def _leaves_first(parents: Mapping[str, str | None]) -> Iterator[str]:
    waiting = dict.fromkeys(parents, 0)
    for parent in parents.values():
        if parent in waiting:
            waiting[parent] += 1
    ready = [each for each in sorted(parents) if not waiting[each]]
    while ready:
        each = ready.pop()
        yield each
        parent = parents[each]
        if parent in waiting:
            waiting[parent] -= 1
            if not waiting[parent]:
                ready.append(parent)


def parents_of(accounts: Mapping[str, Account]) -> dict[str, str | None]:
    """The id of each account's parent, if it is one of ``accounts``."""
    return {
        key: str(account.parent) if account.parent in accounts else None
        for key, account in accounts.items()
    }


def families(accounts: Mapping[str, Account]) -> tuple[tuple[Member, ...], ...]:
    """Families of accounts, by name; each with the head first, then branch by branch."""
    parents = parents_of(accounts)
    one = {each: {"": Decimal(1)} for each in parents}
    below = {each: int(total[""]) - 1 for each, total in roll_up(parents, one).items()}
    children: dict[str, list[str]] = {}
    for each in _by_name(accounts, parents):
        parent = parents[each]
        if parent is not None:
            children.setdefault(parent, []).append(each)
    tops = [each for each in parents if parents[each] is None and each in children]

    def member(each: str, depth: int) -> Member:
        return Member(accounts[each], accounts.get(parents[each] or ""), below[each], depth)

    return tuple(
        tuple(member(each, depth) for each, depth in _branch(head, children))
        for head in _by_name(accounts, tops)
    )


def heads(accounts: Mapping[str, Account]) -> dict[str, str]:
    """The id of the top of each account's family; its own if it has no parent."""
    parents = parents_of(accounts)
    found: dict[str, str] = {}
    for each in reversed(list(_leaves_first(parents))):
        parent = parents[each]
        found[each] = found.get(parent, parent) if parent is not None else each
    return found


def _by_name(accounts: Mapping[str, Account], ids: Iterable[str]) -> list[str]:
    return sorted(ids, key=lambda each: (accounts[each].name.casefold(), each))


def _branch(head: str, children: Mapping[str, list[str]]) -> Iterator[tuple[str, int]]:
    pending = [(head, 0)]
    while pending:
        each, depth = pending.pop()
        yield each, depth
        pending.extend((child, depth + 1) for child in reversed(children.get(each, ())))
