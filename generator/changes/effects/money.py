"""Effects on money: results and targets, before and after."""

from collections.abc import Iterator
from decimal import Decimal

from generator.analysis import AccountInsight
from generator.analysis.money import Contribution, Target
from generator.changes.effects.currency import currency
from generator.changes.effects.effect import Effect, Pair
from generator.model.money import Period
from generator.model.severities import Severity
from generator.text.formats import day_text, listed, percent
from generator.text.formats import money as amount


def money(pair: Pair) -> Iterator[Effect]:
    """Shares, results, targets and open business, if in the edition's view.

    Amounts in different currencies are not compared; see :mod:`.currency`.
    """
    before, after = pair.before, pair.after
    was, now = before.released.share_of_wallet, after.released.share_of_wallet
    if was != now:
        wallet = after.account.wallet
        text = f"Share of wallet: {_share(was)} -> {_share(now)}{_by_estimate(pair)}."
        yield pair.say("money", Severity.MINOR, text, wallet.where if wallet else None)
    yield from _newest(pair)
    yield from _restated(pair)
    if before.account.currency != after.account.currency:
        yield from currency(pair)
        return
    yield from _targets(pair)
    yield from _white_space(pair)


def _by_estimate(pair: Pair) -> str:
    """A remark if the share changes only because the estimate of the whole changed."""
    then, now = pair.before.account.wallet, pair.after.account.wallet
    if not then or not now or then.total == now.total or then.ours != now.ours:
        return ""
    return ", because the estimate of the whole changed; what they buy from us is the same"


def _share(share: Decimal | None) -> str:
    return "not known" if share is None else percent(share)


def _newest(pair: Pair) -> Iterator[Effect]:
    """The newest result, and whether it is above or below the floor and zero."""
    lower = _lower_floor(pair)
    if lower:
        yield pair.say("money", Severity.MAJOR, lower)
    if not pair.before.contributions or not pair.after.contributions:
        return
    one, other = pair.before.contributions[-1], pair.after.contributions[-1]
    if one.share is None or other.share is None:
        return
    side, below = _side_of_floor(pair)
    loss = _loss(pair, one, other)
    if side or loss or one.share != other.share:
        text = f"Contribution{_way(one, other)} of revenue{loss}{side}."
        worse = below or (other.amount < 0 <= one.amount)
        severity = Severity.MAJOR if worse else Severity.MINOR
        yield pair.say("money", severity, text, other.period.where)


def _way(before: Contribution, after: Contribution) -> str:
    """From one share to another, with periods if they differ."""
    shares = [percent(each.share or Decimal(0), 1) for each in (before, after)]
    if before.period.id != after.period.id:
        days = (until(each.period) for each in (before, after))
        return f": {' -> '.join(f'{one} ({day})' for one, day in zip(shares, days, strict=True))}"
    return f": {' -> '.join(shares)}" if shares[0] != shares[1] else f" stays {shares[1]}"


def until(period: Period) -> str:
    """A period by its last day, as on pages."""
    return f"period to {day_text(period.ends)}"


def _loss(pair: Pair, before: Contribution, after: Contribution) -> str:
    if after.amount < 0 <= before.amount:
        return f": a loss of {amount(-after.amount, pair.after.account.currency)} now"
    return ", no longer a loss" if before.amount < 0 <= after.amount else ""


def _floor(insight: AccountInsight) -> Decimal | None:
    return insight.account.economics.margin_floor if insight.account.economics else None


def _lower_floor(pair: Pair) -> str:
    was, now = _floor(pair.before), _floor(pair.after)
    if was is None or (now is not None and now >= was):
        return ""
    if now is None:
        return f"There is no floor under the contribution any more; it was {percent(was)}."
    return f"The floor under the contribution is lower: {percent(was)} -> {percent(now)}."


def _side_of_floor(pair: Pair) -> tuple[str, bool]:
    """The side of the floor if it changed, and whether it is below now."""
    was, now = _below_floor(pair.before), _below_floor(pair.after)
    floor = _floor(pair.after)
    if floor is None or now is None or bool(was) == now:
        return "", False
    if now:
        return f", below the floor of {percent(floor)} now", True
    return f", no longer below the floor of {percent(floor)}", False


def _below_floor(insight: AccountInsight) -> bool | None:
    floor, share = _floor(insight), insight.contributions[-1].share
    return None if floor is None or share is None else share < floor


def _restated(pair: Pair) -> Iterator[Effect]:
    """Changed results of periods before the newest one."""
    older = {each.period.id: each for each in pair.before.contributions[:-1]}
    said = [
        f"{until(now.period)} {_share(then.share)} -> {_share(now.share)}"
        for now in pair.after.contributions
        if (then := older.get(now.period.id)) and then.share != now.share
    ]
    if said:
        text = f"Earlier contributions are restated: {listed(said)} of revenue."
        yield pair.say("money", Severity.MINOR, text)


def _targets(pair: Pair) -> Iterator[Effect]:
    """Targets of a period that were eased, or are now reached or missed."""
    older = {each.period.id: each for each in pair.before.contributions}
    for now in pair.after.contributions:
        then = older.get(now.period.id)
        for what, one, other in _aims(then, now) if then else ():
            found = _target(pair, one, other) if one else None
            if found:
                whole = f"The {what} target of the {until(now.period)} {found[1]}."
                yield pair.say("money", found[0], whole, now.period.where)


def _aims(
    then: Contribution, now: Contribution
) -> tuple[tuple[str, Target | None, Target | None], ...]:
    return (
        ("revenue", then.revenue_target, now.revenue_target),
        ("contribution", then.contribution_target, now.contribution_target),
    )


def _target(pair: Pair, then: Target, now: Target | None) -> tuple[Severity, str] | None:
    """How a target was eased or its result changed, as half a sentence."""
    unit = pair.after.account.currency
    if now is None:
        missed = ", and was missed" if then.gap < 0 else ""
        return Severity.MAJOR, f"is gone; it was {amount(then.aimed, unit)}{missed}"
    result = amount(now.actual, unit)
    if now.aimed < then.aimed:
        aims = f"is easier to reach: {amount(then.aimed, unit)} -> {amount(now.aimed, unit)}"
        same = f"the same {result}" if then.actual == now.actual else result
        met = then.gap < 0 <= now.gap
        return Severity.MAJOR, f"{aims}; {same} is enough now" if met else aims
    if (then.gap < 0) == (now.gap < 0):
        return None
    how = "missed" if now.gap < 0 else "reached"
    return Severity.MINOR, f"is {how} now: {result} against {amount(now.aimed, unit)}"


def _white_space(pair: Pair) -> Iterator[Effect]:
    """How much more the customer could buy from us, and the share it buys."""
    one, other = pair.before.space.total, pair.after.space.total
    unit = pair.after.account.currency
    was, now = (amount(each.open, unit) if each.known else "not known" for each in (one, other))
    said = [f"open in all {was} -> {now} a year"] if was != now else []
    if one.reached != other.reached:
        reached = (
            percent(each, 1) if each is not None else "not known"
            for each in (one.reached, other.reached)
        )
        said.append(f"they buy {' -> '.join(reached)} of what they could")
    if said:
        yield pair.say("money", Severity.MINOR, f"White space: {'; '.join(said)}.")
