"""One walk over what models hold, and one changed copy of it."""

from typing import Any

from generator.model.entries import named
from generator.model.grammars import Id
from generator.model.item import Item, internal, public
from generator.model.walk import REMOVED, Inside, items_in, part_at, parts, rewrite, walk


class Leaf(Item):
    """An entry."""

    id: Id = public("id")
    open_: str | None = public("a field whose key is another", alias="open", default=None)


class Branch(Item):
    """What holds entries."""

    requires_visible = ("kept",)

    needed: str = internal("a field it cannot do without")
    leaves: tuple[Leaf, ...] = internal("entries", default=())
    kept: tuple[str, ...] = internal("words", default=())
    by_name: dict[str, tuple[Leaf, ...]] = internal("entries by a name", default={})


LEAVES = (Leaf.model_validate({"id": "a", "open": "yes"}), Leaf(id="b"))
BRANCH = Branch(needed="x", leaves=LEAVES, kept=("k", "l"), by_name={"n": (Leaf(id="c"),)})


def without(*removed: Any) -> Any:
    def change(part: Any, *_: Any) -> Any:
        return REMOVED if any(part is each or part == each for each in removed) else Inside()

    return rewrite(BRANCH, change)


def test_a_walk_goes_through_the_file_in_its_order() -> None:
    paths = {".".join(each.path): each.value for each in walk(BRANCH)}
    assert list(paths) == [
        *("", "needed", "leaves", "leaves.0", "leaves.0.id", "leaves.0.open", "leaves.1"),
        *("leaves.1.id", "kept", "kept.0", "kept.1", "by_name", "by_name.n", "by_name.n.0"),
        "by_name.n.0.id",
    ]
    assert paths["leaves.0"] is LEAVES[0]
    assert paths["leaves.0.open"] == "yes"
    assert [each.holder for each in walk(LEAVES[1])] == [None, LEAVES[1]]
    assert list(items_in(BRANCH)) == [BRANCH, *LEAVES, Leaf(id="c")]


def test_entries_of_lists_can_have_their_names_in_a_path() -> None:
    found = {each.path for each in walk(BRANCH, named)}
    assert {("leaves", "b", "id"), ("by_name", "n", "c")} <= found


def test_a_part_is_found_by_the_key_it_has_in_a_path() -> None:
    assert part_at(BRANCH, "leaves") == LEAVES
    assert part_at(LEAVES, "b") is LEAVES[1]
    assert part_at(LEAVES[0], "open") == "yes"
    assert part_at(BRANCH.by_name, "n") == (Leaf(id="c"),)
    assert (part_at(LEAVES[0], "open_"), part_at(BRANCH, "none"), part_at("text", "x")) == (
        *(None, None),
        None,
    )
    assert not list(parts("text"))


def test_a_copy_without_a_change_is_the_value_itself() -> None:
    assert rewrite(BRANCH, lambda *_: Inside()) is BRANCH
    assert rewrite("text", lambda part, *_: part) == "text"


def test_what_is_taken_out_leaves_the_rest_as_it_was() -> None:
    found = without(LEAVES[0], "k")
    assert found.leaves == (LEAVES[1],)
    assert found.leaves[0] is LEAVES[1]
    assert found.kept == ("l",)
    assert found.by_name is BRANCH.by_name
    assert without(BRANCH.by_name["n"]).by_name == {}
    assert without("yes").leaves[0].open_ is None


def test_an_item_goes_with_what_it_cannot_do_without() -> None:
    assert without("x") is REMOVED
    assert without("k", "l") is REMOVED
    assert without(BRANCH.kept) is REMOVED
    assert without("a").leaves == (LEAVES[1],)


def test_a_change_gets_the_key_the_holder_and_the_value_from_above() -> None:
    def change(part: Any, key: str, holder: Any, above: tuple[str, ...]) -> Any:
        if key == "id":
            assert isinstance(holder, Leaf)
            return "/".join((*above, part))
        return Inside((*above, key) if key else above)

    found = rewrite(BRANCH, change, ("top",), named)
    assert [each.id for each in found.leaves] == ["top/leaves/a/a", "top/leaves/b/b"]
    assert found.by_name["n"][0].id == "top/by_name/n/c/c"
