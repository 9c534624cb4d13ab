"""Due dates: actions, promises, contacts, notices, reviews, expiring assumptions."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeVar

from generator.analysis.record import figure, record
from generator.model.item import Item
from generator.model.kinds import Account
from generator.model.stakeholders import Relationship
from generator.model.strategy import (
    Action,
    Assumption,
    Contract,
    Objective,
    Opportunity,
    Promise,
)

_Dated = Objective | Action | Promise | Contract | Assumption | Opportunity
_Item = TypeVar("_Item", bound=Item)

CONTACT_DAYS = 14
"""How long before its day a contact is listed; an agreed rhythm has one every few weeks."""


@dataclass(frozen=True, slots=True)
class DueKind:
    """A kind of thing that falls due.

    ``label``: words before what is due, may be empty; ``late``: words once its day has passed;
    ``part``: the kind of strategy entry it belongs to, empty for the account as a whole;
    ``toward``: words before the post that it is owed to or by. ``ahead``: how many days before it
    is due it is listed, at most.
    """

    name: str
    label: str
    part: str
    late: str = "overdue"
    toward: str = ""
    ahead: int | None = None


_OBJECTIVE = DueKind("objective", "Objective", "objective")
_ACTION = DueKind("action", "Action", "objective")
_OUR_PROMISE = DueKind("our promise", "We promised", "promise", toward="to")
_CUSTOMER_PROMISE = DueKind("their promise", "They promised", "promise", toward="from")
_CONTACT = DueKind("contact", "Conversation", "stakeholder", toward="with", ahead=CONTACT_DAYS)
_NOTICE = DueKind("notice", "", "contract", "has passed")
_ASSUMPTION = DueKind("assumption", "Assumption expires", "assumption", "expired")
_OPPORTUNITY = DueKind("opportunity", "The customer decides", "opportunity", "has passed")
_DECISION = DueKind("decision", "Decision to revisit", "decision")
_SELECTION = DueKind("selection", "", "", "has passed")
_REVIEW = DueKind("review", "", "")


@record
class Due:
    """Something with a day.

    ``item``: an action, a promise and so on; for a review, the account itself.
    """

    item: Item
    on: date = figure("the day it falls due")
    kind: DueKind = figure(
        "action, objective, our promise, their promise, notice, review and so on", form="name"
    )
    what: str = figure("what is due")
    owner: str | None = figure("id of who looks after it")
    anchor: str | None = figure("id of what it belongs to in the inputs", key="of")
    overdue: bool = figure("whether the day is before `as_of`")

    @property
    def place(self) -> str:
        """Its anchor on the page of its kind; empty for the account as a whole."""
        return f"{self.kind.part}-{self.anchor}" if self.kind.part and self.anchor else ""

    @property
    def stakeholder(self) -> str | None:
        """Id of the customer's post that it is owed to or by; ``None`` without one."""
        return getattr(self.item, "stakeholder", None) if self.kind.toward else None


def contact_day(link: Relationship) -> date | None:
    """The day by which two people speak again; ``None`` without an agreed rhythm."""
    return link.every.after(link.last_contact) if link.every else None


def contact(link: Relationship, on: date, as_of: date) -> Due:
    """A conversation of two people on a day."""
    what, post = link.purpose or "Keep in touch", str(link.stakeholder)
    return Due(link, on, _CONTACT, what, str(link.person), post, on < as_of)


def notice_day(contract: Contract) -> date:
    """The last day to give notice: the end of the contract minus the notice period."""
    return contract.notice.after(contract.ends, times=-1)


def agenda(account: Account, as_of: date, days: int) -> tuple[Due, ...]:
    """Everything overdue on ``as_of`` or due within ``days`` after it, earliest first."""

    def near(due: Due) -> bool:
        ahead = days if due.kind.ahead is None else min(days, due.kind.ahead)
        return due.on <= as_of + timedelta(days=ahead)

    found = filter(near, everything(account, as_of))
    return tuple(sorted(found, key=lambda due: (due.on, due.kind.name, due.what)))


def overdue(agenda: Iterable[Due], kind: type[_Item]) -> tuple[_Item, ...]:
    """The overdue entries of an agenda of one type: ``Action``, ``Promise``, ``Decision`` ..."""
    return tuple(due.item for due in agenda if due.overdue and isinstance(due.item, kind))


def everything(account: Account, as_of: date) -> Iterator[Due]:
    """Everything open with a due date; the only place that defines what is due."""

    def due(kind: DueKind, item: _Dated, on: date, of: str | None = None, text: str = "") -> Due:
        return Due(item, on, kind, text or item.what, item.owner, of or item.id, on < as_of)

    for objective in account.objectives:
        if objective.status != "open":
            continue
        yield due(_OBJECTIVE, objective, objective.due)
        for action in objective.actions:
            if not action.done_by(as_of):
                yield due(_ACTION, action, action.due, objective.id)
    for promise in account.promises:
        if not promise.kept_by(as_of):
            kind = _OUR_PROMISE if promise.by == "us" else _CUSTOMER_PROMISE
            yield due(kind, promise, promise.due)
    for contract in account.contracts:
        if contract.ends >= as_of:
            text = f"Last day to give notice: {contract.what}"
            yield due(_NOTICE, contract, notice_day(contract), text=text)
    for opportunity in account.opportunities:
        if opportunity.closes and not opportunity.decided:
            yield due(_OPPORTUNITY, opportunity, opportunity.closes)
    for assumption in account.assumptions:
        yield due(_ASSUMPTION, assumption, assumption.expires)
    yield from _contacts(account, as_of)
    yield from _to_decide_again(account, as_of)


def _contacts(account: Account, as_of: date) -> Iterator[Due]:
    for link in account.relationships:
        if on := contact_day(link):
            yield contact(link, on, as_of)


def _to_decide_again(account: Account, as_of: date) -> Iterator[Due]:
    for decision in account.decisions:
        if on := decision.revisit_on:
            of = decision.by, decision.id
            yield Due(decision, on, _DECISION, decision.what, *of, on < as_of)
    selected = account.selected
    if selected and selected.until:
        text, on = f"{selected.stage.capitalize()} until this day: decide again", selected.until
        yield Due(selected, on, _SELECTION, text, selected.by, None, on < as_of)
    on, text = account.review.due, "Review of this account"
    yield Due(account, on, _REVIEW, text, account.owner, None, on < as_of)
