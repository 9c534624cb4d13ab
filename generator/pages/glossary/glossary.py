"""``/glossary/``: the terms of the field, with German and Spanish search words.

The list of all terms links to their entries, which are on pages of a few letters each.
"""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from generator.model.kinds import Glossary
from generator.model.learning import Term
from generator.pages.kit.context import Context
from generator.pages.kit.handbook import SourceMark, handbook_page, marks
from generator.pages.kit.links import GLOSSARY, SOURCES, Link
from generator.pages.kit.page import Footer, NavigationItem, Page, source_of

_LANGUAGES = {"de": "German", "es": "Spanish", "fr": "French", "it": "Italian"}

_LETTERS = ("ab", "cd", "efghij", "klmno", "pqr", "s", "tuvwxyz")
"""Letters that share a page. They must not change, because the pages are addresses others keep."""


@dataclass(frozen=True, slots=True)
class TermRow:
    """A term with all its search words; ``entry``: the link to its explanation."""

    id: str
    title: str
    entry: Link
    means: str
    marks: tuple[SourceMark, ...]
    also_called: str
    translations: list[tuple[str, str]]
    see: list[Link]


@dataclass(frozen=True, slots=True)
class TermGroup:
    """The terms on one page, by first letter."""

    page: NavigationItem
    letters: list[tuple[str, list[TermRow]]]


def pages(context: Context) -> Iterator[Page]:
    """The list of terms and the pages of their entries, if there is a glossary."""
    glossary = context.catalog.definitions.glossary
    if glossary is None:
        return
    groups = _groups(context, glossary)
    yield _index(context, glossary, groups)
    for group in groups:
        yield _entries(context, glossary, group)


def other_pages(context: Context) -> tuple[NavigationItem, ...]:
    """The pages of the glossary and the sources, if there are both."""
    glossary = context.catalog.definitions.glossary
    if glossary is None:
        return ()
    groups = (group.page for group in _groups(context, glossary))
    return (GLOSSARY, *groups, *((SOURCES,) if context.names.has_sources else ()))


def _index(context: Context, glossary: Glossary, groups: list[TermGroup]) -> Page:
    return handbook_page(
        context.names,
        "glossary/index.md.j2",
        GLOSSARY.path,
        GLOSSARY.title,
        {
            "groups": [
                (group.page, [row for _, rows in group.letters for row in rows]) for group in groups
            ]
        },
        section="glossary",
        foot=_foot(context, glossary),
        source=source_of(glossary),
        siblings=other_pages(context),
        boost=0.5,  # a search for a term should lead to its entry
        description="The words of key account management, also in German and Spanish.",
    )


def _entries(context: Context, glossary: Glossary, group: TermGroup) -> Page:
    return handbook_page(
        context.names,
        "glossary/entries.md.j2",
        group.page.path,
        f"Glossary: {group.page.title}",
        {"letters": group.letters},
        section="glossary",
        foot=_foot(context, glossary),
        source=source_of(glossary),
        siblings=other_pages(context),
        breadcrumbs=(GLOSSARY,),
        synonyms=[_synonyms(row) for _, rows in group.letters for row in rows],
        description=f"The words of key account management, {group.page.title}.",
    )


def _foot(context: Context, glossary: Glossary) -> Footer:
    return Footer(source=source_of(glossary), owner=context.names.owner(glossary.owner))


# Pages by letter --------------------------------------------------------------------------------
def _groups(context: Context, glossary: Glossary) -> list[TermGroup]:
    """The terms in order, on the pages of their first letters; empty pages are omitted."""
    made: dict[str, TermGroup] = {}
    for term in sorted(glossary.terms, key=lambda term: (term.term.casefold(), term.id)):
        page = _page_of(term)
        letters = made.setdefault(page.path, TermGroup(page, [])).letters
        first = term.term[:1].upper()
        if not letters or letters[-1][0] != first:
            letters.append((first, []))
        letters[-1][1].append(_row(context, term))
    return sorted(made.values(), key=lambda group: group.page.path)


def _page_of(term: Term) -> NavigationItem:
    """The page of a term; accents are ignored, and other characters have a page of their own."""
    plain = unicodedata.normalize("NFKD", term.term)[:1].casefold()
    letters = next((each for each in _LETTERS if plain and plain in each), "")
    if not letters:
        return NavigationItem("Other signs", "glossary/other.md")
    first, last = letters[0], letters[-1]
    if first == last:
        return NavigationItem(first.upper(), f"glossary/{first}.md")
    return NavigationItem(f"{first.upper()} to {last.upper()}", f"glossary/{first}-{last}.md")


def _synonyms(row: TermRow) -> tuple[str, str]:
    words = [row.also_called, *(words for _, words in row.translations)]
    return row.title, ", ".join(word for word in words if word)


def _title(term: Term) -> str:
    return f"{term.term} ({term.abbreviation})" if term.abbreviation else term.term


def _entry(term: Term) -> Link:
    return Link(term.term, _page_of(term).path, f"term-{term.id}")


def _row(context: Context, term: Term) -> TermRow:
    see = (context.catalog.find("term", other) for other in term.see)
    return TermRow(
        id=term.id,
        title=_title(term),
        entry=_entry(term),
        means=term.means,
        marks=marks(context.names, term.origin),
        also_called=", ".join(term.also_called),
        translations=[
            (_LANGUAGES[each.language], ", ".join(each.words)) for each in term.translations
        ],
        see=[_entry(other) for other in see if other is not None],
    )
