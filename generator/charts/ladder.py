"""A ladder of steps with the current and the target step of an account."""

from generator.charts.svg import Drawing, Picture
from generator.model.kinds import Method
from generator.model.method import Step

_WIDTH, _STEP, _BAR, _INSET, _GAP = 440, 46, 36, 10, 14


def ladder(method: Method, name: str, title: str, now: str = "", target: str = "") -> Picture:
    """The picture of a method of steps, lowest at the bottom; ``now`` and ``target``: step ids.

    A way out of the relationship is not a rung: it is drawn below the steps.
    """
    rungs = [step for step in method.steps if not step.way_out]
    exits = [step for step in method.steps if step.way_out]
    marks = {target: " (target)", now: " (now)"}
    description = f"{method.name}, lowest first: {_said(rungs, marks)}."
    if exits:
        description += f" Out of any of them: {_said(exits, marks)}."
    gap = _GAP if exits else 0
    drawing = Drawing(_WIDTH, _STEP * len(method.steps) + 16 + gap, title, description)
    bottom = drawing.height - 8 - _STEP * len(exits) - gap
    for index, step in enumerate(rungs):
        top = bottom - _STEP * (index + 1)
        words = f"{index + 1}. {step.name}"
        _bar(drawing, step, (8 + index * _INSET, top), words, marks.get(step.id, ""))
    for index, step in enumerate(exits):
        top = bottom + gap + _STEP * index
        _bar(drawing, step, (8, top), f"Way out: {step.name}", marks.get(step.id, ""))
    return Picture(name, description, drawing.svg())


def _bar(drawing: Drawing, step: Step, at: tuple[float, float], words: str, mark: str) -> None:
    left, top = at
    width, now = _WIDTH - left - 8, mark == " (now)"
    drawing.rectangle("pb-band" if mark else "pb-area", left, top, width, _BAR)
    drawing.add(
        "rect",
        "pb-strong" if now else "pb-line",
        {"x": left, "y": top, "width": width, "height": _BAR, "stroke-width": 2 if now else 1},
    )
    weight = "bold" if mark else "normal"
    drawing.text("pb-ink", left + 12, top + 23, words + mark, size=16, weight=weight)
    if step.also_called:
        drawing.text("pb-soft", _WIDTH - 20, top + 23, step.also_called[0], size=12, anchor="end")


def _said(steps: list[Step], marks: dict[str, str]) -> str:
    return ", ".join(step.name + marks.get(step.id, "") for step in steps)
