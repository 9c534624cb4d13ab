"""Ids that histories and comparisons must not mention, from all relevant states."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from rapidfuzz.distance import OSA

from generator.findings.errors import UsageError
from generator.git.graph import Graph
from generator.git.revision import commit_of, listed
from generator.history.snapshots import reading
from generator.model.definitions import Definitions
from generator.model.kinds import Redactions
from generator.model.walk import items_in
from generator.reading.classing import hides, is_no_text, plain_text
from generator.reading.files import SourceFile
from generator.reading.mentions import Index
from generator.text.characters import shown

_KIND = "redactions"

_FILE = f"{_KIND}.yaml"

FOLDER = "content"
"""The folder of the redactions."""

_DECLARED = re.compile(rb"\bid[\"']?\s*:\s*[\"']?([\w-]+)")


def redacted(
    graph: Graph, commits: int, newer: Definitions, older: Iterable[str]
) -> frozenset[str]:
    """All ids that ``newer`` or one of some commits redacts.

    ``commits``: as a bit set; ``older``: ids of earlier states. If a commit's file cannot be
    parsed, all ids that occur in it are included; if it is not even text, all removed ids.
    """
    found = set(newer.redacted())
    earlier, now = set[str](), frozenset[str]()
    for path, data in _files(graph, commits):
        item = reading(_KIND, (SourceFile(path, data),)).item
        if isinstance(item, Redactions):
            found |= {each.id for each in item.redactions}
            continue
        earlier, now = earlier or set(older), now or frozenset(ids_of(newer))
        text = data.decode(errors="replace")
        found |= Index(earlier | now).mentioned(text)
        if "\\" in text or is_no_text(text) or hides(text) or not plain_text(text).isascii():
            found |= earlier - now
    return frozenset(found)


def _is_named_like_redactions(name: str) -> bool:
    """Whether the name of a file or folder is similar to that of the redactions."""
    stem = plain_text(name).lstrip("._ ").partition(".")[0].rstrip("/")
    return stem.startswith(_KIND[:-1]) or OSA.distance(stem, _KIND, score_cutoff=2) <= 2


def _files(graph: Graph, commits: int) -> Iterator[tuple[str, bytes]]:
    """Files that were meant as redactions, whatever their name."""
    for place, states in graph.states.items():
        paths = {
            path
            for path in {path for _, files in states for path, _ in files}
            if place == FOLDER or any(map(_is_named_like_redactions, path.split("/")))
        }
        for _, files, active_in in graph.in_force(place) if paths else ():
            if commits & active_in:
                yield from ((path, graph.contents[blob]) for path, blob in files if path in paths)


def ids_of(definitions: Definitions) -> Iterator[str]:
    """All current and former ids in some definitions."""
    for root in definitions.roots():
        for item in items_in(root):
            yield str(getattr(item, "id", ""))
            yield from getattr(item, "aliases", ())


def ids_ever(graph: Graph) -> Iterator[str]:
    """All ids that a file of any commit seems to declare."""
    for data in graph.contents.values():
        yield from (each.decode() for each in _DECLARED.findall(data))


# Validity of the redactions ---------------------------------------------------------------------
def check_redactions(definitions: Definitions, names: Iterable[str]) -> None:
    """Raise UsageError if a file is meant as redactions and cannot be read as such.

    ``names``: entries of its folder; folders end with a slash.
    """
    if f"{_KIND}/{_KIND}" in definitions.broken:
        raise unclear(f"{FOLDER}/{_FILE} has errors")
    entries = sorted(names)
    for name in entries if _FILE not in entries else ():
        if _is_named_like_redactions(name):
            raise unclear(f"{FOLDER}/{shown(name)} is not read: it has to be a file `{_FILE}`")


def names_in_revision(root: Path, revision: str) -> list[str]:
    """The entries of the redactions' folder in a revision."""
    names = []
    for mode, _, path in listed(root, commit_of(root, revision), (FOLDER,)):
        if path == FOLDER:
            raise unclear(f"{FOLDER} is not a folder")
        name, *more = path.split("/")[1:]
        names.append(name if mode.startswith("100") and not more else f"{name}/")
    return names


def unclear(because: str) -> UsageError:
    """The error where nobody can say what must not be mentioned."""
    return UsageError(
        f"{because}, so it cannot be said what no comparison may mention; `playbook check` says "
        "what is wrong"
    )
