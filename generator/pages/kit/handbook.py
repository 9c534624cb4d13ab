"""Shared parts of handbook pages: source marks, versions, footer.

The handbook is everything except accounts: roles, competencies, methods, onboarding, glossary and
sources.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from generator.charts import Picture
from generator.findings.classification import Classification, Subject, may_see
from generator.model.common import (
    Behaviour,
    FactOrigin,
    HandbookDefinition,
    OurReading,
    Statement,
    Support,
    Worded,
)
from generator.pages.kit.links import history_of
from generator.pages.kit.names import Names
from generator.pages.kit.page import Footer, NavigationItem, Page, source_of
from generator.pages.kit.tables import ComparedTable
from generator.pages.kit.templates import render


@dataclass(frozen=True, slots=True)
class SourceMark:
    """The source of a statement.

    ``article``: ``text`` is the number of a source article; ``source``: its id if the edition
    describes the article; ``shows``: what stands there, if the statement is our reading of it.
    """

    text: str
    source: str = ""
    article: bool = False
    shows: str = ""


@dataclass(frozen=True, slots=True)
class StatementText:
    """A statement with its marks; without marks it is our own.

    ``examples``, ``support``: what it looks like, and pages elsewhere that help.
    """

    text: str
    doubt: str = ""
    marks: tuple[SourceMark, ...] = ()
    examples: tuple[str, ...] = ()
    support: tuple[Support, ...] = ()


# Sources ----------------------------------------------------------------------------------------
def marks(
    names: Names,
    origins: Iterable[str] = (),
    source: str | None = None,
    prefix: str = "later work: ",
    reading: OurReading | None = None,
) -> tuple[SourceMark, ...]:
    """The marks of a statement: articles, later work, or none.

    ``prefix``: before later work; ``reading``: articles that we read it into. Articles that are not
    in the edition are not linked.
    """
    found = []
    read = reading.of if reading is not None else ()
    for origin in (*origins, *read):
        described = names.holds("source", origin)
        shows = reading.shows.rstrip(".") if reading is not None and origin in read else ""
        found.append(SourceMark(str(origin), str(origin) if described else "", True, shows))
    if source is not None:
        found.append(SourceMark(prefix + source))
    return tuple(found)


def marks_of(names: Names, basis: FactOrigin | None) -> tuple[SourceMark, ...]:
    """The marks of a fact; none if it is ours."""
    return marks(names, basis.origin, reading=basis.reading) if basis is not None else ()


def statement_texts(names: Names, statements: Iterable[Worded]) -> list[StatementText]:
    """Statements with their sources and their doubts, in order."""
    return [_statement_text(names, each) for each in statements]


def _statement_text(names: Names, statement: Worded) -> StatementText:
    found = StatementText(statement.says)
    if isinstance(statement, Statement):
        own = marks(names, statement.origin, statement.source, reading=statement.reading)
        found = replace(found, doubt=(statement.doubt or "").rstrip("."), marks=own)
    if isinstance(statement, Behaviour):
        found = replace(found, examples=statement.examples, support=statement.support)
    return found


def shows_internal(names: Names) -> bool:
    """Whether this edition shows internal parts of the handbook."""
    return may_see(names.edition, Subject.HANDBOOK, Classification.INTERNAL)


def shows_personnel(names: Names) -> bool:
    """Whether this edition shows pay and what applicants are asked."""
    return may_see(names.edition, Subject.HANDBOOK, Classification.PERSONNEL)


# Versions and footer ----------------------------------------------------------------------------
def handbook_footer(names: Names, item: HandbookDefinition) -> Footer:
    """The footer of a definition's page."""
    return Footer(
        source=source_of(item),
        owner=names.owner(item.owner),
        version=str(item.version),
        reviewed=item.review.last,
        next_review=item.review.due,
        history=history_of(item),
    )


def chips(item: HandbookDefinition) -> list[str]:
    """Labels that a reader must see before relying on a definition; none for an active one."""
    words = {"draft": "Draft: not yet agreed", "deprecated": "Deprecated: no longer in use"}
    return [words[item.status]] if item.status in words else []


def found_by(title: str, names: Iterable[str | None]) -> tuple[tuple[str, str], ...]:
    """Other names of what a page is about, for the search to lead to it."""
    words = ", ".join(dict.fromkeys(name for name in names if name))
    return ((title, words),) if words else ()


def _former_paths(item: HandbookDefinition, path: str) -> Iterator[str]:
    """The paths under former ids of a page in the folder of a definition."""
    above, folder, leaf = path.partition(f"/{item.id}/")
    return (f"{above}/{alias}/{leaf}" for alias in item.aliases if folder)


def handbook_page(
    names: Names,
    template: str,
    path: str,
    title: str,
    values: Mapping[str, object],
    *,
    section: str = "",
    item: HandbookDefinition | None = None,
    foot: Footer | None = None,
    source: str | None = None,
    siblings: Sequence[NavigationItem] = (),
    breadcrumbs: Sequence[NavigationItem] = (),
    boost: float = 1.0,
    description: str = "",
    former_paths: Sequence[str] = (),
    pictures: Iterable[Picture | None] = (),
    synonyms: Sequence[tuple[str, str]] = (),
    compared: Sequence[ComparedTable] = (),
    structured: Mapping[str, object] | None = None,
    off_paper: Sequence[str] = (),
) -> Page:
    """A page of the handbook; ``item`` supplies footer, versions, source file and former paths.

    ``section``: if it is not the folder of ``path``. A page about several definitions has its own
    ``foot``, and ``source`` if an edit link makes sense.
    """
    if item is not None:
        foot, source = handbook_footer(names, item), source_of(item)
    shared = {
        "names": names,
        "title": title,
        "foot": (foot or Footer()).of_page(path),
        "chips": chips(item) if item else [],
        "versions": sorted(item.changes, key=lambda each: each.version, reverse=True)
        if item
        else [],
        "has_sources": names.has_sources,
    }
    return Page(
        path=path,
        title=title,
        markdown=render(template, path, {**shared, **values}),
        source=source,
        section=section or path.partition("/")[0],
        siblings=tuple(siblings),
        breadcrumbs=tuple(breadcrumbs),
        boost=boost,
        description=description,
        former_paths=tuple(former_paths or (_former_paths(item, path) if item else ())),
        pictures=tuple(filter(None, pictures)),
        synonyms=tuple(synonyms),
        compared=tuple(compared),
        structured=structured,
        off_paper=tuple(off_paper),
    )
