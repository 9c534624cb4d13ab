"""Search that also finds what people type on a plain keyboard.

``grosskunden`` finds "Großkunden" and ``cafe`` finds "Café": the plain forms of such words go into
fields of their own, which the search looks through and never shows.
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
    """Add our fields and separator to the search plugin's settings; the user's own stay."""
    fields = search["fields"]
    for name, settings in _FIELDS.items():
        fields.setdefault(name, dict(settings))
    if not search.get("separator"):
        search["separator"] = _SEPARATOR


class Index(SearchIndex):  # type: ignore[misc]  # the theme has no types
    """The search plugin's index, which need not parse our pages once more."""

    def add_entry_from_context(self, page: MkDocsPage) -> None:
        """Add the sections of a page; of a page that another plugin has changed, what it says."""
        found = page.take_sections() if isinstance(page, GeneratedPage) else None
        if found is None:
            super().add_entry_from_context(page)
            return
        for section in found:
            self.create_entry_for_section(section, page.toc, page.url, page)


Synonyms = Mapping[tuple[str, str], str]
"""(address of a page, heading) -> words that count as much as the heading."""


def add_plain_forms(path: Path, synonyms: Synonyms | None = None) -> None:
    """Write the index at ``path`` anew with plain forms and synonyms in; always the same result."""
    index = json.loads(path.read_text(encoding="utf-8"))
    for document in index["docs"]:
        page = document["location"].partition("#")[0]
        heading = " ".join(_visible(document["title"]).split())
        document.update(_plain_fields(document, (synonyms or {}).get((page, heading), "")))
    path.write_text(json.dumps(index, separators=(",", ":")), encoding="utf-8")


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


def _plain_fields(document: Mapping[str, str], equals: str = "") -> dict[str, str]:
    title = f"{_visible(document['title'])} {equals}"
    forms = {
        TITLE: (*plain_forms(title), *equals.split(), *_whole(title, equals)),
        TEXT: plain_forms(_visible(document["text"])),
    }
    return {name: " ".join(words) for name, words in forms.items() if words}


def _whole(title: str, equals: str) -> list[str]:
    """The abbreviations of ``title`` and the short words of ``equals``, with a digit after them.

    The search looks for beginnings, and it keeps no English stop word: "am" is one. So AM0 is found
    by who types AM, and s0 and in0 hold their own against all words that begin with s and in when
    somebody types "customer's advocate" or "stand-in".
    """
    words = (*_ABBREVIATION.findall(title), *dict.fromkeys(_SHORT.findall(equals)))
    return [f"{word}0" for word in words]


def _folded(word: str) -> str:
    decomposed = unicodedata.normalize("NFKD", word.translate(_LETTERS))
    return "".join(char for char in decomposed if not unicodedata.combining(char))


def _visible(html: str) -> str:
    return unescape(_TAG.sub(" ", html))
