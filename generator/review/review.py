"""Two states of the repository, compared as definitions and as what follows from them."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from generator.catalog import Catalog, view
from generator.checks import check_definitions, check_view
from generator.checks.reviews import HANDBOOK_REVIEW_OVERDUE, REVIEW_OVERDUE
from generator.definitions.definitions import Definitions
from generator.definitions.item import Item
from generator.definitions.models import KINDS, Account
from generator.diagnostics import Finding, in_order
from generator.editions import Edition, Secrecy, Subject, may_see
from generator.insight import Insight, work_out
from generator.review import account_rules, versions
from generator.review.account_rules import Both, review_accounts
from generator.review.classes import reclassed
from generator.review.consequences import Consequence, consequences
from generator.review.differences import Difference, by_key, differences

RULES = (*versions.RULES, *account_rules.RULES)
_STANDING = (REVIEW_OVERDUE.id, HANDBOOK_REVIEW_OVERDUE.id)


@dataclass(frozen=True, slots=True)
class State:
    """One state as an edition sees it on a day, with what follows and what checks say of it."""

    catalog: Catalog
    insight: Insight
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Review:
    """What a change is and what it means.

    ``lacking``: what the change itself needs, such as a higher version; ``added`` and ``mended``:
    findings it brings and takes away; ``standing``: reviews overdue of what it touches;
    ``unread``: kind and id of what has errors in either state, so that nothing can be said of it.
    """

    before: State
    after: State
    differences: tuple[Difference, ...]
    consequences: tuple[Consequence, ...]
    lacking: tuple[Finding, ...]
    added: tuple[Finding, ...]
    mended: tuple[Finding, ...]
    standing: tuple[Finding, ...]
    unread: tuple[tuple[str, str], ...]

    @property
    def empty(self) -> bool:
        """Whether nothing is to be said."""
        return not (self.differences or self.consequences or self.unread)


def review(
    base: Definitions,
    head: Definitions,
    edition: Edition,
    as_of: date,
    *,
    authors: Mapping[str, frozenset[str]] | None = None,
    hidden: frozenset[str] = frozenset(),
) -> Review:
    """What ``edition`` may know of a change, worked out for one day.

    What is more secret at the head was so at the base. ``authors``: who changed which path;
    ``hidden``: ids of which no comparison speaks.
    """
    after = sound(head)
    before = sound(reclassed(base, head))
    older = _state(_common(before, after), edition, as_of, hidden)
    newer = _state(_common(after, before), edition, as_of, hidden)
    changed = differences(older.catalog.definitions, newer.catalog.definitions)
    both = Both(older.insight, newer.insight, newer.catalog, changed, authors or {})
    lacking = (
        *versions.review(older.catalog.definitions, newer.catalog.definitions),
        *review_accounts(both),
    )
    return Review(
        before=older,
        after=newer,
        differences=changed,
        consequences=consequences(newer.catalog, older.insight, newer.insight, changed),
        lacking=in_order(lacking),
        added=_only(newer.findings, older.findings),
        mended=_only(older.findings, newer.findings),
        standing=tuple(_standing(newer.findings, changed)),
        unread=tuple(
            dict.fromkeys(
                (
                    *_unread(before.broken, after, edition, hidden),
                    *_unread(after.broken, before, edition, hidden),
                )
            )
        ),
    )


def sound(definitions: Definitions) -> Definitions:
    """``definitions`` without those that do not hold together; these count as broken."""
    while True:
        errors = {finding.where.path for finding in check_definitions(definitions)}
        wrong = {key for key, item in by_key(definitions).items() if _stands_in(item, errors)}
        if not wrong:
            return definitions
        definitions = definitions.losing(wrong)


def _stands_in(item: Item, paths: set[str]) -> bool:
    folder, _, _ = item.where.path.rpartition("/")
    if not isinstance(item, Account):
        return item.where.path in paths
    return any(path.startswith(f"{folder}/") for path in paths)


def _common(these: Definitions, those: Definitions) -> Definitions:
    """Without what has errors in the other state: it would look new, or gone."""
    return these.losing(set(_parts(those.broken)))


def _parts(broken: Iterable[str]) -> list[tuple[str, str]]:
    """Kind and id of each; what lies in no place of ours is no definition."""
    split = (each.partition("/") for each in sorted(broken))
    return [(kind, name) for kind, _, name in split if kind in KINDS]


def _state(
    definitions: Definitions, edition: Edition, as_of: date, hidden: frozenset[str]
) -> State:
    catalog = view(definitions, edition, without=hidden)
    insight = work_out(catalog, as_of)
    return State(catalog, insight, in_order(check_view(catalog, insight)))


def _unread(
    broken: Iterable[str], other: Definitions, edition: Edition, hidden: frozenset[str]
) -> Iterator[tuple[str, str]]:
    """Kind and id of what has errors in one state; ``other``: the other state.

    The id is empty where nothing shows that the edition may know it; of accounts, an edition that
    sees none hears nothing.
    """
    found = _parts(broken)
    known = by_key(view(other, edition).definitions) if found else {}
    accounts = may_see(edition, Subject.ACCOUNT, Secrecy.INTERNAL)
    for kind, name in found:
        if name not in hidden and (kind != "account" or accounts):
            told = (kind, name) in known or edition is Edition.LEADERSHIP
            yield kind, name if told else ""


def _only(these: Iterable[Finding], those: Iterable[Finding]) -> tuple[Finding, ...]:
    """Findings of the one state that the other has not; lines may move without a difference."""
    known = {as_said(each) for each in those}
    return tuple(each for each in these if as_said(each) not in known)


def as_said(finding: Finding) -> tuple[str, str | None, str]:
    """What makes a finding the same one in two states: its rule, its account and its words."""
    return finding.rule.id, finding.account, finding.message


def _standing(findings: Iterable[Finding], changed: tuple[Difference, ...]) -> Iterator[Finding]:
    touched = {each.where.path for each in changed if each.after is not None}
    for finding in findings:
        if finding.rule.id in _STANDING and finding.where.path in touched:
            yield finding
