"""A finding that is gone, with what it was about in both states."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from generator.definitions.item import Item
from generator.diagnostics import Finding
from generator.insight import AccountInsight, Insight


@dataclass(frozen=True, slots=True)
class Gone:
    """A finding that is gone, with what it was about in both states.

    ``chain``: the values on the way to its place, before and after; ``account``: what follows for
    its account, ``None`` where it is about none; ``insights``: for everything.
    """

    finding: Finding
    chain: tuple[tuple[Any, Any], ...]
    account: tuple[AccountInsight, AccountInsight] | None
    insights: tuple[Insight, Insight]

    @property
    def entry(self) -> tuple[Any, Any]:
        """The innermost thing that both states hold."""
        found: list[tuple[Any, Any]] = [e for e in self.chain if isinstance(e[1], Item)]
        return found[-1]

    def inside(self, kind: type[Item]) -> tuple[Any, Any] | None:
        """What of a kind it stands in."""
        return next((each for each in self.chain if isinstance(each[1], kind)), None)


Why = Callable[[Gone], str]


def mended(_: Gone) -> str:
    """Says nothing: whenever a finding of the rule is gone, it was mended."""
    return ""
