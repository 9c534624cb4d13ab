"""Effects on promises of both sides, and on contracts with their notice."""

from collections.abc import Iterator

from generator.analysis.agenda import notice_day
from generator.analysis.promises import Ledger
from generator.changes.effects.effect import Effect, Pair
from generator.model.severities import Severity
from generator.model.strategy import Promise
from generator.text.formats import day_text


def promises(pair: Pair) -> Iterator[Effect]:
    """Effects on promises and contracts."""
    older = {each.id: each for each in pair.before.account.promises}
    for now in pair.after.account.promises:
        then = older.pop(now.id, None)
        for severity, text in _changed(then, now) if then else ():
            yield pair.say("plan", severity, text, now.where)
    for promise in older.values():
        yield pair.say("plan", *_gone(promise))
    for whose, one, other in (
        ("Our promises", pair.before.ours, pair.after.ours),
        ("The customer's promises", pair.before.theirs, pair.after.theirs),
    ):
        yield from _kept(pair, whose, one, other)
    yield from _contracts(pair)


def _changed(then: Promise, now: Promise) -> Iterator[tuple[Severity, str]]:
    what = f"“{now.what}”"
    if then.by != now.by:
        sides = {"us": "ours", "customer": "the customer's"}
        severity = Severity.MAJOR if then.kept is None else Severity.MINOR
        yield severity, f"A promise of {sides[then.by]} counts as {sides[now.by]} now: {what}."
    if now.due > then.due and then.kept is None:
        days = f"{day_text(then.due)} -> {day_text(now.due)}"
        yield Severity.MINOR, f"The day of a promise is put off: {what}, {days}."
    if now.kept and then.kept is None and (now.kept.on > now.due or not now.kept.exactly):
        how = "late" if now.kept.on > now.due else "not exactly as promised"
        yield Severity.MINOR, f"Kept {how}: {what}."
    if then.kept and now.kept is None:
        yield Severity.MINOR, f"A promise that was kept is open again: {what}."


def _gone(promise: Promise) -> tuple[Severity, str]:
    what = f"is gone from the ledger: “{promise.what}”."
    if promise.kept is None:
        return Severity.MAJOR, f"A promise that was not kept {what}"
    how = "" if promise.kept.exactly else ", but not exactly,"
    return Severity.MINOR, f"A promise that was kept{how} {what}"


def _kept(pair: Pair, whose: str, one: Ledger, other: Ledger) -> Iterator[Effect]:
    """The share kept exactly; a rise without newly kept promises is flagged."""
    shares = _share(one), _share(other)
    said = [f"kept exactly {shares[0]} -> {shares[1]}"] if shares[0] != shares[1] else []
    if len(one.overdue) != len(other.overdue):
        numbers = (str(len(each.overdue) or "none") for each in (one, other))
        said.append(f"overdue {' -> '.join(numbers)}")
    if not said:
        return
    was = {each.id for each in one.due if each.kept}
    newly = any(each.kept and each.id not in was for each in other.due)
    better = one.share is not None and other.share is not None and other.share > one.share
    severity, why = Severity.PATCH, ""
    if better and not newly:
        severity, why = Severity.MAJOR, ", though none was newly kept"
    elif not newly:
        severity = Severity.MINOR
    yield pair.say("plan", severity, f"{whose}: {', '.join(said)}{why}.")


def _share(found: Ledger) -> str:
    if found.share is None:
        return "none due"
    return f"{len(found.exact)} of {len(found.due)} ({found.share} %)"


def _contracts(pair: Pair) -> Iterator[Effect]:
    """Changed last days to give notice, and removed contracts."""
    older = {each.id: each for each in pair.before.account.contracts}
    for now in pair.after.account.contracts:
        then = older.pop(now.id, None)
        if then and notice_day(then) != notice_day(now):
            days = f"{day_text(notice_day(then))} -> {day_text(notice_day(now))}"
            text = f"The last day to give notice: {days}, “{now.what}”."
            yield pair.say("plan", Severity.MINOR, text, now.where)
    for contract in older.values():
        if contract.ends >= pair.as_of:
            until = (
                f"{'renews after' if contract.renews else 'runs until'} {day_text(contract.ends)}"
            )
            text = f"A contract that {until} is gone from the plan: “{contract.what}”."
            yield pair.say("plan", Severity.MAJOR, text)
