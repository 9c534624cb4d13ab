"""What a reader copies to add an entry by hand: its lines, and where they are to stand."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any

from markupsafe import Markup

from generator.model.kinds import Account
from generator.model.records import RECORDS, Record
from generator.model.strategy import Decision
from generator.pages.kit.links import Link, edit_link
from generator.pages.kit.names import Names
from generator.reading.insert import block
from generator.text.formats import capital

_AHEAD = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class EntryToAdd:
    """An entry to add.

    ``name``: of its kind; ``lines``: to copy, YAML; ``file``: the one it belongs in, at the forge's
    editor; ``below``: the key under which it goes, empty where ``lines`` begin the list; ``of``:
    the list whose entry has that key, if it is inside of one.

    ``choices``: what may be written, by key; ``people``, ``posts``: names and ids, where it names
    one.
    """

    name: str
    called: str
    lines: Markup
    file: Link
    below: str
    of: str
    choices: tuple[tuple[str, tuple[str, ...]], ...]
    people: tuple[tuple[str, str], ...]
    posts: tuple[tuple[str, str], ...]


def addition(source_url: str, names: Names, account: Account, kind: str) -> EntryToAdd:
    """What adds an entry of a kind of ``RECORDS`` to an account."""
    record, fields = RECORDS[kind], _fields(kind)
    entries = getattr(account, record.section)
    posts = tuple((each.function, str(each.id)) for each in account.stakeholders)
    known = _ids(record, account.owner, posts[0][1] if posts else "id-of-the-contact")
    values = {key: known.get(key) or _value(fields[key], names.as_of) for key in fields}
    begins = not entries and not record.inside
    lines = [f"{record.section}:"] if begins else []
    lines += block(values, 6 if record.inside else 2)
    people = dict.fromkeys((account.owner, *(each.person for each in account.team)))
    return EntryToAdd(
        name=kind,
        called=record.called,
        lines=Markup("\n".join(lines)),  # noqa: S704 - ids, days and words of ours
        file=edit_link(source_url, entries[0] if entries else account),
        below="" if begins else record.inside or record.section,
        of=record.section if record.inside else "",
        choices=tuple((key, tuple(each["enum"])) for key, each in fields.items() if "enum" in each),
        people=tuple((names.person(each), str(each)) for each in people if kind != "post"),
        posts=posts if "stakeholder" in fields else (),
    )


def _ids(record: Record, owner: str, post: str) -> dict[str, str]:
    """What fields hold that refer to something, at first; ``id`` after the word for the entry."""
    people = {key: str(owner) for key in ("owner", "person")}
    if record.model is Decision:
        people["by"] = str(owner)
    return {"id": f"new-{record.called.split()[-1]}", "stakeholder": post, **people}


def _value(field: Mapping[str, Any], today: date) -> str:
    """What a field holds at first, to be changed; a text says what to write there."""
    if "enum" in field:
        return str(field["enum"][0])
    if "x-happened" in field:
        return today.isoformat()
    example = field.get("examples", ("",))[0]
    if example[:1].isdigit():
        day = len(example) == len(today.isoformat())
        return (today + _AHEAD).isoformat() if day else "1 month"
    return capital(field["description"])


@cache
def _fields(kind: str) -> Mapping[str, Mapping[str, Any]]:
    """The fields to write of an entry by key, as in the schema that editors use.

    A choice that may be left open is left out: nobody is to make it by not changing it.
    """
    record = RECORDS[kind]
    schema = record.model.model_json_schema()
    found = {}
    for key in record.keys:
        field = schema["properties"][key]
        inner = field.get("anyOf", [{}])[0]
        if "enum" not in inner:
            found[key] = {**inner, **field}
    return found
