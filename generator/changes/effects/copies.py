"""An added account that has figures or entries of another one, as a copied folder has."""

from collections.abc import Iterator

from generator.analysis import AccountInsight, Insight
from generator.changes.effects.effect import Effect, some
from generator.model.kinds import Account
from generator.model.severities import Severity

COUNTED_TWICE, COPIED = "counted_twice", "copied"

_FEW = 3
"""Number of entries up to which the same words may be chance."""

_MOST = 0.5
"""Share of its entries from which on an account is called a copy."""


def copied(insight: AccountInsight, after: Insight) -> Iterator[Effect]:
    """That an added account says what another one says."""
    account = insight.account
    others = [each for each in after.accounts.values() if each is not insight]
    if account.status == "active":
        active = [each for each in others if each.account.status == "active"]
        if text := _figures(insight, active):
            yield Effect(account.id, "money", Severity.MAJOR, text, account.where, COUNTED_TWICE)
    own = _entries(account)
    same = {each.account.name: len(own & _entries(each.account)) for each in others}
    name = max(same, key=lambda each: same[each], default="")
    if name and same[name] > max(_FEW, _MOST * len(own)):
        text = f"It looks like a copy: {same[name]} of its {len(own)} contacts, promises, "
        text += f"objectives, decisions, risks and assumptions are word for word those of {name}."
        yield Effect(account.id, "plan", Severity.MAJOR, text, account.where, COPIED)


def _figures(insight: AccountInsight, others: list[AccountInsight]) -> str:
    """That the newest period has the very figures of that of another account, or most of them."""
    own = _newest(insight)
    if own is None:
        return ""
    alike = [(each.account.name, found) for each in others if (found := _newest(each))]
    alike = [(name, found) for name, found in alike if found[0] == own[0]]
    whole = [name for name, found in alike if found[1][:2] == own[1][:2]]
    if whole:
        return f"Its revenue is that of {some(whole)}, to the unit: the sums count it twice."
    pairs = [
        (name, sum(one == other for one, other in zip(own[1], found[1], strict=True) if one))
        for name, found in alike
    ]
    most = [name for name, number in pairs if number > 1]
    figures = "figures of its newest period"
    return f"Most {figures} are those of {some(most)}, to the unit." if most else ""


def _newest(insight: AccountInsight) -> tuple[tuple[object, ...], tuple[object, ...]] | None:
    """Currency and days of the newest period, and its figures: revenue and cost of goods first."""
    if not insight.contributions:
        return None
    found = insight.contributions[-1].period
    days = insight.account.currency, found.starts, found.ends
    return days, (found.revenue, found.goods, found.terms, found.cost_to_serve)


def _entries(account: Account) -> set[tuple[str, str]]:
    """The entries of a plan by what they say."""
    return {
        *(("contact", f"{each.function} {each.evidence}") for each in account.stakeholders),
        *(("promise", each.what) for each in account.promises),
        *(("objective", each.what) for each in account.objectives),
        *(("decision", each.what) for each in account.decisions),
        *(("risk", each.what) for each in account.risks),
        *(("assumption", each.what) for each in account.assumptions),
    }
