"""What falls due: actions, promises, notices, reviews, expiring assumptions."""

from collections.abc import Iterator
from datetime import date, timedelta

from generator.analysis.record import figure, record
from generator.model.kinds import Account
from generator.model.strategy import Contract


@record
class Due:
    """Something with a day."""

    on: date = figure("the day it falls due")
    kind: str = figure("action, objective, our promise, their promise, notice, review and the like")
    what: str = figure("what is due")
    owner: str | None = figure("id of who looks after it")
    anchor: str | None = figure("id of what it belongs to in the inputs", key="of")
    overdue: bool = figure("whether the day lies before `as_of`")


def notice_day(contract: Contract) -> date:
    """The last day to give notice: the end of the contract less the notice period."""
    return contract.notice.after(contract.ends, times=-1)


def next_review(account: Account) -> date:
    """The day the next review falls due."""
    return account.review.every.after(account.review.last)


def agenda(account: Account, as_of: date, days: int = 90) -> tuple[Due, ...]:
    """Everything due within ``days`` after ``as_of`` and everything overdue, earliest first."""
    until = as_of + timedelta(days=days)
    found = [due for due in _everything(account, as_of) if due.on <= until]
    return tuple(sorted(found, key=lambda due: (due.on, due.kind, due.what)))


def _everything(account: Account, as_of: date) -> Iterator[Due]:
    def due(on: date, kind: str, what: str, owner: str | None, anchor: str | None) -> Due:
        return Due(on, kind, what, owner, anchor, on < as_of)

    for objective in account.objectives:
        if objective.status != "open":
            continue
        yield due(objective.due, "objective", objective.what, objective.owner, objective.id)
        for action in objective.actions:
            if action.done is None or action.done > as_of:
                yield due(action.due, "action", action.what, action.owner, objective.id)
    for promise in account.promises:
        if promise.kept is None or promise.kept.on > as_of:
            kind = "our promise" if promise.by == "us" else "their promise"
            yield due(promise.due, kind, promise.what, promise.owner, promise.id)
    for contract in account.contracts:
        if contract.ends >= as_of:
            what = f"Last day to give notice: {contract.what}"
            yield due(notice_day(contract), "notice", what, contract.owner, contract.id)
    for assumption in account.assumptions:
        on, owner = assumption.expires, assumption.owner
        yield due(on, "assumption", assumption.what, owner, assumption.id)
    for decision in account.decisions:
        if decision.revisit_on:
            yield due(decision.revisit_on, "decision", decision.what, decision.by, decision.id)
    yield due(next_review(account), "review", "Review of this account", account.owner, None)
