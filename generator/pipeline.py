"""The stages in one straight line: files -> definitions -> view -> insight -> checks -> pages."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from generator.catalog import Catalog, view
from generator.checks import check_definitions, check_view
from generator.definitions.load import Definitions, load
from generator.definitions.tree import read_tree
from generator.diagnostics import DefinitionError, Finding, Location, has_errors, in_order
from generator.editions import Edition, Secrecy, stricter
from generator.insight import Insight, work_out
from generator.pages import Page, all_pages
from generator.pages.context import Context

Stage = Callable[[str], AbstractContextManager[object]]


@dataclass(frozen=True)
class Checked:
    """What reading and checking gave; ``files`` (path -> bytes) serve the snippets of a report."""

    definitions: Definitions
    findings: tuple[Finding, ...]
    files: dict[str, bytes]


@dataclass(frozen=True)
class Assembled:
    """One edition, ready for a sink.

    ``findings`` are those made on the edition's view only, by file: line numbers would tell how
    much stands above them that the edition does not see. ``definitions`` counts what the view
    holds.
    """

    catalog: Catalog
    insight: Insight
    findings: tuple[Finding, ...]
    pages: tuple[Page, ...]
    definitions: int


def read_definitions(root: Path) -> Checked:
    """Read, load and hold together the repository at ``root``; errors are findings."""
    files, hindrances = read_tree(root)
    definitions, problems = load(files)
    findings = in_order((*hindrances, *problems, *check_definitions(definitions)))
    return Checked(definitions, findings, {file.path: file.data for file in files})


def check(root: Path, as_of: date) -> Checked:
    """Everything that is wrong with the repository on a day, as its authors may see it.

    What follows from the definitions is checked only when they hold together. A finding that the
    view of the team edition does not give is marked confidential: it may quote what only
    leadership sees.
    """
    read = read_definitions(root)
    if has_errors(read.findings):
        return read
    found = []
    told = set(_found(read.definitions, Edition.TEAM, as_of))
    for finding in _found(read.definitions, Edition.LEADERSHIP, as_of):
        floor = finding.secrecy if finding in told else Secrecy.CONFIDENTIAL
        found.append(replace(finding, secrecy=stricter(finding.secrecy, floor)))
    return Checked(read.definitions, in_order((*read.findings, *found)), read.files)


def _found(definitions: Definitions, edition: Edition, as_of: date) -> tuple[Finding, ...]:
    catalog = view(definitions, edition)
    return tuple(check_view(catalog, work_out(catalog, as_of)))


def _without_lines(findings: Iterable[Finding]) -> Iterator[Finding]:
    for finding in findings:
        yield replace(finding, where=Location(finding.where.path))


def assemble(
    root: Path,
    edition: Edition,
    as_of: date,
    *,
    source_url: str = "",
    stage: Stage = nullcontext,
) -> Assembled:
    """Everything a sink needs for one edition.

    ``source_url``: address of a source line, with ``{path}`` and ``{line}``. ``stage``: entered
    with the name of each stage, for whoever measures. Raises
    :class:`~generator.diagnostics.DefinitionError` when any definition has an error.
    """
    with stage("read"):
        read = read_definitions(root)
    if has_errors(read.findings):
        raise DefinitionError(read.findings, read.files)
    with stage("view"):
        catalog = view(read.definitions, edition)
    with stage("work out"):
        insight = work_out(catalog, as_of)
    with stage("check"):
        findings = in_order(_without_lines(check_view(catalog, insight)))
    with stage("pages"):
        pages = all_pages(Context(catalog, insight, findings, source_url))
    return Assembled(catalog, insight, findings, pages, sum(1 for _ in catalog.definitions.roots()))
