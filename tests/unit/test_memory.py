"""What a process that goes on remembers: results, as long as their inputs are the same objects."""

from decimal import Decimal

from generator.cache.memory import NO_MEMORY, Memory


class Counted:
    """A function that counts its calls."""

    def __init__(self) -> None:
        self.calls = 0

    def __call__(self, *_: object) -> object:
        self.calls += 1
        return object()


def test_the_same_objects_give_the_same_result_and_equal_ones_do_not() -> None:
    memory, made, one, other = Memory(), Counted(), [1], [1]
    assert memory.recall(made, one) is memory.recall(made, one)
    assert memory.recall(made, one) is not memory.recall(made, other)
    assert made.calls == 2


def test_texts_and_numbers_count_by_value_and_type_and_lists_by_their_entries() -> None:
    memory, made, item = Memory(), Counted(), [1]
    for same in ("a", 1, None, (item, "b"), {"key": (item,)}):
        assert memory.recall(made, same) is memory.recall(made, same)
    assert memory.recall(made, (item, "b")) is memory.recall(made, (item, "".join("b")))
    different = (1, True, Decimal(1), "1", (1,), ((1,),), {"1": 1})
    assert len({id(memory.recall(made, each)) for each in different}) == len(different)


def test_a_text_with_a_place_counts_as_an_object() -> None:
    class Placed(str):
        __slots__ = ()

    memory, made = Memory(), Counted()
    assert memory.recall(made, Placed("a")) is not memory.recall(made, Placed("a"))


def test_what_a_whole_run_did_not_ask_for_is_forgotten() -> None:
    memory, made, item = Memory(), Counted(), [1]
    first = memory.recall(made, item)
    memory.next_run()
    assert memory.recall(made, item) is first
    memory.next_run()
    memory.next_run()
    assert memory.recall(made, item) is not first


def test_no_other_object_is_taken_for_one_that_is_gone() -> None:
    memory, made = Memory(), Counted()
    results = [memory.recall(made, [place]) for place in range(1000)]
    assert len({id(each) for each in results}) == made.calls == 1000


def test_one_of_equal_values_stands_for_all() -> None:
    memory = Memory()
    first, second = ("a", 1000), ("a", int("1000"))
    assert memory.one(first) is memory.one(second) is first
    memory.next_run()
    assert memory.one(second) is first


def test_without_a_memory_all_is_made_anew() -> None:
    made, item = Counted(), [1]
    none = type(NO_MEMORY)()  # tests remember
    assert none.recall(made, item) is not none.recall(made, item)
