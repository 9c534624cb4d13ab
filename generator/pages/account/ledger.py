"""Promises in both directions, and contracts with their notice days."""

from dataclasses import dataclass
from datetime import date

from generator.analysis import AccountInsight
from generator.analysis.agenda import notice_day
from generator.analysis.promises import Ledger
from generator.model.strategy import Contract, Promise
from generator.pages.account.names import past, post
from generator.pages.kit.names import Names
from generator.text import markdown as md

_ORDER = ("overdue", "open", "kept")


@dataclass(frozen=True, slots=True)
class PromiseRow:
    """A promise; ``state`` is ``overdue``, ``open`` or ``kept``, ``ended`` the day it was kept."""

    id: str
    what: str
    other_side: str
    made: date
    due: date
    state: str
    ended: date | None
    exactly: bool
    note: str
    owner: str


@dataclass(frozen=True, slots=True)
class ContractRow:
    """A contract; ``state`` says in words where its notice stands."""

    id: str
    what: str
    starts: date
    ends: date
    notice: str
    notice_day: date
    state: str
    then: str
    owner: str


def promise_rows(names: Names, insight: AccountInsight, by: str) -> list[PromiseRow]:
    """Promises made ``by`` ``us`` or ``customer``: overdue, then open, then kept, newest first."""
    rows = [_promise(names, insight, each) for each in insight.account.promises if each.by == by]

    def place(row: PromiseRow) -> tuple[int, int, str]:
        day = row.due.toordinal()
        return _ORDER.index(row.state), -day if row.state == "kept" else day, row.id

    return sorted(rows, key=place)


def open_promises(names: Names, insight: AccountInsight, by: str) -> list[PromiseRow]:
    """Those of :func:`promise_rows` that are not kept yet."""
    return [row for row in promise_rows(names, insight, by) if row.state != "kept"]


def _promise(names: Names, insight: AccountInsight, promise: Promise) -> PromiseRow:
    kept = promise.kept
    if kept is not None and kept.on > names.as_of:
        kept = None
    state = "kept" if kept else ("overdue" if past(promise.due, names) else "open")
    return PromiseRow(
        id=promise.id,
        what=promise.what,
        other_side=post(insight.account, promise.stakeholder) if promise.stakeholder else "",
        made=promise.made,
        due=promise.due,
        state=state,
        ended=kept.on if kept else None,
        exactly=bool(kept and kept.exactly),
        note=md.stop(kept.note) if kept and kept.note else "",
        owner=names.person(promise.owner),
    )


def kept_in_words(ledger: Ledger) -> str:
    """``10 of 11 promises due were kept exactly (91 %)``; empty when none was due."""
    if ledger.share is None:
        return ""
    exact, due = len(ledger.exact), len(ledger.due)
    if due == 1:
        return f"the one promise due was {'kept exactly' if exact else 'not kept exactly'}"
    return f"{exact} of {due} promises due were kept exactly ({md.percent(ledger.share)})"


def contract_rows(names: Names, insight: AccountInsight) -> list[ContractRow]:
    """Contracts, the next notice day first, those that have ended last."""
    rows = [_contract(names, each) for each in insight.account.contracts]
    return sorted(rows, key=lambda row: (row.state == "ended", row.notice_day, row.id))


def _contract(names: Names, contract: Contract) -> ContractRow:
    day = notice_day(contract)
    if past(contract.ends, names):
        state = "ended"
    elif past(day, names):
        state = "has passed"
    else:
        state = ""
    return ContractRow(
        id=contract.id,
        what=contract.what,
        starts=contract.starts,
        ends=contract.ends,
        notice=str(contract.notice),
        notice_day=day,
        state=state,
        then="renews by itself" if contract.renews else "ends",
        owner=names.person(contract.owner),
    )
