"""Structural changes between two schema versions.

A step is a sentence and the changes it describes. A change addresses mappings and modifies them in
place; keys and values keep their locations.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from generator.findings.finding import Location
from generator.model.nodes import KeyPath, List, Map, Node, Text

EACH = "*"
"""In a path: all items of a list."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """Why a change cannot be applied: at ``key`` of a mapping, or at ``node``."""

    node: Node
    key: str | None
    message: str

    @property
    def where(self) -> Location:
        """The location to report."""
        if self.key is not None and isinstance(self.node, Map):
            return self.node.keys_at.get(self.key, self.node.where)
        return self.node.where


@dataclass(frozen=True, slots=True)
class Rename:
    """Renames the key ``old`` to ``new``."""

    at: KeyPath
    old: str
    new: str

    def is_due(self, holder: Map) -> bool:
        """Whether the change applies."""
        return self.old in holder

    def conflicts(self, holder: Map) -> Iterator[Conflict]:
        """What prevents the change."""
        if self.new in holder:
            message = f"`{self.old}` is now called `{self.new}`, which is here too"
            yield Conflict(holder, self.old, message)

    def carry_out(self, holder: Map) -> None:
        """Apply the change."""
        new = {(self.new if key == self.old else key): (key, holder[key]) for key in holder}
        _rebuild(holder, new)


@dataclass(frozen=True, slots=True)
class MoveIntoGroup:
    """Moves the key ``old`` to ``new`` in the group ``section``."""

    at: KeyPath
    old: str
    section: str
    new: str

    def is_due(self, holder: Map) -> bool:
        """Whether the change applies."""
        return self.old in holder

    def conflicts(self, holder: Map) -> Iterator[Conflict]:
        """What prevents the change."""
        inside = holder.get(self.section)
        now = f"`{self.old}` is now `{self.new}` in the group `{self.section}`"
        if inside is not None and not isinstance(inside, Map):
            yield Conflict(holder, self.old, f"{now}, and here `{self.section}` is not a group")
        elif inside and self.new in inside:
            yield Conflict(holder, self.old, f"{now}, where there is one already")

    def carry_out(self, holder: Map) -> None:
        """Apply the change."""
        old, section = self.old, self.section
        inside = holder.get(section)
        if isinstance(inside, Map):
            entries = {key: (key, holder[key]) for key in holder if key != old}
        else:
            inside = Map(holder.keys_at[old], flow=holder.flow)
            entries = {
                section if key == old else key: (key, inside if key == old else holder[key])
                for key in holder
            }
        _put(inside, self.new, holder[old], holder.keys_at[old])
        _rebuild(holder, entries)


@dataclass(frozen=True, slots=True)
class Convert:
    """Rewrites the text of ``key``; ``convert`` returns current values unchanged."""

    at: KeyPath
    key: str
    convert: Callable[[str], str]

    def is_due(self, holder: Map) -> bool:
        """Whether the change applies; the models reject lists and groups."""
        given = holder.get(self.key)
        return isinstance(given, str) and self.convert(str(given)) != given

    def conflicts(self, _holder: Map) -> Iterator[Conflict]:
        """Never any."""
        return iter(())

    def carry_out(self, holder: Map) -> None:
        """Apply the change."""
        write(holder, self.key, self.convert(str(holder[self.key])))


@dataclass(frozen=True, slots=True)
class GroupByKeys:
    """Turns the list ``key`` into two levels of mappings, keyed by the values of ``by``."""

    at: KeyPath
    key: str
    by: tuple[str, str]

    def is_due(self, holder: Map) -> bool:
        """Whether the change applies; the models reject values that are not lists."""
        return isinstance(holder.get(self.key), List)

    def conflicts(self, holder: Map) -> Iterator[Conflict]:
        """What prevents the change."""
        items, (outer, inner) = holder[self.key], self.by
        seen: set[tuple[str, str]] = set()
        for item in items if isinstance(items, List) else ():
            names = [item.get(key) for key in self.by] if isinstance(item, Map) else [None]
            if not all(isinstance(name, str) for name in names):
                message = f"`{self.key}` is now grouped by `{outer}` and `{inner}`, and this entry"
                yield Conflict(item, None, f"{message} does not name both")
            elif (pair := (str(names[0]), str(names[1]))) in seen:
                message = f"an entry of `{self.key}` with the same `{outer}` and `{inner}` is above"
                yield Conflict(item, inner, f"{message}, and a group holds it only once")
            else:
                seen.add(pair)

    def carry_out(self, holder: Map) -> None:
        """Apply the change."""
        items, (outer, inner) = holder[self.key], self.by
        grouped = Map(items.where)
        for item in items if isinstance(items, List) else ():
            if not isinstance(item, Map):
                continue
            first, second = item[outer], item[inner]
            group = grouped.setdefault(str(first), Map(first.where))
            grouped.keys_at.setdefault(str(first), first.where)
            _rebuild(item, {key: (key, item[key]) for key in item if key not in self.by})
            if isinstance(group, Map):
                _put(group, str(second), item, second.where)
        holder[self.key] = grouped


@dataclass(frozen=True, slots=True)
class MoveIntoStatement:
    """Turns the text ``key`` and the ``origin`` beside it into a statement with its own origin."""

    at: KeyPath
    key: str

    def is_due(self, holder: Map) -> bool:
        """Whether the change applies."""
        return "origin" in holder

    def conflicts(self, holder: Map) -> Iterator[Conflict]:
        """What prevents the change."""
        if not isinstance(holder.get(self.key), Text):
            message = f"`origin` now belongs to a statement of `{self.key}`, and there is no text"
            yield Conflict(holder, "origin", message)

    def carry_out(self, holder: Map) -> None:
        """Apply the change."""
        place = holder.keys_at[self.key]
        statement, entries = Map(place), List(place)
        _put(statement, "says", holder[self.key], place)
        _put(statement, "origin", holder["origin"], holder.keys_at["origin"])
        entries.append(statement)
        holder[self.key] = entries
        _rebuild(holder, {key: (key, holder[key]) for key in holder if key != "origin"})


FormatChange = Rename | MoveIntoGroup | Convert | GroupByKeys | MoveIntoStatement


@dataclass(frozen=True, slots=True)
class MigrationStep:
    """One difference between two formats: a sentence for users, and its changes."""

    description: str
    changes: tuple[FormatChange, ...]


def carry_out(root: Map, steps: Iterable[MigrationStep]) -> tuple[list[str], list[Conflict]]:
    """Apply steps to ``root`` in place; return the descriptions of those that changed something.

    Stops after the first step with conflicts and returns these.
    """
    descriptions: list[str] = []
    for step in steps:
        due = [
            (change, holder)
            for change in step.changes
            for holder in _holders(root, change.at)
            if change.is_due(holder)
        ]
        conflicts = [found for change, holder in due for found in change.conflicts(holder)]
        if conflicts:
            return descriptions, conflicts
        for change, holder in due:
            change.carry_out(holder)
        if due:
            descriptions.append(step.description)
    return descriptions, []


def _holders(node: Node, at: KeyPath) -> Iterator[Map]:
    """The mappings at a path; unexpected structures are left to the models."""
    if not at:
        if isinstance(node, Map):
            yield node
        return
    step, rest = at[0], at[1:]
    if step == EACH:
        for item in node if isinstance(node, List) else ():
            yield from _holders(item, rest)
    elif isinstance(node, Map) and isinstance(step, str) and step in node:
        yield from _holders(node[step], rest)


def write(holder: Map, key: str, text: str) -> None:
    """Replace a text, keeping its location."""
    old = holder[key]
    plain, cut = (old.plain, old.cut) if isinstance(old, Text) else (True, False)
    holder[key] = Text(text, old.where, plain=plain, cut=cut)


def _rebuild(holder: Map, entries: dict[str, tuple[str, Node]]) -> None:
    """Rebuild a mapping: new key -> the key whose location it takes, and the value."""
    places = {new: holder.keys_at[old] for new, (old, _) in entries.items()}
    holder.clear()
    holder.update({new: node for new, (_, node) in entries.items()})
    holder.keys_at = places


def _put(holder: Map, key: str, node: Node, where: Location) -> None:
    holder[key] = node
    holder.keys_at[key] = where
