"""Days on which something happened, and which are still to come."""

from collections.abc import Iterator
from datetime import date

from generator.analysis import Insight
from generator.checks.check import CheckArea, Scope
from generator.editions import Catalog
from generator.findings.classification import Classification, stricter
from generator.findings.finding import Finding
from generator.model.entries import title_field
from generator.model.grammars import Reference
from generator.model.ids import own_ids
from generator.model.item import Item, days_past, field_secrecy
from generator.model.kinds import Account, kind_of_item
from generator.model.walk import Visit, class_of, items_in, walk
from generator.text.formats import listed

AREA = CheckArea("reviews")


@AREA.warning(
    "day-to-come",
    "Something is said to have happened on a day that is still to come.",
    "It counts as the newest of all, and hides that nobody called or that nothing was done.",
    "Correct the day; or take it out until it has happened.",
    scope=Scope.WHOLE,
    removal_fixes=(object,),
)
def day_to_come(catalog: Catalog, whole: Insight) -> Iterator[Finding]:
    for root in _written_for(whole.as_of, catalog):
        if not any(_to_come(each, whole) for each in items_in(root)):  # a walk takes much longer
            continue
        account = root.id if isinstance(root, Account) else None
        for visit in walk(root):
            for name, key in _to_come(visit.value, whole):
                item, (called, field) = visit.value, _called(visit, key, catalog)
                message = f"{called}: `{field}` is ", getattr(item, name), ", after the day of "
                own = stricter(
                    class_of(visit, Classification.INTERNAL), field_secrecy(type(item), name)
                )
                yield day_to_come.at(
                    item.at(key),
                    *message,
                    "this check, ",
                    whole.as_of,
                    ".",
                    account=account,
                    secrecy=own,
                )


def _written_for(day: date, catalog: Catalog) -> Iterator[Item]:
    """The definitions that are kept up to a day.

    The handbook goes on while the day of its examples stands still.
    """
    organisation = catalog.definitions.organisation
    of_examples = organisation is not None and organisation.examples_as_of == day
    return iter(catalog.accounts.values()) if of_examples else catalog.definitions.roots()


def _to_come(item: object, whole: Insight) -> list[tuple[str, str]]:
    """Name and key of each day of an item that should have passed and has not."""
    if not isinstance(item, Item):
        return []
    days = ((getattr(item, name), name, key) for name, key in days_past(type(item)))
    return [(name, key) for day, name, key in days if day is not None and day > whole.as_of]


def _called(visit: Visit, field: str, catalog: Catalog) -> tuple[str, str]:
    """What an item is called, or whom it names, else what it is a part of; the field in that."""
    item = visit.value
    title = title_field(item) if isinstance(item, Item) else ""
    if title:
        return str(getattr(item, title)), field
    if isinstance(item, Item) and (names := _named_in(visit, catalog)):
        return listed(names), field
    if visit.above is None:
        return kind_of_item(item).title, field
    inside = field if isinstance(visit.holder, tuple) else f"{visit.key}.{field}"
    return _called(visit.above, inside, catalog)


def _named_in(visit: Visit, catalog: Catalog) -> list[str]:
    """The names of what the key of an item refers to."""
    root = visit
    while root.above:
        root = root.above
    known = {**catalog.ids, **(own_ids(root.value) if root is not visit else {})}
    values = (getattr(visit.value, each) for each in visit.value.key_fields)
    references = [each for each in values if isinstance(each, Reference)]
    found = [known[kind].get(each) for each in references for kind in each.kinds if kind in known]
    return [str(getattr(each, title_field(each))) for each in found if each is not None]
