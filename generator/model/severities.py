"""The severity of each change of a definition, as tables of patterns.

The promise of a version (design): a raised requirement and a removed or renamed item are major, an
addition is minor, wording is a patch. Cases in between follow from one question: does something
people relied on (a level reached, a rating made, a link) no longer hold?
"""

from enum import IntEnum


class Severity(IntEnum):
    """The component of a semantic version that a change increases."""

    PATCH = 1
    MINOR = 2
    MAJOR = 3

    def __str__(self) -> str:
        return self.name.lower()


Pattern = tuple[str, ...]

SeverityEntry = tuple[Pattern, tuple[str, ...], Severity, str]

ANY = ("added", "removed", "updated", "deprecated")

BOTH = ("added", "removed")

_RECORD = "its own record is updated"

_EXPLAINED = "an explanation, not a requirement"

_OF_ITS_SOURCES = "said of its sources; what a score means stands at the factors"

# Pattern ("*" one name, "**" the rest), kinds of change, severity, reason; the first match counts.
ITSELF: tuple[SeverityEntry, ...] = (
    (("changes",), ("added",), Severity.PATCH, _RECORD),
    (("changes", "*"), ("added",), Severity.PATCH, _RECORD),
    (("changes", "**"), ANY, Severity.MAJOR, "the record of a version is rewritten"),
    (("review", "every"), ANY, Severity.PATCH, "it is reviewed at another interval"),
    *(
        ((*field, *rest), ANY, Severity.PATCH, _RECORD)
        for field in (("version",), ("review",), ("approved",))
        for rest in ((), ("**",))
    ),
)
"""Statements of a definition about its own state."""

EVERYWHERE: tuple[SeverityEntry, ...] = (
    *ITSELF,
    (("id",), ANY, Severity.MINOR, "links to a former id change"),
    (("aliases", "**"), ANY, Severity.MINOR, "links to a former id change"),
    (("also_called", "**"), ANY, Severity.MINOR, "readers find it by other words"),
    (("abbreviation",), ANY, Severity.MINOR, "readers find it by other words"),
    (("owner",), ANY, Severity.MINOR, "its owner changes"),
    *(
        (("adapted_from", *rest), ANY, Severity.PATCH, "where it comes from")
        for rest in ((), ("**",))
    ),
    (("status",), ANY, Severity.MINOR, "its status changes"),
)


def _beside(*statement: str) -> tuple[SeverityEntry, ...]:
    """What may stand beside a statement that people are judged by."""
    return (
        ((*statement, "id"), BOTH, Severity.PATCH, "the statement is the same"),
        *(
            ((*statement, "support", *rest), ANY, Severity.PATCH, "a link, not a requirement")
            for rest in ((), ("**",))
        ),
        *(
            ((*statement, "examples", *rest), ANY, Severity.MINOR, _EXPLAINED)
            for rest in ((), ("**",))
        ),
    )


ROLE: tuple[SeverityEntry, ...] = (
    *_beside("responsibilities", "*"),
    *_beside("functions", "*", "does", "*"),
    *_beside("tasks", "*"),
    (
        ("requires", "*"),
        ("added",),
        Severity.MAJOR,
        "people who met the requirements of the role may no longer do so",
    ),
    (("position", "notes", "**"), ("added",), Severity.MINOR, "an addition"),
    *(
        (
            ("position", basis, *rest),
            ANY,
            Severity.MINOR,
            "its source or its classification changes",
        )
        for basis in ("reading", "reports_to_basis", "placed_at_basis")
        for rest in ((), ("**",))
    ),
    (("faq", "*", "answer", "**"), BOTH, Severity.MINOR, _EXPLAINED),
    (("leads_to", "*", "adds", "**"), BOTH, Severity.MINOR, _EXPLAINED),
    (("position", "level"), ANY, Severity.MAJOR, "the role's place in the organisation changes"),
    (
        ("position", "placed_at"),
        ANY,
        Severity.MAJOR,
        "the role's place in the organisation changes",
    ),
    (("position", "reports_to", "**"), ANY, Severity.MAJOR, "the role's reporting line changes"),
    (("variant_of",), ANY, Severity.MAJOR, "it is a variant of another role"),
    (("profile", "pay", "**"), ANY, Severity.MINOR, "pay is information, not a requirement"),
    (("pay_range",), ("added",), Severity.MINOR, "applicants are told a range of pay"),
    (("pay_criteria",), ("added",), Severity.MINOR, "what its pay depends on is said"),
    (("pay_range", "**"), ANY, Severity.MAJOR, "applicants are told another range of pay"),
    (("pay_criteria", "**"), ANY, Severity.MAJOR, "the pay of the role depends on something else"),
    (("leads_to", "*", "adds", "**"), BOTH, Severity.MINOR, "the description of a step changes"),
    (
        ("span", "others", "**"),
        ANY,
        Severity.MINOR,
        "what others say is information, not a requirement",
    ),
)

COMPETENCY: tuple[SeverityEntry, ...] = (
    *_beside("levels", "*", "*"),
    (
        ("levels", "*", "*"),
        ("added",),
        Severity.MAJOR,
        "people who reached the level may no longer meet it",
    ),
    (("why", "**"), BOTH, Severity.MINOR, _EXPLAINED),
    (("area",), ANY, Severity.MINOR, "it moves to another area"),
    (("developed_by", "**"), ("added", "removed"), Severity.MINOR, "advice, not a requirement"),
    (("interview", "**"), ("added", "removed"), Severity.MINOR, "advice, not a requirement"),
)

FRAMEWORK: tuple[SeverityEntry, ...] = (
    (("scale", "order"), ANY, Severity.MAJOR, "the order of the levels changes what each means"),
    (("scale", "*"), BOTH, Severity.MAJOR, "every level assigned so far is on another scale"),
)

METHOD: tuple[SeverityEntry, ...] = (
    *(
        ((field, *rest), ANY, Severity.PATCH, _OF_ITS_SOURCES)
        for field in ("choices", "citations", "doubts")
        for rest in ((), ("**",))
    ),
    (("kind",), ANY, Severity.MAJOR, "accounts are positioned differently"),
    (("axes", "*"), BOTH, Severity.MAJOR, "every rating by it has to be redone"),
    *(
        (
            ("axes", "*", "factors", "*", "counted", *rest),
            ANY,
            Severity.PATCH,
            "compared with a score; what a score means stands at its anchors",
        )
        for rest in ((), ("**",))
    ),
    (("axes", "*", "factors", "*"), BOTH, Severity.MAJOR, "every rating by it has to be redone"),
    (
        ("axes", "*", "factors", "*", "weight"),
        ANY,
        Severity.MAJOR,
        "accounts may change their cell",
    ),
    (("axes", "*", "cut"), ANY, Severity.MAJOR, "accounts may change their cell"),
    (("axes", "*", "bands", "order"), ANY, Severity.MAJOR, "accounts may change their cell"),
    (("axes", "*", "bands", "*"), BOTH, Severity.MAJOR, "accounts may change their cell"),
    (("axes", "*", "bands", "*", "from"), ANY, Severity.MAJOR, "accounts may change their cell"),
    (("axes", "*", "grey_band"), ANY, Severity.MINOR, "other accounts need a written reason"),
    (("cells", "*", "when", "**"), ANY, Severity.MAJOR, "accounts may change their cell"),
    (("cells", "*", "wants", "**"), ANY, Severity.MINOR, "other plans contradict their cell"),
    (("cells", "*", "refuses", "**"), ANY, Severity.MINOR, "other plans contradict their cell"),
    (("cells", "*", "furthest", "**"), ANY, Severity.MINOR, "other targets go too far"),
    (("cells", "*", "also_called", "**"), ANY, Severity.MINOR, "readers find it by other words"),
    (("steps", "order"), ANY, Severity.MAJOR, "the order of the steps changes what each means"),
    (("steps", "*"), ("added",), Severity.MAJOR, "the steps above it move up"),
    (("steps", "*", "also_called", "**"), ANY, Severity.MINOR, "readers find it by other words"),
)

PEOPLE: tuple[SeverityEntry, ...] = (
    (("people", "*", "name"), ANY, Severity.MINOR, "the person's name changes"),
    (("people", "*", "away", "**"), ANY, Severity.MINOR, "a person's absence changes"),
    (("people", "*", "based"), ANY, Severity.MINOR, "where a person is based changes"),
    (("people", "*", "function"), ANY, Severity.MINOR, "a person's post changes"),
    (("people", "*", "post"), ANY, Severity.MINOR, "a person's post changes"),
)

GLOSSARY: tuple[SeverityEntry, ...] = (
    (("terms", "*", "means", "**"), BOTH, Severity.MINOR, "what the term means changes"),
    (("terms", "*", "also_called", "**"), ANY, Severity.MINOR, "readers find it by other words"),
    (("terms", "*", "translations", "**"), ANY, Severity.MINOR, "readers find it by other words"),
)

FIT: tuple[SeverityEntry, ...] = (
    (("rules", "*"), ("added",), Severity.MAJOR, "accounts in this situation require more"),
    (("rules", "*", "because", "**"), BOTH, Severity.MINOR, _EXPLAINED),
    (("rules", "*", "when", "**"), ANY, Severity.MAJOR, "it applies to other accounts"),
    (
        ("rules", "*", "adds", "*"),
        ("added",),
        Severity.MAJOR,
        "accounts in this situation require more",
    ),
)

RELIED_ON: tuple[tuple[Pattern, str], ...] = (
    (("levels", "**"), "the wording of the level changes"),
    (("axes", "*", "factors", "*", "anchors", "**"), "the wording of a score changes"),
    (("cells", "*", "strategy"), "the wording of the cell's strategy changes"),
)
"""Texts that people and accounts are judged by: rewording them is more than wording."""

WORD_FOR_WORD: tuple[Pattern, ...] = (
    ("direction", "limits", "**"),
    ("decisions", "**"),
    ("assumptions", "*", "evidence"),
    ("stages", "*", "evidence", "**"),
    ("stakeholders", "*", "evidence"),
    ("stakeholders", "*", "function"),
    ("ratings", "*", "scores", "*", "*", "evidence"),
    ("objectives", "*", "metric", "unit"),
)
"""Texts of an account in which one word may turn what was decided or seen into its opposite."""

_UPKEEP = "records are updated"

RECORD_DAYS: tuple[Pattern, ...] = (
    ("objectives", "*", "metric", "on"),
    ("relationships", "*", "last_contact"),
    ("stakeholders", "*", "on"),
    ("wallet", "on"),
    ("review", "last"),
)
"""Days of records of an account, which only move forward when something newer is recorded."""

DUE_DAYS: tuple[Pattern, ...] = (
    ("objectives", "*", "due"),
    ("objectives", "*", "actions", "*", "due"),
    ("promises", "*", "due"),
)
"""Days by which something is done within the time of the charter."""

READINGS: tuple[Pattern, ...] = (("objectives", "*", "metric", "actual"),)
"""Figures that are read anew, with the day beside them under ``on``."""

_PLAN = "the plan changes"

_RESTATED = "a reported figure is restated"

_UPDATED = ("updated",)

_REPORTED = (
    ("revenue",),
    ("goods",),
    ("terms",),
    ("cost_to_serve",),
    ("starts",),
    ("ends",),
    ("by_driver", "*", "cost"),
)
"""Fields of a period of ``economics`` that report; the others are targets."""

ACCOUNT: tuple[SeverityEntry, ...] = (
    *ITSELF,
    # What the strategy is based on, and the strategy itself.
    (("tier",), ANY, Severity.MAJOR, "the account's tier changes"),
    (("status",), ANY, Severity.MAJOR, "its status changes"),
    (("owner",), ANY, Severity.MAJOR, "the account's owner changes"),
    (("structure",), ANY, Severity.MAJOR, "the structure of the team changes"),
    (("parent",), ANY, Severity.MAJOR, "its parent account changes"),
    (("currency",), ANY, Severity.MAJOR, "the account's currency changes"),
    (("charter",), ANY, Severity.MAJOR, "the charter changes"),
    (("charter", "**"), ANY, Severity.MAJOR, "the charter changes"),
    (("direction",), ANY, Severity.MAJOR, "the direction changes"),
    (("direction", "**"), ANY, Severity.MAJOR, "the direction changes"),
    (
        ("economics", "margin_floor"),
        ANY,
        Severity.MAJOR,
        "the margin floor changes",
    ),
    (("ratings", "*"), ("added",), Severity.MAJOR, "the position is reassessed"),
    (("ratings", "*"), ("removed",), Severity.MAJOR, "a rating is withdrawn"),
    (("ratings", "*", "scores", "**"), ANY, Severity.MAJOR, "a rating is rewritten"),
    (("ratings", "*", "override"), ANY, Severity.MAJOR, "the override of the cell changes"),
    (("ratings", "*", "override", "**"), ANY, Severity.MAJOR, "the override of the cell changes"),
    (("stages", "*"), BOTH, Severity.MAJOR, "the relationship is reassessed"),
    (("stages", "*", "now"), ANY, Severity.MAJOR, "the relationship is reassessed"),
    (("stages", "*", "target"), ANY, Severity.MAJOR, "the target stage changes"),
    (("objectives", "*"), ("added",), Severity.MAJOR, "an objective is added"),
    (("objectives", "*"), ("removed",), Severity.MAJOR, "an objective is removed"),
    (("objectives", "*", "what"), ANY, Severity.MAJOR, "the objective changes"),
    (("objectives", "*", "whose"), ANY, Severity.MAJOR, "the objective changes sides"),
    (("objectives", "*", "status"), ANY, Severity.MAJOR, "an objective is closed or reopened"),
    (
        ("objectives", "*", "their_owner"),
        ANY,
        Severity.MINOR,
        "who answers for it on the customer's side changes",
    ),
    (("objectives", "*", "metric"), ANY, Severity.MAJOR, "success is measured differently"),
    (("objectives", "*", "metric", "target"), ANY, Severity.MAJOR, "the target changes"),
    (("objectives", "*", "metric", "baseline"), ANY, Severity.MAJOR, "the baseline changes"),
    *(
        (
            ("objectives", "*", "metric", field),
            ANY,
            Severity.MAJOR,
            "success is measured differently",
        )
        for field in ("measure", "unit")
    ),
    (("decisions", "*"), ("added",), Severity.MAJOR, "a decision is made"),
    (("decisions", "*"), ("removed",), Severity.MAJOR, "a decision is removed from the record"),
    (("decisions", "*", "revisit_on"), ANY, Severity.MINOR, _PLAN),
    (("decisions", "*", "customer_safe"), ANY, Severity.MINOR, _PLAN),
    (("decisions", "*", "**"), ANY, Severity.MAJOR, "a decision is rewritten"),
    (("selection", "*"), BOTH, Severity.MAJOR, "the selection decision changes"),
    (("selection", "*", "until"), ANY, Severity.MAJOR, "the selection decision changes"),
    (("promotion",), ANY, Severity.MAJOR, "the trigger for another tier changes"),
    (("promotion", "**"), ANY, Severity.MAJOR, "the trigger for another tier changes"),
    # Records that are maintained between versions.
    *(
        (record, ("removed",), Severity.MINOR, "a record is removed")
        for record in (
            ("objectives", "*", "metric", "actual"),
            ("objectives", "*", "metric", "on"),
            ("stakeholders", "*", "evidence"),
        )
    ),
    (("objectives", "*", "metric", "actual"), ANY, Severity.PATCH, _UPKEEP),
    (("objectives", "*", "metric", "on"), ANY, Severity.PATCH, _UPKEEP),
    (("objectives", "*", "actions", "*", "done"), ("added",), Severity.PATCH, _UPKEEP),
    (("promises", "*"), ("added",), Severity.PATCH, "the ledger is updated"),
    (("promises", "*", "kept"), ("added",), Severity.PATCH, "the ledger is updated"),
    (("relationships", "*", "last_contact"), _UPDATED, Severity.PATCH, _UPKEEP),
    (("stakeholders", "*", "on"), _UPDATED, Severity.PATCH, _UPKEEP),
    (("stakeholders", "*", "evidence"), ANY, Severity.PATCH, _UPKEEP),
    (("economics", "periods", "*"), ("added",), Severity.PATCH, "a period is reported"),
    (("economics", "plan"), ANY, Severity.MAJOR, "the revenue plan changes"),
    (("economics", "plan", "**"), ANY, Severity.MAJOR, "the revenue plan changes"),
    *(
        (("opportunities", "*", field), ANY, Severity.PATCH, "the pipeline is updated")
        for field in ("stage", "amount", "once", "probability", "closes", "next_step")
    ),
    *(
        ((*held, *field), ANY, Severity.PATCH, "where it is found in other systems")
        for held in ((), ("stakeholders", "*"), ("opportunities", "*"))
        for field in (("external_id",), ("external_id", "**"), ("links",), ("links", "**"))
    ),
    (("delivered", "*"), ("added",), Severity.PATCH, "value delivered is recorded"),
    (("satisfaction", "*"), ("added",), Severity.PATCH, "an answer of the customer is recorded"),
    (("reviews_held", "*"), ("added",), Severity.PATCH, "a review that was held is recorded"),
    (("published", "**"), ANY, Severity.PATCH, "a record of what the customer publishes"),
    *(
        (("economics", "periods", "*", *figure), _UPDATED, Severity.MINOR, _RESTATED)
        for figure in _REPORTED
    ),
    (
        ("handover", "**"),
        ("removed",),
        Severity.MINOR,
        "the person who takes over no longer reads it",
    ),
    (("handover", "**"), ANY, Severity.PATCH, _UPKEEP),
    (("exercises", "**"), ANY, Severity.PATCH, "practice for newcomers, not part of the plan"),
    (("also_called", "**"), ANY, Severity.PATCH, "readers find it by other words"),
    (("aliases", "**"), ANY, Severity.PATCH, "former addresses lead here"),
    (("notes", "**"), ANY, Severity.PATCH, "a note, not part of the plan"),
    (("sections", "**"), ANY, Severity.PATCH, "a list of files, not part of the plan"),
    (("fictional",), ANY, Severity.PATCH, "a label, not part of the plan"),
    # Everything else
    (("name",), ANY, Severity.MINOR, "its name changes"),
    (("id",), ANY, Severity.PATCH, "former addresses lead here"),
    (("context", "**"), ANY, Severity.MINOR, "the description of its situation changes"),
    (("team", "**"), ANY, Severity.MINOR, "the team changes"),
    (("stakeholders", "**"), ANY, Severity.MINOR, "stakeholder assessment changed"),
    (("relationships", "**"), ANY, Severity.MINOR, "who covers whom changes"),
    (("promises", "**"), ANY, Severity.MINOR, "a promise changes"),
    (("**",), ANY, Severity.MINOR, _PLAN),
)
