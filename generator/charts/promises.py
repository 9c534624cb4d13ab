"""The promises of both sides over time: made, due, and how each ended."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from generator.analysis.promises import Ledgers
from generator.charts.svg import Drawing, Picture, lines
from generator.charts.time_axis import TimeAxis
from generator.model.strategy import Promise
from generator.text.formats import counted, day_text, month_begin, next_month

_WIDTH, _EDGE, _LABEL, _ROW, _HEAD, _FOOT, _LEGEND = 640, 8, 236, 36, 28, 26, 24
_SIZE, _LINE = 13, 15

MOST = 12
"""Promises of one side in the picture; the table below has all."""

_STATES = {
    "exactly": "kept exactly",
    "differently": "kept, but not exactly",
    "overdue": "overdue",
    "open": "open",
}


@dataclass(frozen=True, slots=True)
class _Row:
    """A promise and how it stands: a key of the states."""

    promise: Promise
    state: str


def promises_picture(
    found: Ledgers, as_of: date, name: str, title: str, leads_to: str = ""
) -> Picture | None:
    """The picture of both ledgers on a day; ``None`` without a promise.

    ``leads_to``: what a relative link to a promise begins with, before its id.
    """
    sides = [
        (heading, _shown(rows), len(rows))
        for heading, rows in (
            ("We promised", _rows(found, ours=True)),
            ("They promised", _rows(found, ours=False)),
        )
        if rows
    ]
    if not sides:
        return None
    description = f"{title}. {' '.join(_in_words(*side) for side in sides)}"
    heights = [
        _HEAD + _ROW * len(shown) + _FOOT * (total > len(shown)) for _, shown, total in sides
    ]
    bottom = _EDGE + sum(heights)
    height = bottom + _FOOT + _LEGEND
    drawing = Drawing(_WIDTH, height, title, description, wide=True)
    axis = _axis([row for _, shown, _ in sides for row in shown], as_of)
    axis.draw(drawing, _EDGE, bottom)
    today = axis.x(as_of)
    drawing.line("pb-strong", (today, _EDGE), (today, bottom), 1.5)
    anchor = "end" if today > _WIDTH - 110 else "start"
    aside = -5 if anchor == "end" else 5
    drawing.text(
        "pb-ink pb-halo", today + aside, _EDGE + 12, day_text(as_of), size=_SIZE, anchor=anchor
    )
    top: float = _EDGE
    for (heading, shown, total), room in zip(sides, heights, strict=True):
        drawing.text("pb-ink", _EDGE, top + 18, heading, size=14, weight="bold")
        for number, row in enumerate(shown):
            _draw(drawing, row, axis, as_of, top + _HEAD + _ROW * (number + 0.5), leads_to=leads_to)
        if total > len(shown):
            more = f"and {counted(total - len(shown), 'earlier one')}, kept"
            drawing.text("pb-soft", _EDGE, top + room - 8, more, size=_SIZE)
        top += room
    _legend(drawing, height - 8)
    return Picture(name, description, drawing.svg())


def _rows(found: Ledgers, *, ours: bool) -> list[_Row]:
    """All promises of one side, by the day they fall due."""
    ledger = found.ours if ours else found.theirs
    exact, late = ({each.id for each in part} for part in (ledger.exact, ledger.overdue))

    def state(promise: Promise) -> str:
        if promise.id in late:
            return "overdue"
        return "exactly" if promise.id in exact else "differently"

    rows = [_Row(each, state(each)) for each in ledger.due]
    rows += [_Row(each, "open") for each in ledger.open]
    return sorted(rows, key=lambda row: (row.promise.due, row.promise.id))


def _shown(rows: Sequence[_Row]) -> list[_Row]:
    """All that are not kept, and the newest of those that are."""
    if len(rows) <= MOST:
        return list(rows)
    waiting = [row for row in rows if row.state in ("overdue", "open")]
    kept = [row for row in rows if row not in waiting]
    chosen = [*kept[len(kept) - max(MOST - len(waiting), 0) :], *waiting]
    return [row for row in rows if row in chosen]


def _axis(rows: Sequence[_Row], as_of: date) -> TimeAxis:
    days = [as_of]
    for row in rows:
        days += [row.promise.made, row.promise.due]
        days += [row.promise.kept.on] if row.promise.kept else []
    last = next_month(max(days))
    return TimeAxis(month_begin(min(days)), last, _EDGE + _LABEL + 16, _WIDTH - _EDGE - 24)


def _draw(
    drawing: Drawing, row: _Row, axis: TimeAxis, as_of: date, y: float, *, leads_to: str
) -> None:
    promise = row.promise
    page = f"{leads_to}{promise.id}" if leads_to else ""
    with drawing.goal(f"{promise.what}: {_ended(row)}", page):
        label = lines(promise.what, _SIZE, _LABEL, 2)
        for number, line in enumerate(label):
            place = y + 5 + _LINE * (number - (len(label) - 1) / 2)
            drawing.text("pb-ink", _EDGE, place, line, size=_SIZE)
    made, due = axis.x(promise.made), axis.x(promise.due)
    end = axis.x(promise.kept.on) if promise.kept and row.state in _KEPT else due
    drawing.line("pb-trail", (made, y), (end, y), 2)
    drawing.line("pb-trail", (made, y - 5), (made, y + 5), 2)
    if end != due:
        drawing.line("pb-strong", (due, y - 7), (due, y + 7), 1.5)
    if row.state == "overdue":
        now = axis.x(as_of)
        late = {"x1": due, "y1": y, "x2": now, "y2": y, "stroke-width": 2}
        drawing.add("line", "pb-strong", {**late, "stroke-dasharray": "3 3"})
        end = now
    _mark(drawing, row.state, end, y)


_KEPT = ("exactly", "differently")


def _mark(drawing: Drawing, state: str, x: float, y: float) -> None:
    if state == "overdue":
        drawing.add("circle", "pb-area", {"cx": x, "cy": y, "r": 8})
        drawing.line("pb-strong", (x - 6, y - 6), (x + 6, y + 6), 3)
        drawing.line("pb-strong", (x - 6, y + 6), (x + 6, y - 6), 3)
        return
    drawing.add("circle", "pb-area", {"cx": x, "cy": y, "r": 7})
    drawing.add("circle", "pb-strong", {"cx": x, "cy": y, "r": 7, "stroke-width": 1.5})
    if state == "exactly":
        drawing.add("circle", "pb-arrow", {"cx": x, "cy": y, "r": 7})
    elif state == "differently":
        drawing.add("path", "pb-arrow", {"d": f"M{x:.2f} {y - 7:.2f}a7 7 0 0 1 0 14Z"})


def _legend(drawing: Drawing, y: float) -> None:
    x = _EDGE + 8.0
    for (state, words), step in zip(_STATES.items(), (118, 172, 96, 76), strict=True):
        _mark(drawing, state, x, y - 5)
        drawing.text("pb-ink", x + 14, y, words, size=_SIZE)
        x += step
    drawing.line("pb-strong", (x, y - 12), (x, y + 2), 1.5)
    drawing.text("pb-ink", x + 8, y, "day due", size=_SIZE)


def _ended(row: _Row) -> str:
    kept = f", {day_text(row.promise.kept.on)}" if row.promise.kept and row.state in _KEPT else ""
    return f"due {day_text(row.promise.due)}, {_STATES[row.state]}{kept}"


def _in_words(heading: str, shown: Sequence[_Row], total: int) -> str:
    said = "; ".join(f"{row.promise.what}, {_ended(row)}" for row in shown)
    more = f"; and {counted(total - len(shown), 'earlier one')}, kept" if total > len(shown) else ""
    return f"{heading}: {said}{more}."
