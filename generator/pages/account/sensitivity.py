"""The firmness of a rating in words: values close to a line, and changes that would cross it."""

from fractions import Fraction

from generator.analysis import AccountInsight
from generator.analysis.matrix import Placement
from generator.analysis.sensitivity import AxisSensitivity, ScoreMove, WeightMove
from generator.analysis.survival import Survival
from generator.text import markdown as md

_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_MOST_NAMES = 3  # more would not be readable as a sentence
_HOW_FAR = (
    "Allowed is one point either way for a score of high confidence, two for medium, three for "
    "low or not stated."
)


def grey_in_words(placement: Placement) -> str:
    """The axes within their grey band, the distances, and the cells beyond; empty if none."""
    said = []
    for axis, border in ((each, border) for each in placement.grey for border in each.near):
        side, far = ("above", "below") if border.above else ("below", "above")
        other = f"; {far} it lies {border.across.name}" if border.across else ""
        gap = abs(border.gap)
        where = f"{md.figure(gap, 2)} {side}" if gap else "exactly on"
        line = md.figure(border.at, 2)
        said.append(f"{axis.axis.name} lies {where} the line at {line}{other}.")
    return " ".join(said)


def moves(insight: AccountInsight) -> list[str]:
    """What would move the account to another cell: scores, smallest change first; weights.

    Finally, how often the cell survives when all scores vary. Empty if not computed.
    """
    found = insight.sensitivity
    if found is None or insight.placement is None:
        return []
    firm = [
        f"{axis.axis.name}: wherever it lies, the cell stays {insight.placement.computed.name}."
        for axis in insight.placement.axes
        if not any(axis.exits())
    ]
    nearest = sorted(found.axes, key=lambda axis: axis.scores[0].size if axis.scores else 10)
    said = [_by_scores(axis) for axis in nearest] + firm + [_by_weight(found.weight)]
    return said + ([survival_in_words(found.survival)] if found.survival else [])


def about(placement: Placement) -> str:
    """The cell the sentences are about, if it is not the one in use; else empty."""
    if not placement.overridden:
        return ""
    return (
        f"The scores give {placement.computed.name}, and this is about the scores. The account "
        f"is treated as {placement.cell.name} until somebody lifts that decision."
    )


def survival_in_words(found: Survival) -> str:
    """How often the cell survives when all scores vary, and the most likely other cell."""
    name = found.cell.name
    start = "With every score varying as far as its confidence allows, it"
    if not found.others:
        return f"{start} stays {name} in every case. {_HOW_FAR}"
    other, share = found.others[0]
    stays = _cases(found.stays)
    rest = f"it is {other.name}" if len(found.others) == 1 else f"mostly {other.name}"
    if share > found.stays:
        only, rest = "only ", f"{other.name} comes out more often"
    else:
        only, rest = "", f"else {rest}"
    return (
        f"{start} stays {name} in {only}{stays} of 100 cases; {rest} ({_cases(share)}). {_HOW_FAR}"
    )


def _cases(share: Fraction) -> str:
    """Cases of a hundred, half-even; 0 or 100 only if exact."""
    cases = round(share * 100)
    if cases == 100 and share < 1:
        return "more than 99"
    if cases == 0 and share > 0:
        return "fewer than 1"
    return str(cases)


def _by_scores(found: AxisSensitivity) -> str:
    axis = found.axis
    if not found.scores:
        return _no_single_score(found)
    cells = list(dict.fromkeys(move.cell.name for move in found.scores if move.cell))
    then = f"would make it {_either(cells)}" if cells else f"would carry it across {_line(found)}"
    size, way = found.scores[0].size, "less" if found.border.above else "more"
    if 1 < len(found.scores) == len(axis.factors):
        points = f"{_NUMBERS[size]} {'point' if size == 1 else 'points'} {way}"
        example = _change(_easiest(found.scores))
        return f"{axis.axis.name}: {points} for any single factor {then}, for example {example}."
    named = [_change(move) for move in found.scores[:_MOST_NAMES]]
    left = len(found.scores) - len(named)
    if left:
        named.append(f"as much for one of {left} more")
    smaller = "" if size == 1 else " No smaller change of a single score does."
    return f"{axis.axis.name}: {_either(named)} {then}.{smaller}"


def _no_single_score(found: AxisSensitivity) -> str:
    name = found.axis.axis.name
    if found.together is None:
        return f"{name}: not even all scores together can carry it across {_line(found)}."
    way = "fall" if found.border.above else "rise"
    aim = f" before it is {found.beyond.name}" if found.beyond else ""
    number = _NUMBERS[found.together] if found.together < len(_NUMBERS) else str(found.together)
    return (
        f"{name}: no single score can carry it across {_line(found)}. "
        f"At least {number} have to {way} together{aim}."
    )


def _line(found: AxisSensitivity) -> str:
    """The border, with its value if the axis has more than one."""
    if found.axis.axis.only_border is not None:
        return "the line"
    return f"the line at {md.figure(found.border.at, 2)}"


def _easiest(tied: tuple[ScoreMove, ...]) -> ScoreMove:
    """The lowest score among increases, the highest among decreases."""
    rising = tied[0].after > tied[0].before
    return min(tied, key=lambda move: move.before if rising else -move.before)


def _change(move: ScoreMove) -> str:
    return f"{move.factor.name} from {move.before} to {move.after}"


def _by_weight(move: WeightMove | None) -> str:
    if move is None:
        return "Weights: no change of a single weight would move it."
    name = move.factor.name
    then = f"it would be {move.cell.name}" if move.cell else "that would carry it across the line"
    return (
        f"Weights: if {name} weighed {md.figure(move.after)} instead of {md.figure(move.before)} "
        f"and the other weights stayed as they are, {then}; {name} would then be "
        f"{md.figure(move.share)} % of its axis. No smaller change of a single weight does that."
    )


def _either(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} or {names[-1]}"
