"""The conversion table: rates that can be used, each day and currency once."""

from collections.abc import Iterator
from datetime import date

from generator.checks.structure.rules import RATE_OF_ITSELF, RATE_POSITIVE, RATE_TWICE
from generator.definitions.definitions import Definitions
from generator.diagnostics import Finding


def currency_problems(definitions: Definitions) -> Iterator[Finding]:
    """Rates of the organisation that no sum could rest on."""
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
