"""What the account brings: figures that are worked out, before and after."""

from collections.abc import Iterator

from generator.formats import figure
from generator.insight import AccountInsight
from generator.review.consequences.consequence import Consequence
from generator.review.handbook_table import Weight


def money(before: AccountInsight, after: AccountInsight) -> Iterator[Consequence]:
    """Share of wallet and contribution, as far as the edition holds them."""
    account = after.account
    was, now = before.released.share_of_wallet, after.released.share_of_wallet
    if was != now and now is not None and account.wallet is not None:
        start = "not known" if was is None else f"{figure(was)} %"
        says = f"Share of wallet: {start} -> {figure(now)} %."
        yield Consequence(account.id, "money", Weight.MINOR, says, account.wallet.where)
    if not before.contributions or not after.contributions:
        return
    one, other = before.contributions[-1], after.contributions[-1]
    if one.share != other.share and one.share is not None and other.share is not None:
        values = f"{figure(one.share, 1)} % -> {figure(other.share, 1)} % of revenue"
        says = f"Contribution: {values}{_floor(before, after)}."
        weight = Weight.MAJOR if _falls_below(before, after) else Weight.MINOR
        yield Consequence(account.id, "money", weight, says, other.period.where)


def _floor(before: AccountInsight, after: AccountInsight) -> str:
    economics = after.account.economics
    if not _falls_below(before, after) or economics is None or economics.margin_floor is None:
        return ""
    return f", below the floor of {figure(economics.margin_floor)} %"


def _falls_below(before: AccountInsight, after: AccountInsight) -> bool:
    economics = after.account.economics
    floor = economics.margin_floor if economics else None
    one, other = before.contributions[-1].share, after.contributions[-1].share
    if floor is None or one is None or other is None:
        return False
    return other < floor <= one
