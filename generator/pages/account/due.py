"""Due dates as rows with their type and a link."""

from dataclasses import dataclass
from datetime import date

from generator.analysis.agenda import Due
from generator.model.kinds import Account
from generator.pages.account.names import post
from generator.pages.kit.names import Names

# kind -> (label, anchor prefix on the strategy page, label once overdue)
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
    """A due entry. ``label`` may be empty if ``what`` is enough; so may ``anchor``.

    ``side``: to or from whom a promise is, ``to: Purchasing manager``, else empty; ``passed``:
    label if overdue, else empty.
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
    """One row of the agenda of ``account``, with the owner's name."""
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
