"""What a page shows on the screen and leaves out on paper."""

import copy
import posixpath
import re
from collections.abc import Iterable, Mapping
from html import escape
from typing import Any
from urllib.parse import unquote, urlsplit, urlunsplit

from markdown.extensions.toc import slugify
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import get_plugin_logger
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.utils import get_relative_url

from generator.exports.record import json_text
from generator.pages.kit.page import Page
from generator.site.checklists import embed
from generator.site.pictures import add_pictures, inline_pictures
from generator.site.sanitize import clean, mark_footer
from generator.site.tables import wrap_tables

_STOP = re.compile(r'<h([1-6])\b[^>]*>|<section class="meta"')

_HEADING = re.compile(r'<h([1-6])\b[^>]*>(?:(?!</h\1>).)*?<a id="([^"]+)"', re.DOTALL)


def leave_off_paper(html: str, anchors: Iterable[str]) -> str:
    """``html`` with each section whose heading holds one of ``anchors`` in a box for the screen.

    A section ends at the next heading of its level or above, or at the footer of the page. Expects
    what :func:`generator.site.sanitize.mark_footer` returns; an anchor that is not there, or that
    stands inside a section left out already, changes nothing.
    """
    wanted, at, parts = set(anchors), 0, []
    for match in _HEADING.finditer(html):
        if match[2] not in wanted or match.start() < at:
            continue
        end = _end(html, match.end(), int(match[1]))
        parts += [html[at : match.start()], '<div class="off-paper">']
        parts += [html[match.start() : end], "</div>"]
        at = end
    return "".join([*parts, html[at:]])


def _end(html: str, start: int, level: int) -> int:
    for stop in _STOP.finditer(html, start):
        if stop[1] is None or int(stop[1]) <= level:
            return stop.start()
    return len(html)


def json_ld(said: Mapping[str, object] | None, address: str | None = None) -> str:
    """The text of a ``<script type="application/ld+json">``; empty where nothing is said.

    No character of a value can end the script: what HTML acts on is written as an escape of JSON.
    ``address``: where the page is published, if that is known; it becomes ``mainEntityOfPage``.
    """
    if said is None:
        return ""
    whole = {**said, "mainEntityOfPage": address} if address else dict(said)
    return json_text(whole)


log = get_plugin_logger("playbook")

# Never the site's own `markdown_extensions`: with attr_list a cell that holds
# `{: onmouseover=... }` would become an attribute.
_EXTENSIONS = ["tables", "pymdownx.tasklist", "toc"]

_EXPLICIT_ID = re.compile(r'<a id="([^"]+)"')


class GeneratedPage(MkDocsPage):
    """A :class:`generator.pages.kit.page.Page` as MkDocs wants it.

    Title and description are plain text in a page of ours; MkDocs' themes print them as HTML, so
    they are encoded here, once.
    """

    def __init__(self, source: Page, file: File, config: MkDocsConfig) -> None:
        self.source = source
        super().__init__(escape(source.title), file, config)

    def read_source(self, _config: MkDocsConfig) -> None:
        """Take Markdown and metadata from the page; no front matter is looked for."""
        self.markdown = self.source.markdown
        self.meta = _meta(self.source, str(self.title))

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Convert with our own extensions, let MkDocs judge the links, then sanitize.

        What other plugins made of the Markdown does not count: a macro plugin would run what is
        written in a definition.
        """
        self.markdown = self.source.markdown
        super().render(_with_our_extensions(config, self.markdown), files)

        def resolve(url: str) -> str:
            return self._resolve(url, config, files)

        safe = clean(self.content or "", resolve)
        source = self.source
        shown = mark_footer(wrap_tables(safe, source.sortable, source.compared))
        shown = leave_off_paper(shown, source.off_paper)
        self.content = inline_pictures(shown, source.pictures, resolve)
        if self.source.checklist is not None:
            root = get_relative_url(".", self.file.url)
            self.content = embed(self.content, self.source.checklist, root)

    def _resolve(self, url: str, config: MkDocsConfig, files: Files) -> str:
        """A link inside raw HTML, which MkDocs leaves alone, as MkDocs would have published it."""
        parts = urlsplit(url)
        if not parts.path.endswith(".md"):
            return url
        here = posixpath.dirname(self.file.src_uri)
        path = posixpath.normpath(posixpath.join(here, unquote(parts.path)))
        target = files.get_file_from_path(path)
        if target is None or target.inclusion.value <= InclusionLevel.DRAFT.value:
            if f"]({url}" not in self.source.markdown:  # else MkDocs has spoken
                log.log(
                    config.validation.links.not_found,
                    f"Doc file '{self.file.src_uri}' contains a link '{url}' in its HTML, "
                    f"but there is no page '{path}'.",
                )
            return url
        if parts.fragment and self.links_to_anchors is not None:
            self.links_to_anchors.setdefault(target, {}).setdefault(parts.fragment, url)
        path = get_relative_url(target.url, self.file.url)
        return urlunsplit(("", "", path, parts.query, parts.fragment))


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


def _with_our_extensions(config: MkDocsConfig, markdown: str) -> MkDocsConfig:
    taken = set(_EXPLICIT_ID.findall(markdown))

    def heading_id(text: str, separator: str) -> str:
        slug = slugify(text, separator).strip("_") or "section"
        return f"{slug}-section" if slug in taken else slug

    narrow = copy.copy(config)
    narrow["markdown_extensions"] = _EXTENSIONS
    narrow["mdx_configs"] = {
        "tables": {"use_align_attribute": True},
        # without its marker a definition that holds `[TOC]` keeps it as text
        "toc": {"marker": "", "slugify": heading_id},
    }
    return narrow
