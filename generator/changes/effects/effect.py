"""The effect record, and the pair of states it is computed from."""

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
"""The maximum number of names in a sentence."""

Topic = Literal["position", "strategy", "plan", "relationships", "people", "money", "handbook"]


SeverityName = Literal["major", "minor", "patch"]


def severity_name(severity: Severity) -> SeverityName:
    """A severity by its name."""
    names: dict[Severity, SeverityName] = {
        Severity.MAJOR: "major",
        Severity.MINOR: "minor",
        Severity.PATCH: "patch",
    }
    return names[severity]


def path_of(where: Location) -> str:
    """The file of a place; a line would reveal how much hidden content precedes it."""
    return where.path


@record
class Effect:
    """An effect of the change on results.

    ``account``: its id, empty for what concerns several.
    """

    account: str
    topic: Topic = figure("what it is about")
    severity: Severity = figure("severity of the effect", key="weight", form=severity_name)
    text: str = figure("the effect as a sentence")
    where: Location = figure(
        "file of what it follows from; empty where it follows from several",
        key="path",
        form=path_of,
    )


@dataclass(frozen=True, slots=True)
class Pair:
    """One account in two states, both evaluated for the day ``as_of``.

    ``older`` and ``catalog``: the whole view before and after, for names.
    """

    older: Catalog
    catalog: Catalog
    before: AccountInsight
    after: AccountInsight
    as_of: date

    def say(
        self, topic: Topic, severity: Severity, text: str, where: Location | None = None
    ) -> Effect:
        """An effect on this account; its location defaults to the account's."""
        account = self.after.account
        return Effect(account.id, topic, severity, text, where or account.where)

    def person(self, person: str) -> str:
        """The name of one of our people, from the newer state if possible."""
        return name_of_person(self.catalog, person, self.older)


class Renamable(Protocol):
    """A definition that may have former ids."""

    @property
    def id(self) -> str:
        """Its id."""

    @property
    def aliases(self) -> tuple[str, ...]:
        """Its former ids."""


def is_same(before: Renamable, after: Renamable) -> bool:
    """Whether two definitions are the same, by id or by a former id."""
    return before.id == after.id or before.id in after.aliases


def name_of_person(catalog: Catalog, person: str, other: Catalog | None = None) -> str:
    """The name of one of our people; their id in words if no view has the name."""
    found = catalog.name("person", person) or (other.name("person", person) if other else None)
    return found or words(person)


def some(names: Sequence[str]) -> str:
    """The first few names, and the number of others."""
    rest = len(names) - _NAMED
    return listed([*names[:_NAMED], counted(rest, "other")] if rest > 0 else names)
