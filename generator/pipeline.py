"""The stages in one straight line: files -> definitions -> view -> insight -> checks -> pages."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from generator import checks
from generator.catalog import Catalog, view
from generator.checks import check_definitions, check_view, exercise_problems
from generator.definitions.definitions import Definitions
from generator.definitions.load import load
from generator.definitions.tree import read_tree
from generator.diagnostics import DefinitionError, Finding, Location, Rule, has_errors, in_order
from generator.editions import Edition, Secrecy, stricter
from generator.exports import Artifact, artifacts
from generator.insight import Insight, work_out
from generator.pages import Page, all_pages
from generator.pages.context import Context
from generator.review import review as reviewing
from generator.review import versions
from generator.review.classes import reclassed
from generator.review.review import Review, as_said, review
from generator.review.revision import authors_since, read_revision

RULES: tuple[Rule, ...] = (*checks.RULES, *reviewing.RULES)
"""Every rule there is."""

_RULE_IDS = frozenset(rule.id for rule in RULES)

Stage = Callable[[str], AbstractContextManager[object]]


@dataclass(frozen=True)
class Checked:
    """What reading and checking gave; ``files`` (path -> bytes) serve the snippets of a report.

    ``stood``: how many warnings and notes stood at the base already and are not repeated.
    """

    definitions: Definitions
    findings: tuple[Finding, ...]
    files: dict[str, bytes]
    stood: int = 0


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
    leadership sees. ``base``: a Git revision; then what the change since needs is found as well,
    and of warnings and notes only what the change brings, or what is overdue of what it touches.
    Raises UsageError when there is no such revision.
    """
    earlier = _earlier(root, base) if base is not None else None
    read = read_definitions(root)
    if has_errors(read.findings):
        return read
    told = set(_found(read.definitions, Edition.TEAM, as_of))
    found = tuple(_classed(_found(read.definitions, Edition.LEADERSHIP, as_of), told))
    stood = 0
    if earlier is not None:
        kept = tuple(_since(*earlier, read.definitions, as_of, found))
        stood = len(set(found) - set(kept))
        found = kept
    return Checked(read.definitions, in_order((*read.findings, *found)), read.files, stood)


def _earlier(root: Path, base: str) -> tuple[Definitions, Mapping[str, frozenset[str]]]:
    """The definitions of a revision, and who changed which path since."""
    definitions, _ = load(read_revision(root, base), of_the_past=True)
    return definitions, authors_since(root, base)


def _since(
    base: Definitions,
    authors: Mapping[str, frozenset[str]],
    head: Definitions,
    as_of: date,
    found: Iterable[Finding],
) -> Iterator[Finding]:
    """What a change needs, and of the findings those it brings."""
    team, whole = (
        review(base, head, edition, as_of, authors=authors, hidden=head.redacted())
        for edition in (Edition.TEAM, Edition.LEADERSHIP)
    )
    brought = {as_said(each) for each in (*whole.added, *whole.standing)}
    yield from (each for each in found if as_said(each) in brought)
    lacking = dict.fromkeys((*versions.review(base, head), *whole.lacking))
    yield from _classed(lacking, team.lacking)


def _classed(findings: Iterable[Finding], told: Collection[Finding]) -> Iterator[Finding]:
    """Findings that are not among those ``told`` to the team edition, as confidential."""
    for finding in findings:
        floor = finding.secrecy if finding in told else Secrecy.CONFIDENTIAL
        yield replace(finding, secrecy=stricter(finding.secrecy, floor))


def diff(
    root: Path, edition: Edition, as_of: date, base: str = "HEAD", head: str | None = None
) -> Review:
    """What changed from one Git revision to another, or to the folder as it is.

    Definitions with errors are left out of the comparison and named. Raises UsageError when there
    is no such revision.
    """
    older, _ = load(read_revision(root, base), of_the_past=True)
    today, _ = load(read_tree(root)[0], of_the_past=True)
    newer = today if head is None else load(read_revision(root, head), of_the_past=True)[0]
    return review(
        reclassed(older, today),
        reclassed(newer, today),
        edition,
        as_of,
        authors=authors_since(root, base, head or "HEAD"),
        hidden=today.redacted(),
    )


def _found(definitions: Definitions, edition: Edition, as_of: date) -> tuple[Finding, ...]:
    catalog = view(definitions, edition)
    return tuple(_judged(catalog, work_out(catalog, as_of)))


def _judged(catalog: Catalog, insight: Insight) -> Iterator[Finding]:
    yield from check_view(catalog, insight)
    yield from exercise_problems(catalog, _RULE_IDS)


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
        findings = in_order(_without_lines(_judged(catalog, insight)))
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
