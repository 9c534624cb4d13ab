"""The programme as a whole, sums over its accounts, and content that does not belong into prose."""

import re
from collections.abc import Iterable, Iterator
from datetime import date

from generator.analysis import AccountInsight, Insight
from generator.analysis.currency import NotConverted, Rates, convert, is_old, rate_on
from generator.checks.check import Absent, Basis, CheckArea, Same, Scope, active_accounts
from generator.editions import Catalog
from generator.findings.classification import Classification, stricter
from generator.findings.finding import Finding
from generator.model.item import field_secrecy, fields_of
from generator.model.kinds import Account
from generator.model.strategy import ForCustomers, Metric, PublishedFigure
from generator.model.walk import class_of, items_in, walk
from generator.text.formats import counted, day_text, percent

AREA = CheckArea("programme")


def _can_carry_more(absent: Absent) -> str:
    before, after = absent.entry
    limit = after.key_accounts
    moved = (
        before.key_accounts != limit
        and _key_accounts(absent.insights[1]) > before.key_accounts.high
    )
    return f"The programme can now carry {limit}." if moved else ""


def _key_accounts(whole: Insight) -> int:
    return sum(account.is_key for account in active_accounts(whole))


@AREA.warning(
    "too-many-key-accounts",
    "There are more key accounts than our guideline allows.",
    "When everything is key, nothing is.",
    "De-select some with reasons, or raise the number of the programme, with its source "
    "(`programme.key_accounts`).",
    scope=Scope.WHOLE,
    rests_on=(Basis.ACCOUNTS,),
    not_fixed=_can_carry_more,
)
def too_many_key_accounts(catalog: Catalog, whole: Insight) -> Iterator[Finding]:
    organisation = catalog.definitions.organisation
    if organisation is None or organisation.programme is None:
        return
    count = _key_accounts(whole)
    limit = organisation.programme.key_accounts
    if count > limit.high:
        message = f"{counted(count, 'key account')}; our guideline is {limit}."
        yield too_many_key_accounts.at(organisation.programme.at("key_accounts"), message)


def _floor_lowered(absent: Absent) -> str:
    before, after = absent.entry
    then, now = absent.account or (None, None)
    if then is None or now is None:
        return ""
    about = then.contributions[-1].period.id
    if about not in {each.period.id for each in now.contributions}:
        return "The period it was about was removed."
    share = now.contributions[-1].share
    if before.margin_floor != after.margin_floor and (share is None or share < before.margin_floor):
        return f"The floor is now {percent(after.margin_floor)}."
    return ""


@AREA.warning(
    "contribution-below-floor",
    "The newest period's contribution is below the margin floor.",
    "The contribution is below the limit we set ourselves.",
    "Decide what changes: terms, service, or the floor.",
    needs=Classification.CONFIDENTIAL,
    follows=Same.PLACE,
    not_fixed=_floor_lowered,
)
def below_floor(insight: AccountInsight, catalog: Catalog, whole: Insight) -> Iterator[Finding]:
    economics = insight.account.economics
    floor = economics.margin_floor if economics else None
    latest = insight.contributions[-1] if insight.contributions else None
    share = latest.share if latest else None
    if economics and latest and floor is not None and share is not None and share < floor:
        message = f"{share} % in {latest.period.id}, the floor is {floor} %."
        place = economics.at("margin_floor")
        yield below_floor.at(
            place, message, secrecy=Classification.CONFIDENTIAL, about=latest.period.id
        )


# One digit before the unit is enough to detect an amount; matching a run of digits would be
# quadratic in its length.
_DIGIT = re.compile(r"\d")
_CODES = "EUR|USD|GBP|CHF|JPY|CNY|SGD|SEK|NOK|DKK|PLN|CZK|HUF|INR|AUD|CAD|BRL|MXN|ZAR"
_AMOUNT = re.compile(
    rf"(?:\b(?:{_CODES})|[€$£¥])\s?(?:(?:k|m|bn)\s)?\d"
    r"|\d[.,]?\s?(?:(?:k|m|bn|thousand|million|billion)\s?)?"
    rf"(?:(?:{_CODES}|euros?|dollars?)\b|[€£¥])",
    re.IGNORECASE,
)


@AREA.warning(
    "amount-in-prose",
    "A text that the team edition shows has an amount of money in it.",
    "Amounts are confidential; in a text they cannot be withheld.",
    "Move it into an amount field, or make the item confidential (`class: confidential`).",
    scope=Scope.ACCOUNTS,
    removal_fixes=(object,),
)
def amount_in_prose(insight: AccountInsight, catalog: Catalog, whole: Insight) -> Iterator[Finding]:
    published = [each.figure for each in insight.account.published]
    for item in items_in(insight.account):
        if isinstance(item, PublishedFigure):
            continue
        if stricter(item.own_class, Classification.INTERNAL) is not Classification.INTERNAL:
            continue
        for name, key, value in fields_of(item):
            texts = value if isinstance(value, tuple) else (value,)
            found = any(isinstance(each, str) and _names_amount(each, published) for each in texts)
            found = found or (isinstance(item, Metric) and name == "unit" and _is_money(item))
            if found and field_secrecy(type(item), name).rank <= Classification.INTERNAL.rank:
                yield amount_in_prose.at(item.at(key), f"`{key}` names an amount of money.")


def _names_amount(text: str, published: Iterable[str]) -> bool:
    """Whether a text names an amount that the customer has not published itself."""
    if not (_DIGIT.search(text) and _AMOUNT.search(text)):  # most texts have no digit
        return False
    for figure in published:
        text = text.replace(figure, "")
    return bool(_AMOUNT.search(text))


@AREA.warning(
    "customer-safe-withheld",
    "An entry that may be shown to the customer is kept from our own people.",
    "Either the class is wrong, or the customer would read what our team may not.",
    "Take out `customer_safe`, or the `class` of the entry or of what it stands in.",
    needs=Classification.CONFIDENTIAL,
    removal_fixes=(object,),
)
def customer_safe_withheld(
    insight: AccountInsight, catalog: Catalog, whole: Insight
) -> Iterator[Finding]:
    for visit in walk(insight.account):
        item = visit.value
        safe = isinstance(item, ForCustomers) and item.customer_safe
        if safe and class_of(visit, Classification.INTERNAL) is not Classification.INTERNAL:
            message = "`customer_safe` is in an entry that not all of our people see."
            yield customer_safe_withheld.at(
                item.at("customer_safe"), message, secrecy=Classification.CONFIDENTIAL
            )


def _is_money(metric: Metric) -> bool:
    """Whether a metric is in money, so that its figures are amounts."""
    return bool(_AMOUNT.search(f"1 {metric.unit}") or _AMOUNT.search(f"{metric.unit} 1"))


@AREA.info(
    "unused-competency",
    "No role and no account requires a competency.",
    "People would be trained for something nobody needs.",
    "Require it somewhere, or mark it as deprecated (`status`).",
    scope=Scope.WHOLE,
    rests_on=(Basis.HANDBOOK, Basis.ACCOUNTS),
)
def unused_competency(catalog: Catalog, whole: Insight) -> Iterator[Finding]:
    for competency in catalog.competencies.values():
        used = catalog.used_by("competency", competency.id)
        if competency.status == "active" and not used:
            yield unused_competency.at(competency.where, f"nothing requires {competency.name}.")


def _role_not_held(absent: Absent) -> str:
    used = _roles_in_use(absent.insights[1])
    return (
        ""
        if absent.finding.about in used
        else "Nobody holds the role on an active account any more."
    )


def _roles_in_use(whole: Insight) -> dict[str, str]:
    """Names of roles that are held on an active account, by id."""
    held = (each.role for each in whole.accounts.values() if each.account.status == "active")
    return {role.id: role.name for role in held if role}


@AREA.info(
    "organisation-expects-nothing",
    "The organisation has not stated its expectations of a role in use.",
    "Before asking whether our key account managers are right, state what we expect (article 001).",
    "Say what we expect of the role (`organisation_expects` in `content/organisation.yaml`).",
    scope=Scope.WHOLE,
    rests_on=(Basis.ORGANISATION, Basis.ACCOUNTS),
    not_fixed=_role_not_held,
)
def no_expectation(catalog: Catalog, whole: Insight) -> Iterator[Finding]:
    organisation = catalog.definitions.organisation
    described = organisation.organisation_expects if organisation else ()
    roles = {str(each.role) for each in described}
    for role_id, name in sorted(_roles_in_use(whole).items()):
        if role_id not in roles:
            place = (organisation or catalog.roles[role_id]).where
            yield no_expectation.at(place, f"no expectations are stated for {name}.", about=role_id)


def _another_currency(absent: Absent) -> str:
    if absent.insights[1].portfolio.rates is None:
        return "The portfolio's currency was removed."
    account = absent.inside(Account)
    moved = account is not None and account[0].currency != account[1].currency
    if account and moved:
        return f"Its currency is now {account[1].currency}."
    return _another_day(absent)


def _another_day(absent: Absent) -> str:
    """Not fixed if a figure without a rate has a new day that has none either."""
    on = absent.finding.about
    tables = [each.portfolio.rates for each in absent.insights]
    if absent.account is None or not on or None in tables:
        return ""
    then, now = (
        _too_early(whole, table, own.account.id)
        for whole, table, own in zip(absent.insights, tables, absent.account, strict=True)
        if table is not None
    )
    about = then.get(date.fromisoformat(on), ())
    for day, figures in now.items():
        if not set(about).isdisjoint(figures):
            return f"Its amount is of {day_text(day)} now, and no rate reaches back to that day."
    return ""


@AREA.warning(
    "no-conversion-rate",
    "An account's amounts cannot be converted into the portfolio's currency.",
    "Every sum over accounts leaves this account out.",
    "Enter a rate of that day or earlier, with its source (`currencies.conversions` in "
    "`content/organisation.yaml`).",
    needs=Classification.CONFIDENTIAL,
    rests_on=(Basis.ORGANISATION,),
    not_fixed=_another_currency,
)
def no_rate(insight: AccountInsight, catalog: Catalog, whole: Insight) -> Iterator[Finding]:
    table, account = whole.portfolio.rates, insight.account
    if table is None or account.currency == table.portfolio:
        return
    place = account.at("currency")
    if rate_on(table, account.currency, whole.as_of) is None:
        message = f"there is no rate for {account.currency} on or before "
        yield no_rate.at(place, message, whole.as_of, ".")
        return
    for on, figures in _too_early(whole, table, account.id).items():
        yield no_rate.at(
            place,
            f"no rate for {account.currency} reaches back to ",
            on,
            f": {', '.join(figures)}.",
            secrecy=Classification.CONFIDENTIAL,
            about=on.isoformat(),
        )


def _too_early(whole: Insight, table: Rates, account_id: str) -> dict[date, list[str]]:
    """Figures of an account before the first rate of its currency, by day."""
    found: dict[date, list[str]] = {}
    for figure, amount in whole.portfolio.amounts[account_id].items():
        if isinstance(convert(table, amount), NotConverted):
            found.setdefault(amount.on, []).append(figure.replace("-", " "))
    return dict(sorted(found.items()))


@AREA.info(
    "no-portfolio-currency",
    "Accounts use several currencies, and the portfolio has no currency.",
    "Each currency has a sum of its own; there is no overall total.",
    "Enter the portfolio's currency and dated rates (`currencies`).",
    scope=Scope.WHOLE,
    needs=Classification.CONFIDENTIAL,
    rests_on=(Basis.ACCOUNTS,),
)
def no_table(catalog: Catalog, whole: Insight) -> Iterator[Finding]:
    organisation = catalog.definitions.organisation
    used = sorted({account.currency for account in active_accounts(whole)})
    if organisation is not None and whole.portfolio.rates is None and len(used) > 1:
        yield no_table.at(organisation.where, f"accounts use {', '.join(used)}.")


def _rate_redated(absent: Absent) -> str:
    before, after = absent.entry
    table = absent.insights[1].portfolio.rates
    rates = table.by_currency.get(before.from_, ()) if table else ()
    if absent.another != {"on"} or before.on in {each.on for each in rates}:
        return ""
    return f"Only its day is another one, {day_text(after.on)}; the rate is as before."


@AREA.info(
    "rate-old",
    "The newest conversion rate of a currency in use is older than 12 months.",
    "Sums use a rate that may be out of date; the report says so each time.",
    "Add a newer rate with its day and source; keep the old one for older amounts.",
    scope=Scope.WHOLE,
    needs=Classification.CONFIDENTIAL,
    rests_on=(Basis.ACCOUNTS,),
    not_fixed=_rate_redated,
)
def rate_old(catalog: Catalog, whole: Insight) -> Iterator[Finding]:
    table = whole.portfolio.rates
    if table is None:
        return
    used = {account.currency for account in active_accounts(whole)} - {table.portfolio}
    for currency in sorted(used):
        rate = rate_on(table, currency, whole.as_of)
        if rate is not None and is_old(rate, whole.as_of):
            yield rate_old.at(rate.at("on"), f"the newest rate for {currency} is of ", rate.on, ".")


@AREA.warning(
    "parent-not-active",
    "An active account is part of one that is not an active customer.",
    "Figures roll up to an account nobody works on.",
    "Correct what it is part of (`parent`), or the status of one of the two.",
    rests_on=(Basis.ACCOUNTS,),
    removal_fixes=(object,),
)
def parent_left(insight: AccountInsight, catalog: Catalog, whole: Insight) -> Iterator[Finding]:
    account = insight.account
    parent = catalog.accounts.get(account.parent) if account.parent else None
    if parent is not None and parent.status in ("retired", "candidate"):
        message = f"{account.name} is part of {parent.name}, whose status is {parent.status}."
        yield parent_left.at(account.at("parent"), message)
