"""Changes of strategy that require a decision, and whether one is recorded.

The cell, the target stage, the tier, the direction and the status of an account are decided by
people. This includes changes of an account's cell that are due to a changed method, without a
change of the account.
"""

from collections.abc import Iterator, Mapping

from generator.analysis import AccountInsight, Insight
from generator.analysis.matrix import Placement
from generator.changes.compare import same
from generator.changes.effects.effect import is_same
from generator.changes.rules import NOT_DECIDED, REASON_STALE
from generator.editions import Catalog
from generator.findings.finding import Finding, Location
from generator.model.kinds import Account
from generator.text.formats import words


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
        if _decided(then.account, now.account):
            continue
        turns = [*_strategy(catalogs, then, now)]
        if not _selected(then.account, now.account):
            turns += _rank(then.account, now.account)
        yield from (NOT_DECIDED.at(at, text, account=account_id) for text, at in turns)


def _decided(before: Account, after: Account) -> bool:
    """Whether a decision is new or has a new content.

    A new date for revisiting it, or a new id, is no new decision.
    """
    before_texts = {_said(each.what, each.because, each.on) for each in before.decisions}
    return any(
        _said(each.what, each.because, each.on) not in before_texts for each in after.decisions
    )


def _selected(before: Account, after: Account) -> bool:
    """Whether there is a new selection decision, which explains a changed tier."""
    before_texts = {_said(each.stage, each.reasons, each.on) for each in before.selection}
    return any(
        _said(each.stage, each.reasons, each.on) not in before_texts for each in after.selection
    )


def _said(*values: object) -> str:
    return " ".join(" ".join(map(str, values)).split())


def _strategy(
    catalogs: tuple[Catalog, Catalog], before: AccountInsight, after: AccountInsight
) -> Iterator[tuple[str, Location]]:
    one, other = before.placement, after.placement
    if one and other and not _same_cell(one, other):
        yield f"{one.cell.name} -> {other.cell.name}{_by_method(one, other)}.", other.rating.where
    yield from _stages(catalogs, before.account, after.account)
    yield from _direction(before.account, after.account)


def _same_cell(one: Placement, other: Placement) -> bool:
    """A cell is the same with the same id, or with another id and the same name."""
    if not is_same(one.method, other.method):
        return False
    return one.cell.id == other.cell.id or one.cell.name == other.cell.name


def _by_method(one: Placement, other: Placement) -> str:
    """Why the cell changed without a new rating."""
    if not is_same(one.method, other.method):
        return f", as {other.method.name} decides now and not {one.method.name}"
    if same(one.rating.model_copy(update={"method": other.rating.method}), other.rating):
        return f", as {other.method.name} changed and not its rating"
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
            yield f"the stage aimed at: {one} -> {other}.", where


def _ids_now(catalog: Catalog, method: str) -> list[str]:
    """The current id of a method that may have had another one."""
    return [each.id for each in catalog.methods.values() if method in (each.id, *each.aliases)]


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
            message = f"{axis.axis.name} is {axis.band.label} now; the reason is as before."
            place = other.rating.at("grey_band_reason")
            yield REASON_STALE.at(place, message, account=after.account.id)
