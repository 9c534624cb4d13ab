"""Figures of accounts that are part of others, for ``/reports/portfolio/``; confidential.

The tree itself stands on ``/accounts/``, in every edition that holds accounts.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from generator.insight.portfolio import FIGURES, Figure, Rolled
from generator.pages import markdown as md
from generator.pages.context import Context
from generator.pages.handbook_links import Link
from generator.pages.reports.movement import link
from generator.pages.reports.sums import NAMES, amount
from generator.pages.wording import counted

_NOT_COUNTED = ("draft", "candidate", "retired")


@dataclass(frozen=True, slots=True)
class FamilyRow:
    """An account of a family by itself, or with everything below it.

    ``scope`` says which, where there is a difference, what it is part of, and when an account is
    not counted; ``figures``: one text per figure.
    """

    account: Link
    scope: str
    figures: list[str]


def rows(context: Context) -> list[FamilyRow]:
    """Family by family, the head first; an account with others below it has two rows."""
    families = context.insight.portfolio.families
    return [row for family in families for each in family for row in _rows(each)]


def _rows(each: Rolled) -> Iterator[FamilyRow]:
    account, parent, below = each.member.account, each.member.parent, each.member.below
    named = link(account.id, account.name)
    part_of = f"part of {parent.name}" if parent else ""
    if below:
        scope = _joined(f"with {counted(below, 'account')} below", part_of)
        yield FamilyRow(named, scope, [_total(each, figure) for figure in FIGURES])
    status = account.status if account.status in _NOT_COUNTED else ""
    scope = _joined("own" if below else part_of, status)
    yield FamilyRow(named, scope, [_own(each, figure) for figure in FIGURES])


def _joined(*parts: str) -> str:
    return ", ".join(part for part in parts if part)


def _own(each: Rolled, figure: Figure) -> str:
    if each.member.account.status in _NOT_COUNTED:
        return "not counted"
    return _amounts(each.own, figure) or "not in the sum"


def lacking(context: Context) -> list[str]:
    """For each account with others below it: how many of them a figure could not hold."""
    families = context.insight.portfolio.families
    found = []
    for each in (each for family in families for each in family if each.member.below):
        by_count: dict[int, list[str]] = {}
        for figure in FIGURES:
            if count := each.missing.get(figure, 0):
                by_count.setdefault(count, []).append(NAMES[figure].lower())
        said = [
            f"{md.listed(names)} of {counted(count, 'account')}"
            for count, names in by_count.items()
        ]
        if said:
            found.append(f"{each.member.account.name}: {md.listed(said)}")
    return found


def _total(each: Rolled, figure: Figure) -> str:
    return _amounts(each.total, figure) or "not in the sum"


def _amounts(found: Mapping[tuple[Figure, str], Decimal], figure: Figure) -> str:
    return " + ".join(
        amount(currency, value)
        for (name, currency), value in sorted(found.items())
        if name == figure
    )
