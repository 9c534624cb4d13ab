"""``/reports/progress/``: every objective with its way, and the promises kept."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from generator.analysis import AccountInsight
from generator.analysis.promises import Ledger
from generator.pages.account.ledger import open_promises
from generator.pages.account.names import post
from generator.pages.account.objectives import ObjectiveRow, objective_rows
from generator.pages.kit.context import Context
from generator.pages.kit.links import Link, account_path
from generator.pages.reports.report import Report
from generator.text import markdown as md
from generator.text.numerals import are, capital, counted


@dataclass(frozen=True, slots=True)
class AccountObjective:
    """One objective with the account it belongs to."""

    account: Link
    objective: Link
    row: ObjectiveRow


@dataclass(frozen=True, slots=True)
class PromiseRow:
    """The ledger of one account: kept exactly of due, and what is overdue, each way."""

    account: Link
    ours: str
    ours_overdue: int
    theirs: str
    theirs_overdue: int


@dataclass(frozen=True, slots=True)
class LatePromise:
    """A promise past its day; ``whose``: ours or theirs, and the post on the other side."""

    what: Link
    whose: str
    due: date
    account: Link
    owner: str


def report(context: Context) -> Report:
    """How far we have come."""
    running = [
        known for known in context.insight.accounts.values() if known.account.status != "retired"
    ]
    objectives = [row for known in running for row in _objectives(context, known)]
    return Report(
        "progress",
        "Progress",
        "How far have we come, and do both sides keep their word?",
        (
            _way(objectives),
            _word("our promises", [known.ours for known in running]),
            _word("the customers' promises", [known.theirs for known in running]),
        ),
        {
            "objectives": objectives,
            "promises": [_promises(known) for known in running],
            "late": [row for known in running for row in _late(context, known)],
        },
    )


def _objectives(context: Context, known: AccountInsight) -> list[AccountObjective]:
    account = known.account
    return [
        AccountObjective(
            Link(account.name, account_path(account.id)),
            Link(
                row.objective.what,
                account_path(account.id, "strategy.md"),
                f"objective-{row.objective.id}",
            ),
            row,
        )
        for row in objective_rows(context.names, known)
    ]


def _way(objectives: list[AccountObjective]) -> str:
    rows = [each.row for each in objectives]
    if not rows:
        return "No objective is written down."
    going = sum(row.objective.status == "open" for row in rows)
    late = sum(row.progress.overdue for row in rows)
    reached = sum(row.objective.status == "reached" for row in rows)
    text = f"{capital(counted(going, 'objective'))} {are(going)} open"
    text += f", {late} of them past the day" if late else ", none of them past its day"
    return (
        f"{text}; {counted(reached, 'objective')} {'has' if reached < 2 else 'have'} been reached."
    )


def _word(whose: str, ledgers: Iterable[Ledger]) -> str:
    """How far one side keeps its word, over all accounts."""
    found = list(ledgers)
    due = sum(len(each.due) for each in found)
    if not due:
        return f"Of {whose} none has been due yet."
    exact, late = (sum(len(part) for part in parts) for parts in _parts(found))
    text = f"Of {whose} that were due, {exact} of {due} were kept exactly"
    return f"{text}; {late} {are(late)} overdue." if late else f"{text}; none is overdue."


def _parts(ledgers: list[Ledger]) -> tuple[list[tuple[object, ...]], list[tuple[object, ...]]]:
    return [each.exact for each in ledgers], [each.overdue for each in ledgers]


def _promises(known: AccountInsight) -> PromiseRow:
    return PromiseRow(
        account=Link(known.account.name, account_path(known.account.id)),
        ours=_kept(known.ours),
        ours_overdue=len(known.ours.overdue),
        theirs=_kept(known.theirs),
        theirs_overdue=len(known.theirs.overdue),
    )


def _late(context: Context, known: AccountInsight) -> list[LatePromise]:
    account = known.account
    strategy = account_path(account.id, "strategy.md")
    return [
        LatePromise(
            what=Link(row.promise.what, strategy, f"promise-{row.promise.id}"),
            whose=f"{whose} {post(account, row.promise.stakeholder) or 'the customer'}",
            due=row.promise.due,
            account=Link(account.name, account_path(account.id)),
            owner=context.names.person(row.promise.owner),
        )
        for by, whose in (("us", "ours, to"), ("customer", "theirs, from"))
        for row in open_promises(context.names, known, by)
        if row.state == "overdue"
    ]


def _kept(ledger: Ledger) -> str:
    if ledger.share is None:
        return "none due"
    return f"{len(ledger.exact)} of {len(ledger.due)} ({md.percent(ledger.share)})"
