"""Effects on judgements: what a moved score, stance or reading rests on, then and now."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from generator.analysis.coverage import Covered
from generator.changes.effects.effect import EffectTexts, Pair, compares
from generator.changes.score_evidence import (
    OLD,
    MovedScore,
    Rerated,
    ScoreBasis,
    TextChange,
    change_of,
    moved_scores,
    raters,
    rerated,
    scored,
    verification,
)
from generator.model.method import Method
from generator.model.rating import Rating
from generator.model.severities import Severity
from generator.model.stakeholders import Stakeholder
from generator.model.strategy import Objective
from generator.text.formats import counted, day_text, figure, listed
from generator.text.units import unit_for

_RESTS_ON: dict[ScoreBasis, str] = {
    "unchanged": "on unchanged evidence",
    "redated": "on the same evidence dated differently",
    "rewritten": "on rewritten evidence",
    "missing": "without evidence",
    "new": "on new evidence",
}

_Ratings = tuple[Rating, ...]


@compares("position", "account.ratings")
def on_old_evidence(pair: Pair, before: _Ratings, after: _Ratings) -> EffectTexts:
    """Scores of a rating that moved where nothing but the number, a day or some words changed."""
    for rated, method, moved in moved_by_rating(pair, before, after):
        if any(each.basis in OLD for each in moved):
            everything = {each.basis in OLD for each in moved} == {True} and len(moved) > 1
            everything = everything and len(moved) == scored(rated, method)
            severity = Severity.MAJOR if everything else Severity.MINOR
            yield severity, _in_short(rated, method, moved), rated.now.where, _day(rated)


@compares("position", "account.ratings")
def on_new_evidence(pair: Pair, before: _Ratings, after: _Ratings) -> EffectTexts:
    """Scores of a rating that all moved on new evidence, or did not move in a new rating."""
    for rated, method, moved in moved_by_rating(pair, before, after):
        where, about = rated.now.where, _day(rated)
        if moved and not any(each.basis in OLD for each in moved):
            yield Severity.PATCH, _in_short(rated, method, moved), where, about
        elif not moved and rated.is_new and scored(rated, method):
            days = f"of {day_text(rated.now.on)} has the scores of {day_text(rated.then.on)}"
            text = f"The rating by {method.name} {days}{_confirmed(rated)}."
            yield Severity.MINOR, text, where, about


@compares("position", "account.ratings")
def withdrawn(pair: Pair, before: _Ratings, after: _Ratings) -> EffectTexts:
    """The newest rating by a method that is gone, so that an earlier one counts again."""
    for method in pair.catalog.methods.values():
        ids = (method.id, *method.aliases)
        older, newer = ([e for e in those if e.method in ids] for those in (before, after))
        if not older or not newer:
            continue
        last, now = (max(those, key=lambda each: each.on) for those in (older, newer))
        if now.on < last.on and any(each.on == now.on for each in older):
            text = f"The rating by {method.name} of {day_text(last.on)} was withdrawn"
            newest = f"the newest is of {day_text(now.on)}, {_age(now.on, pair.as_of)}"
            yield Severity.MAJOR, f"{text}; {newest}.", now.where, f"{now.method}/{last.on}"


def _age(day: date, as_of: date) -> str:
    """``7 months old``, in whole months."""
    months = (as_of.year - day.year) * 12 + as_of.month - day.month - (as_of.day < day.day)
    return f"{counted(months, 'month') if months > 0 else 'less than a month'} old"


@compares("position", "account.ratings")
def score(pair: Pair, before: _Ratings, after: _Ratings) -> EffectTexts:
    """Each of several scores that moved, what it means by the method, and what it rests on."""
    for rated, _, moved in moved_by_rating(pair, before, after):
        for each in moved if len(moved) > 1 else ():
            about = f"{_day(rated)}/{each.axis.id}/{each.factor.id}"
            yield Severity.PATCH, f"{_one(each)}.", each.now.where, about


def _one(moved: MovedScore) -> str:
    """A score that moved, without a full stop."""
    anchors = dict.fromkeys(moved.anchors)
    means = f" ({'both ' if len(anchors) == 1 else ''}{' -> '.join(anchors)})"
    step = f"{moved.factor.name} {moved.then.score} -> {moved.now.score}"
    return f"{step}{means if all(anchors) else ''}: {_basis(moved)}"


def moved_by_rating(
    pair: Pair, before: _Ratings, after: _Ratings
) -> Iterator[tuple[Rerated, Method, tuple[MovedScore, ...]]]:
    """The ratings that can be compared, with their methods and the scores that differ.

    The newest first: it decides where the account stands.
    """

    def ids(method: str) -> Iterable[str]:
        found = _method(pair.catalog.methods, method)
        return (found.id, *found.aliases) if found else ()

    for rated in sorted(rerated(before, after, ids), key=lambda e: e.now.on, reverse=True):
        method = _method(pair.catalog.methods, rated.now.method)
        if method is not None:
            older = _method(pair.older.methods, rated.then.method)
            yield rated, method, moved_scores(rated, older, method)


def _method(methods: Mapping[str, Method], method_id: str) -> Method | None:
    return next(
        (each for each in methods.values() if method_id in (each.id, *each.aliases)),
        None,
    )


def _day(rated: Rerated) -> str:
    """What names the rating."""
    return f"{rated.now.method}/{rated.now.on}"


def _in_short(rated: Rerated, method: Method, moved: Sequence[MovedScore]) -> str:
    """How many scores moved, how far and on what, in one sentence; of a single one all of it."""
    rating = f"rating by {method.name}, {day_text(rated.now.on)}"
    if rated.is_new:
        rating = f"new {rating}, compared with {day_text(rated.then.on)}"
    also = f"({rating}){_confirmed(rated)}{_raters(rated)}."
    if len(moved) == 1:
        return f"{_one(moved[0])} {also}"
    every = scored(rated, method)
    how_many = f"{len(moved)} of {every} scores" if every else f"{len(moved)} scores"
    how_many = f"All {every} scores" if every == len(moved) else how_many
    rest = Counter(_RESTS_ON[each.basis] for each in moved)
    several = (f"{number} {each}" for each, number in rest.items())
    basis = f": {listed([*several])}" if len(rest) > 1 else f" {next(iter(rest))}"
    return f"{how_many} {_way(moved)}{basis} {also}"


def _way(moved: Sequence[MovedScore]) -> str:
    steps = [each.step for each in moved]
    if min(steps) < 0 < max(steps):
        return "moved"
    sizes = sorted({abs(each) for each in steps})
    by = f"{sizes[0]}" if len(sizes) == 1 else f"{sizes[0]} to {sizes[-1]}"
    return f"{'rose' if steps[0] > 0 else 'fell'} by {by}"


def _confirmed(rated: Rerated) -> str:
    """What became of the customer's confirmation, as a clause."""
    found, now = verification(rated), rated.now.verified
    if now is None:
        return "; the customer's confirmation is gone" if found == "gone" else ""
    if found == "unchanged":
        return "; the customer's confirmation is the same"
    other = "another confirmation" if rated.then.verified else "confirmed"
    return f"; {other} by the customer, {day_text(now.on)}"


def _raters(rated: Rerated) -> str:
    one, other = raters(rated.then), raters(rated.now)
    return f"; rated by {listed(other)} instead of {listed(one)}" if {*one} != {*other} else ""


_SAID: dict[TextChange, str] = {
    "unchanged": "unchanged",
    "rewritten": "rewritten",
    "new": "new",
    "gone": "gone",
}


def _basis(moved: MovedScore) -> str:
    """What became of evidence, source, day and confidence, as a clause."""
    states: dict[str, list[str]] = {}
    for name, change in (("evidence", moved.evidence), ("source", moved.source)):
        if change in _SAID:
            states.setdefault(_SAID[change], []).append(name)
    if moved.then.date and moved.then.date == moved.now.date:
        states.setdefault("unchanged", []).append("date")
    clauses = [f"{listed(names)} {how}" for how, names in states.items()]
    if moved.evidence == "none":
        clauses = ["no evidence", *clauses]
    if moved.then.date != moved.now.date:
        clauses.append(f"date {_days(moved.then.date, moved.now.date)}")
    if moved.then.confidence != moved.now.confidence:
        sure = (each or "not given" for each in (moved.then.confidence, moved.now.confidence))
        clauses.append(f"confidence {' -> '.join(sure)}")
    return ", ".join(clauses)


def _days(before: date | None, after: date | None) -> str:
    return " -> ".join(day_text(each) if each else "none" for each in (before, after))


@compares("relationships", "coverage.posts", "stakeholder.stance", by="stakeholder")
def stance(_pair: Pair, then: Covered, now: Covered) -> EffectTexts:
    """What another stance rests on."""
    one, other = then.stakeholder, now.stakeholder
    found = change_of(one.evidence, other.evidence)
    rests = "has no evidence" if found in ("none", "gone") else f"rests on {found} evidence"
    severity = Severity.PATCH if found == "new" else Severity.MINOR
    day = _dated(one.on, other.on)
    text = f"{other.function}: the new stance {rests}; marked as {other.known}, {day}."
    yield severity, text, other.where


def _dated(before: date, after: date) -> str:
    """``still dated 1 Sep 2026``."""
    day = f"dated {day_text(after)}"
    if after > before:
        return day
    return f"still {day}" if after == before else f"{day}, earlier than before"


def judged_on(before: Stakeholder, after: Stakeholder) -> tuple[bool, str]:
    """Whether another judgement of a post has new evidence, and what it rests on, as a clause."""
    found = change_of(before.evidence, after.evidence)
    rests = "without evidence" if found in ("none", "gone") else f"on {found} evidence"
    return found == "new", f"{rests}, {_dated(before.on, after.on)}"


@compares("plan", "account.objectives", "metric.actual", by="id")
def reading(_pair: Pair, then: Objective, now: Objective) -> EffectTexts:
    """A reading that changed without a later day of reading."""
    one, other = then.metric, now.metric
    if one is None or other is None or one.actual is None or other.actual is None:
        return
    if (one.unit, one.measure) != (other.unit, other.measure) or one.actual == other.actual:
        return
    if one.on is None or other.on is None:
        day = "without a day of reading"
    elif other.on == one.on:
        day = f"with the same day of reading, {day_text(one.on)}"
    elif other.on < one.on:
        day = f"by an earlier reading, {day_text(one.on)} -> {day_text(other.on)}"
    else:
        return
    unit = unit_for(other.actual, other.unit)
    values = f"{figure(one.actual)} -> {figure(other.actual)} {unit}"
    yield Severity.MINOR, f"“{now.what}”: {values} {day}.", now.where
