"""Sums over accounts: conversion of amounts, and consistency of families."""

from collections.abc import Iterator
from datetime import date

from generator.analysis import AccountInsight, Insight
from generator.analysis.currency import NotConverted, Rates, convert, is_old, rate_on
from generator.checks.absent import Absent
from generator.checks.check import Basis, Check, Scope, active_accounts, info, warning
from generator.editions import Catalog
from generator.findings.classification import Classification
from generator.findings.finding import Finding
from generator.model.kinds import Account

AREA = "programme"


def _another_currency(absent: Absent) -> str:
    if absent.insights[1].portfolio.rates is None:
        return "No currency of the portfolio is written down any more."
    account = absent.inside(Account)
    moved = account is not None and account[0].currency != account[1].currency
    return f"Its currency is {account[1].currency} now." if account and moved else ""


@Check(
    warning(
        "no-conversion-rate",
        "An account's amounts cannot be converted into the portfolio's currency.",
        "Every sum over accounts leaves this account out.",
        "Write a rate of that day or earlier, with its source, under `currencies.conversions` in "
        "`content/organisation.yaml`.",
        area=AREA,
    ),
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


@Check(
    info(
        "no-portfolio-currency",
        "Accounts are kept in several currencies and no currency of the portfolio is written down.",
        "Each currency has a sum of its own; nobody sees the whole.",
        "Write `currencies` with the portfolio's currency and dated rates.",
        area=AREA,
    ),
    scope=Scope.WHOLE,
    needs=Classification.CONFIDENTIAL,
    rests_on=(Basis.ACCOUNTS,),
)
def no_table(catalog: Catalog, whole: Insight) -> Iterator[Finding]:
    organisation = catalog.definitions.organisation
    used = sorted({account.currency for account in active_accounts(whole)})
    if organisation is not None and whole.portfolio.rates is None and len(used) > 1:
        yield no_table.at(organisation.where, f"accounts are kept in {', '.join(used)}.")


@Check(
    info(
        "rate-old",
        "The newest conversion rate of a currency in use is older than 12 months.",
        "Sums rest on a rate that may no longer hold; the report says so each time.",
        "Add a newer rate with its day and source; keep the old one for older amounts.",
        area=AREA,
    ),
    scope=Scope.WHOLE,
    needs=Classification.CONFIDENTIAL,
    rests_on=(Basis.ACCOUNTS,),
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


@Check(
    warning(
        "parent-not-active",
        "An active account is part of one that is no customer any more, or not yet.",
        "Figures roll up to an account nobody works on.",
        "Correct `parent`, or the status of one of the two.",
        area=AREA,
    ),
    rests_on=(Basis.ACCOUNTS,),
    removal_fixes=(object,),
)
def parent_left(insight: AccountInsight, catalog: Catalog, whole: Insight) -> Iterator[Finding]:
    account = insight.account
    parent = catalog.accounts.get(account.parent) if account.parent else None
    if parent is not None and parent.status in ("retired", "candidate"):
        message = f"{account.name} is part of {parent.name}, whose status is {parent.status}."
        yield parent_left.at(account.at("parent"), message)
