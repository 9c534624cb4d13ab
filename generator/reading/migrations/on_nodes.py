"""Steps on what the reader has read; every key and value keeps the place where it was written."""

from generator.findings.finding import Finding, Location
from generator.model.nodes import List, Map, Node, Text, copied
from generator.reading import rules
from generator.reading.migrations.formats import newest, steps_from
from generator.reading.migrations.steps import Conflict, carry_out


def migrated(data: Map, kind: str, version: int) -> tuple[Map | None, tuple[Finding, ...]]:
    """A file's nodes in the format in use, and what its author is told about it.

    ``version``: the schema version of the file, one of those that are read. A file in use comes
    back as it is. Otherwise the result is a copy, with a note that the file is of an older format;
    or ``None`` and errors, when it holds something that cannot be carried over.
    """
    if version == newest(kind):
        return data, ()
    copy = copied(data)
    _, conflicts = carry_out(copy, steps_from(kind, version), _EDITOR)
    if conflicts:
        return None, tuple(
            rules.OLD_FORMAT_CONFLICT.at(_place(conflict), conflict.message)
            for conflict in conflicts
        )
    given, wanted = data["schema"], f"{kind}/{newest(kind)}"
    _EDITOR.write(copy, "schema", wanted)
    message = f"`{given}` is an older format; this file is read as {wanted}"
    return copy, (rules.OLDER_FORMAT.at(given.where, message),)


class _Nodes:
    """The editor of nodes."""

    def rename(self, holder: Map, old: str, new: str) -> None:
        _rebuild(holder, [(new if key == old else key, key, holder[key]) for key in holder])

    def tuck(self, holder: Map, old: str, section: str, new: str) -> None:
        if section in holder:
            inside = holder[section]
            entries = [(key, key, holder[key]) for key in holder if key != old]
        else:
            inside = Map(holder.keys_at[old], flow=holder.flow)
            entries = [
                (section, old, inside) if key == old else (key, key, holder[key]) for key in holder
            ]
        if isinstance(inside, Map):
            _put(inside, new, holder[old], holder.keys_at[old])
        _rebuild(holder, entries)

    def write(self, holder: Map, key: str, text: str) -> None:
        holder[key] = _like(holder[key], text)

    def group(self, holder: Map, key: str, by: tuple[str, str]) -> None:
        items, (outer, inner) = holder[key], by
        grouped = Map(items.where)
        for item in items if isinstance(items, List) else ():
            if not isinstance(item, Map):
                continue
            first, second = item[outer], item[inner]
            group = grouped.setdefault(str(first), Map(first.where))
            grouped.keys_at.setdefault(str(first), first.where)
            _rebuild(item, [(one, one, item[one]) for one in item if one not in by])
            if isinstance(group, Map):
                _put(group, str(second), item, second.where)
        holder[key] = grouped


_EDITOR = _Nodes()


def _rebuild(holder: Map, entries: list[tuple[str, str, Node]]) -> None:
    """Fill a mapping anew: new key, the key whose place it has, value."""
    places = {new: holder.keys_at[old] for new, old, _ in entries}
    holder.clear()
    holder.update({new: node for new, _, node in entries})
    holder.keys_at = places


def _put(holder: Map, key: str, node: Node, where: Location) -> None:
    holder[key] = node
    holder.keys_at[key] = where


def _like(node: Node, text: str) -> Text:
    """Another text at the same place."""
    if isinstance(node, Text):
        return Text(text, node.where, plain=node.plain, cut=node.cut)
    return Text(text, node.where)


def _place(conflict: Conflict) -> Location:
    node: Node = conflict.node
    if conflict.key is not None and isinstance(node, Map):
        return node.keys_at.get(conflict.key, node.where)
    return node.where
