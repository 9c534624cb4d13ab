"""The position of an account: cell, axes, factors with evidence, and what would change it."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from generator.analysis import AccountInsight
from generator.analysis.matrix import AxisResult, FactorResult, Placement
from generator.analysis.sensitivity import AxisSensitivity, ScoreMove, Survival, WeightMove
from generator.charts import Picture, bars, matrix
from generator.model.rating import Score
from generator.pages.kit.links import account_path
from generator.pages.kit.names import Names
from generator.pages.kit.pictures import points_on
from generator.text import markdown as md

_MOST_FACTORS = 5  # on one side of the line; more would not be readable as a sentence

_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")

_MOST_NAMES = 3  # more would not be readable as a sentence

_HOW_FAR = (
    "A score may be one point off where our confidence is high, two where it is medium, three "
    "where it is low or not stated."
)


@dataclass(frozen=True, slots=True)
class Standing:
    """A placement in words; ``override`` and ``grey`` are empty if there is none."""

    why: str
    override: str
    grey: str


def standing(names: Names, insight: AccountInsight) -> Standing | None:
    """The newest placement in words, for playbook and strategy; ``None`` without a rating."""
    placement = insight.placement
    if placement is None:
        return None
    axes = md.listed([axis_in_words(axis) for axis in placement.axes])
    return Standing(
        why=f"{axes} place it in the cell {placement.computed.name}.",
        override=override_in_words(names, placement),
        grey=grey_in_words(placement),
    )


def axis_in_words(axis: AxisResult) -> str:
    """``Account business potential 7.90 (high)``."""
    return f"{axis.axis.name} {md.figure(axis.value, 2)} ({axis.band.label})"


def override_in_words(names: Names, placement: Placement) -> str:
    """Who chose another cell than the computed one; empty without an override."""
    override = placement.rating.override
    if override is None or not placement.overridden:
        return ""
    by = names.person(override.approved_by)
    return f"It is treated as {placement.cell.name} all the same, approved by {by}."


def raters(names: Names, placement: Placement) -> str:
    """The functions that scored."""
    return md.listed([names.name("function", each) or each for each in placement.rating.raters])


def is_unverified(placement: Placement) -> bool:
    """Whether nobody on the customer's side confirmed an axis that is the customer's view."""
    wanted = any(axis.customers_view == "yes" for axis in placement.method.axes)
    return wanted and placement.rating.verified is None


def why(placement: Placement) -> list[str]:
    """Per axis: the value, the lines around it, and the effect of each factor."""
    return [_why_axis(axis) for axis in placement.axes]


def _why_axis(axis: AxisResult) -> str:
    lines = [
        md.figure(each.at, 2)
        for each in axis.borders
        if axis.band.id in (each.lower.id, each.upper.id)
    ]
    where = (
        f"between the lines at {' and '.join(lines)}"
        if lines[1:]
        else f"with the line at {lines[0]}"
    )
    text = f"{axis.axis.name} is {axis.band.label}: {md.figure(axis.value, 2)}, {where}."
    nearer = f"nearer line, at {md.figure(axis.nearest.at, 2)}" if lines[1:] else "line"
    lifting = _pulls(axis, 1, "lifts it", "lift it")
    pulling = _pulls(axis, -1, "pulls it down", "pull it down")
    sides = "; ".join(side for side in (lifting, pulling) if side)
    from_line = f"Measured from the {nearer}, {sides}."
    return f"{text} {from_line}" if sides else f"{text} Every score is on it."


def _pulls(axis: AxisResult, sign: int, one: str, many: str) -> str:
    """The factors on one side of the nearest line, strongest first.

    The effect of a factor is (score - line) x weight / sum of weights; the effects add up to the
    distance of the axis from the line.
    """
    weights = sum((result.factor.weight for result in axis.factors), Decimal(0))
    pulls = [
        (sign * (result.score.score - axis.nearest.at) * result.factor.weight / weights, result)
        for result in axis.factors
    ]
    strongest = sorted((each for each in pulls if each[0] > 0), key=lambda each: -each[0])
    named = [
        f"{result.factor.name} ({result.score.score} of 10){f' {one}' if first else ''} "
        f"by {md.figure(pull, 2)}"
        for first, (pull, result) in zip(
            (True, *[False] * len(strongest)), strongest[:_MOST_FACTORS], strict=False
        )
    ]
    rest = strongest[_MOST_FACTORS:]
    if rest:
        together = sum((pull for pull, _ in rest), Decimal(0))
        named.append(f"{len(rest)} more {many} by {md.figure(together, 2)} together")
    return md.listed(named)


def factor_rows(axis: AxisResult) -> list[tuple[FactorResult, str, str]]:
    """The factors of an axis, each with the meaning of its score and its evidence."""
    return [(each, anchor_in_words(each), _evidence(each.score)) for each in axis.factors]


def _evidence(score: Score) -> str:
    source = f" ({score.source.rstrip('.')})" if score.source else ""
    return (md.stop(score.evidence) if score.evidence else "none recorded") + source


def anchor_in_words(result: FactorResult) -> str:
    """The meaning of the score: its own anchor, or those above and below it."""
    anchors = {int(key): md.stop(text) for key, text in result.factor.anchors.items()}
    score = result.score.score
    if score in anchors:
        return anchors[score]
    below = max((key for key in anchors if key < score), default=None)
    above = min((key for key in anchors if key > score), default=None)

    def quoted(key: int) -> str:
        return f"{key} (“{anchors[key].rstrip('.')}”)"

    if below is not None and above is not None:
        return f"Between {quoted(below)} and {quoted(above)}."
    if below is not None:
        return f"Above {quoted(below)}."
    return f"Below {quoted(above)}." if above is not None else "no anchor written"


def factor_picture(insight: AccountInsight) -> Picture | None:
    """The contributions of factors to each axis; ``None`` if the account is not rated."""
    if insight.placement is None:
        return None
    title = f"What the rating of {insight.account.name} rests on"
    return bars(insight.placement.axes, "factors.svg", title)


def picture(insight: AccountInsight) -> Picture | None:
    """The account on its matrix, with its earlier ratings; ``None`` if it is not rated."""
    if insight.placement is None:
        return None
    method = insight.placement.method
    title = f"{insight.account.name} on the {method.name}"
    points = points_on([insight], method, account_path(insight.account.id, "strategy.md"))
    return matrix(method, points, "position.svg", title)


def grey_in_words(placement: Placement) -> str:
    """The axes within their grey band, the distances, and the cells beyond; empty if none."""
    sentences = []
    for axis, border in ((each, border) for each in placement.grey for border in each.near):
        side, far = ("above", "below") if border.above else ("below", "above")
        other = f"; {far} it is {border.across.name}" if border.across else ""
        gap = abs(border.gap)
        where = f"{md.figure(gap, 2)} {side}" if gap else "exactly on"
        line = md.figure(border.at, 2)
        sentences.append(f"{axis.axis.name} is {where} the line at {line}{other}.")
    return " ".join(sentences)


def moves(insight: AccountInsight) -> list[str]:
    """What would move the account to another cell: scores, smallest change first; weights.

    Finally, how often the cell survives when all scores vary. Empty if not computed.
    """
    found = insight.sensitivity
    if found is None or insight.placement is None:
        return []
    firm = [
        f"{axis.axis.name}: whatever its value, the cell stays {insight.placement.computed.name}."
        for axis in insight.placement.axes
        if not any(axis.exits())
    ]
    nearest = sorted(found.axes, key=lambda axis: axis.scores[0].size if axis.scores else 10)
    sentences = [_by_scores(axis) for axis in nearest] + firm + [_by_weight(found.weight)]
    return sentences + ([survival_in_words(found.survival)] if found.survival else [])


def about(placement: Placement) -> str:
    """The cell the sentences are about, if it is not the one in use; else empty."""
    if not placement.overridden:
        return ""
    return (
        f"The scores give {placement.computed.name}, and this is about the scores. The account "
        f"is treated as {placement.cell.name} until that decision is lifted."
    )


def survival_in_words(found: Survival) -> str:
    """How often the cell survives when all scores vary, and the most likely other cell."""
    name = found.cell.name
    if not found.others:
        return f"{_HOW_FAR} Whatever the scores within that, it is {name}."
    other, share = found.others[0]
    here, there = _chance(found.stays), _chance(share)
    if share > found.stays:
        odds = f"{name} is only {here}; {other.name} is more likely, at {there}"
    elif len(found.others) == 1:
        odds = f"{name} is {here}, that of {other.name} {there}"
    else:
        odds = f"{name} is {here}; the next is {other.name}, at {there}"
    return f"{_HOW_FAR} Allowing for that, the chance of {odds}."


def _chance(share: Fraction) -> str:
    """A chance in whole percent, half-even; 0 or 100 only if exact."""
    chance = round(share * 100)
    if chance == 100 and share < 1:
        return "more than 99 %"
    if chance == 0 and share > 0:
        return "less than 1 %"
    return f"{chance} %"


def _by_scores(found: AxisSensitivity) -> str:
    axis = found.axis
    if not found.scores:
        return _no_single_score(found)
    cells = list(dict.fromkeys(move.cell.name for move in found.scores if move.cell))
    then = (
        f"would make the account {_any_of(cells)}"
        if cells
        else f"would carry it across {_line(found)}"
    )
    size, way = found.scores[0].size, "less" if found.border.above else "more"
    if 1 < len(found.scores) == len(axis.factors):
        points = f"{_NUMBERS[size]} {'point' if size == 1 else 'points'} {way}"
        example = _change(_easiest(found.scores))
        return f"{axis.axis.name}: {points} for any single factor {then}, for example {example}."
    named = [_change(move) for move in found.scores[:_MOST_NAMES]]
    left = len(found.scores) - len(named)
    if left:
        named.append(f"as much for one of {left} more")
    return f"{axis.axis.name}: {_any_of(named)} {then}."


def _no_single_score(found: AxisSensitivity) -> str:
    name = found.axis.axis.name
    if found.together is None:
        return f"{name}: not even all scores together can carry it across {_line(found)}."
    way = "fall" if found.border.above else "rise"
    aim = f" before the account is {found.beyond.name}" if found.beyond else ""
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
        return "Weights: no change of a single weight would move the account."
    name = move.factor.name
    then = (
        f"the account would be {move.cell.name}"
        if move.cell
        else "that would carry it across the line"
    )
    return (
        f"Weights: if {name} counted for {md.figure(move.share)} % instead of "
        f"{md.figure(move.before)} %, {then}."
    )


def _any_of(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} or {names[-1]}"
