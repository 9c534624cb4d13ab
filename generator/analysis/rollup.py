"""Accounts that are part of others, and figures rolled up from the bottom.

An account's own figures are its own business only: what is written in its files never holds that
of the accounts below it. ``own`` and ``with everything below`` are therefore kept apart, and the
second is the first plus that of every account below, each once.
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

    ``below``: how many accounts stand below it, at any depth; ``depth``: how many above it.
    """

    account: Account
    parent: Account | None
    below: int
    depth: int


def roll_up(
    parents: Mapping[str, str | None], own: Mapping[str, Mapping[Key, Decimal]]
) -> dict[str, dict[Key, Decimal]]:
    """For every id of ``parents`` its own figures plus those of everything below it.

    One step per id, from the leaves up. A parent that is not an id of ``parents`` counts as none.
    A circle is an error of the definitions; its ids keep what reaches them from outside.
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
    """The id of each account's parent, where that is one of ``accounts``."""
    return {
        key: str(account.parent) if account.parent in accounts else None
        for key, account in accounts.items()
    }


def families(accounts: Mapping[str, Account]) -> tuple[tuple[Member, ...], ...]:
    """Accounts that belong together, by name; in each the head first, then branch by branch."""
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
    """For every account the id of the one at the top of its family, itself where it has none."""
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
