"""``playbook digest``: the week of one of our people as the text of a mail."""

from pathlib import Path

import click

from generator import pipeline
from generator.analysis.people import PersonWork, parts_of
from generator.cli.handover import person_named
from generator.cli.options import (
    as_of_date,
    as_of_option,
    edition_of,
    edition_option,
    find_root,
    root_option,
)
from generator.cli.output import console
from generator.pages.kit.context import Context
from generator.pages.people.digest import digest as written


@click.command(
    epilog='Examples: playbook digest k-adeyemi; playbook digest "Serene Tan" --as-of 2026-11-30'
)
@click.argument("person")
@edition_option
@as_of_option
@root_option
def digest(person: str, edition: str, as_of: str | None, root: Path | None) -> None:
    """Write the week of PERSON as a mail: what comes first, contacts, promises, meetings, changes.

    PERSON is an id or a name. The first line is the subject. The mail holds what the edition shows
    and no figure about anybody; sending it is left to your mail program. Nothing is written.
    """
    repository, audience = find_root(root), edition_of(edition)
    day = as_of_date(as_of, repository)
    read = pipeline.read_sound(repository, audience)
    understood = pipeline.understand_definitions(read.definitions, audience, day)
    insights = understood.insight.accounts
    names = Context(understood.catalog, understood.insight).names
    found = person_named(person, names.people if names.show_people else {}, edition)
    parts = (part for each in insights.values() for part in parts_of(each, day))
    work = PersonWork(found, tuple(part for part in parts if part.person == found.id))
    console().print(written(names, work, insights), markup=False, end="")
