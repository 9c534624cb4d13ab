"""What is suggested to someone who wrote a name, or an id that does not exist."""

import pytest

from generator.text.suggestions import called, did_you_mean_called, known_ids

POSTS = {
    "apac-operations-head": ("Head of operations APAC",),
    "americas-operations-head": ("Head of operations Americas",),
    "emea-buyer": ("Head of purchasing, EMEA",),
    "duisburg-manager": ("Plant manager",),
    "gary-manager": ("Plant manager",),
}


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("Head of operations Americas", "`americas-operations-head`"),
        ("head-of-operations-americas", "`americas-operations-head`"),
        ("Head of operation Americas", "`americas-operations-head`"),
        ("head_of_purchasing_emea", "`emea-buyer`"),
        ("apac-operation-head", "`apac-operations-head`"),
        ("plant manager", "`duisburg-manager` or `gary-manager`"),
    ],
)
def test_a_name_leads_to_the_id_of_what_is_called_so(word: str, meant: str) -> None:
    assert did_you_mean_called(word, POSTS) == f" Did you mean {meant}?"


def test_what_is_called_so_is_not_what_is_called_nearly_so() -> None:
    assert called("PLANT-MANAGER", POSTS) == ["duisburg-manager", "gary-manager"]
    assert called("Plant managers", POSTS) == []
    assert did_you_mean_called("nothing like it", POSTS) == ""


def test_of_many_ids_those_most_alike_are_named() -> None:
    many = {f"plant-{at}": f"Plant {at}" for at in range(1000)} | {"velt-foods-oy": "Velt Foods"}
    assert known_ids("velt-food", many) == "Velt Foods (velt-foods-oy) and 1,000 more"
    assert known_ids("xyzzy", many).endswith("Plant 4 (plant-4) and 996 more")
    assert known_ids("x", {"ada": "Ada Blum", "b": "b"}) == "Ada Blum (ada), b"
    assert known_ids("x", {}) == "none"
