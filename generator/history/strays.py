"""Files that may hold a definition, or a part of one, where none is read."""

import re
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import PurePosixPath

from generator.git.graph import UNREADABLE, Graph
from generator.git.revision import may_hold_definition, place_of
from generator.model.kinds import KINDS, folder_of, kind_of
from generator.reading.classing import may_class

_SCHEMA = re.compile(r"^[\"']?schema[\"']?\s*:\s*[\"']?(\w*)", re.MULTILINE)

_ID = re.compile(r"^[\"']?id[\"']?\s*:\s*[\"']?([\w-]+)", re.MULTILINE)

_UNREADABLE = re.compile("\0|\ufffd|git-lfs")


@dataclass(frozen=True, slots=True)
class Claim:
    """What a file seems to be a definition of: a kind and an id, each empty where it may be any."""

    kind: str = ""
    id: str = ""

    def fits(self, kind: str, ids: Container[str]) -> bool:
        """Whether the definition of a kind with one of some ids may be meant."""
        return self.kind in ("", kind) and (not self.id or self.id in ids)


@lru_cache(maxsize=4)
def strays_of(graph: Graph) -> tuple[tuple[int, int, Claim], ...]:
    """What may say who may see a definition in each commit, without being read as that one.

    Each with the commit that brought it, and where it holds (see :meth:`Graph.in_force`).
    """
    found: dict[tuple[int, int, Claim], None] = {}
    for place in graph.states:
        for number, files, holds in graph.in_force(place):
            held = [(path, graph.contents[blob]) for path, blob in files if blob != UNREADABLE]
            found |= {(number, holds, each): None for each in claims(held)}
    return tuple(found)


def claims(files: Iterable[tuple[str, bytes]]) -> Iterator[Claim]:
    """What files may be meant for that are not read as such; ``files``: by path.

    Nothing where nothing in a place may say who may see it.
    """
    places: dict[str, list[tuple[str, bytes]]] = {}
    for path, data in files:
        places.setdefault(place_of(path), []).append((path, data))
    for held in places.values():
        if any(may_class(data) for _, data in held):
            yield from filter(None, (_claim(path, data) for path, data in held))


def _claim(path: str, data: bytes) -> Claim | None:
    text = data.decode(errors="replace")
    schema, declared = _SCHEMA.search(text), _ID.search(text)
    own = _own(path)
    if own is None and not may_class(data):
        return None
    if own is None and schema is None:
        return Claim() if _UNREADABLE.search(text) else None
    kind = schema[1] if schema is not None else ""
    if kind not in KINDS or not KINDS[kind].place:
        kind = own.kind if own is not None else ""
    item_id = own.id if own is not None and own.kind == kind else ""
    if declared is not None and kind and KINDS[kind].of_many and not path.endswith(".md"):
        item_id = declared[1]
    meant = Claim(kind, item_id)
    return meant if meant != own else None


def _own(path: str) -> Claim | None:
    """Of which definition a file is read as a part; ``None`` where it is not."""
    if not may_hold_definition(path):
        return None
    if (held := folder_of(path)) is not None:
        return Claim(*held)
    kind = kind_of(path)
    if kind is None:
        return None
    return Claim(kind, PurePosixPath(path).stem if KINDS[kind].of_many else "")
