"""One edition's view, made before anything else, so that nothing later can leak what it hides.

Fields and items above the edition are removed, with everything that refers to them (or only the
reference, if it is optional). The few figures that are less confidential than their inputs are
released here, in :func:`_release`, and nowhere else (ADR 0006).
"""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from decimal import ROUND_HALF_EVEN, Decimal
from functools import cache, lru_cache
from typing import Any, NamedTuple

from generator.cache.memory import NO_MEMORY, Memory, OfAllClasses
from generator.editions.catalog import Catalog, Released, resolve
from generator.editions.redaction import Mentions, mentions
from generator.findings.classification import (
    Classification,
    Edition,
    Subject,
    at_least,
    may_see,
    stricter,
)
from generator.model.company import Person
from generator.model.definitions import Definitions, Key, by_key
from generator.model.grammars import Reference
from generator.model.ids import Ids, IdsByKind, global_names, own_ids
from generator.model.item import Item, field_secrecy, is_item, names_by_key
from generator.model.kinds import Account
from generator.model.walk import REMOVED, Inside, references_in, rewrite

_may_see = cache(may_see)  # called for every field of every item, with few distinct arguments

_mentions_of = lru_cache(maxsize=16)(mentions)  # called for every definition with the same ids


def view(
    definitions: Definitions,
    edition: Edition,
    *,
    without: frozenset[str] = frozenset(),
    memory: Memory = NO_MEMORY,
) -> Catalog:
    """What ``edition`` may see of ``definitions``, resolved.

    ``without``: ids to hide: the objects, what refers to them, and texts that mention one.
    ``memory``: of the last run.
    """
    withheld: Counter[str] = Counter()
    seen = _filtered(definitions, edition, withheld, without, memory)
    while (smaller := without_dangling_references(seen, definitions, memory)) is not seen:
        seen = smaller
    released = {
        account_id: _release(definitions.accounts[account_id], account)
        for account_id, account in seen.accounts.items()
    }
    return resolve(seen, edition, released, dict(withheld), memory)


def _release(full: Account, seen: Account) -> Released:
    """Figures less confidential than their inputs, for an account that is in the view."""
    wallet = full.wallet
    if seen.wallet is None or wallet is None or not wallet.total or wallet.ours is None:
        return Released()
    share = (wallet.ours / wallet.total * 100).quantize(Decimal(1), ROUND_HALF_EVEN)
    return Released(share_of_wallet=share)


def view_of_past(
    item: Item,
    today: Ids,
    visible_today: Catalog,
    without: frozenset[str],
    may_name: Callable[[Reference], bool],
) -> Any:
    """An older state of a definition as an edition sees it, or ``None`` if it sees nothing.

    ``today``: all ids that exist today; ``visible_today``: the edition's view of today, to resolve
    references; ``may_name``: whether the edition may know an object that no longer exists.
    """
    full = {**today, **own_ids(item)}
    for reference in references_in(item):
        if not any(reference in full.get(kind, {}) for kind in reference.kinds):
            for kind in reference.kinds if not may_name(reference) else ():
                full[kind] = {**full.get(kind, {}), reference: None}
    seen = _visible(item, _sight(visible_today.edition, Counter(), without, figures=False))
    while seen is not REMOVED:
        left = without_references_to_removed(seen, {**visible_today.ids, **own_ids(seen)}, full)
        if left is seen:
            return seen
        seen = left
    return None


# Fields and items above the edition -------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class _Sight:
    edition: Edition
    figures: bool  # whether the organisation allows figures about named people
    withheld: Counter[str]
    without: frozenset[str]
    mentions: Mentions | None  # of hidden ids; ``None`` if there are none
    removed: list[tuple[str, ...]] = field(default_factory=list)

    def sees(self, subject: Subject, secrecy: Classification) -> bool:
        seen = _may_see(self.edition, subject, secrecy)
        if not seen:
            self.withheld[at_least(subject, secrecy).value] += 1
        return seen


def _sight(
    edition: Edition, withheld: Counter[str], without: frozenset[str], *, figures: bool
) -> _Sight:
    return _Sight(edition, figures, withheld, without, _mentions_of(without) if without else None)


def _filtered(
    definitions: Definitions,
    edition: Edition,
    withheld: Counter[str],
    without: frozenset[str],
    memory: Memory,
) -> Definitions:
    figures = definitions.people is not None and definitions.people.figures
    hidden = memory.one(without)
    seen: dict[str, dict[str, Item]] = {}
    for (kind, key), item in by_key(definitions).items():
        own = memory.recall(_seen_of, item, edition, hidden, figures, form=_SeenForm(item))
        withheld += own.withheld
        if own.left is not REMOVED:
            seen.setdefault(kind, {})[key] = own.left
    return Definitions(seen)


class _Seen(NamedTuple):
    """A definition as an edition sees it.

    ``withheld``: how much of it is not seen, by class; ``removed``: the places of that, as keys.
    """

    left: Any
    withheld: Counter[str]
    removed: list[tuple[str, ...]]


def _seen_of(item: Item, edition: Edition, without: frozenset[str], figures: bool) -> _Seen:
    sight = _sight(edition, Counter(), without, figures=figures)
    return _Seen(_visible(item, sight), sight.withheld, sight.removed)


_Removed = dict[str, "_Removed"]
"""Keys at which something is removed; nothing below one that goes itself."""


class _SeenForm(OfAllClasses):
    """What an edition does not see of a definition: the places, and not what stands there."""

    small = True

    def __init__(self, item: Item) -> None:
        self._item = item

    def dump(self, value: _Seen) -> bytes:
        data = json.dumps([value.withheld, value.removed]).encode()
        return data if self.load(data).left == value.left else b""  # which is no JSON

    def load(self, data: bytes) -> _Seen:
        withheld, places = json.loads(data)
        removed = [tuple(each) for each in places]
        left = REMOVED if () in removed else _without(self._item, removed)
        return _Seen(left, Counter(withheld), removed)


def _without(item: Item, places: Iterable[tuple[str, ...]]) -> Any:
    """``item`` without what stands at some places."""
    removed: _Removed = {}
    for place in places:
        at = removed
        for key in place:
            at = at.setdefault(key, {})

    def change(part: Any, key: str, holder: Any, above: _Removed) -> Any:
        if holder is None:
            return Inside(above)
        if key not in above:
            return part
        return Inside(above[key]) if above[key] else REMOVED

    return rewrite(item, change, removed) if removed else item


def _visible(item: Item, sight: _Sight) -> Any:
    """``item`` without hidden parts: itself if nothing is hidden, else a copy or REMOVED."""

    def see(part: Any, key: str, holder: Any, above: _Above) -> Any:
        place = above.place if holder is None else (*above.place, key)
        if is_item(holder):
            if part in ((), {}):
                return part
            if not sight.sees(_subject_of(part, above.subject), above.fields[key]):
                return remove(place)
        if sight.mentions is not None and _mentions(part, key, holder, sight.mentions):
            return remove(place)
        if is_item(part):
            return look_into(part, above, place)
        if isinstance(part, tuple | dict):
            return Inside(above._replace(place=place), sight.mentions is not None)
        return part

    def look_into(part: Item, above: _Above, place: tuple[str, ...]) -> Any:
        subject = type(part).subject or above.subject
        own = stricter(above.own, part.own_class)
        if not sight.sees(subject, own) or _has_hidden_id(part, sight):
            return remove(place)
        fields = _classes(type(part), own, figures=sight.figures)
        scalars = sight.mentions is not None or _hides_any(
            sight.edition, subject, type(part), own, figures=sight.figures
        )
        return Inside(_Above(subject, own, fields, place), scalars)

    def remove(place: tuple[str, ...]) -> Any:
        sight.removed.append(place)
        return REMOVED

    return rewrite(item, see, _Above(Subject.HANDBOOK, Classification.PUBLIC, {}))


class _Above(NamedTuple):
    """What an item defines for its parts: subject, class and the classes of its fields.

    ``place``: of the part that is looked into.
    """

    subject: Subject
    own: Classification
    fields: Mapping[str, Classification]
    place: tuple[str, ...] = ()


def _mentions(part: Any, key: str, holder: Any, mentioned: Mentions) -> bool:
    return (isinstance(part, str) and mentioned(part)) or (
        isinstance(holder, dict) and mentioned(key)
    )


def _has_hidden_id(item: Item, sight: _Sight) -> bool:
    """Whether the item has, or had, a hidden id."""
    if not sight.without:
        return False
    names = {getattr(item, "id", ""), *getattr(item, "aliases", ())}
    return not sight.without.isdisjoint(names)


def _subject_of(value: Any, subject: Subject) -> Subject:
    """The subject of a field's value: an item may be about something else than its parent."""
    first = value[0] if isinstance(value, tuple) and value else value
    return (type(first).subject or subject) if is_item(first) else subject


@cache
def _classes(
    model: type[Item], own: Classification, *, figures: bool
) -> Mapping[str, Classification]:
    """The class of each field of an item of class ``own``, by key.

    ``figures``: whether figures about a named person may be shown at all.
    """
    declared = {key: field_secrecy(model, name) for key, name in names_by_key(model).items()}
    if issubclass(model, Person) and not figures:
        hidden = {Classification.CONFIDENTIAL: Classification.RESTRICTED}
        declared = {key: hidden.get(secrecy, secrecy) for key, secrecy in declared.items()}
    return {key: stricter(own, secrecy) for key, secrecy in declared.items()}


@cache
def _hides_any(
    edition: Edition,
    subject: Subject,
    model: type[Item],
    own: Classification,
    *,
    figures: bool,
) -> bool:
    """Whether an edition may not see some scalar of an item of class ``own``."""
    classes = _classes(model, own, figures=figures).values()
    return not all(_may_see(edition, subject, secrecy) for secrecy in classes)


def without_dangling_references(
    seen: Definitions, full: Definitions, memory: Memory = NO_MEMORY
) -> Definitions:
    """``seen`` without references to objects that ``full`` has and ``seen`` has not."""
    shared, shared_full = (global_names(each, memory) for each in (seen, full))
    changed: dict[Key, Item | None] = {}
    all_are_there = shared == shared_full
    for key, root in by_key(seen).items():
        original = full.of_kind(key[0])[key[1]]
        if all_are_there and root is original:
            continue
        given = (root, original, shared, shared_full)
        left = memory.recall(_without_dangling, *given, form=_AsItIs(root))
        if left is not root:
            changed[key] = None if left is REMOVED else left
    return seen.with_items(changed) if changed else seen


class _AsItIs:
    """That a definition stays as it is; another one is worked out again."""

    small = True

    def __init__(self, item: Item) -> None:
        self._item = item

    def dump(self, value: Any) -> bytes:
        return b"" if value is self._item else b"another"

    def load(self, data: bytes) -> Any:
        if data:
            raise ValueError(data)
        return self._item


def _without_dangling(root: Item, original: Item, shared: IdsByKind, shared_full: IdsByKind) -> Any:
    ids, full = {**shared, **own_ids(root)}, {**shared_full, **own_ids(original)}
    return without_references_to_removed(root, ids, full)


def without_references_to_removed(value: Any, ids: IdsByKind, full: IdsByKind) -> Any:
    """``value`` without references to removed objects, or REMOVED; copied only if changed."""

    def dangles(reference: Reference) -> bool:
        there = any(reference in ids.get(kind, ()) for kind in reference.kinds)
        return not there and any(reference in full.get(kind, ()) for kind in reference.kinds)

    def stays(part: Any, *_: Any) -> Any:
        if not isinstance(part, Reference):
            return Inside()
        return REMOVED if dangles(part) else part

    return rewrite(value, stays) if any(map(dangles, references_in(value))) else value
