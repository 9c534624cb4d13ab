"""Chance that can be repeated, and the words it chooses from."""

import random
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import yaml

TODAY = date(2026, 11, 2)
_MONTHS = ("January", "March", "April", "May", "June", "September", "October", "November")
_SLOT = re.compile(r"<(\w+)>")
_Value = TypeVar("_Value")


@dataclass(frozen=True, slots=True)
class Dice:
    """A stream of choices that follows from ``seed`` alone.

    Only ``random.Random.random`` is asked: its sequence stays the same in every Python version.
    """

    seed: str
    _stream: random.Random = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        stream = random.Random(self.seed)  # noqa: S311  # the seed is no secret
        object.__setattr__(self, "_stream", stream)

    def chance(self, percent: int) -> bool:
        """True in ``percent`` of a hundred cases."""
        return self._stream.random() * 100 < percent

    def between(self, low: int, high: int) -> int:
        """A whole number, both ends included."""
        return low + int(self._stream.random() * (high - low + 1))

    def pick(self, values: Sequence[_Value]) -> _Value:
        """One of ``values``."""
        return values[self.between(0, len(values) - 1)]

    def some(self, values: Sequence[_Value], count: int) -> list[_Value]:
        """``count`` different ones of ``values``, or all when there are fewer."""
        left = list(values)
        return [left.pop(self.between(0, len(left) - 1)) for _ in range(min(count, len(left)))]

    def day(self, first: int, last: int) -> date:
        """A day, given in days after the day the portfolio is made for."""
        return TODAY + timedelta(days=self.between(first, last))

    def said(self, text: str, **slots: Sequence[str]) -> str:
        """``text`` with each ``<slot>`` filled with one of the words given for it.

        ``<month>`` and ``<n>`` (1 to 9) need none.
        """

        def fill(slot: re.Match[str]) -> str:
            if slot[1] == "month":
                return self.pick(_MONTHS)
            return str(self.between(1, 9)) if slot[1] == "n" else self.pick(slots[slot[1]])

        filled = _SLOT.sub(fill, text)
        return filled[:1].upper() + filled[1:]


@cache
def words() -> Mapping[str, Any]:
    """What stands in ``words.yaml`` beside this module."""
    source = Path(__file__).with_name("words.yaml").read_text(encoding="utf-8")
    loaded: Mapping[str, Any] = yaml.safe_load(source)
    return loaded
