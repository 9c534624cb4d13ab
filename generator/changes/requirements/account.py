"""Requirements for changes of accounts."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeGuard

from generator.analysis import AccountInsight, Insight
from generator.analysis.matrix import Placement
from generator.changes.compare import same
from generator.changes.diff import Difference, differences
from generator.changes.effects.effect import is_same
from generator.changes.effects.position import is_moved_by_borders
from generator.changes.names import names_of_states
from generator.changes.newer_places import paths_of, place_now, places_in, without_line
from generator.changes.requirements.approval import approvals, is_by
from generator.changes.rules import (
    ACCOUNT_DELETED,
    ACCOUNT_VERSION_BACK,
    BY_ANOTHER,
    LIKELY_RENAME,
    MERGE_DROPPED,
    NOT_DECIDED,
    REASON_STALE,
    RECORD_BACK,
    VERSION_UNCHANGED,
)
from generator.changes.severity import ChangeSeverity, goes_back
from generator.changes.text import sentence_of
from generator.editions import Catalog
from generator.findings.classification import Edition
from generator.findings.finding import Finding, Location
from generator.git.authors import Author, Authors
from generator.model.common import HandbookDefinition
from generator.model.definitions import Definitions
from generator.model.item import Item
from generator.model.kinds import Account, kind_of_item
from generator.model.severities import Severity
from generator.text.formats import listed, words

_SHOWN = 3

_NOT_SHOWN = "someone whose name is not shown"


@dataclass(frozen=True, slots=True)
class ComparedStates:
    """Two states of one view, and their differences.

    ``catalogs``: the older and the newer one; ``definitions``: all that the states define.
    """

    before: Insight
    after: Insight
    catalogs: tuple[Catalog, Catalog]
    differences: tuple[Difference, ...]
    authors: Authors
    definitions: tuple[Definitions, Definitions]


def review_accounts(states: ComparedStates) -> Iterator[Finding]:
    """What changes of accounts are missing, and whose approval they need."""
    for difference in states.differences:
        before, after = difference.before, difference.after
        if isinstance(before, Account) and isinstance(after, Account):
            if difference.looks_like:
                message = (
                    f"`{after.id}` looks like `{difference.looks_like}` of the base, which was "
                    "removed."
                )
                yield LIKELY_RENAME.at(after.at("id"), message, account=after.id)
            yield from _version(before, after, difference.changes)
            yield from _records(states, difference)
        elif _is_deleted(before, after):
            message = f"{before.name}, version {before.version}, was active."
            yield ACCOUNT_DELETED.at(Location(before.where.path), message, account=before.id)
        yield from approvals(states.catalogs[1], difference, states.authors)
        yield from _by_another(states, difference)
        yield from _dropped(states, difference)
    renamed = {each.id: each.former for each in states.differences if each.subject == "account"}
    former = {now: then for now, then in renamed.items() if then}
    yield from decisions(states.before, states.after, states.catalogs, former)


def _is_deleted(before: Item | None, after: Item | None) -> TypeGuard[Account]:
    return isinstance(before, Account) and after is None and before.status == "active"


def _version(
    before: Account, after: Account, changes: Iterable[ChangeSeverity]
) -> Iterator[Finding]:
    if after.version < before.version:
        message = f"the version goes back from {before.version} to {after.version}"
        yield ACCOUNT_VERSION_BACK.at(after.at("version"), message, account=after.id)
        return
    significant = _significant(before, after, changes)
    if not significant or after.version > before.version:
        return
    significant.sort(key=lambda each: -each.severity)
    reasons = list(dict.fromkeys(each.reason for each in significant))
    more = f"; and {len(reasons) - _SHOWN} more" if len(reasons) > _SHOWN else ""
    text = f"{'; '.join(reasons[:_SHOWN])}{more}"
    message = f"the version is still {after.version}, but {text}."
    yield VERSION_UNCHANGED.at(after.at("version"), message, account=after.id)


def _significant(
    before: Account, after: Account, changes: Iterable[ChangeSeverity]
) -> list[ChangeSeverity]:
    """The changes that a new version has to tell of; none while the plan is a draft."""
    if before.status == after.status == "draft":
        return []
    return [each for each in changes if each.severity > Severity.PATCH]


def with_version_to_raise(
    before: Definitions, after: Definitions, ids: Iterable[str]
) -> tuple[Account, ...]:
    """The accounts in a newer state whose version has to be raised by one, by id.

    ``ids``: of accounts that may have changed; nothing else is compared.
    """
    wanted = [each for each in sorted(ids) if each in before.accounts and each in after.accounts]
    states = (
        Definitions({"account": {key: state.accounts[key] for key in wanted}}, frozenset())
        for state in (before, after)
    )
    return tuple(
        each.after
        for each in differences(*states)
        if isinstance(each.before, Account) and isinstance(each.after, Account)
        if each.before.version == each.after.version
        and _significant(each.before, each.after, each.changes)
    )


def _records(states: ComparedStates, difference: Difference) -> Iterator[Finding]:
    """Records whose day is an earlier one now."""
    before, after = difference.before, difference.after
    older, newer = states.catalogs
    names = names_of_states((older.ids, newer.ids), before, after)
    for each in filter(goes_back, difference.changes):
        text = sentence_of(before, after, each.change, names)
        yield RECORD_BACK.at(each.change.where, text, account=difference.id)


def _by_another(states: ComparedStates, difference: Difference) -> Iterator[Finding]:
    """The owner before the change has to approve, not one who is taking over."""
    item = difference.before
    if not isinstance(item, Account | HandbookDefinition) or item.owner is None:
        return
    catalog, authors = states.catalogs[1], states.authors
    person = catalog.person(item.owner)
    if person is None:
        return
    files = _files(difference)
    others = {
        path: [
            _name_of(catalog, each)
            for former in paths_of(difference, path)
            for each in {*authors.by_path.get(former, ()), *authors.dropped.get(former, ())}
            if not is_by(person, each)
        ]
        for path in sorted(files)
        if _is_in_view(states, difference, path)
    }
    changed = [path for path, names in others.items() if names]
    if changed:
        account = difference.id if isinstance(item, Account) else None
        names = sorted(
            {name for those in others.values() for name in those}, key=lambda e: (not e, e)
        )
        who = listed([each or _NOT_SHOWN for each in names])
        which = listed([path.rpartition("/")[2] for path in changed])
        several = f" (at least {which})" if len(changed) > 1 else ""
        message = f"changed by {who}{several}; the owner is {person.name}."
        yield BY_ANOTHER.at(files[changed[0]], message, account=account)


def _name_of(catalog: Catalog, author: Author) -> str:
    """The name of an author; empty for one whom the edition may not know.

    Below leadership these are all but our people in view: of others nobody can say that they were
    not secret once, or are under another name.
    """
    in_view = catalog.name("person", author.person) if author.person else None
    return in_view or (author.name if catalog.edition is Edition.LEADERSHIP else "")


def _is_in_view(states: ComparedStates, difference: Difference, path: str) -> bool:
    """Whether the edition sees all of a file in both states.

    Of another file nobody can say that its author changed what is in view.
    """
    if states.catalogs[1].edition is Edition.LEADERSHIP:
        return True
    for seen, definitions in zip(
        (difference.before, difference.after), states.definitions, strict=True
    ):
        if not isinstance(seen, Account | HandbookDefinition):
            continue
        whole = definitions.by_kind.get(kind_of_item(seen).name, {}).get(seen.id)
        if whole is None or _places_in_file(whole, path) != _places_in_file(seen, path):
            return False
    return True


def _places_in_file(item: Item, path: str) -> set[Location]:
    return {each for each in places_in(item) if each.path == path}


def _files(difference: Difference) -> dict[str, Location]:
    """The files with changes, each with the first place of one in the newer state."""
    found: dict[str, Location] = {}
    for each in difference.changes or ():
        path, where = place_now(difference, each.change)
        found[path] = min(found.get(path, where), where)
    found.pop("", None)
    return found or {difference.where.path: without_line(difference.where)}


def _dropped(states: ComparedStates, difference: Difference) -> Iterator[Finding]:
    """Files of which a merge left out what the base had changed.

    What changed in a file that nobody else touched is in view; of others, hidden entries may be
    what was left out.
    """
    authors, catalog = states.authors, states.catalogs[1]
    all_in_view = catalog.edition is Edition.LEADERSHIP
    files: dict[str, Location] = {}
    who: set[str] = set()
    for path, where in sorted(_files(difference).items()):
        paths = paths_of(difference, path)
        dropped = {each for former in paths for each in authors.dropped.get(former, ())}
        alone = all_in_view or paths.isdisjoint(authors.by_path)
        if dropped and alone and _is_in_view(states, difference, path):
            files[path] = where
            who |= {_name_of(catalog, each) for each in dropped}
    if files:
        by = f" by {listed(sorted(filter(None, who)))}" if any(who) else ""
        which = listed([path.rpartition("/")[2] for path in files])
        as_before = "as it was before" if len(files) == 1 else "as they were before"
        account = difference.id if difference.subject == "account" else None
        least = "" if all_in_view else "at least "
        message = f"the merge{by} left {least}{which} {as_before}."
        yield MERGE_DROPPED.at(next(iter(files.values())), message, account=account)


def decisions(
    before: Insight,
    after: Insight,
    catalogs: tuple[Catalog, Catalog],
    former: Mapping[str, str],
) -> Iterator[Finding]:
    """Changes without a decision, of changed accounts and of those moved by a method.

    ``catalogs``: of both states, for names; ``former``: current id -> former id of accounts.
    Accounts that are active in neither state are skipped.
    """
    for account_id, now in after.accounts.items():
        then = before.accounts.get(former.get(account_id, account_id))
        if then is None or "active" not in (then.account.status, now.account.status):
            continue
        yield from _reason(then, now)
        older, newer = then.account, now.account
        # A new date for revisiting a decision, or a new id, is no new decision.
        if _says_more(older.decisions, newer.decisions, "what", "because", "on"):
            continue
        turns = [*_strategy(catalogs, then, now)]
        # A new selection decision explains a changed tier.
        if not _says_more(older.selection, newer.selection, "stage", "reasons", "on"):
            turns += _rank(older, newer)
        yield from (NOT_DECIDED.at(at, text, account=account_id) for text, at in turns)


def _says_more(before: Iterable[Item], after: Iterable[Item], *fields: str) -> bool:
    """Whether one of some entries says in ``fields`` what none did before."""

    def texts(entries: Iterable[Item]) -> set[str]:
        values = (" ".join(str(getattr(each, name)) for name in fields) for each in entries)
        return {" ".join(each.split()) for each in values}

    return not texts(after) <= texts(before)


def _strategy(
    catalogs: tuple[Catalog, Catalog], before: AccountInsight, after: AccountInsight
) -> Iterator[tuple[str, Location]]:
    one, other = before.placement, after.placement
    if one and other and not _same_cell(one, other):
        yield f"{one.cell.name} -> {other.cell.name}{_by_method(one, other)}.", _mover(one, other)
    yield from _stages(catalogs, before.account, after.account)
    yield from _direction(before.account, after.account)


def _same_cell(one: Placement, other: Placement) -> bool:
    """A cell is the same with the same id, or with another id and the same name."""
    if not is_same(one.method, other.method):
        return False
    return one.cell.id == other.cell.id or one.cell.name == other.cell.name


def _mover(one: Placement, other: Placement) -> Location:
    """The first score that moved the account across a border, or the override; else the rating."""
    rating = other.rating
    before = {axis.axis.id: axis for axis in one.axes}
    for axis in other.axes:
        then = before.get(axis.axis.id)
        if then is None or then.band.id == axis.band.id or is_moved_by_borders(then, axis):
            continue
        older = {each.factor.id: each.score.score for each in then.factors}
        for each in axis.factors:
            step = each.score.score - older.get(each.factor.id, each.score.score)
            if step * (axis.value - then.value) > 0:
                return each.score.at("score")
    return rating.where if same(one.rating.override, rating.override) else rating.at("override")


def _by_method(one: Placement, other: Placement) -> str:
    """Why the cell changed without a new rating."""
    if not is_same(one.method, other.method):
        return f", as {other.method.name} now decides instead of {one.method.name}"
    if same(one.rating.model_copy(update={"method": other.rating.method}), other.rating):
        return f", as {other.method.name} changed but its rating did not"
    return ""


def _stages(
    catalogs: tuple[Catalog, Catalog], before: Account, after: Account
) -> Iterator[tuple[str, Location]]:
    older, newer = catalogs
    stages = {str(each.method): each for each in after.stages}
    for then in before.stages:
        if not then.target:
            continue
        now = next((stages[each] for each in _ids_now(newer, then.method) if each in stages), None)
        one = _step(older, then.method, then.target)
        other = _step(newer, now.method, now.target) if now and now.target else "none"
        renamed = now is not None and now.target == then.target
        if one != other and not renamed:
            where = now.at("target") if now else after.where
            yield f"the target stage: {one} -> {other}.", where


def _ids_now(catalog: Catalog, method: str) -> list[str]:
    """The current id of a method that may have had another one, or errors."""
    found = [each.id for each in catalog.methods.values() if method in (each.id, *each.aliases)]
    return found or [method]


def _step(catalog: Catalog, method_id: str, step_id: str) -> str:
    method = catalog.methods.get(method_id)
    names = (each.name for each in method.steps if each.id == step_id) if method else iter(())
    return next(names, words(step_id))


def _direction(before: Account, after: Account) -> Iterator[tuple[str, Location]]:
    if before.direction is None:
        return
    one, other = before.direction.choice, after.direction.choice if after.direction else "none"
    if one != other:
        where = after.direction.at("choice") if after.direction else after.where
        yield f"the direction: {one} -> {other}.", where


def _rank(before: Account, after: Account) -> Iterator[tuple[str, Location]]:
    if before.tier != after.tier:
        yield f"the tier: {before.tier} -> {after.tier}.", after.at("tier")
    if before.status == "active" and after.status in ("retired", "candidate"):
        yield f"the status: active -> {after.status}.", after.at("status")


def _reason(before: AccountInsight, after: AccountInsight) -> Iterator[Finding]:
    one, other = before.placement, after.placement
    if one is None or other is None or not is_same(one.method, other.method):
        return
    reason = other.rating.grey_band_reason
    if reason is None or reason != one.rating.grey_band_reason:
        return
    bands = {axis.axis.id: axis.band.id for axis in one.axes}
    for axis in other.grey:
        if bands.get(axis.axis.id, axis.band.id) != axis.band.id:
            message = f"{axis.axis.name} is now {axis.band.label}; the reason is unchanged."
            place = other.rating.at("grey_band_reason")
            yield REASON_STALE.at(place, message, account=after.account.id)
