"""Places of entries under all their names."""

from generator.editions.places import all_names


def test_an_entry_that_ids_name_has_a_place_under_each_of_them() -> None:
    names = {"new": ("old",), "one": ("first", "former")}
    found = set(all_names(("links", "new one"), names))
    assert found == {
        ("links", f"{account} {entry}")
        for account in ("new", "old")
        for entry in ("one", "first", "former")
    }


def test_a_text_is_not_tried_under_the_names_of_each_word() -> None:
    text = " ".join(["new"] * 70)
    assert list(all_names(("notes", text), {"new": ("old", "older")})) == [("notes", text)]
