"""Every figure of an account is compared, or listed here with the reason why not."""

import types
from collections.abc import Iterator, Mapping
from dataclasses import fields, replace
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from typing import Any, Literal, get_args, get_origin

import pytest

from generator.analysis import AccountInsight, Insight, analyze
from generator.analysis.record import Figure, figures_of
from generator.changes.effects import COMPARED
from generator.changes.effects.effect import Pair
from generator.editions import Catalog, view
from generator.findings.classification import Edition
from generator.model.item import Item
from tests.conftest import AS_OF, portfolio_definitions
from tests.examples import spread
from tests.review.rich import rich_change
from tests.review.scenario_table import cases, definitions

LATE = date(2031, 1, 1)

_IN_DIFF = "it is a value of a file, and its change stands in the diff itself"
_KEY = "it names the entry; another one is an entry removed and one added"
_WITH_CELL = "it follows from cell, bands and values, which are told"
_WITH_SHARE = "it follows from the amounts of a period, of which the share is told"
_WITH_LEVEL = "why a level is asked for; the level is told"

NOT_COMPARED: Mapping[str, str] = {
    "held_by.name": "a person is told by name; another name of the same one is a change of people",
    "placements.method_version": "the handbook's own change says so, and what follows is told",
    "placements.on": _IN_DIFF,
    "placements.computed": _WITH_CELL,
    "placements.overridden": _WITH_CELL,
    "placements.axes.axis": _KEY,
    "placements.axes.half": _WITH_CELL,
    "placements.axes.cut": "a border that moves is told where another band follows",
    "placements.axes.bands": "a border that moves is told where another band follows",
    "placements.axes.factors": "scores and weights stand in the diff, the value they make is told",
    "sensitivity": _WITH_CELL,
    "coherence.stages.stage": _KEY,
    "coherence.stages.furthest": "told with the stage aimed at, where that goes further",
    "coherence.stages.stands_further": "where an account stands is told by its stage",
    "coherence.styles.placement": _KEY,
    "coherence.styles.managed": _IN_DIFF,
    "money.contributions.period": _KEY,
    "money.contributions.starts": _IN_DIFF,
    "money.contributions.ends": _IN_DIFF,
    "money.contributions.by_driver": _WITH_SHARE,
    "money.contributions.not_assigned": _WITH_SHARE,
    "money.contributions.revenue_target.actual": _IN_DIFF,
    "money.contributions.revenue_target.reached": "the gap says whether a target is reached",
    "money.contributions.contribution_target.actual": _WITH_SHARE,
    "money.contributions.contribution_target.reached": "the gap says whether a target is reached",
    "money.changes": "it is one period less another, and the periods are told",
    "space.cells": "rows stand in the diff, their sum is told",
    "space.by_product": "rows stand in the diff, their sum is told",
    "space.by_unit": "rows stand in the diff, their sum is told",
    "space.total.product": "always empty",
    "space.total.unit": "always empty",
    "coverage.uncovered_key_posts": "told of each post: whether it is a key post and who covers it",
    "coverage.areas": "told of each post: its area and who covers it",
    "coverage.known_by_one": "told of each post: what it decides and who covers it",
    "coverage.single_threads.person": "told of each post: who covers it",
    "promises.ours.open": "a promise that changes sides, day or state is told itself",
    "promises.theirs.open": "a promise that changes sides, day or state is told itself",
    "progress.actual": "the way that it makes is told",
    "progress.derived": _IN_DIFF,
    "progress.actions_done": _IN_DIFF,
    "progress.actions_total": _IN_DIFF,
    "urgent": "it orders what is due, which is told by what it belongs to",
    "first_call": "it follows from what is most urgent, and from who knows whom, which is told",
    "expectations": "it follows from posts, objectives, promises and gains, which are told",
    "contentment.change": "it follows from two answers, of which the newest is told",
    "freshness": "it follows from days, which stand in the diff, and from who answers for what",
    "asked": "it follows from agenda, approval and trigger, which are told by what they belong to",
    "pipeline.open": "an opportunity that ends or goes is told itself",
    "pipeline.won": "an opportunity that ends or goes is told itself",
    "pipeline.lost": "an opportunity that ends or goes is told itself",
    "money.plan.before": "it is the year before, which is told",
    "money.plan.actual": "it is a period, which is told",
    "money.plan.growth": "it follows from two years, which are told",
    "agenda": "days are told by what they belong to; what is overdue is a finding",
    "steps": "it follows from posts, relationships and attitudes, which are told",
    "covers": "it follows from absences, which stand in the diff, and from days, which are told",
    "fit_rules": "what a situation asks for is told",
    "needs.from_role": _WITH_LEVEL,
    "needs.added": _WITH_LEVEL,
    "shared_hours.on": "the days follow from the day of the comparison",
}
"""Figures of which a comparison says nothing, and why; a path stands for all below it."""

SOURCES = {"held_by.role": "role", "placements.axes.grey": "placements.axes.near"}
"""Figures that cannot be another alone, and what they follow from."""

EXAMPLES = (
    "a plan that contradicts its cell after the cut is crossed",
    "a style of management that no longer fits the cell",
    "an opportunity won, and back",
    "another answer of the customer",
    "a larger plan",
)
"""Cases that have what the portfolio lacks."""


def leaves(made: type[object], above: str = "") -> Iterator[tuple[str, Figure]]:
    """The figures that are not records, by attribute path."""
    for each in figures_of(made):
        inner = list(records(each.kind))
        for record in inner:
            yield from leaves(record, f"{above}{each.name}.")
        if not inner:
            yield f"{above}{each.name}", each


def records(kind: Any) -> Iterator[type[object]]:
    if isinstance(kind, type) and figures_of(kind):
        yield kind
    for each in get_args(kind):
        yield from records(each)


LEAVES = dict(leaves(AccountInsight))


def listed(path: str) -> str | None:
    """The entry of the list that a figure belongs to."""
    return next((each for each in NOT_COMPARED if f"{path}.".startswith(f"{each}.")), None)


@cache
def states() -> tuple[tuple[Catalog, Insight], ...]:
    """Accounts in which every figure occurs, those of the portfolio first."""
    others = [rich_change()[1], *(case.after for case in cases() if case.name in EXAMPLES)]
    held = (portfolio_definitions(), *map(definitions, others))
    views = [view(each, Edition.LEADERSHIP) for each in held]
    return tuple((each, analyze(each, day)) for day in (AS_OF, LATE) for each in views)


def altered(held: Any, path: str, kind: Any) -> Iterator[Any]:
    """The result with another value of one figure, in every possible way."""
    name, _, rest = path.partition(".")
    if not path:
        yield from (each for each in other_values(held, kind) if each != held)
    elif isinstance(held, tuple):
        for number, each in enumerate(held):
            for other in altered(each, path, kind):
                yield (*held[:number], other, *held[number + 1 :])
    elif held is not None and not isinstance(held, Mapping):
        yield from (
            with_value(held, name, other) for other in altered(getattr(held, name), rest, kind)
        )


def with_value(held: Any, name: str, value: Any) -> Any:
    """A record with another value of a figure, even of one that follows from others."""
    own = {each.name: getattr(held, each.name) for each in fields(held)}
    if name in own:
        return replace(held, **{name: value})
    made = type(held)
    inside = {name: value, "__slots__": ()}
    other: Any = object.__new__(
        types.new_class(made.__name__, (made,), {}, lambda body: body.update(inside))
    )
    for each, original in own.items():
        object.__setattr__(other, each, original)
    return other


def other_values(value: Any, kind: Any) -> Iterator[Any]:
    """Values that a figure could have instead."""
    if type(None) in get_args(kind):
        yield None
    yield from literals(kind)
    if isinstance(value, bool):
        yield not value
    elif isinstance(value, int | Decimal):
        yield from (value + 1, value - 1, -value)
    elif isinstance(value, date):
        yield from (value + timedelta(400), value - timedelta(400))
    elif isinstance(value, str):
        yield type(value)(f"{value}-x")
    elif isinstance(value, tuple):
        yield value[1:]
    elif isinstance(value, Item) and hasattr(value, "id"):
        yield value.model_copy(update={"id": f"{value.id}-x"})


def literals(kind: Any) -> Iterator[Any]:
    for each in get_args(kind):
        yield from get_args(kind) if get_origin(kind) is Literal else literals(each)


def is_reported(path: str) -> bool:
    """Whether another value of a figure has an effect on some account, in either direction."""
    for catalog, whole in states():
        for insight in whole.accounts.values():
            for other in altered(insight, SOURCES.get(path, path), LEAVES[path].kind):
                for before, after in ((insight, other), (other, insight)):
                    pair = Pair(catalog, catalog, (whole, whole), before, after)
                    if any(effect for each in COMPARED for effect in each.effects(pair)):
                        return True
    return False


@pytest.mark.few(4)
@pytest.mark.parametrize("path", spread(LEAVES, 15))
def test_a_figure_that_changes_has_an_effect_or_is_listed(path: str) -> None:
    assert is_reported(path) is not bool(listed(path)), "compare it, or take it off the list"


def test_what_is_listed_is_a_figure() -> None:
    assert {listed(path) for path in LEAVES} - {None} == NOT_COMPARED.keys()
