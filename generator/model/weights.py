"""What each change of a definition weighs, as tables of patterns.

The promise of a version (design): a raised requirement and a removed or renamed item are major, an
addition is minor, wording is a patch. What lies between follows from one question: does something
somebody relied on (a level reached, a rating made, a link) no longer hold?
"""

from enum import IntEnum


class Weight(IntEnum):
    """Which number of a semantic version a change moves."""

    PATCH = 1
    MINOR = 2
    MAJOR = 3

    def __str__(self) -> str:
        return self.name.lower()


Pattern = tuple[str, ...]

Entry = tuple[Pattern, tuple[str, ...], Weight, str]

ANY = ("added", "removed", "updated", "deprecated")

BOTH = ("added", "removed")

_RECORD = "its own record is kept"

# Pattern ("*" one name, "**" the rest), kinds of change, weight, reason. The first that fits holds.
ITSELF: tuple[Entry, ...] = (
    (("changes",), ("added",), Weight.PATCH, _RECORD),
    (("changes", "*"), ("added",), Weight.PATCH, _RECORD),
    (("changes", "**"), ANY, Weight.MAJOR, "the record of an earlier version is rewritten"),
    *(
        ((*field, *rest), ANY, Weight.PATCH, _RECORD)
        for field in (("version",), ("review",), ("approved",))
        for rest in ((), ("**",))
    ),
)
"""What a definition says about its own state, and not about what it defines."""

EVERYWHERE: tuple[Entry, ...] = (
    *ITSELF,
    (("id",), ANY, Weight.MINOR, "a former id changes where links lead"),
    (("aliases", "**"), ANY, Weight.MINOR, "a former id changes where links lead"),
    (("also_called", "**"), ANY, Weight.MINOR, "readers find it by other words"),
    (("abbreviation",), ANY, Weight.MINOR, "readers find it by other words"),
    (("owner",), ANY, Weight.MINOR, "somebody else answers for it"),
    (("status",), ANY, Weight.MINOR, "its standing changes"),
)

ROLE: tuple[Entry, ...] = (
    (("requires", "*"), ("added",), Weight.MAJOR, "somebody who met the role may no longer do so"),
    (("position", "notes", "**"), ("added",), Weight.MINOR, "an addition"),
    (("position", "level"), ANY, Weight.MAJOR, "the role stands somewhere else"),
    (("position", "placed_at"), ANY, Weight.MAJOR, "the role stands somewhere else"),
    (("position", "reports_to", "**"), ANY, Weight.MAJOR, "the role reports to somebody else"),
    (("variant_of",), ANY, Weight.MAJOR, "it is a variant of another role"),
    (("profile", "pay", "**"), ANY, Weight.MINOR, "pay is information, not a requirement"),
    (("leads_to", "*", "adds", "**"), BOTH, Weight.MINOR, "a step is described otherwise"),
    (("span", "others", "**"), ANY, Weight.MINOR, "what others say is information"),
)

COMPETENCY: tuple[Entry, ...] = (
    (
        ("levels", "*", "*"),
        ("added",),
        Weight.MAJOR,
        "whoever reached the level may no longer have done so",
    ),
    (("area",), ANY, Weight.MINOR, "it stands in another area"),
    (("developed_by", "**"), ("added", "removed"), Weight.MINOR, "advice, not a requirement"),
    (("interview", "**"), ("added", "removed"), Weight.MINOR, "advice, not a requirement"),
)

FRAMEWORK: tuple[Entry, ...] = (
    (("scale", "order"), ANY, Weight.MAJOR, "the order of the levels changes what each means"),
    (("scale", "*"), BOTH, Weight.MAJOR, "every level given so far stands on another scale"),
)

METHOD: tuple[Entry, ...] = (
    (("kind",), ANY, Weight.MAJOR, "accounts are placed in another way"),
    (("axes", "*"), BOTH, Weight.MAJOR, "every rating by it has to be made again"),
    (("axes", "*", "factors", "*"), BOTH, Weight.MAJOR, "every rating has to be made again"),
    (("axes", "*", "factors", "*", "weight"), ANY, Weight.MAJOR, "accounts may change their cell"),
    (("axes", "*", "cut"), ANY, Weight.MAJOR, "accounts may change their cell"),
    (("axes", "*", "grey_band"), ANY, Weight.MINOR, "other accounts need a written reason"),
    (("cells", "*", "when", "**"), ANY, Weight.MAJOR, "accounts may change their cell"),
    (("cells", "*", "wants", "**"), ANY, Weight.MINOR, "other plans contradict their cell"),
    (("cells", "*", "refuses", "**"), ANY, Weight.MINOR, "other plans contradict their cell"),
    (("cells", "*", "furthest", "**"), ANY, Weight.MINOR, "other targets go too far"),
    (("cells", "*", "also_called", "**"), ANY, Weight.MINOR, "readers find it by other words"),
    (("steps", "order"), ANY, Weight.MAJOR, "the order of the steps changes what each means"),
    (("steps", "*"), ("added",), Weight.MAJOR, "the steps above it move up"),
    (("steps", "*", "also_called", "**"), ANY, Weight.MINOR, "readers find it by other words"),
)

PEOPLE: tuple[Entry, ...] = (
    (("people", "*", "name"), ANY, Weight.MINOR, "the person has another name"),
    (("people", "*", "away", "**"), ANY, Weight.MINOR, "somebody is away at another time"),
)

GLOSSARY: tuple[Entry, ...] = (
    (("terms", "*", "also_called", "**"), ANY, Weight.MINOR, "readers find it by other words"),
    (("terms", "*", "translations", "**"), ANY, Weight.MINOR, "readers find it by other words"),
)

FIT: tuple[Entry, ...] = (
    (("rules", "*"), ("added",), Weight.MAJOR, "accounts in this situation ask for more"),
    (("rules", "*", "when", "**"), ANY, Weight.MAJOR, "it applies to other accounts"),
    (("rules", "*", "adds", "*"), ("added",), Weight.MAJOR, "accounts in it ask for more"),
)

RELIED_ON: tuple[tuple[Pattern, str], ...] = (
    (("levels", "**"), "what the level asks for is said otherwise"),
    (("axes", "*", "factors", "*", "anchors", "**"), "what a score means is said otherwise"),
    (("cells", "*", "strategy"), "the strategy of the cell is said otherwise"),
)
"""Texts by which people and accounts are judged: other words of theirs are more than wording."""

_UPKEEP = "the records are kept up to date"

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
"""What a period of ``economics`` reports, by its fields; the rest of it is aimed at."""

ACCOUNT: tuple[Entry, ...] = (
    *ITSELF,
    # What the strategy rests on, and what it says.
    (("tier",), ANY, Weight.MAJOR, "it is ranked otherwise"),
    (("status",), ANY, Weight.MAJOR, "its standing changes"),
    (("owner",), ANY, Weight.MAJOR, "somebody else answers for the plan"),
    (("structure",), ANY, Weight.MAJOR, "the team is organised otherwise"),
    (("parent",), ANY, Weight.MAJOR, "it is part of another account"),
    (("currency",), ANY, Weight.MAJOR, "every amount reads otherwise"),
    (("charter",), ANY, Weight.MAJOR, "the charter changes"),
    (("charter", "**"), ANY, Weight.MAJOR, "the charter changes"),
    (("direction",), ANY, Weight.MAJOR, "the direction changes"),
    (("direction", "**"), ANY, Weight.MAJOR, "the direction changes"),
    (("economics", "margin_floor"), ANY, Weight.MAJOR, "the limit we set ourselves is another one"),
    (("ratings", "*"), ("added",), Weight.MAJOR, "its position is judged anew"),
    (("ratings", "*"), ("removed",), Weight.MAJOR, "a judgement is taken back"),
    (("ratings", "*", "scores", "**"), ANY, Weight.MAJOR, "a judgement made before is rewritten"),
    (("ratings", "*", "override"), ANY, Weight.MAJOR, "the cell is chosen by people"),
    (("ratings", "*", "override", "**"), ANY, Weight.MAJOR, "the cell is chosen by people"),
    (("stages", "*"), BOTH, Weight.MAJOR, "the relationship is judged anew"),
    (("stages", "*", "now"), ANY, Weight.MAJOR, "the relationship is judged anew"),
    (("stages", "*", "target"), ANY, Weight.MAJOR, "another relationship is aimed at"),
    (("objectives", "*"), ("added",), Weight.MAJOR, "one more thing is wanted"),
    (("objectives", "*"), ("removed",), Weight.MAJOR, "something is no longer wanted"),
    (("objectives", "*", "what"), ANY, Weight.MAJOR, "something else is wanted"),
    (("objectives", "*", "whose"), ANY, Weight.MAJOR, "it is somebody else's objective"),
    (("objectives", "*", "status"), ANY, Weight.MAJOR, "an objective is closed or reopened"),
    (("objectives", "*", "metric"), ANY, Weight.MAJOR, "success is measured otherwise"),
    (("objectives", "*", "metric", "target"), ANY, Weight.MAJOR, "another result is promised"),
    (("objectives", "*", "metric", "baseline"), ANY, Weight.MAJOR, "the start is another one"),
    (("objectives", "*", "metric", "measure"), ANY, Weight.MAJOR, "success is measured otherwise"),
    (("decisions", "*"), ("added",), Weight.MAJOR, "a decision is made"),
    (("decisions", "*"), ("removed",), Weight.MAJOR, "a decision is gone from the record"),
    (("decisions", "*", "revisit_on"), ANY, Weight.MINOR, _PLAN),
    (("decisions", "*", "**"), ANY, Weight.MAJOR, "a decision is rewritten"),
    (("selection", "*"), BOTH, Weight.MAJOR, "its selection is decided anew"),
    (("promotion",), ANY, Weight.MAJOR, "another event changes its tier"),
    (("promotion", "**"), ANY, Weight.MAJOR, "another event changes its tier"),
    # Records, which are kept up between the versions.
    (("objectives", "*", "metric", "actual"), ANY, Weight.PATCH, _UPKEEP),
    (("objectives", "*", "metric", "on"), ANY, Weight.PATCH, _UPKEEP),
    (("objectives", "*", "actions", "*", "done"), ("added",), Weight.PATCH, _UPKEEP),
    (("promises", "*"), ("added",), Weight.PATCH, "the ledger is kept up to date"),
    (("promises", "*", "kept"), ("added",), Weight.PATCH, "the ledger is kept up to date"),
    (("relationships", "*", "last_contact"), _UPDATED, Weight.PATCH, _UPKEEP),
    (("stakeholders", "*", "on"), _UPDATED, Weight.PATCH, _UPKEEP),
    (("stakeholders", "*", "evidence"), ANY, Weight.PATCH, _UPKEEP),
    (("economics", "periods", "*"), ("added",), Weight.PATCH, "a period is reported"),
    *(
        (("economics", "periods", "*", *figure), _UPDATED, Weight.MINOR, _RESTATED)
        for figure in _REPORTED
    ),
    (("handover", "**"), ANY, Weight.PATCH, _UPKEEP),
    (("exercises", "**"), ANY, Weight.PATCH, "practice for newcomers, no part of the plan"),
    (("also_called", "**"), ANY, Weight.PATCH, "readers find it by other words"),
    (("aliases", "**"), ANY, Weight.PATCH, "former addresses lead here"),
    (("sections", "**"), ANY, Weight.PATCH, "which files there are, no part of the plan"),
    (("fictional",), ANY, Weight.PATCH, "how it is marked, no part of the plan"),
    # Everything else.
    (("name",), ANY, Weight.MINOR, "it has another name"),
    (("id",), ANY, Weight.PATCH, "former addresses lead here"),
    (("context", "**"), ANY, Weight.MINOR, "its situation is described otherwise"),
    (("team", "**"), ANY, Weight.MINOR, "the team changes"),
    (("stakeholders", "**"), ANY, Weight.MINOR, "the customer's people are seen otherwise"),
    (("relationships", "**"), ANY, Weight.MINOR, "who covers whom changes"),
    (("promises", "**"), ANY, Weight.MINOR, "a promise is put otherwise"),
    (("**",), ANY, Weight.MINOR, _PLAN),
)
