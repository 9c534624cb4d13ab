"""``/reports/satisfaction/``: how content the customers say they are."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import partial

from generator.analysis import AccountInsight
from generator.analysis.expectations import Contentment
from generator.charts import Picture
from generator.charts.bars import MOST_ROWS, ChartColumn, columns
from generator.model.kinds import Account
from generator.pages.account.expectations import change_in_words
from generator.pages.kit.links import Link, edit_link
from generator.pages.reports.report import Report, ReportsInput
from generator.pages.reports.since_review import Days, since_review
from generator.text import markdown as md
from generator.text.formats import are, capital, counted

_Row = tuple[Account, Contentment, str]


def report(given: ReportsInput) -> Report | None:
    """Every customer's newest answers; ``None`` where no account records one."""
    running = given.running
    rows: list[_Row] = [
        (each.account, found, change_in_words(found))
        for each in running
        for found in each.contentment
    ]
    if not rows:
        return None
    rows.sort(key=lambda row: (row[1].change is None, row[1].change or 0, row[1].level))
    return Report(
        "satisfaction",
        "Satisfaction",
        "How content do our customers say they are, and does it grow?",
        _says(running, rows),
        {"rows": rows, "edit": partial(edit_link, given.source_url)},
        next=("whom to see about it", Link("Relationships at risk", "reports/relationships.md")),
        pictures=(_picture(rows),),
        news=since_review(running, given.names.as_of, _NEWS),
        found_by="customer satisfaction survey scorecard NPS content feedback",
    )


_NEWS: Mapping[tuple[str, str], Days] = {
    ("answer", "answers"): lambda each: (answer.on for answer in each.account.satisfaction)
}


def _says(running: Sequence[AccountInsight], rows: Sequence[_Row]) -> tuple[str, ...]:
    down = [row for row in rows if row[1].change and row[1].change < 0]
    first = "No answer is worse than the one before."
    if down:
        told = [f"{row[1].measure} ({row[0].name}), {row[2]}" for row in down[:3]]
        number = capital(counted(len(down), "answer"))
        first = f"{number} {are(len(down))} worse than the one before: {md.listed(told)}."
    up = sum(bool(row[1].change and row[1].change > 0) for row in rows)
    second = f"{capital(counted(up, 'answer'))} of {len(rows)} {are(up)} better."
    silent = [each.account.name for each in running if not each.contentment]
    third = "Every account records what its customer answered."
    if silent:
        third = f"No answer is recorded of {counted(len(silent), 'account')}: "
        third += f"{md.listed(silent[:3])}{', and others' if len(silent) > 3 else ''}."
    return first, second, third


def _picture(rows: Sequence[_Row]) -> Picture:
    more = len(rows) - MOST_ROWS
    best = Decimal(100)
    return columns(
        [
            ChartColumn(
                f"{account.name}: {found.measure}", best, found.level, md.percent(found.level)
            )
            for account, found, _ in rows
        ],
        ("Best answer", "Newest answer"),
        "satisfaction.svg",
        "The newest answer by account and measure, in percent of the best one",
        f"{counted(more, 'more answer')} {are(more)} in the table only.",
    )
