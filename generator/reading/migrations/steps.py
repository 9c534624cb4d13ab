"""What can happen to the shape of a definition from one schema version to the next.

A step is a sentence and the changes that make it true. A change names the mappings it concerns and
says what is to be done; *how* a mapping is changed is an editor's business. There are two: one for
the nodes of our reader and one for the text of a file, which keeps its comments.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Protocol

EACH = "*"
"""In a path: every item of a list."""

Path = tuple[str, ...]
"""Keys from the top of a file to the mappings that a change concerns."""


class Editor(Protocol):
    """How mappings of one representation are changed, in place. All are a kind of ``dict``."""

    def rename(self, holder: Any, old: str, new: str) -> None:
        """Give a key another name; its place in the order stays."""

    def tuck(self, holder: Any, old: str, section: str, new: str) -> None:
        """Move a key into ``section``, which takes its place if it does not exist yet."""

    def write(self, holder: Any, key: str, text: str) -> None:
        """Replace a text by another."""

    def group(self, holder: Any, key: str, by: tuple[str, str]) -> None:
        """Turn a list of mappings into two levels of mappings, named by two of their keys."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """Why a change cannot be carried out: at ``key`` of a mapping, or at the whole of ``node``."""

    node: Any
    key: str | None
    message: str


@dataclass(frozen=True, slots=True)
class Rename:
    """``old`` is called ``new``."""

    at: Path
    old: str
    new: str

    def is_due(self, holder: dict[str, Any]) -> bool:
        """Whether there is anything to do."""
        return self.old in holder

    def conflicts(self, holder: dict[str, Any]) -> Iterator[Conflict]:
        """Why it cannot be done."""
        if self.new in holder:
            message = f"`{self.old}` is now called `{self.new}`, which stands here too"
            yield Conflict(holder, self.old, message)

    def carry_out(self, holder: Any, editor: Editor) -> None:
        """Do it."""
        editor.rename(holder, self.old, self.new)


@dataclass(frozen=True, slots=True)
class Tuck:
    """``old`` is the key ``new`` of the group ``section``."""

    at: Path
    old: str
    section: str
    new: str

    def is_due(self, holder: dict[str, Any]) -> bool:
        """Whether there is anything to do."""
        return self.old in holder

    def conflicts(self, holder: dict[str, Any]) -> Iterator[Conflict]:
        """Why it cannot be done."""
        inside = holder.get(self.section, {})
        now = f"`{self.old}` is now `{self.new}` in the group `{self.section}`"
        if not isinstance(inside, dict):
            yield Conflict(holder, self.old, f"{now}, and here `{self.section}` is no group")
        elif self.new in inside:
            yield Conflict(holder, self.old, f"{now}, where one stands already")

    def carry_out(self, holder: Any, editor: Editor) -> None:
        """Do it."""
        editor.tuck(holder, self.old, self.section, self.new)


@dataclass(frozen=True, slots=True)
class Convert:
    """The text of ``key`` is written in another way; ``convert`` gives back what is right as is."""

    at: Path
    key: str
    convert: Callable[[str], str]

    def is_due(self, holder: dict[str, Any]) -> bool:
        """Whether there is anything to do; a list or a group is left to the models to refuse."""
        given = holder.get(self.key)
        return isinstance(given, str) and self.convert(str(given)) != given

    def conflicts(self, _holder: dict[str, Any]) -> Iterator[Conflict]:
        """Nothing is in its way."""
        return iter(())

    def carry_out(self, holder: Any, editor: Editor) -> None:
        """Do it."""
        editor.write(holder, self.key, self.convert(str(holder[self.key])))


@dataclass(frozen=True, slots=True)
class Group:
    """The list ``key`` is two levels of mappings, named by what ``by`` held in each item."""

    at: Path
    key: str
    by: tuple[str, str]

    def is_due(self, holder: dict[str, Any]) -> bool:
        """Whether there is anything to do; what is no list is left to the models to judge."""
        return isinstance(holder.get(self.key), list)

    def conflicts(self, holder: dict[str, Any]) -> Iterator[Conflict]:
        """Why it cannot be done."""
        outer, inner = self.by
        seen: set[tuple[str, str]] = set()
        for item in holder[self.key]:
            names = [item.get(key) for key in self.by] if isinstance(item, dict) else [None]
            if not all(isinstance(name, str) for name in names):
                message = f"`{self.key}` is now grouped by `{outer}` and `{inner}`, and this entry"
                yield Conflict(item, None, f"{message} does not name both")
            elif (pair := (str(names[0]), str(names[1]))) in seen:
                message = (
                    f"an entry of `{self.key}` with the same `{outer}` and `{inner}` stands above"
                )
                yield Conflict(item, inner, f"{message}, and a group holds it only once")
            else:
                seen.add(pair)

    def carry_out(self, holder: Any, editor: Editor) -> None:
        """Do it."""
        editor.group(holder, self.key, self.by)


Change = Rename | Tuck | Convert | Group


@dataclass(frozen=True, slots=True)
class Step:
    """One difference between two formats: a sentence for people, and the changes it takes."""

    says: str
    changes: tuple[Change, ...]


def carry_out(root: Any, steps: Iterable[Step], editor: Editor) -> tuple[list[str], list[Conflict]]:
    """Change ``root`` in place; gives the sentences of the steps that found something to do.

    After the first step with a conflict nothing more is done, and its conflicts are given.
    """
    said: list[str] = []
    for step in steps:
        due = [
            (change, holder)
            for change in step.changes
            for holder in _holders(root, change.at)
            if change.is_due(holder)
        ]
        conflicts = [found for change, holder in due for found in change.conflicts(holder)]
        if conflicts:
            return said, conflicts
        for change, holder in due:
            change.carry_out(holder, editor)
        if due:
            said.append(step.says)
    return said, []


def _holders(node: Any, at: Path) -> Iterator[Any]:
    """The mappings a path leads to; a shape it does not expect is left to the models to refuse."""
    if not at:
        if isinstance(node, dict):
            yield node
    elif at[0] == EACH:
        for item in node if isinstance(node, list) else ():
            yield from _holders(item, at[1:])
    elif isinstance(node, dict) and at[0] in node:
        yield from _holders(node[at[0]], at[1:])
