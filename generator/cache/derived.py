"""Results kept on disk under the name of all that they were made from.

What is read is named after its bytes, and a result after its function and the names of its inputs.
So a page is found without working out what it shows. What has no name is not kept.
"""

import json
from collections.abc import Callable, Hashable
from dataclasses import fields, is_dataclass
from enum import Enum
from types import FunctionType
from typing import Any, TypeVar

from generator.cache.disk import Cache, digest
from generator.cache.memory import BY_VALUE, Form, Memory, OfAllClasses

_Result = TypeVar("_Result")


_LONGEST_NAME = 1000
"""Characters; a longer one is shortened to its digest, as it becomes part of others."""

_SMALL = "small"
"""The name of the entry that holds all small results of the last run."""

_OF_ALL_CLASSES = "definitions"
"""The kind of entries that tell of all classes, as those of definitions."""


class NamedResults(Memory):
    """The results of one run, those with a form in a cache on disk as well."""

    def __init__(self, cache: Cache, kind: str) -> None:
        """``kind``: of the entries in ``cache``; results of an edition stay in its own."""
        super().__init__()
        self._cache = cache
        self._kind = kind
        self._names: dict[int, tuple[str, object]] = {}
        self._results: dict[str, Any] = {}
        self._small = _SmallResults(cache, kind)
        self._of_all_classes = _SmallResults(cache, f"{_OF_ALL_CLASSES}/{kind}")

    def named(self, value: object, *parts: str | bytes) -> None:
        """Name an object after what it was read from."""
        self._names[id(value)] = digest(*parts), value

    def keep(
        self,
        what: object,
        inputs: tuple[Any, ...],
        make: Callable[[], _Result],
        form: Form[_Result] | None = None,
    ) -> _Result:
        """As :meth:`Memory.keep`."""
        name = self._name_of_result(what, inputs)
        if name is None:
            return make()
        if name in self._results:
            return self._results[name]  # type: ignore[no-any-return]  # of all types together
        result = make() if form is None else self._found(name, make, form)
        self._results[name] = result
        self._name_parts(result, name)
        return result

    def has(self, what: object, inputs: tuple[Any, ...]) -> bool:
        """As :meth:`Memory.has`; whether the entry on disk can be read shows later."""
        name = self._name_of_result(what, inputs)
        return name is not None and (name in self._results or self._cache.has(self._kind, name))

    def _name_of_result(self, what: object, inputs: tuple[Any, ...]) -> str | None:
        names = [self._name_of(each) for each in (what, *inputs)]
        known = [each for each in names if each is not None]
        return digest(*known) if len(known) == len(names) else None

    def recall_value(self, function: Callable[..., _Result], *inputs: Any) -> _Result:
        """As :meth:`Memory.recall_value`; the result has no name but what it says."""
        return function(*inputs)

    def one(self, value: Hashable) -> Any:
        """As :meth:`Memory.one`; values have names of their own."""
        return value

    def _found(self, name: str, make: Callable[[], _Result], form: Form[_Result]) -> _Result:
        if isinstance(form, OfAllClasses):
            return self._of_all_classes.found(name, make, form)
        return self._small.found(name, make, form) if form.small else self._kept(name, make, form)

    def _kept(self, name: str, make: Callable[[], _Result], form: Form[_Result]) -> _Result:
        data = self._cache.get(self._kind, name)
        if data is not None:
            try:
                return form.load(data)
            except ValueError:
                pass
        result = make()
        self._cache.put(self._kind, name, form.dump(result))
        return result

    def next_run(self) -> None:
        """As :meth:`Memory.next_run`: the small results that nobody asked for are not kept."""
        self._small.store()
        self._of_all_classes.store()

    def _name_parts(self, result: object, name: str) -> None:
        """Name a result, and the entries of a list, unless they have names as inputs."""
        if result != ():  # of which there is one for everybody
            self._names.setdefault(id(result), (name, result))
        for place, part in enumerate(result if isinstance(result, tuple) else ()):
            if type(part) not in BY_VALUE and part != ():
                self._names.setdefault(id(part), (f"{name}/{place}", part))

    def _name_of(self, value: Any) -> str | None:
        if type(value) in BY_VALUE:
            return f"{type(value).__name__} {value!r}"
        if id(value) in self._names:
            return self._names[id(value)][0]
        if isinstance(value, FunctionType | type):
            return _importable(value)
        if isinstance(value, Enum):
            return f"{_importable(type(value))} {value.name}"
        return self._name_of_parts(value)

    def _name_of_parts(self, value: Any) -> str | None:
        kind = type(value)
        if kind in (tuple, frozenset):
            return self._joined(kind.__name__, value)
        if kind is dict:
            return self._joined(kind.__name__, value.items())
        if isinstance(value, tuple):  # with names for its parts
            return self._joined(_importable(kind) or "", value)
        if is_dataclass(value):
            own = (getattr(value, each.name) for each in fields(value))
            name = self._joined(_importable(kind) or "", own)
            if name is not None:  # it is often asked for again, as that of a rule
                self._names[id(value)] = name, value
            return name
        return None

    def _joined(self, kind: str, values: Any) -> str | None:
        names = []
        for each in values:
            name = self._name_of(each)
            if name is None:
                return None
            names.append(f"{len(name)} {name}")
        if kind == "frozenset":
            names.sort()
        text = f"{kind} {len(names)} {' '.join(names)}"
        if len(text) > _LONGEST_NAME:
            text = f"{kind} {digest(text)}"
        return text if kind else None


class _SmallResults:
    """Small results, all of a run in one entry."""

    def __init__(self, cache: Cache, kind: str) -> None:
        self._cache, self._kind = cache, kind
        self._last: dict[str, str] = json.loads(cache.get(kind, _SMALL) or b"{}")
        self._now: dict[str, str] = {}

    def found(self, name: str, make: Callable[[], _Result], form: Form[_Result]) -> _Result:
        """The result under a name, made if it is not there."""
        place = self._cache.hidden(name)
        text = self._last.get(place)
        if text is not None:
            self._now[place] = text
            try:
                return form.load(text.encode())
            except ValueError:
                return make()
        result = make()
        self._now[place] = form.dump(result).decode()
        return result

    def store(self) -> None:
        """Keep what this run asked for, and nothing else."""
        if self._now != self._last:
            self._cache.put(self._kind, _SMALL, json.dumps(self._now).encode())


def _importable(value: FunctionType | type) -> str | None:
    """The name of a function or class of a module; ``None`` for one made on the way."""
    name = f"{value.__module__}.{value.__qualname__}"
    return None if "<" in name else name
