"""Makes the files of a site that an edit of definitions changes, without MkDocs.

Pages go the way of a whole build: the same functions convert them, frame them and find what is
searched. Where MkDocs would have anything to say, or anything else would change, it is left to it.
"""

import posixpath
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from jinja2 import TemplateError

from generator.pages.kit.page import Page
from generator.pipeline.assemble import Output
from generator.site.conversion import convert_page
from generator.site.frames import FramedText, Frames
from generator.site.kept_site import KeptSite, broken_links, digests_of, shape_of
from generator.site.navigation import listed_paths, navigation_of
from generator.site.page_cache import KeptPage, PageCache, digest_of
from generator.site.relative import PageLinks
from generator.site.search_records import Findable, Searched, found_in


@dataclass(frozen=True, slots=True)
class SmallBuild:
    """What a small build made: the files that differ, by path in the site, and what is kept now."""

    files: Mapping[str, bytes]
    site: KeptSite

    def searched(self) -> Iterator[Searched]:
        """What the search finds on each page."""
        yield from (page.searched for page in self.site.pages.values())
        yield from (page.searched for page in self.site.written.values())


class _WholeBuildError(Exception):
    """Only a whole build will do."""


def small_build(site: KeptSite, made: Output, cache: PageCache) -> SmallBuild | None:
    """What differs from ``site``, if its surroundings are as they were; ``cache``: of its pages.

    ``None`` if only a whole build will do: pages, redirects, pictures or data files were added or
    removed, or MkDocs may have something to say.
    """
    if shape_of(made.pages, made.artifacts, made.withheld) != site.shape:
        return None
    try:
        changed = list(_changed(site, made.pages))
        pages, files = {**site.pages}, dict[str, bytes]()
        frames = Frames(site.theme, site.playbook) if changed else None
        for page in changed:
            if frames is not None:
                kept, html = _remade(page, site, frames, cache)
                pages[page.path] = kept
                files[kept.place.file] = html.encode("utf-8", errors="xmlcharrefreplace")
            folder = posixpath.dirname(page.path)
            for picture in page.pictures:
                files[posixpath.join(folder, picture.name)] = picture.svg.encode()
    except (_WholeBuildError, TemplateError):
        return None
    if broken_links(pages, site.written) - site.broken:
        return None
    artifacts = digests_of(made.artifacts)
    for each in made.artifacts:
        if artifacts[each.path] != site.artifacts[each.path]:
            files[each.path] = each.text.encode()
    cache.pages.update(pages)
    return SmallBuild(files, replace(site, pages=pages, artifacts=artifacts))


def _changed(site: KeptSite, pages: Iterable[Page]) -> Iterator[Page]:
    """The pages that say something else now."""
    for page in pages:
        kept = site.pages.get(page.path)
        if kept is None:
            raise _WholeBuildError
        if kept.digest != digest_of(page):
            yield page


def _remade(page: Page, site: KeptSite, frames: Frames, cache: PageCache) -> tuple[KeptPage, str]:
    place, targets = site.pages[page.path].place, site.targets
    if place.listed or place.source != page.source:
        raise _WholeBuildError
    if not all(path in targets for path in listed_paths(page)):
        raise _WholeBuildError
    links = PageLinks(page.path, place.address, targets)
    made = convert_page(page, place.address, links)
    navigation = navigation_of(page, place.url, site.entries, targets)
    html = frames.filled(page, place, FramedText(made.content, made.toc), navigation)
    if links.unknown or html is None:
        raise _WholeBuildError
    own = digest_of(page)
    kept = cache.keep(
        place,
        cache.key(page, own, place, targets),
        own,
        html,
        anchors=made.anchors,
        links=made.links,
        resolved=made.resolved,
        searched=found_in(Findable.of(page, place.url, made.sections)),
        targets=targets,
    )
    if kept is None:
        raise _WholeBuildError
    return kept, html
