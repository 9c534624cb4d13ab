"""What to do for the relationships of an account, in words."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from generator.analysis import AccountInsight
from generator.analysis.coverage import KEY_ROLES, Covered
from generator.analysis.relationships import RelationshipStep, StepKind
from generator.model.item import Item
from generator.pages.kit.names import Names
from generator.text import markdown as md
from generator.text.formats import small


@dataclass(frozen=True, slots=True)
class ToDo:
    """A step in words; ``item``: what is changed once it is done, ``steps``: what it is about."""

    text: str
    item: Item
    steps: tuple[RelationshipStep, ...]


def to_do(names: Names, insight: AccountInsight) -> list[ToDo]:
    """What to do for the relationships, the most useful first; posts with the same step as one."""
    alike: dict[tuple[object, ...], list[RelationshipStep]] = {}
    for step in insight.steps:
        alike.setdefault(_alike(step), []).append(step)
    return [
        ToDo(
            _TEXTS[steps[0].kind](
                names, steps[0], md.listed([f"the {small(called(s.post))}" for s in steps])
            ),
            steps[0].link or steps[0].stakeholder,
            tuple(steps),
        )
        for steps in alike.values()
    ]


def _alike(step: RelationshipStep) -> tuple[object, ...]:
    if step.kind == "introduce":
        return step.kind, step.by, step.introduces
    return step.kind, step.stakeholder.id, step.by


def called(post: Covered) -> str:
    """A post with what makes it weigh: ``Head of purchasing (veto holder)``."""
    parts = [md.words(each) for each in post.stakeholder.buying if each in KEY_ROLES]
    if "gatekeeper" in post.stakeholder.buying:
        parts.append("gatekeeper")
    if not parts and post.stakeholder.power == "high":
        parts = ["high power"]
    function = post.stakeholder.function
    return f"{function} ({', '.join(parts)})" if parts else function


def _meet(names: Names, step: RelationshipStep, post: str) -> str:
    who = names.person(step.introduces or "")
    if step.through is None:
        return f"{who} finds a way to {post}: nobody on our side is known at this customer."
    asks = "asks" if step.by == step.introduces else f"and {names.person(step.by or '')} ask"
    through = f"the {small(step.through.function)}"
    return (
        f"{who} {asks} {through} for an introduction to {post}: nobody on our side is known there."
    )


def _introduce(names: Names, step: RelationshipStep, post: str) -> str:
    by = names.person(step.by or "")
    if step.introduces is None:
        return f"Name a second of us for {post}: only {by} is known there."
    second = names.person(step.introduces)
    return f"{by} introduces {second} to {post}: nobody else on our side is known there."


def _speak(names: Names, step: RelationshipStep, post: str) -> str:
    last = md.day_text(step.link.last_contact) if step.link else ""
    due = md.day_text(step.day) if step.day else ""
    by = names.person(step.by or "")
    return f"{by} speaks with {post}: the last time was on {last}, the next was due by {due}."


def _sponsor(names: Names, step: RelationshipStep, post: str) -> str:
    stance = step.stakeholder.stance
    so_far = stance if stance == "neutral" else f"a {stance}"
    by = names.person(step.by or "")
    return f"{by} wins {post}, {so_far} so far, as a sponsor: nobody at the customer is one."


def _confirm(names: Names, step: RelationshipStep, post: str) -> str:
    strength = md.words(step.link.strength) if step.link else ""
    by = names.person(step.by or "")
    return f"{by} asks {post} how well the two work together: “{strength}” is assumed."


def _deepen(names: Names, step: RelationshipStep, post: str) -> str:
    now = md.words(step.link.strength) if step.link else ""
    target = md.words(step.link.target) if step.link and step.link.target else ""
    by = names.person(step.by or "")
    return f"{by} works more closely with {post}: {now} today, {target} is the aim."


_TEXTS: Mapping[StepKind, Callable[[Names, RelationshipStep, str], str]] = {
    "meet": _meet,
    "introduce": _introduce,
    "speak": _speak,
    "sponsor": _sponsor,
    "confirm": _confirm,
    "deepen": _deepen,
}
