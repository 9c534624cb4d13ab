"""What becomes of a generated page: its HTML, its contents and what the search finds in it.

Nothing here knows MkDocs, so that what an edit changes is made without it.
"""

import posixpath
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass
from html import escape
from logging import LogRecord
from typing import Any, Protocol

from selectolax.lexbor import LexborNode as Node

from generator.charts import Picture
from generator.exports.record import json_text
from generator.pages.kit.checklists import Checklist
from generator.pages.kit.page import Page
from generator.site.page_tree import (
    Contents,
    add_contents,
    create,
    fold,
    hide_in_print,
    mark_edits,
    mark_footer,
    mark_tasks,
    parse,
    unwrap_anchors,
    wrap,
)
from generator.site.relative import relative_url
from generator.site.sanitize import clean, convert
from generator.site.search_sections import SearchSection, sections
from generator.site.tables import wrap_tables

DATA = "data-pb-checklist"
"""The attribute that holds a checklist's data; no heading or anchor can take its place."""
READERS = "data-pb-readers"
"""The attribute that holds who may be the reader, likewise."""


class Links(Protocol):
    """Resolves the links of a page; see :class:`~generator.site.relative.PageLinks`."""

    resolved: set[str]

    def path_to_url(self, url: str) -> str:
        """The address that a link in the Markdown becomes."""

    def anchors(self) -> dict[str, dict[str, str]]:
        """The anchors of pages that the links lead to, by the path of these."""


@dataclass(frozen=True, slots=True)
class ConvertedPage:
    """What becomes of the Markdown of a page.

    ``anchors``: its ids; ``links``: the anchors of other pages it leads to, by path, as MkDocs
    checks them: anchor and link; ``resolved``: all its links, as they stand in the Markdown;
    ``logged``: what was said meanwhile.
    """

    content: str
    toc: Contents
    anchors: set[str]
    links: dict[str, dict[str, str]]
    resolved: set[str]
    sections: list[SearchSection]
    logged: tuple[LogRecord, ...] = ()


def convert_page(source: Page, url: str, links: Links) -> ConvertedPage:
    """Convert and sanitize the Markdown of a page at ``url``, then adapt the tree."""
    body = parse(clean(convert(source.markdown), links.path_to_url))
    toc = add_contents(body)
    anchors = {str(node.id) for node in body.css("[id]")}
    unwrap_anchors(body)
    wrap_tables(body, source.sortable, source.compared)
    mark_tasks(body)
    fold(body)
    mark_edits(body)
    footer = mark_footer(body)
    hide_in_print(body, source.off_paper)
    inline_pictures(body, source.pictures, links.path_to_url)
    found = sections(body)
    _lay_out(body, source.layout)
    if source.checklist is not None:
        embed(body, source.checklist, relative_url(".", url), footer)
    if source.readers:
        _embed_readers(body, source.readers, links.path_to_url)
    return ConvertedPage(
        content=body.inner_html or "",
        toc=toc,
        anchors=anchors,
        links=links.anchors(),
        resolved=links.resolved,
        sections=found,
    )


def meta_of(page: Page) -> dict[str, Any]:
    """What the theme's templates ask of a page; they insert title and description as HTML."""
    meta: dict[str, Any] = {}
    if page.path != "index.md":  # the title of the home page is the name of the site
        meta["title"] = escape(page.title)
    if page.description:
        meta["description"] = escape(page.description)
    if page.boost != 1.0:
        meta["search"] = {"boost": page.boost}
    return meta


def json_ld(data: Mapping[str, object] | None, address: str | None = None) -> str:
    """The text of a ``<script type="application/ld+json">``; empty without ``data``.

    Characters special to HTML are written as JSON escapes, so no value can end the script.
    ``address``: the address of the published page, if it is certain; becomes ``mainEntityOfPage``.
    """
    if data is None:
        return ""
    return json_text({**data, "mainEntityOfPage": address} if address else dict(data))


def inline_pictures(body: Node, pictures: Iterable[Picture], resolve: Callable[[str], str]) -> None:
    """Replace images of the page's own ``pictures`` by inline SVG, which follows the palette.

    The SVG comes from ``generator.charts``, which encodes every value; its style sheet is replaced
    by that of the site. Elements that name a page become links, whose addresses ``resolve`` makes
    from those in the Markdown.
    """
    by_name = {picture.name: picture for picture in pictures}
    if not by_name:
        return
    for image in body.css("img"):
        picture = by_name.get(posixpath.basename(image.attrs.get("src") or ""))
        if picture is not None:
            chart = create(image, "span", {"class": "chart"})
            image.replace_with(chart, move=True)
            chart.inner_html = picture.svg.strip()
            _add_links(chart, resolve)


def _add_links(chart: Node, resolve: Callable[[str], str]) -> None:
    for style in chart.css("style"):
        style.decompose()
    goals = chart.css("g.pb-goal[data-page]")  # as `Drawing.goal` writes it
    for goal in goals:
        address = resolve(goal.attrs["data-page"] or "")
        link = create(goal, "a", {"class": "pb-goal", "href": address})
        goal.insert_before(link, move=True)
        for part in list(goal.iter(include_text=True)):
            link.insert_child(part, move=True)
        goal.decompose()
    if goals:  # an element with the role img must not contain links
        for svg in chart.css('svg[role="img"]'):
            svg.attrs["role"] = "group"


def embed(body: Node, checklist: Checklist, root: str, footer: Node | None) -> None:
    """Embed the data of an interactive checklist into a page, before its footer.

    The data is JSON in an attribute of a hidden element, for ``playbook-checklist*.js``; without
    scripts the checklist is a plain list. In a ``script`` element the theme's instant navigation
    would run it.
    ``docs/checklists.md`` describes what the scripts store.

    ``root``: the site's root relative to the page, such as ``../..``. Raises :class:`ValueError` if
    an entry has no anchor on the page.
    """
    anchors = {anchor.id for anchor in body.css("a[id]")}
    for entry in checklist.entries:
        if entry.anchor not in anchors:
            raise ValueError(f"the checklist speaks of `{entry.anchor}`, which is not on the page")
    data = json_text({**asdict(checklist), "root": root})
    block = create(body, "div", {"hidden": "", DATA: data})
    if footer is None:
        body.insert_child(block, move=True)
    else:
        footer.insert_before(block, move=True)


def _embed_readers(
    body: Node, readers: Iterable[tuple[str, str]], resolve: Callable[[str], str]
) -> None:
    """Embed names and addresses for ``playbook-reader.js``, before the first list of the page."""
    data = json_text([[name, resolve(path)] for name, path in readers])
    block, entrances = create(body, "div", {"hidden": "", READERS: data}), body.css_first("ul")
    if entrances is None:
        body.insert_child(block, move=True)
    else:
        entrances.insert_before(block, move=True)


_PART, _LAYOUT = "pb-part", "pb-layout"


def _lay_out(body: Node, name: str) -> None:
    """Wrap the sections of a page into parts of the layout ``name``; nothing without a name.

    A section begins at a heading of level 2, whose id names its part; what comes before the first
    is the part ``top``, and the footer stays outside. A layout is the stylesheet
    `assets/stylesheets/playbook-layout-NAME.css` that places them, and no more.
    """
    if not name:
        return
    parts: list[tuple[str, list[Node]]] = [("top", [])]
    for node in body.iter(include_text=True):
        if node.tag == "section":
            break
        if node.tag == "h2":
            parts.append((str(node.id), []))
        parts[-1][1].append(node)
    wrapped = [
        wrap(nodes, "div", {"class": f"{_PART} {_PART}--{part}"}) for part, nodes in parts if nodes
    ]
    if wrapped:
        wrap(wrapped, "div", {"class": f"{_LAYOUT} {_LAYOUT}--{name}"})
