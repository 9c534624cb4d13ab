"""Structure of money: rates, periods and white space."""

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

from generator.findings.finding import Finding, RuleArea
from generator.model.definitions import Definitions
from generator.model.kinds import Account
from generator.model.money import Period, PlannedYear

AREA = RuleArea("structure")

DRIVER_PARTS = AREA.error(
    "driver-parts",
    "The parts of a cost to serve add up to more than the total.",
    "The part not assigned to a driver would be negative.",
    "Correct a `cost` in `by_driver`, or `cost_to_serve`; each cost belongs to one driver only.",
)

PERIODS_OVERLAP = AREA.error(
    "periods-overlap",
    "Two periods of an account overlap.",
    "The same sales would count twice, and a comparison would mean nothing.",
    "Correct `starts` or `ends`; keep either the year or its quarters.",
)

WHITE_SPACE_NEGATIVE = AREA.error(
    "white-space-negative",
    "A unit buys more of something than its potential.",
    "White space is potential minus current: below zero it would hide what is open elsewhere.",
    "Raise `potential` to what is known to be possible, or correct `current`; both are per year.",
)

WHITE_SPACE_TWICE = AREA.error(
    "white-space-twice",
    "The white space of one product and unit is counted twice.",
    "Sums by product, by unit and in total would be too large.",
    "Keep one row for each product and unit, or one row for the whole customer.",
)

RATE_POSITIVE = AREA.error(
    "rate-not-positive",
    "A conversion rate is zero or below.",
    "Amounts converted with it would vanish or turn into losses.",
    "Write how many units of the portfolio's currency one unit of the other is worth.",
)

RATE_OF_ITSELF = AREA.error(
    "rate-of-itself",
    "The portfolio's currency has a rate to itself that is not 1.",
    "Nobody could say what an amount in it is worth.",
    "Remove the rate; amounts in the portfolio's currency need none.",
)

RATE_TWICE = AREA.error(
    "rate-twice",
    "A currency has two rates of the same day.",
    "A sum would depend on the order of the lines.",
    "Keep the rate with the reliable source.",
)


def currency_problems(definitions: Definitions) -> Iterator[Finding]:
    """Rates of the organisation that cannot be used for sums."""
    organisation = definitions.organisation
    currencies = organisation.currencies if organisation else None
    if currencies is None:
        return
    seen: set[tuple[str, date]] = set()
    for each in currencies.conversions:
        if each.rate <= 0:
            yield RATE_POSITIVE.at(each.at("rate"), f"the rate for {each.from_} is {each.rate}")
        elif each.from_ == currencies.portfolio and each.rate != 1:
            message = f"1 {each.from_} cannot be worth {currencies.portfolio} {each.rate}"
            yield RATE_OF_ITSELF.at(each.at("rate"), message)
        if (each.from_, each.on) in seen:
            message = f"{each.from_} has an earlier entry for {each.on}"
            yield RATE_TWICE.at(each.at("on"), message)
        seen.add((each.from_, each.on))


def money_problems(account: Account) -> Iterator[Finding]:
    """Periods and white space of one account; messages contain no amounts."""
    yield from _parts(account)
    yield from _overlaps(account)
    yield from _negative(account)
    yield from _twice(account)


def _parts(account: Account) -> Iterator[Finding]:
    for period in account.economics.periods if account.economics else ():
        parts = sum((each.cost for each in period.by_driver), Decimal(0))
        if parts > period.cost_to_serve:
            message = f"the parts of `{period.id}` add up to more than its `cost_to_serve`"
            yield DRIVER_PARTS.at(period.at("by_driver"), message, account=account.id)


def _overlaps(account: Account) -> Iterator[Finding]:
    """Each period, and each planned year, that begins before an earlier one has ended."""
    if account.economics:
        yield from _overlapping(account, account.economics.periods)
        yield from _overlapping(account, account.economics.plan)


def _overlapping(
    account: Account, periods: Sequence[Period] | Sequence[PlannedYear]
) -> Iterator[Finding]:
    latest: Period | PlannedYear | None = None
    ordered: list[Period | PlannedYear] = [*periods]
    for period in sorted(ordered, key=lambda each: (each.starts, each.ends)):
        if latest and period.starts <= latest.ends:
            message = f"`{period.id}` begins before `{latest.id}` has ended"
            yield PERIODS_OVERLAP.at(period.at("starts"), message, account=account.id)
        latest = max((latest or period, period), key=lambda each: each.ends)


def _negative(account: Account) -> Iterator[Finding]:
    for each in account.white_space:
        potential, current = each.potential, each.current
        if potential is not None and current is not None and current > potential:
            message = "`current` is larger than `potential`"
            yield WHITE_SPACE_NEGATIVE.at(each.at("current"), message, account=account.id)


def _twice(account: Account) -> Iterator[Finding]:
    seen: set[tuple[str, str | None]] = set()
    split = {str(each.product) for each in account.white_space if each.unit is not None}
    for each in account.white_space:
        unit = str(each.unit) if each.unit is not None else None
        where = f"`{unit}`" if unit else "the whole customer"
        if (str(each.product), unit) in seen:
            message = f"`{each.product[:60]}` appears twice for {where[:62]}"
            yield WHITE_SPACE_TWICE.at(each.at("product"), message, account=account.id)
        elif unit is None and str(each.product) in split:
            message = f"`{each.product[:60]}` is given for {where} and for single units as well"
            yield WHITE_SPACE_TWICE.at(each.at("product"), message, account=account.id)
        seen.add((str(each.product), unit))
