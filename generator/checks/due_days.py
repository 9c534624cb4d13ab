"""Days to come that nobody can plan for: past the charter's end, or more than ten years ahead."""

from collections.abc import Iterator
from datetime import date

from generator.analysis import AccountInsight, Insight
from generator.checks.check import Absent, CheckArea
from generator.editions import Catalog
from generator.findings.finding import Finding
from generator.model.kinds import Account
from generator.model.strategy import OUT_OF_REACH, Action, Objective, Promise

AREA = CheckArea("work")


def _without_charter(absent: Absent) -> str:
    then, now = absent.account or (None, None)
    if absent.changed or then is None or now is None:
        return ""
    ends = now.account.charter and now.account.charter.by
    return "" if ends else "The charter names no day any more."


@AREA.warning(
    "due-out-of-reach",
    "Something open is due after the charter's end, or in more than ten years.",
    "The year is often a slip; and what is due so late is never overdue, so nobody looks at it.",
    "Correct the day; or move the end of the charter (`by`). What is given up is closed or "
    "dropped, with the reason in a decision.",
    not_fixed=_without_charter,
)
def due_out_of_reach(
    insight: AccountInsight, catalog: Catalog, whole: Insight
) -> Iterator[Finding]:
    account, far = insight.account, OUT_OF_REACH.after(whole.as_of)
    ends = account.charter.by if account.charter else None
    for each in _open(account):
        late: tuple[str | date, ...] = ()
        if ends and each.due > ends:
            late = ", after the charter's end on ", ends, "."
        elif each.due > far:
            late = (", in more than ten years.",)
        if late:
            yield due_out_of_reach.at(each.at("due"), f"{each.what}: due on ", each.due, *late)


def _open(account: Account) -> Iterator[Objective | Action | Promise]:
    for objective in account.objectives:
        if objective.status == "open":
            yield objective
            yield from (each for each in objective.actions if each.done is None)
    yield from (each for each in account.promises if each.kept is None)
