"""Sums with their conversion, concentration, and figures of families."""

from datetime import date
from decimal import Decimal

import pytest

from generator.analysis.currency import Summed
from generator.analysis.portfolio import (
    FIGURES,
    Portfolio,
    PortfolioFigure,
    concentration,
    portfolio,
)
from generator.model.company import Currencies
from tests.unit.insight.accounts import (
    AS_OF,
    AccountFigures,
    account_figures,
    period,
    table,
    wallet,
)


def portfolio_of(*found: AccountFigures, currencies: Currencies | None = None) -> Portfolio:
    return portfolio(found, currencies, AS_OF)


def totals(summed: Summed) -> dict[str, Decimal]:
    return {each.currency: each.total for each in summed.sums}


def test_an_amount_is_converted_at_the_newest_rate_on_or_before_its_day() -> None:
    rates = table(
        ("USD", "0.7", "2026-10-01"),  # newest, but after the period's end
        ("USD", "0.9", "2026-09-30"),
        ("USD", "0.8", "2026-01-01"),
    )
    found = portfolio_of(
        account_figures("a", economics=period("10 m")),
        account_figures("b", currency="USD", economics=period("20 m", cost="5 m")),
        currencies=rates,
    )
    assert totals(found.sums["revenue"]) == {"EUR": 28_000_000}
    assert totals(found.sums["contribution"]) == {"EUR": 23_500_000}
    used = found.sums["revenue"].sums[0].parts[1].converted
    assert used.rate is not None
    assert (used.rate.rate, used.rate.on, used.rate.source) == (
        Decimal("0.9"),
        date(2026, 9, 30),
        "Made up",
    )
    assert not used.old


def test_each_figure_has_the_day_its_amount_is_of() -> None:
    space = [{"product": "seals", "potential": "3 m", "current": "1 m"}]
    found = portfolio_of(
        account_figures(
            "b",
            currency="USD",
            economics=period("1 m", ends="2026-12-31"),
            wallet=wallet("2 m", on="2025-06-30"),
            white_space=space,
        ),
        currencies=table(("USD", "0.5", "2025-01-01"), ("USD", "2", "2026-11-02")),
    )
    days = {figure: amount.on for figure, amount in found.amounts["b"].items()}
    # a period that is still running counts as of the day itself: no rate of a later day is used
    assert days == {
        "revenue": AS_OF,
        "contribution": AS_OF,
        "wallet": date(2025, 6, 30),
        "white-space": AS_OF,
    }
    assert totals(found.sums["wallet"]) == {"EUR": 1_000_000}
    assert totals(found.sums["white-space"]) == {"EUR": 4_000_000}


def test_a_period_that_has_not_begun_is_not_counted() -> None:
    found = portfolio_of(account_figures("a", economics=period("7 m", ends="2027-12-31")))
    assert found.amounts["a"] == {}


@pytest.mark.parametrize(
    ("rates", "first"),
    [
        (table(), None),
        (table(("CHF", "1", "2026-01-01")), None),
        (table(("USD", "1", "2026-10-01")), date(2026, 10, 1)),
    ],
)
def test_an_amount_without_a_rate_is_left_out_and_named(
    rates: Currencies, first: date | None
) -> None:
    found = portfolio_of(
        account_figures("a", economics=period("10 m")),
        account_figures("b", currency="USD", economics=period("20 m")),
        account_figures("c"),
        currencies=rates,
    )
    assert totals(found.sums["revenue"]) == {"EUR": 10_000_000}
    without_rate, without_amount = found.sums["revenue"].left_out
    assert (without_rate.account.id, without_amount.account.id) == ("b", "c")
    assert without_amount.why is None
    assert without_rate.why is not None
    assert without_rate.why.first == first


@pytest.mark.parametrize(("on", "old"), [("2025-09-29", True), ("2025-09-30", False)])
def test_a_rate_older_than_twelve_months_is_used_and_marked_as_old(on: str, old: bool) -> None:
    found = portfolio_of(
        account_figures("b", currency="USD", economics=period("20 m")),
        currencies=table(("USD", "0.5", on)),
    )
    (only,) = found.sums["revenue"].sums[0].parts
    assert only.converted.value == 10_000_000
    assert only.converted.old is old


def test_without_a_table_currencies_stay_apart() -> None:
    found = portfolio_of(
        account_figures("a", economics=period("10 m")),
        account_figures("b", currency="USD", economics=period("20 m")),
        account_figures("c", economics=period("5 m")),
    )
    assert totals(found.sums["revenue"]) == {"EUR": 15_000_000, "USD": 20_000_000}
    assert [each.currency for each in found.by_account] == ["EUR", "USD"]
    assert [each.largest for each in found.by_account] == [Decimal("66.7"), Decimal("100.0")]


def test_only_active_accounts_are_added_up() -> None:
    found = portfolio_of(
        account_figures("a", economics=period("10 m")),
        *(
            account_figures(status, status=status, economics=period("1 m"))
            for status in ("draft", "candidate", "retired")
        ),
    )
    assert totals(found.sums["revenue"]) == {"EUR": 10_000_000}
    assert not found.sums["revenue"].left_out


def test_sums_of_the_largest_amounts_and_smallest_rates_lose_no_digit() -> None:
    found = portfolio_of(
        *(
            account_figures(f"a{n}", currency="USD", economics=period("999999999999.999999 bn"))
            for n in range(20)
        ),
        account_figures("b", economics=period("0.000001")),
        currencies=table(("USD", "1.000001", "2026-01-01")),
    )
    # 20 x (10 ** 21 - 1000) x 1.000001 + 0.000001
    assert totals(found.sums["revenue"]) == {"EUR": Decimal("20000019999999999979999.980001")}


# What hangs on how few -------------------------------------------------------------------------


def test_shares_of_the_largest_and_how_many_make_most_of_it() -> None:
    values = {"a": 50, "b": 30, "c": 10, "d": 10}
    found = concentration("EUR", {key: Decimal(value) for key, value in values.items()})
    assert found is not None
    assert [str(each) for each in (found.largest, found.largest_three)] == ["50.0", "90.0"]
    assert found.most == 2
    assert [key for key, _ in found.ranked] == ["a", "b", "c", "d"]


def test_just_under_the_threshold_takes_one_more_account() -> None:
    found = concentration("EUR", {"a": Decimal("79.999999"), "b": Decimal("20.000001")})
    assert found is not None
    assert found.most == 2


@pytest.mark.parametrize("values", [{}, {"a": Decimal(0)}])
def test_without_revenue_there_is_no_concentration(values: dict[str, Decimal]) -> None:
    assert concentration("EUR", values) is None


def test_a_family_counts_as_one_customer() -> None:
    found = portfolio_of(
        account_figures("alone", economics=period("40 m")),
        account_figures("head", economics=period("10 m")),
        account_figures("branch", parent="head", economics=period("20 m")),
        account_figures("twig", parent="branch", economics=period("30 m")),
    )
    (by_account,), (by_family,) = found.by_account, found.by_family
    assert by_account.ranked[0] == ("alone", Decimal("40.0"))
    assert by_family.ranked == (("head", Decimal("60.0")), ("alone", Decimal("40.0")))


# Families --------------------------------------------------------------------------------------


def figures(
    found: Portfolio, figure: PortfolioFigure
) -> list[tuple[str, int, int | None, int | None, int]]:
    """Account, how many below, own and total in EUR, how many are missing in the total."""

    def in_eur(values: object) -> int | None:
        assert isinstance(values, dict)
        value = values.get((figure, "EUR"))
        return None if value is None else int(value)

    return [
        (
            each.member.account.id,
            each.member.below,
            in_eur(each.own),
            in_eur(each.total),
            each.missing.get(figure, 0),
        )
        for family in found.families
        for each in family
    ]


def test_own_figures_and_those_with_everything_below_stay_apart() -> None:
    found = portfolio_of(
        account_figures("head", economics=period("1")),
        account_figures("branch", parent="head", economics=period("20")),
        account_figures("twig", parent="branch", economics=period("300")),
        account_figures("other", parent="head", economics=period("4000")),
        account_figures("single", economics=period("50000")),
    )
    assert figures(found, "revenue") == [
        ("head", 3, 1, 4321, 0),
        ("branch", 1, 20, 320, 0),
        ("twig", 0, 300, 300, 0),
        ("other", 0, 4000, 4000, 0),
    ]


def test_a_family_says_how_many_of_its_accounts_are_not_in_a_figure() -> None:
    found = portfolio_of(
        account_figures("head", status="retired", economics=period("1")),
        account_figures("branch", parent="head", currency="JPY", economics=period("20")),
        account_figures("twig", parent="branch"),
        account_figures("other", parent="head", economics=period("4000")),
        currencies=table(),
    )
    assert figures(found, "revenue") == [
        ("head", 3, None, 4000, 2),
        ("branch", 1, None, None, 2),
        ("twig", 0, None, None, 1),
        ("other", 0, 4000, 4000, 0),
    ]


def test_a_parent_that_is_not_in_view_makes_no_family() -> None:
    found = portfolio_of(account_figures("branch", parent="hidden", economics=period("20")))
    assert found.families == ()
    assert [each.ranked[0][0] for each in found.by_family] == ["branch"]


def test_a_chain_of_x_rolled_up_without_trouble() -> None:
    count = 1200
    found = portfolio_of(
        account_figures("a0", economics=period("1")),
        *(
            account_figures(f"a{n}", parent=f"a{n - 1}", economics=period("1"))
            for n in range(1, count)
        ),
    )
    first, *_, last = figures(found, "revenue")
    assert first == ("a0", count - 1, 1, count, 0)
    assert last == (f"a{count - 1}", 0, 1, 1, 0)


def test_without_amounts_nothing_is_added_up() -> None:
    found = portfolio_of(account_figures("head"), account_figures("branch", parent="head"))
    assert [summed.sums for summed in found.sums.values()] == [()] * len(FIGURES)
    assert found.by_account == found.by_family == ()
