"""The pages of one account, one module each."""

from collections.abc import Iterator

from generator.analysis import AccountInsight
from generator.pages.account import (
    checklist,
    handover,
    history,
    onboarding,
    playbook,
    strategy,
    team,
)
from generator.pages.kit.context import Context
from generator.pages.kit.page import Page

_MODULES = (playbook, strategy, team, checklist, onboarding, history, handover)


def pages(context: Context) -> Iterator[Page]:
    """Every page of every account in the view, in the order of ids."""
    for account in context.insight.accounts.values():
        yield from account_pages(context, account)


def account_pages(context: Context, account: AccountInsight) -> Iterator[Page]:
    """The pages of one account in reading order."""
    for module in _MODULES:
        yield module.page(context, account)
