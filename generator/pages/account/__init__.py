"""The pages of an account, one module each."""

from collections.abc import Iterator

from generator.pages.account import (
    checklist,
    contacts,
    cover,
    handover,
    history,
    onboarding,
    playbook,
    review,
    strategy,
    team,
    year,
)
from generator.pages.account.layout import AccountInput
from generator.pages.kit.page import Page


def pages(given: AccountInput) -> Iterator[Page]:
    """The pages of one account in reading order."""
    yield playbook.page(given)
    yield from strategy.pages(given)
    for module in (team, contacts, year, review):
        yield module.page(given)
    yield from checklist.pages(given)
    for module in (onboarding, history, cover, handover):
        yield module.page(given)
