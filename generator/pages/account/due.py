"""What falls due, as rows that say what kind of thing it is and lead to where it stands."""

from dataclasses import dataclass
from datetime import date

from generator.insight.agenda import Due
from generator.pages.context import Context

# kind -> (words before it, kind of anchor on the strategy page, words when its day has passed)
_KINDS = {
    "objective": ("Objective", "objective", "overdue"),
    "action": ("Action", "objective", "overdue"),
    "our promise": ("We promised", "promise", "overdue"),
    "their promise": ("They promised", "promise", "overdue"),
    "notice": ("", "contract", "has passed"),
    "assumption": ("Assumption expires", "assumption", "expired"),
    "decision": ("Decision to look at again", "decision", "overdue"),
    "review": ("", "", "overdue"),
}


@dataclass(frozen=True, slots=True)
class DueRow:
    """Something due. ``label`` may be empty where ``what`` says it all; ``anchor`` likewise.

    ``passed``: words when its day has passed, else empty.
    """

    on: date
    kind: str
    label: str
    what: str
    owner: str
    anchor: str
    passed: str


def due_row(context: Context, due: Due) -> DueRow:
    """One row of an agenda, with its owner's name."""
    label, anchor, passed = _KINDS[due.kind]
    return DueRow(
        on=due.on,
        kind=due.kind,
        label=label,
        what=due.what,
        owner=context.owner(due.owner) or "nobody",
        anchor=f"{anchor}-{due.anchor}" if anchor and due.anchor else "",
        passed=passed if due.overdue else "",
    )
