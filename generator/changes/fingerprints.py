"""Which findings of two states are about the same, whatever words they have for it.

A message quotes names, days and figures. So a finding is known by its rule and by what it is
about: the definition, the entry and the field it was found at.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace

from generator.changes.renames import followed, following, renamed
from generator.checks.coherence import BEFORE_METHOD, BEFORE_VERSION, CONTRADICTS, LACKS
from generator.checks.programme import BELOW_FLOOR
from generator.checks.reviews import NOT_APPROVED
from generator.checks.strategy import GREY_BAND, NO_EVIDENCE, NOT_VERIFIED, ONE_RATER, RATING_OLD
from generator.checks.team import NO_BACKUP, OVER_SHARE
from generator.editions import Catalog
from generator.findings.finding import Finding, Location
from generator.model.definitions import Key, by_key, known_as
from generator.model.item import Item
from generator.model.walk import items_by_name, walk

_OF_THE_WHOLE = frozenset({NO_BACKUP.id, NOT_APPROVED.id})
"""Found once in an account at most, wherever it is shown."""

_ANYWHERE = frozenset({OVER_SHARE.id})
"""About what :attr:`Finding.about` names, wherever it is shown."""

_ONE_AT_A_PLACE = frozenset({LACKS.id, CONTRADICTS.id, GREY_BAND.id, BELOW_FLOOR.id})
"""Found once at a place; where it is about something else afterwards, nothing was mended."""

_OF_THE_NEWEST = frozenset(
    each.id for each in (GREY_BAND, NO_EVIDENCE, ONE_RATER, NOT_VERIFIED, RATING_OLD, LACKS)
)
"""About the newest rating of an account, whichever that is."""

_GRAVER = {BEFORE_VERSION.id: BEFORE_METHOD.id}
"""Rules with the one that says the same of something worse."""


@dataclass(frozen=True, slots=True)
class Matter:
    """What a finding is about.

    ``key``: the definition, by its id of today; ``path``: names of fields and entries down to the
    place, as they are today; ``about``: see :class:`~generator.findings.finding.Finding`;
    ``former``: the path as it was in the state of the finding.
    """

    rule: str
    key: Key | None
    path: tuple[str, ...]
    about: str
    former: tuple[str, ...] = field(default=(), compare=False)

    @property
    def place(self) -> tuple[str, Key | None, tuple[str, ...]]:
        """The same without what tells several at one place apart."""
        return self.rule, self.key, self.path


@dataclass(frozen=True, slots=True)
class Matters:
    """What the findings of two states are about.

    ``items``: the definitions of both states, by their keys of today; in the older state
    references have the ids of today as well.
    """

    older: Mapping[Finding, Matter]
    newer: Mapping[Finding, Matter]
    items: tuple[Mapping[Key, Item], Mapping[Key, Item]]

    def goes_on(self, finding: Finding) -> bool:
        """Whether what an older finding is about is still found, or something worse."""
        matter = self.older[finding]
        if matter in self.newer.values():
            return True
        graver = _GRAVER.get(matter.rule, "")
        alike = {(graver, matter.key, matter.path)}
        if matter.rule in _ONE_AT_A_PLACE:
            alike.add(matter.place)
        if matter.rule in _OF_THE_NEWEST:
            whole = {(each.rule, each.key) for each in self.newer.values()}
            return (matter.rule, matter.key) in whole
        return any(each.place in alike for each in self.newer.values())

    def is_new(self, finding: Finding) -> bool:
        """Whether what a newer finding is about was not found before."""
        return self.newer[finding] not in self.older.values()


def matters(
    catalogs: tuple[Catalog, Catalog], older: Collection[Finding], newer: Collection[Finding]
) -> Matters:
    """What the findings of both states are about; the older catalog has today's ids of entries."""
    held, holds = (by_key(each.definitions) for each in catalogs)
    ids = renamed(held, holds)
    now = {known_as(key, item, held): key for key, item in holds.items()}
    then = {now.get(key, key): following(item, ids) for key, item in held.items()}
    past = {
        finding: _today(matter, then, holds)
        for finding, matter in _matters(older, then, ids).items()
    }
    return Matters(past, _matters(newer, holds, {}), (then, holds))


def _today(matter: Matter, then: Mapping[Key, Item], now: Mapping[Key, Item]) -> Matter:
    if matter.key is None or matter.key not in now:
        return matter
    steps = followed(then[matter.key], now[matter.key], matter.path)
    names = (*(each.name for each in steps), *matter.path[len(steps) :])
    return replace(matter, path=names)


def _matters(
    findings: Collection[Finding], items: Mapping[Key, Item], ids: Mapping[Key, str]
) -> dict[Finding, Matter]:
    files = {each.where.path for each in findings}
    places: dict[Location, tuple[Key, tuple[str, ...]]] = {}
    for key, item in items.items():
        folder, _, _ = item.where.path.rpartition("/")
        held = item.where.path in files
        if held or (key[0] == "account" and any(each.startswith(f"{folder}/") for each in files)):
            for where, path in _places(item):
                places.setdefault(where, (key, path))
    roles = {former: new for (kind, former), new in ids.items() if kind == "role"}
    return {each: _matter(each, places, roles) for each in findings}


def _matter(
    finding: Finding,
    places: Mapping[Location, tuple[Key, tuple[str, ...]]],
    roles: Mapping[str, str],
) -> Matter:
    rule, about = finding.rule.id, roles.get(finding.about, finding.about)
    if rule in _ANYWHERE:
        return Matter(rule, None, (), about)
    key, path = places.get(finding.where, (None, ()))
    if key is None:  # at no place of a definition: then its words alone make it the same
        return Matter(rule, None, (finding.where.path,), finding.message)
    path = () if rule in _OF_THE_WHOLE else path
    return Matter(rule, key, path, about, path)


def _places(item: Item) -> Iterator[tuple[Location, tuple[str, ...]]]:
    """Where each item and each of its fields stands, with the path to it."""
    for each in walk(item, items_by_name):
        if isinstance(each.holder, Item):
            yield each.holder.at(each.key), each.path
        if isinstance(each.value, Item):
            yield each.value.where, each.path
