"""A finding is fixed by who changes what it is about, never by another value somewhere else.

The law of `test_law_of_checks.py`, for values that are others instead of gone. Moved are

- numbers: doubled, halved, one more and one less, whatever they are (limits, weights, cuts, shares,
  amounts, scores, spans, versions, rhythms), and days by a year and by a day;
- references: to everything else that the field may name,

as far as a file may hold them, in every definition there is. A finding that vanishes then counts as
fixed only in these cases, which its check declares:

- The check rests on the definition of the value in a way that may fix (`Basis`).
- It is the definition of the finding, and the value stands in its entry, at its place or under a
  key that the remedy names, or it names another entry, which is a new one then.
- It is the definition of the finding, and the check says what fixes it (`removal_fixes`,
  `not_fixed`).

Each run moves all values elsewhere at once, in one scenario of each check. What is marked slow
moves each by itself, in every scenario, as long as the definitions hold together. Both do so once
more with an edit in the account that has nothing to do with it.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from itertools import zip_longest
from pathlib import Path
from typing import Annotated, Any, NamedTuple

import pytest
from pydantic import TypeAdapter, ValidationError

from generator.checks import CHECKS, check_definitions
from generator.checks.check import Basis, Check, fixed
from generator.findings.finding import Location
from generator.model.definitions import Definitions, Key, by_key
from generator.model.entries import named, naming, places_in
from generator.model.grammars import Interval, Range, Reference, SemanticVersion
from generator.model.ids import Ids, global_ids, own_ids
from generator.model.item import Item, names_by_key
from generator.model.kinds import KINDS, kind_of
from generator.model.walk import Inside, Visit, rewrite, walk
from generator.reading.tree import read_tree
from tests.examples import spread
from tests.review.scenario_table import Files, definitions
from tests.review.test_law_of_checks import State, scenarios, with_an_edit
from tests.scenarios.scenario import Scenario

MOVES: Mapping[str, tuple[Callable[[Any], Any], int]] = {
    "twice": (lambda number: number * 2, 365),
    "half": (lambda number: number / 2, -365),
    "one more": (lambda number: number + 1, 1),
    "one less": (lambda number: number - 1, -1),
}
"""What becomes of a number, and by how many days a day moves; references just point elsewhere."""

FAR = ("twice", "half")
"""The moves of each run."""

BASES = {"account": Basis.ACCOUNTS, "method": Basis.METHOD, "organisation": Basis.ORGANISATION}
"""What a check rests on if it reads a kind of definition; the others are the handbook."""


RULES = {check.rule.id for check in CHECKS}


class Place(NamedTuple):
    """Where a value stands: the definition, and the keys and names that lead to it."""

    key: Key
    path: tuple[str, ...]


def moved(value: Any, move: str) -> Any:
    """Another number of its type; the value itself if it is no number."""
    number, days = MOVES[move]
    if isinstance(value, date):
        return value + timedelta(days)
    if isinstance(value, int | Decimal) and not isinstance(value, bool):
        return type(value)(number(value))
    if isinstance(value, Interval):
        return Interval(int(number(value.count)), value.unit)
    if isinstance(value, Range):
        return Range(int(number(value.low)), int(number(value.high)))
    if isinstance(value, SemanticVersion):
        return SemanticVersion(int(number(value.major)), value.minor, value.patch)
    return value


@cache
def grammar(model: type[Item], key: str) -> TypeAdapter[Any]:
    info = model.model_fields[names_by_key(model)[key]]
    parts: Any = (info.annotation, *info.metadata)
    return TypeAdapter(Annotated[parts] if info.metadata else parts[0])


def may_stand(value: Any, visit: Visit) -> bool:
    """Whether a file may hold the value in this place."""
    model: type[Item] = type(visit.holder)
    text = format(value, "f") if isinstance(value, Decimal) else str(value)
    for written in (text, f"{text} %"):
        with suppress(ValidationError):
            read = grammar(model, visit.key).validate_python(written)
            return bool(read == value)
    return False


def other_numbers(visit: Visit) -> dict[str, Any]:
    """The other numbers of a place by move."""
    if not isinstance(visit.holder, Item):
        return {}
    found = ((move, moved(visit.value, move)) for move in MOVES)
    return {
        move: value for move, value in found if value != visit.value and may_stand(value, visit)
    }


def other_references(reference: Reference, ids: Ids) -> dict[str, Any]:
    """References to all else that is of one of its kinds, the first of them by move."""
    others = [each for kind in reference.kinds for each in ids.get(kind, ()) if each != reference]
    found = {}
    for each, move in zip_longest(others, MOVES):
        if each is not None:
            found[move or f"to {each}"] = other = Reference(each)
            other.kinds, other.where = reference.kinds, reference.where
    return found


@dataclass(frozen=True)
class Values:
    """The values of a state that may be others: by place, and by what is done to them."""

    before: Definitions
    others: Mapping[Place, Mapping[str, Any]]
    entries: Mapping[Place, tuple[str, ...]]
    names: frozenset[Place]

    @classmethod
    def of(cls, before: Definitions) -> "Values":
        shared, others, entries, names = global_ids(before), {}, {}, set()
        for key, item in by_key(before).items():
            ids = {**shared, **own_ids(item)}
            for visit in walk(item, named):
                place = Place(key, visit.path)
                entries[place] = entry_of(visit)
                if isinstance(visit.holder, Item) and visit.key in naming(visit.holder):
                    names.add(place)
                is_reference = isinstance(visit.value, Reference)
                found = other_references(visit.value, ids) if is_reference else other_numbers(visit)
                if found:
                    others[place] = found
        return cls(before, others, entries, frozenset(names))

    def at(self, where: Location) -> Place | None:
        """The outermost place at a location."""
        for key, item in by_key(self.before).items():
            for each, path in places_in(item):
                if each == where:
                    return Place(key, path)
        return None

    def moved(self, places: Iterable[Place], move: str) -> Definitions:
        """The definitions with the same done to the values in these places."""
        found = ((place, self.others[place]) for place in places)
        return self.with_others({place: each[move] for place, each in found if move in each})

    def with_others(self, new: Mapping[Place, Any]) -> Definitions:
        """The definitions with other values in these places."""

        def changed(key: Key, item: Item) -> Item:
            def change(_: Any, part: str, holder: Any, above: tuple[str, ...]) -> Any:
                here = above if holder is None else (*above, part)
                return new.get(Place(key, here), Inside(here))

            made: Item = rewrite(item, change, (), named)
            return made

        keys = {place.key for place in new}
        items = by_key(self.before)
        return self.before.with_items({key: changed(key, items[key]) for key in keys})


def entry_of(visit: Visit) -> tuple[str, ...]:
    """The path of the innermost entry of a list around a value; empty outside of all lists."""
    at: Visit | None = visit
    while at is not None and not (isinstance(at.value, Item) and isinstance(at.holder, tuple)):
        at = at.above
    return at.path if at else ()


def may_fix(check: Check, about: Place | None, values: Values, place: Place) -> bool:
    """Whether a check declares that another value in a place may fix what it finds at another."""
    basis = BASES.get(place.key[0], Basis.HANDBOOK)
    if basis in check.rests_on and basis.may_fix:
        return True
    if about is None or place.key != about.key:
        return False
    if check.removal_fixes or check.not_fixed is not fixed:
        return True
    entry, below = values.entries.get(about, ()), place.path[: len(about.path)] == about.path
    inside = place.path[: len(entry)] == entry if entry else values.entries[place] == ()
    told = not keys_of(check.rule.remedy).isdisjoint(place.path)
    return inside or below or told or place in values.names


@cache
def keys_of(remedy: str) -> frozenset[str]:
    """The keys that a remedy names."""
    return frozenset(re.findall(r"\w+", " ".join(re.findall(r"`(.+?)`", remedy))))


def laid_out(scenario: Scenario, folder: Path) -> Definitions:
    """The definitions of a scenario, and each of the handbook's a second time to be pointed to."""
    files = {file.path: file.data.decode() for file in read_tree(scenario.lay_out(folder))[0]}
    return definitions(files | dict(twins(files)))


def twins(files: Files) -> Iterator[tuple[str, str]]:
    for path, text in files.items():
        kind = KINDS.get(kind_of(path) or "")
        if kind and kind.of_many and not kind.in_folders:
            name = Path(path).stem
            yield kind.place_of(f"{name}-twin"), text.replace(f"id: {name}", f"id: {name}-twin", 1)


@pytest.mark.parametrize("check", spread(CHECKS, 10), ids=lambda check: check.rule.id)
def test_nobody_fixes_a_finding_by_other_values_elsewhere(check: Check, tmp_path: Path) -> None:
    scenario = next(each for each in scenarios() if check.rule.id in each.rules)
    values = Values.of(laid_out(scenario, tmp_path))
    older = State.of(check, scenario.as_of, values.before)
    assert older.findings
    for finding in older.findings:
        about = values.at(finding.where)
        elsewhere = {each for each in values.others if not may_fix(check, about, values, each)}
        own = {each for each in elsewhere if about is not None and each.key == about.key}
        for places in (own, elsewhere - own):
            for move in FAR if places else ():
                after = values.moved(places, move)
                for state in (after, with_an_edit(after)) if places is not own else (after,):
                    assert finding not in older.compared(older.now(state)).fixed, move


@pytest.mark.slow
@pytest.mark.parametrize(
    "scenario",
    [each for each in scenarios() if not each.rules.isdisjoint(RULES)],
    ids=lambda scenario: scenario.name,
)
def test_nobody_fixes_a_finding_by_one_other_value_elsewhere(
    scenario: Scenario, tmp_path: Path
) -> None:
    values = Values.of(laid_out(scenario, tmp_path))
    checks = [each for each in CHECKS if each.rule.id in scenario.rules]
    states = [State.of(check, scenario.as_of, values.before) for check in checks]
    for place, others in values.others.items():
        for move, value in others.items():
            after = values.with_others({place: value})
            for older in states:
                newer = older.now(after)
                lost = not set(older.findings) <= set(newer.findings)
                states_now = (newer, older.now(with_an_edit(after))) if lost else ()
                for finding in {each for now in states_now for each in older.compared(now).fixed}:
                    allowed = may_fix(older.check, values.at(finding.where), values, place)
                    assert allowed or next(check_definitions(after), None), (place, move)
