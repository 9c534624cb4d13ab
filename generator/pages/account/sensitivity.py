"""How firmly a rating holds, in words: what lies close to a line, what would carry it across."""

from generator.insight.matrix import AxisResult, Placement
from generator.insight.sensitivity import crosses, neighbour
from generator.pages import markdown as md

_LIKELY_STEPS = (1, 2)  # a change of one or two points is what the next rating may well bring


def grey_in_words(placement: Placement) -> str:
    """Which axes lie inside the grey band, how close, and what is beyond; empty when none does."""
    said = []
    for axis in placement.grey:
        beyond = neighbour(placement, axis)
        side, far = ("above", "below") if axis.half == "high" else ("below", "above")
        other = f"; {far} it lies {beyond.name}" if beyond else ""
        gap = abs(axis.value - axis.axis.cut)
        where = f"{md.figure(gap, 2)} {side}" if gap else "exactly on"
        line = md.figure(axis.axis.cut, 2)
        said.append(f"{axis.axis.name} lies {where} the line at {line}{other}.")
    return " ".join(said)


def moves(placement: Placement) -> list[str]:
    """What would move the account across a line, one sentence per axis."""
    return [_move(placement, axis) for axis in placement.axes]


def _move(placement: Placement, axis: AxisResult) -> str:
    beyond = neighbour(placement, axis)
    aim = f", to {beyond.name}" if beyond else ""
    up = axis.half == "low"
    way = "more" if up else "less"
    for steps in _LIKELY_STEPS:
        names = [r.factor.name for r in axis.factors if crosses(axis, r, steps if up else -steps)]
        if names:
            points = "one point" if steps == 1 else "two points"
            which = _either(names, all_of_them=len(names) == len(axis.factors))
            return f"{axis.axis.name}: {points} {way} for {which} would cross the line{aim}."
    return (
        f"{axis.axis.name}: no change of one or two points in a single factor would cross the line."
    )


def _either(names: list[str], *, all_of_them: bool) -> str:
    if all_of_them and len(names) > 1:
        return "any single factor"
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} or {names[-1]}"
