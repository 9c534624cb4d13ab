"""What became of the findings of one state in another: brought, mended, or no longer checked."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from generator.analysis import Insight
from generator.changes.diff import Difference
from generator.changes.fingerprints import matters
from generator.changes.not_evaluated import Unchecked, unchecked
from generator.changes.requirements.account import APPROVAL_OF_ANOTHER
from generator.checks.reviews import NOT_APPROVED
from generator.editions import Catalog
from generator.findings.finding import Finding

Said = tuple[str, str | None, str]
"""A rule's id, an account's id and a message."""


@dataclass(frozen=True, slots=True)
class Became:
    """Findings of two states held against each other.

    ``added``: those the newer one brings; ``mended``: those of the older one that were mended;
    ``unchecked``: those that are gone for another reason. What both states find under other words
    is in none of them, and neither is what was found in a definition that is gone.
    """

    added: tuple[Finding, ...]
    mended: tuple[Finding, ...]
    unchecked: tuple[Unchecked, ...]


def became(
    catalogs: tuple[Catalog, Catalog],
    insights: tuple[Insight, Insight],
    older: Collection[Finding],
    newer: Collection[Finding],
    changed: Collection[Difference],
) -> Became:
    """What became of findings; ``catalogs``, ``insights``: of the older and the newer state."""
    known, stands = said_before(older, changed), {as_said(each) for each in newer}
    gone = [each for each in older if said_before([each], changed).isdisjoint(stands)]
    came = [each for each in newer if as_said(each) not in known]
    about = matters(catalogs, gone, newer) if gone else None
    if about is None:
        return Became(tuple(came), (), ())
    lost = {each.id for each in changed if each.subject == "account" and each.after is None}
    files = {each.where.path for each in changed if each.after is None}
    gone = [
        each
        for each in gone
        if each.account not in lost and each.where.path not in files and not about.goes_on(each)
    ]
    moved = tuple(unchecked(gone, about, catalogs, insights))
    elsewhere = {each.finding for each in moved}
    return Became(
        tuple(each for each in came if about.is_new(each)),
        tuple(each for each in gone if each not in elsewhere),
        moved,
    )


def as_said(finding: Finding) -> Said:
    """What makes a finding the same one in two states: its rule, its account and its words."""
    return finding.rule.id, finding.account, finding.message


def said_before(findings: Iterable[Finding], changed: Iterable[Difference]) -> frozenset[Said]:
    """What the older state's findings say, of accounts by the ids they have now."""
    ids = {each.former: each.id for each in changed if each.subject == "account" and each.former}
    said = (as_said(each) for each in findings)
    return frozenset((rule, ids.get(account or "", account), says) for rule, account, says in said)


def once(added: Iterable[Finding], lacking: Iterable[Finding]) -> tuple[Finding, ...]:
    """Findings a change brings without what it ``lacks`` anyway: an approval is asked for once."""
    asked = {each.account for each in lacking if each.rule is APPROVAL_OF_ANOTHER}
    return tuple(
        each for each in added if each.rule is not NOT_APPROVED or each.account not in asked
    )
