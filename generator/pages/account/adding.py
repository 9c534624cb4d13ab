"""What a reader copies to add an entry by hand: its lines, and where they are to stand."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from markupsafe import Markup

from generator.model.kinds import Account
from generator.model.records import RECORDS, Record, fields_to_write, placeholders
from generator.model.stakeholders import Relationship
from generator.model.strategy import Decision, HeldReview
from generator.pages.kit.links import Link, edit_link
from generator.pages.kit.names import Names
from generator.reading.insert import block

_AHEAD = timedelta(days=14)
_MOST_PEOPLE = 20
"""Of our people are all listed up to this number; of more, those who work on the account."""


@dataclass(frozen=True, slots=True)
class EntryToAdd:
    """An entry to add.

    ``name``: of its kind; ``lines``: to copy, YAML; ``file``: the one it belongs in, at the forge's
    editor; ``below``: the key under which it goes; ``of``: the list whose entry has that key, if it
    is inside of one; ``begins``: whether ``lines`` begin with the key, as no entry is in view;
    ``today``: the day that theirs are counted from, if they hold any; scripts of the site bring
    both up to date.

    ``choices``: what may be written, by key; ``people``, ``posts``: names and ids, where it names
    one.
    """

    name: str
    called: str
    lines: Markup
    file: Link
    below: str
    of: str
    begins: bool
    today: date | None
    choices: tuple[tuple[str, tuple[str, ...]], ...]
    people: tuple[tuple[str, str], ...]
    posts: tuple[tuple[str, str], ...]


def addition(source_url: str, names: Names, account: Account, kind: str) -> EntryToAdd:
    """What adds an entry of a kind of ``RECORDS`` to an account."""
    record, fields = RECORDS[kind], fields_to_write(kind)
    entries = getattr(account, record.section)
    posts = tuple((each.function, str(each.id)) for each in account.stakeholders)
    known = {**placeholders(kind), **_ids(record, account)}
    values = {key: known.get(key) or _value(fields[key], names.as_of) for key in fields}
    begins = not entries and not record.inside
    lines = [f"{record.section}:"] if begins else []
    lines += block(values, 6 if record.inside else 2)
    people = () if kind == "post" else _people(names, account)
    return EntryToAdd(
        name=kind,
        called=record.called,
        lines=Markup("\n".join(lines)),  # noqa: S704 - ids, days and words of ours
        file=edit_link(source_url, entries[0] if entries else account),
        below=record.inside or record.section,
        of=record.section if record.inside else "",
        begins=begins,
        today=names.as_of if any(isinstance(each, date) for each in values.values()) else None,
        choices=tuple((key, tuple(each["enum"])) for key, each in fields.items() if "enum" in each),
        people=tuple((names.person(each), each) for each in people),
        posts=posts if "stakeholder" in fields else (),
    )


def _people(names: Names, account: Account) -> tuple[str, ...]:
    """The owner, the team and who stands in for them; then the rest if our people are few."""
    stand_ins = (each.backup for each in account.team if each.backup)
    rest = names.people if len(names.people) <= _MOST_PEOPLE else ()
    team = (account.owner, *(each.person for each in account.team), *stand_ins)
    return tuple(dict.fromkeys(map(str, (*team, *rest))))


def _ids(record: Record, account: Account) -> dict[str, str]:
    """What fields hold that refer to something, at first.

    For a relationship it is a post that the owner does not know yet, if there is one.
    """
    owner, posts = str(account.owner), [str(each.id) for each in account.stakeholders]
    known = {each.stakeholder for each in account.relationships if each.person == owner}
    if record.model is Relationship:
        posts = [each for each in posts if each not in known] or posts
    people = dict.fromkeys(("owner", "person"), owner)
    if record.model in (Decision, HeldReview):
        people["by"] = owner
    return {"stakeholder": posts[0] if posts else "id-of-the-post", **people}


def _value(field: Mapping[str, Any], today: date) -> str | date:
    """What a field with a choice, a day or a rhythm holds at first, to be changed."""
    if "enum" in field:
        return str(field["enum"][0])
    if "x-happened" in field:
        return today
    day = len(field["examples"][0]) == len(today.isoformat())
    return today + _AHEAD if day else "1 month"
