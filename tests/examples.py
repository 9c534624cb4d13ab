"""How much a property is tried: a few examples in every run, all in `make test-all`."""

import os
from collections.abc import Iterable
from typing import TypeVar

import pytest

_Value = TypeVar("_Value")


def examples(quick: _Value, thorough: _Value) -> _Value:
    """``thorough`` where ALL_EXAMPLES is set, as `make test-all` does."""
    return thorough if os.environ.get("ALL_EXAMPLES") else quick


def spread(values: Iterable[object], quick: int) -> list[object]:
    """Parameters of which ``quick``, spread evenly, are tried in every run; the others are slow.

    ``@pytest.mark.few(quick)`` says the same of all cases of a test, whatever they come from.
    """
    every = list(values)
    now = spread_over(len(every), quick)
    return [
        pytest.param(value, marks=() if number in now else pytest.mark.slow)
        for number, value in enumerate(every)
    ]


def spread_over(count: int, quick: int) -> set[int]:
    """The numbers, from 0, of ``quick`` things spread evenly over ``count``."""
    return {number * count // quick for number in range(quick)}
