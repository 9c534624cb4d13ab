"""The stages in order: files -> definitions -> view -> insight -> checks.

:mod:`generator.pipeline.assemble` continues with pages and data files, which not every command
needs.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path

from generator.analysis import Insight, analyze
from generator.cache.disk import Cache, digest
from generator.cache.memory import NO_MEMORY, Memory
from generator.changes import rules
from generator.checks import check_definitions, check_view
from generator.editions import Catalog, view
from generator.findings.classification import Edition
from generator.findings.errors import DefinitionError
from generator.findings.finding import Finding, Location, classed, has_errors, in_order
from generator.model.definitions import Definitions
from generator.model.entries import places_in
from generator.model.item import Item
from generator.model.kinds import Account, place_of
from generator.model.walk import items_in
from generator.reading.files import unread_kinds
from generator.reading.load import load
from generator.reading.tree import read_tree

RULES = rules.RULES
"""All rules."""

Stage = Callable[[str], AbstractContextManager[object]]

VersionsSince = Callable[[Definitions, Mapping[str, bytes]], Iterable[Finding]]
"""Finds versions that miss what changed; gets the definitions and the files they are from."""


@dataclass(frozen=True)
class Checked:
    """The results of reading and checking; ``files`` (path -> bytes): for excerpts in reports.

    ``existing``: number of warnings and notes that existed at the base and are not repeated.
    ``evaluated``: whether warnings and notes were looked for.
    """

    definitions: Definitions
    findings: tuple[Finding, ...]
    files: dict[str, bytes]
    existing: int = 0
    evaluated: bool = True


@dataclass(frozen=True)
class Understood:
    """One edition's view, its results and its findings.

    ``findings``: those of the edition's view, located by file: line numbers would reveal how much
    hidden content precedes them.
    """

    catalog: Catalog
    insight: Insight
    findings: tuple[Finding, ...]


def read_definitions(
    root: Path,
    *,
    of_the_past: bool = False,
    memory: Memory = NO_MEMORY,
    store: Cache | None = None,
) -> Checked:
    """Read and validate the repository at ``root``; errors are returned as findings.

    ``of_the_past``, ``store``: see :func:`~generator.reading.load.load`.
    """
    files, unread = read_tree(root)
    definitions, problems = load(files, of_the_past=of_the_past, store=store)
    contents = {file.path: file.data for file in files}
    _name_definitions(definitions, contents, memory)
    hidden = unread_kinds((*unread, *problems))
    findings = in_order((*unread, *problems, *check_definitions(definitions, memory, hidden)))
    return Checked(definitions, findings, contents)


def _name_definitions(
    definitions: Definitions, contents: Mapping[str, bytes], memory: Memory
) -> None:
    """Name each definition after its files, and its parts after their place in it."""
    files: dict[str, list[str | bytes]] = {}
    for path, data in sorted(contents.items()):
        files.setdefault(place_of(path), []).extend((path, data))
    for item in definitions.roots():
        name = digest(*files[place_of(item.where.path)])
        memory.named(item, name)
        if not isinstance(item, Account):  # its results have names, which pages are made from
            for number, part in enumerate(items_in(item)):
                memory.named(part, name, str(number))


def check(
    root: Path,
    as_of: date,
    base: str | None = None,
    memory: Memory = NO_MEMORY,
    approved_by: str | None = None,
    *,
    store: Cache | None = None,
    versions_since: VersionsSince | None = None,
) -> Checked:
    """All findings in the repository on a day, for its authors.

    Results are checked only if there are no structural errors. A finding that the team edition does
    not have is classified as confidential, as it may quote what only leadership sees. ``base``: a
    Git revision; adds what the changes since then require, and limits warnings and notes to those
    the changes introduce or leave overdue; ``approved_by``: who approved the proposal, if known.
    ``memory``: of this run, for what the editions share. ``store``: as for
    :func:`read_definitions`. ``versions_since``: what finds versions that miss what changed, where
    no ``base`` is named. Raises UsageError if the revision does not exist.
    """
    brought = _brought_since(root, base, approved_by) if base is not None else None
    read = read_definitions(root, memory=memory, store=store)
    if has_errors(read.findings):
        located = _located(read.findings, read.definitions, memory)
        return replace(read, findings=located, evaluated=False)
    team_findings = set(_found(read.definitions, Edition.TEAM, as_of, memory))
    every = _found(read.definitions, Edition.LEADERSHIP, as_of, memory)
    found = tuple(classed(every, team_findings))
    existing = 0
    if brought is not None:
        kept = tuple(brought(read.definitions, as_of, found))
        existing = len({each.sort_key for each in found} - {each.sort_key for each in kept})
        found = kept
    if versions_since is not None:
        found = (*found, *versions_since(read.definitions, read.files))
    findings = _located(in_order((*read.findings, *found)), read.definitions, memory)
    return Checked(read.definitions, findings, read.files, existing)


def _brought_since(
    root: Path, base: str, approved_by: str | None
) -> Callable[[Definitions, date, Iterable[Finding]], Iterator[Finding]]:
    """What limits findings to those since ``base``; Git and comparisons load for who names one."""
    from generator.history.compare_revisions import base_of, found_since  # noqa: PLC0415 - heavy

    return partial(found_since, base_of(root, base, approved_by))


def _located(
    findings: tuple[Finding, ...], definitions: Definitions, memory: Memory
) -> tuple[Finding, ...]:
    """Findings with the subject of their place, which identifies them in later reports."""
    wanted: dict[str, set[Location]] = {}
    for each in findings:
        wanted.setdefault(place_of(each.where.path), set()).add(each.where)
    places: dict[Location, tuple[str, ...]] = {}
    for item in definitions.roots():
        if at := wanted.get(place_of(item.where.path)):
            for where, subject in memory.recall(_subjects, item, frozenset(at), form=_SUBJECTS):
                places.setdefault(where, subject)
    return tuple(replace(each, subject=places.get(each.where)) for each in findings)


_Subjects = tuple[tuple[Location, tuple[str, ...]], ...]
"""The subject of each place."""


def _subjects(item: Item, wanted: frozenset[Location]) -> _Subjects:
    found: dict[Location, tuple[str, ...]] = {}
    for where, subject in places_in(item, by_key=True):
        if where in wanted:
            found.setdefault(where, subject)
    return tuple(found.items())


class _SubjectsForm:
    """Subjects as JSON."""

    small = True

    def dump(self, value: _Subjects) -> bytes:
        return json.dumps(value).encode()

    def load(self, data: bytes) -> _Subjects:
        return tuple((Location(*where), tuple(path)) for where, path in json.loads(data))


_SUBJECTS = _SubjectsForm()


def _found(
    definitions: Definitions, edition: Edition, as_of: date, memory: Memory
) -> tuple[Finding, ...]:
    catalog = view(definitions, edition, memory=memory)
    insight = analyze(catalog, as_of, memory)
    return tuple(check_view(catalog, insight, rules.RULE_IDS, memory))


def as_if_active(
    definitions: Definitions, accounts: Iterable[str], as_of: date
) -> dict[str, list[Finding]]:
    """What is found about accounts, by id, if they were active: drafts are not looked at."""
    wanted = {key: definitions.accounts[key] for key in sorted(accounts)}
    active = {
        ("account", key): each.model_copy(update={"status": "active"})
        for key, each in wanted.items()
    }
    found: dict[str, list[Finding]] = {key: [] for key in wanted}
    memory = Memory()
    for each in _found(definitions.with_items(active), Edition.LEADERSHIP, as_of, memory):
        if each.account in found:
            found[each.account].append(each)
    return found


def _without_lines(findings: Iterable[Finding]) -> Iterator[Finding]:
    for finding in findings:
        yield replace(finding, where=Location(finding.where.path))


def understand(root: Path, edition: Edition, as_of: date) -> Understood:
    """The view, results and findings of one edition on a day.

    Raises :class:`~generator.findings.errors.DefinitionError` if any definition has an error.
    """
    return understand_definitions(sound_definitions(root, edition), edition, as_of)


def sound_definitions(root: Path, edition: Edition) -> Definitions:
    """The definitions of a folder, read for ``edition``; raises DefinitionError for any error."""
    return read_sound(root, edition).definitions


def read_sound(
    root: Path,
    edition: Edition,
    *,
    of_the_past: bool = False,
    stage: Stage = nullcontext,
    memory: Memory = NO_MEMORY,
    store: Cache | None = None,
) -> Checked:
    """As :func:`read_definitions`, for ``edition``; raises DefinitionError for any error."""
    with stage("read"):
        read = read_definitions(root, of_the_past=of_the_past, memory=memory, store=store)
    if has_errors(read.findings):
        raise DefinitionError(read.findings, read.files, edition)
    return read


def understand_definitions(
    definitions: Definitions,
    edition: Edition,
    as_of: date,
    *,
    without: frozenset[str] = frozenset(),
    stage: Stage = nullcontext,
    memory: Memory = NO_MEMORY,
) -> Understood:
    """As :func:`understand`, of definitions without errors; ``without``: see ``editions.view``."""
    with stage("view"):
        catalog = view(definitions, edition, without=without, memory=memory)
    with stage("work out"):
        insight = analyze(catalog, as_of, memory)
    with stage("check"):
        found = check_view(catalog, insight, rules.RULE_IDS, memory)
        findings = in_order(map(memory.one, _without_lines(found)))
    return Understood(catalog, insight, findings)
