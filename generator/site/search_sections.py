"""The text of a page as the search finds it, section by section.

Material's search came to the same by parsing every page anew; a test holds both equal.
"""

from dataclasses import dataclass

from selectolax.lexbor import LexborNode as Node

from generator.site.page_tree import HEADINGS

_SKIPPED = {"object", "script", "style"}
_WITHIN_A_LINE = {"a", "abbr", "b", "code", "del", "em", "i", "ins", "kbd", "mark", "s", "small"}
_WITHIN_A_LINE |= {"span", "strong", "sub", "sup", "time", "u", "var", "wbr"}
_EXCLUDED = "data-search-exclude"
_LEFT = float("inf")


@dataclass(frozen=True, slots=True)
class SearchSection:
    """A heading and what stands below it, as plain text. The first one of a page has no ``id``."""

    id: str | None
    title: str
    text: str


def sections(body: Node) -> list[SearchSection]:
    """The sections of a page whose headings have ids, in order; none that the page excludes."""
    reader = _Reader()
    reader.read(body, 1, in_title=False)
    return [
        SearchSection(each.id, _line(each.title), _line(each.text))
        for each in reader.found
        if not each.excluded
    ]


class _Draft:
    """A section being read. ``depth``: that of its heading in elements, itself included."""

    def __init__(
        self, anchor: str | None = None, depth: float = 0, *, excluded: bool = False
    ) -> None:
        self.id = anchor
        self.depth = depth
        self.excluded = excluded
        self.title: list[str] = []
        self.text: list[str] = []


class _Reader:
    def __init__(self) -> None:
        self.found: list[_Draft] = []
        self._now = _Draft()

    def read(self, parent: Node, depth: int, *, in_title: bool) -> None:
        """Take in what ``parent`` holds, ``depth`` elements deep."""
        for node in parent.iter(include_text=True):
            tag = str(node.tag)
            if tag == "-text":
                self._take(node.text_content or "", in_title=in_title)
            elif not tag.startswith(("-", "!")):
                self._enter(node, tag, depth, in_title=in_title)

    def _enter(self, node: Node, tag: str, depth: int, *, in_title: bool) -> None:
        excluded = _EXCLUDED in node.attrs
        if tag in HEADINGS:
            if tag != "h1" and not self.found:
                self._begin(_Draft(depth=depth))
            self._begin(_Draft(node.id if self.found else None, depth, excluded=excluded))
            in_title = True
        elif tag in _SKIPPED or excluded or _is_permalink(node, tag):
            return
        apart = " " if tag not in _WITHIN_A_LINE else ""
        self._take(apart, in_title=in_title)
        self.read(node, depth + 1, in_title=in_title)
        self._take(apart, in_title=in_title)
        self._leave(depth)

    def _leave(self, depth: int) -> None:
        """Behind a box that holds headings the section before it goes on."""
        if self._now.depth <= depth:
            return
        before = next((each for each in reversed(self.found) if each.depth <= depth), None)
        if before is not None:
            self._now.depth, self._now = _LEFT, before

    def _begin(self, section: _Draft) -> None:
        self._now = section
        self.found.append(section)

    def _take(self, text: str, *, in_title: bool) -> None:
        if not text:
            return
        if not self.found:
            if text.isspace():
                return
            self._begin(self._now)
        (self._now.title if in_title else self._now.text).append(text)


def _line(pieces: list[str]) -> str:
    return " ".join("".join(pieces).split())


def _is_permalink(node: Node, tag: str) -> bool:
    return tag == "a" and "headerlink" in (node.attrs.get("class") or "").split()
