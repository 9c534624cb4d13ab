"""What open opportunities bring in the year that is planned, and whether the plan is enough."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from generator.analysis import AccountInsight
from generator.analysis.opportunities import pipeline, pipeline_in
from generator.findings.classification import Edition
from generator.model.kinds import Account
from generator.pages.account.money import growth_in_words, objective_in_words
from generator.pages.account.plan import opportunity_rows, pipeline_in_words
from tests.conftest import AS_OF, FIXTURE, assembled_on


def held(edition: Edition = Edition.LEADERSHIP) -> AccountInsight:
    return assembled_on(AS_OF, edition, root=FIXTURE).insight.accounts["aldane-group"]


def with_one(closes: str | None, **values: Any) -> Account:
    """The fixture's account with one open opportunity: EUR 365 k a year, 50 %."""
    account = held().account
    day = date.fromisoformat(closes) if closes else None
    one = account.opportunities[0].model_copy(
        update={
            "stage": "qualified",
            "amount": Decimal(365_000),
            "probability": Decimal(50),
            "closes": day,
            **values,
        }
    )
    return account.model_copy(update={"opportunities": (one,)})


def year_of(account: Account) -> Any:
    """The planned year from 1 Oct 2026 to 30 Sep 2027."""
    assert account.economics is not None
    first = account.economics.plan[0]
    return first.model_copy(update={"starts": date(2026, 10, 1), "ends": date(2027, 9, 30)})


@pytest.mark.parametrize(
    ("closes", "values", "brings"),
    [
        ("2027-05-31", {}, 61_000),  # 122 days are left
        ("2027-09-30", {}, 0),
        ("2028-03-31", {}, 0),
        (None, {}, 166_000),  # from the day after AS_OF: 332 days
        ("2026-10-15", {}, 166_000),  # late, so decided today at the earliest
        ("2027-09-30", {"once": True}, 182_500),
        ("2027-10-01", {"once": True}, 0),
        ("2027-05-31", {"probability": None}, None),
        ("2027-05-31", {"stage": "lost"}, None),
    ],
)
def test_business_counts_from_the_day_it_is_decided(
    closes: str | None, values: dict[str, Any], brings: int | None
) -> None:
    account = with_one(closes, **values)
    assert pipeline_in(account, year_of(account), date(2026, 11, 2)) == brings


@pytest.mark.parametrize(
    ("closes", "brings"), [("2027-05-31", "EUR 61 k"), ("2027-05-30", "EUR 61.5 k")]
)
def test_the_growth_of_the_year_stands_beside_what_comes_in_it(closes: str, brings: str) -> None:
    account = with_one(closes)
    assert account.economics is not None
    insight = held()
    last = insight.contributions[-1].period
    year = year_of(account).model_copy(
        update={
            "starts": last.ends + timedelta(days=1),
            "ends": last.ends + timedelta(days=365),
            "revenue": last.revenue + 600_000,
        }
    )
    assert year.ends == date(2027, 9, 30)
    economics = account.economics.model_copy(update={"plan": (year,)})
    account = account.model_copy(update={"economics": economics})
    text = growth_in_words(replace(insight, account=account), AS_OF)
    assert "The year to 30 Sep 2027 is to grow by EUR 600 k." in text
    assert f"can bring about {brings} in that year" in text


def test_a_job_that_comes_once_is_not_added_to_yearly_business() -> None:
    account = with_one("2027-05-31", once=True)
    found = pipeline(account)
    assert (found.amount, found.weighted) == (None, None)
    assert (found.once, found.once_weighted) == (Decimal(365_000), Decimal(182_500))
    insight = replace(held(), account=account, pipeline=found)
    assert pipeline_in_words(insight) == [
        "1 opportunity open: EUR 365 k once.",
        "Each by its probability: EUR 182.5 k once.",
    ]
    assert "EUR 365 k once" in opportunity_rows(insight)[0][1]
    yearly = with_one("2027-05-31")
    insight = replace(held(), account=yearly, pipeline=pipeline(yearly))
    assert pipeline_in_words(insight)[0] == "1 opportunity open: EUR 365 k a year."


def planned(revenue: int, total: int, target: int) -> AccountInsight:
    """The fixture's account with one planned year, a wallet and an objective for its share."""
    insight = held()
    account, progress = insight.account, insight.progress[0]
    assert account.economics is not None and account.wallet is not None
    year = year_of(account).model_copy(update={"revenue": Decimal(revenue)})
    account = account.model_copy(
        update={
            "economics": account.economics.model_copy(update={"plan": (year,)}),
            "wallet": account.wallet.model_copy(update={"total": Decimal(total)}),
        }
    )
    assert progress.objective.metric is not None
    metric = progress.objective.metric.model_copy(update={"measure": "share-of-wallet"})
    objective = progress.objective.model_copy(
        update={"status": "open", "metric": metric, "due": date(2027, 12, 31)}
    )
    return replace(
        insight,
        account=account,
        progress=(replace(progress, objective=objective, target=Decimal(target)),),
    )


@pytest.mark.parametrize(
    ("revenue", "target", "ends"),
    [
        (9_000_000, 25, "25 %, or EUR 10.5 m: the plan stays EUR 1.5 m below it."),
        (9_000_000, 20, "20 %, or EUR 8.4 m: the plan reaches it."),
        (10_500_000, 25, "25 %, or EUR 10.5 m: the plan reaches it."),
    ],
)
def test_the_plan_is_compared_with_the_share_aimed_at(revenue: int, target: int, ends: str) -> None:
    text = objective_in_words(planned(revenue, 42_000_000, target))
    assert text.endswith(f"The objective for 31 Dec 2027 is {ends}")


def test_no_plan_and_no_objective_say_nothing() -> None:
    insight = planned(9_000_000, 42_000_000, 25)
    assert "21.4 % of the EUR 42 m" in objective_in_words(insight)
    assert objective_in_words(replace(insight, progress=())) == ""
    account = insight.account
    assert account.economics is not None
    none = account.economics.model_copy(update={"plan": ()})
    account = account.model_copy(update={"economics": none})
    assert objective_in_words(replace(insight, account=account)) == ""


def test_another_edition_reads_nothing_of_it() -> None:
    team = held(Edition.TEAM)
    assert growth_in_words(team, AS_OF) == objective_in_words(team) == ""
    assert pipeline_in_words(team) == []
