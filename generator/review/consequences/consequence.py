"""What a consequence is."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

from generator.diagnostics import Location
from generator.formats import counted, listed
from generator.review.handbook_table import Weight

_NAMED = 5
"""More names than these nobody reads in a sentence."""

Topic = Literal["position", "strategy", "plan", "relationships", "people", "money", "handbook"]


@dataclass(frozen=True, slots=True)
class Consequence:
    """Something that is otherwise after a change, though no line says so.

    ``account``: its id, empty for what concerns several; ``says``: one sentence.
    """

    account: str
    topic: Topic
    weight: Weight
    says: str
    where: Location


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


def some(names: Sequence[str]) -> str:
    """The first few names, and how many there are beside them."""
    rest = len(names) - _NAMED
    return listed([*names[:_NAMED], counted(rest, "other")] if rest > 0 else names)
