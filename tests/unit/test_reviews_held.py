"""Reviews that were held stand on the strategy page and in the history, with what was decided."""

from datetime import timedelta

import pytest

from generator.findings.classification import Classification
from generator.model.strategy import HeldReview
from generator.pages import inputs
from generator.pages.account import history, strategy
from generator.pages.account.layout import AccountInput
from generator.pages.kit.context import Context, Deferred
from generator.text.formats import day_text
from tests.conftest import AS_OF, FIXTURE
from tests.unit.test_reports_relationships import ALDANE, Worked, changed, worked_out


@pytest.fixture(scope="module")
def fixture() -> Worked:
    return worked_out(FIXTURE)


def page_texts(found: Worked) -> tuple[str, str]:
    """The strategy page and the history page of the account, as Markdown."""
    made: list[Deferred[AccountInput]] = list(inputs.accounts(Context(*found)))
    given = next(each.make() for each in made if each.parts[0].account.id == ALDANE)
    overview = next(iter(strategy.pages(given)))
    return overview.markdown, history.page(given).markdown


def review(**more: object) -> HeldReview:
    written = {"kind": "weekly", "on": "2026-10-26", "by": "t-brandt", "minutes": "All is *well*"}
    return HeldReview.model_validate(written | more)


def test_a_review_is_told_with_who_took_part_and_what_was_decided(fixture: Worked) -> None:
    for text in page_texts(fixture):
        line = next(line for line in text.split("\n") if "**Half-yearly review" in line)
        assert "with Ana Ruiz, Maryam Okafor, Tilda Brandt and the " in line
        assert (
            "Decided: [One frame agreement with regional annexes (decided on 26 Mar 2026)](" in line
        )
        assert "#decision-regional-annexes)" in line


def test_a_decision_of_another_day_says_so(fixture: Worked) -> None:
    (decision,) = (
        each
        for each in fixture[1].accounts[ALDANE].account.decisions
        if each.id == "regional-annexes"
    )
    day, before = decision.on.isoformat(), decision.on - timedelta(days=8)
    held = (review(on=day, decisions=["regional-annexes"]),)
    for text in page_texts(changed(fixture, reviews_held=held)):
        assert "(decided on " not in text
    held = (review(on=before.isoformat(), decisions=["regional-annexes"]),)
    for text in page_texts(changed(fixture, reviews_held=held)):
        assert f"[{decision.what} (decided on {day_text(decision.on)})](" in text


def test_the_newest_come_first_and_the_history_has_them_all(fixture: Worked) -> None:
    days = ("2026-10-26", "2026-08-03", "2026-09-07")
    found = changed(fixture, reviews_held=tuple(review(on=day, minutes=day) for day in days))
    overview, whole = page_texts(found)
    assert overview.index("2026-10-26.") < overview.index("2026-09-07.")
    assert "2026-08-03." not in overview
    assert "2026-08-03." in whole
    later = (AS_OF + timedelta(days=1)).isoformat()
    for text in page_texts(changed(fixture, reviews_held=(review(on=later),))):
        assert "Weekly review" not in text


def test_no_review_tells_of_a_decision_that_an_edition_does_not_show(fixture: Worked) -> None:
    own = fixture[1].accounts[ALDANE].account
    (decision,) = (each for each in own.decisions if each.id == "regional-annexes")
    secret = decision.model_copy(update={"secrecy": Classification.CONFIDENTIAL})
    for text in page_texts(changed(fixture, decisions=(secret,))):
        assert "Half-yearly review" in text
        assert "regional-annexes" not in text
