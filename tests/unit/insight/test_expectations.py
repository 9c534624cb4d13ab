"""Both perspectives: one input changes, and what shows an expectation moves; satisfaction."""

from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from generator.analysis import AccountInsight
from generator.analysis.agenda import agenda, overdue
from generator.analysis.coverage import coverage
from generator.analysis.expectations import contentment, expectations
from generator.analysis.insight import AGENDA_DAYS
from generator.analysis.progress import progress
from generator.analysis.promises import ledger
from generator.findings.classification import Edition
from generator.model.kinds import Account
from generator.model.strategy import Objective, Satisfaction
from generator.pages.account.expectations import change_in_words
from tests.conftest import AS_OF, FIXTURE, assembled_on

Counted = dict[str, tuple[int, int, bool]]
Change = Callable[[Account], dict[str, Any]]
FOUND: Counted = {
    "understands": (1, 3, False),
    "plans": (2, 3, False),
    "coordinates": (1, 2, False),
    "lasts": (1, 3, False),
    "connects": (3, 4, False),
    "anticipates": (1, 3, True),
    "proposes": (1, 1, True),
    "exact": (1, 3, False),
    "interests": (1, 1, True),
}


def insight() -> AccountInsight:
    return assembled_on(AS_OF, Edition.LEADERSHIP, root=FIXTURE).insight.accounts["aldane-group"]


def counted(change: Change | None = None) -> Counted:
    """What shows each expectation of the fixture's account, changed."""
    held = insight()
    account = held.account.model_copy(update=change(held.account) if change else {})
    due = agenda(account, AS_OF, AGENDA_DAYS)
    ours = ledger(account, "us", AS_OF, due)
    late = {each.id for each in overdue(due, Objective)}
    ways = [
        progress(each, AS_OF, (), ours, held.released, overdue=each.id in late)
        for each in account.objectives
    ]
    found = expectations(account, coverage(account), ways, ours, AS_OF)
    return {each.name: (each.shown, each.of, each.met) for each in found}


def each_of(account: Account, section: str, **values: Any) -> dict[str, Any]:
    return {section: tuple(each.model_copy(update=values) for each in getattr(account, section))}


def test_five_are_ours_and_four_the_customers() -> None:
    sides = [each.side for each in insight().expectations]
    assert sides == ["company"] * 5 + ["customer"] * 4
    assert (
        counted()
        == FOUND
        == {each.name: (each.shown, each.of, each.met) for each in insight().expectations}
    )


def without(section: str) -> Change:
    return lambda _: {section: ()}


def known_by_all(account: Account) -> dict[str, Any]:
    return {
        "relationships": tuple(
            link.model_copy(update={"stakeholder": post.id, "person": person})
            for link in account.relationships[:1]
            for post in account.stakeholders
            for person in ("ana-ruiz", "h-nyman")
        )
    }


@pytest.mark.parametrize(
    ("change", "moved"),
    [
        (
            lambda a: {
                **each_of(a, "stakeholders", known="confirmed", wants=("Fewer stops",)),
                **known_by_all(a),
            },
            {"understands": (3, 3, True), "lasts": (3, 3, True), "connects": (4, 4, True)},
        ),
        (  # one of them has met nobody of us
            lambda a: each_of(a, "stakeholders", known="confirmed", wants=("Fewer stops",)),
            {"understands": (2, 3, False)},
        ),
        (
            lambda a: each_of(a, "objectives", actions=a.objectives[1].actions),
            {"plans": (3, 3, True), "coordinates": (3, 3, True)},
        ),
        (known_by_all, {"lasts": (3, 3, True), "connects": (4, 4, True)}),
        (lambda a: each_of(a, "objectives", whose="ours"), {"anticipates": (0, 3, False)}),
        (lambda a: each_of(a, "opportunities", stage="qualified"), {"proposes": (0, 2, False)}),
        (lambda a: {"promises": a.promises[:1]}, {"exact": (1, 1, True)}),
        (lambda a: each_of(a, "delivered", confirmed_by=None), {"interests": (0, 1, False)}),
        (without("delivered"), {"interests": (0, 0, False)}),
        (without("promises"), {"exact": (0, 0, False)}),
    ],
)
def test_each_input_moves_what_it_shows(change: Change, moved: Counted) -> None:
    assert counted(change) == {**FOUND, **moved}


def answers(*given: tuple[str, date, int]) -> Iterator[tuple[str, Decimal, str]]:
    satisfaction = tuple(
        Satisfaction.model_construct(measure=measure, on=on, level=Decimal(level), source="Survey")
        for measure, on, level in given
    )
    account = insight().account.model_copy(update={"satisfaction": satisfaction})
    for each in contentment(account, AS_OF):
        yield each.measure, each.level, change_in_words(each)


def test_the_newest_answer_of_each_measure_counts_and_says_how_it_moved() -> None:
    march, june, later = date(2026, 3, 2), date(2026, 6, 1), date(2027, 1, 1)
    found = answers(
        ("Service", june, 80),
        ("Service", march, 79),
        ("Delivery", march, 70),
        ("Delivery", june, 60),
        ("Delivery", later, 10),
        ("Loyalty", march, 50),
        ("Report", june, 50),
        ("Report", march, 50),
    )
    assert list(found) == [
        ("Service", Decimal(80), "up 1 point"),
        ("Delivery", Decimal(60), "down 10 points"),
        ("Loyalty", Decimal(50), "first answer"),
        ("Report", Decimal(50), "as before"),
    ]
