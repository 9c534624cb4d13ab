"""Who knows whom: our people on the left, their posts on the right, a line for each relationship.

The order on both sides comes from a library that keeps crossings few (docs/adr/0027).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import cast

from generator.charts.svg import Drawing, Picture, cut
from generator.text.formats import counted, words

_WIDTH, _EDGE, _TOP, _ROW, _BOX = 640, 8, 34, 34, 26
_OURS, _THEIRS = 200, 252
"""Widths of the boxes on the left and on the right."""

_SIZE, _FOOT = 13, 30

_STROKES: Mapping[str, Mapping[str, object]] = {
    "first-contact": {"stroke-width": 1.2, "stroke-dasharray": "4 4"},
    "working": {"stroke-width": 1.6},
    "trusted": {"stroke-width": 4},
}


@dataclass(frozen=True, slots=True)
class NetworkNode:
    """Somebody in the picture; ``label``: a line of text, ``page``: as a goal of a drawing has it.

    ``outside``: of a third party, neither ours nor the customer's.
    """

    id: str
    label: str
    page: str = ""
    outside: bool = False


@dataclass(frozen=True, slots=True)
class Tie:
    """A relationship; ``ours`` and ``theirs``: ids of nodes, ``strength`` as in a definition."""

    ours: str
    theirs: str
    strength: str


def network_picture(
    ours: Sequence[NetworkNode],
    theirs: Sequence[NetworkNode],
    found: Sequence[Tie],
    name: str,
    title: str,
) -> Picture:
    """The picture of nodes and the lines between them, the same in whatever order they come."""
    left, right = _in_order(ours, theirs, found)
    description = _in_words(left, right, found, title)
    rows = max(len(left), len(right), 1)
    height = _TOP + _ROW * rows + _FOOT
    drawing = Drawing(_WIDTH, height, title, description, wide=True)
    drawing.text("pb-soft", _EDGE, 20, "Our people", size=_SIZE, weight="bold")
    edge = _WIDTH - _EDGE
    drawing.text("pb-soft", edge, 20, "Their people", size=_SIZE, anchor="end", weight="bold")
    at_left, at_right = _spread(left, rows), _spread(right, rows)
    for line in sorted(found, key=lambda each: (each.ours, each.theirs)):
        if line.ours in at_left and line.theirs in at_right:
            _line(drawing, at_left[line.ours], at_right[line.theirs], line.strength)
    covered = {line.theirs for line in found}
    for node in left:
        _node(drawing, node, _EDGE, at_left[node.id], _OURS, covered=True)
    for node in right:
        x = _WIDTH - _EDGE - _THEIRS
        _node(drawing, node, x, at_right[node.id], _THEIRS, covered=node.id in covered)
    _legend(drawing, height - 10, outside=any(node.outside for node in right))
    return Picture(name, description, drawing.svg())


def _in_order(
    ours: Sequence[NetworkNode], theirs: Sequence[NetworkNode], found: Sequence[Tie]
) -> tuple[list[NetworkNode], list[NetworkNode]]:
    """Both sides from top to bottom, those without a line last."""
    left, right = (sorted(side, key=lambda node: node.id) for side in (ours, theirs))
    number = {("left", node.id): index for index, node in enumerate(left)}
    number |= {("right", node.id): len(left) + index for index, node in enumerate(right)}
    edges = sorted(
        {
            (number["left", line.ours], number["right", line.theirs])
            for line in found
            if ("left", line.ours) in number and ("right", line.theirs) in number
        }
    )
    place = _laid_out(edges)
    apart = len(place) + 1.0

    def key(side: str, node: NetworkNode) -> tuple[tuple[float, float], str]:
        return place.get(number[side, node.id], (apart, 0.0)), node.id

    return (
        sorted(left, key=lambda node: key("left", node)),
        sorted(right, key=lambda node: key("right", node)),
    )


def _laid_out(edges: Sequence[tuple[int, int]]) -> dict[int, tuple[float, float]]:
    """The group of connected nodes, the largest first, and the place in it of each node."""
    if not edges:
        return {}
    # Only a page with this picture needs it. Nodes are numbers, as it takes texts in the order of a
    # set, which differs from run to run.
    from fast_sugiyama import from_edges  # noqa: PLC0415

    groups = []
    for positions, *_ in from_edges(edges, crossing_minimization="barycenter", transpose=True):
        placed = {cast("int", node): float(across) for node, (across, _) in positions}
        groups.append(placed)
    groups.sort(key=lambda placed: (-len(placed), min(placed)))
    return {
        node: (float(index), across)
        for index, placed in enumerate(groups)
        for node, across in _from_the_first(placed).items()
    }


def _from_the_first(placed: Mapping[int, float]) -> Mapping[int, float]:
    """One of the two mirror images: that with the lowest number in the upper half."""
    low, high = min(placed.values()), max(placed.values())
    if placed[min(placed)] - low <= high - placed[min(placed)]:
        return placed
    return {node: low + high - across for node, across in placed.items()}


def _spread(nodes: Sequence[NetworkNode], rows: int) -> dict[str, float]:
    """The middle of each box, spread over the height of the longer side."""
    step = _ROW * rows / max(len(nodes), 1)
    step = min(step, _ROW * 2)
    start = _TOP + (_ROW * rows - step * len(nodes)) / 2
    return {node.id: start + step * (index + 0.5) for index, node in enumerate(nodes)}


def _line(drawing: Drawing, left: float, right: float, strength: str) -> None:
    x, end = _EDGE + _OURS, _WIDTH - _EDGE - _THEIRS
    ends = {"x1": x, "y1": left, "x2": end, "y2": right}
    drawing.add("line", "pb-trail", {**ends, **_STROKES.get(strength, {"stroke-width": 1.2})})


def _node(
    drawing: Drawing, node: NetworkNode, x: float, y: float, width: float, *, covered: bool
) -> None:
    box = {"x": x, "y": y - _BOX / 2, "width": width, "height": _BOX}
    corners = {"rx": _BOX / 2} if node.outside else {}
    drawing.add("rect", "pb-area", {**box, **corners})
    edge: dict[str, object] = {"stroke-width": 1.5}
    if not covered:
        edge["stroke-dasharray"] = "5 3"
    drawing.add("rect", "pb-strong", {**box, **corners, **edge})
    with drawing.goal(node.label, node.page):
        drawing.text("pb-ink", x + 10, y + 5, cut(node.label, _SIZE, width - 20), size=_SIZE)


def _legend(drawing: Drawing, y: float, *, outside: bool) -> None:
    x, step = float(_EDGE), 122 if outside else 150
    for strength, stroke in _STROKES.items():
        drawing.add("line", "pb-trail", {"x1": x, "y1": y - 4, "x2": x + 28, "y2": y - 4, **stroke})
        drawing.text("pb-ink", x + 34, y, words(strength), size=_SIZE)
        x += step
    box = {"y": y - 12, "width": 28, "height": 15, "stroke-width": 1.5}
    drawing.add("rect", "pb-strong", {"x": x, **box, "stroke-dasharray": "5 3"})
    drawing.text("pb-ink", x + 34, y, "known to nobody", size=_SIZE)
    if outside:
        x += step + 30
        drawing.add("rect", "pb-strong", {"x": x, **box, "rx": 7})
        drawing.text("pb-ink", x + 34, y, "third party", size=_SIZE)


_MOST_DESCRIBED = 40


def _in_words(
    left: Sequence[NetworkNode], right: Sequence[NetworkNode], found: Sequence[Tie], title: str
) -> str:
    label = {node.id: node.label for node in left}
    lines: dict[str, list[str]] = {}
    for line in sorted(found, key=lambda each: (each.theirs, each.ours)):
        who = label.get(line.ours)
        if who:
            lines.setdefault(line.theirs, []).append(f"{who}, {words(line.strength)}")
    said = [f"{_name(node)}: {'; '.join(lines.get(node.id, ['nobody']))}." for node in right]
    more = len(said) - _MOST_DESCRIBED
    if more > 0:
        said = [*said[:_MOST_DESCRIBED], f"And {counted(more, 'more post')}."]
    return f"{title}. {' '.join(said)}"


def _name(node: NetworkNode) -> str:
    return f"{node.label} (third party)" if node.outside else node.label
