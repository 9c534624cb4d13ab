"""Movement between two days, for ``/reports/portfolio/``: cells, values, decisions."""

from datetime import date

from generator.analysis.matrix import AxisResult, Placement
from generator.analysis.movement import AccountMove
from generator.analysis.portfolio import Portfolio
from generator.charts import Picture, Point, matrix
from generator.pages.kit.links import Link, account_path, method_path
from generator.text import markdown as md
from generator.text.formats import are, capital, counted, were


def newest(found: Portfolio) -> str:
    """News since every account was reviewed, in one or two sentences."""
    if found.reviewed is None:
        return "No active account has been reviewed yet."
    fresh = len(found.fresh)
    moved = [each for each in found.fresh if each.how == "moved"]
    text = f"In the last 12 months, {counted(fresh, 'account')}"
    if found.reviewed > found.earlier:
        day = md.day_text(found.reviewed)
        text = f"Every active account was last reviewed on {day} or later. Since that day, "
        text += counted(fresh, "account")
    text += f" {were(fresh)} rated again"
    if moved:
        text += f". Moved: {md.listed([_from_to(each) for each in moved])}."
    else:
        text += _stayed(fresh)
    recent = [each for each in found.decided if each.selection.on > found.reviewed]
    if recent:
        clauses = md.listed([f"{each.account.name} {each.selection.stage}" for each in recent])
        text += f" Decided on key accounts: {clauses}."
    return text


def _stayed(fresh: int) -> str:
    if not fresh:
        return "."
    return " and stayed in its cell." if fresh == 1 else " and stayed in their cells."


def _from_to(each: AccountMove) -> str:
    before = each.then.cell.name if each.then else ""
    return f"{each.account.name} from {before} to {each.now.cell.name if each.now else ''}"


def summary(found: Portfolio) -> str:
    """The numbers of accounts by kind of movement."""
    moves = found.moves
    if not moves:
        return "No account is active."
    moved = [each for each in moves if each.how == "moved"]
    text = "No account has changed its cell."
    if moved:
        text = f"Moved: {md.listed([_from_to(each) for each in moved])}."
    kinds = {
        "new": "planned for the first time",
        "first rating": "rated for the first time",
        "shifted": "in the same cell with other scores",
        "same scores": "rated again with the same scores",
        "no rating": "not rated since",
        "not rated": "not rated at all",
    }
    numbers = [(sum(each.how == how for each in moves), words) for how, words in kinds.items()]
    clauses = [f"{number} {are(number)} {words}" for number, words in numbers if number]
    return f"{text} {capital(md.listed(clauses))}." if clauses else text


def rows(found: Portfolio) -> list[tuple[AccountMove, str, Link, str]]:
    """All active accounts by name: earlier position, current cell, change."""
    return [
        (each, _earlier_placement(each), cell_link(each.now), _what(each)) for each in found.moves
    ]


def _earlier_placement(each: AccountMove) -> str:
    if each.then:
        return f"{_cell(each.then)}, {md.day_text(each.then.rating.on)}"
    return "no plan yet" if each.arrived else "not rated"


def _cell(placement: Placement) -> str:
    return f"{placement.cell.name}{' (by decision)' if placement.overridden else ''}"


def _what(each: AccountMove) -> str:
    then, now = each.then, each.now
    if now is None:
        return "Not rated yet."
    if then is None:
        if each.arrived:
            return f"First plan on {md.day_text(each.arrived)}."
        return "First rating."
    if each.how == "no rating":
        return "Not rated since."
    pairs = zip(then.axes, now.axes, strict=True)
    values = f"{md.listed([_axis(before, after) for before, after in pairs])}."
    if each.how == "moved":
        return f"From {_cell(then)} to {_cell(now)}: {values}"
    return f"Same cell: {values}"


def _axis(before: AxisResult, after: AxisResult) -> str:
    value = md.figure(after.value, 2)
    if before.value == after.value:
        return f"{after.axis.name} still {value}"
    return f"{after.axis.name} from {md.figure(before.value, 2)} to {value}"


def pictures(found: Portfolio, as_of: date) -> list[Picture]:
    """One matrix per method in use, with earlier and current positions."""
    placed: dict[str, list[tuple[AccountMove, Placement]]] = {}
    for each in found.moves:
        if each.now:
            placed.setdefault(each.now.method.id, []).append((each, each.now))
    between = f"{md.day_text(found.earlier)} and {md.day_text(as_of)}"
    return [
        matrix(
            moves[0][1].method,
            [_point(each, now) for each, now in moves],
            f"movement-{method_id}.svg",
            f"{moves[0][1].method.name}: where the accounts were and are, {between}",
        )
        for method_id, moves in sorted(placed.items())
    ]


def _point(each: AccountMove, now: Placement) -> Point:
    track = tuple(placement.values for placement in (each.then, now) if placement)
    return Point(
        each.account.name,
        track,
        page=f"../{account_path(each.account.id)}",
        note=f"{now.cell.name}. {_what(each)}",
    )


def cell_link(placement: Placement | None) -> Link:
    """A link to the cell on the method's page; plain text without a rating."""
    if placement is None:
        return Link("not rated")
    cell = placement.cell
    return Link(_cell(placement), method_path(placement.method.id), f"cell-{cell.id}")
