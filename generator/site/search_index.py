"""Adds plain forms of words with accents and umlauts, and synonyms, to the search index.

``grosskunden`` finds "Großkunden" and ``cafe`` finds "Café". Plain forms have fields of their own,
which are searched and not shown.
"""

import json
import re
import unicodedata
from collections.abc import Mapping, MutableMapping
from html import unescape
from pathlib import Path
from typing import Any

from material.plugins.search.plugin import SearchIndex  # type: ignore[import-untyped]
from mkdocs.structure.pages import Page as MkDocsPage

from generator.site.generated_page import GeneratedPage

TITLE, TEXT = "title_plain", "text_plain"
_FIELDS = {TITLE: {"boost": 1e3}, TEXT: {"boost": 1.0}}  # like the theme's own title and text

# Entities, spaces, hyphens and punctuation end a word, so that `(KAM)` is found as KAM; a full stop
# does unless a digit follows, as in 2.10. The search itself is JavaScript, hence the escapes.
_SEPARATOR = (
    r"(?:&[a-z]+;|[\s\-,:;!?=&\[\]()\"'/*<>_"
    r"\u00b7\u2013\u2014\u2018\u2019\u201c\u201d\u201e\u2026]|\.(?!\d))+"
)

_WORD = re.compile(r"\w+")
_ABBREVIATION = re.compile(r"\b[A-Z]{2,3}\b")
_SHORT = re.compile(r"\b[a-z]{1,2}\b")
_TAG = re.compile(r"<[^>]*>")
_LETTERS = str.maketrans(
    {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th"}
)
_GERMAN = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa"})


def prepare(search: MutableMapping[str, Any]) -> None:
    """Add our fields and separator to the search plugin's settings, unless the user set them."""
    fields = search["fields"]
    for name, settings in _FIELDS.items():
        fields.setdefault(name, dict(settings))
    if not search.get("separator"):
        search["separator"] = _SEPARATOR


class Index(SearchIndex):  # type: ignore[misc]  # the theme has no types
    """The search plugin's index, without parsing generated pages again."""

    def add_entry_from_context(self, page: MkDocsPage) -> None:
        """Add the sections of a page; a page that another plugin has changed is parsed."""
        found = page.take_sections() if isinstance(page, GeneratedPage) else None
        if found is None:
            super().add_entry_from_context(page)
            return
        for section in found:
            self.create_entry_for_section(section, page.toc, page.url, page)


Synonyms = Mapping[tuple[str, str], str]
"""(address of a page, heading) -> words weighted like the heading."""


def add_plain_forms(path: Path, synonyms: Synonyms | None = None) -> None:
    """Add plain forms and ``synonyms`` to the index at ``path``; idempotent."""
    index = json.loads(path.read_text(encoding="utf-8"))
    for document in index["docs"]:
        page = document["location"].partition("#")[0]
        heading = " ".join(_visible(document["title"]).split())
        document.update(_plain_fields(document, (synonyms or {}).get((page, heading), "")))
    path.write_text(json.dumps(index, separators=(",", ":")), encoding="utf-8")


def plain_forms(text: str) -> tuple[str, ...]:
    """The ASCII forms of the words of ``text`` that are not ASCII, sorted.

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


def _plain_fields(document: Mapping[str, str], synonyms: str = "") -> dict[str, str]:
    title = f"{_visible(document['title'])} {synonyms}"
    forms = {
        TITLE: (*plain_forms(title), *synonyms.split(), *_short_words(title, synonyms)),
        TEXT: plain_forms(_visible(document["text"])),
    }
    return {name: " ".join(words) for name, words in forms.items() if words}


def _short_words(title: str, synonyms: str) -> list[str]:
    """The abbreviations of ``title`` and the short words of ``synonyms``, followed by a digit.

    The search matches prefixes and drops English stop words, such as "am". So AM0 is found by AM,
    and s0 and in0 rank above all other words that begin with s and in for "customer's advocate"
    or "stand-in".
    """
    words = (*_ABBREVIATION.findall(title), *dict.fromkeys(_SHORT.findall(synonyms)))
    return [f"{word}0" for word in words]


def _folded(word: str) -> str:
    decomposed = unicodedata.normalize("NFKD", word.translate(_LETTERS))
    return "".join(char for char in decomposed if not unicodedata.combining(char))


def _visible(html: str) -> str:
    return unescape(_TAG.sub(" ", html))
