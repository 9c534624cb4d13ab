"""The table of all accounts: what stands in a row, and by what readers sort and filter it."""

from collections import Counter
from typing import Any, get_args

from generator.analysis import AccountInsight
from generator.findings.finding import Level
from generator.model.common import Tier
from generator.pages.account.layout import path_of, stages_in_words
from generator.pages.kit.context import Context
from generator.pages.kit.sortable import Column, SortableTable, facet, folded, ranks
from generator.text import markdown as md
from generator.text.numerals import counted

HEADING = "All accounts"

NOT_RATED, NOT_JUDGED, NOBODY, NOWHERE, NONE = "not rated", "not judged", "nobody", "none", "none"

_TIERS = tuple(md.words(tier) for tier in get_args(Tier))

_NOUNS = {Level.ERROR: "error", Level.WARNING: "warning", Level.INFO: "note"}

Row = dict[str, Any]


def account_rows(context: Context, accounts: list[AccountInsight]) -> list[Row]:
    """What the table says about each account, in the order of the accounts."""
    methods = context.catalog.methods
    findings = Counter((each.account, each.level) for each in context.findings)
    return [
        {
            "name": known.account.name,
            "page": path_of(known.account.id),
            "draft": known.account.status == "draft",
            "tier": md.words(known.account.tier),
            "cell": known.placement.cell.name if known.placement else NOT_RATED,
            "stage": "; ".join(stages_in_words(methods, known.account)) or NOT_JUDGED,
            "regions": [region.name for region in known.account.regions],
            "holder": context.names.person(known.holder.person) if known.holder else "",
            "role": known.role.name if known.role else "",
            "owner": context.names.owner(known.account.owner) or "",
            "next_review": known.next_review,
            "late": context.names.past(known.next_review),
            "findings": {level: findings[known.account.id, level] for level in Level},
            "findings_in_words": _in_words(findings, known.account.id),
        }
        for known in accounts
    ]


def _in_words(findings: Counter[tuple[str | None, Level]], account_id: str) -> str:
    """``1 error, 2 warnings``; ``none`` without any."""
    counts = [(level, findings[account_id, level]) for level in Level]
    return ", ".join(counted(number, _NOUNS[level]) for level, number in counts if number) or NONE


def sortable(context: Context, accounts: list[AccountInsight], rows: list[Row]) -> SortableTable:
    """How the table of these rows, one per account, is sorted and filtered."""
    cells = [each.name for method in context.catalog.methods.values() for each in method.cells]
    found = [
        [f"{_NOUNS[level]}s" for level in Level if row["findings"][level]] or [NONE] for row in rows
    ]
    columns = (
        Column("name", ranks(folded(row["name"]) for row in rows)),
        Column(
            "tier",
            ranks(_TIERS.index(row["tier"]) for row in rows),
            facet("tier", "Tier", [[row["tier"]] for row in rows], _TIERS),
        ),
        Column(
            "cell",
            ranks(_cell_order(known) for known in accounts),
            facet("cell", "Cell", [[row["cell"]] for row in rows], cells),
        ),
        Column("stage", ranks(_stage_order(context, known) for known in accounts)),
        Column(
            "regions",
            ranks(tuple(map(folded, row["regions"])) or None for row in rows),
            facet("region", "Region", [row["regions"] or [NOWHERE] for row in rows]),
        ),
        Column(
            "holder",
            ranks(_maybe(row["holder"]) for row in rows),
            facet("role", "Role", [[row["role"] or NOBODY] for row in rows]),
        ),
        Column(
            "owner",
            ranks(_maybe(row["owner"]) for row in rows),
            facet("owner", "Owner", [[row["owner"] or NOBODY] for row in rows]),
        ),
        Column("next-review", ranks(row["next_review"] for row in rows)),
        Column(
            "findings",
            ranks(tuple(row["findings"].values()) for row in rows),
            facet(
                "findings",
                "Findings",
                found,
                (NONE, *reversed([f"{noun}s" for noun in _NOUNS.values()])),
            ),
        ),
    )
    return SortableTable(HEADING, "account", "accounts", columns)


def _maybe(name: str) -> tuple[str, str] | None:
    return folded(name) if name else None


def _cell_order(known: AccountInsight) -> tuple[str, int] | None:
    """The order of the cells as their method lists them."""
    placement = known.placement
    if placement is None:
        return None
    return placement.method.id, [each.id for each in placement.method.cells].index(
        placement.cell.id
    )


def _stage_order(context: Context, known: AccountInsight) -> tuple[str, int, int] | None:
    """The step an account stands on, lowest first, then the step it works towards."""
    for placement in known.account.stages:
        method = context.catalog.methods.get(placement.method)
        steps = [step.id for step in method.steps] if method else []
        if placement.now in steps:
            target = steps.index(placement.target) if placement.target in steps else -1
            return placement.method, steps.index(placement.now), target
    return None
