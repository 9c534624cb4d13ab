"""``/reports/findings/``: all findings, and the questions that found nothing."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from generator.analysis import AccountInsight, Insight
from generator.findings.finding import Finding, FindingLevel, Rule
from generator.model.item import Item
from generator.model.kinds import Account
from generator.model.strategy import Assumption, Objective
from generator.pages.kit.links import ACCOUNTS, Link, account_path, source_link
from generator.pages.reports.report import Report, ReportsInput
from generator.pages.reports.since_review import Days, since_review
from generator.text.formats import capital, counted


def clean(insight: Insight) -> list[str]:
    """A sentence for each question without findings, with the number of items examined.

    Drafts, candidates and retired accounts are left out, as in the checks. So are questions without
    any items, as "none of none" would suggest that all is well.
    """
    active = [each for each in insight.accounts.values() if each.account.status == "active"]
    return [sentence for sentence in (*_fit(active), *_days(insight, active)) if sentence]


def _none_of(question: str, broken: int, number: int, what: str, more: str = "") -> str:
    """``Actions against their cell: none of 15 open actions.``, or an empty string."""
    if broken or not number:
        return ""
    of = f"none of {counted(number, what)}" if number > 1 else "none"
    return f"{question}: {of}{more}."


def _fit(active: list[AccountInsight]) -> Iterator[str]:
    """Whether plans, stages and styles fit their cells."""
    held = [each.coherence for each in active]
    actions = [action for each in held for action in each.open]
    against = sum(len(each.contradicting) for each in held)
    silent = sum(action.kind is None for action in actions)
    more = f"; {silent} of them {'names' if silent == 1 else 'name'} no kind" if silent else ""
    yield _none_of(
        "Actions that go against the strategy", against, len(actions), "open action", more
    )
    styles = [style for each in active for style in each.coherence.styles]
    differ = sum(style.fit != "matched" for style in styles)
    yield _none_of("Accounts managed in the style of another cell", differ, len(styles), "style")
    aims = [aim for each in active for aim in each.coherence.stages if aim.furthest]
    further = sum(aim.goes_further for aim in aims)
    yield _none_of("Target stages closer than the strategy needs", further, len(aims), "stage")


def _days(insight: Insight, active: list[AccountInsight]) -> Iterator[str]:
    """Whether actions or reviews are overdue."""
    late = [due for each in active for due in each.agenda if due.on < insight.as_of]

    def passed(kind: type[Item]) -> int:
        return sum(isinstance(due.item, kind) for due in late)

    objectives = [each for one in active for each in one.account.objectives]
    still = [each for each in objectives if each.status == "open"]
    yield _none_of(
        "Objectives past their due date", passed(Objective), len(still), "open objective"
    )
    number = sum(len(each.account.assumptions) for each in active)
    yield _none_of("Assumptions that have expired", passed(Assumption), number, "assumption")
    yield _none_of("Reviews overdue", passed(Account), len(active), "active account")


_LEVELS = (
    (FindingLevel.ERROR, "Errors"),
    (FindingLevel.WARNING, "Need a decision"),
    (FindingLevel.INFO, "Worth a look"),
)


def report(given: ReportsInput) -> Report:
    """All findings on this edition's view, most severe first, grouped by rule."""
    found = given.findings
    levels = [
        (level.value, title, _groups(given, (each for each in found if each.level is level)))
        for level, title in _LEVELS
    ]
    return Report(
        "findings",
        "Findings",
        "What needs a decision?",
        _says(given),
        {
            "levels": tuple((name, title, groups) for name, title, groups in levels if groups),
            "clean": tuple(clean(given.insight)),
            "accounts": {
                key: Link(each.account.name, account_path(key))
                for key, each in given.insight.accounts.items()
            },
        },
        next=("the strategy behind a finding", Link("All accounts", ACCOUNTS.path)),
        news=since_review(given.running, given.insight.as_of, _NEWS),
    )


_NEWS: Mapping[tuple[str, str], Days] = {
    ("version of the plan", "versions of the plan"): lambda each: (
        change.on for change in each.account.changes
    )
}


def _says(given: ReportsInput) -> tuple[str, ...]:
    found = given.findings
    if not found:
        return ("There are no findings.",)
    counts = Counter(each.level for each in found)
    parts = [counted(counts[level], level.noun) for level in FindingLevel if counts[level]]
    first = f"{capital(' and '.join(parts))}; each says how to fix it."
    accounts = Counter(each.account for each in found if each.account)
    if not accounts:
        return (first,)
    most, number = max(accounts.items(), key=lambda item: (item[1], item[0]))
    name = given.insight.accounts[most].account.name
    return (first, f"The account with the most is {name}: {number}.") if number > 1 else (first,)


_Group = tuple[Rule, str, tuple[tuple[Finding, str], ...]]
"""A rule, the common remedy (empty if they differ), and each finding with the address of its place.
"""


def _groups(given: ReportsInput, found: Iterable[Finding]) -> tuple[_Group, ...]:
    """Findings by rule, rarest first, so that no long list hides others."""
    by_rule: dict[Rule, list[Finding]] = {}
    for each in found:
        by_rule.setdefault(each.rule, []).append(each)
    ordered = sorted(by_rule.items(), key=lambda item: (len(item[1]), item[0].id))
    return tuple(
        (
            rule,
            _remedy(findings),
            tuple((each, source_link(given.source_url, each.where)) for each in findings),
        )
        for rule, findings in ordered
    )


def _remedy(found: Iterable[Finding]) -> str:
    remedies = {each.remedy for each in found}
    return remedies.pop() if len(remedies) == 1 else ""
