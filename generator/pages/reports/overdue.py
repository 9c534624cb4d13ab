"""``/reports/overdue/``: what is overdue and what is due next, the most urgent first."""

from collections.abc import Mapping, Sequence

from generator.analysis.urgency import ORDER
from generator.pages.kit.links import Link
from generator.pages.reports.recent import DAYS, Dated, urgent_besides
from generator.pages.reports.report import Report, ReportsInput
from generator.pages.reports.since_review import Days, since_review
from generator.text import markdown as md
from generator.text.formats import capital, counted, were


def report(given: ReportsInput) -> Report:
    """Everything overdue or due soon, over all accounts and all reviews."""
    as_of = given.names.as_of

    def late(row: Dated) -> str:
        return counted((as_of - row.on).days, "day") if row.on and row.passed else ""

    return Report(
        "overdue",
        "Overdue",
        "What should have happened by now, and what comes first?",
        _says(given.due, md.day_text(as_of)),
        {
            "due": tuple((row, late(row)) for row in given.due),
            "order": tuple(capital(each.means) for each in ORDER),
        },
        next=("what else needs a decision", Link("Findings", "reports/findings.md")),
        news=since_review(given.running, as_of, _NEWS),
        found_by="late promise",
    )


_NEWS: Mapping[tuple[str, str], Days] = {
    ("thing has become overdue", "things have become overdue"): lambda each: (
        due.on for due in each.agenda if due.overdue
    )
}


def _says(rows: Sequence[Dated], day: str) -> tuple[str, ...]:
    overdue = [(row.on, row) for row in rows if row.passed and row.on]
    number = sum(row.near for row in rows)
    soon = f"{capital(counted(number, 'thing'))} {were(number)} due within {DAYS} days"
    soon += f"{urgent_besides(rows)}."
    if not overdue:
        return (f"Nothing was overdue on {day}.", soon)
    since, oldest = min(overdue, key=lambda each: each[0])
    count = len(overdue)
    first = f"{capital(counted(count, 'thing'))} {were(count)} overdue on {day}."
    longest = f"The oldest, since {md.day_text(since)}: {oldest.what.text} ({oldest.about.text})."
    return (first, longest, soon)
