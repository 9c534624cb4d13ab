"""The register: how accounts came to be key accounts, or not, and who decided it why."""

from dataclasses import dataclass
from datetime import date

from generator.definitions.models import Account
from generator.definitions.models.profile import Selection
from generator.pages import markdown as md
from generator.pages.account.frame import path_of
from generator.pages.context import Context

_RUNNING = ("active", "draft")
_REFUSED = ("rejected", "de-selected")


@dataclass(frozen=True, slots=True)
class Entry:
    """One decision about an account; ``stage`` is ``not decided`` where there is none yet."""

    name: str
    page: str
    status: str
    stage: str
    on: date | None
    by: str
    reasons: str


@dataclass(frozen=True, slots=True)
class Register:
    """``open``: of candidates and of accounts decided against; ``running``: of all others.

    Both with the newest decision first; before all of them a candidate nobody has decided on.
    """

    open: tuple[Entry, ...]
    running: tuple[Entry, ...]


def register(context: Context) -> Register:
    """Every nomination, acceptance, rejection and de-selection of the accounts in view."""
    accounts = context.catalog.accounts.values()
    waiting = [each for each in accounts if not each.selection and each.status == "candidate"]
    apart = [each for each in accounts if _apart(each)]
    running = [each for each in accounts if not _apart(each)]
    undecided = tuple(_undecided(account) for account in waiting)
    return Register(undecided + _entries(context, apart), _entries(context, running))


def _apart(account: Account) -> bool:
    newest = max(account.selection, key=lambda each: each.on, default=None)
    return account.status not in _RUNNING or (newest is not None and newest.stage in _REFUSED)


def _entries(context: Context, accounts: list[Account]) -> tuple[Entry, ...]:
    decided = [(account, each) for account in accounts for each in account.selection]
    # of one account and day the order is the file's, newest first
    newest_first = sorted(decided, key=lambda pair: pair[1].on, reverse=True)
    return tuple(_entry(context, account, each) for account, each in newest_first)


def _entry(context: Context, account: Account, decision: Selection) -> Entry:
    return Entry(
        name=account.name,
        page=path_of(account.id),
        status=md.words(account.status),
        stage=decision.stage,
        on=decision.on,
        by=context.person(decision.by),
        reasons=" ".join(md.stop(each) for each in decision.reasons),
    )


def _undecided(account: Account) -> Entry:
    page = path_of(account.id)
    return Entry(account.name, page, md.words(account.status), "not decided", None, "", "")
