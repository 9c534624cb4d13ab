"""Effects on money: results and targets, before and after; and sums over all accounts."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from generator.analysis import AccountInsight, Insight
from generator.analysis.currency import Summed
from generator.analysis.money import Contribution, Target
from generator.analysis.portfolio import FIGURES, Portfolio
from generator.analysis.white_space import Space
from generator.changes.effects.effect import Effect, EffectTexts, Pair, compares, matched, some
from generator.findings.finding import Location
from generator.model.grammars import Amount
from generator.model.kinds import Account
from generator.model.money import Period
from generator.model.severities import Severity
from generator.model.walk import walk
from generator.text.formats import amounts, counted, day_text, listed, percent, words
from generator.text.formats import money as amount


@compares("money", "money.share_of_wallet")
def share_of_wallet(pair: Pair, then: Decimal | None, now: Decimal | None) -> EffectTexts:
    """The share of wallet, if in the edition's view."""
    wallet = pair.after.account.wallet
    text = f"Share of wallet: {_share(then)} -> {_share(now)}{_by_estimate(pair)}."
    yield Severity.MINOR, text, wallet.where if wallet else None


def _by_estimate(pair: Pair) -> str:
    """A remark if only the estimate of the whole changed, or an estimate that keeps its day.

    Amounts of different currencies are never the same.
    """
    then, now = pair.before.account.wallet, pair.after.account.wallet
    if not then or not now or not _comparable(pair):
        return ""
    if then.total is None and now.total is None:
        return "; this edition shows no amounts, so not whether the estimate or our part moved"
    whole, ours = then.total != now.total, then.ours != now.ours
    same = _revenue(pair.before.account) == _revenue(pair.after.account)
    why = ", because the estimate of the whole changed" if whole and not ours else ""
    why += "; what they buy from us did not" if why and same else ""
    keeps = then.on == now.on and (whole or ours)
    return f"{why}; the day of the estimate is still {day_text(now.on)}" if keeps else why


def _revenue(account: Account) -> dict[str, Decimal]:
    """The reported revenue by period."""
    periods = account.economics.periods if account.economics else ()
    return {each.id: each.revenue for each in periods}


def _share(share: Decimal | None) -> str:
    return "not known" if share is None else percent(share)


@compares("money", "account.economics.margin_floor")
def floor(_pair: Pair, was: Decimal | None, now: Decimal | None) -> EffectTexts:
    """A floor under the contribution that is lowered or given up."""
    if was is not None and now is None:
        text = f"The margin floor was removed; it was {percent(was)}."
        yield Severity.MAJOR, text
    elif was is not None and now is not None and now < was:
        text = f"The margin floor is lower: {percent(was)} -> {percent(now)}."
        yield Severity.MAJOR, text


@compares(
    "money",
    "",
    "account.economics.margin_floor money.contributions",
)
def newest(pair: Pair, before: AccountInsight, after: AccountInsight) -> EffectTexts:
    """The newest result, and whether it is above or below the floor and zero."""
    older, newer = before.money.contributions, after.money.contributions
    if not older or not newer:
        return
    one, other = older[-1], newer[-1]
    if one.share is None or other.share is None:
        return
    side, below = _side_of_floor(pair)
    loss = _loss(pair, one, other)
    if side or loss or one.share != other.share:
        same = one.period.id == other.period.id and one.share != other.share
        again = f"; the {until(other.period)} is restated" if same else ""
        text = f"Contribution{_way(one, other)} of revenue{loss}{side}{again}."
        worse = below or (other.amount < 0 <= one.amount)
        severity = Severity.MAJOR if worse else Severity.MINOR
        yield severity, text, other.period.where


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
        return f": now a loss of {amount(-after.amount, pair.after.account.currency)}"
    return ", no longer a loss" if before.amount < 0 <= after.amount else ""


def _floor(insight: AccountInsight) -> Decimal | None:
    return insight.account.economics.margin_floor if insight.account.economics else None


def _side_of_floor(pair: Pair) -> tuple[str, bool]:
    """The side of the floor if it changed, and whether it is below now."""
    was, now = _below_floor(pair.before), _below_floor(pair.after)
    floor = _floor(pair.after)
    if floor is None or now is None or bool(was) == now:
        return "", False
    if now:
        return f", now below the floor of {percent(floor)}", True
    return f", no longer below the floor of {percent(floor)}", False


def _below_floor(insight: AccountInsight) -> bool | None:
    floor, share = _floor(insight), insight.contributions[-1].share
    return None if floor is None or share is None else share < floor


_Periods = tuple[Contribution, ...]


@compares("money", "money.contributions", "period.id share")
def restated(_pair: Pair, before: _Periods, after: _Periods) -> EffectTexts:
    """Changed results of periods before the newest one."""
    clauses = [
        f"{until(now.period)} {_share(then.share)} -> {_share(now.share)}"
        for then, now in matched(before[:-1], after, "period")
        if then and now and then.share != now.share
    ]
    if clauses:
        yield Severity.MINOR, f"Earlier contributions are restated: {listed(clauses)} of revenue."


@compares("money", "money.currency")
def currency(pair: Pair, _then: str, _now: str) -> EffectTexts:
    """What happened to the amounts when the currency changed; nothing if there are none.

    Amounts are matched by their place; those of added or removed entries are ignored.
    """
    then, now = pair.before.account, pair.after.account
    older, newer = _amounts(then), _amounts(now)
    pairs = [(older[place], newer[place]) for place in newer if place in older]
    if not pairs:
        return
    stayed = [one for one, other in pairs if one == other]
    one, other = max(pairs)
    example = f"{amount(one, then.currency)} -> {amount(other, now.currency)}"
    if len(stayed) == len(pairs):
        severity, how = (
            Severity.MAJOR,
            f"but no number changed, so nothing was converted: {example}",
        )
    elif stayed:
        total = counted(len(pairs), "amount")
        severity, how = Severity.MAJOR, f"but {len(stayed)} of {total} are unchanged"
    else:
        severity, how = Severity.MINOR, f"and every number changed with it, as {example}"
    text = f"Amounts are now in {now.currency} instead of {then.currency}, {how}."
    yield severity, text, now.at("currency")


def _amounts(account: Account) -> dict[tuple[str, ...], Decimal]:
    """All amounts with their places; list entries by id or number."""
    found = (each for each in walk(account, _by_id) if isinstance(each.value, Amount))
    return {each.path: each.value for each in found if each.value}


def _by_id(entries: tuple[Any, ...]) -> Iterator[tuple[str, Any]]:
    return ((str(getattr(each, "id", number)), each) for number, each in enumerate(entries))


@compares("money", "money.contributions", "revenue_target contribution_target", by="period")
def targets(pair: Pair, then: Contribution, now: Contribution) -> EffectTexts:
    """Targets of a period that were eased, or are now reached or missed."""
    aims = (
        ("revenue", then.revenue_target, now.revenue_target),
        ("contribution", then.contribution_target, now.contribution_target),
    )
    for what, one, other in aims if _comparable(pair) else ():
        found = _target(pair, one, other) if one else None
        if found:
            text = f"The {what} target of the {until(now.period)} {found[1]}."
            yield found[0], text, now.period.where


def _comparable(pair: Pair) -> bool:
    """Whether amounts are in the same currency; others are not compared."""
    return pair.before.account.currency == pair.after.account.currency


def _target(pair: Pair, then: Target, now: Target | None) -> tuple[Severity, str] | None:
    """How a target was eased or its result changed, as half a sentence."""
    unit = pair.after.account.currency
    if now is None:
        missed = ", and was missed" if then.gap < 0 else ""
        return Severity.MAJOR, f"was removed; it was {amount(then.aimed, unit)}{missed}"
    result = amount(now.actual, unit)
    if now.aimed < then.aimed:
        aims = f"is easier to reach: {' -> '.join(amounts((then.aimed, now.aimed), unit))}"
        return Severity.MAJOR, f"{aims}{_met(then, now, result)}"
    if (then.gap < 0) == (now.gap < 0):
        return None
    how = "missed" if now.gap < 0 else "reached"
    return Severity.MINOR, f"is now {how}: {result} against {amount(now.aimed, unit)}"


def _met(then: Target, now: Target, result: str) -> str:
    """What an eased target makes of the result, as a clause; nothing where it says the same."""
    if (then.gap < 0) == (now.gap < 0):
        return ""
    if now.gap < 0:
        return f"; the new result, {result}, misses it"
    if then.actual == now.actual:
        return f"; the same {result} is now enough"
    both = now.actual >= then.aimed
    return f"; the new result, {result}, {'reaches both' if both else 'is enough for it'}"


@compares("money", "space.total", "known open reached")
def white_space(pair: Pair, one: Space, other: Space) -> EffectTexts:
    """How much more the customer could buy from us, and the share it buys."""
    if not _comparable(pair):
        return
    unit = pair.after.account.currency
    was, now = (amount(each.open, unit) if each.known else "not known" for each in (one, other))
    clauses = [f"open in total {was} -> {now} a year"] if was != now else []
    if one.reached != other.reached:
        reached = (
            percent(each, 1) if each is not None else "not known"
            for each in (one.reached, other.reached)
        )
        clauses.append(f"they buy {' -> '.join(reached)} of their potential")
    if clauses:
        yield Severity.MINOR, f"White space: {'; '.join(clauses)}."


def portfolio(before: Insight, after: Insight) -> Iterator[Effect]:
    """Changed sums over all active accounts, if amounts are in the edition's view."""
    was, now = before.portfolio.sums, after.portfolio.sums
    clauses = [
        f"{words(figure)} {_total(was[figure])} -> {_total(now[figure])}"
        for figure in FIGURES
        if _total(was[figure]) != _total(now[figure])
    ]
    if clauses:
        already = _without_rate(before.portfolio)
        without = [each for each in _without_rate(after.portfolio) if each not in already]
        also = f"; now left out without a rate: {some(without)}" if without else ""
        text = f"All active accounts together: {'; '.join(clauses)}{also}."
        yield Effect("", "money", Severity.PATCH, text, Location(""))


def _total(found: Summed) -> str:
    """``EUR 25.2 m``, one sum per currency."""
    return listed([amount(each.total, each.currency) for each in found.sums]) or "no amount"


def _without_rate(found: Portfolio) -> list[str]:
    left_out = (each for figure in FIGURES for each in found.sums[figure].left_out)
    return list(dict.fromkeys(each.account.name for each in left_out if each.why is not None))
