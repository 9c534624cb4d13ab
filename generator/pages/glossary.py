"""``/glossary/``: the words of the field, with the German and Spanish ones people type."""

from collections.abc import Iterator
from dataclasses import dataclass

from generator.catalog import Catalog
from generator.definitions.models.learning import Term
from generator.pages.context import Context, Footer, source_of
from generator.pages.handbook_frame import Mark, handbook_page, marks
from generator.pages.handbook_links import GLOSSARY, SOURCES, Link
from generator.pages.page import Page

_LANGUAGES = {"de": "German", "es": "Spanish", "fr": "French", "it": "Italian"}


@dataclass(frozen=True, slots=True)
class TermRow:
    """One term with everything a reader might search it by."""

    id: str
    title: str
    means: str
    marks: tuple[Mark, ...]
    also_called: str
    translations: list[tuple[str, str]]
    see: list[Link]


def pages(context: Context) -> Iterator[Page]:
    """The glossary, where there is one."""
    catalog = context.catalog
    glossary = catalog.definitions.glossary
    if glossary is None:
        return
    terms = sorted(glossary.terms, key=lambda term: (term.term.casefold(), term.id))
    letters: dict[str, list[TermRow]] = {}
    for term in terms:
        letters.setdefault(term.term[:1].upper(), []).append(_row(catalog, term))
    yield handbook_page(
        context,
        "glossary.md.j2",
        GLOSSARY.path,
        GLOSSARY.title,
        {"letters": list(letters.items())},
        section="glossary",
        foot=Footer(source=source_of(glossary), owner=context.owner(glossary.owner)),
        source=source_of(glossary),
        siblings=(GLOSSARY, SOURCES) if catalog.definitions.sources else (),
        boost=12.0,  # whoever types a word of the field is offered what it means
        synonyms=[_synonyms(row) for rows in letters.values() for row in rows],
        description="The words of key account management, also in German and Spanish.",
    )


def _synonyms(row: TermRow) -> tuple[str, str]:
    words = [row.also_called, *(words for _, words in row.translations)]
    return row.title, " ".join(word for word in words if word)


def _row(catalog: Catalog, term: Term) -> TermRow:
    return TermRow(
        id=term.id,
        title=f"{term.term} ({term.abbreviation})" if term.abbreviation else term.term,
        means=term.means,
        marks=marks(catalog, term.origin),
        also_called=", ".join(term.also_called),
        translations=[
            (_LANGUAGES[each.language], ", ".join(each.words)) for each in term.translations
        ],
        see=[
            Link(
                catalog.name("term", other) or _term_name(catalog, other),
                GLOSSARY.path,
                f"term-{other}",
            )
            for other in term.see
        ],
    )


def _term_name(catalog: Catalog, term_id: str) -> str:
    found = catalog.find("term", term_id)
    return found.term if found else term_id
