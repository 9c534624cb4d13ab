"""The position of an account and its reasons: cell, axes, factors with evidence."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from generator.analysis import AccountInsight
from generator.analysis.matrix import AxisResult, FactorResult, Placement
from generator.charts import Bar, BarGroup, Picture, bars, matrix
from generator.pages.account.layout import path_of
from generator.pages.account.names import post
from generator.pages.account.sensitivity import grey_in_words
from generator.pages.kit.names import Names
from generator.pages.kit.pictures import points_on
from generator.text import markdown as md

_MOST_FACTORS = 5  # on one side of the line; more would not be readable as a sentence


@dataclass(frozen=True, slots=True)
class FactorRow:
    """A factor in the table; ``anchor``: what its score means by the method."""

    name: str
    weight: str
    score: int
    anchor: str
    evidence: str
    on: date
    confidence: str
    contribution: str


@dataclass(frozen=True, slots=True)
class AxisTable:
    """One axis with its factors."""

    name: str
    value: str
    band: str
    rows: tuple[FactorRow, ...]


def standing(names: Names, insight: AccountInsight) -> dict[str, object] | None:
    """The newest placement in words, for playbook and strategy; ``None`` without a rating."""
    placement = insight.placement
    if placement is None:
        return None
    axes = md.listed([axis_in_words(axis) for axis in placement.axes])
    override = placement.rating.override
    return {
        "cell": placement.cell.name,
        "why": f"{axes} place it in the cell {placement.computed.name}.",
        "override": override_in_words(names, placement),
        "override_because": override.because if override else "",
        "strategy": placement.cell.strategy,
        "grey": grey_in_words(placement),
        "grey_reason": placement.rating.grey_band_reason or "",
        "on": placement.rating.on,
        "method": placement.method.name,
        "method_page": f"methods/{placement.method.id}/index.md",
    }


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


def basis(names: Names, insight: AccountInsight, placement: Placement) -> dict[str, object]:
    """Who scored, and who confirmed it for the customer."""
    rating = placement.rating
    functions = [names.name("function", each) or str(each) for each in rating.raters]
    verified = rating.verified
    wanted = any(axis.customers_view == "yes" for axis in placement.method.axes)
    return {
        "on": rating.on,
        "raters": md.listed(functions),
        "verified_by": post(insight.account, verified.by) if verified else "",
        "verified_on": verified.on if verified else None,
        "unverified": wanted and verified is None,
    }


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
        f"between lines at {' and '.join(lines)}" if lines[1:] else f"against a line at {lines[0]}"
    )
    said = f"{axis.axis.name} is {axis.band.label}: {md.figure(axis.value, 2)} {where}."
    nearer = f"the nearer line, at {md.figure(axis.nearest.at, 2)}" if lines[1:] else "the line"
    lifting = _pulls(axis, 1, "lifts it", "lift it")
    pulling = _pulls(axis, -1, "pulls it down", "pull it down")
    sides = "; ".join(side for side in (lifting, pulling) if side)
    return f"{said} Measured from {nearer}, {sides}." if sides else f"{said} Every score is on it."


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


def axis_tables(placement: Placement) -> list[AxisTable]:
    """All axes with their factors, in the order of the method."""
    return [
        AxisTable(
            name=axis.axis.name,
            value=md.figure(axis.value, 2),
            band=axis.band.label,
            rows=tuple(_factor_row(placement, result) for result in axis.factors),
        )
        for axis in placement.axes
    ]


def _factor_row(placement: Placement, result: FactorResult) -> FactorRow:
    score = result.score
    source = f" ({score.source.rstrip('.')})" if score.source else ""
    evidence = md.stop(score.evidence) if score.evidence else "none written down"
    return FactorRow(
        name=result.factor.name,
        weight=md.percent(result.factor.weight),
        score=score.score,
        anchor=anchor_in_words(result),
        evidence=evidence + source,
        on=score.date or placement.rating.on,
        confidence=score.confidence or "not stated",
        contribution=md.figure(result.contribution, 2),
    )


def anchor_in_words(result: FactorResult) -> str:
    """The meaning of the score: its own anchor, or those above and below it."""
    anchors = {int(key): md.stop(text) for key, text in result.factor.anchors.items()}
    score = result.score.score
    if score in anchors:
        return anchors[score]
    said = []
    below = [key for key in anchors if key < score]
    above = [key for key in anchors if key > score]
    if below:
        said.append(f"Above {max(below)}: {anchors[max(below)]}")
    if above:
        said.append(f"Below {min(above)}: {anchors[min(above)]}")
    return " ".join(said) or "no anchor written"


def factor_picture(insight: AccountInsight) -> Picture | None:
    """The contributions of factors to each axis; ``None`` if the account is not rated."""
    if insight.placement is None:
        return None
    groups = [_bar_group(axis) for axis in insight.placement.axes]
    return bars(groups, "factors.svg", f"What the rating of {insight.account.name} rests on")


def _bar_group(axis: AxisResult) -> BarGroup:
    return BarGroup(
        label=axis.axis.name,
        value=axis.value,
        lines=axis.axis.borders,
        band=axis.band.label,
        bars=tuple(
            Bar(
                result.factor.name,
                result.contribution,
                f"{md.percent(result.factor.weight)} of {result.score.score}",
            )
            for result in axis.factors
        ),
    )


def picture(insight: AccountInsight) -> Picture | None:
    """The account on its matrix, with its earlier ratings; ``None`` if it is not rated."""
    if insight.placement is None:
        return None
    method = insight.placement.method
    title = f"{insight.account.name} on the {method.name}"
    points = points_on([insight], method, path_of(insight.account.id, "strategy.md"))
    return matrix(method, points, "position.svg", title)
