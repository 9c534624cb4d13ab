"""What the account's cells ask for, and whether the plan does it: leading and other methods."""

from collections.abc import Iterator, Sequence

from generator.analysis import AccountInsight
from generator.analysis.coherence import Activity, StyleFit
from generator.analysis.matrix import Placement
from generator.analysis.movement import newest_by_method
from generator.model.common import ActionKind
from generator.model.method import Cell
from generator.model.strategy import Action
from generator.pages.account.position import axis_in_words, override_in_words
from generator.pages.kit.names import Names
from generator.text import markdown as md
from generator.text.numerals import capital, counted

_VERBS = {
    "invest": ("invests", "invest"),
    "develop": ("develops", "develop"),
    "maintain": ("maintains", "maintain"),
    "streamline": ("streamlines", "streamline"),
}
FITS = {
    "matched": "The style matches.",
    "over-designed": "Over-designed: more meetings and joint work than the ties call for.",
    "under-designed": "Under-designed: less care than the ties demand.",
    "mismatched": "Mismatched: as much effort as the ties call for, but of another sort.",
}


def asks(insight: AccountInsight) -> dict[str, object] | None:
    """What the leading cell asks for, and our plan and actions; ``None`` without a rating."""
    found = insight.coherence
    if found.leading is None or found.activity is None:
        return None
    return {
        "cell": found.leading.cell,
        "network": _network(insight),
        "activity": activity_in_words(found.activity, found.leading.cell),
    }


def _network(insight: AccountInsight) -> str:
    found = insight.coverage
    if not found.shape:
        return "Nobody of ours is linked to anybody of theirs yet."
    shapes = {"bow-tie": "a bow-tie", "diamond": "a diamond"}
    ours = counted(found.our_people, "person of ours reaches", "people of ours reach")
    areas = counted(found.their_areas, "area")
    shape = shapes.get(found.shape, "between bow-tie and diamond")
    return f"{ours} {areas} of theirs; the shape is {shape}."


# Activity -----------------------------------------------------------------------------------


def activity_in_words(found: Activity, cell: Cell) -> str:
    """``3 of 7 open actions invest, as Star asks; none contradicts it. The others: 4 develop.``"""
    if not found.open and not found.recent:
        return "No action is written down, so nothing can be held against it."
    said = [f"{_wanted(found, cell)}; {_contradicting(found, cell)}."]
    neutral = [each for each in found.open if each.kind not in (*cell.wants, *cell.refuses)]
    if neutral:
        said.append(f"{'The others' if len(neutral) > 1 else 'The other one'}: {_tally(neutral)}.")
    if found.recent:
        said.append(f"Done in the last 12 months: {_tally(found.recent)}.")
    return " ".join(said)


def _wanted(found: Activity, cell: Cell) -> str:
    number = sum(action.kind in cell.wants for action in found.open)
    total = counted(len(found.open), "open action")
    if not cell.wants:
        return capital(total)
    if number:
        return f"{number} of {total} {_verb(cell.wants, number)}, as {cell.name} asks"
    verb = _verb(cell.wants, 1)
    if found.missing:
        return f"No action {verb}, though {cell.name} asks for it"
    return f"No open action {verb}, but what {cell.name} asks for was done lately"


def _contradicting(found: Activity, cell: Cell) -> str:
    against = found.contradicting
    if not against:
        return "none contradicts it"
    kinds = [kind for kind in cell.refuses if any(each.kind == kind for each in against)]
    names = ", ".join(each.what.rstrip(".") for each in against)
    return f"{len(against)} {_verb(kinds, len(against))}, which contradicts it: {names}"


def _verb(kinds: Sequence[ActionKind], number: int) -> str:
    return " or ".join(_VERBS[kind][0 if number == 1 else 1] for kind in kinds)


def _tally(actions: Sequence[Action]) -> str:
    parts = []
    for kind in _VERBS:
        number = sum(action.kind == kind for action in actions)
        if number:
            parts.append(f"{number} {_VERBS[kind][0 if number == 1 else 1]}")
    without_kind = sum(action.kind is None for action in actions)
    if without_kind:
        parts.append(f"{without_kind} {'names' if without_kind == 1 else 'name'} no kind")
    return md.listed(parts)


# Other schemes ------------------------------------------------------------------------------


def other_schemes(names: Names, insight: AccountInsight) -> list[dict[str, object]]:
    """The newest placement by each other method, in one line, and its consequences."""
    styles = {each.placement.method.id: each for each in insight.coherence.styles}
    return [
        {
            "method": placement.method.name,
            "method_page": f"methods/{placement.method.id}/index.md",
            "line": _line(placement, styles.get(placement.method.id)),
            "said": list(_said(names, insight, placement, styles.get(placement.method.id))),
        }
        for placement in newest_by_method(insight.placements)[1:]
    ]


def _line(placement: Placement, style: StyleFit | None) -> str:
    differs = f", {style.fit}" if style and style.fit != "matched" else ""
    return f"{placement.method.name}: {placement.cell.name}{differs}"


def _said(
    names: Names, insight: AccountInsight, placement: Placement, style: StyleFit | None
) -> Iterator[str]:
    axes = md.listed([axis_in_words(axis) for axis in placement.axes])
    on = md.day_text(placement.rating.on)
    yield f"{axes}: {placement.computed.name}, rated on {on}."
    if override := override_in_words(names, placement):
        yield override
    yield f"It would ask for: {md.stop(placement.cell.strategy)}"
    if style:
        yield style_in_words(style)
    if placement.cell.risk:
        named = [risk for risk in insight.account.risks if risk.from_cell == placement.cell.id]
        risks = md.listed([f'"{risk.what}"' for risk in named])
        where = f"Named among the risks: {risks}." if named else "No risk of this plan names it."
        yield f"To stand here is a risk. {md.stop(placement.cell.risk)} {where}"


def style_in_words(style: StyleFit) -> str:
    """The management style, whether it fits the scores, and the evidence."""
    managed = style.placement.rating.managed_as
    shows = f" {md.stop(managed.evidence)}" if managed else ""
    computed = style.placement.computed.name
    but = "" if style.fit == "matched" else f", where the scores say {computed}"
    return f"Managed as {style.managed.name}{but}. {FITS[style.fit]}{shows}"
