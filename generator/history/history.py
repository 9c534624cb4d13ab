"""Older states of a definition as an edition may see them today.

A state is read with today's models, which drop unknown keys. It passes the gate of the past
(:mod:`generator.editions.past`) before the edition's view is made.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from generator.cache.memory import NO_MEMORY, Memory
from generator.editions import Catalog
from generator.editions.past import Purpose, gate_item
from generator.editions.view import view, view_of_past
from generator.git.log import Log
from generator.history.later import PastGate, span_since
from generator.history.redactions import ids_ever, redacted
from generator.history.snapshots import Snapshot, States, reading, snapshots
from generator.history.strays import Claim
from generator.model.definitions import Definitions, by_key, holder_of
from generator.model.grammars import Reference
from generator.model.ids import Ids, global_ids
from generator.model.item import Item
from generator.model.kinds import place_of
from generator.reading.files import SourceFile


@dataclass(frozen=True, slots=True)
class Today:
    """Today's state, which older states are compared with.

    ``definitions``: all of today; ``files``: their source files, by place and path (see
    :func:`~generator.model.kinds.place_of`); ``states``: later states for the gate;
    ``visible_today``: the edition's view without redacted ids; ``ids``: all existing ids;
    ``renamed``: visible objects by former ids; ``hidden``: ids that histories must not mention;
    ``head``: the commit that today's definitions are based on.
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
    """A snapshot and the item as the edition sees it, if it does.

    ``removed``: the definition did not exist; ``unread``: its files could not be read.
    """

    snapshot: Snapshot
    item: Item | None
    removed: bool
    unread: bool


def today_of(
    log: Log,
    definitions: Definitions,
    catalog: Catalog,
    files: Mapping[str, bytes],
    *,
    gate: PastGate | None = None,
    strays: tuple[Claim, ...] = (),
    memory: Memory = NO_MEMORY,
) -> Today:
    """Collect what histories need. ``catalog``: the view of ``definitions``; ``files``: by path.

    ``gate``: if ``definitions`` are not today's, what limits what may be shown of them. ``strays``:
    other files of today that may contain classifications. ``memory``: of the last run.
    """
    latest = definitions if gate is None else gate.today
    hidden = redacted(log.graph, log.graph.all, latest, ids_ever(log.graph))
    hidden |= definitions.redacted()
    visible_today = catalog
    if hidden:
        visible_today = view(definitions, catalog.edition, without=hidden, memory=memory)
    renamed: dict[str, dict[str, Item]] = {}
    for (kind, _), item in by_key(visible_today.definitions).items():
        renamed.setdefault(kind, {}).update(dict.fromkeys(getattr(item, "aliases", ()), item))
    places: dict[str, dict[str, bytes]] = {}
    for path, data in files.items():
        places.setdefault(place_of(path), {})[path] = data
    loaded = _by_files(definitions, places) if gate is None else {}
    states = States(log.graph, (latest,), strays, loaded)
    ids, head = global_ids(definitions), log.head if gate is None else gate.head
    return Today(definitions, places, states, visible_today, ids, renamed, hidden, head)


def _by_files(
    definitions: Definitions, places: Mapping[str, Mapping[str, bytes]]
) -> dict[tuple[SourceFile, ...], Item]:
    """Each definition by all files of its place."""
    found = {}
    for item in by_key(definitions).values():
        files = places[place_of(item.where.path)]
        found[tuple(SourceFile(*each) for each in sorted(files.items()))] = item
    return found


def past_states(
    found: Sequence[Snapshot], key: tuple[str, str], today: Today, may_name: "MayNameReference"
) -> tuple[PastState, ...]:
    """What the edition may see of each snapshot of a definition, in the same order."""
    states: list[PastState] = []
    for snapshot, item in _newest_first(found, key, today):
        seen = None
        if item is not None:
            seen = view_of_past(item, today.ids, today.visible_today, today.hidden, may_name)
        removed = not snapshot.files
        states.append(PastState(snapshot, seen, removed, unread=item is None and not removed))
    return tuple(reversed(states))


def _newest_first(
    found: Sequence[Snapshot], key: tuple[str, str], today: Today
) -> Iterator[tuple[Snapshot, Item | None]]:
    """Each snapshot of a definition, newest first, with its item after the gate.

    ``None`` if there was none, or if it could not be read.
    """
    now = next((item for each in today.states.newest if (item := _by_any_id(each, key))), None)
    graph = today.states.graph
    for snapshot in reversed(found):
        item = _state(key, snapshot, today)
        if item is not None:
            span = span_since(graph, snapshot.commit.id, today.head)
            since = today.states.since(span, (key[0], snapshot.id), item, now)
            item = gate_item(item, since, today.visible_today.edition, Purpose.HISTORY).shown
        yield snapshot, item


def _by_any_id(definitions: Definitions, key: tuple[str, str]) -> Item | None:
    """A definition by kind and its current or a former id."""
    kind, item_id = key
    items = definitions.of_kind(kind)
    if item_id in items:
        return items[item_id]
    return next((each for each in items.values() if item_id in getattr(each, "aliases", ())), None)


def _state(key: tuple[str, str], snapshot: Snapshot, today: Today) -> Item | None:
    """The item of a snapshot: today's if the files are unchanged, else read from them."""
    now = {file.path: file.data for file in snapshot.files}
    if now and today.files.get(place_of(snapshot.files[0].path)) == now:
        kind, item_id = key
        return today.definitions.of_kind(kind).get(item_id)
    return reading(key[0], snapshot.files).item


# Objects that no longer exist -------------------------------------------------------------------
MayNameReference = Callable[[Reference], bool]


def naming_removed(log: Log, today: Today) -> MayNameReference:
    """A predicate: whether the edition may know an object that no longer exists.

    It may if it could have seen the object's last state; an id that was never visible may not be
    named.
    """

    @cache
    def visible(kind: str, item_id: str) -> bool:
        return item_id in today.renamed.get(kind, {}) or _was_visible(log, today, kind, item_id)

    def may_name(reference: Reference) -> bool:
        if reference in today.hidden:
            return False
        return any(visible(kind, str(reference)) for kind in reference.kinds)

    return may_name


def _was_visible(log: Log, today: Today, kind: str, item_id: str) -> bool:
    """Whether the edition sees the newest state in which something of a kind had an id.

    If no file ever had its place: true for an entry of another kind's file, false for a definition
    with a file of its own. False if the newest file that mentions the id cannot be read.
    """
    wanted, holder = item_id.encode(), holder_of(kind) or ""
    found = tuple(snapshots(log, holder or kind, (item_id,)))
    if not found:
        return bool(holder)
    key = holder or kind, holder or item_id
    mentioning = [each for each in found if _mentions(each, wanted)]
    for _, item in _newest_first(mentioning, key, today):
        if item is None:
            return False
        then = Definitions().with_items({key: item})
        if item_id in global_ids(then).get(kind, {}):
            seen = view(then, today.visible_today.edition, without=today.hidden)
            return item_id in seen.ids.get(kind, {})
    return False


def _mentions(snapshot: Snapshot, item_id: bytes) -> bool:
    return any(item_id in file.data for file in snapshot.files)
