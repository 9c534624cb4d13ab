"""``playbook handover``: what one of our people holds over all accounts, for whoever takes over."""

import textwrap
from collections.abc import Mapping
from pathlib import Path

import click
from rich.text import Text

from generator import pipeline
from generator.analysis.people import PersonWork, parts_of
from generator.cli.options import (
    as_of_date,
    as_of_option,
    edition_of,
    edition_option,
    find_root,
    root_option,
)
from generator.cli.output import console, wrapping
from generator.findings.errors import UsageError
from generator.model.company import Person
from generator.pages.kit.context import Context
from generator.pages.people.work import WorkRow, lists_of
from generator.text.formats import day_text
from generator.text.suggestions import did_you_mean_named

_NARROWEST = 30


@click.command(
    epilog='Examples: playbook handover k-adeyemi; playbook handover "Serene Tan" '
    "--edition leadership"
)
@click.argument("person")
@edition_option
@as_of_option
@root_option
def handover(person: str, edition: str, as_of: str | None, root: Path | None) -> None:
    """Say what PERSON holds over all accounts: work, promises, contacts, and who stands in.

    PERSON is an id or a name. This is what is left when PERSON is not here tomorrow; the page of
    the person says the same. Nothing is written.
    """
    repository, audience = find_root(root), edition_of(edition)
    day = as_of_date(as_of, repository)
    read = pipeline.read_sound(repository, audience)
    understood = pipeline.understand_definitions(read.definitions, audience, day)
    context = Context(understood.catalog, understood.insight, understood.findings)
    names = context.names
    found = person_named(person, names.people if names.show_people else {}, edition)
    parts = [
        part
        for each in understood.insight.accounts.values()
        for part in parts_of(each, day)
        if part.person == found.id
    ]
    out = console()
    width = wrapping(out)
    out.print(Text(f"{found.name}, edition {edition}, {day_text(day)}", style="bold"))
    for away in names.absences(found.id):
        out.print(Text(f"  {away}"))
    for each in lists_of(names, PersonWork(found, tuple(parts))):
        if each.rows or each.nothing:
            out.print(Text(f"\n{each.title}", style="bold"))
            lines = [_line(row) for row in each.rows] or [each.nothing]
            for line in lines:
                out.print(Text(_wrapped(line, width)))


def person_named(word: str, people: Mapping[str, Person], edition: str) -> Person:
    """One of our people by id or name. Raises UsageError if there is none, or several."""
    if not people:
        raise UsageError(
            f"the edition {edition} holds none of our people; team and leadership do, where there "
            "are accounts"
        )
    asked = " ".join(word.split()).casefold()
    if asked in people:
        return people[asked]
    called = [each for each in people.values() if each.name.casefold() == asked]
    if len(called) > 1:
        ids = " and ".join(f"`{each.id}`" for each in called)
        raise UsageError(f"`{word}` is the name of {ids}: use the id")
    if not called:
        known = {key: (each.name,) for key, each in people.items()}
        hint = did_you_mean_named(word, known)
        raise UsageError(f"the edition {edition} knows nobody called `{word}`.{hint}")
    return called[0]


def _line(row: WorkRow) -> str:
    """``27 Nov 2026, Acme: Keep our promise: Leak list (overdue)``."""
    day = f"{day_text(row.on)}, " if row.on else ""
    late = f" ({row.late})" if row.late else ""
    return f"{day}{row.account.text}: {row.what.text}{late}"


def _wrapped(line: str, width: int | None) -> str:
    """A line below its heading, wrapped for a terminal."""
    if width is None:
        return f"  {line}"
    return textwrap.fill(
        line,
        max(width, _NARROWEST),
        initial_indent="  ",
        subsequent_indent="    ",
        break_long_words=False,
        break_on_hyphens=False,
    )
