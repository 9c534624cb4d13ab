"""How heavy a change of the handbook is: major, minor or patch, each with its reason.

The promise of a version (design): a raised requirement and a removed or renamed item are major, an
addition is minor, wording is a patch. What lies between follows from one question: does something
somebody relied on (a level reached, a rating made, a link) no longer hold?
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Any

from generator.definitions.grammars import Range, Reference
from generator.definitions.models import Competency, Fit, Framework, Method, Onboarding, Role
from generator.definitions.models.common import HandbookDefinition
from generator.review.compare import Change, alike

_SAME_SENSE = 0.6
"""Share of common text from which a change of words counts as wording."""


class Weight(IntEnum):
    """Which number of a semantic version a change moves."""

    PATCH = 1
    MINOR = 2
    MAJOR = 3

    def __str__(self) -> str:
        return self.name.lower()


@dataclass(frozen=True, slots=True)
class Weighed:
    """A change with its weight and the reason for it, as half a sentence."""

    change: Change
    weight: Weight
    reason: str


Pattern = tuple[str, ...]
Entry = tuple[Pattern, tuple[str, ...], Weight, str]
_ANY = ("added", "removed", "updated", "deprecated")
_BOTH = ("added", "removed")

# Pattern ("*" one name, "**" the rest), kinds of change, weight, reason. The first that fits holds.
_EVERYWHERE: tuple[Entry, ...] = (
    (("aliases", "**"), _ANY, Weight.MINOR, "a former id changes where links lead"),
    (("also_called", "**"), _ANY, Weight.MINOR, "readers find it by other words"),
    (("abbreviation",), _ANY, Weight.MINOR, "readers find it by other words"),
    (("owner",), _ANY, Weight.MINOR, "somebody else answers for it"),
    (("status",), _ANY, Weight.MINOR, "its standing changes"),
)
_ROLE: tuple[Entry, ...] = (
    (("requires", "*"), ("added",), Weight.MAJOR, "somebody who met the role may no longer do so"),
    (("position", "notes", "**"), ("added",), Weight.MINOR, "an addition"),
    (("position", "level"), _ANY, Weight.MAJOR, "the role stands somewhere else"),
    (("position", "placed_at"), _ANY, Weight.MAJOR, "the role stands somewhere else"),
    (("position", "reports_to", "**"), _ANY, Weight.MAJOR, "the role reports to somebody else"),
    (("variant_of",), _ANY, Weight.MAJOR, "it is a variant of another role"),
    (("profile", "pay", "**"), _ANY, Weight.MINOR, "pay is information, not a requirement"),
    (("leads_to", "*", "adds", "**"), _BOTH, Weight.MINOR, "a step is described otherwise"),
    (("span", "others", "**"), _ANY, Weight.MINOR, "what others say is information"),
)
_COMPETENCY: tuple[Entry, ...] = (
    (("area",), _ANY, Weight.MINOR, "it stands in another area"),
    (("developed_by", "**"), ("added", "removed"), Weight.MINOR, "advice, not a requirement"),
    (("interview", "**"), ("added", "removed"), Weight.MINOR, "advice, not a requirement"),
)
_FRAMEWORK: tuple[Entry, ...] = (
    (("scale", "order"), _ANY, Weight.MAJOR, "the order of the levels changes what each means"),
    (("scale", "*"), _BOTH, Weight.MAJOR, "every level given so far stands on another scale"),
)
_METHOD: tuple[Entry, ...] = (
    (("kind",), _ANY, Weight.MAJOR, "accounts are placed in another way"),
    (("axes", "*"), _BOTH, Weight.MAJOR, "every rating by it has to be made again"),
    (("axes", "*", "factors", "*"), _BOTH, Weight.MAJOR, "every rating has to be made again"),
    (("axes", "*", "factors", "*", "weight"), _ANY, Weight.MAJOR, "accounts may change their cell"),
    (("axes", "*", "cut"), _ANY, Weight.MAJOR, "accounts may change their cell"),
    (("axes", "*", "grey_band"), _ANY, Weight.MINOR, "other accounts need a written reason"),
    (("cells", "*", "when", "**"), _ANY, Weight.MAJOR, "accounts may change their cell"),
    (("cells", "*", "wants", "**"), _ANY, Weight.MINOR, "other plans contradict their cell"),
    (("cells", "*", "refuses", "**"), _ANY, Weight.MINOR, "other plans contradict their cell"),
    (("cells", "*", "furthest", "**"), _ANY, Weight.MINOR, "other targets go too far"),
    (("cells", "*", "also_called", "**"), _ANY, Weight.MINOR, "readers find it by other words"),
    (("steps", "order"), _ANY, Weight.MAJOR, "the order of the steps changes what each means"),
    (("steps", "*"), ("added",), Weight.MAJOR, "the steps above it move up"),
    (("steps", "*", "also_called", "**"), _ANY, Weight.MINOR, "readers find it by other words"),
)
_FIT: tuple[Entry, ...] = (
    (("rules", "*"), ("added",), Weight.MAJOR, "accounts in this situation ask for more"),
    (("rules", "*", "when", "**"), _ANY, Weight.MAJOR, "it applies to other accounts"),
    (("rules", "*", "adds", "*"), ("added",), Weight.MAJOR, "accounts in it ask for more"),
)
_TABLES: dict[type[HandbookDefinition], tuple[Entry, ...]] = {
    Role: _ROLE,
    Competency: _COMPETENCY,
    Framework: _FRAMEWORK,
    Method: _METHOD,
    Fit: _FIT,
    Onboarding: (),
}


def weigh(item: HandbookDefinition, change: Change, scale: Sequence[str]) -> Weighed:
    """The weight of one change of ``item``; ``scale``: level ids, lowest first."""
    for pattern, kinds, weight, reason in (*_TABLES[type(item)], *_EVERYWHERE):
        if change.kind in kinds and _fits(pattern, change.path):
            return Weighed(change, weight, reason)
    weight, reason = _by_value(change, scale)
    return Weighed(change, weight, reason)


def heaviest(weighed: Sequence[Weighed]) -> Weight | None:
    """The weight a version has to carry; ``None`` without a change."""
    return max((each.weight for each in weighed), default=None)


def _fits(pattern: Pattern, path: tuple[str, ...]) -> bool:
    if pattern and pattern[-1] == "**":
        head = pattern[:-1]
        return len(path) >= len(head) and _fits(head, path[: len(head)])
    return len(pattern) == len(path) and all(
        want in ("*", have) for want, have in zip(pattern, path, strict=True)
    )


def _by_value(change: Change, scale: Sequence[str]) -> tuple[Weight, str]:
    """What holds for any kind of definition."""
    if {"origin", "source", "doubt", "class"} & set(change.path):
        return Weight.MINOR, "where it comes from or who may see it is said otherwise"
    if change.kind == "added":
        return Weight.MINOR, "an addition"
    if change.kind == "removed":
        return Weight.MAJOR, "something people may rely on is gone"
    if change.path[-1] == "name":
        return Weight.MAJOR, "it has another name"
    return _by_rank(change, scale) or _by_words(change.before, change.after)


def _by_rank(change: Change, scale: Sequence[str]) -> tuple[Weight, str] | None:
    """Levels and spans: a higher one asks for more."""
    before, after = change.before, change.after
    if change.path[-1] == "level" and str(before) in scale and str(after) in scale:
        if scale.index(str(after)) > scale.index(str(before)):
            return Weight.MAJOR, "the requirement is raised"
        return Weight.MINOR, "the requirement is lowered; whoever met it still does"
    if isinstance(before, Range) and isinstance(after, Range):
        if after.high > before.high:
            return Weight.MAJOR, "one person carries more accounts"
        return Weight.MINOR, "one person carries no more accounts than before"
    return None


def _by_words(before: Any, after: Any) -> tuple[Weight, str]:
    prose = isinstance(before, str) and isinstance(after, str)
    if prose and not isinstance(after, Reference) and " " in f"{before}{after}":
        if alike(before, after) >= _SAME_SENSE:
            return Weight.PATCH, "wording"
        return Weight.MINOR, "it says something else"
    return Weight.MINOR, "a value changed"
