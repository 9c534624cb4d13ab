"""What falls due, as rows that say what kind of thing it is and lead to where it stands."""

from dataclasses import dataclass
from datetime import date

from generator.analysis.agenda import Due
from generator.model.kinds import Account
from generator.pages.account.names import post
from generator.pages.kit.names import Names

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

    ``side``: to or from whom a promise is, ``to: Purchasing manager``, else empty; ``passed``:
    words when its day has passed, else empty.
    """

    on: date
    kind: str
    label: str
    what: str
    side: str
    owner: str
    anchor: str
    passed: str


def due_row(names: Names, account: Account, due: Due) -> DueRow:
    """One row of the agenda of ``account``, with its owner's name."""
    label, anchor, passed = _KINDS[due.kind]
    return DueRow(
        on=due.on,
        kind=due.kind,
        label=label,
        what=due.what,
        side=_side(account, due),
        owner=names.owner(due.owner) or "nobody",
        anchor=f"{anchor}-{due.anchor}" if anchor and due.anchor else "",
        passed=passed if due.overdue else "",
    )


def _side(account: Account, due: Due) -> str:
    toward = {"our promise": "to", "their promise": "from"}.get(due.kind)
    promise = next((each for each in account.promises if each.id == due.anchor), None)
    if toward is None or promise is None or promise.stakeholder is None:
        return ""
    return f"{toward}: {post(account, promise.stakeholder)}"
