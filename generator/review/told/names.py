"""Names for references, for sentences about two states."""

from collections.abc import Iterable

from generator.catalog.scope import Ids
from generator.definitions.grammars import Reference
from generator.review.told.values import Names


def names_among(held: Iterable[Ids]) -> Names:
    """Names for references, from the first of ``held`` that has one."""
    held = tuple(held)

    def name(reference: Reference) -> str | None:
        if reference.kinds == ("part",):
            return _part(held, *reference.split("/"))
        found = (ids.get(kind, {}).get(reference) for ids in held for kind in reference.kinds)
        return next((called for each in found if (called := _called(each))), None)

    return name


def _part(held: Iterable[Ids], method: str, group: str, part: str) -> str | None:
    """The name of an axis, a factor, a cell or a step of a method."""
    found = (ids.get("method", {}).get(method) for ids in held)
    if group == "factors":
        found = (axis for item in found for axis in getattr(item, "axes", ()))
    entries = (each for item in found for each in getattr(item, group, ()))
    return next((each.name for each in entries if each.id == part), None)


def _called(found: object) -> str | None:
    names = (getattr(found, field, None) for field in ("name", "title", "function", "what"))
    return next((each for each in names if isinstance(each, str)), None)
