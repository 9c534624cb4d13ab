"""Effects on people: who is responsible for an account, and what it requires of them."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from generator.analysis import AccountInsight, Insight
from generator.analysis.capacity import Load
from generator.analysis.needs import Need
from generator.changes.effects.effect import (
    Effect,
    EffectTexts,
    Pair,
    compares,
    is_same,
    matched,
    some,
)
from generator.editions import Catalog
from generator.model.kinds import Role
from generator.model.severities import Severity
from generator.text.formats import counted, percent


@compares("people", "", "held_by.person role.id")
def role_holder(pair: Pair, before: AccountInsight, after: AccountInsight) -> EffectTexts:
    """Another role holder, or another role."""
    was, now, text = before.held_by, after.held_by, ""
    if was is None and now:
        text = f"{pair.person(now.person)} now holds a role on the account; nobody did before."
    elif was and now is None:
        text = f"{pair.person(was.person)} no longer holds a role on the account; nobody does."
    elif was and now and was.person != now.person:
        text = f"{pair.person(now.person)} takes over from {pair.person(was.person)}"
        text += f"{_less_time(before, after, pair.as_of)}."
    elif now and before.role and after.role and _is_other(before.role, after.role):
        roles = f"{before.role.name} -> {after.role.name}"
        text = f"{pair.person(now.person)} now holds another role on the account: {roles}."
    if text:
        yield Severity.MAJOR, text, after.holder.where if after.holder else None


def _less_time(before: AccountInsight, after: AccountInsight, as_of: date) -> str:
    """The time that the role holder has for the account, as a clause, if it is another one."""
    holders = (before.holder, after.holder)
    one, other = (each.share_on(as_of) if each else None for each in holders)
    if one is None or other is None or one == other:
        return ""
    return f", with {percent(other)} of their time instead of {percent(one)}"


def _is_other(one: Role, other: Role) -> bool:
    """Whether two roles are not one under a new id, or under its former one again."""
    return not is_same(one, other) and not is_same(other, one)


@compares("people", "needs", "competency.id level.id")
def needs(pair: Pair, before: tuple[Need, ...], after: tuple[Need, ...]) -> EffectTexts:
    """The levels the account requires of its role holder, before and now."""
    if not pair.before.held_by or not pair.after.held_by:
        return
    more: list[str] = []
    less: list[str] = []
    for then, now, step in steps(pair.catalog, before, after):
        if now is None:
            less.append(f"{then.competency.name} ({then.level.name}, no longer)")
        elif then is None:
            more.append(f"{now.competency.name} ({now.level.name}, new)")
        elif step:
            levels = f"{then.level.name} -> {now.level.name}"
            (more if step > 0 else less).append(f"{now.competency.name} ({levels})")
    if more:
        yield Severity.MINOR, f"The account requires more of its role holder: {some(more)}."
    if less:
        yield Severity.MINOR, f"The account requires less of its role holder: {some(less)}."


def steps(
    catalog: Catalog, before: tuple[Need, ...], after: tuple[Need, ...]
) -> Iterator[tuple[Any, Any, int]]:
    """Needs before and now (``None`` if missing), and how many levels more are required now.

    ``catalog``: of the newer state, for the order of the levels.
    """
    framework = catalog.definitions.framework
    rank = {level.id: place for place, level in enumerate(framework.scale)} if framework else {}
    for then, now in matched(before, after, "competency"):
        was, required = (rank.get(each.level.id, 0) if each else -1 for each in (then, now))
        yield then, now, required - was


def capacity(before: Insight, after: Insight) -> Iterator[Effect]:
    """How many accounts people carry now, those beyond their span first.

    An edition without figures about people knows only the accounts of this playbook and gets the
    differences.
    """
    older = list(before.loads)
    shifted: dict[str, str] = {}
    for load in after.loads:
        was = next((each for each in older if _one(each, load)), None)
        older = [each for each in older if each is not was]
        if load.within is False and (was is None or _newly_outside(was, load)):
            yield _over(was, load)
        elif load.within and was is not None and was.within is False:
            text = f"{load.person.name} carries {_accounts(load)}, within the span again."
            yield Effect("", "people", Severity.MINOR, text, load.person.where)
        elif was is None or len(was.accounts) != len(load.accounts):
            shifted[_who(load)] = _step(was, load)
    shifted |= {_who(load): _step(load, None) for load in older}
    if shifted:
        where = min(each.person.where for each in (*before.loads, *after.loads))
        text = f"Accounts of this playbook that people carry: {some(_steps(shifted))}."
        yield Effect("", "people", Severity.PATCH, text, where)


def _one(before: Load, after: Load) -> bool:
    return before.person.id == after.person.id and is_same(before.role, after.role)


def _who(load: Load) -> str:
    return f"{load.person.name} as {load.role.name}"


def _step(was: Load | None, now: Load | None) -> str:
    return " -> ".join(str(len(each.accounts) if each else 0) for each in (was, now))


def _steps(shifted: Mapping[str, str]) -> list[str]:
    return [f"{who} {step}" for who, step in sorted(shifted.items())]


def _newly_outside(was: Load, now: Load) -> bool:
    """Whether a load is newly outside its span, or outside by a different number."""
    return was.within is not False or was.total != now.total


def _over(was: Load | None, load: Load) -> Effect:
    """A load outside its span, and whether the load or the span changed."""
    span, other, total = load.role.span, was.role.span if was else None, load.total or 0
    severity, room, still = Severity.MAJOR, f"; the span is {span.accounts}" if span else "", ""
    before = f", {was.total} before" if was and was.total != total else ""
    if was and not before and span and other:
        still, room = "still ", f"; the span is now {span.accounts} instead of {other.accounts}"
    elif was and was.within is False and span and was.total is not None:
        nearer = was.total > total if total > span.accounts.high else was.total < total
        severity = Severity.MINOR if nearer else Severity.MAJOR
    text = f"{load.person.name} {still}carries {_accounts(load)}{before}{room}."
    return Effect("", "people", severity, text, load.person.where)


def _accounts(load: Load) -> str:
    return f"{counted(load.total or 0, 'account')} as {load.role.name}"
