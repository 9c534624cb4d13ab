"""YAML as we let it in: text, mappings and lists that know where they stand.

The three are ``str``, ``dict`` and ``list``, so that the models validate them as they are; the
place rides along and becomes the place of a finding.
"""

from typing import Self

from generator.findings.finding import Location


class Text(str):
    """A scalar as it stands in the source: nothing is converted before the field asks for it.

    ``plain``: written without quotes or block style. ``cut``: a comment follows on the same line
    right behind the plain text, so that a ``#`` meant as text has cut it.
    """

    __slots__ = ("cut", "plain", "where")  # a repository holds hundreds of thousands of them

    where: Location
    plain: bool
    cut: bool

    def __new__(cls, value: str, where: Location, *, plain: bool = True, cut: bool = False) -> Self:
        """A scalar's text with its place."""
        text = super().__new__(cls, value)
        text.where, text.plain, text.cut = where, plain, cut
        return text


class Map(dict[str, "Node"]):
    """A mapping; ``keys_at`` holds the place of each key, ``where`` that of the whole.

    ``flow``: written inside ``{}``.
    """

    def __init__(self, where: Location, *, flow: bool = False) -> None:
        super().__init__()
        self.where = where
        self.flow = flow
        self.keys_at: dict[str, Location] = {}


class List(list["Node"]):
    """A sequence and where it begins."""

    def __init__(self, where: Location) -> None:
        super().__init__()
        self.where = where


Node = Text | Map | List


def copied(node: Map) -> Map:
    """A copy whose mappings and lists can be changed; the reader bounds how deep they are."""
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
