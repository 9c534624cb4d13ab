"""Properties of the portfolio: sums, families and concentration, checked with fractions."""

from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from generator.analysis.currency import Summed
from generator.analysis.portfolio import FIGURES, Portfolio, PortfolioFigure, portfolio
from generator.model.company import Currencies
from tests.examples import examples
from tests.unit.insight.accounts import AS_OF, AccountFigures, account_figures, table, wallet

law = settings(derandomize=True, database=None, deadline=None, max_examples=examples(20, 80))

CURRENCIES = ("EUR", "USD", "CHF")
Drawn = dict[tuple[str, date], int] | None
"""Rates in millionths, by currency and day; ``None`` for no table at all."""

# a year after 29 February is a question of its own
days = st.dates(date(2024, 3, 1), date(2026, 12, 31))
money = st.tuples(st.integers(0, 10**6), st.integers(0, 99), st.sampled_from(["", " k", " m"]))


@dataclass(frozen=True)
class Plan:
    """An account as written; ``above`` is the number of its parent."""

    number: int
    currency: str
    active: bool
    above: int | None
    period: tuple[date, str, str] | None
    wallet: tuple[date, str] | None
    space: tuple[tuple[str, str | None], ...]


@st.composite
def plans(draw: st.DrawFn, number: int) -> Plan:
    above = st.integers(0, number - 1) if number else st.none()
    amounts = money.map(lambda each: f"{each[0]}.{each[1]:02}{each[2]}")
    return Plan(
        number=number,
        currency=draw(st.sampled_from(CURRENCIES)),
        active=draw(st.sampled_from([True, True, True, False])),
        above=draw(st.one_of(st.none(), above)),
        period=draw(st.none() | st.tuples(days, amounts, amounts)),
        wallet=draw(st.none() | st.tuples(days, amounts)),
        space=tuple(draw(st.lists(st.tuples(amounts, st.none() | amounts), max_size=3))),
    )


@st.composite
def portfolios(draw: st.DrawFn) -> list[Plan]:
    return [draw(plans(number)) for number in range(draw(st.integers(0, 6)))]


rates = st.none() | st.dictionaries(
    st.tuples(st.sampled_from(CURRENCIES[1:]), days), st.integers(1, 3 * 10**6), max_size=5
)


def table_of(found: Drawn, reverse: bool = False) -> Currencies | None:
    if found is None:
        return None
    rows = [
        (currency, f"{rate // 10**6}.{rate % 10**6:06}", on.isoformat())
        for (currency, on), rate in found.items()
    ]
    return table(*(reversed(rows) if reverse else rows))


def account(plan: Plan) -> AccountFigures:
    sections: dict[str, object] = {"currency": plan.currency}
    if not plan.active:
        sections["status"] = "retired"
    if plan.above is not None:
        sections["parent"] = f"a{plan.above}"
    if plan.period:
        ends, revenue, goods = plan.period
        only = {
            "id": "only",
            "starts": (ends - timedelta(days=90)).isoformat(),
            "ends": ends.isoformat(),
            "revenue": revenue,
            "goods": goods,
            "terms": "0",
            "cost_to_serve": "0",
        }
        sections["economics"] = {"periods": [only]}
    if plan.wallet:
        sections["wallet"] = wallet(plan.wallet[1], plan.wallet[0].isoformat())
    sections["white_space"] = [
        {"product": "seals", "potential": potential} | ({"current": current} if current else {})
        for potential, current in plan.space
    ]
    return account_figures(f"a{plan.number}", **sections)


def made(found: list[Plan], by: Drawn) -> Portfolio:
    return portfolio(map(account, found), table_of(by), AS_OF)


# The same in fractions --------------------------------------------------------------------------


def fraction(text: str) -> Fraction:
    number, _, unit = text.partition(" ")
    return Fraction(number) * {"": 1, "k": 10**3, "m": 10**6}[unit]


def amounts(plan: Plan) -> dict[PortfolioFigure, tuple[Fraction, date]]:
    found: dict[PortfolioFigure, tuple[Fraction, date]] = {}
    if plan.period and plan.period[0] - timedelta(days=90) <= AS_OF:
        ends, revenue, goods = plan.period
        found["revenue"] = fraction(revenue), min(ends, AS_OF)
        found["contribution"] = fraction(revenue) - fraction(goods), min(ends, AS_OF)
    if plan.wallet:
        found["wallet"] = fraction(plan.wallet[1]), min(plan.wallet[0], AS_OF)
    if plan.space:
        gaps = [fraction(could) - fraction(does or "0") for could, does in plan.space]
        found["white-space"] = sum(gaps, Fraction(0)), AS_OF
    return found


def in_sum(plan: Plan, figure: PortfolioFigure, by: Drawn) -> tuple[str, Fraction] | None:
    """The currency and value with which an account enters a sum; else ``None``."""
    if not plan.active or figure not in amounts(plan):
        return None
    value, on = amounts(plan)[figure]
    if by is None:
        return plan.currency, value
    if plan.currency == "EUR":
        return "EUR", value
    dated = [(day, rate) for (code, day), rate in by.items() if code == plan.currency]
    usable = [each for each in dated if each[0] <= on]
    return ("EUR", value * Fraction(max(usable)[1], 10**6)) if usable else None


def added(found: list[Plan], figure: PortfolioFigure, by: Drawn) -> dict[str, Fraction]:
    total: dict[str, Fraction] = {}
    for plan in found:
        if (one := in_sum(plan, figure, by)) is not None:
            total[one[0]] = total.get(one[0], Fraction(0)) + one[1]
    return total


def totals(summed: Summed) -> dict[str, Fraction]:
    return {each.currency: Fraction(each.total) for each in summed.sums}


def below(found: list[Plan], number: int) -> set[int]:
    """The number itself and all below it."""
    inside = {number}
    for plan in found:  # a parent always has a smaller number
        if plan.above in inside:
            inside.add(plan.number)
    return inside


# Laws -------------------------------------------------------------------------------------------


@law
@given(portfolios(), rates)
def test_sums_are_what_fractions_give(found: list[Plan], by: Drawn) -> None:
    computed = made(found, by)
    for figure in FIGURES:
        assert totals(computed.sums[figure]) == added(found, figure, by)


@law
@given(portfolios(), rates)
def test_every_active_account_is_in_a_sum_or_left_out_by_name(found: list[Plan], by: Drawn) -> None:
    computed = made(found, by)
    active = sorted(f"a{plan.number}" for plan in found if plan.active)
    for summed in computed.sums.values():
        inside = [part.account.id for each in summed.sums for part in each.parts]
        assert sorted([*inside, *(each.account.id for each in summed.left_out)]) == active


@law
@given(portfolios(), rates)
def test_a_family_is_the_sum_of_its_members_and_all_of_them_are_everything(
    found: list[Plan], by: Drawn
) -> None:
    computed = made(found, by)
    members = {each.member.account.id: each for family in computed.families for each in family}
    for figure in FIGURES:
        for plan in found:
            inside = [found[number] for number in below(found, plan.number)]
            expected = added(inside, figure, by)
            if f"a{plan.number}" not in members:
                assert len(inside) == 1
                assert plan.above is None
                continue
            rolled = members[f"a{plan.number}"]
            assert rolled.member.below == len(inside) - 1
            assert _of(rolled.total, figure) == expected
            assert _of(rolled.own, figure) == added([plan], figure, by)
            missing = sum(each.active and in_sum(each, figure, by) is None for each in inside)
            assert rolled.missing.get(figure, 0) == missing
        heads = [plan for plan in found if plan.above is None]
        whole: dict[str, Fraction] = {}
        for plan in heads:
            key = f"a{plan.number}"
            total = _of(members[key].total, figure) if key in members else added([plan], figure, by)
            for currency, value in total.items():
                whole[currency] = whole.get(currency, Fraction(0)) + value
        assert whole == totals(computed.sums[figure])


def _of(values: object, figure: PortfolioFigure) -> dict[str, Fraction]:
    assert isinstance(values, dict)
    return {key[1]: Fraction(value) for key, value in values.items() if key[0] == figure}


@law
@given(portfolios(), rates, st.randoms(use_true_random=False))
def test_the_order_of_accounts_and_rates_changes_nothing(
    found: list[Plan], by: Drawn, rng: Random
) -> None:
    straight = [account(plan) for plan in found]
    mixed = list(straight)
    rng.shuffle(mixed)
    assert portfolio(mixed, table_of(by, reverse=True), AS_OF) == portfolio(
        straight, table_of(by), AS_OF
    )


@law
@given(portfolios(), rates)
def test_the_largest_few_make_most_of_it_and_one_fewer_does_not(
    found: list[Plan], by: Drawn
) -> None:
    computed = made(found, by)
    sums = {each.currency: each for each in computed.sums["revenue"].sums}
    assert {each.currency for each in computed.by_account} == {
        currency for currency, each in sums.items() if each.total
    }
    for each in computed.by_account:
        values = sorted(
            (Fraction(part.converted.value) for part in sums[each.currency].parts), reverse=True
        )
        line = Fraction(80, 100) * sum(values)
        assert sum(values[: each.most]) >= line > sum(values[: each.most - 1])
        assert abs(Fraction(each.largest) - values[0] / sum(values) * 100) <= Fraction(1, 20)


@law
@given(portfolios(), rates)
def test_no_rate_is_of_a_later_day_than_the_amount(found: list[Plan], by: Drawn) -> None:
    for summed in made(found, by).sums.values():
        for part in (part for each in summed.sums for part in each.parts):
            used = part.converted
            if used.rate is not None:
                assert used.rate.on <= used.amount.on <= AS_OF
                later = used.rate.on.replace(year=used.rate.on.year + 1)
                assert used.old is (later < used.amount.on)
            else:
                assert used.value == used.amount.value
