"""The inputs of the pages of our people; there are none in an edition without accounts."""

from collections.abc import Iterator

from generator.analysis.people import PersonPart, parts_of
from generator.exports import files_about
from generator.exports.calendars import has_calendars
from generator.pages.kit.context import Context
from generator.pages.kit.links import file_links
from generator.pages.people.people import PeopleInput, PersonInput, accounts_of


def several_people(context: Context) -> Iterator[PeopleInput]:
    """Our people together."""
    names = context.names
    if names.show_people and names.people:
        yield PeopleInput(
            names=names,
            people=tuple(names.people.values()),
            accounts={key: accounts_of(parts) for key, parts in _parts(context).items()},
            files=file_links(files_about("people", context.catalog)),
        )


def people(context: Context) -> Iterator[PersonInput]:
    """Our people one by one."""
    names = context.names
    if names.show_people and names.people:
        parts, running = _parts(context), has_calendars(context.catalog.accounts.values())
        for key, person in names.people.items():
            yield PersonInput(person, names, parts.get(key, ()), running, context.source_url)


def _parts(context: Context) -> dict[str, tuple[PersonPart, ...]]:
    """The parts of each of our people in the accounts, by id of the person."""
    found: dict[str, list[PersonPart]] = {}
    for insight in context.insight.accounts.values():
        for part in context.memory.recall(parts_of, insight, context.insight.as_of):
            found.setdefault(part.person, []).append(part)
    return {key: tuple(parts) for key, parts in found.items()}
