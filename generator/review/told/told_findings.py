"""The findings of a review in the order of reading, each with what it asks for."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from generator.diagnostics import Finding
from generator.formats import capital, day_text, stop
from generator.review.review import Review

_DAY = re.compile(r"\b[0-9]{4}-[0-9]{2}-[0-9]{2}\b")


@dataclass(frozen=True, slots=True)
class FoundToTell:
    """A finding of a review in words.

    ``says``: the message as a sentence; ``place``: the file, empty where nothing is asked for;
    ``asks``: how to mend it, or why it is no longer checked, as sentences; empty where nothing is
    asked for, or where it is said with the next one.
    """

    finding: Finding
    says: str
    place: str
    asks: str


def findings_by_heading(review: Review) -> Iterable[tuple[str, tuple[FoundToTell, ...]]]:
    """The findings of a review under the questions they answer, where there are any."""
    groups = (
        ("What this change still needs", _asking(review.lacking)),
        ("New findings", _asking(review.added)),
        ("Mended findings", tuple(_told(each) for each in review.mended)),
        ("No longer checked", tuple(_gone(review))),
        ("Reviews overdue of what it touches", _asking(review.standing)),
    )
    return ((title, found) for title, found in groups if found)


def _asking(findings: Sequence[Finding]) -> tuple[FoundToTell, ...]:
    """Findings with their remedies; the same remedy of one rule is said once, with the last."""
    found = []
    for number, each in enumerate(findings):
        following = findings[number + 1] if number + 1 < len(findings) else None
        again = following and (each.rule, each.remedy) == (following.rule, following.remedy)
        asks = "" if again else stop(each.remedy)
        found.append(replace(_told(each), place=each.where.path, asks=asks))
    return tuple(found)


def _gone(review: Review) -> Iterator[FoundToTell]:
    for number, each in enumerate(review.unchecked):
        following = review.unchecked[number + 1 : number + 2]
        again = any(each.because == other.because for other in following)
        place, asks = each.finding.where.path, "" if again else each.because
        yield replace(_told(each.finding), place=place, asks=asks)


def _told(finding: Finding) -> FoundToTell:
    return FoundToTell(finding, stop(capital(_DAY.sub(_day, finding.message))), "", "")


def _day(match: re.Match[str]) -> str:
    """A day as everywhere else in a review; what is none stays as it is."""
    try:
        return day_text(date.fromisoformat(match.group()))
    except ValueError:
        return match.group()
