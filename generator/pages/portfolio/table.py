"""The table of all accounts: its rows, sort order and filters."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from generator.analysis import AccountInsight
from generator.findings.finding import FindingLevel
from generator.model.common import TIERS
from generator.pages.account.layout import stages_in_words
from generator.pages.kit.context import Context
from generator.pages.kit.sortable import SortableColumn, SortableTable, facet, folded, ranks
from generator.text import markdown as md
from generator.text.numerals import counted

HEADING = "All accounts"

NOT_RATED, NOT_JUDGED, NOBODY, NOWHERE, NONE = "not rated", "not judged", "nobody", "none", "none"

_TIERS = tuple(md.words(tier) for tier in TIERS)

_NOUNS = {FindingLevel.ERROR: "error", FindingLevel.WARNING: "warning", FindingLevel.INFO: "note"}


@dataclass(frozen=True, slots=True)
class AccountRow:
    """Additional values of an account's row; ``findings``: by level."""

    insight: AccountInsight
    cell: str
    stage: str
    holder: str
    role: str
    owner: str
    findings: Mapping[FindingLevel, int]
    findings_in_words: str


def account_rows(context: Context, accounts: list[AccountInsight]) -> list[AccountRow]:
    """The rows of the accounts, in the order given."""
    names, methods = context.names, context.catalog.methods
    findings = Counter((each.account, each.level) for each in context.findings)
    return [
        AccountRow(
            insight=each,
            cell=each.placement.cell.name if each.placement else NOT_RATED,
            stage="; ".join(stages_in_words(methods, each.account)) or NOT_JUDGED,
            holder=names.person(each.holder.person) if each.holder else "",
            role=each.role.name if each.role else "",
            owner=names.owner(each.account.owner) or "",
            findings={level: findings[each.account.id, level] for level in FindingLevel},
            findings_in_words=_in_words(findings, each.account.id),
        )
        for each in accounts
    ]


def _in_words(findings: Counter[tuple[str | None, FindingLevel]], account_id: str) -> str:
    """``1 error, 2 warnings``; ``none`` without any."""
    counts = [(level, findings[account_id, level]) for level in FindingLevel]
    return ", ".join(counted(number, _NOUNS[level]) for level, number in counts if number) or NONE


def sortable(context: Context, rows: list[AccountRow]) -> SortableTable:
    """Sorting and filters of a table with these rows, one per account."""
    cells = [each.name for method in context.catalog.methods.values() for each in method.cells]
    found = [
        [f"{_NOUNS[level]}s" for level in FindingLevel if row.findings[level]] or [NONE]
        for row in rows
    ]
    columns = (
        SortableColumn("name", ranks(folded(row.insight.account.name) for row in rows)),
        SortableColumn(
            "tier",
            ranks(_TIERS.index(md.words(row.insight.account.tier)) for row in rows),
            facet("tier", "Tier", [[md.words(row.insight.account.tier)] for row in rows], _TIERS),
        ),
        SortableColumn(
            "cell",
            ranks(_cell_order(row.insight) for row in rows),
            facet("cell", "Cell", [[row.cell] for row in rows], cells),
        ),
        SortableColumn("stage", ranks(_stage_order(context, row.insight) for row in rows)),
        SortableColumn(
            "regions",
            ranks(tuple(map(folded, _regions(row))) or None for row in rows),
            facet("region", "Region", [_regions(row) or [NOWHERE] for row in rows]),
        ),
        SortableColumn(
            "holder",
            ranks(_maybe(row.holder) for row in rows),
            facet("role", "Role", [[row.role or NOBODY] for row in rows]),
        ),
        SortableColumn(
            "owner",
            ranks(_maybe(row.owner) for row in rows),
            facet("owner", "Owner", [[row.owner or NOBODY] for row in rows]),
        ),
        SortableColumn("next-review", ranks(row.insight.next_review for row in rows)),
        SortableColumn(
            "findings",
            ranks(tuple(row.findings.values()) for row in rows),
            facet(
                "findings",
                "Findings",
                found,
                (NONE, *reversed([f"{noun}s" for noun in _NOUNS.values()])),
            ),
        ),
    )
    return SortableTable(HEADING, "account", "accounts", columns)


def _regions(row: AccountRow) -> list[str]:
    return [each.name for each in row.insight.account.regions]


def _maybe(name: str) -> tuple[str, str] | None:
    return folded(name) if name else None


def _cell_order(insight: AccountInsight) -> tuple[str, int] | None:
    """The order of cells as listed by their method."""
    placement = insight.placement
    if placement is None:
        return None
    return placement.method.id, [each.id for each in placement.method.cells].index(
        placement.cell.id
    )


def _stage_order(context: Context, insight: AccountInsight) -> tuple[str, int, int] | None:
    """The current step, lowest first, then the target step."""
    for placement in insight.account.stages:
        method = context.catalog.methods.get(placement.method)
        steps = [step.id for step in method.steps] if method else []
        if placement.now in steps:
            target = steps.index(placement.target) if placement.target in steps else -1
            return placement.method, steps.index(placement.now), target
    return None
