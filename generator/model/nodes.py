"""YAML nodes with locations: text, mappings and lists.

They are subclasses of ``str``, ``dict`` and ``list``, so that the models validate them unchanged;
the location becomes that of a finding.
"""

from typing import Self

from generator.findings.finding import Location

KeyPath = tuple[int | str, ...]
"""Keys and numbers of entries, from the whole definition or file inwards."""


class Text(str):
    """The source text of a scalar; conversion is up to the field.

    ``plain``: written without quotes or block style. ``cut``: followed by a comment on the same
    line, so that a ``#`` meant as text may have cut it.
    """

    __slots__ = ("cut", "plain", "where")  # a repository contains hundreds of thousands

    where: Location
    plain: bool
    cut: bool

    def __new__(cls, value: str, where: Location, *, plain: bool = True, cut: bool = False) -> Self:
        """The text of a scalar with its location."""
        text = super().__new__(cls, value)
        text.where, text.plain, text.cut = where, plain, cut
        return text


class Map(dict[str, "Node"]):
    """A mapping; ``keys_at``: the location of each key, ``where``: of the whole.

    ``flow``: written inside ``{}``.
    """

    __slots__ = ("flow", "keys_at", "where")

    def __init__(self, where: Location, *, flow: bool = False) -> None:
        super().__init__()
        self.where = where
        self.flow = flow
        self.keys_at: dict[str, Location] = {}


class List(list["Node"]):
    """A sequence and its location."""

    __slots__ = ("where",)

    def __init__(self, where: Location) -> None:
        super().__init__()
        self.where = where


Node = Text | Map | List


def copied(node: Map) -> Map:
    """A deep copy with mutable mappings and lists; the reader limits the depth."""
    copy = Map(node.where, flow=node.flow)
    copy.keys_at = dict(node.keys_at)
    copy.update({key: _copy(value) for key, value in node.items()})
    return copy


def _copy(node: Node) -> Node:
    if isinstance(node, Map):
        return copied(node)
    if isinstance(node, List):
        copy = List(node.where)
        copy.extend(_copy(item) for item in node)
        return copy
    return node
