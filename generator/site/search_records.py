"""What the search finds: a record for each section of a page, and the names to go to.

Both come from the pages of the edition and from nothing else.
"""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from generator.cache.disk import digest
from generator.pages.kit.links import DATA_HEADING
from generator.pages.kit.page import Page
from generator.site.search_sections import SearchSection


@dataclass(frozen=True, slots=True)
class SearchKind:
    """What a result is. ``weight``: times this its rank; an explanation of a word ranks below what
    the word is about.
    """

    label: str
    weight: float = 1.0


DATA = "data"
OTHER = "page"
KINDS = {
    "accounts": SearchKind("Account"),
    "people": SearchKind("Person", 0.9),
    "roles": SearchKind("Role", 1.5),
    "competencies": SearchKind("Competency", 1.3),
    "methods": SearchKind("Method", 1.3),
    "onboarding": SearchKind("Onboarding", 1.1),
    "reports": SearchKind("Report"),
    "guides": SearchKind("Guide", 1.2),
    "glossary": SearchKind("Glossary", 0.6),
    DATA: SearchKind("Data"),
    OTHER: SearchKind("Page"),
}
"""By the entry of the navigation a page belongs to; data and other pages have none."""


class SearchRecord(NamedTuple):
    """A section as a result.

    ``url``: relative to the site's root, with the anchor. ``title``: its heading. ``page``: the
    title of its page. ``above``: the pages above that one. ``kind``: one of ``KINDS``. ``also``:
    words that count as much as the heading. ``weight``: that of the page among others of its kind.
    """

    url: str
    title: str
    page: str
    above: str
    kind: str
    text: str
    also: str = ""
    weight: float = 1.0


class SearchName(NamedTuple):
    """A name that leads somewhere. ``also``: other names of the same. ``page``: the title of its
    page, where the name is that of a section.
    """

    kind: str
    title: str
    url: str
    also: str = ""
    page: str = ""


@dataclass(frozen=True, slots=True)
class Searched:
    """What one page gives to the search.

    ``url``: its address; ``count``: of its records; ``digest``: of what they say; ``load``: gives
    them as JSON, in which those of all pages are kept until the search is made.
    """

    url: str
    count: int
    digest: str
    names: tuple[SearchName, ...]
    load: Callable[[], bytes]

    @classmethod
    def of(
        cls, url: str, records: Sequence[SearchRecord] = (), names: tuple[SearchName, ...] = ()
    ) -> "Searched":
        """That of a page whose records are there."""
        data = json.dumps(records).encode()
        return cls(url, len(records), digest(data), names, lambda: data)

    def records(self) -> list[SearchRecord]:
        """Its records; only a shard that is made anew asks for them."""
        return [SearchRecord(*each) for each in json.loads(self.load())]


@dataclass(frozen=True, slots=True)
class Findable:
    """What the search asks of a page.

    ``key``: of its entry in the navigation. ``above``: titles of the pages above it. ``deep``:
    whether it stands further below its entry than right below it. ``repeated``: headings of
    sections that other pages have as well. ``synonyms``: headings, and words that count as much.
    """

    url: str
    title: str
    key: str
    sections: Sequence[SearchSection]
    above: tuple[str, ...] = ()
    deep: bool = False
    repeated: tuple[str, ...] = ()
    synonyms: tuple[tuple[str, str], ...] = ()
    weight: float = 1.0

    @classmethod
    def of(cls, source: Page, url: str, found: Sequence[SearchSection]) -> "Findable":
        """That of a generated page at ``url`` with these sections."""
        return cls(
            url=url,
            title=source.title,
            key=source.section,
            sections=found,
            above=tuple(item.title for item in source.breadcrumbs),
            deep=len(source.breadcrumbs) > 1,
            repeated=source.repeated,
            synonyms=source.synonyms,
            weight=source.boost,
        )


def found_in(page: Findable) -> Searched:
    """The sections of a page and the names it has."""
    synonyms = dict(page.synonyms)
    records = tuple(_records(page, synonyms))
    return Searched.of(page.url, records, tuple(_names(page, records, synonyms)))


def _records(page: Findable, synonyms: Mapping[str, str]) -> Iterator[SearchRecord]:
    for section in page.sections:
        if section.title in page.repeated:
            continue
        heading = section.title or page.title
        yield SearchRecord(
            url=f"{page.url}#{section.id}" if section.id else page.url,
            title=heading,
            page=page.title,
            above=" / ".join(page.above),
            kind=DATA if heading == DATA_HEADING else _kind(page.key),
            text=section.text,
            also=synonyms.get(heading, ""),
            weight=page.weight,
        )


def _names(
    page: Findable, records: tuple[SearchRecord, ...], synonyms: Mapping[str, str]
) -> Iterator[SearchName]:
    """The name of a page that stands right below its entry of the navigation, and its words.

    A section has a name where the page gives words for its heading: a term of the glossary.
    """
    for place, record in enumerate(records):
        also = synonyms.get(record.title, "")
        if not place and (also or not page.deep):
            yield SearchName(record.kind, page.title, record.url, also)
        elif also and record.title != page.title:
            yield SearchName(record.kind, record.title, record.url, also, page.title)


def _kind(key: str) -> str:
    return key if key in KINDS else OTHER
