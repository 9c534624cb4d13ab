"""``/people/``: our people and, for each, what they hold; work, and no figures about a person."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from generator.analysis.people import PersonPart, PersonWork
from generator.exports.calendars import person_calendar
from generator.model.company import Person
from generator.pages.kit.handbook import handbook_page
from generator.pages.kit.links import PEOPLE, FileLink, Link, account_path, edit_link, person_path
from generator.pages.kit.names import Names
from generator.pages.kit.page import Footer, NavigationItem, Page, source_of
from generator.pages.people.work import lists_of


@dataclass(frozen=True, slots=True)
class PeopleInput:
    """The input of the list of our people; ``accounts``: on which each works, by id of a person."""

    names: Names
    people: tuple[Person, ...]
    accounts: dict[str, tuple[Link, ...]]
    files: tuple[FileLink, ...]


@dataclass(frozen=True, slots=True)
class PersonInput:
    """The input of the page of one of our people: their part in each account.

    ``has_calendar``: whether the edition has calendars, as it does unless no account is running.
    """

    person: Person
    names: Names
    parts: tuple[PersonPart, ...]
    has_calendar: bool = True
    source_url: str = ""


def accounts_of(parts: tuple[PersonPart, ...]) -> tuple[Link, ...]:
    """The accounts on which a person works."""
    held = (each.account for each in parts if each.member or each.owns_plan)
    return tuple(Link(each.name, account_path(each.id)) for each in held)


def pages(given: PeopleInput) -> Iterator[Page]:
    """The list of our people."""
    names = given.names
    yield handbook_page(
        names,
        "people/index.md.j2",
        PEOPLE.path,
        PEOPLE.title,
        {
            "rows": [(each, given.accounts.get(each.id, ())) for each in given.people],
            "files": given.files,
        },
        foot=Footer(source=source_of(given.people[0])),
        source=source_of(given.people[0]),
        description="Our people, the accounts they work on, and who is away.",
    )


def pages_of_person(given: PersonInput) -> Iterator[Page]:
    """What one of our people holds, over all accounts."""
    person, names = given.person, given.names
    path = person_path(person.id)
    yield handbook_page(
        names,
        "people/person.md.j2",
        path,
        person.name,
        {
            "person": person,
            "lists": [
                each
                for each in lists_of(names, PersonWork(person, given.parts))
                if each.rows or each.nothing
            ],
            "calendar": person_calendar(person.id) if given.has_calendar else "",
            "edit": partial(edit_link, given.source_url),
        },
        foot=Footer(source=source_of(person)),
        source=source_of(person),
        siblings=(PEOPLE, NavigationItem(person.name, path)),
        breadcrumbs=(PEOPLE,),
        description=f"What {person.name} holds: accounts, what is due, who stands in.",
        synonyms=((person.name, "handover leaves absent stand-in"),),
    )
