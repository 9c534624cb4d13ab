"""The HTML of a generated page as one tree, which all parts of the site layer read and change.

It is parsed once, behind the sanitizer, and written once, when it is what readers get. What is
added to it is encoded as it is written.
"""

from collections.abc import Iterable, Mapping
from html import escape
from typing import Any

from markdown.extensions.toc import nest_toc_tokens, slugify, unique
from mkdocs.structure.toc import TableOfContents, get_toc
from selectolax.lexbor import LexborDocumentOptions, LexborHTMLParser
from selectolax.lexbor import LexborNode as Node

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
HEADING = ", ".join(HEADINGS)


def parse(html: str) -> Node:
    """The element that holds what ``html`` says: ``inner_html`` gives it back."""
    (body,) = LexborHTMLParser(html, options=LexborDocumentOptions.WO_EVENTS).tags("body")
    return body


def words(node: Node) -> str:
    """The text of ``node`` as it is read, in one line."""
    return " ".join(node.text().split())


def create(near: Node, tag: str, attributes: Mapping[str, str]) -> Node:
    """An element for the tree of ``near``, not yet in it."""
    node = near.parser.create_node(tag)
    for name, value in attributes.items():
        node.attrs[name] = value
    return node


def wrap(nodes: Iterable[Node], tag: str, attributes: Mapping[str, str]) -> Node:
    """A new element in the place of ``nodes``, which stand side by side, with them inside."""
    first, *rest = nodes
    around = create(first, tag, attributes)
    first.insert_before(around, move=True)
    for node in (first, *rest):
        around.insert_child(node, move=True)
    return around


def contents(body: Node) -> TableOfContents:
    """Give each heading an id, and list them as MkDocs wants it.

    Ids are those of Python-Markdown, so that addresses stay. An anchor that somebody set by hand
    keeps its name: a heading that reads like it is called ``name-section``.
    """
    taken = {node.id for node in body.css("a[id]")}
    used: set[str] = set()
    tokens: list[Any] = []
    for heading in body.css(HEADING):
        name = words(heading)
        slug = slugify(name, "-").strip("_") or "section"
        place = unique(f"{slug}-section" if slug in taken else slug, used)
        heading.attrs["id"] = place
        level = HEADINGS.index(str(heading.tag)) + 1
        tokens.append({"level": level, "id": place, "name": escape(name, quote=False)})
    return get_toc(nest_toc_tokens(tokens))


def free_anchors(body: Node) -> None:
    """Take away paragraphs that hold nothing but anchors: they would leave a gap."""
    for anchor in body.css("p > a[id]:first-child"):
        paragraph = anchor.parent
        if paragraph is None or paragraph.text():
            continue
        if all(each.id and each.first_child is None for each in paragraph.iter()):
            paragraph.unwrap()


def mark_tasks(body: Node) -> None:
    """Mark lists of tasks, and name their boxes for those who do not see them."""
    for box in body.css("input"):
        box.attrs["aria-label"] = "done" if "checked" in box.attrs else "not done"
        item = box.parent
        if item is not None and item.tag == "p":  # in a list with room between its items
            item = item.parent
        if item is None or item.tag != "li" or item.parent is None:
            continue
        item.attrs["class"] = "task-list-item"
        item.parent.attrs["class"] = "task-list"


def mark_footer(body: Node) -> Node | None:
    """Make the list that ends a page, behind a line, its footer; ``None`` if there is none.

    Owner and version stand on every page: as text to search they would only be noise.
    """
    parts = list(body.iter())
    if [part.tag for part in parts[-2:]] != ["hr", "ul"]:
        return None
    line, last = parts[-2:]
    if last.css("ul ul, hr, input"):
        return None
    line.decompose()
    return wrap([last], "section", {"class": "meta", "data-search-exclude": "true"})


def leave_off_paper(body: Node, anchors: Iterable[str]) -> None:
    """Put each section whose heading holds one of ``anchors`` into a box for the screen.

    A section ends at the next heading of its level or above, or at the footer of the page. An
    anchor that is not there, or that stands inside a section left out already, changes nothing.
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
        if node is None or (not section and not _holds(node, tag, wanted)):
            continue
        level = level if section else tag
        section.append(node)


def _holds(node: Node, tag: str, anchors: set[str]) -> bool:
    return tag in HEADINGS and any(each.id in anchors for each in node.css("a[id]"))
