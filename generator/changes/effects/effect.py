"""What an effect is, and what it is worked out from."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, Protocol

from generator.analysis import AccountInsight
from generator.analysis.record import figure, record
from generator.editions import Catalog
from generator.findings.finding import Location
from generator.model.severities import Severity
from generator.text.formats import counted, listed, words

_NAMED = 3
"""More names than these nobody reads in a sentence."""

Topic = Literal["position", "strategy", "plan", "relationships", "people", "money", "handbook"]


WeightName = Literal["major", "minor", "patch"]


def weight_name(weight: Severity) -> WeightName:
    """A weight by its name."""
    names: dict[Severity, WeightName] = {
        Severity.MAJOR: "major",
        Severity.MINOR: "minor",
        Severity.PATCH: "patch",
    }
    return names[weight]


def path_of(where: Location) -> str:
    """The file of a place: lines would tell how much stands above that an edition does not see."""
    return where.path


@record
class Effect:
    """Something that is otherwise after the change, though no line says so.

    ``account``: its id, empty for what concerns several.
    """

    account: str
    topic: Topic = figure("what it is about")
    weight: Severity = figure("how heavy it is", form=weight_name)
    says: str = figure("the effect as a sentence", key="text")
    where: Location = figure(
        "file of what it follows from; empty where it follows from several",
        key="path",
        form=path_of,
    )


@dataclass(frozen=True, slots=True)
class Pair:
    """One account in two states, both worked out for the day ``as_of``.

    ``older`` and ``catalog``: the whole view before and after, for names.
    """

    older: Catalog
    catalog: Catalog
    before: AccountInsight
    after: AccountInsight
    as_of: date

    def say(
        self, topic: Topic, weight: Severity, says: str, where: Location | None = None
    ) -> Effect:
        """An effect on this account, at its own place where there is no better one."""
        account = self.after.account
        return Effect(account.id, topic, weight, says, where or account.where)

    def person(self, person: str) -> str:
        """Who somebody of ours is, by the newer state where it knows them."""
        return name_of_person(self.catalog, person, self.older)


class Renamable(Protocol):
    """A definition that may have had other ids."""

    @property
    def id(self) -> str:
        """The id it has."""

    @property
    def aliases(self) -> tuple[str, ...]:
        """The ids it had."""


def is_same(before: Renamable, after: Renamable) -> bool:
    """Whether two definitions are one, by its id or by a former one."""
    return before.id == after.id or before.id in after.aliases


def name_of_person(catalog: Catalog, person: str, other: Catalog | None = None) -> str:
    """Who somebody of ours is; in words of the id where no view holds a name."""
    found = catalog.name("person", person) or (other.name("person", person) if other else None)
    return found or words(person)


def some(names: Sequence[str]) -> str:
    """The first few names, and how many there are beside them."""
    rest = len(names) - _NAMED
    return listed([*names[:_NAMED], counted(rest, "other")] if rest > 0 else names)
