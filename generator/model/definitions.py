"""Everything the files say, as one object."""

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

    def __get__(self, held: "Definitions", _: object = None) -> Mapping[str, Model]:
        return cast("Mapping[str, Model]", held.of_kind(self.kind))


class _One(Generic[Model]):
    """The definition of a kind of which there is only one; ``None`` without it."""

    def __init__(self, kind: str) -> None:
        self.kind = kind

    def __get__(self, held: "Definitions", _: object = None) -> Model | None:
        return cast("Model | None", held.of_kind(self.kind).get(self.kind))


@dataclass(frozen=True, slots=True)
class Definitions:
    """Everything the files say; not yet resolved, not yet filtered.

    ``held``: definitions by kind, then by id in the order of ids; of what there is only one, the
    id is its kind. ``broken`` holds ``kind/id`` of what is missing only because it has errors
    itself.
    """

    held: Mapping[str, Mapping[str, Item]] = field(default_factory=dict)
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
        """The definitions of a kind by id; of what there is only one, by its kind."""
        return self.held.get(kind, {})

    def may_hold(self, kind: str, item_id: str) -> bool:
        """Whether an id that is nowhere may stand in a definition with errors."""
        holder = holder_of(kind)
        return (f"{holder}/{holder}" if holder else f"{kind}/{item_id}") in self.broken

    def roots(self) -> Iterator[Item]:
        """Every definition, in a stable order."""
        for kind in kinds_with_files():
            yield from self.of_kind(kind.name).values()

    def losing(self, keys: Collection[tuple[str, str]]) -> "Definitions":
        """Without some definitions, by kind and id (kind twice where there is one); now broken."""
        kept = self.taking(dict.fromkeys(keys))
        return Definitions(kept.held, self.broken | {"/".join(key) for key in keys})

    def taking(self, items: Mapping[tuple[str, str], Item | None]) -> "Definitions":
        """With other definitions in place of some, by kind and id; ``None`` takes one out."""
        groups: dict[str, dict[str, Item]] = {}
        for (kind, key), item in items.items():
            group = groups.setdefault(kind, dict(self.of_kind(kind)))
            if item is None:
                group.pop(key, None)
            else:
                group[key] = item
        return Definitions({**self.held, **groups}, self.broken)

    def with_kind(self, kind: str, items: Mapping[str, Item]) -> "Definitions":
        """With other definitions of a kind, by id."""
        return Definitions({**self.held, kind: items}, self.broken)

    def redacted(self) -> frozenset[str]:
        """Ids that no history and no comparison may mention."""
        held = self.redactions.redactions if self.redactions else ()
        return frozenset(each.id for each in held)

    def handbook(self) -> Iterator[HandbookDefinition]:
        """Every definition with a version and a review that is no account's."""
        for kind in KINDS:
            for item in self.of_kind(kind).values():
                if isinstance(item, HandbookDefinition):
                    yield item


def holder_of(what: str) -> str | None:
    """The kind whose one file holds all that is called by this word in references.

    ``None`` for what has a file of its own.
    """
    kinds = KINDS.values()
    return next((kind.name for kind in kinds for _, its in kind.entries if its == what), None)


Key = tuple[str, str]
"""A definition: its kind and its id; of what there is only one, the kind twice."""


def older_key(key: Key, item: Item, older: Mapping[Key, object]) -> Key:
    """The key a definition had in an older state: its own, or that of a former id."""
    former = ((key[0], alias) for alias in getattr(item, "aliases", ()))
    return key if key in older else next((each for each in former if each in older), key)


def by_key(definitions: Definitions) -> dict[Key, Item]:
    """Every definition by kind and id."""
    return {
        (kind.name, key): item
        for kind in kinds_with_files()
        for key, item in definitions.of_kind(kind.name).items()
    }


def stands_in(item: Item, paths: Iterable[str]) -> bool:
    """Whether some of the files belong to a definition."""
    folder, _, _ = item.where.path.rpartition("/")
    if not isinstance(item, Account):
        return item.where.path in paths
    return any(path.startswith(f"{folder}/") for path in paths)
