"""What each change of the handbook weighs, as tables of patterns.

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
