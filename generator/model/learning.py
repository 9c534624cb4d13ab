"""Onboarding paths, the glossary and the sources."""

from typing import ClassVar, Literal

from generator.findings.classification import Subject
from generator.model.common import HandbookDefinition, Statements
from generator.model.grammars import (
    CompetencyRef,
    Id,
    Line,
    MethodRef,
    Number,
    Paragraph,
    Paragraphs,
    PersonRef,
    RoleRef,
    SourceId,
    TermRef,
)
from generator.model.item import Item, internal, public


class Reading(Item):
    """Something to read: one of our definitions, or a hand-written page."""

    role: RoleRef | None = public("a role", default=None)
    competency: CompetencyRef | None = public("a competency", default=None)
    method: MethodRef | None = public("a method", default=None)
    guide: Line | None = public("a page in content/pages, as guides/name.md", default=None)
    why: Line = public("what to look for")


class Milestone(Item):
    """One milestone of the path."""

    id: Id = public("short id")
    name: Line = public("the name people use, as in Day 1")
    day: Number = public("days after the start")
    read: tuple[Reading, ...] = public("what to read", default=())
    meet: tuple[Paragraph, ...] = public("whom to meet", default=())
    tasks: tuple[Paragraph, ...] = public("what to do", default=())
    there_when: tuple[Paragraph, ...] = public("how you know you are there", default=())


class Onboarding(HandbookDefinition):
    """An onboarding path for one role."""

    subject: ClassVar[Subject] = Subject.HANDBOOK

    role: RoleRef = public("the role it is for")
    promise: Paragraph = public("what is different at the end of it")
    milestones: tuple[Milestone, ...] = public("first day to day 90", min_length=1)


class Translation(Item):
    """The words for a term in another language."""

    language: Literal["de", "es", "fr", "it"] = public("ISO 639-1 code")
    words: tuple[Line, ...] = public("words readers type", min_length=1)


class Term(Item):
    """A term of the field."""

    id: Id = public("short id")
    term: Line = public("the term")
    abbreviation: Line | None = public("its abbreviation", default=None)
    also_called: tuple[Line, ...] = public("synonyms", default=())
    translations: tuple[Translation, ...] = public("other languages", default=())
    means: Statements = public("what it means", min_length=1)
    see: tuple[TermRef, ...] = public("related terms", default=())


class Glossary(Item):
    """All terms."""

    subject: ClassVar[Subject] = Subject.HANDBOOK

    schema_: Line = public("kind and schema version of the file", alias="schema")
    owner: PersonRef | None = internal("who answers for it", default=None)
    terms: tuple[Term, ...] = public("terms", default=())


class Source(Item):
    """A source article."""

    id: SourceId = public("three digits")
    title: Line = public("what the article is about; not its own title")
    contributes: Paragraph = public("what we take from it")
    doubt: Paragraphs = public(
        "what is doubtful about it: one point, or a list of points", default=()
    )


class Sources(Item):
    """All source articles."""

    subject: ClassVar[Subject] = Subject.HANDBOOK

    schema_: Line = public("kind and schema version of the file", alias="schema")
    sources: tuple[Source, ...] = public("source articles", default=())
