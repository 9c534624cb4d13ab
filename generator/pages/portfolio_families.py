"""Accounts that are part of others, as a tree."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from generator.definitions.models import Account
from generator.pages import markdown as md
from generator.pages.account.frame import path_of
from generator.pages.wording import counted

_DEEPEST = 6
"""Levels of a list that a page still shows as levels; what is further down stands there too."""


@dataclass(frozen=True, slots=True)
class Member:
    """A line of the tree: ``depth`` from 0, ``below`` says how many accounts are part of it."""

    depth: int
    name: str
    page: str
    about: str
    below: str


def families(accounts: Mapping[str, Account]) -> list[Member]:
    """Accounts that others are part of, each followed by those, in the order of the accounts."""
    children: dict[str, list[Account]] = {}
    for account in accounts.values():
        if account.parent in accounts:
            children.setdefault(str(account.parent), []).append(account)
    tops = [accounts[each] for each in accounts if each in children and not _inside(accounts, each)]
    return [member for top in tops for member in _tree(top, children)]


def _inside(accounts: Mapping[str, Account], account_id: str) -> bool:
    return accounts[account_id].parent in accounts


def _tree(top: Account, children: Mapping[str, list[Account]]) -> Iterator[Member]:
    waiting = [(top, 0)]
    while waiting:
        account, depth = waiting.pop()
        own = children.get(account.id, [])
        number = _below(account.id, children)
        yield Member(
            depth=min(depth, _DEEPEST),
            name=account.name,
            page=path_of(account.id),
            about=_about(account),
            below=f"{counted(number, 'account')} below it" if own else "",
        )
        waiting.extend((child, depth + 1) for child in reversed(own))


def _below(account_id: str, children: Mapping[str, list[Account]]) -> int:
    """How many accounts are part of it, directly or through others."""
    count, waiting = 0, [account_id]
    while waiting:
        own = children.get(waiting.pop(), [])
        count += len(own)
        waiting.extend(child.id for child in own)
    return count


def _about(account: Account) -> str:
    status = "" if account.status == "active" else f", {md.words(account.status)}"
    return f"{md.words(account.tier)}{status}"
