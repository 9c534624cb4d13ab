"""What the search finds on a page of MkDocs, hand-written or generated."""

from collections.abc import Iterator, Mapping
from typing import Any

from mkdocs.structure.pages import Page as MkDocsPage

from generator.site.generated_page import GeneratedPage
from generator.site.navigation import SECTIONS
from generator.site.page_tree import parse
from generator.site.search_records import Findable, Searched, found_in
from generator.site.search_sections import sections
from generator.site.site_navigation import plain_title, section_key


def searched(page: MkDocsPage) -> Searched:
    """The sections of a page and the names it has; nothing of a page that excludes itself.

    A hand-written page says in its front matter ``keywords``, ``search: {boost: 2}`` or
    ``search: {exclude: true}``.
    """
    settings = _settings(page.meta.get("search"))
    if settings.get("exclude"):
        return Searched.of(page.url)
    if isinstance(page, GeneratedPage):
        found = page.take_sections()
        found = sections(parse(page.content or "")) if found is None else found
        return found_in(Findable.of(page.source, page.url, found))
    key, title = section_key(page), plain_title(page.title)
    return found_in(
        Findable(
            url=page.url,
            title=title,
            key=key,
            sections=sections(parse(page.content or "")),
            above=(SECTIONS[key],) if key in SECTIONS and key != "home" else (),
            synonyms=tuple(_synonyms(page.meta.get("keywords"), title)),
            weight=_weight(settings),
        )
    )


def _settings(said: object) -> Mapping[str, Any]:
    return said if isinstance(said, dict) else {}


def _synonyms(words: object, title: str) -> Iterator[tuple[str, str]]:
    if words:
        listed = words if isinstance(words, list) else [words]
        yield title, ", ".join(map(str, listed))


def _weight(settings: Mapping[str, Any]) -> float:
    boost = settings.get("boost", 1.0)
    return float(boost) if isinstance(boost, int | float) else 1.0
