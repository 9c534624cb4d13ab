"""``/reports/portfolio/``: accounts by cell and tier, what moved, and the size of the programme."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from generator.definitions.models import Account
from generator.definitions.models.company import Programme
from generator.insight import AccountInsight
from generator.insight.matrix import Placement
from generator.pages import markdown as md
from generator.pages.context import Context
from generator.pages.handbook_links import Link, account_path, method_path
from generator.pages.reports.report import Report
from generator.pages.wording import are, capital, counted

_TIERS = ("global", "national", "key", "standard")
_KEY_TIERS = _TIERS[:3]
_APART = ("draft", "candidate", "retired")


@dataclass(frozen=True, slots=True)
class GroupRow:
    """Accounts that share a cell or a tier."""

    group: Link
    count: int
    accounts: list[Link]


@dataclass(frozen=True, slots=True)
class MoveRow:
    """An account with its newest cell and the one before."""

    account: Link
    tier: str
    cell: Link
    on: date | None
    before: str


@dataclass(frozen=True, slots=True)
class ApartRow:
    """An account that does not count as active, and why."""

    account: Link
    status: str
    stage: str
    on: date | None
    reasons: str


def report(context: Context) -> Report:
    """The portfolio as it stands."""
    accounts = list(context.insight.accounts.values())
    active = [known for known in accounts if known.account.status == "active"]
    apart = [known.account for known in accounts if known.account.status in _APART]
    return Report(
        "portfolio",
        "Portfolio",
        "How are our accounts spread, and are they too many?",
        (_spread(active, apart), _programme(context, active), _moved(active)),
        {
            "cells": _by_cell(active),
            "tiers": _by_tier(active),
            "size": _size(context),
            "moves": [_move(known) for known in active],
            "apart": [_apart(account) for account in apart],
        },
    )


def _spread(active: list[AccountInsight], apart: list[Account]) -> str:
    cells = Counter(_cell_name(known) for known in active)
    parts = md.listed([f"{number} {cell}" for cell, number in sorted(cells.items())])
    text = f"{capital(counted(len(active), 'account'))} {are(len(active))} active"
    text += f": {parts}." if parts else "."
    others: Counter[str] = Counter(account.status for account in apart)
    if others:
        besides = md.listed(
            [counted(others[status], status) for status in _APART if others[status]]
        )
        text += f" Besides: {besides}."
    return text


def _cell_name(known: AccountInsight) -> str:
    return known.placement.cell.name if known.placement else "not rated"


def _programme(context: Context, active: list[AccountInsight]) -> str:
    """The number of key accounts against what the programme can carry."""
    keys = sum(known.account.tier in _KEY_TIERS for known in active)
    text = f"{capital(counted(keys, 'account'))} {are(keys)} key (tiers {md.listed(_KEY_TIERS)})"
    programme = _written(context)
    if programme is None:
        return f"{text}; how many the programme can carry is not written down."
    span = programme.key_accounts
    if keys > span.high:
        return f"{text}, more than the {span} the programme can carry."
    if keys < span.low:
        return f"{text}, fewer than the {span} the programme is made for."
    return f"{text}, within the {span} the programme can carry."


def _written(context: Context) -> Programme | None:
    organisation = context.catalog.definitions.organisation
    return organisation.programme if organisation else None


def _size(context: Context) -> str:
    """The size of the programme and where the number comes from; empty when unknown."""
    programme = _written(context)
    if programme is None or programme.source is None:
        return ""
    return md.stop(f"{programme.key_accounts} key accounts: {programme.source}")


def _before(known: AccountInsight) -> Placement | None:
    """The rating before the newest one, by the same method."""
    newest = known.placement
    earlier = (p for p in known.placements[1:] if newest and p.method.id == newest.method.id)
    return next(earlier, None)


def _moved(active: list[AccountInsight]) -> str:
    moves = []
    for known in active:
        before, now = _before(known), known.placement
        if before and now and before.cell.id != now.cell.id:
            moves.append(f"{known.account.name} from {before.cell.name} to {now.cell.name}")
    if moves:
        return f"Moved since the rating before: {md.listed(moves)}."
    if any(_before(known) for known in active):
        return "No account has moved to another cell since the rating before."
    return "No account has an earlier rating to compare with."


def _link(account: Account) -> Link:
    return Link(account.name, account_path(account.id))


def _cell_link(placement: Placement | None) -> Link:
    if placement is None:
        return Link("not rated")
    cell = placement.cell
    return Link(cell.name, method_path(placement.method.id), f"cell-{cell.id}")


def _by_cell(active: list[AccountInsight]) -> list[GroupRow]:
    groups: dict[Link, list[Link]] = {}
    for known in active:
        groups.setdefault(_cell_link(known.placement), []).append(_link(known.account))
    rows = [GroupRow(cell, len(links), links) for cell, links in groups.items()]
    return sorted(rows, key=lambda row: (not row.group.path, row.group.text))


def _by_tier(active: list[AccountInsight]) -> list[GroupRow]:
    rows = []
    for tier in _TIERS:
        links = [_link(known.account) for known in active if known.account.tier == tier]
        if links:
            rows.append(GroupRow(Link(md.sentence(tier)), len(links), links))
    return rows


def _move(known: AccountInsight) -> MoveRow:
    before, now = _before(known), known.placement
    was = f"{before.cell.name}, {md.day_text(before.rating.on)}" if before else "no earlier rating"
    return MoveRow(
        account=_link(known.account),
        tier=known.account.tier,
        cell=_cell_link(now),
        on=now.rating.on if now else None,
        before=was,
    )


def _apart(account: Account) -> ApartRow:
    newest = max(account.selection, key=lambda each: each.on, default=None)
    return ApartRow(
        account=_link(account),
        status=account.status,
        stage=newest.stage if newest else "no decision written down",
        on=newest.on if newest else None,
        reasons=" ".join(newest.reasons) if newest else "",
    )
