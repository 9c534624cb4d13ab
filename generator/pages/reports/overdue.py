"""``/reports/overdue/``: what is overdue, and what is due next."""

from generator.pages.kit.context import Context
from generator.pages.kit.links import Link
from generator.pages.reports.recent import Dated, due
from generator.pages.reports.report import Report
from generator.text import markdown as md
from generator.text.formats import are, capital, counted

_DAYS = 30


def report(context: Context) -> Report:
    """Everything overdue, over all accounts and all reviews."""
    overdue, coming = due(context, _DAYS)
    as_of = context.insight.as_of
    return Report(
        "overdue",
        "Overdue",
        "What should have happened by now?",
        _says(overdue, coming),
        {
            "overdue": [(item, counted((as_of - item.on).days, "day")) for item in overdue],
            "coming": coming,
            "days": _DAYS,
        },
        next=("what else wants a decision", Link("Findings", "reports/findings.md")),
        found_by="late promise",
    )


def _says(overdue: list[Dated], coming: list[Dated]) -> tuple[str, ...]:
    number = len(coming)
    verb = "falls" if number < 2 else "fall"
    soon = f"{capital(counted(number, 'thing'))} {verb} due in the next {_DAYS} days."
    if not overdue:
        return ("Nothing is overdue.", soon)
    oldest = overdue[0]
    count = len(overdue)
    first = f"{capital(counted(count, 'thing'))} {are(count)} overdue."
    since = (
        f"Longest of all, since {md.day_text(oldest.on)}: {oldest.what.text} ({oldest.about.text})."
    )
    return (first, since, soon)
