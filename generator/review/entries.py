"""The entries of a list: what names them, and which of two states belong together.

They are known by what names them (an id, the competency a requirement is about, the words of a
statement) and not by their order.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from generator.definitions.item import Item, fields_of
from generator.review.likeness import pairs_alike

_NAMED_BY = ("id", "competency", "role", "driver", "region", "language", "term", "product")
_WORDED_BY = ("says", "text", "what")


def named(values: Iterable[Any]) -> Iterator[tuple[str, Any]]:
    """Each entry of a list with what names it in a path; an entry said twice gets a number."""
    seen: Counter[str] = Counter()
    for value in values:
        name = name_of(value)
        seen[name] += 1
        yield _numbered(name, seen[name]), value


def _numbered(name: str, number: int) -> str:
    return name if number == 1 else f"{name} ({number})"


def matched(before: Iterable[Any], after: Iterable[Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """The entries of two states by name; of several with one name equal ones belong together."""
    old, new = _by_name(before), _by_name(after)
    return _told_apart(old, new), _told_apart(new, old)


def _by_name(values: Iterable[Any]) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = defaultdict(list)
    for value in values:
        found[name_of(value)].append(value)
    return found


def _told_apart(these: Mapping[str, list[Any]], those: Mapping[str, list[Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, entries in these.items():
        ordered = _equal_first(entries, those.get(name, ()))
        found |= {_numbered(name, number): each for number, each in enumerate(ordered, 1)}
    return found


def _equal_first(entries: Sequence[Any], others: Sequence[Any]) -> Sequence[Any]:
    """Entries of one name in an order that is the same in both states, as far as it can be."""
    if len(entries) < 2:
        return entries
    known = {repr(each) for each in others}
    return sorted(entries, key=lambda each: (repr(each) not in known, repr(each)))


def name_of(value: Any) -> str:
    """What names an entry; it says nothing of who may see it."""
    if isinstance(value, Item):
        every = tuple(name for name, _, _ in fields_of(value) if name != "secrecy")
        found = (getattr(value, field) for field in naming(value) or every)
        return " ".join(str(each) for each in found if each is not None and each not in ((), {}))
    return str(value)


def naming(item: Item) -> tuple[str, ...]:
    """The fields whose values name an entry of a list; none where only the whole of it does."""
    if item.named_by:
        return item.named_by
    known = (*_NAMED_BY, *_WORDED_BY)
    return next(((each,) for each in known if isinstance(getattr(item, each, None), str)), ())


def reworded(gone: Mapping[str, Any], came: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Pairs of entries without an id that say nearly the same, the closest first."""
    return pairs_alike(
        [name for name, value in gone.items() if _is_prose(value)],
        [name for name, value in came.items() if _is_prose(value)],
    )


def _is_prose(value: Any) -> bool:
    if isinstance(value, Item):
        return not value.named_by and not any(
            isinstance(getattr(value, field, None), str) for field in _NAMED_BY
        )
    return isinstance(value, str) and " " in value
