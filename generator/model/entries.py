"""Names of list entries: an id, a reference, a title, or their own text."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from generator.findings.finding import Location
from generator.model.grammars import Reference
from generator.model.item import Item, fields_of, is_item

NAMED_BY = ("id", "competency", "role", "driver", "region", "language", "term", "product")

_WORDED_BY = ("says", "text", "what")

_NAMING = (*NAMED_BY, *_WORDED_BY)

_TITLES = ("name", "what", "function", "term", "title", "says", "activity", "question")


def named(values: Iterable[Any]) -> Iterator[tuple[str, Any]]:
    """Each entry of a list with its name in a path; repeated names get a number."""
    seen: Counter[str] = Counter()
    for value in values:
        name = name_of(value)
        seen[name] += 1
        yield numbered(name, seen[name]), value


def numbered(name: str, number: int) -> str:
    """``name`` for the first of several entries of that name, ``name (2)`` for the second."""
    return name if number == 1 else f"{name} ({number})"


def name_of(value: Any) -> str:
    """The name of an entry; it carries no information about who may see the entry."""
    if isinstance(value, Item):
        every = tuple(name for name, _, _ in fields_of(value) if name != "secrecy")
        found = (getattr(value, field) for field in naming(value) or every)
        return " ".join(str(each) for each in found if each is not None and each not in ((), {}))
    return str(value)


def places_in(
    value: Any, path: tuple[str, ...] = (), *, by_key: bool = False
) -> Iterator[tuple[Location, tuple[str, ...]]]:
    """The location of each item and field with its path, outermost first.

    ``by_key``: leave out of paths the names of entries that are named only by their text.
    """
    if is_item(value):
        yield value.where, path
        for _, key, inner in fields_of(value):
            yield value.at(key), (*path, key)
            yield from places_in(inner, (*path, key), by_key=by_key)
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from places_in(inner, (*path, str(key)), by_key=by_key)
    elif isinstance(value, tuple) and any(map(is_item, value)):
        for name, inner in named(value):
            worded = by_key and not (is_item(inner) and has_key(inner))
            yield from places_in(inner, (*path, "" if worded else name), by_key=by_key)


def naming(item: Item) -> tuple[str, ...]:
    """The fields whose values name an entry; empty if only its whole text does."""
    if item.key_fields:
        return item.key_fields
    values = item.__dict__
    return next(((each,) for each in _NAMING if isinstance(values.get(each), str)), ())


def has_key(item: Item) -> bool:
    """Whether an entry has a name besides its text, to be matched between states."""
    fields = naming(item)
    return bool(fields) and (fields == item.key_fields or fields[0] not in _WORDED_BY)


def has_id(item: Item) -> bool:
    """Whether ids alone name an entry, its own or those it refers to, which nobody rewords."""
    fields = naming(item)
    return bool(fields) and all(
        field == "id" or isinstance(getattr(item, field), Reference) for field in fields
    )


def title_field(item: Item) -> str:
    """The field that holds the display name of an entry, or an empty string."""
    values = ((field, item.__dict__.get(field)) for field in _TITLES)
    found = (
        field
        for field, value in values
        if isinstance(value, str) and not isinstance(value, Reference)
    )
    return next(found, "")
