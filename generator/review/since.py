"""What changed since a Git revision: for ``playbook diff``, and for ``playbook check --base``."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from generator import checks
from generator.checks import exercise_problems
from generator.definitions.definitions import Definitions
from generator.definitions.load import load
from generator.definitions.tree import read_tree
from generator.diagnostics import Finding, Rule
from generator.editions import Edition, Secrecy, stricter
from generator.review import review as reviewing
from generator.review.asked import versions
from generator.review.asked.became import as_said
from generator.review.past.classes import reclassed
from generator.review.past.hindered import not_held, redactions_read, without_hindered
from generator.review.past.recent import Recent, known_since, since
from generator.review.review import Review, State, brought, review, told_to
from generator.review.store.authors import Author, authors_since
from generator.review.store.revision import read_revision, submodules

RULES: tuple[Rule, ...] = (*checks.RULES, *reviewing.RULES)
"""Every rule there is."""

RULE_IDS = frozenset(rule.id for rule in RULES)

Authors = Mapping[str, frozenset[Author]]
"""Path -> who changed it."""


@dataclass(frozen=True, slots=True)
class Commits:
    """Those since a revision: who changed which path, and what the line held in between."""

    authors: Authors
    recent: Recent


def earlier(root: Path, base: str) -> tuple[Definitions, Commits]:
    """The definitions of a revision, and the commits since."""
    definitions, _ = load(read_revision(root, base), of_the_past=True)
    return definitions, Commits(authors_since(root, base), since(root, base))


def found_since(
    base: Definitions,
    commits: Commits,
    head: Definitions,
    as_of: date,
    found: Iterable[Finding],
) -> Iterator[Finding]:
    """What a change needs, and of the findings those it brings or that are overdue of it."""
    hidden = head.redacted()
    team, whole = (
        review(
            _classed(base, head, commits.recent, edition),
            head,
            edition,
            as_of,
            authors=commits.authors,
            hidden=hidden,
        )
        for edition in (Edition.TEAM, Edition.LEADERSHIP)
    )
    new = brought(whole, tuple(_all(whole.before)), tuple(_all(whole.after)))
    wanted = {as_said(each) for each in (*new, *whole.standing)}
    yield from (each for each in found if as_said(each) in wanted)
    yield from classed(whole.lacking, team.lacking)
    for finding in versions.review(base, head):
        if finding not in whole.lacking and not any(each in _quoted(finding) for each in hidden):
            unread = finding.rule is versions.BASE_BROKEN
            floor = Secrecy.CONFIDENTIAL if unread else Secrecy.RESTRICTED
            yield replace(finding, secrecy=stricter(finding.secrecy, floor))


def _all(state: State) -> Iterator[Finding]:
    yield from state.findings
    yield from exercise_problems(state.catalog, RULE_IDS)


def _quoted(finding: Finding) -> str:
    return f"{finding.where.path} {finding.message}"


def classed(findings: Iterable[Finding], told: Collection[Finding]) -> Iterator[Finding]:
    """Findings that are not among those ``told`` to the team edition, as confidential."""
    for finding in findings:
        floor = finding.secrecy if finding in told else Secrecy.CONFIDENTIAL
        yield replace(finding, secrecy=stricter(finding.secrecy, floor))


def diff(
    root: Path, edition: Edition, as_of: date, base: str = "HEAD", head: str | None = None
) -> Review:
    """What changed from one Git revision to another, or to the folder as it is.

    Definitions with errors are left out of the comparison and named; so are, of two older
    revisions, those that have errors today, and accounts and people that were moved away, as nobody
    can say who may see them. Raises UsageError when there is no such revision, or when it cannot be
    read what may not be mentioned.
    """
    redactions_read(root)
    older, _ = load(read_revision(root, base), of_the_past=True)
    newer = load(read_revision(root, head), of_the_past=True)[0] if head is not None else None
    today = _today(root, base, [older] if newer is None else [older, newer])
    states = [(base, older)]
    if head is not None and newer is not None:
        unclear = [(kind, name) for kind, _, name in (x.partition("/") for x in today.broken)]
        unclear += not_held(today, lambda: _committed(root), (older, newer))
        states = [(base, older.losing(unclear)), (head, newer.losing(unclear))]
    one, *other = (
        _classed(definitions, today, since(root, revision), edition)
        for revision, definitions in states
    )
    return review(
        one,
        other[0] if other else today,
        edition,
        as_of,
        authors=authors_since(root, base, head or "HEAD"),
        hidden=today.redacted(),
    )


def _classed(
    older: Definitions, today: Definitions, recent: Recent, edition: Edition
) -> Definitions:
    """``older`` as secret as it is today, or was in between."""
    told = told_to(edition)
    return reclassed(older, today, told=told, since=known_since(older, today, recent, told))


def _today(root: Path, base: str, others: Collection[Definitions]) -> Definitions:
    """What the folder holds; what could not be read as a whole counts as broken."""
    elsewhere = submodules(root, base)
    files, hindrances = read_tree(root)
    today, problems = load(
        (each for each in files if not each.path.startswith(elsewhere)), of_the_past=True
    )
    found = (each for each in (*hindrances, *problems) if not each.where.path.startswith(elsewhere))
    return without_hindered(today, found, others)


def _committed(root: Path) -> Definitions:
    return load(read_revision(root, "HEAD"), of_the_past=True)[0]
