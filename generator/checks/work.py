"""What was promised and planned, and is late."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta

from generator.analysis import Insight
from generator.analysis.agenda import notice_day
from generator.checks.registry import Check, active, info, warning
from generator.editions import Catalog
from generator.findings.finding import Finding, Rule
from generator.model.item import Item
from generator.model.kinds import Account

AREA = "work"
_NOTICE_AHEAD = timedelta(days=60)

PROMISE_OVERDUE = warning(
    "promise-overdue",
    "One of our promises is overdue.",
    "Customers expect negotiated terms to be fulfilled exactly (article 001).",
    "Keep it and write `kept`, or tell the customer and agree a new day as a new promise.",
    AREA,
)
THEIR_PROMISE_OVERDUE = warning(
    "customer-promise-overdue",
    "A promise of the customer is overdue.",
    "What is not asked for is taken as not needed.",
    "Ask for it and write `kept`, or decide to let it go.",
    AREA,
)
ACTION_OVERDUE = warning(
    "action-overdue",
    "An action is overdue.",
    "Plans die quietly, one action at a time.",
    "Write `done`, or move `due` and say why in `changes`.",
    AREA,
)
OBJECTIVE_OVERDUE = warning(
    "objective-overdue",
    "An open objective is past its day.",
    "It was neither reached nor given up: nobody decided.",
    "Set `status` to reached or dropped, or move `due` with a decision.",
    AREA,
)
ASSUMPTION_EXPIRED = warning(
    "assumption-expired",
    "An assumption is past the day it expires.",
    "The plan goes on resting on something nobody has looked at again.",
    "Check it; write a new `expires`, or take it out and say what follows.",
    AREA,
)
DECISION_REVISIT = warning(
    "decision-revisit-overdue",
    "A decision was to be looked at again and was not.",
    "The reason to reopen it may have come and gone.",
    "Look at it again; write a new `revisit_on`, or a new decision.",
    AREA,
)
NOTICE_NEAR = info(
    "notice-near",
    "A contract's last day to give notice is near.",
    "After that day the contract goes on or ends by itself.",
    "Decide before that day.",
    AREA,
)

Row = tuple[Item, str, str]


def _late(rule: Rule, rows: Callable[[Account, date], Iterator[Row]]) -> Check:
    """A check over active accounts; a row is an item, the key of its day, and the message."""

    def find(catalog: Catalog, insight: Insight) -> Iterator[Finding]:
        for known in active(insight):
            for item, key, message in rows(known.account, insight.as_of):
                yield rule.at(item.at(key), message, account=known.account.id)

    return Check(rule, find)


def _promises(by: str) -> Callable[[Account, date], Iterator[Row]]:
    def rows(account: Account, as_of: date) -> Iterator[Row]:
        for each in account.promises:
            late = each.due < as_of and (each.kept is None or each.kept.on > as_of)
            if each.by == by and late:
                yield each, "due", f"{each.what}: due on {each.due.isoformat()}, not kept."

    return rows


def _actions(account: Account, as_of: date) -> Iterator[Row]:
    for objective in account.objectives:
        for action in objective.actions if objective.status == "open" else ():
            if action.due < as_of and (action.done is None or action.done > as_of):
                yield action, "due", f"{action.what}: due on {action.due.isoformat()}, not done."


def _objectives(account: Account, as_of: date) -> Iterator[Row]:
    for each in account.objectives:
        if each.status == "open" and each.due < as_of:
            yield each, "due", f"{each.what}: due on {each.due.isoformat()}, still open."


def _assumptions(account: Account, as_of: date) -> Iterator[Row]:
    for each in account.assumptions:
        if each.expires < as_of:
            yield each, "expires", f"{each.what}: expired on {each.expires.isoformat()}."


def _decisions(account: Account, as_of: date) -> Iterator[Row]:
    for each in account.decisions:
        if each.revisit_on and each.revisit_on < as_of:
            day = each.revisit_on.isoformat()
            yield each, "revisit_on", f"{each.what}: to be looked at again by {day}."


def _notices(account: Account, as_of: date) -> Iterator[Row]:
    for each in account.contracts:
        last = notice_day(each)
        if as_of <= last <= as_of + _NOTICE_AHEAD:
            yield each, "notice", f"{each.what}: last day to give notice is {last.isoformat()}."


CHECKS = (
    _late(PROMISE_OVERDUE, _promises("us")),
    _late(THEIR_PROMISE_OVERDUE, _promises("customer")),
    _late(ACTION_OVERDUE, _actions),
    _late(OBJECTIVE_OVERDUE, _objectives),
    _late(ASSUMPTION_EXPIRED, _assumptions),
    _late(DECISION_REVISIT, _decisions),
    _late(NOTICE_NEAR, _notices),
)
