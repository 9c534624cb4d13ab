"""A ladder of steps with the one an account stands on and the one it works towards."""

from generator.charts.svg import Drawing, Picture
from generator.definitions.models import Method

_WIDTH, _STEP, _RISE = 440, 46, 20


def ladder(method: Method, name: str, title: str, now: str = "", target: str = "") -> Picture:
    """The picture of a method of steps, lowest at the bottom; ``now`` and ``target`` are ids."""
    steps = list(method.steps)
    height = _STEP * len(steps) + 16
    said = [f"{step.name}{_mark(step.id, now, target)}" for step in steps]
    description = f"{method.name}, lowest first: {', '.join(said)}."
    drawing = Drawing(_WIDTH, height, title, description)
    for index, step in enumerate(steps):
        top = height - 8 - _STEP * (index + 1)
        inset = 8 + index * _RISE / 2
        marked = step.id in (now, target)
        drawing.rectangle("pb-band" if marked else "pb-area", inset, top, _WIDTH - inset - 8, 36)
        drawing.add(
            "rect",
            "pb-strong" if step.id == now else "pb-line",
            {
                "x": inset,
                "y": top,
                "width": _WIDTH - inset - 8,
                "height": 36,
                "stroke-width": 2 if step.id == now else 1,
            },
        )
        words = f"{index + 1}. {step.name}{_mark(step.id, now, target)}"
        weight = "bold" if marked else "normal"
        drawing.text("pb-ink", inset + 12, top + 23, words, size=16, weight=weight)
        if step.also_called:
            drawing.text(
                "pb-soft", _WIDTH - 20, top + 23, step.also_called[0], size=12, anchor="end"
            )
    return Picture(name, description, drawing.svg())


def _mark(step: str, now: str, target: str) -> str:
    if step == now:
        return " (now)"
    return " (target)" if step == target else ""
