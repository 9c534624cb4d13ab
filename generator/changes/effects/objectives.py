"""Effects on objectives: moved targets and baselines, results, and closed objectives."""

from collections.abc import Iterator
from decimal import Decimal

from generator.analysis.matrix import Placement
from generator.analysis.progress import Progress, share_of_way
from generator.changes.effects.effect import (
    REMOVED,
    EffectTexts,
    Pair,
    compares,
    is_same,
    matched,
    some,
)
from generator.changes.effects.posts import called_before, called_now
from generator.changes.severity import same_words
from generator.model.severities import Severity
from generator.model.strategy import Metric, Objective
from generator.text.formats import counted, day_text, figure, listed, words
from generator.text.units import unit_for

_WHOLE = 100

_MINUS = "\N{MINUS SIGN}"

_WHOSE = {"ours": "ours alone", "theirs": "the customer's alone", "joint": "of both sides"}

_OF_WHOM = {"ours": "", "theirs": " of the customer's", "joint": " of both sides"}


@compares(
    "plan",
    "progress",
    "objective.metric objective.status baseline actual target share overdue",
    by="objective",
)
def objective(_pair: Pair, then: Progress, now: Progress) -> EffectTexts:
    """How far an objective is, how it ended, and whether it is late."""
    for severity, text in (*_measured(then, now), *_ended(then, now), *_late(then, now)):
        yield severity, text, now.objective.where


@compares("plan", "account.objectives", "whose their_owner", by="id")
def side(pair: Pair, then: Objective, now: Objective) -> EffectTexts:
    """Whose objective it is, and who answers for it on the customer's side."""
    older, newer = (
        {each.id: each for each in state.account.stakeholders}
        for state in (pair.before, pair.after)
    )
    one, other = older.get(then.their_owner or ""), newer.get(now.their_owner or "")
    owners = [called_before(pair, one) if one else "", called_now(pair, other) if other else ""]
    nobody = bool(owners[0]) and not now.their_owner
    if then.whose != now.whose:
        also = "; nobody at the customer answers for it any more" if nobody else ""
        whose = f"is now {_WHOSE[now.whose]}; it was {_WHOSE[then.whose]}"
        yield Severity.MAJOR, f"“{now.what}” {whose}{also}."
    elif nobody:
        was = f"it was {owners[0]}"
        yield (
            Severity.MINOR,
            f"“{now.what}”: nobody at the customer answers for it any more; {was}.",
        )
    elif all(owners):
        who = f"{owners[1]} answers for it at the customer instead of {owners[0]}"
        yield Severity.PATCH, f"“{now.what}”: {who}."


@compares("plan", "account.objectives", "due status", by="id")
def objective_day(pair: Pair, then: Objective, now: Objective) -> EffectTexts:
    """An open objective that is put off; of one that was overdue, only by how much if far."""
    severity, how = pair.put_off(then.due, now.due)
    far, stays_open = severity is Severity.MAJOR, then.status == now.status == "open"
    if stays_open and now.due > then.due and (far or then.due >= pair.as_of):
        yield severity, f"“{now.what}” was put off: {how}."


@compares("plan", "account.objectives", "actions", by="id")
def action_day(pair: Pair, then: Objective, now: Objective) -> EffectTexts:
    """Open actions that are put off too far."""
    found: dict[str, list[str]] = {}
    for old, new in matched(then.actions, now.actions, "id"):
        far = pair.far_off(old.due, new.due) if old and new and not new.done else ""
        if far:
            days = f"{day_text(old.due)} -> {day_text(new.due)}"
            found.setdefault(far, []).append(f"“{new.what}” {days}")
    for far, actions in found.items():
        what = "An action was" if len(actions) == 1 else f"{len(actions)} actions were"
        yield Severity.MAJOR, f"{what} put off {far}: {some(actions)}."


_Objectives = tuple[Objective, ...]


@compares("plan", "account.objectives", "id actions.id")
def action_moved(pair: Pair, before: _Objectives, after: _Objectives) -> EffectTexts:
    """Open actions that went from one objective to another that was there, and are due later."""
    older = {step.id: (each, step) for each in before for step in each.actions}
    known = {each.id for each in before}
    for held in after if len(known) > 1 else ():
        for step in held.actions if held.id in known else ():
            source, then = older.get(step.id, (held, step))
            if source.id == held.id or step.done or not same_words(then.what, step.what):
                continue
            severity, how = pair.put_off(then.due, step.due)
            severity, how = (severity, f", {how}") if step.due > then.due else (Severity.PATCH, "")
            text = f"An action went from “{source.what}” to “{held.what}”: “{step.what}”{how}."
            yield severity, text, step.where, step.id


@compares("plan", "progress", "objective.metric baseline target")
def while_raised(
    pair: Pair, before: tuple[Progress, ...], after: tuple[Progress, ...]
) -> EffectTexts:
    """A warning if the account is rated higher and its objectives are eased in the same change."""
    pairs = matched(before, after, "objective")
    made_easier = [(then, now) for then, now in pairs if then and now and _easier(then, now)]
    raised = _raised(pair.before.placements, pair.after.placements)
    if made_easier and raised:
        lowered = all(_lowered(then, now) for then, now in made_easier)
        what = "Target lowered" if lowered else "Objective made easier"
        text = f"{what} in the same change that raised the score: {raised}."
        yield Severity.MAJOR, text, made_easier[0][1].objective.where


def _lowered(then: Progress, now: Progress) -> bool:
    """Whether a target is lower where more was better."""
    lower = then.target is not None and now.target is not None and now.target < then.target
    return lower and not _is_down(then)


def _is_down(found: Progress) -> bool:
    """Whether less is better, which the start tells; without one, more is."""
    start, target = found.baseline, found.target
    return start is not None and target is not None and target < start


@compares("plan", "progress", by="objective", on=(REMOVED,))
def objective_removed(pair: Pair, then: Progress, _now: None) -> EffectTexts:
    """An open objective that is no longer in the plan."""
    if then.objective.status == "open":
        left = {step.id for each in pair.after.account.objectives for step in each.actions}
        still = sum(each.id not in left for each in then.open_actions)
        severity, text = _given_up(then, "was removed from the plan", still)
        like, easier = _measured_alike(pair, then)
        yield Severity.MAJOR if easier else severity, f"{text.removesuffix('.')}{like}."


def _measured_alike(pair: Pair, then: Progress) -> tuple[str, bool]:
    """The one new objective that is measured as a removed one was, and whether it is easier."""
    older = {each.objective.id for each in pair.before.progress}
    new = [each for each in pair.after.progress if each.objective.id not in older]
    alike = [each for each in new if _comparable(then, each) and then.baseline == each.baseline]
    if len(alike) != 1:
        return "", False
    found = alike[0]
    unit = found.objective.metric.unit if found.objective.metric else ""
    values = f"target {_values(then.target, found.target, unit).removeprefix('from ')}"
    same = "with the same target" if then.target == found.target else values.replace(" to ", " -> ")
    text = f"; “{found.objective.what}” is new and measured like it, {same}"
    return text, bool(_easier(then, found))


def _measured(then: Progress, now: Progress) -> Iterator[tuple[Severity, str]]:
    """Changes of progress, with reasons; results of different metrics are not compared."""
    what, one, other = f"“{now.objective.what}”", then.objective.metric, now.objective.metric
    if one and not other:
        way = f"; it was {then.share} % of the way" if then.share is not None else ""
        yield Severity.MINOR, f"{what} is no longer measured{way}."
    if one and other and not _comparable(then, now):
        figures = [_stands(each) for each in (then, now)]
        stands = f": {' -> '.join(filter(None, figures))}" if all(figures) else ""
        how = f"{_measure(other)} instead of {_measure(one)}"
        yield Severity.MAJOR, f"{what} is measured in another way, {how}{stands}."
    if not _comparable(then, now):
        return
    easier, result = _easier(then, now), then.actual != now.actual
    way = f"{_percent(then.share)} -> {_percent(now.share)} of the way"
    farther = then.share != now.share and now.share is not None
    if easier:
        also = f"; {way} with the same result{_by_target(then, now)}" if farther else ""
        yield Severity.MAJOR, f"{what} {easier}{'' if result else also}."
    if not easier and (passed := _passed(then, now)):
        yield Severity.MAJOR, f"{what}: {passed}."
    elif (farther and (result or not easier)) or _covered_up(then, now):
        way = way if farther else f"still {_percent(now.share)} of the way"
        severity, why = _why(then, now)
        yield severity, f"{what}: {way}{why}."
    elif now.derived and then.baseline != now.baseline and not easier:
        values = _values(then.baseline, now.baseline, other.unit if other else "")
        written = one is not None and other is not None and one.baseline != other.baseline
        computed = "" if written else ", which is computed,"
        yield Severity.MINOR, f"{what}: the baseline{computed} changes {values}."


def _measure(found: Metric) -> str:
    measure = f" ({words(found.measure)})" if found.measure else ""
    return f"{found.unit}{measure}"


def _stands(found: Progress) -> str:
    """``1 (target 3)``; empty where a figure is not known."""
    if found.actual is None or found.target is None:
        return ""
    return f"{_figure(found.actual)} (target {_figure(found.target)})"


def _passed(then: Progress, now: Progress) -> str:
    """How the start came to be on the target or beyond it, in words; empty if it did not."""
    if then.baseline is None or then.target is None or now.baseline is None or now.target is None:
        return ""
    was, ahead = then.target - then.baseline, now.target - now.baseline
    if not was or (ahead and (ahead > 0) == (was > 0)):
        return ""
    unit = now.objective.metric.unit if now.objective.metric else ""
    start = "the start, which is computed," if now.derived else "the start"
    step = f"{start} changes {_values(then.baseline, now.baseline, unit)}"
    where, left = ("beyond", "") if ahead else ("at", ", so nothing is left to reach")
    return f"{step} and is now {where} the target of {_figure(now.target)}{left}"


def _comparable(then: Progress, now: Progress) -> bool:
    one, other = then.objective.metric, now.objective.metric
    return (
        one is not None
        and other is not None
        and (one.unit, one.measure) == (other.unit, other.measure)
    )


def _moved_ends(then: Progress, now: Progress) -> list[str]:
    """Which of start and target are known in both states and moved."""
    ends = (("start", then.baseline, now.baseline), ("target", then.target, now.target))
    return [name for name, one, other in ends if None not in (one, other) and one != other]


def _why(then: Progress, now: Progress) -> tuple[Severity, str]:
    """What the way owes to the result, the start and the target, worked out with each alone.

    As a clause, and how grave it is: a measure that was moved must not hide a result.
    """
    moved = _moved_ends(then, now)
    if not moved:
        return Severity.PATCH, ""
    if then.actual == now.actual:
        if len(moved) == 1:
            return Severity.MINOR, f", because the {moved[0]} moved; the result is the same"
        return Severity.MINOR, f"; the result is the same{_by_target(then, now)}"
    by_result = share_of_way(then.baseline, now.actual, then.target)
    on_old = f"{_percent(by_result)} on the old {listed(moved)}"
    if _covered_up(then, now):
        return Severity.MAJOR, f", although the result got worse: {on_old}"
    return Severity.MINOR, f"; {on_old}" if by_result is not None else ""


def _by_target(then: Progress, now: Progress) -> str:
    """How far the same result is where the target alone had moved, if the start did as well."""
    if len(_moved_ends(then, now)) == 1:
        return ""
    return f", {_percent(share_of_way(then.baseline, then.actual, now.target))} by the target alone"


def _covered_up(then: Progress, now: Progress) -> bool:
    """Whether a result got worse, and start or target moved so that the way did not."""
    known = (then.baseline, then.target, then.actual, now.actual, then.share, now.share)
    if None in known or not _moved_ends(then, now):
        return False
    start, target, one, other, was, share = (each or Decimal(0) for each in known)
    return (other - one) * (target - start) < 0 and share >= was


def _percent(share: Decimal | None) -> str:
    return "not known" if share is None else f"{share} %"


def _values(before: Decimal | None, after: Decimal | None, unit: str) -> str:
    figures = [_figure(each) if each is not None else "not known" for each in (before, after)]
    unit = unit_for(after, unit) if after is not None else unit
    return f"from {figures[0]} to {figures[1]} {unit}".rstrip()


def _figure(value: Decimal) -> str:
    return f"{_MINUS if value < 0 else ''}{figure(abs(value))}"


def _easier(then: Progress, now: Progress) -> str:
    """How the promised result became smaller, in words; empty if it did not.

    A target is compared in the direction from the baseline; without one, higher is more.
    """
    if then.target is None or now.target is None or not _comparable(then, now):
        return ""
    unit, down = now.objective.metric.unit if now.objective.metric else "", _is_down(then)
    if now.target == then.target or (now.target > then.target) != down:
        return _new_start(then, now, unit)
    values = f"the target changes {_values(then.target, now.target, unit)}"
    reached = now.target == now.baseline
    if now.baseline is not None and (reached or (now.target > now.baseline) == down):
        way = "asks for nothing any more" if reached else "now points the other way"
        return f"{way}: {values}, and the baseline is {_figure(now.baseline)}"
    also = f" and the start {_values(then.baseline, now.baseline, '')}"
    return f"is easier to reach: {values}{also if 'start' in _moved_ends(then, now) else ''}"


def _new_start(then: Progress, now: Progress, unit: str) -> str:
    """A baseline moved away from the target, so that the same result looks better, in words.

    Unless the target moved farther. A computed baseline follows the figures and is not chosen.
    """
    one, other, down = then.baseline, now.baseline, _is_down(then)
    if now.derived or one is None or other is None or (other > one) != down or other == one:
        return ""
    text = f"measures from a new start: the baseline changes {_values(one, other, unit)}"
    if now.target == then.target:
        return text
    same_result = share_of_way(other, then.actual, now.target)
    if same_result is None or then.share is None or same_result <= then.share:
        return ""
    return f"{text} and the target {_values(then.target, now.target, '')}"


def _raised(before: tuple[Placement, ...], after: tuple[Placement, ...]) -> str:
    """The axis of the leading method that a new or changed rating raised, with its values."""
    if not before or not after or not is_same(before[0].method, after[0].method):
        return ""
    older = {each.axis.id: each.value for each in before[0].axes}
    for axis in after[0].axes:
        then = older.get(axis.axis.id)
        if then is not None and axis.value > then:
            return f"{axis.axis.name} {figure(then, 2)} -> {figure(axis.value, 2)}"
    return ""


def _ended(then: Progress, now: Progress) -> Iterator[tuple[Severity, str]]:
    """An objective that was closed: short of its target, or given up."""
    if then.objective.status != "open":
        return
    what, still = f"“{now.objective.what}”", len(now.open_actions)
    open_actions = f"{counted(still, 'action')} still open" if still else ""
    if now.objective.status == "dropped":
        yield _given_up(now, "is dropped", still)
    elif now.objective.status == "reached" and now.share is not None and now.share < _WHOLE:
        also = f", with {open_actions}" if still else ""
        yield Severity.MAJOR, f"{what} is marked as reached, but {_short_of(now)}{also}."
    elif now.objective.status == "reached" and still:
        yield Severity.MINOR, f"{what} is marked as reached with {open_actions}."


def _short_of(found: Progress) -> str:
    unit = found.objective.metric.unit if found.objective.metric else ""
    figures = (_figure(each or Decimal(0)) for each in (found.actual, found.target))
    at = " and the target is ".join(figures)
    return f"{f'it stands at {at} {unit}'.rstrip()}, {found.share} % of the way"


def _given_up(found: Progress, how: str, still: int) -> tuple[Severity, str]:
    objective = found.objective
    far = [f"{found.share} % of the way"] if found.share is not None else []
    far += [f"{counted(still, 'action')} still open"] if still else []
    at = f", {' and '.join(far)}" if far else ""
    severity = Severity.MINOR if objective.whose == "ours" else Severity.MAJOR
    return severity, f"An objective{_OF_WHOM[objective.whose]} {how}: “{objective.what}”{at}."


def _late(then: Progress, now: Progress) -> Iterator[tuple[Severity, str]]:
    if then.overdue == now.overdue or then.objective.status != now.objective.status:
        return
    late = "is overdue" if now.overdue else "is no longer overdue"
    put_off = now.objective.due > then.objective.due and not now.overdue
    why = ", as its due date was postponed" if put_off else ""
    yield Severity.MINOR, f"“{now.objective.what}” {late}{why}."
