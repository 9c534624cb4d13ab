"""The stages in one straight line: files -> definitions -> view -> insight -> checks -> pages."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from generator import checks
from generator.catalog import Catalog, view
from generator.checks import check_definitions, check_view
from generator.definitions.definitions import Definitions
from generator.definitions.load import load
from generator.definitions.tree import read_tree
from generator.diagnostics import DefinitionError, Finding, Location, Rule, has_errors, in_order
from generator.editions import Edition, Secrecy, stricter
from generator.exports import Artifact, artifacts
from generator.insight import Insight, work_out
from generator.pages import Page, all_pages
from generator.pages.context import Context
from generator.review import versions
from generator.review.revision import read_revision
from generator.review.versions import review

RULES: tuple[Rule, ...] = (*checks.RULES, *versions.RULES)
"""Every rule there is."""

Stage = Callable[[str], AbstractContextManager[object]]


@dataclass(frozen=True)
class Checked:
    """What reading and checking gave; ``files`` (path -> bytes) serve the snippets of a report."""

    definitions: Definitions
    findings: tuple[Finding, ...]
    files: dict[str, bytes]


@dataclass(frozen=True)
class Understood:
    """One edition's view, what follows from it, and what the checks say.

    ``findings`` are those made on the edition's view only, by file: line numbers would tell how
    much stands above them that the edition does not see.
    """

    catalog: Catalog
    insight: Insight
    findings: tuple[Finding, ...]


@dataclass(frozen=True)
class Assembled(Understood):
    """One edition, ready for a sink.

    ``artifacts`` are files of the site that are no pages. ``definitions`` counts what the view
    holds.
    """

    pages: tuple[Page, ...]
    artifacts: tuple[Artifact, ...]
    definitions: int


def read_definitions(root: Path) -> Checked:
    """Read, load and hold together the repository at ``root``; errors are findings."""
    files, hindrances = read_tree(root)
    definitions, problems = load(files)
    findings = in_order((*hindrances, *problems, *check_definitions(definitions)))
    return Checked(definitions, findings, {file.path: file.data for file in files})


def check(root: Path, as_of: date, base: str | None = None) -> Checked:
    """Everything that is wrong with the repository on a day, as its authors may see it.

    What follows from the definitions is checked only when they hold together. A finding that the
    view of the team edition does not give is marked confidential: it may quote what only
    leadership sees. ``base``: a Git revision, against which versions are held. Raises
    UsageError when there is no such revision.
    """
    earlier = load(read_revision(root, base))[0] if base is not None else None
    read = read_definitions(root)
    if has_errors(read.findings):
        return read
    found = []
    told = set(_found(read.definitions, Edition.TEAM, as_of))
    for finding in _found(read.definitions, Edition.LEADERSHIP, as_of):
        floor = finding.secrecy if finding in told else Secrecy.CONFIDENTIAL
        found.append(replace(finding, secrecy=stricter(finding.secrecy, floor)))
    if earlier is not None:
        found += _since(earlier, read.definitions)
    return Checked(read.definitions, in_order((*read.findings, *found)), read.files)


def _since(base: Definitions, head: Definitions) -> list[Finding]:
    """What versions lack; what the team edition would not be told is confidential."""
    told = set(review(view(base, Edition.TEAM).definitions, view(head, Edition.TEAM).definitions))
    return [
        replace(each, secrecy=each.secrecy if each in told else Secrecy.CONFIDENTIAL)
        for each in review(base, head)
    ]


def _found(definitions: Definitions, edition: Edition, as_of: date) -> tuple[Finding, ...]:
    catalog = view(definitions, edition)
    return tuple(check_view(catalog, work_out(catalog, as_of)))


def _without_lines(findings: Iterable[Finding]) -> Iterator[Finding]:
    for finding in findings:
        yield replace(finding, where=Location(finding.where.path))


def understand(
    root: Path, edition: Edition, as_of: date, *, stage: Stage = nullcontext
) -> Understood:
    """What one edition's readers can know on a day.

    ``stage``: entered with the name of each stage, for whoever measures. Raises
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
    return Understood(catalog, insight, findings)


def assemble(
    root: Path,
    edition: Edition,
    as_of: date,
    *,
    source_url: str = "",
    stage: Stage = nullcontext,
) -> Assembled:
    """Everything a sink needs for one edition; as :func:`understand`.

    ``source_url``: address of a source line, with ``{path}`` and ``{line}``.
    """
    known = understand(root, edition, as_of, stage=stage)
    catalog, insight, findings = known.catalog, known.insight, known.findings
    with stage("pages"):
        pages = all_pages(Context(catalog, insight, findings, source_url))
    with stage("data"):
        data = artifacts(catalog, insight, findings)
    count = sum(1 for _ in catalog.definitions.roots())
    return Assembled(catalog, insight, findings, pages, data, count)
