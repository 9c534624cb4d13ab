"""Two states of the repository, compared as definitions and as what follows from them."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from generator.catalog import Catalog, view
from generator.checks import check_definitions, check_view
from generator.checks.reviews import HANDBOOK_REVIEW_OVERDUE, REVIEW_OVERDUE
from generator.definitions.definitions import Definitions
from generator.definitions.item import Item
from generator.definitions.models import KINDS, Account
from generator.diagnostics import Finding, in_order
from generator.editions import Edition, Secrecy, Subject, may_see
from generator.insight import Insight, work_out
from generator.review.asked import account_rules, versions
from generator.review.asked.account_rules import Both, review_accounts
from generator.review.asked.became import became, once
from generator.review.asked.unchecked import Unchecked
from generator.review.compared.differences import Difference, by_key, differences
from generator.review.compared.rekeyed import rekeyed
from generator.review.consequences import Consequence, consequences
from generator.review.past.classes import reclassed
from generator.review.store.authors import Author

RULES = (*versions.RULES, *account_rules.RULES)
_STANDING = (REVIEW_OVERDUE.id, HANDBOOK_REVIEW_OVERDUE.id)


def told_to(edition: Edition) -> frozenset[Secrecy]:
    """Classes that hide nothing from an edition, whatever an item is about."""
    if edition is Edition.LEADERSHIP:
        return frozenset({Secrecy.PUBLIC, Secrecy.INTERNAL, Secrecy.CONFIDENTIAL})
    return frozenset({Secrecy.PUBLIC})


@dataclass(frozen=True, slots=True)
class State:
    """One state as an edition sees it on a day, with what follows and what checks say of it.

    Of the older one, entries of files have the ids they have in the newer one.
    """

    catalog: Catalog
    insight: Insight
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True, order=True)
class Unread:
    """A definition that is not compared, as it has errors.

    ``id``: empty where there is only one of its kind, or where nothing shows that the edition may
    know it; ``state``: in which of the two it has them.
    """

    subject: str
    id: str
    state: Literal["base", "head", "both"]


@dataclass(frozen=True, slots=True)
class Review:
    """What a change is and what it means.

    ``lacking``: what the change itself needs, such as a higher version; ``added`` and ``mended``:
    findings it brings and mends; ``unchecked``: those it takes away and does not mend;
    ``standing``: reviews overdue of what it touches;
    ``unread``: what has errors in either state, so that nothing can be said of it. Findings are in
    the order of files and rules: that of lines would tell of lines the edition does not see.
    """

    before: State
    after: State
    differences: tuple[Difference, ...]
    consequences: tuple[Consequence, ...]
    lacking: tuple[Finding, ...]
    added: tuple[Finding, ...]
    mended: tuple[Finding, ...]
    unchecked: tuple[Unchecked, ...]
    standing: tuple[Finding, ...]
    unread: tuple[Unread, ...]

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
    authors: Mapping[str, frozenset[Author]] | None = None,
    hidden: frozenset[str] = frozenset(),
) -> Review:
    """What ``edition`` may know of a change, worked out for one day.

    What is more secret at the head was so at the base. ``authors``: who changed which path;
    ``hidden``: ids of which no comparison speaks.
    """
    after = sound(head)
    before = sound(reclassed(base, head, told=told_to(edition)))
    seen, now = (
        view(each, edition, without=hidden)
        for each in (_common(before, after), _common(after, before))
    )
    older, newer = _state(rekeyed(seen, now), as_of), _state(now, as_of)
    changed = differences(seen.definitions, now.definitions)
    catalogs = older.catalog, newer.catalog
    both = Both(older.insight, newer.insight, catalogs, changed, authors or {})
    lacking = (
        *versions.review(seen.definitions, now.definitions),
        *review_accounts(both),
    )
    insights = older.insight, newer.insight
    found = became(catalogs, insights, older.findings, newer.findings, changed)
    added = _by_file(once(found.added, lacking))
    return Review(
        before=older,
        after=newer,
        differences=changed,
        consequences=consequences(catalogs, older.insight, newer.insight, changed),
        lacking=_by_file(lacking),
        added=added,
        mended=_by_file(found.mended),
        unchecked=tuple(sorted(found.unchecked, key=lambda each: _place(each.finding))),
        standing=_by_file(each for each in _standing(newer.findings, changed) if each not in added),
        unread=tuple(_unread(before, after, edition, hidden)),
    )


def _by_file(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    return tuple(sorted(dict.fromkeys(findings), key=_place))


def _place(finding: Finding) -> tuple[str, str, str]:
    return finding.where.path, finding.rule.id, finding.message


def brought(
    review: Review, older: Collection[Finding], newer: Collection[Finding]
) -> tuple[Finding, ...]:
    """Of findings of both states those the change brings, each asked for once."""
    one, other = review.before, review.after
    catalogs, insights = (one.catalog, other.catalog), (one.insight, other.insight)
    found = became(catalogs, insights, older, newer, review.differences)
    return once(found.added, review.lacking)


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


def _state(catalog: Catalog, as_of: date) -> State:
    insight = work_out(catalog, as_of)
    return State(catalog, insight, in_order(check_view(catalog, insight)))


def _unread(
    before: Definitions, after: Definitions, edition: Edition, hidden: frozenset[str]
) -> Iterator[Unread]:
    """What has errors in either state; of accounts, an edition that sees none hears nothing."""
    broken = _parts(before.broken), _parts(after.broken)
    every = set(broken[0]) | set(broken[1])
    known: set[tuple[str, str]] = set()
    for definitions in (before, after) if every else ():
        known |= by_key(view(definitions, edition).definitions).keys()
    accounts = may_see(edition, Subject.ACCOUNT, Secrecy.INTERNAL)
    found: set[Unread] = set()
    for kind, name in every:
        if name in hidden or (kind == "account" and not accounts):
            continue
        told = ((kind, name) in known or edition is Edition.LEADERSHIP) and name != kind
        in_base, in_head = ((kind, name) in each for each in broken)
        state: Literal["base", "head", "both"] = "both"
        if in_base != in_head:
            state = "base" if in_base else "head"
        found.add(Unread(kind, name if told else "", state))
    yield from sorted(found)


def _standing(findings: Iterable[Finding], changed: tuple[Difference, ...]) -> Iterator[Finding]:
    touched = {each.where.path for each in changed if each.after is not None}
    for finding in findings:
        if finding.rule.id in _STANDING and finding.where.path in touched:
            yield finding
