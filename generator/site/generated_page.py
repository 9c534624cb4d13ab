"""Generated pages as pages of MkDocs: rendered, with metadata and search sections."""

import posixpath
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cached_property
from html import escape
from logging import getLogger

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.structure.pages import _RelativePathTreeprocessor
from mkdocs.structure.toc import AnchorLink, TableOfContents

from generator.pages.kit.page import Page
from generator.site.conversion import ConvertedPage, convert_page, json_ld, meta_of
from generator.site.messages import held_back
from generator.site.page_tree import Contents
from generator.site.places import Place
from generator.site.relative import PageLinks
from generator.site.search_sections import SearchSection

OF_A_WHOLE_PAGE = "playbook-whole.html"
"""The template of a page that is given the whole of it, as ``whole``: kept, or in its frame."""


class KnownFiles(Files):
    """The files of a site, all of them."""

    @cached_property
    def targets(self) -> Mapping[str, str]:
        """The address, by path, of each that a link can lead to without a word of MkDocs."""
        least = InclusionLevel.NOT_IN_NAV.value
        return {each.src_uri: each.url for each in self if each.inclusion.value >= least}


def by_file(links: Mapping[str, Mapping[str, str]], files: Files) -> dict[File, dict[str, str]]:
    """Links by path as MkDocs has them."""
    found = ((files.get_file_from_path(path), each) for path, each in links.items())
    return {file: dict(each) for file, each in found if file is not None}


def json_ld_of(page: MkDocsPage | None) -> str:
    """The JSON-LD of a generated page; with its address only if the site has one."""
    if not isinstance(page, GeneratedPage):
        return ""
    return json_ld(page.source.structured, page.canonical_url)


def place_of(page: "GeneratedPage", *, listed: bool = False) -> Place:
    """Where a page stands; ``listed``: whether `nav:` in mkdocs.yml names it."""
    return Place(
        path=page.source.path,
        url=page.url,
        address=page.file.url,
        file=page.file.dest_uri,
        source=page.source.source,
        edit_url=page.edit_url,
        canonical_url=page.canonical_url,
        is_home=page.is_homepage,
        listed=listed,
        before=_named(page.previous_page),
        after=_named(page.next_page),
    )


def _named(page: MkDocsPage | None) -> tuple[str, str] | None:
    return None if page is None else (page.url, str(page.title))


class _Links(_RelativePathTreeprocessor):
    """Resolves the links of a page; MkDocs judges those that lead to nothing that is known.

    ``resolved``: all of them, as they stand in the Markdown.
    """

    def __init__(self, file: File, files: Files, config: MkDocsConfig) -> None:
        super().__init__(file, files, config)
        self.resolved: set[str] = set()
        self._plain: PageLinks | None = None
        if isinstance(files, KnownFiles):
            self._plain = PageLinks(file.src_uri, file.url, files.targets)

    def path_to_url(self, url: str) -> str:
        self.resolved.add(url)
        found = self._plain.known(url) if self._plain else None
        return super().path_to_url(url) if found is None else found

    def anchors(self) -> dict[str, dict[str, str]]:
        found = {} if self._plain is None else dict(self._plain.anchors())
        return found | {file.src_uri: each for file, each in self.links_to_anchors.items()}


class GeneratedPage(MkDocsPage):
    """A :class:`generator.pages.kit.page.Page` as a page of MkDocs.

    MkDocs' themes insert title and description as HTML, so their plain text is encoded here.
    ``contents``: its headings, once it is rendered. ``finished``: the whole page as an earlier
    build made it, if nothing that it depends on has changed. ``left``: the file of the last site
    that holds it, if that is not even read, and ``finished`` is empty. ``is_put_off``: whether it
    is converted when it is written, and not before, so that the texts of all pages are never there
    at once. ``converted``: what became of its Markdown, if that was made before. ``resolved``: its
    links, once it is rendered.
    """

    def __init__(self, source: Page, file: File, config: MkDocsConfig) -> None:
        self.source = source
        self.converted: ConvertedPage | None = None
        self.contents: Contents = ()
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
        self.meta = meta_of(self.source)
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
        self.contents, self.toc = made.toc, _of_mkdocs(made.toc)
        self.present_anchor_ids, self.resolved = made.anchors, made.resolved
        self.links_to_anchors = by_file(made.links, files)
        self._sections = made.sections
        self.content = self._rendered = made.content

    def convert(self, config: MkDocsConfig, files: Files) -> ConvertedPage:
        """What :meth:`render` makes; changes nothing."""
        return convert_page(self.source, self.file.url, _Links(self.file, files, config))

    def finish(self, html: str, anchors: Iterable[str], links: dict[File, dict[str, str]]) -> None:
        """Take a page as an earlier build made it, theme included, with what MkDocs asks of it.

        ``anchors``: its own; ``links``: those it points to, see ``links_to_anchors``.
        """
        self.finished, self.toc = html, _of_mkdocs(())
        self.present_anchor_ids, self.links_to_anchors = set(anchors), links

    def forget(self) -> None:
        """Let go of what was needed until the page was written; MkDocs still checks its anchors.

        One that was kept can be made again, see :meth:`PageCache.finish`.
        """
        self.content, self.contents, self.toc = "", (), _of_mkdocs(())
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


def _of_mkdocs(contents: Contents) -> TableOfContents:
    """Contents as MkDocs has them."""
    entries: list[AnchorLink] = []
    for each in contents:
        entry = AnchorLink(each.title, each.id, each.level)
        entry.children = list(_of_mkdocs(each.children))
        entries.append(entry)
    return TableOfContents(entries)


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
