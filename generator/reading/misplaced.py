"""Entries in the list of another kind, and keys that left their entry: lines pasted elsewhere.

What an entry is follows from its keys: it has all that a model requires, and no other.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from generator.findings.finding import Finding
from generator.model.item import Item, names_by_key
from generator.model.kinds import Kind, kinds_with_files
from generator.model.nodes import KeyPath, List, Map
from generator.reading.areas import DEFINITIONS
from generator.reading.indentation import wrong_indentation
from generator.reading.model_paths import model_at
from generator.text.formats import counted

MISPLACED_ENTRY = DEFINITIONS.error(
    "misplaced-entry",
    "An entry is in the list of another kind.",
    "It would be read as something it is not.",
    "Move its lines to the end of that list.",
)


@dataclass(frozen=True, slots=True)
class Cause:
    """A finding, and the places of which nothing else is said: all at them follows from it."""

    finding: Finding
    hidden: tuple[KeyPath, ...]

    def hides(self, place: KeyPath) -> bool:
        """Whether a problem at ``place`` only follows from it."""
        return any(place[: len(each)] == each for each in self.hidden)


@dataclass(frozen=True, slots=True)
class _Home:
    """A list of entries: the kind of definition, its top key, the key of the list, and whose."""

    kind: Kind
    section: str
    key: str
    holder: type[Item]
    model: type[Item]

    def takes(self, entry: Map) -> bool:
        names, fields = names_by_key(self.model), self.model.model_fields
        required = {key for key, name in names.items() if fields[name].is_required()}
        return required <= entry.keys() <= names.keys()

    def in_words(self, data: Map, own: type[Item]) -> str:
        inside = f" of {_a(self.holder.__name__)}" if self.key != self.section else ""
        if self.kind.model is own:
            where = f"`{data.keys_at[self.section].path}`" if self.section in data else ""
        else:
            where = (
                f"the file of {_a(self.kind.called)}"
                if self.kind.of_many
                else f"`{self.kind.place}`"
            )
        return f"`{self.key}:`{inside}" + (f" in {where}" if where else "")


def misplaced(model: type[Item], data: Map, unknown: Sequence[KeyPath]) -> list[Cause]:
    """The causes of keys, at the places ``unknown``, that their models do not have."""
    entries = dict.fromkeys(each[:-1] for each in unknown)
    found = [_in_another_list(model, data, each) for each in entries]
    at_top = {str(each[0]) for each in unknown if len(each) == 1}
    return [each for each in (*found, _left_behind(model, data, at_top)) if each]


def _in_another_list(model: type[Item], data: Map, path: KeyPath) -> Cause | None:
    entry, here = _node(data, path), model_at(model, path)
    if not isinstance(entry, Map) or not path or not isinstance(path[-1], int):
        return None
    fitting = [each for each in _homes() if each.model is not here and each.takes(entry)]
    near = [each for each in fitting if each.kind.model is model] or fitting
    if not near:
        return None
    lists = " or ".join(dict.fromkeys(each.in_words(data, model) for each in near))
    message = f"This looks like {_a(near[0].model.__name__)}; it belongs under {lists}."
    return Cause(MISPLACED_ENTRY.at(entry.where, message), (path,))


def list_inside(model: type[Item], path: KeyPath, entry: Any) -> str:
    """What to do if an entry that lacks keys is one of a list inside the entries beside it.

    Such as an action that stands right under `objectives:`; empty if it can be none.
    """
    if not isinstance(entry, Map) or not path or not isinstance(path[-1], int):
        return ""
    holder = model_at(model, path)
    fitting = (each for each in _homes() if each.kind.model is model and each.holder is holder)
    home = next((each for each in fitting if each.takes(entry)), None)
    if home is None:
        return ""
    name = _a(home.model.__name__)
    return f"if this is {name}, move its lines under `{home.key}:` of {_a(home.holder.__name__)}"


@cache
def _homes() -> tuple[_Home, ...]:
    found: list[_Home] = []
    for kind in kinds_with_files():
        for key in names_by_key(kind.model):
            found += _homes_in(kind, key, kind.model, key, ())
    return tuple(found)


def _homes_in(
    kind: Kind, section: str, holder: type[Item], key: str, above: tuple[type[Item], ...]
) -> Iterator[_Home]:
    """The lists in the field ``key`` of a model, and in what that holds."""
    of_list = model_at(holder, (key, 0))
    inner = of_list or model_at(holder, (key,))
    if of_list:
        yield _Home(kind, section, key, holder, of_list)
    if inner and inner not in above:
        for each in names_by_key(inner):
            yield from _homes_in(kind, section, inner, each, (*above, inner))


def _left_behind(model: type[Item], data: Map, unknown: set[str]) -> Cause | None:
    """Keys in column 1 that are those of the entry above them."""
    keys = list(data.keys_at)
    start = next((number for number, key in enumerate(keys) if key in unknown), 0)
    section, entries = keys[start - 1], data.get(keys[start - 1])
    if not start or not isinstance(entries, List) or not entries:
        return None
    if not isinstance(entries[-1], Map):
        return None
    entry, own = entries[-1], model_at(model, (section, 0))
    names = names_by_key(own) if own else {}
    behind = keys[start:]
    kept = next((n for n, key in enumerate(behind) if key not in names or key in entry), len(keys))
    lost = behind[:kept]
    while lost and lost[-1] not in unknown:
        lost.pop()
    if not lost or data.keys_at[lost[0]].path != entry.where.path:
        return None
    first, last = data.keys_at[lost[0]], data.keys_at[lost[-1]]
    column = entry.where.column
    remedy = f"Put {counted(column - 1, 'space')} before `{lost[0]}`"
    remedy += f" and before each line below it, to line {last.line}." if lost[1:] else "."
    message = f"This line begins in column 1; the other keys of its entry begin in column {column}."
    hidden: list[KeyPath] = [(section, len(entries) - 1), *((key,) for key in lost)]
    return Cause(wrong_indentation(first, message, remedy=remedy), tuple(hidden))


def _node(data: Map, path: KeyPath) -> Any:
    node: Any = data
    for step in path:
        try:
            node = node[step]
        except (KeyError, IndexError, TypeError):
            return None
    return node


def _a(name: str) -> str:
    """A name with its article: ``TeamMember`` as ``a team member``."""
    words = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).lower()
    return f"{'an' if words[0] in 'aeiou' else 'a'} {words}"
