"""``/reports/findings/``: what the checks say about this edition, by rule, each with its remedy."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from generator.diagnostics import Finding, Level, Location, Rule
from generator.pages.context import Context
from generator.pages.handbook_links import Link, account_path
from generator.pages.reports.clean import clean
from generator.pages.reports.report import Report
from generator.pages.wording import capital, counted, days_in_words

_LEVELS = (
    (Level.ERROR, "Errors", "error"),
    (Level.WARNING, "Want a decision", "warning"),
    (Level.INFO, "Worth a glance", "note"),
)


@dataclass(frozen=True, slots=True)
class FindingRow:
    """One finding; ``address`` leads to the line in the source, where a repository is known.

    ``remedy`` is empty where the rule's own stands above all its findings.
    """

    about: Link
    message: str
    remedy: str
    place: str
    address: str


@dataclass(frozen=True, slots=True)
class RuleGroup:
    """What one rule found; ``remedy`` is empty where each finding has its own."""

    rule: str
    title: str
    remedy: str
    rows: tuple[FindingRow, ...]


def report(context: Context) -> Report:
    """Every finding on this edition's view, the gravest first, those of one rule together."""
    found = context.findings
    levels = [
        (level.value, title, _groups(context, [each for each in found if each.level is level]))
        for level, title, _ in _LEVELS
    ]
    return Report(
        "findings",
        "Findings",
        "What wants a decision?",
        _says(context, found),
        {
            "levels": [(name, title, groups) for name, title, groups in levels if groups],
            "clean": clean(context.insight),
        },
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


def _groups(context: Context, found: Iterable[Finding]) -> list[RuleGroup]:
    """By rule; what was found least often comes first, so that no long list hides it."""
    by_rule: dict[Rule, list[Finding]] = {}
    for each in found:
        by_rule.setdefault(each.rule, []).append(each)
    ordered = sorted(by_rule.items(), key=lambda item: (len(item[1]), item[0].id))
    return [_group(context, rule, findings) for rule, findings in ordered]


def _group(context: Context, rule: Rule, found: list[Finding]) -> RuleGroup:
    remedies = {each.remedy for each in found}
    together = remedies.pop() if len(remedies) == 1 else ""
    rows = [_row(context, each, "" if together else each.remedy) for each in found]
    title = rule.title.rstrip(".")
    return RuleGroup(rule.id, title, days_in_words(together), tuple(rows))


def _row(context: Context, finding: Finding, remedy: str) -> FindingRow:
    account = context.catalog.accounts.get(finding.account or "")
    about = Link(account.name, account_path(account.id)) if account else Link("the handbook")
    return FindingRow(
        about=about,
        message=days_in_words(finding.message),
        remedy=days_in_words(remedy),
        place=_place(finding.where),
        address=context.line_link(finding.where) or "",
    )


def _place(where: Location) -> str:
    return f"{where.path}, line {where.line}" if where.line else where.path
