"""The HTML of a generated page as one tree, which the modules of the site read and change.

It is parsed once, after the sanitizer, and serialized once, which encodes what was added to it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

from markdown.extensions.toc import nest_toc_tokens, slugify, unique
from selectolax.lexbor import LexborDocumentOptions, LexborHTMLParser
from selectolax.lexbor import LexborNode as Node

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
HEADING = ", ".join(HEADINGS)


@dataclass(frozen=True, slots=True)
class Heading:
    """An entry of a page's contents, as templates ask for it.

    ``title``: as HTML; ``level``: 1 to 6; ``children``: those below it.
    """

    title: str
    id: str
    level: int
    children: "Contents"

    @property
    def url(self) -> str:
        """The anchor as an address."""
        return f"#{self.id}"


Contents = tuple[Heading, ...]
"""The contents of a page: its outermost headings."""


def parse(html: str) -> Node:
    """The body element of ``html``; its ``inner_html`` is the page again."""
    (body,) = LexborHTMLParser(html, options=LexborDocumentOptions.WO_EVENTS).tags("body")
    return body


def words(node: Node) -> str:
    """The text of ``node`` on one line."""
    return " ".join(node.text().split())


def create(near: Node, tag: str, attributes: Mapping[str, str]) -> Node:
    """A new element for the tree of ``near``, not yet inserted."""
    node = near.parser.create_node(tag)
    for name, value in attributes.items():
        node.attrs[name] = value
    return node


def wrap(nodes: Iterable[Node], tag: str, attributes: Mapping[str, str]) -> Node:
    """Wrap adjacent ``nodes`` into a new element, which is returned."""
    first, *rest = nodes
    wrapper = create(first, tag, attributes)
    first.insert_before(wrapper, move=True)
    for node in (first, *rest):
        wrapper.insert_child(node, move=True)
    return wrapper


def add_contents(body: Node) -> Contents:
    """Give each heading an id; return the contents of the page.

    Ids are formed like those of Python-Markdown, so that addresses stay. If an explicit anchor has
    the id of a heading already, the heading gets ``id-section``.
    """
    taken = {str(node.id) for node in body.css("a[id]")}
    used = set(taken)
    tokens: list[Any] = []
    for heading in body.css(HEADING):
        name = words(heading)
        slug = slugify(name, "-").strip("_") or "section"
        place = unique(f"{slug}-section" if slug in taken else slug, used)
        heading.attrs["id"] = place
        level = HEADINGS.index(str(heading.tag)) + 1
        tokens.append({"level": level, "id": place, "name": escape(name, quote=False)})
    return _contents(nest_toc_tokens(tokens))


def _contents(tokens: Sequence[Mapping[str, Any]]) -> Contents:
    return tuple(
        Heading(each["name"], each["id"], each["level"], _contents(each["children"]))
        for each in tokens
    )


def unwrap_anchors(body: Node) -> None:
    """Unwrap paragraphs that contain only anchors, because they would leave a gap."""
    for anchor in body.css("p > a[id]:first-child"):
        paragraph = anchor.parent
        if paragraph is None or paragraph.text():
            continue
        if all(each.id and each.first_child is None for each in paragraph.iter()):
            paragraph.unwrap()


def mark_tasks(body: Node) -> None:
    """Add classes to task lists, and labels for screen readers to their boxes."""
    for box in body.css("input"):
        box.attrs["aria-label"] = "done" if "checked" in box.attrs else "not done"
        item = box.parent
        if item is not None and item.tag == "p":  # in a loose list
            item = item.parent
        if item is None or item.tag != "li" or item.parent is None:
            continue
        item.attrs["class"] = "task-list-item"
        item.parent.attrs["class"] = "task-list"


def mark_edits(body: Node) -> None:
    """Exclude from search what leads to editors: each entry and list of a page has some."""
    for each in body.css(".pb-edit, .pb-add"):
        each.attrs["data-search-exclude"] = "true"


def fold(body: Node) -> None:
    """Fold away what is between a paragraph that says how much more there is and its end.

    In the Markdown that is a `span` of the class `pb-fold`, or `pb-fold-end`, alone in a paragraph;
    what else is its class becomes that of the element that can be opened.
    """
    opened: tuple[Node, Node] | None = None
    inside: list[Node] = []
    for node in list(body.iter(include_text=True)):
        mark = _fold_mark(node)
        if mark is None:
            inside.append(node)
        elif "pb-fold-end" not in _classes(mark):
            opened, inside = (node, mark), []
        else:
            if opened is not None:
                _fold(*opened, inside)
            opened = None
            node.decompose()


def _classes(node: Node) -> list[str]:
    return (node.attrs.get("class") or "").split()


def _fold_mark(node: Node) -> Node | None:
    """The only element of a paragraph, if that is where a fold begins or ends."""
    within = list(node.iter(include_text=True)) if node.tag == "p" else []
    if len(within) != 1 or within[0].tag != "span":
        return None
    return within[0] if {"pb-fold", "pb-fold-end"} & {*_classes(within[0])} else None


def _fold(paragraph: Node, mark: Node, inside: Iterable[Node]) -> None:
    classes = " ".join(each for each in _classes(mark) if each != "pb-fold")
    summary = create(paragraph, "summary", {})
    summary.inner_html = mark.inner_html or ""
    wrap([paragraph, *inside], "details", {"class": classes} if classes else {})
    paragraph.replace_with(summary, move=True)


def mark_footer(body: Node) -> Node | None:
    """Turn the list after the last rule of a page into its footer; ``None`` if there is none.

    It is excluded from search, because owner and version are on every page.
    """
    parts = list(body.iter())
    if [part.tag for part in parts[-2:]] != ["hr", "ul"]:
        return None
    line, last = parts[-2:]
    if last.css("ul ul, hr, input"):
        return None
    line.decompose()
    return wrap([last], "section", {"class": "meta", "data-search-exclude": "true"})


def hide_in_print(body: Node, anchors: Iterable[str]) -> None:
    """Wrap each section whose heading contains one of ``anchors`` so that it is not printed.

    A section ends at the next heading of its level or above, or at the footer. An anchor that does
    not exist, or is inside such a section already, is ignored.
    """
    wanted = set(anchors)
    section: list[Node] = []
    level = ""
    for node in (*body.iter(include_text=True), None):
        tag = "" if node is None else str(node.tag)
        ends = node is None or tag == "section" or (tag in HEADINGS and tag <= level)
        if section and ends:
            wrap(section, "div", {"class": "off-paper"})
            section = []
        if node is None or (not section and not _has_anchor(node, tag, wanted)):
            continue
        level = level if section else tag
        section.append(node)


def _has_anchor(node: Node, tag: str, anchors: set[str]) -> bool:
    return tag in HEADINGS and any(each.id in anchors for each in node.css("a[id]"))
