"""Effects on promises of both sides, and on contracts with their notice."""

from generator.analysis.agenda import notice_day
from generator.analysis.promises import Ledger, Ledgers
from generator.changes.effects.decisions import both
from generator.changes.effects.effect import ADDED, REMOVED, EffectTexts, Pair, compares, some
from generator.changes.severity import same_words
from generator.changes.text import cut
from generator.model.severities import Severity
from generator.model.strategy import Contract, Promise
from generator.text.formats import counted, day_text, listed

_OF_WHOM = {"us": "ours", "customer": "the customer's"}


@compares("plan", "account.promises", "what by due kept", by="id")
def promise(pair: Pair, then: Promise, now: Promise) -> EffectTexts:
    """A promise that counts for the other side, says something else, is put off or kept late."""
    another = not same_words(then.what, now.what)
    what = both(then.what, now.what) if another else f"“{now.what}”"
    if then.by != now.by:
        kinds = {"us": "One of our promises", "customer": "A promise of the customer"}
        severity = Severity.MAJOR if then.kept is None else Severity.MINOR
        yield severity, f"{kinds[then.by]} now counts as {_OF_WHOM[now.by]}: {what}."
    if now.due > then.due and then.kept is None:
        severity, how = pair.put_off(then.due, now.due)
        also = " and says something else" if another else ""
        yield severity, f"{_promise(now)} was postponed{also}: {what}, {how}."
    elif another:
        kept = " that was kept" if then.kept else ""
        yield Severity.MINOR, f"{_promise(now)}{kept} says something else: {what}."
    if now.kept and then.kept is None and not now.kept.exactly:
        ways = ["late"] if now.kept.on > now.due else []
        ways.append("not exactly as promised")
        differed = cut(" ".join((now.kept.note or "").split()).rstrip("."))
        note = f"; what differed: “{differed}”" if differed else ""
        yield Severity.MINOR, f"Kept {listed(ways)}: {what}{note}."
    if then.kept and now.kept is None:
        yield Severity.MINOR, f"{_promise(now)} that was kept is open again: {what}."
    yield from _days_of_kept(then, now)


@compares("plan", "account.promises", "due kept", by="id")
def late_as_exact(_pair: Pair, then: Promise, now: Promise) -> EffectTexts:
    """A promise that is now kept after its day, and marked as kept exactly."""
    if now.kept and _is_late_as_exact(now) and not _is_late_as_exact(then):
        days = f"due on {day_text(now.due)}, kept on {day_text(now.kept.on)}"
        yield Severity.MINOR, f"Kept late, but marked as kept exactly: “{now.what}”, {days}."


def _is_late_as_exact(found: Promise) -> bool:
    return bool(found.kept and found.kept.exactly and found.kept.on > found.due)


def _days_of_kept(then: Promise, now: Promise) -> EffectTexts:
    """Other days of a promise that was kept already."""
    one, other = then.kept, now.kept
    if one is None or other is None:
        return
    days = (("due", then.due, now.due), ("kept on", one.on, other.on))
    moved = [f"{what} {day_text(a)} -> {day_text(b)}" for what, a, b in days if a != b]
    if moved:
        mended = one.on > then.due and other.on <= now.due
        also = "; it was late, and counts as in time now" if mended else ""
        text = f"The days of a promise that was kept already are changed: “{now.what}”"
        yield Severity.MAJOR if mended else Severity.MINOR, f"{text}, {listed(moved)}{also}."


@compares("plan", "account.promises", by="id", on=(REMOVED,))
def promise_removed(pair: Pair, then: Promise, _now: None) -> EffectTexts:
    """A promise that is no longer in the ledger."""
    what = f"was removed from the ledger: “{then.what}”."
    if then.kept is None:
        late = then.due < pair.as_of
        how = f"{'overdue since' if late else 'still open and due'} {day_text(then.due)}"
        yield Severity.MAJOR, f"{_promise(then)}, {how}, {what}"
    else:
        how = "" if then.kept.exactly else ", but not exactly,"
        yield Severity.MINOR, f"{_promise(then)} that was kept{how} {what}"


def _promise(found: Promise) -> str:
    return f"A promise of {_OF_WHOM[found.by]}"


_LEDGERS = " ".join(
    f"{side}.{figure}"
    for side in ("ours", "theirs")
    for figure in ("due.id", "exact.id", "overdue.id", "share")
)


@compares("plan", "promises", _LEDGERS)
def ledgers(_pair: Pair, then: Ledgers, now: Ledgers) -> EffectTexts:
    """What each side keeps and has overdue."""
    yield from _ledger_change("Our promises", then.ours, now.ours)
    yield from _ledger_change("The customer's promises", then.theirs, now.theirs)


def _ledger_change(whose: str, one: Ledger, other: Ledger) -> EffectTexts:
    """The share kept exactly; a rise without newly kept promises is flagged."""
    shares = _share(one), _share(other)
    clauses = [f"kept exactly {shares[0]} -> {shares[1]}"] if shares[0] != shares[1] else []
    if len(one.overdue) != len(other.overdue):
        numbers = (str(len(each.overdue) or "none") for each in (one, other))
        clauses.append(f"overdue {' -> '.join(numbers)}")
    if not clauses:
        return
    was = {each.id for each in one.due if each.kept}
    newly = any(each.kept and each.id not in was for each in other.due)
    better = one.share is not None and other.share is not None and other.share > one.share
    restated = f"{_restated(one, other)}{_late_as_exact(one, other)}"
    severity, why = Severity.PATCH, ""
    if better and (restated or not newly):
        severity = Severity.MAJOR
    elif not newly:
        severity = Severity.MINOR
    if better and not newly:
        why = ", although no further promise was kept"
    yield severity, f"{whose}: {', '.join(clauses)}{why}{restated}."


def _restated(one: Ledger, other: Ledger) -> str:
    """Promises that were kept before, and whether exactly is now told differently, as a clause."""
    exact = [{each.id for each in found.exact} for found in (one, other)]
    before = {each.id for each in one.due if each.kept}
    again = [each for each in other.due if each.kept and each.id in before]
    ways = (
        ("exactly kept now", [e for e in again if e.id in exact[1] - exact[0]]),
        ("not exactly kept any more", [e for e in again if e.id in exact[0] - exact[1]]),
    )
    clauses = [
        f"{how}: {some([f'“{each.what}”' for each in found])}" for how, found in ways if found
    ]
    return "".join(f"; {each}" for each in clauses)


def _late_as_exact(one: Ledger, other: Ledger) -> str:
    """How many count as kept exactly only now and were kept after their day, as a clause."""
    before = {each.id for each in one.exact}
    late = [e for e in other.exact if e.id not in before and _is_late_as_exact(e)]
    verb = "was" if len(late) == 1 else "were"
    return f"; {len(late)} of these {verb} kept late" if late else ""


def _share(found: Ledger) -> str:
    if found.share is None:
        return "none due"
    return f"{len(found.exact)} of {len(found.due)} ({found.share} %)"


_FEW_DAYS = 14
"""Number of days in which notice can hardly be prepared."""


@compares("plan", "account.contracts", "ends notice", by="id")
def notice(pair: Pair, then: Contract, now: Contract) -> EffectTexts:
    """The last day to give notice; grave where it is now over, or within a few days."""
    was, day = notice_day(then), notice_day(now)
    ends_by_itself = then.renews and not now.renews  # then a notice is not needed to end it
    if was != day and not ends_by_itself:
        over = day < pair.as_of <= was
        left = (day - pair.as_of).days
        passed = ", which has passed" if over else ""
        if day < was and 0 <= left <= _FEW_DAYS:
            passed = f", in {counted(left, 'day')}" if left else ", the day of this comparison"
        text = f"The last day to give notice: {day_text(was)} -> {day_text(day)}{passed}"
        ends = f"ends earlier, {day_text(then.ends)} -> {day_text(now.ends)}"
        also = f", which {ends}" if now.ends < then.ends else ""
        severity = Severity.MAJOR if passed or also else Severity.MINOR
        yield severity, f"{text}, “{now.what}”{also}."


@compares("plan", "account.contracts", "renews", by="id")
def renewal(pair: Pair, then: Contract, now: Contract) -> EffectTexts:
    """A contract that still runs and now ends by itself, or no longer does."""
    if now.ends < pair.as_of:
        return
    if then.renews:
        was = f" instead of {day_text(then.ends)}" if now.ends != then.ends else ""
        how = f"no longer renews by itself, it ends on {day_text(now.ends)}{was}"
        yield Severity.MAJOR, f"A contract {how}: “{now.what}”."
    else:
        how = f"now renews by itself after {day_text(now.ends)}"
        yield Severity.MINOR, f"A contract {how}: “{now.what}”."


@compares("plan", "account.contracts", by="id", on=(REMOVED,))
def contract_removed(pair: Pair, then: Contract, _now: None) -> EffectTexts:
    """A contract that still runs and is no longer in the plan."""
    if then.ends >= pair.as_of:
        until = f"{'renews after' if then.renews else 'runs until'} {day_text(then.ends)}"
        yield Severity.MAJOR, f"A contract that {until} was removed from the plan: “{then.what}”."


@compares("plan", "account.contracts", by="id", on=(ADDED,))
def contract_added(pair: Pair, _then: None, now: Contract) -> EffectTexts:
    """A contract that is new where a running one was removed: it may replace it, on other terms."""
    left = {each.id for each in pair.after.account.contracts}
    gone = [e for e in pair.before.account.contracts if e.id not in left and e.ends >= pair.as_of]
    if gone:
        ends = f"{'renews after' if now.renews else 'ends by itself on'} {day_text(now.ends)}"
        yield Severity.MINOR, f"A contract is new in the plan: “{now.what}”, which {ends}."
