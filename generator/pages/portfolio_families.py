"""Accounts that are part of others, as a tree."""

from collections.abc import Iterable
from dataclasses import dataclass

from generator.definitions.models import Account
from generator.insight.rollup import Member
from generator.pages import markdown as md
from generator.pages.account.frame import path_of
from generator.pages.wording import counted

_DEEPEST = 6
"""Levels of a list that a page still shows as levels; what is further down stands there too."""


@dataclass(frozen=True, slots=True)
class Branch:
    """A line of the tree: ``depth`` from 0, ``below`` says how many accounts are part of it."""

    depth: int
    name: str
    page: str
    about: str
    below: str


def tree(families: Iterable[Iterable[Member]]) -> list[Branch]:
    """The families of accounts, one line for each account."""
    return [
        Branch(
            depth=min(member.depth, _DEEPEST),
            name=member.account.name,
            page=path_of(member.account.id),
            about=_about(member.account),
            below=f"{counted(member.below, 'account')} below it" if member.below else "",
        )
        for family in families
        for member in family
    ]


def _about(account: Account) -> str:
    status = "" if account.status == "active" else f", {md.words(account.status)}"
    return f"{md.words(account.tier)}{status}"
