"""``/data/people.json``: what each of our people holds, over all accounts."""

from collections.abc import Iterable
from datetime import date
from typing import Literal

from generator.analysis import Insight
from generator.analysis.people import PersonPart, PersonWork, parts_of, work_of_people
from generator.cache.memory import NO_MEMORY, Memory
from generator.editions import Catalog
from generator.exports.record import AS_TEXT, DocumentModel, as_json, entry, field
from generator.findings.classification import Edition
from generator.findings.finding import Finding
from generator.model.company import Person


class PeopleDocument(DocumentModel):
    """The people of one edition and their work on one day; no figure is about a person."""

    schema_: Literal["people-work/1"] = field("kind and version of this document", alias="schema")
    edition: Edition = field("for whom it was made")
    as_of: date = field("the day of the results")
    people: tuple[PersonWork, ...] = field("our people, in the order of their file", ())


def people_json(
    catalog: Catalog, insight: Insight, _findings: Iterable[Finding], memory: Memory = NO_MEMORY
) -> str:
    """The document of an edition's view as JSON; ``memory``: of the last run."""
    parts = (
        part
        for each in insight.accounts.values()
        for part in memory.recall(parts_of, each, insight.as_of)
    )
    document = PeopleDocument.model_construct(
        schema_="people-work/1", edition=catalog.edition, as_of=insight.as_of, people=()
    )
    work = work_of_people(catalog.ids["person"], parts)
    texts = (memory.recall(_work_json, each.person, each.accounts, form=AS_TEXT) for each in work)
    return as_json(document, people=texts)


def _work_json(person: Person, accounts: tuple[PersonPart, ...]) -> str:
    return entry(PersonWork(person, accounts))
