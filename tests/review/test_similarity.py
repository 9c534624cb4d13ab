"""The similarity of texts, matching of entries with new ids, and its cost."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.changes import compare as module
from generator.changes.compare import compare, match_renamed, similarity
from generator.model.company import Person, Product
from generator.model.kinds import Competency
from tests.review.handbook import HANDBOOK, loaded

law = settings(derandomize=True, database=None, deadline=None, max_examples=200)
WORDS = st.lists(st.sampled_from("abcd"), max_size=12).map(" ".join)


def in_common(one: list[str], other: list[str]) -> int:
    """The longest common subsequence, cell by cell."""
    above = [0] * (len(other) + 1)
    for word in one:
        row = [0]
        for place, each in enumerate(other):
            row.append(above[place] + 1 if word == each else max(row[-1], above[place + 1]))
        above = row
    return above[-1]


@law
@given(WORDS, WORDS)
def test_it_is_twice_the_words_in_common_by_all_words(one: str, other: str) -> None:
    first, second = one.split(), other.split()
    both = len(first) + len(second)
    wanted = 2 * in_common(first, second) / both if both else 1.0
    assert similarity(one, other) == pytest.approx(wanted) == pytest.approx(similarity(other, one))


def test_the_order_of_words_counts_however_long_the_texts_are() -> None:
    assert similarity("a b c d", "d c b a") == 0.25
    assert similarity("a b c d", "a b x y") == 0.5
    words = [f"w{n}" for n in range(10_000)]  # more than fit into the longest text
    assert similarity(" ".join(words), " ".join(reversed(words))) == pytest.approx(1 / 10_000)


def competency(*interview: str) -> Competency:
    found = loaded(HANDBOOK).competencies["listening"]
    return found.model_copy(update={"interview": interview})


def work(monkeypatch: pytest.MonkeyPatch, before: Competency, after: Competency) -> int:
    """The product of word counts, summed over all compared texts."""
    spent = 0

    def counted(one: str, other: str) -> float:
        nonlocal spent
        spent += len(one.split()) * len(other.split())
        return similarity(one, other)

    monkeypatch.setattr(module, "similarity", counted)
    compare(before, after)
    return spent


def test_hostile_texts_are_not_compared_with_each_other(monkeypatch: pytest.MonkeyPatch) -> None:
    """Fifty times fifty long statements of two repeated words each."""
    before = competency(*(f"b{n} " + "x y " * 200 for n in range(50)))
    after = competency(*(f"a{n} " + "y x " * 200 for n in range(50)))
    assert work(monkeypatch, before, after) == 0
    short = competency("b " + "x y " * 200), competency("a " + "y x " * 200)
    assert work(monkeypatch, *short) == 401 * 401


def test_texts_of_very_different_length_are_not_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    long = "How did you find out what the customer meant when nobody said it?"
    assert work(monkeypatch, competency("Ask me."), competency(long)) == 0


def test_beyond_the_bound_nothing_is_lost() -> None:
    """Each statement is removed or added: more severe than reworded, never less."""
    before = competency(*(f"b{n} " + "x y " * 200 for n in range(50)))
    after = competency(*(f"a{n} " + "y x " * 200 for n in range(50)))
    kinds = [change.kind for change in compare(before, after)]
    assert (kinds.count("removed"), kinds.count("added"), len(kinds)) == (50, 50, 100)


# Another id ----------------------------------------------------------------------------------


def products(**called: str) -> dict[str, Product]:
    """Products by id, each given as name and description, as in ``Seals: of rubber``."""
    split = ((key, *text.partition(": ")) for key, text in called.items())
    return {
        key: Product.model_validate({"id": key, "name": name, "what": what or None})
        for key, name, _, what in split
    }


def people(**called: str) -> dict[str, Person]:
    return {
        key: Person.model_validate({"id": key, "name": name, "function": "sales"})
        for key, name in called.items()
    }


def test_what_has_its_title_to_itself_is_found_again() -> None:
    assert match_renamed(products(a="Seals", b="Pumps"), products(c="Seals", b="Pumps")) == [
        ("a", "c")
    ]


def test_a_title_that_others_have_says_nothing_but_what_is_the_same_does() -> None:
    three = "Seals: of rubber", "Seals: of steel", "Seals: of cork"
    before = products(a=three[0], b=three[1], stays=three[2])
    assert (
        match_renamed(before, products(c="Seals: by hand", d="Seals: by post", stays=three[2]))
        == []
    )
    found = match_renamed(before, products(c=three[1], d=three[0], stays=three[2]))
    assert sorted(found) == [("a", "d"), ("b", "c")]


def test_a_tie_matches_neither() -> None:
    before = products(a="Seals for all old pumps: of rubber")
    two = products(b="Seals for all new pumps: of rubber", c="Seals for all big pumps: of rubber")
    assert match_renamed(before, two) == []
    assert match_renamed(before, {"b": two["b"]}) == [("a", "b")]


def test_another_figure_is_another_entry() -> None:
    before = products(a="Report of the first quarter 2026: of rubber")
    assert match_renamed(before, products(b="Report of the first quarter 2027: of rubber")) == []


def test_what_is_there_in_both_is_never_taken_for_another() -> None:
    before, after = products(a="Seals", b="Pumps"), products(a="Pumps", b="Seals")
    assert match_renamed(before, after) == []
    moved_on = products(b="Seals", c="Pumps")
    assert match_renamed(before, moved_on) == []


def test_people_are_known_by_their_whole_names() -> None:
    assert match_renamed(people(a="Jan de Vries"), people(b="Piet de Vries")) == []
    assert match_renamed(people(a="Jan de Vries"), people(b="Jan de Vries")) == [("a", "b")]


def test_any_number_of_ids_may_change_at_once() -> None:
    before = {f"a{n}": f"Product {n}" for n in range(60)}
    after = {f"b{n}": f"Product {n}" for n in range(60)}
    assert match_renamed(products(**before), products(**after)) == [
        (f"a{n}", f"b{n}") for n in range(60)
    ]
