"""The severity of a change: major, minor or patch, with a reason.

Tables define it by field; general rules apply to other fields.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import reduce
from typing import Any

from generator.changes.compare import SIMILAR, Change, compare, similarity
from generator.model.common import HandbookDefinition
from generator.model.grammars import Range, Reference
from generator.model.item import Item
from generator.model.kinds import Account, kind_of_item
from generator.model.rating import Rating
from generator.model.severities import (
    DUE_DAYS,
    EVERYWHERE,
    READINGS,
    RECORD_DAYS,
    RELIED_ON,
    WORD_FOR_WORD,
    Pattern,
    Severity,
)
from generator.model.strategy import OUT_OF_REACH, Charter
from generator.model.walk import part_at

_WORDING = "wording"

_ANOTHER_MEANING = "its meaning changes"

_REWORDED = "reworded; its id says that it is the same"

_OLDER = "a record is replaced by an older one"

_REDATED = "the same scores have another date"

_NEAR = 0.6
"""Share of common words from which two texts are near to each other."""

_UNSAID = re.compile(r"[.,:](?!\d)|[;!?'\"\u2018-\u201e…]")
"""Punctuation that is not part of a figure; signs and brackets may be."""

# Words that reverse or change a statement although the text hardly differs.
_TURNS = re.compile(
    r"\d+(?:[.,]\d+)*|\b(?:not|no|never|nobody|none|nothing|without|cannot|hardly|rarely|seldom"
    r"|sometimes|often|usually|always|only|alone|help|may|might|can|must|should|shall|need"
    r"|(?<!at )all|every|each|some|any|few|most|least|more|less|half|quarter|twice|once"
    r"|before|after|above|below|over|under|until|increase|decrease|raise|lower|well|badly"
    r"|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozen|hundred|thousand"
    r"|million|billion|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth)\b"
    r"|\w+n't\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class ChangeSeverity:
    """A change with its severity and the reason, as half a sentence."""

    change: Change
    severity: Severity
    reason: str


def severity_of(item: Item, change: Change, scale: Sequence[str]) -> ChangeSeverity:
    """The severity of a change of ``item``; ``scale``: level ids, lowest first."""
    if change.path[-1] == "class":
        return ChangeSeverity(change, Severity.MINOR, _audience_change(change))
    if change.kind == "renamed":
        return ChangeSeverity(change, *_renamed(item))
    if change.kind == "updated" and _is_wording(item, change):
        return ChangeSeverity(change, Severity.PATCH, _WORDING)
    if reason := _out_of_reach(item, change):
        return ChangeSeverity(change, Severity.MAJOR, reason)
    for pattern, kinds, severity, reason in (*kind_of_item(item).severities, *EVERYWHERE):
        if change.kind in kinds and fits(pattern, change.path):
            return ChangeSeverity(change, severity, reason)
    severity, reason = _by_value(change, scale)
    if reason == _ANOTHER_MEANING and getattr(_holder(item, change), "id", None):
        reason = _REWORDED
    if severity is Severity.PATCH:
        fitting = (each for pattern, each in RELIED_ON if fits(pattern, change.path))
        relied_on = next(fitting, None)
        severity, reason = (Severity.MINOR, relied_on) if relied_on else (severity, reason)
    return ChangeSeverity(change, severity, reason)


def _holder(item: Item, change: Change) -> Any:
    """The entry of a newer state whose statement changes, or ``None``."""
    return reduce(part_at, change.path[:-1], item) if change.path[-1] == "says" else None


def _is_wording(item: Item, change: Change) -> bool:
    """Whether a text of an account, or of a record of versions, counts as the same."""
    if isinstance(item, Account) and any(fits(each, change.path) for each in WORD_FOR_WORD):
        return _prose(change.before, change.after) and same_words(change.before, change.after)
    own = isinstance(item, Account) or change.path[0] == "changes"
    return own and hardly_differs(change.before, change.after)


def _renamed(item: Item) -> tuple[Severity, str]:
    """Only for the changed id of an entry; its other differences are separate changes."""
    if isinstance(item, HandbookDefinition):
        return Severity.MAJOR, "references to its former id no longer work"
    return Severity.PATCH, "the same entry under another id"


def _out_of_reach(item: Item, change: Change) -> str:
    """Why a day of an account that was put off is no longer one to plan for; empty if it is."""
    if not isinstance(item, Account) or change.kind != "updated":
        return ""
    if not any(fits(each, change.path) for each in DUE_DAYS):
        return ""
    reach = past_reach(item.charter, change.before, change.after)
    return f"it is put off {reach}" if reach else ""


def past_reach(charter: Charter | None, before: date, after: date) -> str:
    """How a day that is put off is beyond what can be planned for; empty if it is not."""
    if after <= before:
        return ""
    if charter and charter.by and after > charter.by:
        return "past the charter's end"
    return "by more than ten years" if after > OUT_OF_REACH.by_months_after(before) else ""


def _audience_change(change: Change) -> str:
    before, after = (each.rank if each else -1 for each in (change.before, change.after))
    return f"{'fewer' if after > before else 'more'} people may see it than before"


def with_redated_ratings(changes: Sequence[ChangeSeverity]) -> tuple[ChangeSeverity, ...]:
    """The same changes; for ratings that only have a new date, the reason says so."""
    found = {id(each): each for each in changes}
    ratings = [
        each for each in changes if isinstance(each.change.before or each.change.after, Rating)
    ]
    removed = [each for each in ratings if each.change.kind == "removed"]
    added = [each for each in ratings if each.change.kind == "added"]
    for one in removed:
        for other in added:
            if same_but_day(one.change.before, other.change.after):
                for each in (one, other):
                    found[id(each)] = replace(each, reason=_REDATED)
    return tuple(found.values())


def same_but_day(before: Item, after: Item) -> bool:
    """Whether two assessments differ at most in their date and in some words."""
    return all(each.path == ("on",) or only_reworded(each) for each in compare(before, after))


def only_reworded(change: Change) -> bool:
    """Whether a text has some other words, with the same figures and negations."""
    return change.kind == "updated" and hardly_differs(change.before, change.after)


def with_older_records(changes: Sequence[ChangeSeverity]) -> tuple[ChangeSeverity, ...]:
    """The same changes of an account; records that are not newer than before are no upkeep."""
    days = {each.change.path: each.change for each in changes if _is_one(RECORD_DAYS, each)}

    def told(found: ChangeSeverity) -> ChangeSeverity:
        if goes_back(found):
            return _at_least_minor(found, _OLDER)
        if found.change.kind != "updated" or not _is_one(READINGS, found):
            return found
        day = days.get((*found.change.path[:-1], "on"))
        if day is None:
            return _at_least_minor(found, "a figure changes, and its day does not")
        is_older = day.kind == "updated" and day.after < day.before
        return _at_least_minor(found, _OLDER) if is_older else found

    return tuple(map(told, changes))


def with_likely_renames(changes: Sequence[ChangeSeverity]) -> tuple[ChangeSeverity, ...]:
    """The same changes of an account; an objective under another id in other words says so."""
    reworded = {
        each.change.path[:-1]
        for each in changes
        if each.change.kind == "updated" and fits(("objectives", "*", "what"), each.change.path)
        if similarity(each.change.before, each.change.after) < SIMILAR
    }
    return tuple(
        replace(each, reason="it looks like a rename: metric and actions are the same")
        if each.change.kind == "renamed" and each.change.path[:-1] in reworded
        else each
        for each in changes
    )


def goes_back(found: ChangeSeverity) -> bool:
    """Whether the day of a record of an account is now an earlier one."""
    change = found.change
    return change.kind == "updated" and _is_one(RECORD_DAYS, found) and change.after < change.before


def _is_one(patterns: Iterable[Pattern], found: ChangeSeverity) -> bool:
    return any(fits(each, found.change.path) for each in patterns)


def _at_least_minor(found: ChangeSeverity, reason: str) -> ChangeSeverity:
    return replace(found, severity=max(found.severity, Severity.MINOR), reason=reason)


def highest_severity(changes: Sequence[ChangeSeverity]) -> Severity | None:
    """The severity that a version must reflect; ``None`` without changes."""
    return max((each.severity for each in changes), default=None)


def fits(pattern: Pattern, path: tuple[str, ...]) -> bool:
    """Whether a path in a definition is one that a pattern is about."""
    if pattern and pattern[-1] == "**":
        head = pattern[:-1]
        return len(path) >= len(head) and fits(head, path[: len(head)])
    return len(pattern) == len(path) and all(
        want in ("*", have) for want, have in zip(pattern, path, strict=True)
    )


def _by_value(change: Change, scale: Sequence[str]) -> tuple[Severity, str]:
    """General rules for all kinds of definitions."""
    if {"origin", "source", "doubt", "class"} & set(change.path):
        return Severity.MINOR, "its source or its classification changes"
    if change.kind == "added":
        return Severity.MINOR, "an addition"
    if change.kind == "removed":
        return Severity.MAJOR, "something people may rely on is removed"
    if change.path[-1] == "name":
        return Severity.MAJOR, "its name changes"
    return _by_rank(change, scale) or _by_words(change.before, change.after)


def _by_rank(change: Change, scale: Sequence[str]) -> tuple[Severity, str] | None:
    """Levels and ranges: a higher value asks for more."""
    before, after = change.before, change.after
    if change.path[-1] == "level" and str(before) in scale and str(after) in scale:
        if scale.index(str(after)) > scale.index(str(before)):
            return Severity.MAJOR, "the requirement is raised"
        return Severity.MINOR, "the requirement is lowered; people who met it still do"
    if isinstance(before, Range) and isinstance(after, Range):
        if after.high > before.high:
            return Severity.MAJOR, "the range allows more accounts than before"
        return Severity.MINOR, "the range allows no more accounts than before"
    return None


def _by_words(before: Any, after: Any) -> tuple[Severity, str]:
    if hardly_differs(before, after):
        return Severity.PATCH, _WORDING
    prose = _prose(before, after)
    return Severity.MINOR, _ANOTHER_MEANING if prose else "a value changed"


def same_words(before: str, after: str) -> bool:
    """Whether two texts differ at most in case, spaces and punctuation."""
    one, other = (_UNSAID.sub(" ", text.casefold()).split() for text in (before, after))
    return one == other


def hardly_differs(before: Any, after: Any) -> bool:
    """Whether two texts are near to each other, with the same figures and negations.

    They may still say the opposite: use :func:`same_words` where that matters.
    """
    if not _prose(before, after):
        return False
    turns = [sorted(each.casefold() for each in _TURNS.findall(text)) for text in (before, after)]
    return turns[0] == turns[1] and similarity(before, after) >= _NEAR


def _prose(before: Any, after: Any) -> bool:
    texts = isinstance(before, str) and isinstance(after, str)
    return texts and not isinstance(after, Reference) and " " in f"{before}{after}"
