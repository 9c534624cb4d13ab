"""``/accounts/``: all accounts as a picture, a table and a tree of families."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from generator.analysis import AccountInsight
from generator.analysis.currency import Member
from generator.analysis.matrix import Placement
from generator.analysis.movement import by_method
from generator.charts import MOST_LABELS, Picture, matrix
from generator.findings.finding import FindingLevel
from generator.model.common import TIERS
from generator.model.grammars import Range
from generator.model.kinds import Account, Method
from generator.model.method import Axis, Cell
from generator.model.profile import Selection
from generator.pages.account.layout import stages_in_words
from generator.pages.account.track import drift
from generator.pages.kit.links import ACCOUNTS, DATA_SYNONYMS, FileLink
from generator.pages.kit.names import Names
from generator.pages.kit.page import Footer, Page
from generator.pages.kit.pictures import point_on
from generator.pages.kit.tables import SortableColumn, SortableTable, facet, folded, ranks
from generator.pages.kit.templates import render
from generator.text import markdown as md
from generator.text.formats import capital, counted

_DEEPEST = 6
"""Maximum depth of nested lists on a page; deeper accounts are shown at this level."""

_RUNNING = ("active", "draft")

_REFUSED = ("rejected", "de-selected")

SelectionEntry = tuple[Account, Selection | None]
"""A selection decision about an account; ``None`` for a candidate without one."""

AccountPlacements = tuple[AccountInsight, tuple[Placement, ...]]
"""An account and its placements by one method, newest first."""

HEADING = "All accounts"

NOT_RATED, NOT_JUDGED, NOBODY, NOWHERE, NONE = "not rated", "not judged", "nobody", "none", "none"

_TIERS = tuple(md.words(tier) for tier in TIERS)


@dataclass(frozen=True, slots=True)
class PortfolioInput:
    """The input of the page of all accounts.

    ``families``: accounts that belong together; ``methods``: those that place any, by id;
    ``key_accounts``: how many our programme is made for; ``findings``: their numbers, by account;
    ``files``: available data files.
    """

    names: Names
    accounts: tuple[AccountInsight, ...]
    families: tuple[tuple[Member, ...], ...]
    methods: Mapping[str, Method]
    key_accounts: Range | None
    findings: Mapping[str, Mapping[FindingLevel, int]]
    files: tuple[FileLink, ...]


@dataclass(frozen=True, slots=True)
class Register:
    """``open``: for candidates and rejected accounts; ``running``: for all others.

    Newest decision first, preceded by candidates without one.
    """

    open: tuple[SelectionEntry, ...]
    running: tuple[SelectionEntry, ...]


def register(accounts: Collection[Account]) -> Register:
    """All nominations, acceptances, rejections and de-selections of the accounts in view."""
    waiting = [each for each in accounts if not each.selection and each.status == "candidate"]
    apart = [each for each in accounts if _is_not_running(each)]
    running = [each for each in accounts if not _is_not_running(each)]
    undecided = tuple((account, None) for account in waiting)
    return Register((*undecided, *_entries(apart)), _entries(running))


def _is_not_running(account: Account) -> bool:
    newest = account.selected
    return account.status not in _RUNNING or (newest is not None and newest.stage in _REFUSED)


def _entries(accounts: list[Account]) -> tuple[SelectionEntry, ...]:
    decided = [(account, each) for account in accounts for each in account.selection]
    # for the same account and day in the order of the file, newest first
    return tuple(sorted(decided, key=lambda pair: pair[1].on, reverse=True))


def pages(given: PortfolioInput) -> Iterator[Page]:
    """The portfolio page."""
    running = [each for each in given.accounts if each.account.status in _RUNNING]
    placed = by_matrix(running)
    rows = account_rows(given, running)
    values = {
        "names": given.names,
        "intro": intro(given),
        "matrices": [matrix_table(each) for each in placed],
        "heading": HEADING,
        "accounts": rows,
        "families": given.families,
        "deepest": _DEEPEST,
        "register": register([each.account for each in given.accounts]),
        "files": given.files,
        "fictional": all(each.account.fictional for each in given.accounts),
        "foot": Footer(source="accounts/"),
    }
    yield Page(
        path=ACCOUNTS.path,
        title="Accounts",
        markdown=render("portfolio/portfolio.md.j2", ACCOUNTS.path, values),
        section="accounts",
        boost=1.2,
        description="All accounts: where each stands, who holds it, when it is reviewed next.",
        pictures=tuple(_picture(each) for each in placed),
        synonyms=(DATA_SYNONYMS,),
        sortable=(sortable(given.methods, rows),) if rows else (),
    )


def intro(given: PortfolioInput) -> str:
    """The number of accounts and of those that need attention, in one or two sentences."""
    active = [each for each in given.accounts if each.account.status == "active"]
    key = sum(insight.account.is_key for insight in active)
    late = sum(given.names.past(insight.next_review) for insight in active)
    which = "a key account" if key == 1 else "key accounts"
    sentence = f"{capital(counted(len(active), 'active account'))}, {key or 'none'} of them {which}"
    if given.key_accounts is not None:
        sentence += f"; {at_most(given.key_accounts)}"
    reviews = f"{counted(late, 'review')} overdue" if late else "No review is overdue"
    return f"{sentence}. {reviews}."


def at_most(key_accounts: Range) -> str:
    """How many key accounts there should be, as the end of a sentence."""
    return f"our guideline is at most {key_accounts.high}"


def by_matrix(accounts: Iterable[AccountInsight]) -> list[list[AccountPlacements]]:
    """The accounts on each matrix in use."""
    by_id: dict[str, list[AccountPlacements]] = {}
    for insight in accounts:
        for method_id, placements in by_method(insight.placements).items():
            by_id.setdefault(method_id, []).append((insight, placements))
    return [by_id[method_id] for method_id in sorted(by_id)]


def _picture(placed: list[AccountPlacements]) -> Picture:
    method = placed[0][1][0].method
    points = [
        point_on(
            insight, method, ACCOUNTS.path, f"{placements[0].cell.name}; {_movement(placements)}"
        )
        for insight, placements in placed
    ]
    return matrix(method, [point for point in points if point], f"{method.id}.svg", _title(method))


def _title(method: Method) -> str:
    return f"Where the accounts stand: {method.name}"


@dataclass(frozen=True, slots=True)
class MatrixTable:
    """A matrix in words; ``many``: too many accounts to name.

    ``columns``: names of bands; ``rows``: a name, and the cells, each with its accounts and how
    they moved.
    """

    method: Method
    title: str
    many: bool
    columns: list[str]
    rows: list[tuple[str, list[tuple[Cell, list[tuple[Account, Placement, str]]]]]]


def matrix_table(placed: list[AccountPlacements]) -> MatrixTable:
    """First axis high to low, second low to high; many accounts are counted, not listed."""
    method = placed[0][1][0].method
    by_place: dict[tuple[str, ...], list[AccountPlacements]] = {}
    for each in placed:
        by_place.setdefault(_place(each[1][0]), []).append(each)
    *vertical, across = method.axes
    return MatrixTable(
        method=method,
        title=_title(method),
        many=len(placed) > MOST_LABELS,
        columns=[f"{across.name}: {band.label}" for band in across.scale],
        rows=[
            (
                f"{vertical[0].name}: {band}" if vertical else across.name,
                [
                    (cell, [_point(*each) for each in by_place.get((*down, other.id), [])])
                    for other in across.scale
                    if (cell := method.cell_at(_bands(method, (*down, other.id))))
                ],
            )
            for down, band in _rows(vertical)
        ],
    )


def _rows(vertical: list[Axis]) -> list[tuple[tuple[str, ...], str]]:
    """The bands of the first of two axes, highest first; one row for a single axis."""
    if not vertical:
        return [((), "")]
    return [((band.id,), band.label) for band in reversed(vertical[0].scale)]


def _bands(method: Method, place: tuple[str, ...]) -> dict[str, str]:
    return dict(zip((axis.id for axis in method.axes), place, strict=True))


def _place(placement: Placement) -> tuple[str, ...]:
    """The combination of bands of an account: its own, or that of the cell set by an override."""
    own = tuple(axis.band.id for axis in placement.axes)
    if placement.cell.lies_at(_bands(placement.method, own)):
        return own
    places = (each for each in placement.method.combinations if placement.cell.lies_at(each))
    return tuple(next(places, {}).values()) or own


def _point(
    insight: AccountInsight, placements: tuple[Placement, ...]
) -> tuple[Account, Placement, str]:
    return insight.account, placements[0], _movement(placements)


def _movement(placements: tuple[Placement, ...]) -> str:
    now, before = placements[0], placements[1] if len(placements) > 1 else None
    since = f" since {md.day_text(before.rating.on)}" if before else ""
    note = "; set by decision" if now.overridden else ""
    return f"{drift(now, before)}{since}{note}"


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


def account_rows(given: PortfolioInput, accounts: Iterable[AccountInsight]) -> list[AccountRow]:
    """The rows of the accounts, in the order given."""
    names = given.names
    return [
        AccountRow(
            insight=each,
            cell=each.placement.cell.name if each.placement else NOT_RATED,
            stage="; ".join(stages_in_words(given.methods, each.account)) or NOT_JUDGED,
            holder=names.person(each.holder.person) if each.holder else "",
            role=each.role.name if each.role else "",
            owner=names.owner(each.account.owner) or "",
            findings=given.findings[each.account.id],
            findings_in_words=_findings_in_words(given.findings[each.account.id]),
        )
        for each in accounts
    ]


def _findings_in_words(found: Mapping[FindingLevel, int]) -> str:
    """``1 error, 2 warnings``; ``none`` without any."""
    return ", ".join(counted(count, level.noun) for level, count in found.items() if count) or NONE


def sortable(methods: Mapping[str, Method], rows: list[AccountRow]) -> SortableTable:
    """Sorting and filters of a table with these rows, one per account."""
    cells = [each.name for method in methods.values() for each in method.cells]
    found = [
        [f"{level.noun}s" for level in FindingLevel if row.findings[level]] or [NONE]
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
        SortableColumn("stage", ranks(_stage_order(methods, row.insight) for row in rows)),
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
                (NONE, *reversed([f"{level.noun}s" for level in FindingLevel])),
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


def _stage_order(
    methods: Mapping[str, Method], insight: AccountInsight
) -> tuple[str, int, int] | None:
    """The current step, lowest first, then the target step."""
    for placement in insight.account.stages:
        method = methods.get(placement.method)
        steps = [step.id for step in method.steps] if method else []
        if placement.now in steps:
            target = steps.index(placement.target) if placement.target in steps else -1
            return placement.method, steps.index(placement.now), target
    return None
