"""Names for references in the texts of changes, in the older and in the newer of two states."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from generator.model.grammars import Reference
from generator.model.ids import Ids, name_of, own_ids
from generator.model.item import Item


@dataclass(frozen=True, slots=True)
class ReferenceNames:
    """What readers call what is referred to; called with a reference, ``None`` if not in view.

    ``known``: ids with what has them, of which the first that has a name counts; ``former``: the
    same for values of the older state; ``alike``: names of several entries, which get their ids.
    """

    known: tuple[Ids, ...]
    former: tuple[Ids, ...]
    alike: frozenset[str] = frozenset()

    def __call__(self, reference: Reference) -> str | None:
        """The name for a reference."""
        if reference.kinds == ("part",):
            return _part(self.known, *reference.split("/"))
        found = (ids.get(kind, {}).get(reference) for ids in self.known for kind in reference.kinds)
        called = next((called for each in found if (called := name_of(each))), None)
        return called and self.distinct(called, reference)

    @property
    def before(self) -> "ReferenceNames":
        """The names for values of the older state."""
        return replace(self, known=self.former)

    def distinct(self, name: str, own_id: str, text: str = "") -> str:
        """``text``, by default the name, with the id where several have that name."""
        return f"{text or name} ({own_id})" if name in self.alike else text or name


def names_among(known_ids: Iterable[Ids]) -> ReferenceNames:
    """Names from the first of ``known_ids`` that has one, for values of both states."""
    known = tuple(known_ids)
    return ReferenceNames(known, known)


def names_of_states(
    shared: tuple[Ids, Ids], before: Item | None, after: Item | None
) -> ReferenceNames:
    """Names of each state for its own values, of the other one for what it does not have.

    ``shared``: what any definition may refer to, in the older and the newer state; ``before``,
    ``after``: the definition.
    """
    own = [own_ids(each) if each is not None else {} for each in (before, after)]
    older, newer = zip(shared, own, strict=True)
    return ReferenceNames((*newer, *older), (*older, *newer), _alike(own))


def _alike(states: Iterable[Ids]) -> frozenset[str]:
    """Names that several entries of one kind have, in one of the states or over both."""
    ids: dict[tuple[str, str], set[str]] = {}
    for state in states:
        for kind, entries in state.items():
            for own_id, entry in entries.items():
                if called := name_of(entry):
                    ids.setdefault((kind, called), set()).add(own_id)
    return frozenset(name for (_, name), those in ids.items() if len(those) > 1)


def _part(known_ids: Iterable[Ids], method: str, group: str, part: str) -> str | None:
    """The name of a part of a method: axis, factor, cell or step."""
    found = (ids.get("method", {}).get(method) for ids in known_ids)
    if group == "factors":
        found = (axis for item in found for axis in getattr(item, "axes", ()))
    entries = (each for item in found for each in getattr(item, group, ()))
    return next((each.name for each in entries if each.id == part), None)
