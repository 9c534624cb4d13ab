"""Promises of both sides, and contracts with their notice days."""

from dataclasses import dataclass
from datetime import date

from generator.analysis import AccountInsight
from generator.analysis.agenda import notice_day
from generator.analysis.promises import Ledger
from generator.model.strategy import Contract, Kept, Promise
from generator.pages.kit.names import Names
from generator.text import markdown as md

_ORDER = ("overdue", "open", "kept")


@dataclass(frozen=True, slots=True)
class PromiseRow:
    """A promise; ``state``: ``overdue``, ``open`` or ``kept``; ``kept``: its outcome."""

    promise: Promise
    state: str
    kept: Kept | None


@dataclass(frozen=True, slots=True)
class ContractRow:
    """A contract; ``state``: the status of its notice, in words."""

    contract: Contract
    notice_day: date
    state: str


def promise_rows(names: Names, insight: AccountInsight, by: str) -> list[PromiseRow]:
    """Promises made ``by`` ``us`` or ``customer``: overdue, then open, then kept, newest first."""
    rows = [_promise(names, each) for each in insight.account.promises if each.by == by]

    def place(row: PromiseRow) -> tuple[int, int, str]:
        day = row.promise.due.toordinal()
        return _ORDER.index(row.state), -day if row.state == "kept" else day, row.promise.id

    return sorted(rows, key=place)


def open_promises(names: Names, insight: AccountInsight, by: str) -> list[PromiseRow]:
    """Promises of :func:`promise_rows` that are still open."""
    return [row for row in promise_rows(names, insight, by) if row.state != "kept"]


def _promise(names: Names, promise: Promise) -> PromiseRow:
    kept = promise.kept_by(names.as_of)
    return PromiseRow(
        promise, "kept" if kept else "overdue" if names.past(promise.due) else "open", kept
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
    """Contracts by next notice day, ended ones last."""
    rows = [_contract(names, each) for each in insight.account.contracts]
    return sorted(rows, key=lambda row: (row.state == "ended", row.notice_day, row.contract.id))


def _contract(names: Names, contract: Contract) -> ContractRow:
    day = notice_day(contract)
    if names.past(contract.ends):
        state = "ended"
    elif names.past(day):
        state = "has passed"
    else:
        state = ""
    return ContractRow(contract, day, state)
