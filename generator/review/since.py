"""What changed since a Git revision: for ``playbook diff``, and for ``playbook check --base``."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

from generator import checks
from generator.checks import exercise_problems
from generator.definitions.definitions import Definitions
from generator.definitions.load import load
from generator.definitions.tree import read_tree
from generator.diagnostics import Finding, Rule, UsageError
from generator.editions import Edition, Secrecy, stricter
from generator.review import review as reviewing
from generator.review import versions
from generator.review.classes import reclassed
from generator.review.review import Review, State, as_said, review, said_before, told_to
from generator.review.revision import authors_since, read_revision, submodules

RULES: tuple[Rule, ...] = (*checks.RULES, *reviewing.RULES)
"""Every rule there is."""

RULE_IDS = frozenset(rule.id for rule in RULES)

Authors = Mapping[str, frozenset[str]]
"""Path -> names of who changed it."""


def earlier(root: Path, base: str) -> tuple[Definitions, Authors]:
    """The definitions of a revision, and who changed which path since."""
    definitions, _ = load(read_revision(root, base), of_the_past=True)
    return definitions, authors_since(root, base)


def found_since(
    base: Definitions,
    authors: Authors,
    head: Definitions,
    as_of: date,
    found: Iterable[Finding],
) -> Iterator[Finding]:
    """What a change needs, and of the findings those it brings or that are overdue of it."""
    hidden = head.redacted()
    team, whole = (
        review(base, head, edition, as_of, authors=authors, hidden=hidden)
        for edition in (Edition.TEAM, Edition.LEADERSHIP)
    )
    known = said_before(_all(whole.before), whole.differences)
    wanted = {as_said(each) for each in _all(whole.after)} - known
    wanted |= {as_said(each) for each in whole.standing}
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
    revisions, those that have errors today, as nobody can say who may see them. Raises UsageError
    when there is no such revision, or when it cannot be read what may not be mentioned.
    """
    older, _ = load(read_revision(root, base), of_the_past=True)
    elsewhere = submodules(root, base)
    ours = (file for file in read_tree(root)[0] if not file.path.startswith(elsewhere))
    today, _ = load(ours, of_the_past=True)
    if "redactions/redactions" in today.broken:
        raise UsageError(
            "content/redactions.yaml has errors, so it cannot be said what no comparison may "
            "mention; `playbook check` says what is wrong"
        )
    newer = today
    if head is not None:
        newer, _ = load(read_revision(root, head), of_the_past=True)
        unclear = [(kind, name) for kind, _, name in (x.partition("/") for x in today.broken)]
        older, newer = older.losing(unclear), newer.losing(unclear)
    return review(
        reclassed(older, today, told=told_to(edition)),
        reclassed(newer, today, told=told_to(edition)),
        edition,
        as_of,
        authors=authors_since(root, base, head or "HEAD"),
        hidden=today.redacted(),
    )
