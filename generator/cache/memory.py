"""Results of the last run of a process that goes on, by the objects they were made from.

``playbook serve`` works everything out again after each edit; of an account whose files, and whose
handbook, are the same objects as before, it finds the results here.
"""

from collections.abc import Callable, Hashable
from datetime import date
from decimal import Decimal
from typing import Any, TypeVar

_Result = TypeVar("_Result")

_BY_VALUE = frozenset({str, int, bool, type(None), date, Decimal})


class Memory:
    """Results of pure functions of immutable objects.

    An object is known again by its identity, not by its value: to compare accounts takes longer
    than most of what follows from them. What a whole run did not ask for is forgotten.
    """

    def __init__(self) -> None:
        """Nothing is known."""
        self._last: dict[Hashable, tuple[Any, object]] = {}
        self._now: dict[Hashable, tuple[Any, object]] = {}

    def recall(self, function: Callable[..., _Result], *inputs: Any) -> _Result:
        """``function(*inputs)``, as it was if each input is the object it was.

        Tuples and mappings are looked into; texts, numbers and days are compared by value.
        """
        return self.keep(function, inputs, lambda: function(*inputs))

    def keep(self, what: object, inputs: tuple[Any, ...], make: Callable[[], _Result]) -> _Result:
        """The result of ``make``, which follows from ``inputs`` alone; ``what``: its name."""
        key = (what, *map(same, inputs))
        found = self._now.get(key) or self._last.get(key)
        if found is None:
            found = (make(), inputs)  # these as well, so that nothing else gets their identity
        self._now[key] = found
        return found[0]

    def one(self, value: Hashable) -> Any:
        """An object that is equal to ``value``: the same in each run."""
        found = self._now.get(value) or self._last.get(value) or (value, None)
        self._now[value] = found
        return found[0]

    def next_run(self) -> None:
        """Forget what the run that ends did not ask for."""
        self._last, self._now = self._now, {}


class _Forgetful(Memory):
    """Knows nothing."""

    def keep(self, _: object, __: tuple[Any, ...], make: Callable[[], _Result]) -> _Result:
        return make()

    def one(self, value: Hashable) -> Any:
        return value


NO_MEMORY: Memory = _Forgetful()


def same(value: Any) -> Hashable:
    """A key that two values share only if nothing tells them apart."""
    if type(value) in _BY_VALUE:
        return type(value), value
    if isinstance(value, tuple):
        return type(value), *map(same, value)
    if isinstance(value, dict):
        return dict, *((same(key), same(each)) for key, each in value.items())
    return id(value)
