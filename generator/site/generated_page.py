"""Generated pages as pages of MkDocs: rendered, with metadata and search sections."""

from collections.abc import Iterable, Mapping
from html import escape
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.structure.pages import _RelativePathTreeprocessor
from mkdocs.utils import get_relative_url

from generator.exports.record import json_text
from generator.pages.kit.page import Page
from generator.site.checklists import embed
from generator.site.page_tree import (
    add_contents,
    hide_in_print,
    mark_footer,
    mark_tasks,
    parse,
    unwrap_anchors,
)
from generator.site.pictures import add_pictures, inline_pictures
from generator.site.sanitize import clean, convert
from generator.site.search_sections import SearchSection, sections
from generator.site.tables import wrap_tables


def json_ld(data: Mapping[str, object] | None, address: str | None = None) -> str:
    """The text of a ``<script type="application/ld+json">``; empty without ``data``.

    Characters special to HTML are written as JSON escapes, so no value can end the script.
    ``address``: the address of the published page, if it is certain; becomes ``mainEntityOfPage``.
    """
    if data is None:
        return ""
    return json_text({**data, "mainEntityOfPage": address} if address else dict(data))


class GeneratedPage(MkDocsPage):
    """A :class:`generator.pages.kit.page.Page` as a page of MkDocs.

    MkDocs' themes insert title and description as HTML, so their plain text is encoded here.
    """

    def __init__(self, source: Page, file: File, config: MkDocsConfig) -> None:
        self.source = source
        self._sections: list[SearchSection] = []
        self._rendered: str | None = None
        super().__init__(escape(source.title), file, config)

    def read_source(self, _config: MkDocsConfig) -> None:
        """Set Markdown and metadata from the page; front matter is not read."""
        self.markdown = self.source.markdown
        self.meta = _meta(self.source, str(self.title))

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Convert and sanitize the Markdown, then adapt the tree; MkDocs validates the links.

        Changes of other plugins to the Markdown are discarded, because a macro plugin would
        execute text of a definition.
        """
        source = self.source
        self.markdown = source.markdown
        links = _RelativePathTreeprocessor(self.file, files, config)
        body = parse(clean(convert(source.markdown), links.path_to_url))
        self.toc = add_contents(body)
        self.present_anchor_ids = {str(node.id) for node in body.css("[id]")}
        unwrap_anchors(body)
        wrap_tables(body, source.sortable, source.compared)
        mark_tasks(body)
        footer = mark_footer(body)
        hide_in_print(body, source.off_paper)
        inline_pictures(body, source.pictures, links.path_to_url)
        self.links_to_anchors = links.links_to_anchors
        self._sections = sections(body)
        if source.checklist is not None:
            embed(body, source.checklist, get_relative_url(".", self.file.url), footer)
        self.content = self._rendered = body.inner_html or ""

    def take_sections(self) -> list[SearchSection] | None:
        """The page's sections for the search index, which are then released.

        ``None`` if they were taken before, or another plugin has changed the page since.
        """
        found = self._sections if self.content == self._rendered else None
        self._sections, self._rendered = [], None
        return found


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
