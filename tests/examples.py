"""How much a property is tried: a few examples in every run, all in `make test-all`."""

import os
from collections.abc import Iterable

import pytest


def examples(quick: int, thorough: int) -> int:
    """``thorough`` where ALL_EXAMPLES is set, as `make test-all` does."""
    return thorough if os.environ.get("ALL_EXAMPLES") else quick


def spread(values: Iterable[object], quick: int) -> list[object]:
    """Parameters of which ``quick``, spread evenly, are tried in every run; the others are slow."""
    every = list(values)
    now = {number * len(every) // quick for number in range(quick)}
    return [
        pytest.param(value, marks=() if number in now else pytest.mark.slow)
        for number, value in enumerate(every)
    ]
