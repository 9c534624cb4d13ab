"""Marks of a post: stance, power and coverage by shape, never by colour alone."""

from generator.charts.svg import Drawing
from generator.model.stakeholders import AGAINST_US, WITH_US
from generator.model.strategy import Strength, rank

RADIUS = 8


def stance_mark(drawing: Drawing, stance: str, x: float, y: float) -> None:
    """For us: a filled disc with a plus; against: a square with a minus; neutral: an empty disc.

    Unknown: a broken circle with a question mark.
    """
    if stance in WITH_US:
        drawing.add("circle", "pb-arrow", {"cx": x, "cy": y, "r": RADIUS})
        drawing.line("pb-point", (x - 4, y), (x + 4, y), 2)
        drawing.line("pb-point", (x, y - 4), (x, y + 4), 2)
    elif stance in AGAINST_US:
        drawing.rectangle("pb-ink", x - RADIUS, y - RADIUS, 2 * RADIUS, 2 * RADIUS)
        drawing.line("pb-point", (x - 4, y), (x + 4, y), 2)
    else:
        ring: dict[str, object] = {"cx": x, "cy": y, "r": RADIUS - 0.5, "stroke-width": 1.5}
        if stance == "unknown":
            ring["stroke-dasharray"] = "3 2"
            drawing.text("pb-ink", x, y + 4, "?", size=12, anchor="middle", weight="bold")
        drawing.add("circle", "pb-strong", ring)


def power_mark(drawing: Drawing, power: Strength, x: float, y: float) -> None:
    """Three steps that rise to the right, as many filled as the power counts."""
    for step in range(3):
        height = 6 + 5 * step
        kind = "pb-ink" if step < rank(power) else "pb-line"
        drawing.rectangle(kind, x + 9 * step, y + RADIUS - height, 7, height, stroke=1)


def coverage_mark(drawing: Drawing, strength: str | None, x: float, y: float) -> None:
    """A disc: full for trusted, half for working, a quarter for a first contact; or a cross."""
    if strength is None:
        drawing.line("pb-strong", (x - 6, y - 6), (x + 6, y + 6), 2.5)
        drawing.line("pb-strong", (x - 6, y + 6), (x + 6, y - 6), 2.5)
        return
    drawing.add("circle", "pb-strong", {"cx": x, "cy": y, "r": 7, "stroke-width": 1.5})
    part = {
        "first-contact": f"M{x:g} {y:g}V{y - 7:g}A7 7 0 0 1 {x + 7:g} {y:g}Z",
        "working": f"M{x:g} {y - 7:g}A7 7 0 0 1 {x:g} {y + 7:g}Z",
    }.get(strength)
    if part:
        drawing.add("path", "pb-ink", {"d": part})
    else:
        drawing.add("circle", "pb-ink", {"cx": x, "cy": y, "r": 7})
