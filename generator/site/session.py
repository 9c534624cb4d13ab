"""What a build leaves for the small ones that may follow it, on disk or in ``playbook serve``.

After an edit most pages are what they were. Where their number and all that stands around them is
as before, the pages that differ are made anew, in the way of a whole build, and put in place.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig

from generator.cache.memory import Memory
from generator.site.bundled import bundled
from generator.site.generated_page import GeneratedPage
from generator.site.kept_site import KeptSite, WrittenPage, broken_links, surroundings
from generator.site.messages import log_findings
from generator.site.others import depends_on_files_alone
from generator.site.small_build import small_build

_OF_ALL_PAGES = frozenset({"404.html", "sitemap.xml"})
"""Templates that show of pages no more than their addresses."""

_TEMPLATES = Path(__file__).resolve().parents[1] / "pages"


@dataclass(frozen=True)
class Built:
    """A whole build that small ones may follow; ``plugin``: ours; ``site``: as it is now."""

    config: MkDocsConfig
    plugin: Any
    site: KeptSite


@dataclass
class Session:
    """The option ``served`` of the plugin in ``playbook serve``; nobody can write it into a file.

    ``built``: ``None`` if the next build has to be a whole one. ``plugin``: that of the last one
    that succeeded. ``search_is_old``: whether pages have changed since the search was made.
    """

    memory: Memory = field(default_factory=Memory)
    built: Built | None = None
    plugin: Any = None
    search_is_old: bool = True


def watched_folders(root: Path) -> Iterator[Path]:
    """The folders whose files make a build differ, beside the hand-written pages."""
    for folder in (root / "accounts", root / "content", _TEMPLATES, bundled("overrides")):
        if folder.is_dir():
            yield folder


def around(config: MkDocsConfig, root: Path, *, served: bool) -> str:
    """A name for the settings and the hand-written pages of the site of the repository ``root``.

    If it is ``served``, theme and templates of pages count as well, as someone may write them
    meanwhile; else they are part of the program. See
    :func:`~generator.site.kept_site.surroundings`.
    """
    more = (bundled("overrides"), _TEMPLATES) if served else ()
    return surroundings(Path(config.config_file_path), config.docs_dir, *more, root=root)


def known_site(
    plugin: Any, config: MkDocsConfig, before: str, *, source_url: str = "", compare_url: str = ""
) -> KeptSite | None:
    """What is known of the site that ``plugin`` has just built, if small builds may follow it.

    ``before``: its surroundings, from before it was built. ``source_url``, ``compare_url``: as for
    ``assemble``.
    """
    every = [each.page for each in plugin.files if each.page is not None]
    generated = sum(isinstance(page, GeneratedPage) for page in every)
    if plugin.pages is None or plugin.theme is None or len(plugin.pages.pages) != generated:
        return None
    if not depends_on_files_alone(Path(config.config_file_path), config):
        return None
    if config.extra_templates or not _OF_ALL_PAGES.issuperset(config.theme.static_templates):
        return None  # they may show anything of any page
    served = plugin.session is not None
    if not before or before != around(config, plugin.root, served=served):
        return None
    written = {
        page.file.src_uri: WrittenPage(
            anchors=tuple(sorted(page.present_anchor_ids or ())),
            links={file.src_uri: each for file, each in (page.links_to_anchors or {}).items()},
            searched=plugin.searched[page.url],
        )
        for page in every
        if not isinstance(page, GeneratedPage) and page.url in plugin.searched
    }
    pages = dict(plugin.pages.pages)
    return KeptSite(
        around=before,
        shape=plugin.shape,
        shown=plugin.pages.shown,
        theme=plugin.theme,
        playbook=plugin.shared_by_pages(),
        entries=plugin.site.entries,
        targets=plugin.files.targets,
        pages=pages,
        written=written,
        artifacts=plugin.artifacts,
        broken=broken_links(pages, written),
        docs=config.docs_dir,
        source_url=source_url,
        compare_url=compare_url,
        remarks=plugin.remarks,
    )


def rebuild(session: Session, put: Callable[[Mapping[str, bytes]], object]) -> bool:
    """Make the files of the site that differ now; ``False`` if only a whole build will do.

    ``put``: puts them in place, given by path in the site. Raises what a whole build would:
    PluginError for errors in definitions, after which the last build still stands.
    """
    built = session.built
    if built is None or built.plugin.day() != built.plugin.as_of:
        return False
    if around(built.config, built.plugin.root, served=True) != built.site.around:
        return False
    output = built.plugin.assemble(built.config)
    session.built = None  # should anything fail from here on
    made = small_build(built.site, output, built.plugin.pages)
    if made is None:
        return False
    log_findings(output.findings, built.plugin.edition)
    put(made.files)
    session.search_is_old = session.search_is_old or made.site.pages != built.site.pages
    built.plugin.searched = {each.url: each for each in made.searched()}
    session.built = replace(built, site=made.site)
    return True
