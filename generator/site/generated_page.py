"""What a page shows on the screen and leaves out on paper."""

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
    contents,
    free_anchors,
    leave_off_paper,
    mark_footer,
    mark_tasks,
    parse,
)
from generator.site.pictures import add_pictures, inline_pictures
from generator.site.sanitize import clean, convert
from generator.site.search_sections import SearchSection, sections
from generator.site.tables import wrap_tables


def json_ld(said: Mapping[str, object] | None, address: str | None = None) -> str:
    """The text of a ``<script type="application/ld+json">``; empty where nothing is said.

    No character of a value can end the script: what HTML acts on is written as an escape of JSON.
    ``address``: where the page is published, if that is known; it becomes ``mainEntityOfPage``.
    """
    if said is None:
        return ""
    whole = {**said, "mainEntityOfPage": address} if address else dict(said)
    return json_text(whole)


class GeneratedPage(MkDocsPage):
    """A :class:`generator.pages.kit.page.Page` as MkDocs wants it.

    Title and description are plain text in a page of ours; MkDocs' themes print them as HTML, so
    they are encoded here, once.
    """

    def __init__(self, source: Page, file: File, config: MkDocsConfig) -> None:
        self.source = source
        self._sections: list[SearchSection] = []
        self._rendered: str | None = None
        super().__init__(escape(source.title), file, config)

    def read_source(self, _config: MkDocsConfig) -> None:
        """Take Markdown and metadata from the page; no front matter is looked for."""
        self.markdown = self.source.markdown
        self.meta = _meta(self.source, str(self.title))

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Convert, sanitize, then shape the page on one tree; MkDocs judges the links.

        What other plugins made of the Markdown does not count: a macro plugin would run what is
        written in a definition.
        """
        source = self.source
        self.markdown = source.markdown
        links = _RelativePathTreeprocessor(self.file, files, config)
        body = parse(clean(convert(source.markdown), links.path_to_url))
        self.toc = contents(body)
        self.present_anchor_ids = {str(node.id) for node in body.css("[id]")}
        free_anchors(body)
        wrap_tables(body, source.sortable, source.compared)
        mark_tasks(body)
        footer = mark_footer(body)
        leave_off_paper(body, source.off_paper)
        inline_pictures(body, source.pictures, links.path_to_url)
        self.links_to_anchors = links.links_to_anchors
        self._sections = sections(body)
        if source.checklist is not None:
            embed(body, source.checklist, get_relative_url(".", self.file.url), footer)
        self.content = self._rendered = body.inner_html or ""

    def take_sections(self) -> list[SearchSection] | None:
        """What the search shows of the page, given away once: it is kept for nobody else.

        ``None`` when it was taken, or when another plugin has changed the page since.
        """
        found = self._sections if self.content == self._rendered else None
        self._sections, self._rendered = [], None
        return found


def add_generated_pages(pages: Iterable[Page], files: Files, config: MkDocsConfig) -> None:
    """Put ``pages`` among ``files``, in memory; their edit links lead to the definitions."""
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
    if page.path != "index.md":  # the home page bears the name of the site
        meta["title"] = title
    if page.description:
        meta["description"] = escape(page.description)
    if page.boost != 1.0:
        meta["search"] = {"boost": page.boost}
    return meta
