"""Older states of one definition as an edition of today may see them.

A state is read with today's models, which drop what they do not know. Then it takes over the
classes of its newer states, see :mod:`.newer`: what was made more secret was not
meant to be told of the time before either. Only then the edition's view is made of it.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from generator.catalog import Catalog
from generator.catalog.scope import Ids, global_ids
from generator.catalog.view import view, view_of_past
from generator.definitions.definitions import HELD_BY, Definitions
from generator.definitions.grammars import Reference
from generator.definitions.item import Item
from generator.definitions.load import load
from generator.definitions.nodes import Map, copied
from generator.definitions.reader import read
from generator.definitions.tree import SourceFile
from generator.diagnostics import Finding
from generator.editions import Edition
from generator.review.compared.differences import by_key
from generator.review.past.classes import reclassed
from generator.review.past.moments import Moment, moments
from generator.review.past.newer import Newer, step_back
from generator.review.store.log import Log, place_of

_CLASS = b"class"
"""Where it does not stand in a file, nothing was made secret there."""


@dataclass(frozen=True, slots=True)
class Today:
    """What older states are held against.

    ``definitions``: all of today; ``files``: what they were read from, by place and path (see
    :func:`~.store.log.place_of`); ``classing``: those whose classes older states take
    over; ``amid``: the edition's view of today's, without what no history may mention; ``ids``:
    every id there is; ``renamed``: what the edition sees, by former ids; ``hidden``: ids of which
    no history speaks.
    """

    definitions: Definitions
    files: Mapping[str, dict[str, bytes]]
    classing: tuple[Definitions, ...]
    amid: Catalog
    ids: Ids
    renamed: Ids
    hidden: frozenset[str]


@dataclass(frozen=True, slots=True)
class Past:
    """A moment of a definition: the item as the edition sees it, where it sees one.

    ``gone``: the definition was not there; ``unread``: its files could not be read.
    """

    moment: Moment
    item: Item | None
    gone: bool
    unread: bool


def today_of(
    definitions: Definitions,
    catalog: Catalog,
    files: Mapping[str, bytes],
    newest: Definitions | None = None,
) -> Today:
    """``catalog``: the view of ``definitions`` that the pages are made from; ``files``: by path.

    ``newest``: where ``definitions`` are not today's but earlier ones, those of today.
    """
    classing = (definitions,) if newest is None else (definitions, newest)
    hidden = frozenset().union(*(each.redacted() for each in classing))
    amid = view(definitions, catalog.edition, without=hidden) if hidden else catalog
    renamed: dict[str, dict[str, Item]] = {}
    for (kind, _), item in by_key(amid.definitions).items():
        renamed.setdefault(kind, {}).update(dict.fromkeys(getattr(item, "aliases", ()), item))
    places: dict[str, dict[str, bytes]] = {}
    for path, data in files.items():
        places.setdefault(place_of(path), {})[path] = data
    return Today(definitions, places, classing, amid, global_ids(definitions), renamed, hidden)


def pasts(
    found: Sequence[Moment], key: tuple[str, str], today: Today, may_name: "MayName"
) -> tuple[Past, ...]:
    """What the edition may know of each moment of a definition, in their order."""
    told: list[Past] = []
    for moment, item in _backwards(found, key, today):
        seen = None
        if item is not None:
            seen = view_of_past(item, today.ids, today.amid, today.hidden, may_name)
        gone = not moment.files
        told.append(Past(moment, seen, gone, unread=item is None and not gone))
    return tuple(reversed(told))


def _backwards(
    found: Sequence[Moment], key: tuple[str, str], today: Today
) -> Iterator[tuple[Moment, Item | None]]:
    """Each moment of a definition, the newest first, with its item as secret as in newer ones.

    ``None`` where there was none, or where it could not be read: nobody knows what was made secret
    there, so before it only leadership learns of what did not stand after it.
    """
    known: Newer | None = None
    for definitions in reversed(today.classing):
        item = _known(definitions, key)
        if item is not None:
            _, known = step_back(item, known)
    for moment in reversed(found):
        item = _state(key, moment, today)
        if item is not None:
            item, known = step_back(item, known)
        elif moment.files and known is not None:
            known = replace(known, closed=today.amid.edition is not Edition.LEADERSHIP)
        yield moment, item


def _known(definitions: Definitions, key: tuple[str, str]) -> Item | None:
    """A definition by kind and id, which it may have had before."""
    held = by_key(definitions)
    kind, item_id = key
    if key in held:
        return held[key]
    known_as = (item for (its, _), item in held.items() if its == kind)
    return next((item for item in known_as if item_id in getattr(item, "aliases", ())), None)


def _state(key: tuple[str, str], moment: Moment, today: Today) -> Item | None:
    """The item of a moment: today's where the files are the same, else read anew."""
    now = {file.path: file.data for file in moment.files}
    if now and today.files.get(place_of(moment.files[0].path)) == now:
        return by_key(today.definitions).get(key)
    return item_of(key[0], moment.files)


# States and files that were read lately are kept: `serve` asks for the same ones with every build,
# and the states of one definition share most of their files.
@lru_cache(maxsize=256)
def item_of(kind: str, files: tuple[SourceFile, ...]) -> Item | None:
    """What the files hold, ``None`` where they cannot be read or there are none."""
    definitions, _ = load(files, of_the_past=True, reader=_read)
    return next((item for (its, _), item in by_key(definitions).items() if its == kind), None)


_parsed = lru_cache(maxsize=256)(read)


def _read(path: str, data: bytes) -> tuple[Map | None, tuple[Finding, ...]]:
    found, problems = _parsed(path, data)
    return (copied(found) if found is not None else None), problems


# What is gone today ---------------------------------------------------------------------------

MayName = Callable[[Reference], bool]


def naming_the_gone(log: Log, today: Today) -> MayName:
    """Whether the edition may know of what a reference led to, which today does not exist.

    It may when it could have seen the last state that is known; what was never seen to exist may
    not be named either.
    """

    @cache
    def known(kind: str, item_id: str) -> bool:
        return item_id in today.renamed.get(kind, {}) or _last_seen(log, today, kind, item_id)

    def may_name(reference: Reference) -> bool:
        if reference in today.hidden:
            return False
        return any(known(kind, str(reference)) for kind in reference.kinds)

    return may_name


def _last_seen(log: Log, today: Today, kind: str, item_id: str) -> bool:
    """Whether the edition sees the newest state in which something of a kind had an id.

    Where there never was a file that could hold it, nothing is hidden in one; where the newest that
    mentions it cannot be read, it may be.
    """
    wanted, holder = item_id.encode(), HELD_BY.get(kind, "")
    found = tuple(moments(log, holder or kind, (item_id,)))
    if not found:
        return bool(holder)
    key = holder or kind, holder or item_id
    telling = [each for each in found if _speaks_of(each, wanted) or _speaks_of(each, _CLASS)]
    for moment, item in _backwards(telling, key, today):
        if item is None and _speaks_of(moment, wanted):
            return False
        then = Definitions().taking({key: item}) if item is not None else Definitions()
        if item_id in global_ids(then).get(kind, {}):
            for newer in today.classing if not holder else ():
                then = reclassed(then, newer)
            seen = view(then, today.amid.edition, without=today.hidden)
            return item_id in seen.ids.get(kind, {})
    return False


def _speaks_of(moment: Moment, words: bytes) -> bool:
    return any(words in file.data for file in moment.files)
