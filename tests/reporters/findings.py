"""Findings with everything that a report has to get right."""

from generator.findings.classification import Classification
from generator.findings.finding import Finding, FindingLevel, Location, Rule, RuleArea

WRONG = RuleArea("definitions").error(
    "wrong", "Something is wrong.", "It matters, much.", "Mend it."
)
LATE = Rule("late", FindingLevel.WARNING, "Something is late.", "It matters.", "Do it.", "work")
NOTE = Rule(
    "note", FindingLevel.INFO, "Something: a {note}, worth 1 %.", "It matters.", "Look.", "work"
)
ACCOUNT = "accounts/acme-pumps/account.yaml"
STRATEGY = "accounts/acme-pumps/strategy.yaml"

FINDINGS: tuple[Finding, ...] = (
    LATE.at(
        Location(ACCOUNT, 3, 5, 4),
        "Ada, 12 days late: 100 % of it.",
        account="acme-pumps",
        about="ada",
    ),
    LATE.at(
        Location(ACCOUNT, 9, 5),
        "Ada, 3 days late: 100 % of it.",
        account="acme-pumps",
        about="ada",
    ),
    WRONG.at(
        Location(STRATEGY, 7, 3, 11),
        "`quiet-sum` of EUR 4 m is no key.",
        account="acme-pumps",
        secrecy=Classification.CONFIDENTIAL,
    ),
    LATE.at(
        Location(STRATEGY, 8, 3, 13),
        "quiet-person has not answered.",
        account="acme-pumps",
        secrecy=Classification.CONFIDENTIAL,
    ),
    NOTE.at(
        Location("content/roles/größe, 1 # a%.yaml"),
        "see [this](https://example.org) and {0}, ::error::x",
        remedy="First line.\r\nSecond: line.",
        secrecy=Classification.PUBLIC,
    ),
)
"""In the order of places, as `check` gives them; two are confidential, and one is about a file."""
