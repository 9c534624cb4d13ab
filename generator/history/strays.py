"""Files that may hold a definition, or a part of one, but are not read as such."""

import re
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import PurePosixPath

from generator.git.graph import UNREADABLE, Graph
from generator.git.revision import may_hold_definition
from generator.model.kinds import KINDS, folder_of, kind_of, place_of
from generator.reading.classing import may_class
from generator.reading.files import PAGES
from generator.reading.mentions import Index

_SCHEMA = re.compile(r"^[^\w\n]*schema[\"']?\s*:\s*[\"']?(\w*)", re.MULTILINE | re.IGNORECASE)

_ID = re.compile(r"^[\"']?id[\"']?\s*:\s*[\"']?([\w-]+)", re.MULTILINE)

_PROSE = (".md", ".markdown", ".rst", ".adoc", ".txt")
"""In files with these extensions a class does not count without a kind."""

_UNREADABLE = re.compile("\0|\ufffd|git-lfs")


@dataclass(frozen=True, slots=True)
class Claim:
    """The definition that a file seems to belong to; kind and id are empty if it may be any.

    ``files``: the content of the files beside it, itself included, which may declare former ids.
    """

    kind: str = ""
    id: str = ""
    files: tuple[bytes, ...] = field(default=(), repr=False)

    def fits(self, kind: str, ids: Container[str], gone: Iterable[str] = ()) -> bool:
        """Whether the definition of a kind with one of some ids may be meant.

        ``gone``: those that are in use no more where the file is: it may be the same under its
        new id if the files mention one.
        """
        if self.kind not in ("", kind):
            return False
        if not self.id or self.id in ids:
            return True
        former = Index(gone)
        return bool(former.all) and any(map(former.mentioned_in, self.files))


@lru_cache(maxsize=4)
def strays_of(graph: Graph) -> tuple[tuple[int, int, Claim], ...]:
    """Files of all commits that may classify a definition without being read as part of it.

    Each with the commit that introduced it, and where it is in force (see :meth:`Graph.in_force`).
    """
    found: dict[tuple[int, int, Claim], None] = {}
    for place in graph.states:
        for number, files, active_in in graph.in_force(place):
            readable = [(path, graph.contents[blob]) for path, blob in files if blob != UNREADABLE]
            found |= {(number, active_in, each): None for each in claims(readable)}
    return tuple(found)


def claims(files: Iterable[tuple[str, bytes]]) -> Iterator[Claim]:
    """The definitions that files may be meant for without being read as such; ``files``: by path.

    Empty if no file of a place may contain a classification.
    """
    places: dict[str, list[tuple[str, bytes]]] = {}
    for path, data in files:
        places.setdefault(place_of(path), []).append((path, data))
    for entries in places.values():
        yield from _claims_of_place(tuple(entries))


@lru_cache(maxsize=4096)  # `playbook serve` asks after each edit, which changes one of them
def _claims_of_place(files: tuple[tuple[str, bytes], ...]) -> tuple[Claim, ...]:
    folder = _folder(files)
    found = [claim for path, data in files for claim in _claims(path, data, folder)]
    if not found or not any(may_class(data) for _, data in files):
        return ()
    contents = tuple(data for _, data in files)
    return tuple(replace(claim, files=contents) for claim in dict.fromkeys(found))


def _folder(files: Iterable[tuple[str, bytes]]) -> Claim | None:
    """The definition whose folder holds some files; without an id if its main file is not read."""
    found = None
    for path, data in files:
        if (near := folder_of(path)) is not None:
            kind, name = near
            found = found or Claim(kind)
            if path == f"{KINDS[kind].place_of(name)}/{kind}.yaml":
                declared = _ID.search(data.decode(errors="replace"))
                hidden = name.startswith(".")
                return Claim(kind, declared[1] if declared else "" if hidden else name)
    return found


def _claims(path: str, data: bytes, folder: Claim | None) -> Iterator[Claim]:
    text = data.decode(errors="replace")
    schema, declared = _SCHEMA.search(text), _ID.search(text)
    own = _definition_of(path)
    if own is None and not may_class(data):
        return
    near = folder or own
    if own is None and schema is None:
        if _may_be_definition(path, text):
            yield from (near,) if near else _nearby_kinds(path)
        return
    kind = schema[1] if schema is not None else ""
    if kind not in KINDS or not KINDS[kind].place:
        kind = near.kind if near is not None else ""
    item_id = near.id if near is not None and near.kind == kind else ""
    if declared is not None and kind and KINDS[kind].of_many and not path.endswith(".md"):
        item_id = declared[1]
    claim = Claim(kind, item_id)
    if claim != own:
        yield claim


def _may_be_definition(path: str, text: str) -> bool:
    """Whether a file without a kind may be a definition: neither prose nor one of the pages."""
    is_prose = path.lower().endswith(_PROSE) and not _UNREADABLE.search(text)
    return not is_prose and not path.startswith(f"{PAGES}/")


def _nearby_kinds(path: str) -> Iterator[Claim]:
    """The kinds of definitions in the folder of a file, or in its nearest parent with any."""
    for folder in PurePosixPath(path).parents:
        kinds = [kind.name for kind in KINDS.values() if kind.place and kind.above == str(folder)]
        if kinds:
            yield from map(Claim, kinds)
            return


def _definition_of(path: str) -> Claim | None:
    """The definition that a file is read as a part of, or ``None``."""
    if not may_hold_definition(path):
        return None
    if (folder := folder_of(path)) is not None:
        return Claim(*folder)
    kind = kind_of(path)
    if kind is None:
        return None
    return Claim(kind, PurePosixPath(path).stem if KINDS[kind].of_many else "")
