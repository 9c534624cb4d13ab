"""``/glossary/``: the terms of the field, with German and Spanish search words; ``/sources/``.

The list of all terms links to their entries, which are on pages of a few letters each.
"""

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from generator.model.kinds import Glossary, Sources
from generator.model.learning import Term
from generator.pages.kit.handbook import StatementText, handbook_page, statement_texts
from generator.pages.kit.links import GLOSSARY, SOURCES, Link
from generator.pages.kit.names import Names
from generator.pages.kit.page import Footer, NavigationItem, Page, source_of

_LANGUAGES = {"de": "German", "es": "Spanish", "fr": "French", "it": "Italian"}

_LETTERS = ("ab", "cd", "efghij", "klmno", "pqr", "s", "tuvwxyz")
"""Letters that share a page. They must not change, because the pages are addresses others keep."""


@dataclass(frozen=True, slots=True)
class GlossaryInput:
    """What the pages of terms get."""

    names: Names
    glossary: Glossary


@dataclass(frozen=True, slots=True)
class SourcesInput:
    """What the page of sources gets; ``glossary``: if there is one.

    ``used_by``: links to what draws on a source, by its id; ``next_pages``: links to the pages with
    statements of the articles.
    """

    names: Names
    sources: Sources
    glossary: Glossary | None
    used_by: Mapping[str, tuple[Link, ...]]
    next_pages: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class TermRow:
    """A term with all its search words; ``entry``: the link to its explanation.

    ``parts``: what it means, and whether the articles say so, in the order of the file.
    """

    term: Term
    title: str
    entry: Link
    parts: list[tuple[bool, list[StatementText]]]
    translations: list[tuple[str, str]]
    see: list[Link]

    @property
    def renamed(self) -> bool:
        """Whether its id is one of its other names, by which links may still lead to it."""
        return self.term.id in {each.lower().replace(" ", "-") for each in self.term.also_called}


@dataclass(frozen=True, slots=True)
class TermGroup:
    """The terms on one page, by first letter."""

    page: NavigationItem
    letters: list[tuple[str, list[TermRow]]]


def pages(given: GlossaryInput) -> Iterator[Page]:
    """The list of terms and the pages of their entries."""
    groups = _groups(given)
    yield _index(given, groups)
    for group in groups:
        yield _entries(given, groups, group)


def _siblings(names: Names, groups: list[TermGroup]) -> tuple[NavigationItem, ...]:
    """The pages of the glossary, and the sources if there are any."""
    return (GLOSSARY, *(group.page for group in groups), *((SOURCES,) if names.has_sources else ()))


def _index(given: GlossaryInput, groups: list[TermGroup]) -> Page:
    return handbook_page(
        given.names,
        "glossary/index.md.j2",
        GLOSSARY.path,
        GLOSSARY.title,
        {
            "groups": [
                (group.page, [row for _, rows in group.letters for row in rows]) for group in groups
            ]
        },
        section="glossary",
        foot=_foot(given),
        source=source_of(given.glossary),
        siblings=_siblings(given.names, groups),
        boost=0.5,  # a search for a term should lead to its entry
        description="The words of key account management, also in German and Spanish.",
    )


def _entries(given: GlossaryInput, groups: list[TermGroup], group: TermGroup) -> Page:
    return handbook_page(
        given.names,
        "glossary/entries.md.j2",
        group.page.path,
        f"Glossary: {group.page.title}",
        {"letters": group.letters},
        section="glossary",
        foot=_foot(given),
        source=source_of(given.glossary),
        siblings=_siblings(given.names, groups),
        breadcrumbs=(GLOSSARY,),
        synonyms=[_synonyms(row) for _, rows in group.letters for row in rows],
        description=f"The words of key account management, {group.page.title}.",
    )


def _foot(given: GlossaryInput) -> Footer:
    glossary = given.glossary
    return Footer(source=source_of(glossary), owner=given.names.owner(glossary.owner))


# Pages by letter --------------------------------------------------------------------------------
def _groups(given: GlossaryInput) -> list[TermGroup]:
    """The terms in order, on the pages of their first letters; empty pages are omitted."""
    groups: dict[str, TermGroup] = {}
    terms = {term.id: term for term in given.glossary.terms}
    for term in sorted(terms.values(), key=lambda term: (term.term.casefold(), term.id)):
        page = _page_of(term)
        letters = groups.setdefault(page.path, TermGroup(page, [])).letters
        first = term.term[:1].upper()
        if not letters or letters[-1][0] != first:
            letters.append((first, []))
        letters[-1][1].append(_row(given.names, terms, term))
    return sorted(groups.values(), key=lambda group: group.page.path)


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
    words = [*row.term.also_called, *(words for _, words in row.translations)]
    return row.title, ", ".join(words)


def _entry(term: Term) -> Link:
    return Link(term.term, _page_of(term).path, f"term-{term.id}")


def _articles_say(row: StatementText) -> bool:
    return any(mark.article for mark in row.marks)


def _row(names: Names, terms: Mapping[str, Term], term: Term) -> TermRow:
    return TermRow(
        term=term,
        title=f"{term.term} ({term.abbreviation})" if term.abbreviation else term.term,
        entry=_entry(term),
        parts=[
            (by, list(rows))
            for by, rows in groupby(statement_texts(names, term.means), _articles_say)
        ],
        translations=[
            (_LANGUAGES[each.language], ", ".join(each.words)) for each in term.translations
        ],
        see=[_entry(terms[other]) for other in term.see if other in terms],
    )


def sources_page(given: SourcesInput) -> Iterator[Page]:
    """The sources."""
    sources, glossary = given.sources, given.glossary
    groups = _groups(GlossaryInput(given.names, glossary)) if glossary else []
    yield handbook_page(
        given.names,
        "glossary/sources.md.j2",
        SOURCES.path,
        SOURCES.title,
        {
            "sources": [(each, given.used_by[each.id]) for each in sources.sources],
            "next": given.next_pages,
        },
        section="glossary",
        foot=Footer(source=source_of(sources)),
        source=source_of(sources),
        siblings=_siblings(given.names, groups) if glossary else (),
        breadcrumbs=(GLOSSARY,) if glossary else (),
        description="The articles this handbook draws on, and what is doubtful about each.",
    )
