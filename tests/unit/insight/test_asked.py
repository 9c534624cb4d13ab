"""What a review is asked to decide: one input changes, and the question comes or goes."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from generator.analysis.agenda import agenda
from generator.analysis.asked import asked
from generator.analysis.insight import AGENDA_DAYS
from generator.findings.classification import Edition
from generator.model.grammars import Reference
from generator.model.kinds import Account
from generator.model.profile import Selection
from generator.model.strategy import Promotion
from tests.conftest import AS_OF, FIXTURE, assembled_on

FOUND = [
    ("assumption", date(2026, 11, 30)),
    ("notice", date(2026, 12, 30)),
    ("decision", date(2027, 1, 15)),
]
Change = Callable[[Account], dict[str, Any]]


def trigger(at_least: int) -> Promotion:
    return Promotion(to="global", axis="potential", at_least=Decimal(at_least), reviews="1")


def questions(change: Change | None = None, on: date = AS_OF) -> list[tuple[str, date | None]]:
    """The questions about the fixture's account, changed, with their days."""
    insight = assembled_on(AS_OF, Edition.TEAM, root=FIXTURE).insight.accounts["aldane-group"]
    account = insight.account
    if change is not None:
        account = account.model_copy(update=change(account))
    found = asked(account, agenda(account, on, AGENDA_DAYS), insight.placements, on)
    return [(each.question, each.on) for each in found]


def first(account: Account, section: str, **values: Any) -> dict[str, Any]:
    """The account with other values in the first entry of a section."""
    entry, *others = getattr(account, section)
    return {section: (entry.model_copy(update=values), *others)}


def test_what_has_a_day_comes_by_day() -> None:
    assert questions() == FOUND


@pytest.mark.parametrize(
    ("change", "gone", "come"),
    [
        (lambda a: first(a, "contracts", renews=False), FOUND[1], ("renew", FOUND[1][1])),
        (lambda a: first(a, "contracts", ends=date(2029, 1, 1)), FOUND[1], None),
        (lambda a: first(a, "decisions", revisit_on=None), FOUND[2], None),
        (lambda a: first(a, "assumptions", expires=date(2027, 6, 1)), FOUND[0], None),
        (lambda _: {"approved": None}, None, ("approve", None)),
        (
            lambda _: {
                "promotion": Promotion(
                    to="global", axis="potential", at_least=Decimal(3), reviews="1"
                )
            },
            None,
            ("tier", None),
        ),
        (
            lambda _: {
                "promotion": Promotion(
                    to="global", axis="potential", at_least=Decimal(9), reviews="1"
                )
            },
            None,
            None,
        ),
        (
            lambda _: {
                "selection": (
                    Selection(
                        stage="accepted",
                        on=date(2026, 1, 1),
                        until=date(2026, 12, 1),
                        by=Reference("ana-ruiz"),
                        reasons=("Trial.",),
                    ),
                )
            },
            None,
            ("selection", date(2026, 12, 1)),
        ),
    ],
)
def test_each_input_moves_its_question(
    change: Change,
    gone: tuple[str, date | None] | None,
    come: tuple[str, date | None] | None,
) -> None:
    assert set(questions(change)) == ({*FOUND} - {gone}) | ({come} if come else set())


def test_a_contract_that_has_renewed_itself_asks_nothing_and_one_that_ends_still_does() -> None:
    late = date(2027, 1, 20)
    assert ("notice", date(2026, 12, 30)) not in questions(on=late)
    ending = questions(lambda a: first(a, "contracts", renews=False), late)
    assert ("renew", date(2026, 12, 30)) in ending
