"""``/reports/progress/``: progress of all objectives, and promises kept."""

from collections.abc import Mapping, Sequence
from functools import partial

from generator.analysis import AccountInsight
from generator.analysis.promises import Ledger
from generator.analysis.urgency import place, places
from generator.model.kinds import Account
from generator.pages.account.layout import post
from generator.pages.account.plan import (
    ObjectiveRow,
    PromiseRow,
    objective_rows,
    open_promises,
)
from generator.pages.kit.links import Link, edit_link
from generator.pages.kit.names import Names
from generator.pages.reports.report import Report, ReportsInput
from generator.pages.reports.since_review import Days, since_review
from generator.text import markdown as md
from generator.text.formats import are, capital, counted


def report(given: ReportsInput) -> Report:
    """Progress of objectives and promises."""
    running = given.running
    objectives = [
        (insight.account, row)
        for insight in running
        for row in objective_rows(given.names, insight)
    ]
    return Report(
        "progress",
        "Progress",
        "How far have we come, and do both sides keep their word?",
        (
            _way([row for _, row in objectives]),
            _word("our promises", [insight.ours for insight in running]),
            _word("the customers' promises", [insight.theirs for insight in running]),
        ),
        {
            "objectives": objectives,
            "promises": [
                (insight, _kept_exactly(insight.ours), _kept_exactly(insight.theirs))
                for insight in running
            ],
            "late": _late(given.names, running),
            "edit": partial(edit_link, given.source_url),
        },
        next=("what should have happened by now", Link("Overdue", "reports/overdue.md")),
        news=since_review(running, given.names.as_of, _NEWS),
    )


_NEWS: Mapping[tuple[str, str], Days] = {
    ("action done", "actions done"): lambda each: (
        action.done for found in each.account.objectives for action in found.actions
    ),
    ("promise made", "promises made"): lambda each: (
        promise.made for promise in each.account.promises
    ),
    ("promise kept", "promises kept"): lambda each: (
        promise.kept.on for promise in each.account.promises if promise.kept
    ),
}


def _way(rows: list[ObjectiveRow]) -> str:
    if not rows:
        return "No objective is recorded."
    going = sum(row.objective.status == "open" for row in rows)
    late = sum(row.progress.overdue for row in rows)
    reached = sum(row.objective.status == "reached" for row in rows)
    text = f"{capital(counted(going, 'objective'))} {are(going)} open"
    text += f", {late} of them past the due date" if late else ", none of them past its due date"
    return (
        f"{text}; {counted(reached, 'objective')} {'has' if reached < 2 else 'have'} been reached."
    )


def _word(whose: str, found: Sequence[Ledger]) -> str:
    """The share of promises kept by one side, over all accounts."""
    due = sum(len(each.due) for each in found)
    if not due:
        return f"Of {whose} none has been due yet."
    exact = sum(len(each.exact) for each in found)
    late = sum(len(each.overdue) for each in found)
    text = f"Of {whose} that were due, {exact} of {due} were kept exactly"
    return f"{text}; {late} {are(late)} overdue." if late else f"{text}; none is overdue."


def _late(names: Names, running: Sequence[AccountInsight]) -> list[tuple[Account, PromiseRow, str]]:
    """Overdue promises, the most urgent first, each with the post on the other side."""
    urgent = sorted(
        ((each, insight) for insight in running for each in insight.urgent),
        key=lambda found: (place(found[0]), found[1].account.name),
    )
    number = places(each for each, _ in urgent)
    found = [
        (
            insight.account,
            row,
            f"{whose} {post(insight.account, row.promise.stakeholder) or 'the customer'}",
        )
        for insight in running
        for by, whose in (("us", "ours, to"), ("customer", "theirs, from"))
        for row in open_promises(names, insight, by)
        if row.state == "overdue"
    ]
    return sorted(found, key=lambda each: number(each[1].promise))


def _kept_exactly(ledger: Ledger) -> str:
    if ledger.share is None:
        return "none due"
    return f"{len(ledger.exact)} of {len(ledger.due)} ({md.percent(ledger.share)})"
