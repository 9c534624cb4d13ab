"""What changed in one file, for ``git diff``: the answer of ``playbook diff --ext-diff``.

Git calls an external diff driver with the path and two files, for each file of a change. One file
has neither the names nor the results of the others, so this says what changed in it and no effects.
It is for the person who has the files, as any diff of Git is.
"""

import difflib
from collections.abc import Iterator, Sequence
from pathlib import Path, PurePosixPath

from generator.changes.compare import compare
from generator.changes.names import names_among
from generator.changes.text import sentence_of
from generator.findings.errors import UsageError
from generator.model.ids import own_ids
from generator.model.item import Item
from generator.model.kinds import kind_of
from generator.reading.files import FOLDERS, SourceFile
from generator.reading.load import load_part
from generator.text.characters import shown

_UNMERGED, _OF_ONE_PATH, _RENAMED = 1, 7, 9
"""Numbers of arguments that Git gives a driver."""


def file_diff(given: Sequence[str]) -> str:
    """The changes of one file as text; ``given``: the arguments of a driver.

    Raises UsageError for any others, and for a file that cannot be read.
    """
    if len(given) == _UNMERGED:
        return f"{shown(given[0])}: not merged yet\n"
    if len(given) not in (_OF_ONE_PATH, _RENAMED):
        raise UsageError(
            "--ext-diff is for Git, which names a path and two files to say what changed in one: "
            "`git config diff.playbook.command 'playbook diff --ext-diff --'`"
        )
    path, name = given[0], given[-2] if len(given) == _RENAMED else given[0]
    before, after = _data(given[1]), _data(given[4])
    title = shown(path if path == name else f"{path} -> {name}")
    lines = list(_lines(path, name, before, after))
    return "".join(f"{line}\n" for line in (title, *(f"  {shown(each)}" for each in lines)))


def _data(file: str) -> bytes | None:
    """The content of a file, ``None`` for the one that stands for no file."""
    if file in ("/dev/null", "nul"):
        return None
    try:
        return Path(file).read_bytes()
    except OSError as error:
        raise UsageError(f"{file} cannot be read: {error.strerror}") from error


def _lines(path: str, name: str, before: bytes | None, after: bytes | None) -> Iterator[str]:
    if before is None or after is None:
        yield "new" if before is None else "removed"
    older, newer = (_item(*each) for each in ((path, before), (name, after)))
    if (before and older is None) or (after and newer is None) or not (older or newer):
        yield "not readable as a definition; its lines:"
        yield from _lines_of_text(before or b"", after or b"")
        return
    if older is None or newer is None or type(older) is not type(newer):
        return
    names = names_among([own_ids(newer), own_ids(older)])
    changes = compare(older, newer, apart=("schema_",))
    yield from (sentence_of(older, newer, each, names) for each in changes)
    if not changes and before is not None and after is not None:
        yield _how_it_differs(before, after)


def _how_it_differs(before: bytes, after: bytes) -> str:
    """How two files that say the same differ."""
    if before == after:
        return "says what it said before, in the same lines"
    one, other = (each.replace(b"\r\n", b"\n") for each in (before, after))
    differ = "only ends of lines" if one == other else "comments, order, spaces or quotes"
    return f"says what it said before: {differ} differ"


def _item(path: str, data: bytes | None) -> Item | None:
    """What a file defines; ``None`` if any of it is not readable."""
    parts = PurePosixPath(path).parts
    start = next((number for number, each in enumerate(parts) if each in FOLDERS), 0)
    place = "/".join(parts[start:])
    kind = kind_of(place)
    if data is None or kind is None:
        return None
    part = load_part(kind, [SourceFile(place, data)])
    return part.item if part.whole else None


def _lines_of_text(before: bytes, after: bytes) -> Iterator[str]:
    older, newer = (each.decode("utf-8", "replace").splitlines() for each in (before, after))
    yield from difflib.unified_diff(older, newer, lineterm="")
