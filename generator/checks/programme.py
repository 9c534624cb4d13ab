"""The programme as a whole, money, and what should not stand in prose."""

import re
from collections.abc import Iterator

from generator.analysis import Insight
from generator.checks.registry import Check, active, info, warning
from generator.editions import Catalog
from generator.findings.classification import Secrecy, stricter
from generator.findings.finding import Finding
from generator.model.item import field_secrecy, fields_of
from generator.model.strategy import Metric
from generator.model.walk import items_in

AREA = "programme"

TOO_MANY = warning(
    "too-many-key-accounts",
    "There are more key accounts than the programme can carry.",
    "When everything is key, nothing is.",
    "De-select some with reasons, or raise `programme.key_accounts` with its source.",
    AREA,
)
BELOW_FLOOR = warning(
    "contribution-below-floor",
    "The newest period's contribution lies below the margin floor.",
    "The limit we set ourselves is broken.",
    "Decide what changes: terms, service, or the floor.",
    AREA,
)
AMOUNT_IN_PROSE = warning(
    "amount-in-prose",
    "An amount of money stands in a text that the team edition shows.",
    "Amounts are confidential; in a text nothing can hold them back.",
    "Move it into an amount field, or raise the item with `class: confidential`.",
    AREA,
)
UNUSED_COMPETENCY = info(
    "unused-competency",
    "No role and no account asks for a competency.",
    "People would be trained for something nobody needs.",
    "Require it somewhere, or set its `status` to deprecated.",
    AREA,
)
NO_EXPECTATION = info(
    "organisation-expects-nothing",
    "The organisation has not said what it expects of a role that is in use.",
    "Before asking whether our key account managers are right, say what we expect (article 001).",
    "Write `organisation_expects` in `content/organisation.yaml`.",
    AREA,
)

_TIERS = ("global", "national", "key")
# One digit before the unit is enough to know an amount: a run of digits would be looked at again
# from each of its digits, and a long one would keep the check busy for seconds.
_CODES = "EUR|USD|GBP|CHF|JPY|CNY|SGD|SEK|NOK|DKK|PLN|CZK|HUF|INR|AUD|CAD|BRL|MXN|ZAR"
_AMOUNT = re.compile(
    rf"(?:\b(?:{_CODES})|[€$£¥])\s?(?:(?:k|m|bn)\s)?\d"
    r"|\d[.,]?\s?(?:(?:k|m|bn|thousand|million|billion)\s?)?"
    rf"(?:(?:{_CODES}|euros?|dollars?)\b|[€£¥])",
    re.IGNORECASE,
)


def _too_many(catalog: Catalog, insight: Insight) -> Iterator[Finding]:
    organisation = catalog.definitions.organisation
    if organisation is None or organisation.programme is None:
        return
    count = sum(known.account.tier in _TIERS for known in active(insight))
    limit = organisation.programme.key_accounts
    if count > limit.high:
        number = "1 key account" if count == 1 else f"{count} key accounts"
        message = f"{number}; the programme can carry {limit}."
        yield TOO_MANY.at(organisation.programme.at("key_accounts"), message)


def _below_floor(catalog: Catalog, insight: Insight) -> Iterator[Finding]:
    for known in active(insight):
        economics = known.account.economics
        floor = economics.margin_floor if economics else None
        latest = known.contributions[-1] if known.contributions else None
        share = latest.share if latest else None
        if economics and latest and floor is not None and share is not None and share < floor:
            message = f"{share} % in {latest.period.id}, the floor is {floor} %."
            yield BELOW_FLOOR.at(
                economics.at("margin_floor"),
                message,
                account=known.account.id,
                secrecy=Secrecy.CONFIDENTIAL,
                about=latest.period.id,
            )


def _amounts(catalog: Catalog, insight: Insight) -> Iterator[Finding]:
    for account in catalog.accounts.values():
        for item in items_in(account):
            if stricter(item.own_class, Secrecy.INTERNAL) is not Secrecy.INTERNAL:
                continue
            for name, key, value in fields_of(item):
                texts = value if isinstance(value, tuple) else (value,)
                found = any(isinstance(each, str) and _AMOUNT.search(each) for each in texts)
                found = found or (isinstance(item, Metric) and name == "unit" and _is_money(item))
                if found and field_secrecy(type(item), name).rank <= Secrecy.INTERNAL.rank:
                    message = f"`{key}` names an amount of money."
                    yield AMOUNT_IN_PROSE.at(item.at(key), message, account=account.id)


def _is_money(metric: Metric) -> bool:
    """Whether a metric counts money, so that its figures are amounts."""
    return bool(_AMOUNT.search(f"1 {metric.unit}") or _AMOUNT.search(f"{metric.unit} 1"))


def _unused(catalog: Catalog, insight: Insight) -> Iterator[Finding]:
    for competency in catalog.competencies.values():
        used = catalog.used_by("competency", competency.id)
        if competency.status == "active" and not used:
            yield UNUSED_COMPETENCY.at(competency.where, f"nobody asks for {competency.name}.")


def _expects(catalog: Catalog, insight: Insight) -> Iterator[Finding]:
    organisation = catalog.definitions.organisation
    said = {str(each.role) for each in organisation.organisation_expects} if organisation else set()
    used = {known.role.id: known.role for known in active(insight) if known.role}
    for role_id, role in sorted(used.items()):
        if role_id not in said:
            message = f"nothing is said about {role.name}."
            place = organisation.where if organisation else role.where
            yield NO_EXPECTATION.at(place, message, about=role_id)


CHECKS = (
    Check(TOO_MANY, _too_many),
    Check(BELOW_FLOOR, _below_floor, needs=Secrecy.CONFIDENTIAL),
    Check(AMOUNT_IN_PROSE, _amounts),
    Check(UNUSED_COMPETENCY, _unused),
    Check(NO_EXPECTATION, _expects),
)
