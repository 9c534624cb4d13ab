"""``/accounts/``: all accounts of the edition, where they stand, who holds them."""

from collections.abc import Iterator

from generator.charts import Picture, matrix
from generator.diagnostics import Level
from generator.insight import AccountInsight
from generator.insight.matrix import Placement
from generator.pages import markdown as md
from generator.pages.account.frame import path_of, stages_in_words
from generator.pages.account.track import by_method, drift
from generator.pages.account.words import past
from generator.pages.context import Context, Footer, render
from generator.pages.page import Page
from generator.pages.pictures import points_on
from generator.pages.wording import capital, counted

PATH = "accounts/index.md"
_RUNNING = ("active", "draft")
_KEY_TIERS = ("global", "national", "key")
Row = dict[str, object]


def pages(context: Context) -> Iterator[Page]:
    """The portfolio page; none in an edition without accounts."""
    accounts = list(context.insight.accounts.values())
    if not accounts:
        return
    running = [known for known in accounts if known.account.status in _RUNNING]
    tables, pictures = matrices(running)
    values = {
        "intro": intro(context, accounts),
        "matrices": tables,
        "accounts": [account_row(context, known) for known in running],
        "families": families(context),
        "register": register(context, accounts),
        "fictional": all(known.account.fictional for known in accounts),
        "foot": Footer(source="accounts/"),
    }
    yield Page(
        path=PATH,
        title="Accounts",
        markdown=render("portfolio.md.j2", PATH, values),
        section="accounts",
        boost=1.5,
        description="All accounts: where each stands, who holds it, when it is reviewed next.",
        pictures=pictures,
    )


def intro(context: Context, accounts: list[AccountInsight]) -> str:
    """How many accounts there are and what wants attention, in one or two sentences."""
    active = [known for known in accounts if known.account.status == "active"]
    key = sum(known.account.tier in _KEY_TIERS for known in active)
    late = sum(past(known.next_review, context) for known in active)
    which = "a key account" if key == 1 else "key accounts"
    said = f"{capital(counted(len(active), 'active account'))}, {key or 'none'} of them {which}"
    organisation = context.catalog.definitions.organisation
    if organisation is not None and organisation.programme is not None:
        said += f"; the programme is made for {organisation.programme.key_accounts}"
    reviews = f"{counted(late, 'review')} overdue" if late else "No review is overdue"
    return f"{said}. {reviews}."


def matrices(accounts: list[AccountInsight]) -> tuple[list[Row], tuple[Picture, ...]]:
    """One table and picture per matrix in use: first axis high over low, second low to high."""
    latest: dict[str, list[tuple[AccountInsight, Placement, Placement | None]]] = {}
    for known in accounts:
        for method_id, placements in by_method(known).items():
            before = placements[1] if len(placements) > 1 else None
            latest.setdefault(method_id, []).append((known, placements[0], before))
    pictures = tuple(
        matrix(
            placed[0][1].method,
            points_on(accounts, placed[0][1].method),
            f"{method_id}.svg",
            f"Where the accounts stand: {placed[0][1].method.name}",
        )
        for method_id, placed in sorted(latest.items())
    )
    return [_matrix(placed) for _, placed in sorted(latest.items())], pictures


def _matrix(placed: list[tuple[AccountInsight, Placement, Placement | None]]) -> Row:
    method = placed[0][1].method
    points: dict[str, list[Row]] = {}
    for known, placement, before in placed:
        points.setdefault(placement.cell.id, []).append(_point(known, placement, before))
    down, across = method.axes[0], method.axes[-1]
    rows = []
    for half in ("high", "low"):
        cells = [
            cell
            for other in ("low", "high")
            for cell in method.cells
            if cell.when == {down.id: half, across.id: other}
        ]
        rows.append(
            {
                "name": f"{down.name}: {down.high if half == 'high' else down.low}",
                "cells": [{"name": c.name, "points": points.get(c.id, [])} for c in cells],
            }
        )
    return {
        "picture": f"{method.id}.svg",
        "alt": f"Where the accounts stand: {method.name}",
        "method": method.name,
        "method_page": f"methods/{method.id}/index.md",
        "columns": [f"{across.name}: {name}" for name in (across.low, across.high)],
        "rows": rows,
    }


def _point(known: AccountInsight, placement: Placement, before: Placement | None) -> Row:
    values = ", ".join(
        f"{md.words(axis.axis.id)} {md.figure(axis.value, 2)}" for axis in placement.axes
    )
    since = f" since {md.day_text(before.rating.on)}" if before else ""
    note = "; set by decision" if placement.overridden else ""
    return {
        "name": known.account.name,
        "page": path_of(known.account.id),
        "axes": values,
        "movement": f"{drift(placement, before)}{since}{note}",
    }


def account_row(context: Context, known: AccountInsight) -> Row:
    """One account in the table."""
    account = known.account
    return {
        "name": account.name,
        "page": path_of(account.id),
        "draft": account.status == "draft",
        "tier": md.words(account.tier),
        "cell": known.placement.cell.name if known.placement else "not rated",
        "stage": "; ".join(stages_in_words(context, known)) or "not judged",
        "holder": context.person(known.holder.person) if known.holder else "",
        "next_review": known.next_review,
        "late": past(known.next_review, context),
        "findings": findings_in_words(context, account.id),
    }


def findings_in_words(context: Context, account_id: str) -> str:
    """``1 error, 2 warnings``; ``none`` without any."""
    own = [finding.level for finding in context.findings if finding.account == account_id]
    counts = [(level, own.count(level)) for level in Level]
    return ", ".join(counted(number, level.value) for level, number in counts if number) or "none"


def families(context: Context) -> list[Row]:
    """Accounts that others are part of, each with those."""
    accounts = context.catalog.accounts
    children: dict[str, list[Row]] = {}
    for account in accounts.values():
        if account.parent in accounts:
            link: Row = {"name": account.name, "page": path_of(account.id)}
            children.setdefault(str(account.parent), []).append(link)
    return [
        {"name": accounts[each].name, "page": path_of(each), "children": children[each]}
        for each in accounts
        if each in children
    ]


def register(context: Context, accounts: list[AccountInsight]) -> list[Row]:
    """Candidates, and decisions not to have an account as a key account, with their reasons."""
    rows: list[Row] = []
    for known in accounts:
        account = known.account
        newest = max(account.selection, key=lambda each: each.on, default=None)
        refused = newest is not None and newest.stage in ("rejected", "de-selected")
        if account.status in _RUNNING and not refused:
            continue
        rows.append(
            {
                "name": account.name,
                "page": path_of(account.id),
                "status": md.words(account.status),
                "stage": newest.stage if newest else "not decided",
                "on": newest.on if newest else None,
                "by": context.person(newest.by) if newest else "",
                "reasons": " ".join(md.stop(each) for each in newest.reasons) if newest else "",
            }
        )
    return rows
