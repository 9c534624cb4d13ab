"""Whether the current version of a plan is approved."""

from datetime import date

from generator.model.kinds import Account


def changed_on(account: Account) -> date | None:
    """The day of the newest version; ``None`` if no version is described."""
    return max((change.on for change in account.changes), default=None)


def is_approved(account: Account) -> bool:
    """Whether the approval is not older than the newest version.

    An older one was given to an earlier version.
    """
    newest = changed_on(account)
    return account.approved is not None and (newest is None or account.approved.on >= newest)
