"""Where what changed stands in the newer state.

A line of the older state counts what was hidden there, and leads to something else in the newer.
"""

from pathlib import PurePosixPath

from generator.changes.compare import Change
from generator.changes.diff import Difference
from generator.findings.finding import Location
from generator.model.item import Item, fields_of
from generator.model.walk import items_in


def places_in(item: Item) -> frozenset[Location]:
    """The places of all that a definition has in view: its entries and filled fields."""
    fields = (item.at(key) for _, key, value in fields_of(item) if value not in (None, ()))
    return frozenset((*(each.where for each in items_in(item)), *fields))


def without_line(where: Location) -> Location:
    """The file of a place."""
    return Location(where.path)


def place_now(difference: Difference, change: Change) -> tuple[str, Location]:
    """The path of the file that a change is in, and its place in the newer state.

    Of something removed the place is its file, or where that has nothing in view any more the main
    file; the path is then the former one.
    """
    where, now = change.where, difference.after
    if change.after is not None or now is None:
        return where.path, where
    path = _with_folder(where.path, difference.before, now)
    if path in {each.path for each in places_in(now)}:
        return path, Location(path)
    return where.path, without_line(now.where)


def paths_of(difference: Difference, path: str) -> set[str]:
    """A file of a definition under its current and its former id."""
    return {path, _with_folder(path, difference.after, difference.before)}


def _with_folder(path: str, of: Item | None, other: Item | None) -> str:
    """The path that a file of one definition has in another one, the same under another id."""
    if of is None or other is None:
        return path
    if path == of.where.path:
        return other.where.path
    one, name = PurePosixPath(of.where.path).parent, PurePosixPath(path)
    if one not in name.parents:
        return path
    return str(PurePosixPath(other.where.path).parent / name.relative_to(one))
