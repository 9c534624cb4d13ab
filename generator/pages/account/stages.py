"""Stages of the relationship, and the trigger for another tier."""

from collections.abc import Iterator

from generator.definitions.models.method import Step
from generator.definitions.models.rating import StagePlacement
from generator.definitions.models.strategy import Promotion
from generator.insight import AccountInsight
from generator.pages import markdown as md
from generator.pages.context import Context
from generator.pages.wording import counted


def stage_rows(context: Context, known: AccountInsight) -> Iterator[dict[str, object]]:
    """Each stage placement: today and target, what shows it, what moving up asks for."""
    for placement in known.account.stages:
        method = context.catalog.methods.get(placement.method)
        steps = {step.id: step for step in method.steps} if method else {}
        now = steps.get(placement.now)
        target = steps.get(placement.target) if placement.target else None
        yield {
            "method": method.name if method else md.sentence(placement.method),
            "method_page": f"methods/{placement.method}/index.md" if method else "",
            "on": placement.on,
            "now": now.name if now else md.sentence(placement.now),
            "means": now.means if now else "",
            "shown_by": placement.evidence,
            "asked": now.evidence if now else (),
            "moving_up": now.moving_up or "" if now and placement.target else "",
            **_target(placement, target),
        }


def _target(placement: StagePlacement, target: Step | None) -> dict[str, object]:
    name = target.name if target else md.sentence(placement.target or "")
    return {
        "target": name,
        "by": placement.by,
        "target_means": target.means if target else "",
        "target_asked": target.evidence if target else (),
    }


def promotion_in_words(known: AccountInsight, promotion: Promotion) -> str:
    """Whether the trigger for another tier is met, from the newest ratings that know the axis."""
    results = [
        (placement.rating.on, axis)
        for placement in known.placements
        for axis in placement.axes
        if axis.axis.id == promotion.axis
    ]
    name = results[0][1].axis.name if results else md.sentence(promotion.axis)
    wanted = int(promotion.reviews)
    rule = (
        f"To tier {promotion.to} when {name} reaches {md.figure(promotion.at_least)} "
        f"at {counted(wanted, 'rating')}{' in a row' if wanted > 1 else ''}."
    )
    if not results:
        return f"{rule} Not met: no rating knows this axis yet."
    reached = 0
    for _, axis in results:
        if axis.value < promotion.at_least:
            break
        reached += 1
    day, latest = results[0]
    said = f"The latest rating, of {md.day_text(day)}, gives {md.figure(latest.value, 2)}"
    if reached >= wanted:
        return f"{rule} Met: {said[:1].lower()}{said[1:]}, and the trigger asks for a decision now."
    have = f"{reached} of {wanted} ratings reach it" if wanted > 1 else "it does not reach it"
    return f"{rule} Not met: {said[:1].lower()}{said[1:]}; {have}."
