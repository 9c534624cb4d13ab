"""Properties of a comparison in which entries have new ids."""

import re
from collections.abc import Iterable
from typing import Any

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from generator.changes.comparison import Comparison
from generator.changes.sections import sections
from generator.model.entries import naming
from generator.model.item import Item
from tests.examples import examples
from tests.review.scenario_table import Files, broken_in, reviewed
from tests.review.test_laws import ANY, CASES, assert_goes_back, assert_leads_to, law, pairs

# The changes and nothing but the changes -----------------------------------------------------


def with_other_ids(value: Any, turn: int) -> Any:
    """``value`` where every third entry has another id, or with the ids of each list swapped."""
    if isinstance(value, tuple):
        entries = tuple(with_other_ids(each, turn) for each in value)
        if not all(isinstance(each, Item) and naming(each) == ("id",) for each in entries):
            return entries
        ids = [each.id for each in entries]
        new = [f"{each}-{turn}" if (turn + len(each)) % 3 == 0 else each for each in ids]
        if turn % 4 == 0:
            new = [*ids[1:], *ids[:1]]
        return tuple(
            each.model_copy(update={"id": name}) for each, name in zip(entries, new, strict=True)
        )
    if isinstance(value, Item):
        fields = {name: getattr(value, name) for name in type(value).model_fields}
        return value.model_copy(
            update={name: with_other_ids(each, turn) for name, each in fields.items()}
        )
    return value


@law
@given(ANY, st.integers(1, 12))
def test_the_changes_made_to_the_base_give_the_head_whatever_ids_its_entries_have_now(
    number: int, turn: int
) -> None:
    for before, after in pairs(CASES[number]):
        assert_leads_to(before, with_other_ids(after, turn))


@law
@given(ANY, st.integers(1, 12))
def test_an_entry_renamed_there_is_renamed_on_the_way_back(number: int, turn: int) -> None:
    for before, after in pairs(CASES[number]):
        assert_goes_back(before, with_other_ids(after, turn))


# Other ids -----------------------------------------------------------------------------------

IDS = (
    "ada",
    "ben",
    "purchasing-head",
    "works-manager",
    "buyer",
    "fewer-leaks",
    "drawings",
    "seals",
)


def under_other_ids(files: Files, chosen: Iterable[str]) -> Files:
    """The same files with new ids for some entries and for all references to them."""
    found = dict(files)
    for name in chosen:
        wanted = re.compile(rf"(?<=[\[:] ){name}(?=[,}}\]\n])|(?<=\[){name}(?=[,\]])")
        found = {path: wanted.sub(f"new-{name}", text) for path, text in found.items()}
    return found


def meaning(found: Comparison) -> list[object]:
    """The description of a change apart from the changed ids."""
    described = [
        (each.subject, each.id, change.text)
        for each in sections(found)
        for change in each.changes
        if change.kind != "renamed"
    ]
    follows = [(each.account, each.topic, each.severity, each.text) for each in found.effects]
    findings = [(each.rule.id, each.account, each.message) for each in (*found.added, *found.fixed)]
    return [described, follows, findings]


def found_again(found: Comparison) -> set[str]:
    paths = (e.path for each in sections(found) for e in each.changes if e.kind == "renamed")
    return {path[-2].removeprefix("new-") for path in paths}


def there(files: Files, name: str) -> bool:
    return any(re.search(rf"\bid: {name}\b(?!-)", text) for text in files.values())


@settings(law, max_examples=examples(6, 12))
@given(ANY, st.sets(st.sampled_from(IDS), min_size=1))
def test_another_id_changes_nothing_of_what_a_change_means(number: int, chosen: set[str]) -> None:
    case = CASES[number]
    renamed = under_other_ids(case.after, chosen)
    assume(broken_in(renamed) == broken_in(case.after))
    found = reviewed(case.before, renamed, case.edition)
    # What has another title as well may be another entry.
    both = {each for each in chosen if there(case.before, each) and there(case.after, each)}
    assume(found_again(found) >= both)
    assert meaning(found) == meaning(reviewed(case.before, case.after, case.edition))
