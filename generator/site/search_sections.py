"""The sections of a generated page for the search index.

Equal to what the theme's search plugin makes by parsing each page again; a test compares them.
"""

from dataclasses import dataclass, field
from html import escape
from itertools import islice

from selectolax.lexbor import LexborNode as Node

from generator.site.page_tree import HEADINGS

_KEPT = {"p", "code", "pre", "li", "ol", "ul", "sub", "sup"}
_SKIPPED = {"object", "script", "style"}
_VOID = {"br", "hr", "img", "input"}
_CLOSED = float("inf")


@dataclass
class SearchSection:
    """A heading and the content below it. The first section of a page has no ``id``.

    ``depth``: nesting of the heading, itself included. ``title``, ``text``: pieces of HTML.
    """

    id: str | None = None
    depth: float = 0
    title: list[str] = field(default_factory=list)
    text: list[str] = field(default_factory=list)


def sections(body: Node) -> list[SearchSection]:
    """The sections of a page whose headings have ids, in order."""
    reader = _Reader()
    reader.read(body, 1, in_title=False, in_pre=False)
    for section in reader.found:  # one text takes less memory than its pieces
        section.title, section.text = ["".join(section.title)], ["".join(section.text)]
    return reader.found


class _Reader:
    def __init__(self) -> None:
        self.found: list[SearchSection] = []
        self._current = SearchSection()

    def read(self, parent: Node, depth: int, *, in_title: bool, in_pre: bool) -> None:
        """Read the children of ``parent``, which are ``depth`` elements deep."""
        for node in parent.iter(include_text=True):
            tag = str(node.tag)
            if tag == "-text":
                self._add_text(node.text_content or "", in_title=in_title, in_pre=in_pre)
            elif tag not in _VOID:
                self._enter(node, tag, depth, in_title=in_title, in_pre=in_pre)

    def _enter(self, node: Node, tag: str, depth: int, *, in_title: bool, in_pre: bool) -> None:
        if tag in HEADINGS:
            if tag != "h1" and not self.found:
                self._begin(SearchSection(depth=depth))
            self._begin(SearchSection(node.id if self.found else None, depth))
            in_title = True
        elif tag in _SKIPPED or (tag == "section" and "data-search-exclude" in node.attrs):
            return
        pieces = self._pieces(in_title=in_title)
        if tag in _KEPT:
            pieces.append(f"<{tag}>")
        self.read(node, depth + 1, in_title=in_title, in_pre=in_pre or tag == "pre")
        self._leave(depth)
        if tag in _KEPT:
            _close(pieces, tag)

    def _leave(self, depth: int) -> None:
        """After an element that contains headings, continue the section before it."""
        if self._current.depth <= depth:
            return
        before = next((each for each in reversed(self.found) if each.depth <= depth), None)
        if before is not None:
            self._current.depth, self._current = _CLOSED, before

    def _begin(self, section: SearchSection) -> None:
        self._current = section
        self.found.append(section)

    def _pieces(self, *, in_title: bool) -> list[str]:
        if not self.found:
            self._begin(self._current)
        return self._current.title if in_title else self._current.text

    def _add_text(self, text: str, *, in_title: bool, in_pre: bool) -> None:
        blank = text.isspace()
        if not in_pre:
            text = " " if blank else text.replace("\n", " ")
        pieces = self._pieces(in_title=in_title)
        if in_title or not blank:
            pieces.append(escape(text, quote=False))
        elif in_pre or not pieces or not pieces[-1].isspace():
            pieces.append(text)


def _close(pieces: list[str], tag: str) -> None:
    """End an element, or remove it if only white space follows the first of its kind."""
    start = pieces.index(f"<{tag}>")
    if all(map(str.isspace, islice(pieces, start + 1, None))):
        del pieces[start:]
    else:
        pieces.append(f"</{tag}>")
