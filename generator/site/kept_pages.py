"""Generated pages of MkDocs as an earlier build made them, and kept for the next one."""

from collections.abc import Iterable
from functools import partial

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.nav import Navigation

from generator.site.generated_page import GeneratedPage, KnownFiles, by_file, place_of
from generator.site.page_cache import PageCache, digest_of
from generator.site.places import Place
from generator.site.search_records import Searched
from generator.site.searched_pages import searched

Named = tuple[Place, str, str]
"""Where a page stands, the name of all that it depends on, and its own digest."""


def find_kept(
    cache: PageCache,
    pages: Iterable[GeneratedPage],
    navigation: Navigation,
    files: KnownFiles,
    config: MkDocsConfig,
) -> tuple[dict[str, Named], dict[str, Searched]]:
    """Finish the pages that are kept. Returns names of all, and what is searched on these, by url.

    ``files``: all of the site.
    """
    names: dict[str, Named] = {}
    found: dict[str, Searched] = {}
    listed = set(map(id, navigation.pages))
    for page in pages:
        place, own = place_of(page, listed=id(page) in listed), digest_of(page.source)
        key = cache.key(page.source, own, place, files.targets)
        names[page.url] = place, key, own
        again = partial(_records_again, page, config, files)
        kept = cache.find(place, key, own, targets=files.targets, again=again)
        if kept is not None:
            known, html = kept
            page.finish(html, known.anchors, by_file(known.links, files))
            page.left = "" if html else f"{cache.previous}/{place.file}"
            found[page.url] = known.searched
    return names, found


def _records_again(page: GeneratedPage, config: MkDocsConfig, files: KnownFiles) -> bytes:
    page.finished, page.is_put_off = None, False
    page.render(config, files)
    return searched(page).load()


def keep(
    cache: PageCache,
    page: GeneratedPage,
    html: str,
    *,
    named: Named,
    found: Searched,
    files: KnownFiles,
) -> None:
    """Keep a page that was just made; ``found``: what is searched on it."""
    place, key, own = named
    cache.keep(
        place,
        key,
        own,
        html,
        anchors=page.present_anchor_ids or (),
        links={file.src_uri: each for file, each in (page.links_to_anchors or {}).items()},
        resolved=page.resolved,
        searched=found,
        targets=files.targets,
    )
