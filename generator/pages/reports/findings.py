"""``/reports/findings/``: what the checks say about this edition, each with its remedy."""

from collections import Counter
from dataclasses import dataclass

from generator.diagnostics import Finding, Level, Location
from generator.pages.context import Context
from generator.pages.handbook_links import Link, account_path
from generator.pages.reports.report import Report
from generator.pages.wording import capital, counted

_LEVELS = (
    (Level.ERROR, "Errors", "error"),
    (Level.WARNING, "Want a decision", "warning"),
    (Level.INFO, "Worth a glance", "note"),
)


@dataclass(frozen=True, slots=True)
class FindingRow:
    """One finding; ``address`` leads to the line in the source, where a repository is known."""

    rule: str
    message: str
    remedy: str
    about: Link
    place: str
    address: str


def report(context: Context) -> Report:
    """Every finding on this edition's view, the gravest first."""
    found = context.findings
    groups = [
        (level.value, title, [_row(context, each) for each in found if each.level is level])
        for level, title, _ in _LEVELS
    ]
    return Report(
        "findings",
        "Findings",
        "What wants a decision?",
        _says(context, found),
        {"groups": [(name, title, rows) for name, title, rows in groups if rows]},
    )


def _says(context: Context, found: tuple[Finding, ...]) -> tuple[str, ...]:
    if not found:
        return ("No check has anything to say.",)
    counts = Counter(each.level for each in found)
    parts = [counted(counts[level], word) for level, _, word in _LEVELS if counts[level]]
    first = f"{capital(' and '.join(parts))}; each says how to mend it."
    accounts = Counter(each.account for each in found if each.account)
    if not accounts:
        return (first,)
    most, number = max(accounts.items(), key=lambda item: (item[1], item[0]))
    name = context.catalog.name("account", most) or most
    return (first, f"The account with the most is {name}: {number}.") if number > 1 else (first,)


def _row(context: Context, finding: Finding) -> FindingRow:
    account = context.catalog.accounts.get(finding.account or "")
    about = Link(account.name, account_path(account.id)) if account else Link("the handbook")
    return FindingRow(
        rule=finding.rule.id,
        message=finding.message,
        remedy=finding.remedy,
        about=about,
        place=_place(finding.where),
        address=context.line_link(finding.where) or "",
    )


def _place(where: Location) -> str:
    return f"{where.path}, line {where.line}" if where.line else where.path
