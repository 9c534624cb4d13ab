"""What is suggested to someone who wrote a name, or an id that does not exist."""

import pytest

from generator.text.suggestions import called, did_you_mean_called

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
