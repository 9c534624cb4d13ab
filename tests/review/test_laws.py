"""Properties of a comparison, whatever changed."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
import yaml
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from generator.changes.compare import IN_ORDER, Change, compare, match_entries, same
from generator.changes.comparison import Comparison, review
from generator.exports.comparison import review_document
from generator.exports.record import as_json
from generator.findings.classification import Edition
from generator.model.definitions import by_key
from generator.model.entries import name_of, title_field
from generator.model.item import Item
from generator.reading.parse import read
from generator.reporters.comparison_markdown import as_markdown
from tests.examples import examples
from tests.review.scenario_table import (
    AS_OF,
    Case,
    Files,
    as_text,
    broken_in,
    cases,
    definitions,
    reviewed,
    small,
)

law = settings(derandomize=True, database=None, deadline=None, max_examples=examples(8, 25))
CASES = cases()
ANY = st.integers(0, len(CASES) - 1)
"""The number of a case: a case itself is a long read where a law does not hold."""


def in_all_formats(found: Comparison) -> tuple[str, str, str]:
    document = as_json(review_document(found, "base", "head"), for_people=True)
    return as_text(found), as_markdown(found, "base", "head"), document


# The same ------------------------------------------------------------------------------------


@law
@given(ANY, st.sampled_from(Edition))
def test_a_thing_and_itself_do_not_differ(number: int, edition: Edition) -> None:
    found = reviewed(CASES[number].after, CASES[number].after, edition)
    assert (found.differences, found.effects) == ((), ())
    assert (found.required, found.added, found.fixed, found.still_overdue) == ((), (), (), ())


def turned(value: Any, order: Callable[[int], int]) -> Any:
    """Mappings inside with their keys in another order."""
    if isinstance(value, dict):
        keys = sorted(value, key=lambda key: (order(len(key)), key))
        return {key: turned(value[key], order) for key in keys}
    if isinstance(value, list):
        return [turned(each, order) for each in value]
    return str(value)


def reordered(files: Files, keys: Callable[[int], int], *, backwards: bool) -> Files:
    """The same content, its keys and its files in another order."""
    found = {}
    for path in sorted(files, reverse=backwards):
        text = files[path]
        data, _ = read(path, text.encode()) if path.endswith(".yaml") else (None, ())
        if data is not None:
            text = yaml.dump(
                turned(data, keys), Dumper=yaml.CSafeDumper, sort_keys=False, allow_unicode=True
            )
        found[path] = text
    return found


@pytest.mark.slow
@law
@given(ANY, st.integers(2, 7), st.booleans())
def test_no_order_of_keys_or_files_changes_a_comparison(
    number: int, turn: int, backwards: bool
) -> None:
    def order(length: int) -> int:
        return length % turn

    case = CASES[number]
    assume(case.area != "broken")  # what cannot be read cannot be written in another order
    plain = reviewed(case.before, case.after, case.edition, case.authors)
    before = reordered(case.before, order, backwards=not backwards)
    after = reordered(case.after, order, backwards=backwards)
    other = reviewed(before, after, case.edition, case.authors)
    assert in_all_formats(other) == in_all_formats(plain)


# The changes and nothing but the changes -----------------------------------------------------


def applied(value: Any, after: Any, changes: Iterable[tuple[tuple[str, ...], Change]]) -> Any:
    """``value`` with changes made; ``after``: only to tell how entries are named in paths."""
    by_step: dict[str, list[tuple[tuple[str, ...], Change]]] = {}
    for path, change in changes:
        if not path:
            return change.after
        by_step.setdefault(path[0], []).append((path[1:], change))
    if isinstance(value, Item):
        return applied_to_item(value, after, by_step)
    if isinstance(value, tuple) or isinstance(after, tuple):
        return applied_to_list(value or (), after or (), by_step)
    found = dict(value)
    for step, inside in by_step.items():
        new = applied(found.get(step), (after or {}).get(step), inside)
        found = {key: each for key, each in found.items() if key != step}
        if new is not None:
            found[step] = new
    return found


def applied_to_item(value: Item, after: Any, by_step: Mapping[str, Any]) -> Item:
    changed = {}
    for name, info in type(value).model_fields.items():
        if inside := by_step.get(info.alias or name):
            new = applied(getattr(value, name), getattr(after, name, None), inside)
            absent = info.get_default(call_default_factory=True)
            changed[name] = absent if new is None else new
    return value.model_copy(update=changed)


def applied_to_list(
    value: tuple[Any, ...], after: tuple[Any, ...], by_step: Mapping[str, Any]
) -> tuple[Any, ...]:
    entries, newer = match_entries(value, after)
    for step, inside in by_step.items():
        if step == "order" and step not in {**entries, **newer}:
            order = inside[0][1].after
            entries = dict(sorted(entries.items(), key=lambda pair: order.index(pair[0])))
            continue
        was = step if step in entries else named_before(inside, entries, newer.get(step))
        new = applied(entries.get(was), newer.get(step), inside)
        if was not in entries:
            entries[step] = new
        elif new is None:
            del entries[was]
        else:
            entries = {
                (step if key == was else key): (new if key == was else each)
                for key, each in entries.items()
            }
    return tuple(entries.values())


def named_before(inside: Iterable[Any], entries: Mapping[str, Any], now: Any) -> str:
    """The entry whose words or id changed, which identify it, or that had no id before."""
    words = [change.before for path, change in inside if len(path) < 2]
    words += [getattr(now, title_field(now))] if isinstance(now, Item) and title_field(now) else []
    return next((str(each) for each in words if str(each) in entries), "")


def canonical(value: Any) -> Any:
    """A value with its lists in the order of what names their entries."""
    if isinstance(value, Item):
        fields = {name: canonical(getattr(value, name)) for name in type(value).model_fields}
        return type(value).__name__, tuple(fields.items())
    if isinstance(value, tuple):
        return tuple(sorted((name_of(each), repr(canonical(each))) for each in value))
    if isinstance(value, dict):
        return tuple(sorted((str(key), repr(canonical(each))) for key, each in value.items()))
    return value.normalize() if isinstance(value, Decimal) else value


def pairs(case: Case) -> Iterator[tuple[Item, Item]]:
    older, newer = by_key(definitions(case.before)), by_key(definitions(case.after))
    yield from ((older[key], newer[key]) for key in older if key in newer)


@law
@given(ANY)
def test_the_changes_made_to_the_base_give_the_head(number: int) -> None:
    assert_changes_lead_to_the_head(number)


@pytest.mark.slow
def test_in_every_case_the_changes_made_to_the_base_give_the_head() -> None:
    for number in range(len(CASES)):
        assert_changes_lead_to_the_head(number)


def assert_changes_lead_to_the_head(number: int) -> None:
    for before, after in pairs(CASES[number]):
        assert_leads_to(before, after)


def assert_leads_to(before: Item, after: Item) -> None:
    changes = compare(before, after, apart=())
    made = applied(before, after, [(change.path, change) for change in changes])
    assert canonical(made) == canonical(after), [str(each) for each in changes]
    for key in IN_ORDER:
        assert [e.id for e in getattr(made, key, ())] == [e.id for e in getattr(after, key, ())]
    assert same(made, after)


@law
@given(ANY)
def test_the_way_back_takes_back_what_was_added(number: int) -> None:
    for before, after in pairs(CASES[number]):
        assert_goes_back(before, after)


def assert_goes_back(before: Item, after: Item) -> None:
    opposite = {"added": "removed", "removed": "added", "renamed": "renamed"}
    there, back = compare(before, after), compare(after, before)
    added = sorted((opposite[e.kind], *roughly(e)) for e in there if e.kind in opposite)
    assert added == sorted((e.kind, *roughly(e)) for e in back if e.kind in opposite)


def roughly(change: Change) -> tuple[str, int]:
    """The place of a change; a reworded entry has another name in the reverse change."""
    return change.path[0], len(change.path)


# Noninterference -----------------------------------------------------------------------------

ACCOUNT, ECONOMICS = "accounts/acme-pumps/account.yaml", "accounts/acme-pumps/economics.yaml"
STRATEGY, ROLE = "accounts/acme-pumps/strategy.yaml", "content/roles/kam.yaml"
PEOPLE, BROOK = "content/people.yaml", "accounts/brook-dairies/account.yaml"
_RISK = "  - {id: secret, class: CLASS, what: A secret, trigger: T, likelihood: low, impact: low, "
# What an edition may not see: text, what it becomes, and the editions that hear nothing of it.
_TEAM = (Edition.TEAM, Edition.HR, Edition.PUBLIC)
HIDDEN: tuple[tuple[str, str, str, tuple[Edition, ...]], ...] = (
    (ECONOMICS, "goods: 500 k", "goods: 900 k", _TEAM),
    (ECONOMICS, "margin_floor: 20 %", "margin_floor: 60 %", _TEAM),
    (ECONOMICS, "  periods:\n", "  periods:\n    # one more line\n", (*_TEAM, Edition.LEADERSHIP)),
    (PEOPLE, "also_carries: {accounts: 1,", "also_carries: {accounts: 7,", _TEAM),
    (STRATEGY, "risks:\n", f"risks:\n{_RISK}response: R, owner: ada}}\n", _TEAM),
    (
        STRATEGY,
        "assumptions:\n",
        "assumptions:\n  - {id: hunch, class: restricted, what: A hunch, since: 2026-01-01, "
        "evidence: E, confidence: low, expires: 2026-02-01, owner: ada}\n",
        (*_TEAM, Edition.LEADERSHIP),
    ),
    (BROOK, "what: Clean lines", "what: Dirty lines", (Edition.HR, Edition.PUBLIC)),
    (ACCOUNT, "name: Acme Pumps", "name: Apex Pumps", (Edition.HR, Edition.PUBLIC)),
    (PEOPLE, "name: Ada Blum", "name: Ida Blum", (Edition.HR, Edition.PUBLIC)),
    (
        ROLE,
        "requires:\n",
        "requires:\n  - {competency: languages, level: basic, class: confidential}\n",
        _TEAM,
    ),
)


_REQUIRED = len(HIDDEN) - 1
"""The requirement, which names a competency that a role may show as well."""


def hidden_changes(files: Files, edition: Edition, chosen: Iterable[int]) -> Files:
    found = dict(files)
    for number in chosen:
        path, text, new, editions = HIDDEN[number]
        if edition in editions and found.get(path, "").count(text) == 1:
            found[path] = found[path].replace(text, new.replace("CLASS", "confidential"))
    return found


@law
@given(
    ANY,
    st.sampled_from(Edition),
    st.sets(st.integers(0, len(HIDDEN) - 1), min_size=1),
    st.sets(st.integers(0, len(HIDDEN) - 1)),
)
def test_what_an_edition_may_not_see_does_not_change_its_comparison(
    number: int, edition: Edition, in_head: set[int], in_base: set[int]
) -> None:
    case = CASES[number]
    # Shown once, hidden at the same place since: by ADR 0013 the gate withholds that it was shown.
    shown = ["competency: languages" in each.get(ROLE, "") for each in (case.before, case.after)]
    assume(shown != [True, False] or _REQUIRED not in in_head | in_base)
    before = hidden_changes(case.before, edition, in_base)
    after = hidden_changes(case.after, edition, in_head | in_base)
    # Errors are shown to every edition, so hidden values may cause none.
    for plain, changed in ((case.before, before), (case.after, after)):
        assume(broken_in(plain) == broken_in(changed))
    changed_outputs = in_all_formats(reviewed(before, after, edition))
    assert changed_outputs == in_all_formats(reviewed(case.before, case.after, edition))


def test_each_hidden_change_is_visible_to_some_edition_or_to_none() -> None:
    """Otherwise the property above would hold trivially."""
    for number, (_, _, _, editions) in enumerate(HIDDEN):
        after = {**hidden_changes(small(), editions[0], [number])}
        assert after != small(), number
        older, newer = definitions(small()), definitions(after)
        assert not newer.broken
        seen = review(older, newer, Edition.LEADERSHIP, AS_OF)
        visible = bool(seen.differences)
        assert visible is (Edition.LEADERSHIP not in editions), number


def test_the_data_holds_no_line() -> None:
    """A line number would disclose how much hidden text precedes it."""
    case = replace(cases()[0], edition=Edition.TEAM)
    document = json.loads(in_all_formats(reviewed(case.before, case.after, case.edition))[2])
    assert document["definitions"]
    assert '"line"' not in json.dumps(document)
