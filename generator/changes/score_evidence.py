"""What a judgement rests on, in two states: whether anything but the number changed."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from generator.changes.severity import hardly_differs, same_words
from generator.model.method import Axis, Factor, Method
from generator.model.rating import Rating, Score
from generator.text.formats import shortened, words

TextChange = Literal["unchanged", "rewritten", "new", "gone", "none"]
"""What became of a text that a judgement rests on.

``rewritten``: most of its words are the same, which may say the same or the opposite; ``none``:
there is none, now or before.
"""

ScoreBasis = Literal["unchanged", "redated", "rewritten", "missing", "new"]
"""What a moved score rests on: old evidence, the same under another day, mostly the same
words, none, or something new."""

OLD: tuple[ScoreBasis, ...] = ("unchanged", "redated", "rewritten", "missing")
"""Where nothing but the number, a day or some words changed."""

_ANCHOR = 70
"""Maximum length of a quoted anchor."""


def change_of(before: str | None, after: str | None) -> TextChange:
    """What became of a text."""
    if not after:
        return "gone" if before else "none"
    if not before:
        return "new"
    if same_words(before, after):
        return "unchanged"
    return "rewritten" if hardly_differs(before, after) else "new"


def change_of_all(before: Iterable[str], after: Iterable[str]) -> TextChange:
    """What became of several texts: ``new`` if one says what none did before."""
    older, newer = list(before), list(after)
    if not newer:
        return "gone" if older else "none"
    found = {_nearest(older, each) for each in newer}
    return next(each for each in reversed(_ORDER) if each in found)


_ORDER: tuple[TextChange, ...] = ("unchanged", "rewritten", "new")


def _nearest(older: Iterable[str], text: str) -> TextChange:
    """What became of the text that is most like this one."""
    found = {change_of(each, text) for each in older}
    return next((each for each in _ORDER if each in found), "new")


@dataclass(frozen=True, slots=True)
class Rerated:
    """A rating and what it is compared with: its older state, or if new the one before."""

    then: Rating
    now: Rating
    is_new: bool


def rerated(
    before: Sequence[Rating], after: Sequence[Rating], method_ids: Callable[[str], Iterable[str]]
) -> Iterator[Rerated]:
    """The ratings of the newer state that have one to be compared with.

    ``method_ids``: the current and former ids of a method.
    """
    for now in after:
        ids = {str(now.method), *method_ids(now.method)}
        older = [each for each in before if each.method in ids]
        same_day = next((each for each in older if each.on == now.on), None)
        if same_day is not None:
            yield Rerated(same_day, now, is_new=False)
            continue
        earlier = [each for each in (*older, *after) if each.method in ids and each.on < now.on]
        if earlier:
            yield Rerated(max(earlier, key=lambda each: each.on), now, is_new=True)


@dataclass(frozen=True, slots=True)
class MovedScore:
    """A factor whose score differs, with the method's parts in the newer state."""

    axis: Axis
    factor: Factor
    then: Score
    now: Score
    anchors: tuple[str, str]

    @property
    def step(self) -> int:
        """How far the score moved; negative if it fell."""
        return self.now.score - self.then.score

    @property
    def evidence(self) -> TextChange:
        """What became of the evidence."""
        return change_of(self.then.evidence, self.now.evidence)

    @property
    def source(self) -> TextChange:
        """What became of its source."""
        return change_of(self.then.source, self.now.source)

    @property
    def basis(self) -> ScoreBasis:
        """What the score rests on."""
        evidence, source = self.evidence, self.source
        if evidence in ("none", "gone"):
            return "missing"
        if "new" in (evidence, source):
            return "new"
        if self.then.date != self.now.date:
            return "redated"
        return "rewritten" if "rewritten" in (evidence, source) else "unchanged"


def moved_scores(rated: Rerated, older: Method | None, newer: Method) -> tuple[MovedScore, ...]:
    """The factors of a rating whose scores differ, on old evidence first, by how far they moved.

    ``older``, ``newer``: its method in the two states.
    """
    anchors_then = dict(_factors(older or newer))
    found = []
    for axis in newer.axes:
        then, now = (each.scores.get(axis.id, {}) for each in (rated.then, rated.now))
        for factor in axis.factors:
            one, other = then.get(factor.id), now.get(factor.id)
            if one is None or other is None or one.score == other.score:
                continue
            former = anchors_then.get((axis.id, factor.id), factor)
            texts = anchor(former, one.score), anchor(factor, other.score)
            found.append(MovedScore(axis, factor, one, other, texts))
    return tuple(sorted(found, key=lambda each: (each.basis not in OLD, -abs(each.step))))


def scored(rated: Rerated, method: Method) -> int | None:
    """The number of factors of a method; ``None`` where one has no score in view in both."""
    states = [each.scores for each in (rated.then, rated.now)]
    places = [(axis.id, factor.id) for axis in method.axes for factor in axis.factors]
    whole = all(each in scores.get(axis, {}) for axis, each in places for scores in states)
    return len(places) if whole else None


def _factors(method: Method) -> Iterator[tuple[tuple[str, str], Factor]]:
    for axis in method.axes:
        for factor in axis.factors:
            yield (axis.id, factor.id), factor


def anchor(factor: Factor, score: int) -> str:
    """What the method says that a score means; of a score between two anchors, both."""
    texts: Mapping[int, str] = {int(key): text for key, text in factor.anchors.items()}
    if score in texts:
        return _quoted(texts[score])
    below = max((each for each in texts if each < score), default=None)
    above = min((each for each in texts if each > score), default=None)
    if below is None or above is None:
        return ""
    return f"between {_quoted(texts[below])} and {_quoted(texts[above])}"


def _quoted(text: str) -> str:
    return f"“{shortened(' '.join(text.split()), _ANCHOR)}”"


def verification(rated: Rerated) -> TextChange:
    """What became of the customer's confirmation; ``none`` also where it is not in view."""
    one, other = rated.then.verified, rated.now.verified
    if other is None:
        return "gone" if one else "none"
    if one is None:
        return "new"
    return "unchanged" if (one.by, one.on) == (other.by, other.on) else "new"


def raters(rating: Rating) -> tuple[str, ...]:
    """The functions that scored, as words in their order."""
    return tuple(words(each) for each in rating.raters)
