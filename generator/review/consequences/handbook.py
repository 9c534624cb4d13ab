"""What a change of the handbook means for the accounts that rely on it."""

from collections.abc import Iterable, Iterator

from generator.definitions.models import Role
from generator.formats import counted
from generator.insight import Insight
from generator.review.consequences.consequence import Consequence
from generator.review.differences import Difference
from generator.review.handbook_table import Weight


def handbook(differences: Iterable[Difference], after: Insight) -> Iterator[Consequence]:
    """How many accounts' role holders are measured against a requirement that changed."""
    for difference in differences:
        item = difference.after
        if not isinstance(item, Role) or not _asks_for_more(difference):
            continue
        held = [
            known
            for known in after.accounts.values()
            if known.role is not None
            and known.role.id == item.id
            and known.account.status == "active"
        ]
        if held:
            on = counted(len(held), "account")
            says = f"{item.name}: whoever holds the role is measured anew, on {on}."
            yield Consequence("", "handbook", Weight.MAJOR, says, item.where)


def _asks_for_more(difference: Difference) -> bool:
    return any(
        each.change.path[0] == "requires" and each.weight is Weight.MAJOR
        for each in difference.changes
    )
