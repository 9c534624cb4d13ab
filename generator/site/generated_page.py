"""Generated pages as pages of MkDocs: rendered, with metadata and search sections."""

import posixpath
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from html import escape
from logging import LogRecord, getLogger
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.structure.pages import _RelativePathTreeprocessor
from mkdocs.structure.toc import TableOfContents
from mkdocs.utils import get_relative_url
from selectolax.lexbor import LexborNode as Node

from generator.charts import Picture
from generator.exports.record import json_text
from generator.pages.kit.checklists import Checklist
from generator.pages.kit.page import Page
from generator.site.messages import held_back
from generator.site.page_tree import (
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
from generator.site.sanitize import clean, convert
from generator.site.search_sections import SearchSection, sections
from generator.site.tables import wrap_tables

DATA = "data-pb-checklist"
"""The attribute that holds a checklist's data; no heading or anchor can take its place."""

OF_A_WHOLE_PAGE = "playbook-whole.html"
"""The template of a page that is given the whole of it, as ``whole``: kept, or in its frame."""


def json_ld(data: Mapping[str, object] | None, address: str | None = None) -> str:
    """The text of a ``<script type="application/ld+json">``; empty without ``data``.

    Characters special to HTML are written as JSON escapes, so no value can end the script.
    ``address``: the address of the published page, if it is certain; becomes ``mainEntityOfPage``.
    """
    if data is None:
        return ""
    return json_text({**data, "mainEntityOfPage": address} if address else dict(data))


def json_ld_of(page: MkDocsPage | None) -> str:
    """The JSON-LD of a generated page; with its address only if the site has one."""
    if not isinstance(page, GeneratedPage):
        return ""
    return json_ld(page.source.structured, page.canonical_url)


class _Links(_RelativePathTreeprocessor):
    """Resolves the links of a page; ``resolved``: all of them, as they stand in the Markdown."""

    def __init__(self, file: File, files: Files, config: MkDocsConfig) -> None:
        super().__init__(file, files, config)
        self.resolved: set[str] = set()

    def path_to_url(self, url: str) -> str:
        self.resolved.add(url)
        return super().path_to_url(url)


@dataclass(frozen=True, slots=True)
class ConvertedPage:
    """What becomes of the Markdown of a page.

    ``anchors``: its ids; ``links``: the anchors of other pages it leads to, by path, as MkDocs
    checks them: anchor and link; ``resolved``: all its links, as they stand in the Markdown;
    ``logged``: what was said meanwhile.
    """

    content: str
    toc: TableOfContents
    anchors: set[str]
    links: dict[str, dict[str, str]]
    resolved: set[str]
    sections: list[SearchSection]
    logged: tuple[LogRecord, ...] = ()


class GeneratedPage(MkDocsPage):
    """A :class:`generator.pages.kit.page.Page` as a page of MkDocs.

    MkDocs' themes insert title and description as HTML, so their plain text is encoded here.
    ``finished``: the whole page as an earlier build made it, if nothing that it depends on has
    changed. ``left``: the file of the last site that holds it, if that is not even read, and
    ``finished`` is empty. ``is_put_off``: whether it is converted when it is written, and not
    before, so that the texts of all pages are never there at once. ``converted``: what became of
    its Markdown, if that was made before. ``resolved``: its links, once it is rendered.
    """

    def __init__(self, source: Page, file: File, config: MkDocsConfig) -> None:
        self.source = source
        self.converted: ConvertedPage | None = None
        self._sections: list[SearchSection] = []
        self._rendered: str | None = None
        self.resolved: set[str] = set()
        self.finished: str | None = None
        self.left = ""
        self.is_put_off = False
        super().__init__(escape(source.title), file, config)

    def read_source(self, _config: MkDocsConfig) -> None:
        """Set Markdown and metadata from the page; front matter is not read."""
        self.markdown = self.source.markdown
        self.meta = _meta(self.source, str(self.title))
        if self.finished is not None:
            self.meta["template"] = OF_A_WHOLE_PAGE

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Convert and sanitize the Markdown, then adapt the tree; MkDocs validates the links.

        Changes of other plugins to the Markdown are discarded, because a macro plugin would
        execute text of a definition.
        """
        self.markdown = self.source.markdown
        if self.finished is not None or self.is_put_off:
            self.content = ""
            return
        made, self.converted = self.converted or self.convert(config, files), None
        for record in made.logged:
            getLogger(record.name).handle(record)
        self.toc, self.present_anchor_ids, self.resolved = made.toc, made.anchors, made.resolved
        of_paths = ((files.get_file_from_path(path), each) for path, each in made.links.items())
        self.links_to_anchors = {file: each for file, each in of_paths if file is not None}
        self._sections = made.sections
        self.content = self._rendered = made.content

    def convert(self, config: MkDocsConfig, files: Files) -> ConvertedPage:
        """What :meth:`render` makes; changes nothing."""
        source = self.source
        links = _Links(self.file, files, config)
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
            embed(body, source.checklist, get_relative_url(".", self.file.url), footer)
        return ConvertedPage(
            content=body.inner_html or "",
            toc=toc,
            anchors=anchors,
            links={file.src_uri: each for file, each in links.links_to_anchors.items()},
            resolved=links.resolved,
            sections=found,
        )

    def finish(self, html: str, anchors: Iterable[str], links: dict[File, dict[str, str]]) -> None:
        """Take a page as an earlier build made it, theme included, with what MkDocs asks of it.

        ``anchors``: its own; ``links``: those it points to, see ``links_to_anchors``.
        """
        self.finished, self.toc = html, TableOfContents([])
        self.present_anchor_ids, self.links_to_anchors = set(anchors), links

    def forget(self) -> None:
        """Let go of what was needed until the page was written; MkDocs still checks its anchors.

        One that was kept can be made again, see :meth:`PageCache.finish`.
        """
        self.content, self.toc = "", TableOfContents([])
        if self.finished is not None:
            self.finished = ""
            return
        self.source = replace(self.source, markdown="", pictures=())
        self.markdown = self.file.content_string = ""
        self.resolved = set()

    def take_sections(self) -> list[SearchSection] | None:
        """The page's sections for the search index, which are then released.

        ``None`` if they were taken before, or another plugin has changed the page since.
        """
        found = self._sections if self.content == self._rendered else None
        self._sections, self._rendered = [], None
        return found


def converted(page: GeneratedPage, config: MkDocsConfig, files: Files) -> ConvertedPage:
    """What becomes of the Markdown of ``page``, with what MkDocs says meanwhile, which is not said
    but kept for when MkDocs asks for the page.
    """
    with held_back() as logged:
        made = page.convert(config, files)
    return replace(made, logged=tuple(logged))


def add_generated_pages(pages: Iterable[Page], files: Files, config: MkDocsConfig) -> None:
    """Add ``pages`` to ``files``, in memory, with edit links to the definitions."""
    for page in pages:
        file = File.generated(
            config, page.path, content=page.markdown, inclusion=InclusionLevel.NOT_IN_NAV
        )
        file.edit_uri = page.source
        GeneratedPage(page, file, config)
        files.append(file)
        add_pictures(page, files, config)


def _meta(page: Page, title: str) -> dict[str, Any]:
    meta: dict[str, Any] = {}
    if page.path != "index.md":  # the title of the home page is the name of the site
        meta["title"] = title
    if page.description:
        meta["description"] = escape(page.description)
    if page.boost != 1.0:
        meta["search"] = {"boost": page.boost}
    return meta


def add_pictures(page: Page, files: Files, config: MkDocsConfig) -> None:
    """Add the page's pictures to ``files``, in memory; pages of a folder may share one."""
    folder = posixpath.dirname(page.path)
    for picture in page.pictures:
        path = posixpath.join(folder, picture.name)
        if files.get_file_from_path(path) is not None:
            continue
        file = File.generated(
            config, path, content=picture.svg, inclusion=InclusionLevel.NOT_IN_NAV
        )
        files.append(file)


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
