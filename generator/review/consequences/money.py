"""What the account brings: figures that are worked out, before and after."""

from collections.abc import Iterator
from decimal import Decimal

from generator.formats import percent
from generator.insight import AccountInsight
from generator.insight.money import Contribution
from generator.review.consequences.consequence import Consequence
from generator.review.handbook_table import Weight


def money(before: AccountInsight, after: AccountInsight) -> Iterator[Consequence]:
    """Share of wallet and contribution, as far as the edition holds them."""
    account = after.account
    was, now = before.released.share_of_wallet, after.released.share_of_wallet
    if was != now:
        says = f"Share of wallet: {_share(was)} -> {_share(now)}."
        where = account.wallet.where if account.wallet else account.where
        yield Consequence(account.id, "money", Weight.MINOR, says, where)
    if not before.contributions or not after.contributions:
        return
    one, other = before.contributions[-1], after.contributions[-1]
    if one.share is None or other.share is None:
        return
    floor, falls = _floor(before, after)
    if floor or one.share != other.share:
        says = f"Contribution{_way(one, other)} of revenue{floor}."
        weight = Weight.MAJOR if falls else Weight.MINOR
        yield Consequence(account.id, "money", weight, says, other.period.where)


def _way(before: Contribution, after: Contribution) -> str:
    """From one share to another, each with its period where that is another one."""
    shares = [percent(each.share or Decimal(0), 1) for each in (before, after)]
    if before.period.id != after.period.id:
        return f": {shares[0]} ({before.period.id}) -> {shares[1]} ({after.period.id})"
    return f": {' -> '.join(shares)}" if shares[0] != shares[1] else f" stays {shares[1]}"


def _share(share: Decimal | None) -> str:
    return "not known" if share is None else percent(share)


def _floor(before: AccountInsight, after: AccountInsight) -> tuple[str, bool]:
    """Which side of the floor it is on now, where that differs, and whether it is the lower one."""
    was, now = _below_floor(before), _below_floor(after)
    floor = after.account.economics.margin_floor if after.account.economics else None
    if floor is None or now is None or bool(was) == now:
        return "", False
    if now:
        return f", below the floor of {percent(floor)} now", True
    return f", no longer below the floor of {percent(floor)}", False


def _below_floor(known: AccountInsight) -> bool | None:
    economics, share = known.account.economics, known.contributions[-1].share
    if economics is None or economics.margin_floor is None or share is None:
        return None
    return share < economics.margin_floor
