"""Findings of an older state that are absent from the newer one, and why they were not fixed."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from generator.analysis import AccountInsight, Insight
from generator.findings.finding import Finding
from generator.model.item import Item
from generator.model.strategy import Objective
from generator.text.formats import day_text


@dataclass(frozen=True, slots=True)
class Absent:
    """A finding of an older state that is absent from the newer one.

    ``chain``: the values on the path to its place, before and after, from the definition inwards;
    ``changed``: keys of the innermost entry whose values differ; ``account``: results for its
    account, ``None`` if it has none; ``insights``: for the whole view.
    """

    finding: Finding
    chain: tuple[tuple[Any, Any], ...]
    changed: frozenset[str]
    account: tuple[AccountInsight, AccountInsight] | None
    insights: tuple[Insight, Insight]

    @property
    def entry(self) -> tuple[Any, Any]:
        """The innermost item that exists in both states, before and after."""
        return innermost(self.chain)

    def inside(self, kind: type[Item]) -> tuple[Any, Any] | None:
        """The item of this type that encloses the finding, before and after, if any."""
        return next((each for each in self.chain if isinstance(each[1], kind)), None)


def innermost(chain: tuple[tuple[Any, Any], ...]) -> tuple[Any, Any]:
    """The last pair of items in a chain that begins with a definition."""
    return [each for each in chain if isinstance(each[1], Item)][-1]


NotFixed = Callable[[Absent], str]
"""Returns why an absent finding was not fixed, as a sentence; empty if it was fixed."""


def fixed(_: Absent) -> str:
    """An absent finding of the check always counts as fixed."""
    return ""


def put_off(remedy: str, **moved: str) -> NotFixed:
    """Not fixed if the field ``remedy`` is unchanged and another field was moved instead.

    ``moved``: such fields, each with a sentence in which ``{}`` is the new value.
    """

    def because(absent: Absent) -> str:
        if remedy in absent.changed:
            return ""
        for key, sentence in moved.items():
            if key in absent.changed:
                value = getattr(absent.entry[1], key)
                return sentence.format(day_text(value) if isinstance(value, date) else value)
        return ""

    return because


def objective_closed(remedy: str, inner: NotFixed = fixed) -> NotFixed:
    """Not fixed if only its objective was closed and the field ``remedy`` is still empty."""

    def because(absent: Absent) -> str:
        objective = absent.inside(Objective)
        still_open = getattr(absent.entry[1], remedy, None) is None
        if objective and objective[1].status != "open" and still_open:
            return f"Its objective is {objective[1].status} now."
        return inner(absent)

    return because


def only_the_day(absent: Absent) -> str:
    """Not fixed if an assessment has a new date and is otherwise unchanged."""
    if absent.changed == {"on"}:
        day = day_text(absent.entry[1].on)
        return f"Only its day is another one, {day}; what was judged is as before."
    return ""
