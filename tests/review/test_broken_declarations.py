"""What an id is declared in has errors in one state, and the other never had the id.

A proposal adds an entry, refers to it from another file, and mistypes something in the file that
declares it. What the other state says in place of that file knows nothing of the entry.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

import pytest

from generator.changes.comparison import Comparison, new_findings, review
from generator.changes.not_compared import RevisionState
from generator.findings.classification import Edition
from generator.model.definitions import Definitions, by_key
from generator.model.grammars import Reference
from generator.model.ids import global_ids
from generator.model.kinds import KINDS
from generator.model.walk import Inside, items_in, rewrite, walk
from tests.conftest import AS_OF
from tests.review.test_broken_definitions import (
    SMALL,
    WAYS,
    in_all_formats,
    read_from,
    small,
)
from tests.review.test_secret_references import definitions

NEW = "never-seen-before"
Files = Mapping[str, str]
Place = tuple[str, tuple[str, ...]]
"""The kind of a definition, and the keys of fields down to a reference."""


def compared(one: RevisionState, other: RevisionState) -> Iterator[Comparison]:
    """Both ways, in the editions that see least and most, with everything that is told."""
    for base, head in ((one, other), (other, one)):
        for edition in (Edition.LEADERSHIP, Edition.TEAM, Edition.PUBLIC):
            found = review(base, head, edition, AS_OF)
            in_all_formats(found)
            list(new_findings(found, lambda state: state.findings))
            yield found


# One reference to what is new --------------------------------------------------------------------
@cache
def places() -> Mapping[Place, tuple[str, tuple[str, ...]]]:
    """A reference of each kind to another definition: the id of what it stands in, and its path."""
    everywhere, found = global_ids(definitions()), {}
    for (kind, name), item in by_key(definitions()).items():
        for visit in walk(item):
            of = getattr(visit.value, "kinds", ())
            if isinstance(visit.value, Reference) and any(each in everywhere for each in of):
                fields = tuple(key for key in visit.path if not key.isdigit())
                found[kind, fields] = (name, visit.path)
    return found


def referring(place: Place) -> RevisionState:
    """The state in which one reference leads to what is only in a definition with errors."""
    (kind, _), (name, path) = place, places()[place]
    broken: set[tuple[str, str]] = set()

    def change(part: object, key: str, holder: object, above: tuple[str, ...]) -> object:
        here = (*above, key) if holder is not None else ()
        if here != path or not isinstance(part, Reference):
            return Inside(here)
        new = Reference(NEW)
        new.kinds, new.where = part.kinds, part.where
        for each in part.kinds:
            holders = (
                its.name for its in KINDS.values() for _, what in its.entries if what == each
            )
            broken.update((its, its) for its in holders)
            broken.update({(each, NEW)} if KINDS.get(each) and KINDS[each].of_many else ())
        return new

    item = rewrite(definitions().of_kind(kind)[name], change, ())
    state = definitions().with_items({(kind, name): item})
    return RevisionState(state.without_broken(broken))


QUICK = ("competency-area", "account-team-person", "account-ratings-method", "fit-rules-adds-level")
"""Kinds of references tried in every run."""


def each_place() -> Iterator[Any]:
    for place in places():
        name = "-".join((place[0], *place[1]))
        yield pytest.param(place, id=name, marks=() if name in QUICK else pytest.mark.slow)


@pytest.mark.parametrize("place", list(each_place()))
def test_a_reference_to_what_only_a_definition_with_errors_declares(place: Place) -> None:
    head = referring(place)
    assert head.definitions.broken
    for found in compared(RevisionState(definitions()), head):
        assert found.unread or found.before.catalog.edition is Edition.PUBLIC


# Every id under another name ---------------------------------------------------------------------
def declared(found: Definitions) -> Iterator[tuple[str, str]]:
    """Every id with the file that declares it."""
    for item in by_key(found).values():
        for each in items_in(item):
            if own := getattr(each, "id", None):
                yield str(own), each.where.path


IDS = tuple(sorted(set(declared(definitions()))))
FEW = 17
"""One id in so many is tried in every run."""


@pytest.mark.parametrize(
    ("name", "path"),
    [
        pytest.param(*each, id="-".join(each), marks=pytest.mark.slow if at % FEW else ())
        for at, each in enumerate(IDS)
    ],
)
def test_an_id_is_another_one_wherever_it_stands(name: str, path: str) -> None:
    """With it, what no reference holds: levels as keys, factors, steps and cells."""
    word = re.compile(rf"(?<![\w./-]){re.escape(name)}(?![\w./-])")
    other = {each: word.sub(NEW, text) for each, text in SMALL.items()}
    other[path] = WAYS["a wrong value"](other[path])
    if other[path] == SMALL[path]:
        other[path] = WAYS["a syntax error"](other[path])
    for _ in compared(small(), read_from(other, (small().definitions,))):
        pass


# What stays --------------------------------------------------------------------------------------
def test_results_that_do_not_rest_on_what_is_new_are_told() -> None:
    """Somebody new has a task, and people have errors: that the account moved is told anyway."""
    strategy = "accounts/acme-pumps/strategy.yaml"
    moved = {**SMALL, strategy: re.sub("score: [78]", "score: 2", SMALL[strategy])}
    path = "content/people.yaml"
    other = {
        **moved,
        path: WAYS["a syntax error"](moved[path]),
        strategy: moved[strategy].replace("owner: ben", f"owner: {NEW}", 1),
    }
    assert NEW in other[strategy] and moved[strategy] != SMALL[strategy]
    found = review(small(), read_from(other, (small().definitions,)), Edition.TEAM, AS_OF)
    assert "cell-changed-without-decision" in {each.rule.id for each in found.required}
