"""Effects on the sums over all accounts."""

from collections.abc import Iterator

from generator.analysis import Insight
from generator.analysis.currency import Summed
from generator.analysis.portfolio import FIGURES, Portfolio
from generator.changes.effects.effect import Effect, some
from generator.findings.finding import Location
from generator.model.severities import Severity
from generator.text.formats import listed, money, words


def portfolio(before: Insight, after: Insight) -> Iterator[Effect]:
    """Changed sums over all active accounts, if amounts are in the edition's view."""
    was, now = before.portfolio.sums, after.portfolio.sums
    said = [
        f"{words(figure)} {_total(was[figure])} -> {_total(now[figure])}"
        for figure in FIGURES
        if _total(was[figure]) != _total(now[figure])
    ]
    if said:
        already = _without_rate(before.portfolio)
        without = [each for each in _without_rate(after.portfolio) if each not in already]
        also = f"; left out now for want of a rate: {some(without)}" if without else ""
        text = f"All active accounts together: {'; '.join(said)}{also}."
        yield Effect("", "money", Severity.PATCH, text, Location(""))


def _total(found: Summed) -> str:
    """``EUR 25.2 m``, one sum per currency."""
    return listed([money(each.total, each.currency) for each in found.sums]) or "no amount"


def _without_rate(found: Portfolio) -> list[str]:
    left_out = (each for figure in FIGURES for each in found.sums[figure].left_out)
    return list(dict.fromkeys(each.account.name for each in left_out if each.why is not None))
