"""Objectives with their figures and actions, promises of both sides, and contracts, in words."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from generator.analysis import AccountInsight
from generator.analysis.agenda import notice_day
from generator.analysis.progress import Progress
from generator.analysis.promises import Ledger
from generator.model.strategy import Action, Contract, Kept, Objective, Opportunity, Promise
from generator.pages.kit.names import Names
from generator.text import markdown as md
from generator.text.formats import counted, listed

WHOSE = {"ours": "ours", "theirs": "the customer's", "joint": "joint"}
NO_FIGURES = "no figures in this edition"
_ORDER = ("open", "reached", "dropped")

_PROMISE_ORDER = ("overdue", "open", "kept")


@dataclass(frozen=True, slots=True)
class ObjectiveRow:
    """An objective with its figures and progress in words.

    ``actions``: each with its state, ``done``, ``overdue`` or ``open``.
    """

    progress: Progress
    whose: str
    figures: str
    way: str
    actions: tuple[tuple[Action, str], ...]

    @property
    def objective(self) -> Objective:
        """The objective as written."""
        return self.progress.objective

    @property
    def read(self) -> date | None:
        """The day a written figure was read."""
        metric = self.objective.metric
        return metric.on if metric and not metric.measure and metric.actual is not None else None


def objective_rows(names: Names, insight: AccountInsight) -> list[ObjectiveRow]:
    """Objectives in the order of the file, closed ones last."""
    found = [objective_row(names, each) for each in insight.progress]
    return sorted(found, key=lambda row: _ORDER.index(row.objective.status))


def objective_row(names: Names, found: Progress) -> ObjectiveRow:
    """An objective with its figures: baseline -> target, actual, and progress in words."""
    objective = found.objective
    steps = sorted(objective.actions, key=lambda each: (each.due, each.id))
    return ObjectiveRow(
        progress=found,
        whose=WHOSE[objective.whose],
        figures=figures(found),
        way=_way(found),
        actions=tuple((each, _state(names, each)) for each in steps),
    )


def figures(found: Progress) -> str:
    """``from 55 % to 80 % of orders, now 62 %`` or ``Regions: from 0 to 3, now 1``."""
    metric = found.objective.metric
    if metric is None or found.target is None:
        return NO_FIGURES
    percent = metric.unit.startswith("%")
    label = "" if percent else f"{metric.unit[:1].upper()}{metric.unit[1:]}: "
    of_what = f" {metric.unit[1:].strip()}".rstrip() if percent else ""

    def number(value: Decimal) -> str:
        return md.figure(value) + (" %" if percent else "")

    start = f"from {number(found.baseline)} " if found.baseline is not None else ""
    now = f"now {number(found.actual)}" if found.actual is not None else "not read yet"
    return f"{label}{start}to {number(found.target)}{of_what}, {now}"


def share_in_words(found: Progress) -> str:
    """``33 % of the way``; for a figure in percent ``1.5 of 11.5 points``; empty if unknown."""
    metric, share = found.objective.metric, found.share
    if share is None:
        return ""
    start, end, now = found.baseline, found.target, found.actual
    of_way = f"{md.percent(share)} of the way"
    if metric is None or not metric.unit.startswith("%") or not 0 < share < 100:
        return of_way
    if start is None or end is None or now is None:
        return of_way
    return f"{md.figure(abs(now - start))} of {md.figure(abs(end - start))} points"


def _way(found: Progress) -> str:
    parts = [text] if (text := share_in_words(found)) else []
    if found.actions_total:
        parts.append(f"{found.actions_done} of {counted(found.actions_total, 'action')} done")
    return "; ".join(parts) or "no action recorded"


def _state(names: Names, action: Action) -> str:
    if action.done_by(names.as_of):
        return "done"
    return "overdue" if names.past(action.due) else "open"


def opportunity_rows(insight: AccountInsight) -> list[tuple[Opportunity, str]]:
    """Opportunities, open ones first by day, each with how far it is in words.

    ``negotiating, 60 %, EUR 400 k a year; decided by 30 Mar 2027``.
    """
    account = insight.account

    def place(each: Opportunity) -> tuple[bool, date]:
        return each.decided, each.closes or date.max

    def far(each: Opportunity) -> str:
        often = "once" if each.once else "a year"
        amount = f"{md.money(each.amount, account.currency)} {often}" if each.amount else ""
        chance = md.percent(each.probability) if each.probability and not each.decided else ""
        day = ""
        if each.closes:
            day = (
                f"{'decided on' if each.decided else 'to be decided by'} {md.day_text(each.closes)}"
            )
        first = ", ".join(filter(None, (each.stage or "", chance, amount)))
        return "; ".join(filter(None, (first, day))) or "not said"

    return [(each, far(each)) for each in sorted(account.opportunities, key=place)]


def pipeline_in_words(insight: AccountInsight) -> list[str]:
    """What the open opportunities would bring, where amounts are in view."""
    found, currency = insight.pipeline, insight.account.currency

    def often(a_year: Decimal | None, once: Decimal | None) -> str:
        sums = ((a_year, "a year"), (once, "once"))
        parts = [f"{md.money(each, currency)} {when}" for each, when in sums if each is not None]
        return listed(parts)

    if not (amounts := often(found.amount, found.once)):
        return []
    sentences = [f"{counted(found.open, 'opportunity', 'opportunities')} open: {amounts}."]
    if weighted := often(found.weighted, found.once_weighted):
        sentences.append(f"Each by its probability: {weighted}.")
    return sentences


@dataclass(frozen=True, slots=True)
class PromiseRow:
    """A promise; ``state``: ``overdue``, ``open`` or ``kept``; ``kept``: its outcome."""

    promise: Promise
    state: str
    kept: Kept | None

    @property
    def ended(self) -> str:
        """How it was kept, in words; empty while it is open."""
        if self.kept is None:
            return ""
        return "kept exactly" if self.kept.exactly else "kept, but not exactly"


@dataclass(frozen=True, slots=True)
class ContractRow:
    """A contract; ``state``: the status of its notice, in words."""

    contract: Contract
    notice_day: date
    state: str


def promise_rows(names: Names, insight: AccountInsight, by: str) -> list[PromiseRow]:
    """Promises made ``by`` ``us`` or ``customer``: overdue, then open, then kept, newest first."""
    rows = [_promise(names, each) for each in insight.account.promises if each.by == by]
    return sorted(rows, key=promise_place)


def promise_place(row: PromiseRow) -> tuple[int, int, str]:
    """The place of a promise in a list: overdue, then open, then kept, these the newest first."""
    day = row.promise.due.toordinal()
    return _PROMISE_ORDER.index(row.state), -day if row.state == "kept" else day, row.promise.id


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
