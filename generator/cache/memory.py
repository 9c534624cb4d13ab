"""Results of the last run of a process that goes on, by the objects they were made from.

``playbook serve`` works everything out again after each edit; of an account whose files, and whose
handbook, are the same objects as before, it finds the results here.
"""

from collections.abc import Callable, Hashable
from datetime import date
from decimal import Decimal
from typing import Any, Protocol, TypeVar

_Result = TypeVar("_Result")


class Form(Protocol[_Result]):
    """How a result is written. ``load`` raises ValueError for what ``dump`` did not write.

    ``small``: whether results are kept together, those of a run in one entry.
    """

    small: bool

    def dump(self, value: _Result) -> bytes:
        """As bytes."""

    def load(self, data: bytes) -> _Result:
        """Reads them."""


class OfAllClasses:
    """The base of forms whose results tell of what an edition withholds: they are kept apart."""


class _NothingForm:
    """That nothing was found; what was found is not kept, and looked for again."""

    small = True

    def dump(self, value: tuple[Any, ...]) -> bytes:
        return b"something" if value else b""

    def load(self, data: bytes) -> tuple[Any, ...]:
        if data:
            raise ValueError(data)
        return ()


NOTHING: Form[tuple[Any, ...]] = _NothingForm()


BY_VALUE = frozenset({str, int, bool, type(None), date, Decimal})


class Memory:
    """Results of pure functions of immutable objects.

    An object is known again by its identity, not by its value: to compare accounts takes longer
    than most of what follows from them. What a whole run did not ask for is forgotten.
    """

    def __init__(self) -> None:
        """Nothing is known."""
        self._last: dict[Hashable, tuple[Any, object]] = {}
        self._now: dict[Hashable, tuple[Any, object]] = {}

    def recall(
        self, function: Callable[..., _Result], *inputs: Any, form: "Form[_Result] | None" = None
    ) -> _Result:
        """``function(*inputs)``, as it was if each input is the object it was.

        Tuples and mappings are looked into; texts, numbers and days are compared by value.
        ``form``: as for :meth:`keep`.
        """
        return self.keep(function, inputs, lambda: function(*inputs), form)

    def recall_value(self, function: Callable[..., _Result], *inputs: Any) -> _Result:
        """As :meth:`recall`, for a small value: the same object wherever it is equal.

        What is made from it does not depend on the inputs, but on what they say.
        """
        return self.one(self.recall(function, *inputs))  # type: ignore[no-any-return]

    def keep(
        self,
        what: object,
        inputs: tuple[Any, ...],
        make: Callable[[], _Result],
        form: "Form[_Result] | None" = None,
    ) -> _Result:
        """The result of ``make``, which follows from ``inputs`` alone; ``what``: its name.

        ``form``: how it is written, if it is worth to be kept on disk as well.
        """
        del form
        key = (what, *map(same, inputs))
        found = self._now.get(key) or self._last.get(key)
        if found is None:
            found = (make(), inputs)  # these as well, so that nothing else gets their identity
        self._now[key] = found
        return found[0]

    def has(self, what: object, inputs: tuple[Any, ...]) -> bool:
        """Whether :meth:`keep` would find a result."""
        key = (what, *map(same, inputs))
        return key in self._now or key in self._last

    def named(self, value: object, *parts: str | bytes) -> None:
        """Say what an object was read from."""

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

    def keep(
        self,
        what: object,
        inputs: tuple[Any, ...],
        make: Callable[[], _Result],
        form: "Form[_Result] | None" = None,
    ) -> _Result:
        del what, inputs, form
        return make()

    def has(self, what: object, inputs: tuple[Any, ...]) -> bool:
        del what, inputs
        return False

    def one(self, value: Hashable) -> Any:
        return value


NO_MEMORY: Memory = _Forgetful()


def same(value: Any) -> Hashable:
    """A key that two values share only if nothing tells them apart."""
    if type(value) in BY_VALUE:
        return type(value), value
    if isinstance(value, tuple):
        return type(value), *map(same, value)
    if isinstance(value, dict):
        return dict, *((same(key), same(each)) for key, each in value.items())
    return id(value)
