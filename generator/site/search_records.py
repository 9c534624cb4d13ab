"""What the search finds: a record for each section of a page, and the names to go to.

Both come from the pages of the edition and from nothing else.
"""

import json
import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from mkdocs.structure.pages import Page as MkDocsPage

from generator.cache.disk import digest
from generator.pages.kit.links import DATA_HEADING
from generator.site.generated_page import GeneratedPage
from generator.site.navigation import SECTIONS, plain_title, section_key
from generator.site.page_tree import parse
from generator.site.search_sections import SearchSection, sections


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


def searched(page: MkDocsPage) -> Searched:
    """The sections of a page and the names it has; nothing of a page that excludes itself.

    A hand-written page says in its front matter ``keywords``, ``search: {boost: 2}`` or
    ``search: {exclude: true}``.
    """
    settings = _settings(page.meta.get("search"))
    if settings.get("exclude"):
        return Searched.of(page.url)
    synonyms = dict(_synonyms(page))
    records = tuple(_records(page, synonyms, settings))
    return Searched.of(page.url, records, tuple(_names(page, records, synonyms)))


def _settings(said: object) -> Mapping[str, Any]:
    return said if isinstance(said, dict) else {}


def _synonyms(page: MkDocsPage) -> Iterator[tuple[str, str]]:
    """Headings of a page, and words that count as much as they do."""
    if isinstance(page, GeneratedPage):
        yield from page.source.synonyms
    elif words := page.meta.get("keywords"):
        listed = words if isinstance(words, list) else [words]
        yield _title(page), ", ".join(map(str, listed))


def _records(
    page: MkDocsPage, synonyms: Mapping[str, str], settings: Mapping[str, Any]
) -> Iterator[SearchRecord]:
    title, key = _title(page), section_key(page)
    repeated = page.source.repeated if isinstance(page, GeneratedPage) else ()
    for section in _sections(page):
        if section.title in repeated:
            continue
        heading = section.title or title
        yield SearchRecord(
            url=f"{page.url}#{section.id}" if section.id else page.url,
            title=heading,
            page=title,
            above=" / ".join(_above(page, key)),
            kind=DATA if heading == DATA_HEADING else _kind(key),
            text=section.text,
            also=synonyms.get(heading, ""),
            weight=_weight(page, settings),
        )


def _sections(page: MkDocsPage) -> list[SearchSection]:
    found = page.take_sections() if isinstance(page, GeneratedPage) else None
    return sections(parse(page.content or "")) if found is None else found


def _weight(page: MkDocsPage, settings: Mapping[str, Any]) -> float:
    if isinstance(page, GeneratedPage):
        return page.source.boost
    boost = settings.get("boost", 1.0)
    return float(boost) if isinstance(boost, int | float) else 1.0


def _names(
    page: MkDocsPage, records: tuple[SearchRecord, ...], synonyms: Mapping[str, str]
) -> Iterator[SearchName]:
    """The name of a page that stands right below its entry of the navigation, and its words.

    A section has a name where the page gives words for its heading: a term of the glossary.
    """
    title = _title(page)
    deep = isinstance(page, GeneratedPage) and len(page.source.breadcrumbs) > 1
    for place, record in enumerate(records):
        also = synonyms.get(record.title, "")
        if not place and (also or not deep):
            yield SearchName(record.kind, title, record.url, also)
        elif also and record.title != title:
            yield SearchName(record.kind, record.title, record.url, also, title)


def _above(page: MkDocsPage, key: str) -> Iterator[str]:
    if isinstance(page, GeneratedPage):
        yield from (item.title for item in page.source.breadcrumbs)
    elif key in SECTIONS and key != "home":
        yield SECTIONS[key]


def _kind(key: str) -> str:
    return key if key in KINDS else OTHER


def _title(page: MkDocsPage) -> str:
    if isinstance(page, GeneratedPage):
        return page.source.title
    return plain_title(page.title)


# Words as they are typed on a plain keyboard ----------------------------------------------------
_WORD = re.compile(r"\w+")
_LETTERS = str.maketrans(
    {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th"}
)
_GERMAN = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa"})


def plain_forms(text: str) -> tuple[str, ...]:
    """How the words of ``text`` that hold a letter beyond a to z are typed without it, sorted.

    A German umlaut has two forms: Müller gives muller and mueller.
    """
    if text.isascii():
        return ()
    forms: set[str] = set()
    for word in _WORD.findall(unicodedata.normalize("NFC", text)):
        if not word.isascii():
            lower = word.casefold()
            forms.update(_folded(variant) for variant in (lower, lower.translate(_GERMAN)))
    return tuple(sorted(form for form in forms if form.isascii()))


def _folded(word: str) -> str:
    decomposed = unicodedata.normalize("NFKD", word.translate(_LETTERS))
    return "".join(char for char in decomposed if not unicodedata.combining(char))
