"""Ids that no history and no comparison may mention, in every state that counts."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from generator.findings.errors import UsageError
from generator.git.graph import Graph
from generator.git.revision import commit_of, listed
from generator.history.snapshots import reading
from generator.model.definitions import Definitions
from generator.model.kinds import Redactions
from generator.model.walk import items_in
from generator.reading.tree import SourceFile
from generator.text.characters import shown

_KIND = "redactions"

_FILE = f"{_KIND}.yaml"

_FOLDER = "content"

_WORD = re.compile(r"[\w-]+")


def redacted(graph: Graph, commits: int, newer: Definitions, older: Definitions) -> frozenset[str]:
    """Every id that ``newer`` or one of some commits redacts.

    ``commits``: as the bits of a number. Where a commit's file cannot be read, every id of the two
    states that stands in it counts.
    """
    found = newer.redacted()
    for path, data in _files(graph, commits):
        item = reading(_KIND, (SourceFile(path, data),)).item
        if isinstance(item, Redactions):
            found |= {each.id for each in item.redactions}
        else:
            words = set(_WORD.findall(data.decode(errors="replace")))
            found |= words & {name for each in (newer, older) for name in _ids(each)}
    return found


def _files(graph: Graph, commits: int) -> Iterator[tuple[str, bytes]]:
    """What was meant as redactions, whatever the file was called."""
    for place, states in graph.states.items():
        if place.casefold().startswith(f"{_FOLDER}/{_KIND}"):
            for number, files in states:
                if commits >> number & 1:
                    yield from ((path, graph.contents[blob]) for path, blob in files)


def _ids(definitions: Definitions) -> Iterator[str]:
    for root in definitions.roots():
        for item in items_in(root):
            yield str(getattr(item, "id", ""))
            yield from getattr(item, "aliases", ())


# Whether they are read at all -----------------------------------------------------------------
def check_redactions(definitions: Definitions, names: Iterable[str]) -> None:
    """Raise UsageError when something is meant as redactions and cannot be read as such.

    ``names``: what lies in the folder of the file; with a slash behind what is no file.
    """
    if f"{_KIND}/{_KIND}" in definitions.broken:
        raise _unclear(f"{_FOLDER}/{_FILE} has errors")
    held = sorted(names)
    for name in held if _FILE not in held else ():
        if name.casefold().startswith(_KIND):
            raise _unclear(f"{_FOLDER}/{shown(name)} is not read: it has to be a file `{_FILE}`")


def names_in_folder(root: Path) -> list[str]:
    """What lies beside the redactions of a folder."""
    folder = root / _FOLDER
    try:
        entries = list(folder.iterdir()) if folder.is_dir() else []
    except OSError as error:
        raise _unclear(f"{_FOLDER}/ cannot be read") from error
    return [each.name if _is_plain(each) else f"{each.name}/" for each in entries]


def _is_plain(path: Path) -> bool:
    return path.is_file() and not path.is_symlink()


def names_in_revision(root: Path, revision: str) -> list[str]:
    """What lies beside the redactions of a revision."""
    entries = listed(root, commit_of(root, revision), [_FOLDER])
    below = ((mode, *path.split("/")[1:]) for mode, _, path in entries)
    return [
        name if mode.startswith("100") and not more else f"{name}/" for mode, name, *more in below
    ]


def _unclear(because: str) -> UsageError:
    return UsageError(
        f"{because}, so it cannot be said what no comparison may mention; `playbook check` says "
        "what is wrong"
    )
