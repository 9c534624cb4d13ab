"""All definitions of a repository as one object."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Generic, TypeVar, cast

from generator.model.common import HandbookDefinition
from generator.model.item import Item
from generator.model.kinds import (
    KINDS,
    Account,
    Competency,
    Fit,
    Framework,
    Glossary,
    Method,
    Onboarding,
    Organisation,
    People,
    Redactions,
    Role,
    Sources,
    kinds_with_files,
)

Model = TypeVar("Model", bound=Item)


class _Many(Generic[Model]):
    """The definitions of a kind by id, for code that knows the kind."""

    def __init__(self, kind: str) -> None:
        self.kind = kind

    def __get__(self, definitions: "Definitions", _: object = None) -> Mapping[str, Model]:
        return cast("Mapping[str, Model]", definitions.of_kind(self.kind))


class _One(Generic[Model]):
    """The definition of a kind of which there is only one, or ``None``."""

    def __init__(self, kind: str) -> None:
        self.kind = kind

    def __get__(self, definitions: "Definitions", _: object = None) -> Model | None:
        return cast("Model | None", definitions.of_kind(self.kind).get(self.kind))


@dataclass(frozen=True, slots=True)
class Definitions:
    """All definitions as read: references not resolved, nothing filtered.

    ``by_kind``: definitions by kind, then by id in sorted order; for a kind with one definition the
    id is the kind. ``broken``: ``kind/id`` of definitions that are missing only because they have
    errors.
    """

    by_kind: Mapping[str, Mapping[str, Item]] = field(default_factory=dict)
    broken: frozenset[str] = frozenset()

    accounts = _Many[Account]("account")
    roles = _Many[Role]("role")
    competencies = _Many[Competency]("competency")
    methods = _Many[Method]("method")
    onboarding = _Many[Onboarding]("onboarding")
    framework = _One[Framework]("framework")
    fit = _One[Fit]("fit")
    people = _One[People]("people")
    organisation = _One[Organisation]("organisation")
    glossary = _One[Glossary]("glossary")
    sources = _One[Sources]("sources")
    redactions = _One[Redactions]("redactions")

    def of_kind(self, kind: str) -> Mapping[str, Item]:
        """The definitions of a kind by id; a single definition has its kind as id."""
        return self.by_kind.get(kind, {})

    def may_declare(self, kind: str, item_id: str) -> bool:
        """Whether an unknown id may be declared in a definition that has errors."""
        holder = holder_of(kind)
        return (f"{holder}/{holder}" if holder else f"{kind}/{item_id}") in self.broken

    def roots(self) -> Iterator[Item]:
        """All definitions, in a stable order."""
        for kind in kinds_with_files():
            yield from self.of_kind(kind.name).values()

    def without_broken(self, keys: Collection[tuple[str, str]]) -> "Definitions":
        """A copy without the definitions of ``keys`` (kind and id), which then count as broken."""
        rest = self.with_items(dict.fromkeys(keys))
        return Definitions(rest.by_kind, self.broken | {"/".join(key) for key in keys})

    def with_items(self, items: Mapping[tuple[str, str], Item | None]) -> "Definitions":
        """A copy with definitions replaced or added by kind and id; ``None`` removes one."""
        groups: dict[str, dict[str, Item]] = {}
        for (kind, key), item in items.items():
            group = groups.setdefault(kind, dict(self.of_kind(kind)))
            if item is None:
                group.pop(key, None)
            else:
                group[key] = item
        return Definitions({**self.by_kind, **groups}, self.broken)

    def with_kind(self, kind: str, items: Mapping[str, Item]) -> "Definitions":
        """A copy in which ``items`` (by id) are the definitions of a kind."""
        return Definitions({**self.by_kind, kind: items}, self.broken)

    def redacted(self) -> frozenset[str]:
        """Ids that histories and comparisons must not mention."""
        entries = self.redactions.redactions if self.redactions else ()
        return frozenset(each.id for each in entries)

    def handbook(self) -> Iterator[HandbookDefinition]:
        """All definitions with a version and a review, except accounts."""
        for kind in KINDS:
            for item in self.of_kind(kind).values():
                if isinstance(item, HandbookDefinition):
                    yield item


def holder_of(what: str) -> str | None:
    """The kind whose single file holds all entries of this type; ``None`` if there is none."""
    kinds = KINDS.values()
    return next((kind.name for kind in kinds for _, its in kind.entries if its == what), None)


def place_of_kind(what: str) -> str:
    """The file or folder that definitions or entries of this type are in."""
    kind = KINDS[holder_of(what) or what]
    return kind.above if kind.of_many else kind.place


Key = tuple[str, str]
"""Kind and id of a definition; a single definition has its kind as id."""


def older_key(key: Key, item: Item, older: Mapping[Key, object]) -> Key:
    """The key of a definition in an older state: its current one, or that of a former id."""
    former = ((key[0], alias) for alias in getattr(item, "aliases", ()))
    return key if key in older else next((each for each in former if each in older), key)


def by_key(definitions: Definitions) -> dict[Key, Item]:
    """All definitions by kind and id."""
    return {
        (kind.name, key): item
        for kind in kinds_with_files()
        for key, item in definitions.of_kind(kind.name).items()
    }


def has_file_in(item: Item, paths: Iterable[str]) -> bool:
    """Whether a definition includes any of the files in ``paths``."""
    folder, _, _ = item.where.path.rpartition("/")
    if not isinstance(item, Account):
        return item.where.path in paths
    return any(path.startswith(f"{folder}/") for path in paths)
