"""An example that a message shows is one that its key takes."""

import pytest

from generator.model.item import Item
from generator.model.kinds import KINDS
from generator.reading.bind import bind
from generator.reading.parse import read
from generator.reading.shape_examples import example_of


def _models(parent: type[Item] = Item) -> set[type[Item]]:
    below = parent.__subclasses__()
    return {*below, *(each for child in below for each in _models(child))}


MODELS = sorted(
    (each for each in _models() if each.__module__.startswith("generator.")),
    key=lambda each: each.__name__,
)


@pytest.mark.parametrize("model", MODELS, ids=lambda each: each.__name__)
def test_the_example_of_each_key_is_taken_by_it(model: type[Item]) -> None:
    keys = [field.alias or name for name, field in model.model_fields.items()]
    shown = {key: example for key in keys if (example := example_of(model, key))}
    for key, example in shown.items():
        data, broken = read("a.yaml", f"{key}: {example}\n".encode())
        assert data is not None, broken
        _, found = bind(model, data)
        assert not [each for each in found if each.about.split(".")[0] == key], (key, example)


def test_kinds_have_an_example_of_each_key() -> None:
    for kind in KINDS.values():
        for name, field in kind.model.model_fields.items():
            assert example_of(kind.model, field.alias or name), (kind.name, name)
