"""Drawing primitives based on ElementTree, which encodes all values.

Colours are CSS variables with a fallback: inside a page they follow its palette, in a separate file
the reader's preference, and in print they are black on white. No meaning depends on colour alone.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Decimal
from unicodedata import east_asian_width
from xml.etree import ElementTree as ET

NAMESPACE = "http://www.w3.org/2000/svg"

# The names of the site's palette; playbook-charts.css defines the same for inline pictures.
_STYLE = """
.pb-ink{fill:var(--pb-ink,#1b2326)}
.pb-soft{fill:var(--pb-muted,#556268)}
.pb-line{stroke:var(--pb-rule-strong,#7d898d);fill:none}
.pb-strong{stroke:var(--pb-ink,#1b2326);fill:none}
.pb-area{fill:var(--pb-desk,#f7f8f6)}
.pb-band{fill:var(--pb-rule,#d5dbda)}
.pb-point{fill:var(--pb-accent,#0d5560);stroke:var(--pb-paper,#fff)}
.pb-trail{stroke:var(--pb-accent,#0d5560);fill:none}
.pb-arrow{fill:var(--pb-accent,#0d5560)}
.pb-halo{stroke:var(--pb-desk,#f7f8f6);stroke-width:3px;stroke-linejoin:round;paint-order:stroke}
@media (prefers-color-scheme:dark){svg{--pb-ink:#dde4e5;--pb-muted:#9daab0;--pb-rule-strong:#76858b;
--pb-desk:#101415;--pb-rule:#2e383c;--pb-accent:#7fc7d2;--pb-paper:#14191b}}
@media print{svg{--pb-ink:#000;--pb-muted:#333;--pb-rule-strong:#777;--pb-desk:#fff;
--pb-rule:#e5e5e5;--pb-accent:#000;--pb-paper:#fff}}
"""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of a page; ``name``: its file beside the page, ``alt``: its text alternative."""

    name: str
    alt: str
    svg: str


class Drawing:
    """An SVG document of ``width`` x ``height`` units with an accessible name and description.

    ``wide``: too wide to be read on a phone, where the site shows the table beside it alone.
    """

    def __init__(
        self, width: int, height: int, title: str, description: str, *, wide: bool = False
    ) -> None:
        self.root = ET.Element(
            "svg",
            {
                "xmlns": NAMESPACE,
                "viewBox": f"0 0 {width} {height}",
                "class": "pb-chart pb-chart--wide" if wide else "pb-chart",
                "role": "img",
                "aria-label": title,
                "font-family": "system-ui, sans-serif",
            },
        )
        self.width, self.height = width, height
        ET.SubElement(self.root, "title").text = title
        ET.SubElement(self.root, "desc").text = description
        ET.SubElement(self.root, "style").text = _STYLE
        self._into = self.root

    def add(self, tag: str, kind: str, attributes: Mapping[str, object]) -> ET.Element:
        """Add an element with a class; numbers are written with at most two decimals."""
        return ET.SubElement(
            self._into, tag, {"class": kind, **{k: number(v) for k, v in attributes.items()}}
        )

    @contextmanager
    def goal(self, name: str, page: str = "") -> Iterator[None]:
        """Group what is drawn inside; ``name`` is its tooltip.

        ``page``: a relative link to a page, as in Markdown, which the site resolves.
        """
        before = self._into
        link = {"data-page": page} if page else {}
        self._into = ET.SubElement(before, "g", {"class": "pb-goal", **link})
        ET.SubElement(self._into, "title").text = name
        yield
        self._into = before

    def rectangle(
        self,
        kind: str,
        x: float,
        y: float,
        width: float,
        height: float,
        *,
        stroke: float | None = None,
    ) -> None:
        """Add a rectangle; ``stroke``: the width of its outline."""
        outline = {} if stroke is None else {"stroke-width": stroke}
        self.add("rect", kind, {"x": x, "y": y, "width": width, "height": height, **outline})

    def line(
        self, kind: str, start: tuple[float, float], end: tuple[float, float], width: float = 1
    ) -> None:
        """Add a straight line."""
        self.add(
            "line",
            kind,
            {"x1": start[0], "y1": start[1], "x2": end[0], "y2": end[1], "stroke-width": width},
        )

    def text(
        self,
        kind: str,
        x: float,
        y: float,
        words: str,
        *,
        size: int = 15,
        anchor: str = "start",
        weight: str = "normal",
        turn: int = 0,
    ) -> None:
        """A line of text; ``turn`` rotates it round its own place, in degrees."""
        attributes: dict[str, object] = {
            "x": x,
            "y": y,
            "font-size": size,
            "text-anchor": anchor,
            "font-weight": weight,
        }
        if turn:
            attributes["transform"] = f"rotate({turn} {number(x)} {number(y)})"
        self.add("text", kind, attributes).text = words

    def svg(self) -> str:
        """The document as text, ending with a line break."""
        return ET.tostring(self.root, encoding="unicode") + "\n"


def number(value: object) -> str:
    """A number as an attribute: at most two decimals, no trailing zeros, never ``-0``."""
    if isinstance(value, (float, Decimal)):
        text = f"{value:.2f}".rstrip("0").rstrip(".")
        return "0" if text == "-0" else text
    return str(value)


def text_width(words: str, size: int) -> float:
    """An upper estimate of the width of a line of text, in units."""
    wide = sum(east_asian_width(letter) in "WF" for letter in words)
    return (len(words) - wide) * size * 0.56 + wide * size


_ELLIPSIS = "\N{HORIZONTAL ELLIPSIS}"


def cut(words: str, size: int, width: float) -> str:
    """``words`` if they fit into ``width`` units, else their start and an ellipsis."""
    if text_width(words, size) <= width:
        return words
    start = words
    while start and text_width(start + _ELLIPSIS, size) > width:
        start = start[:-1]
    return start.rstrip() + _ELLIPSIS


def lines(words: str, size: int, width: float, most: int) -> list[str]:
    """``words`` in at most ``most`` lines of ``width`` units; the last one is cut if needed."""
    found: list[str] = []
    rest = _parts(words)
    while rest and len(found) < most - 1:
        line = rest.pop(0)
        while rest and text_width(f"{line} {rest[0]}", size) <= width:
            line = f"{line} {rest.pop(0)}"
        found.append(cut(line, size, width))
    return [*found, cut(" ".join(rest), size, width)] if rest else found


def fits(words: str, size: int, width: float, most: int) -> bool:
    """Whether ``words`` fit in that many lines uncut."""
    return " ".join(lines(words, size, width, most)) == " ".join(_parts(words))


def _parts(words: str) -> list[str]:
    """Parts between which a line may break; no-break spaces are kept."""
    return [part for part in words.split(" ") if part]
