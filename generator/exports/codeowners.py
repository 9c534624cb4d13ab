"""CODEOWNERS for a forge, generated from ``owner:``."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from generator.model.definitions import Definitions

BEGIN = "# BEGIN playbook: from `owner:` in the definitions, by `playbook codeowners --write`"

END = "# END playbook"


@dataclass(frozen=True, slots=True)
class Owned:
    """A path and its owner.

    ``path``: relative to the definitions; folders end with a slash. ``owner``: the id of a person
    or a function. ``handle``: its name on the forge, if any.
    """

    path: str
    owner: str
    handle: str | None


@dataclass(frozen=True, slots=True)
class Drift:
    """Lines missing from a file, and lines that are outdated."""

    missing: tuple[str, ...]
    outdated: tuple[str, ...]


def owned(definitions: Definitions) -> tuple[Owned, ...]:
    """All accounts and handbook definitions with an owner, by path."""
    handles = dict(_handles(definitions))
    places = [(f"accounts/{each.id}/", str(each.owner)) for each in definitions.accounts.values()]
    places += [(each.where.path, str(each.owner)) for each in definitions.handbook() if each.owner]
    return tuple(Owned(path, owner, handles.get(owner)) for path, owner in sorted(places))


def lines(entries: Iterable[Owned], folder: str = "") -> tuple[str, ...]:
    """One line for each entry whose owner has a handle.

    ``folder``: of the definitions in the repository, as ``our/playbook``; special characters are
    escaped.
    """
    start = f"/{folder}/" if folder else "/"
    return tuple(f"{_pattern(start + each.path)} @{each.handle}" for each in entries if each.handle)


def _pattern(path: str) -> str:
    """A pattern that matches exactly this path, with blanks and wildcards escaped."""
    written = re.sub(r"[\\ #*?\[\]]", r"\\\g<0>", path)
    # Line breaks and undecodable bytes can only be matched with a wildcard.
    return "".join(each if each.isprintable() else "?" for each in written)


def merged(text: str, listed: Iterable[str]) -> str:
    """``text`` with the lines between our two markers replaced, or appended if it has none.

    Lines outside the markers stay unchanged.
    """
    block = "\n".join((BEGIN, *listed, END))
    before, _, after = _parts(text)
    before, after = before.strip("\n"), after.strip("\n")
    return "\n\n".join(part for part in (before, block, after) if part) + "\n"


def drift(text: str, listed: tuple[str, ...]) -> Drift | None:
    """The differences of ``text`` from the expected lines, or ``None``."""
    _, inside, _ = _parts(text)
    own = tuple(inside.split("\n")[1:-1])
    if own == listed:
        return None
    missing = tuple(line for line in listed if line not in own)
    return Drift(missing, tuple(line for line in own if line not in listed))


def _handles(definitions: Definitions) -> Iterator[tuple[str, str]]:
    functions = definitions.organisation.functions if definitions.organisation else ()
    people = definitions.people.people if definitions.people else ()
    yield from ((each.id, each.handle) for each in functions if each.handle)
    yield from ((each.id, each.handle) for each in people if each.handle)


def _parts(text: str) -> tuple[str, str, str]:
    """The text before, between and after the markers; an unpaired marker is ignored."""
    head, end, after = text.partition(END)
    before, begin, inside = head.rpartition(BEGIN)
    return (before, inside, after) if begin and end else (text, "", "")
