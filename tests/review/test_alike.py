"""How alike two wordings are, and how much work is spent on finding out."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.definitions.models import Competency
from generator.review import likeness as module
from generator.review.compare import compare
from generator.review.likeness import alike
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
    assert alike(one, other) == pytest.approx(wanted) == pytest.approx(alike(other, one))


def test_texts_too_long_to_compare_in_order_are_compared_by_their_words(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert alike("a b c d", "d c b a") == 0.25
    monkeypatch.setattr(module, "_MOST_WORK", 15)
    assert alike("a b c d", "d c b a") == 1.0
    assert alike("a b c d", "a b x y") == 0.5


def competency(*interview: str) -> Competency:
    found = loaded(HANDBOOK).competencies["listening"]
    return found.model_copy(update={"interview": interview})


def work(monkeypatch: pytest.MonkeyPatch, before: Competency, after: Competency) -> int:
    """Words times words of all the texts that are held against each other."""
    spent = 0

    def counted(one: str, other: str) -> float:
        nonlocal spent
        spent += len(one.split()) * len(other.split())
        return alike(one, other)

    monkeypatch.setattr(module, "alike", counted)
    compare(before, after)
    return spent


def test_hostile_texts_are_not_held_against_each_other(monkeypatch: pytest.MonkeyPatch) -> None:
    """Fifty times fifty long statements, of two words each over and over."""
    before = competency(*(f"b{n} " + "x y " * 200 for n in range(50)))
    after = competency(*(f"a{n} " + "y x " * 200 for n in range(50)))
    assert work(monkeypatch, before, after) == 0
    short = competency("b " + "x y " * 200), competency("a " + "y x " * 200)
    assert work(monkeypatch, *short) == 401 * 401


def test_texts_of_very_different_length_are_not_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    long = "How did you find out what the customer meant when nobody said it?"
    assert work(monkeypatch, competency("Ask me."), competency(long)) == 0


def test_beyond_the_bound_nothing_is_lost() -> None:
    """Each statement is removed or added: heavier than reworded, never lighter."""
    before = competency(*(f"b{n} " + "x y " * 200 for n in range(50)))
    after = competency(*(f"a{n} " + "y x " * 200 for n in range(50)))
    kinds = [change.kind for change in compare(before, after)]
    assert (kinds.count("removed"), kinds.count("added"), len(kinds)) == (50, 50, 100)
