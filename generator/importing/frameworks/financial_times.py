"""Reads the engineering progression of the Financial Times.

Its repository has a YAML file for each family of jobs: levels, which are jobs, themes, and
statements of a theme for a job with a proficiency. Its earlier interface gave a JSON list of
statements with an area, perhaps a domain, and a level. A theme, or an area with its domain, becomes
a competency; a job of the YAML file a role.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from generator.importing.cells import TableError
from generator.importing.frameworks.found import (
    FoundCompetency,
    FoundFramework,
    FoundRole,
    FoundStatement,
    PublicSource,
)
from generator.model.ids import id_from
from generator.reading.parse import read

_NOT_READ = (
    "this is no file of the framework: a family of jobs as YAML, with `levels`, `themes` and "
    "`competencies`, or a list of competencies as JSON"
)


def read_financial_times(data: bytes) -> FoundFramework:
    """What a file holds. Raises :class:`TableError` for a file of another shape."""
    text = data.removeprefix(b"\xef\xbb\xbf").lstrip()
    return _of_json(text) if text[:1] in (b"[", b"{") else _of_yaml(data)


class _Entry(NamedTuple):
    """An entry of a list; ``number``: from 1, ``place``: for messages."""

    number: int
    place: str
    held: Any

    def text(self, key: str) -> str:
        """The text under a key in one line, empty if there is none."""
        return _text(self.held, key)


def _of_json(data: bytes) -> FoundFramework:
    try:
        held = json.loads(data, parse_int=str)  # no number is asked for, and some have no end
    except (ValueError, RecursionError) as error:
        raise TableError(f"the file is no JSON: {error}") from None
    entries = held.get("competencies") if isinstance(held, dict) else held
    if not isinstance(entries, list):
        raise TableError(_NOT_READ)
    found = FoundFramework()
    for entry in _entries(entries):
        area, domain = entry.text("area"), entry.text("domain")
        if not area:
            found.refuse(entry.number, entry.place, "has no `area`")
            continue
        key = f"{area}/{domain}" if domain else area
        name = ": ".join(filter(None, (_words(area), _words(domain))))
        new = FoundCompetency(entry.place, key, name)
        _add(found, found.competencies.setdefault(key, new), entry, entry.text("level"))
    return found


def _of_yaml(data: bytes) -> FoundFramework:
    nodes, problems = read("file", data)
    if nodes is None:
        first = problems[0]
        where = f"line {first.where.line}" if first.where.line else "the file"
        raise TableError(f"{where} cannot be read: {first.message.rstrip('.')}. {first.remedy}")
    themes, jobs, statements = (
        [*_entries(_list(nodes, key))] for key in ("themes", "levels", "competencies")
    )
    if not themes or not statements:
        raise TableError(_NOT_READ)
    found = FoundFramework()
    for entry in (*themes, *jobs):
        if not entry.text("id"):
            found.refuse(entry.number, entry.place, "has no `id`")
    for key, name, entry in _named(themes):
        new = FoundCompetency(entry.place, key, name, entry.text("summary"))
        found.competencies.setdefault(key, new)
    for key, name, entry in _named(jobs):
        found.roles.setdefault(key, FoundRole(entry.place, key, name))
    for entry in statements:
        _take_statement(found, entry)
    return found


def _take_statement(found: FoundFramework, entry: _Entry) -> None:
    """A statement belongs to its theme, and its job requires the theme at that proficiency."""
    theme, job = entry.text("theme"), entry.text("level")
    if theme not in found.competencies:
        found.refuse(entry.number, entry.place, f"its theme `{theme}` is none of the file")
        return
    proficiency = entry.text("proficiency")
    if not _add(found, found.competencies[theme], entry, proficiency):
        return
    if job in found.roles:
        found.roles[job].requires.append((theme, proficiency, entry.place))
    else:
        what = f"its level `{job}` is none of the file, so that no role requires it"
        found.refuse(entry.number, entry.place, what)


def _entries(nodes: Iterable[Any]) -> Iterator[_Entry]:
    for number, node in enumerate(nodes, 1):
        where = getattr(node, "where", None)
        yield _Entry(number, f"line {where.line}" if where else f"entry {number}", node)


def _named(entries: Iterable[_Entry]) -> Iterator[tuple[str, str, _Entry]]:
    """The entries with an id, and what they are called."""
    for entry in entries:
        if key := entry.text("id"):
            yield key, entry.text("name") or _words(key), entry


def _add(found: FoundFramework, competency: FoundCompetency, entry: _Entry, level: str) -> bool:
    """Put a statement into its competency; whether it could be."""
    says = entry.text("summary")
    missing = "summary" if not says else "level" if not level else ""
    if missing:
        found.refuse(entry.number, entry.place, f"has no `{missing}`")
        return False
    examples = tuple(filter(None, map(_one_line, _list(entry.held, "examples"))))
    links = tuple(
        (_text(each, "label") or _text(each, "url"), _text(each, "url"))
        for each in _list(entry.held, "supportingUrls")
        if _text(each, "url")
    )
    own = id_from(entry.text("id")) or ""
    competency.behaviours.append(FoundStatement(entry.place, says, level, own, examples, links))
    return True


def _list(entry: Any, key: str) -> list[Any]:
    held = entry.get(key) if isinstance(entry, Mapping) else None
    return held if isinstance(held, list) else []


def _text(entry: Any, key: str) -> str:
    return _one_line(entry.get(key)) if isinstance(entry, Mapping) else ""


def _one_line(value: Any) -> str:
    return " ".join(value.split()) if isinstance(value, str) else ""


def _words(key: str) -> str:
    words = key.replace("-", " ").replace("_", " ")
    return f"{words[:1].upper()}{words[1:]}"


FINANCIAL_TIMES = PublicSource(
    "the engineering progression of the Financial Times",
    {
        "title": "Engineering Progression",
        "publisher": "Financial Times",
        "url": "https://engineering-progression.ft.com/",
        "licence": "MIT, Copyright (c) 2019 Financial Times",
        "licence_url": "https://github.com/Financial-Times/engineering-progression/blob/main/LICENSE",
    },
    read_financial_times,
    "The MIT licence asks that its text goes along: keep a copy of their LICENSE beside content/.",
)
