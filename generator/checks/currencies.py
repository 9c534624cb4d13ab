"""Sums over accounts: whether amounts can be converted, and whether families hold together."""

from collections.abc import Iterator
from datetime import date

from generator.analysis import Insight
from generator.analysis.currency import NotConverted, Rates, convert, is_old, rate_on
from generator.checks.registry import Check, active, info, warning
from generator.editions import Catalog
from generator.findings.classification import Secrecy
from generator.findings.finding import Finding

AREA = "programme"

NO_RATE = warning(
    "no-conversion-rate",
    "An account's amounts cannot be converted into the portfolio's currency.",
    "Every sum over accounts leaves this account out.",
    "Write a rate of that day or earlier, with its source, under `currencies.conversions` in "
    "`content/organisation.yaml`.",
    AREA,
)
NO_TABLE = info(
    "no-portfolio-currency",
    "Accounts are kept in several currencies and no currency of the portfolio is written down.",
    "Each currency has a sum of its own; nobody sees the whole.",
    "Write `currencies` with the portfolio's currency and dated rates.",
    AREA,
)
RATE_OLD = info(
    "rate-old",
    "The newest conversion rate of a currency in use is older than 12 months.",
    "Sums rest on a rate that may no longer hold; the report says so each time.",
    "Add a newer rate with its day and source; keep the old one for older amounts.",
    AREA,
)
PARENT_LEFT = warning(
    "parent-not-active",
    "An active account is part of one that is no customer any more, or not yet.",
    "Figures roll up to an account nobody works on.",
    "Correct `parent`, or the status of one of the two.",
    AREA,
)


def _no_rate(catalog: Catalog, insight: Insight) -> Iterator[Finding]:
    table = insight.portfolio.rates
    if table is None:
        return
    for known in active(insight):
        account = known.account
        if account.currency == table.portfolio:
            continue
        place = account.at("currency")
        if rate_on(table, account.currency, insight.as_of) is None:
            message = f"there is no rate for {account.currency} on or before {insight.as_of}."
            yield NO_RATE.at(place, message, account=account.id)
            continue
        for on, figures in _too_early(insight, table, account.id).items():
            message = f"no rate for {account.currency} reaches back to {on}: {', '.join(figures)}."
            yield NO_RATE.at(
                place,
                message,
                account=account.id,
                secrecy=Secrecy.CONFIDENTIAL,
                about=on.isoformat(),
            )


def _too_early(insight: Insight, table: Rates, account_id: str) -> dict[date, list[str]]:
    """Figures of an account whose day lies before its currency's first rate, by day."""
    found: dict[date, list[str]] = {}
    for figure, amount in insight.portfolio.amounts[account_id].items():
        if isinstance(convert(table, amount), NotConverted):
            found.setdefault(amount.on, []).append(figure.replace("-", " "))
    return dict(sorted(found.items()))


def _no_table(catalog: Catalog, insight: Insight) -> Iterator[Finding]:
    organisation = catalog.definitions.organisation
    used = sorted({known.account.currency for known in active(insight)})
    if organisation is not None and insight.portfolio.rates is None and len(used) > 1:
        yield NO_TABLE.at(organisation.where, f"accounts are kept in {', '.join(used)}.")


def _old(catalog: Catalog, insight: Insight) -> Iterator[Finding]:
    table = insight.portfolio.rates
    if table is None:
        return
    used = {known.account.currency for known in active(insight)} - {table.portfolio}
    for currency in sorted(used):
        rate = rate_on(table, currency, insight.as_of)
        if rate is not None and is_old(rate, insight.as_of):
            yield RATE_OLD.at(rate.at("on"), f"the newest rate for {currency} is of {rate.on}.")


def _parents(catalog: Catalog, insight: Insight) -> Iterator[Finding]:
    for known in active(insight):
        account = known.account
        parent = catalog.accounts.get(account.parent) if account.parent else None
        if parent is not None and parent.status in ("retired", "candidate"):
            message = f"{account.name} is part of {parent.name}, whose status is {parent.status}."
            yield PARENT_LEFT.at(account.at("parent"), message, account=account.id)


CHECKS = (
    Check(NO_RATE, _no_rate, needs=Secrecy.CONFIDENTIAL),
    Check(NO_TABLE, _no_table, needs=Secrecy.CONFIDENTIAL),
    Check(RATE_OLD, _old, needs=Secrecy.CONFIDENTIAL),
    Check(PARENT_LEFT, _parents),
)
