"""``/reports/overdue/``: what is overdue, and what is due next."""

from collections.abc import Sequence

from generator.pages.kit.links import Link
from generator.pages.reports.recent import DAYS, Dated
from generator.pages.reports.report import Report, ReportsInput
from generator.text import markdown as md
from generator.text.formats import are, capital, counted


def report(given: ReportsInput) -> Report:
    """Everything overdue, over all accounts and all reviews."""
    as_of = given.names.as_of
    return Report(
        "overdue",
        "Overdue",
        "What should have happened by now?",
        _says(given.overdue, given.coming, md.day_text(as_of)),
        {
            "overdue": [(item, counted((as_of - item.on).days, "day")) for item in given.overdue],
            "coming": given.coming,
            "days": DAYS,
        },
        next=("what else needs a decision", Link("Findings", "reports/findings.md")),
        found_by="late promise",
    )


def _says(overdue: Sequence[Dated], coming: Sequence[Dated], day: str) -> tuple[str, ...]:
    number = len(coming)
    verb = "falls" if number < 2 else "fall"
    soon = f"{capital(counted(number, 'thing'))} {verb} due in the next {DAYS} days."
    if not overdue:
        return (f"Nothing is overdue on {day}.", soon)
    oldest = overdue[0]
    count = len(overdue)
    first = f"{capital(counted(count, 'thing'))} {are(count)} overdue on {day}."
    since = f"The oldest, since {md.day_text(oldest.on)}: {oldest.what.text} ({oldest.about.text})."
    return (first, since, soon)
