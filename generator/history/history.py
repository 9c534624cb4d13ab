"""Older states of one definition as an edition of today may see them.

A state is read with today's models, which drop what they do not know. It passes the gate (see
:mod:`.gate`), and only then the edition's view is made of it.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from generator.editions import Catalog
from generator.editions.past import For, gated
from generator.editions.view import view, view_of_past
from generator.git.log import Log
from generator.git.revision import place_of
from generator.history.later import Later, span_since
from generator.history.redactions import ids_ever, redacted
from generator.history.snapshots import Snapshot, States, reading, snapshots
from generator.history.strays import Claim
from generator.model.definitions import Definitions, by_key, holder_of
from generator.model.grammars import Reference
from generator.model.ids import Ids, global_ids
from generator.model.item import Item


@dataclass(frozen=True, slots=True)
class Today:
    """What older states are held against.

    ``definitions``: all of today; ``files``: what they were read from, by place and path (see
    :func:`~generator.git.revision.place_of`); ``states``: what later states say of earlier ones;
    ``visible_today``: the edition's view of today's, without what no history may mention; ``ids``:
    every id there is; ``renamed``: what the edition sees, by former ids; ``hidden``: ids of which
    no history speaks; ``head``: the commit that today's definitions follow.
    """

    definitions: Definitions
    files: Mapping[str, dict[str, bytes]]
    states: States
    visible_today: Catalog
    ids: Ids
    renamed: Ids
    hidden: frozenset[str]
    head: str


@dataclass(frozen=True, slots=True)
class PastState:
    """A moment of a definition: the item as the edition sees it, where it sees one.

    ``removed``: the definition was not there; ``unread``: its files could not be read.
    """

    moment: Snapshot
    item: Item | None
    removed: bool
    unread: bool


def today_of(
    log: Log,
    definitions: Definitions,
    catalog: Catalog,
    files: Mapping[str, bytes],
    *,
    later: Later | None = None,
    strays: tuple[Claim, ...] = (),
) -> Today:
    """``catalog``: the view of ``definitions`` that the pages are made from; ``files``: by path.

    ``later``: where ``definitions`` are not today's but earlier ones, what later ones let be shown.
    ``strays``: what else is there today that may say who may see a definition.
    """
    latest = definitions if later is None else later.today
    hidden = redacted(log.graph, log.graph.all, latest, ids_ever(log.graph))
    hidden |= definitions.redacted()
    visible_today = view(definitions, catalog.edition, without=hidden) if hidden else catalog
    renamed: dict[str, dict[str, Item]] = {}
    for (kind, _), item in by_key(visible_today.definitions).items():
        renamed.setdefault(kind, {}).update(dict.fromkeys(getattr(item, "aliases", ()), item))
    places: dict[str, dict[str, bytes]] = {}
    for path, data in files.items():
        places.setdefault(place_of(path), {})[path] = data
    states = States(log.graph, (latest,), strays)
    ids, head = global_ids(definitions), log.head if later is None else later.head
    return Today(definitions, places, states, visible_today, ids, renamed, hidden, head)


def past_states(
    found: Sequence[Snapshot], key: tuple[str, str], today: Today, may_name: "MayName"
) -> tuple[PastState, ...]:
    """What the edition may know of each moment of a definition, in their order."""
    states: list[PastState] = []
    for moment, item in _backwards(found, key, today):
        seen = None
        if item is not None:
            seen = view_of_past(item, today.ids, today.visible_today, today.hidden, may_name)
        removed = not moment.files
        states.append(PastState(moment, seen, removed, unread=item is None and not removed))
    return tuple(reversed(states))


def _backwards(
    found: Sequence[Snapshot], key: tuple[str, str], today: Today
) -> Iterator[tuple[Snapshot, Item | None]]:
    """Each moment of a definition, the newest first, with its item behind the gate.

    ``None`` where there was none, or where it could not be read.
    """
    now = next((item for each in today.states.newest if (item := _by_any_id(each, key))), None)
    graph = today.states.graph
    for moment in reversed(found):
        item = _state(key, moment, today)
        if item is not None:
            span = span_since(graph, moment.commit.id, today.head)
            since = today.states.since(span, (key[0], moment.id), item, now)
            item = gated(item, since, today.visible_today.edition, For.HISTORY).shown
        yield moment, item


def _by_any_id(definitions: Definitions, key: tuple[str, str]) -> Item | None:
    """A definition by kind and id, which it may have had before."""
    held = by_key(definitions)
    kind, item_id = key
    if key in held:
        return held[key]
    candidates = (item for (its, _), item in held.items() if its == kind)
    return next((item for item in candidates if item_id in getattr(item, "aliases", ())), None)


def _state(key: tuple[str, str], moment: Snapshot, today: Today) -> Item | None:
    """The item of a moment: today's where the files are the same, else read anew."""
    now = {file.path: file.data for file in moment.files}
    if now and today.files.get(place_of(moment.files[0].path)) == now:
        return by_key(today.definitions).get(key)
    return reading(key[0], moment.files).item


# What is gone today ---------------------------------------------------------------------------
MayName = Callable[[Reference], bool]


def naming_removed(log: Log, today: Today) -> MayName:
    """Whether the edition may know of what a reference led to, which today does not exist.

    It may when it could have seen the last state that is known; what was never seen to exist may
    not be named either.
    """

    @cache
    def visible(kind: str, item_id: str) -> bool:
        return item_id in today.renamed.get(kind, {}) or _last_seen(log, today, kind, item_id)

    def may_name(reference: Reference) -> bool:
        if reference in today.hidden:
            return False
        return any(visible(kind, str(reference)) for kind in reference.kinds)

    return may_name


def _last_seen(log: Log, today: Today, kind: str, item_id: str) -> bool:
    """Whether the edition sees the newest state in which something of a kind had an id.

    Where there never was a file that could hold it, nothing is hidden in one; where the newest that
    mentions it cannot be read, it may be.
    """
    wanted, holder = item_id.encode(), holder_of(kind) or ""
    found = tuple(snapshots(log, holder or kind, (item_id,)))
    if not found:
        return bool(holder)
    key = holder or kind, holder or item_id
    telling = [each for each in found if _speaks_of(each, wanted)]
    for _, item in _backwards(telling, key, today):
        if item is None:
            return False
        then = Definitions().taking({key: item})
        if item_id in global_ids(then).get(kind, {}):
            seen = view(then, today.visible_today.edition, without=today.hidden)
            return item_id in seen.ids.get(kind, {})
    return False


def _speaks_of(moment: Snapshot, words: bytes) -> bool:
    return any(words in file.data for file in moment.files)
