"""The classes in one state of a definition, by places; and items raised to such classes."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from generator.editions.places import (
    FieldPlace,
    all_names,
    entries_around,
    items_of,
    place_below,
    place_by_id,
    place_of,
)
from generator.findings.classification import Classification, stricter
from generator.model.item import Item
from generator.model.kinds import People
from generator.model.walk import Inside, Visit, class_of, items_by_name, items_in, rewrite

Classes = Mapping[FieldPlace, Classification]


@dataclass(frozen=True, slots=True)
class Secrets:
    """The classifications in one state of a definition.

    ``classes``: of items that are not public; ``by_id``: those to which :func:`place_by_id` gives
    another place; ``lists``: by the place of a list, the strictest class in its
    entries without ids; ``figures``: whether figures about our people may be shown.
    """

    classes: Classes = field(default_factory=dict)
    by_id: Classes = field(default_factory=dict)
    lists: Classes = field(default_factory=dict)
    figures: bool = True


NO_SECRETS = Secrets()


def secrets_of(item: Item) -> Secrets:
    """The classifications in a state."""
    figures = not isinstance(item, People) or item.figures
    if not _has_classes(item):
        return Secrets(figures=figures)
    lists = (
        (place_of(entry)[:-1], visit.value.secrecy)
        for visit in items_of(item)
        if visit.value.secrecy is not None
        for entry in entries_around(visit)
    )
    classed = tuple(_classed(item))
    by_id = (
        (place, secrecy)
        for visit, secrecy in classed
        for place in [place_by_id(visit)]
        if place != place_of(visit)
    )
    return Secrets(_by_place(classed), strictest(by_id), strictest(lists), figures)


def _has_classes(item: Item) -> bool:
    """Whether anything in a state is classed; to know where takes several times as long."""
    return any(each.secrecy is not None for each in items_in(item))


def with_uniform_classes(item: Item) -> Item:
    """``item`` with entries of one list and id raised to the strictest class among them."""
    if not _has_classes(item):
        return item
    classes = _by_place(_classed(item))
    raised = {
        place: classes[place]
        for visit in (items_of(item) if classes else ())
        for place in [place_of(visit)]
        if classes.get(place, class_at(visit)) is not class_at(visit)
    }
    return raise_classes(item, raised) if raised else item


def combined(secrets: Iterable[Secrets]) -> Secrets:
    """The strictest classifications of several states."""
    found = tuple(each for each in secrets if each is not NO_SECRETS)
    return Secrets(
        strictest(pair for each in found for pair in each.classes.items()),
        strictest(pair for each in found for pair in each.by_id.items()),
        strictest(pair for each in found for pair in each.lists.items()),
        all(each.figures for each in found),
    )


def extended_to_aliases(secrets: Secrets, names: Mapping[str, Collection[str]]) -> Secrets:
    """``secrets`` extended to all names of each place.

    ``names``: other ids of a definition, by id; an entry may be named by references.
    """

    def spread(classes: Classes) -> Classes:
        return strictest(
            (other, secrecy)
            for place, secrecy in classes.items()
            for other in all_names(place, names)
        )

    if not names:
        return secrets
    classes, by_id, lists = map(spread, (secrets.classes, secrets.by_id, secrets.lists))
    return Secrets(classes, by_id, lists, secrets.figures)


def strictest(classes: Iterable[tuple[FieldPlace, Classification]]) -> Classes:
    """The strictest class at each place."""
    found: dict[FieldPlace, Classification] = {}
    for place, secrecy in classes:
        found[place] = stricter(secrecy, found.get(place, secrecy))
    return found


def _classed(value: Item) -> Iterator[tuple[Visit, Classification]]:
    """Each item in ``value`` that is not public, and its class."""
    for visit in items_of(value):
        secrecy = class_at(visit)
        if secrecy is not Classification.PUBLIC:
            yield visit, secrecy


def _by_place(classed: Iterable[tuple[Visit, Classification]]) -> Classes:
    return strictest((place_of(visit), secrecy) for visit, secrecy in classed)


# Raised classes ---------------------------------------------------------------------------------
def class_at(visit: Visit) -> Classification:
    """The class of a visited part of a definition: its own, or that of what it stands in."""
    return class_of(visit, Classification.PUBLIC)


def raise_classes(value: Item, classes: Classes, place: FieldPlace = ()) -> Item:
    """``value`` with items raised to the class of their place, or itself."""

    def change(part: Any, key: str, holder: Any, above: FieldPlace) -> Any:
        if holder is None:
            return Inside(place)
        here = place_below(above, key, holder, part)
        if isinstance(part, Item) and here in classes:
            return raise_classes(part, classes, here)
        return Inside(here)

    new: Item = rewrite(value, change, keys=items_by_name)
    return with_class_at_least(new, classes[place]) if place in classes else new


def with_class_at_least(item: Item, secrecy: Classification) -> Item:
    """``item`` with at least this class."""
    strictest = stricter(secrecy, item.secrecy or secrecy)
    return item if item.secrecy is strictest else item.model_copy(update={"secrecy": strictest})
