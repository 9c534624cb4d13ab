"""Two states of the small repository and the comparison of them.

A case stands in `scenarios/<area>.yaml`, what `playbook diff` says of it in `scenarios/<area>.txt`
under the same name. The keys of a case:

- `before`, `after`: lists of edits; those of `before` make the older state of the small repository,
  those of `after` the newer state of the older one. An edit has `file` and one of `find` with
  `replace` (a text that stands there exactly once), `write`, `delete: true` and `move` (to where).
- `back: true`: the reverse change is compared as well.
- `edition` (leadership, if nothing is said), `authors` (path -> names), `reviewers` (handles),
  `dropped` (path -> names, of who merged without what the older state had changed there).
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache, lru_cache
from io import StringIO
from pathlib import Path
from typing import Any

import yaml
from rich.console import Console

from generator.changes.comparison import Comparison, review
from generator.changes.not_compared import RevisionState, state_of, without_invalid
from generator.findings.classification import Edition
from generator.git.authors import NO_AUTHORS, Author, Authors, reviewers
from generator.git.revision import may_hold_definition
from generator.model.definitions import Definitions
from generator.reading.files import SourceFile
from generator.reading.load import load
from generator.reporters.comparison_text import review_text
from tests.scenarios.scenario import BASE as SMALL

HERE = Path(__file__).resolve().parent / "scenarios"
AS_OF = date(2026, 11, 2)
Files = Mapping[str, str]


@dataclass(frozen=True)
class Case:
    """One pair of states."""

    area: str
    name: str
    before: Files = field(repr=False)
    after: Files = field(repr=False)
    edition: Edition
    authors: Authors


@cache
def small() -> Files:
    """The repository all cases begin with: that of the checks, and a few definitions more."""
    folders = (SMALL, HERE / "_base")
    return {
        file.relative_to(folder).as_posix(): file.read_text("utf-8")
        for folder in folders
        for file in sorted(folder.rglob("*"))
        if file.is_file()
    }


@cache
def cases() -> tuple[Case, ...]:
    """Every case, and the reverse of those that ask for it."""
    found = []
    for file in sorted(HERE.glob("*.yaml")):
        for row in yaml.load(file.read_text("utf-8"), yaml.CSafeLoader):
            found += list(_cases(file.stem, row))
    return tuple(found)


def rules_of_changes() -> set[str]:
    """Rules that fire in the expected output of the cases; fixed findings do not count."""
    found: set[str] = set()
    for file in HERE.glob("*.txt"):
        for part in file.read_text("utf-8").split("\n\n"):
            if not part.startswith("Fixed findings"):
                found |= set(re.findall(r"^  (?:error|warning|info) \[([\w-]+)\]", part, re.M))
    return found


def _cases(area: str, row: dict[str, Any]) -> Iterator[Case]:
    before = edited(small(), row.get("before", ()))
    after = edited(before, row["after"])
    edition = Edition(row.get("edition", "leadership"))
    by_path, dropped = (
        {path: frozenset(map(Author, names)) for path, names in row.get(key, {}).items()}
        for key in ("authors", "dropped")
    )
    authors = Authors(by_path, reviewers(row.get("reviewers")), dropped)
    yield Case(area, row["name"], before, after, edition, authors)
    if row.get("back"):
        yield Case(area, f"{row['name']}, and back", after, before, edition, authors)


def edited(files: Files, edits: Iterable[Mapping[str, Any]]) -> Files:
    """The files after some edits; each text to be replaced stands in its file exactly once."""
    found = dict(files)
    for edit in edits:
        path = edit["file"]
        if "write" in edit:
            found[path] = edit["write"]
        elif "move" in edit:
            found[edit["move"]] = found.pop(path)
        elif edit.get("delete"):
            removed = [each for each in found if each == path or each.startswith(f"{path}/")]
            assert removed, f"{path} is not there"
            found = {each: text for each, text in found.items() if each not in removed}
        else:
            text, old = found[path], edit["find"]
            assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {path}"
            found[path] = text.replace(old, edit["replace"])
    return found


def definitions(files: Files) -> Definitions:
    """What the files define, errors left out."""
    return state(files).definitions


def broken_in(files: Files) -> frozenset[str]:
    """Definitions of the files with errors or unresolved references."""
    return without_invalid(state(files)).definitions.broken


def state(files: Files) -> RevisionState:
    """What the files define, and their errors."""
    return _loaded(tuple(files.items()))


@lru_cache(maxsize=8)
def _loaded(files: tuple[tuple[str, str], ...]) -> RevisionState:
    sources = [SourceFile(path, text.encode()) for path, text in files]
    definition_files = [each for each in sources if may_hold_definition(each.path)]
    return state_of(*load(definition_files, of_the_past=True), definition_files)


def reviewed(
    before: Files,
    after: Files,
    edition: Edition = Edition.LEADERSHIP,
    authors: Authors = NO_AUTHORS,
) -> Comparison:
    """What `playbook diff` works out for two states of the files."""
    older, newer = state(before), state(after)
    hidden = newer.definitions.redacted()
    return review(older, newer, edition, AS_OF, authors=authors, hidden=hidden)


def as_text(found: Comparison) -> str:
    """A review as `playbook diff` prints it into a file."""
    out = StringIO()
    console = Console(file=out, highlight=False, width=100, soft_wrap=True)
    console.print(review_text(found, "base", "head"))
    return "\n".join(line.rstrip() for line in out.getvalue().splitlines())
