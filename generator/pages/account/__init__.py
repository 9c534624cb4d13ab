"""The pages of an account, one module each."""

from collections.abc import Iterator

from generator.pages.account import (
    checklist,
    handover,
    history,
    onboarding,
    playbook,
    strategy,
    team,
)
from generator.pages.account.layout import AccountInput
from generator.pages.kit.page import Page

_MODULES = (playbook, strategy, team, checklist, onboarding, history, handover)


def pages(given: AccountInput) -> Iterator[Page]:
    """The pages of one account in reading order."""
    for module in _MODULES:
        yield module.page(given)
