"""Every day in a definition is either one of something that happened, or listed here."""

from collections.abc import Iterator

from generator.model.item import Item, days_past
from generator.model.kinds import KINDS

AHEAD_OR_EITHER = {
    ("Absence", "from"),
    ("Absence", "until"),
    ("Action", "due"),
    ("Assumption", "expires"),
    ("Charter", "by"),
    ("Contract", "ends"),
    ("Contract", "starts"),
    ("Conversion", "on"),
    ("Decision", "revisit_on"),
    ("Meeting", "on"),
    ("Objective", "due"),
    ("Opportunity", "closes"),
    ("Organisation", "examples_as_of"),
    ("Organisation", "handbook_since"),
    ("PayRange", "since"),
    ("Period", "ends"),
    ("Period", "starts"),
    ("PlannedYear", "ends"),
    ("PlannedYear", "starts"),
    ("Promise", "due"),
    ("Redaction", "on"),
    ("Selection", "until"),
    ("StagePlacement", "by"),
    ("LaterShare", "from"),
    ("TeamMember", "since"),
    ("TeamMember", "until"),
}
"""Days that may lie ahead, as a planned rate or the first day of a colleague, or that only do."""


def _models(kind: type[Item] = Item) -> Iterator[type[Item]]:
    for each in kind.__subclasses__():
        if each.__module__.startswith("generator.model"):
            yield each
        yield from _models(each)


def _days(model: type[Item]) -> set[tuple[str, str]]:
    fields = model.model_fields.items()
    return {
        (model.__name__, field.alias or name)
        for name, field in fields
        if "datetime.date" in str(field.annotation)
    }


def test_each_day_is_of_what_happened_or_may_lie_ahead() -> None:
    assert KINDS  # all models are known
    models = set(_models())
    days = set().union(*map(_days, models))
    happened = {(each.__name__, key) for each in models for _, key in days_past(each)}
    assert happened <= days
    assert happened & AHEAD_OR_EITHER == set()
    assert days - happened == AHEAD_OR_EITHER
