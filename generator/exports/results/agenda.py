"""What falls due."""

from datetime import date

from generator.exports.record import Record, says
from generator.exports.source import Source


class DueItem(Record):
    """Something with a day."""

    on: date = says("the day it falls due")
    kind: str = says("action, objective, our promise, their promise, notice, review and the like")
    what: str = says("what is due")
    owner: str | None = says("id of who looks after it", None)
    of: str | None = says("id of what it belongs to in the inputs", None)
    overdue: bool = says("whether the day lies before `as_of`")


def agenda(source: Source) -> tuple[DueItem, ...]:
    """The account's agenda, the earliest first."""
    return tuple(
        DueItem(
            on=due.on,
            kind=due.kind,
            what=due.what,
            owner=due.owner,
            of=due.anchor,
            overdue=due.overdue,
        )
        for due in source.known.agenda
    )
