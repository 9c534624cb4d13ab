"""``/accounts/``: all accounts, with families and selection decisions."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from generator.analysis import AccountInsight
from generator.analysis.rollup import Member
from generator.exports import files_about
from generator.model.kinds import Account
from generator.model.profile import Selection
from generator.pages.account.layout import path_of
from generator.pages.kit.context import Context
from generator.pages.kit.data_links import SYNONYMS, file_links
from generator.pages.kit.page import Footer, Page
from generator.pages.kit.templates import render
from generator.pages.portfolio.matrix import matrices
from generator.pages.portfolio.table import HEADING, account_rows, sortable
from generator.text import markdown as md
from generator.text.numerals import capital, counted

_DEEPEST = 6
"""Maximum depth of nested lists on a page; deeper accounts are shown at this level."""


@dataclass(frozen=True, slots=True)
class Branch:
    """A line of the tree; ``depth``: from 0, ``below``: number of accounts below it."""

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


_NOMINATED = ("active", "draft")

_REFUSED = ("rejected", "de-selected")


Entry = tuple[Account, Selection | None]
"""A selection decision about an account; ``None`` for a candidate without one."""


@dataclass(frozen=True, slots=True)
class Register:
    """``open``: for candidates and rejected accounts; ``running``: for all others.

    Newest decision first, preceded by candidates without one.
    """

    open: tuple[Entry, ...]
    running: tuple[Entry, ...]


def register(accounts: Collection[Account]) -> Register:
    """All nominations, acceptances, rejections and de-selections of the accounts in view."""
    waiting = [each for each in accounts if not each.selection and each.status == "candidate"]
    apart = [each for each in accounts if _apart(each)]
    running = [each for each in accounts if not _apart(each)]
    undecided = tuple((account, None) for account in waiting)
    return Register((*undecided, *_entries(apart)), _entries(running))


def _apart(account: Account) -> bool:
    newest = max(account.selection, key=lambda each: each.on, default=None)
    return account.status not in _NOMINATED or (newest is not None and newest.stage in _REFUSED)


def _entries(accounts: list[Account]) -> tuple[Entry, ...]:
    decided = [(account, each) for account in accounts for each in account.selection]
    # for the same account and day in the order of the file, newest first
    return tuple(sorted(decided, key=lambda pair: pair[1].on, reverse=True))


PATH = "accounts/index.md"

_RUNNING = ("active", "draft")


def pages(context: Context) -> Iterator[Page]:
    """The portfolio page, in editions with accounts."""
    accounts = list(context.insight.accounts.values())
    if not accounts:
        return
    running = [insight for insight in accounts if insight.account.status in _RUNNING]
    tables, pictures = matrices(running)
    rows = account_rows(context, running)
    values = {
        "names": context.names,
        "intro": intro(context, accounts),
        "matrices": tables,
        "heading": HEADING,
        "accounts": rows,
        "families": tree(
            (each.member for each in family) for family in context.insight.portfolio.families
        ),
        "register": register(context.catalog.accounts.values()),
        "files": file_links(files_about("accounts", context.catalog)),
        "fictional": all(insight.account.fictional for insight in accounts),
        "foot": Footer(source="accounts/"),
    }
    yield Page(
        path=PATH,
        title="Accounts",
        markdown=render("portfolio/portfolio.md.j2", PATH, values),
        section="accounts",
        boost=1.2,
        description="All accounts: where each stands, who holds it, when it is reviewed next.",
        pictures=pictures,
        synonyms=(SYNONYMS,),
        sortable=(sortable(context, rows),) if rows else (),
    )


def intro(context: Context, accounts: list[AccountInsight]) -> str:
    """The number of accounts and of those that need attention, in one or two sentences."""
    active = [insight for insight in accounts if insight.account.status == "active"]
    key = sum(insight.account.is_key for insight in active)
    late = sum(context.names.past(insight.next_review) for insight in active)
    which = "a key account" if key == 1 else "key accounts"
    said = f"{capital(counted(len(active), 'active account'))}, {key or 'none'} of them {which}"
    organisation = context.catalog.definitions.organisation
    if organisation is not None and organisation.programme is not None:
        said += f"; the programme is made for {organisation.programme.key_accounts}"
    reviews = f"{counted(late, 'review')} overdue" if late else "No review is overdue"
    return f"{said}. {reviews}."
