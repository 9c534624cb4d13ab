"""``/reports/portfolio/``: sums, families and movement; amounts are confidential.

The tree of accounts is on ``/accounts/``, in all editions with accounts.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from generator.analysis import AccountInsight
from generator.analysis.portfolio import FIGURES, PortfolioFigure, Rolled
from generator.model.common import KEY_TIERS, TIERS
from generator.model.company import Programme
from generator.model.kinds import Account
from generator.pages.kit.links import Link, method_path
from generator.pages.portfolio.portfolio import at_most
from generator.pages.reports import concentration, movement, sums
from generator.pages.reports.report import Report, ReportsInput
from generator.pages.reports.sums import NAMES, amount
from generator.text import markdown as md
from generator.text.formats import are, capital, counted

_NOT_COUNTED = ("draft", "candidate", "retired")


@dataclass(frozen=True, slots=True)
class FamilyRow:
    """An account of a family, alone or with its subtree.

    ``scope``: which of the two, its parent, and whether it is not counted; ``figures``: one text
    per figure.
    """

    account: Account
    scope: str
    figures: list[str]


def rows(families: Iterable[Iterable[Rolled]]) -> list[FamilyRow]:
    """Family by family, the head first; an account with others below it has two rows."""
    return [row for family in families for each in family for row in _rows(each)]


def _rows(each: Rolled) -> Iterator[FamilyRow]:
    account, parent, below = each.member.account, each.member.parent, each.member.below
    part_of = f"part of {parent.name}" if parent else ""
    if below:
        scope = _joined(f"with {counted(below, 'account')} below", part_of)
        yield FamilyRow(
            account,
            scope,
            [_amounts(each.total, figure) or "not in the sum" for figure in FIGURES],
        )
    status = account.status if account.status in _NOT_COUNTED else ""
    scope = _joined("own" if below else part_of, status)
    yield FamilyRow(account, scope, [_own(each, figure) for figure in FIGURES])


def _joined(*parts: str) -> str:
    return ", ".join(part for part in parts if part)


def _own(each: Rolled, figure: PortfolioFigure) -> str:
    if each.member.account.status in _NOT_COUNTED:
        return "not counted"
    return _amounts(each.own, figure) or "not in the sum"


def left_out(families: Iterable[Iterable[Rolled]]) -> list[str]:
    """For each account with others below it: how many of them have no value for a figure."""
    found = []
    for each in (each for family in families for each in family if each.member.below):
        by_count: dict[int, list[str]] = {}
        for figure in FIGURES:
            if count := each.missing.get(figure, 0):
                by_count.setdefault(count, []).append(NAMES[figure].lower())
        clauses = [
            f"{md.listed(names)} of {counted(count, 'account')}"
            for count, names in by_count.items()
        ]
        if clauses:
            found.append(f"{each.member.account.name}: {md.listed(clauses)}")
    return found


def _amounts(found: Mapping[tuple[PortfolioFigure, str], Decimal], figure: PortfolioFigure) -> str:
    return " + ".join(
        amount(currency, value)
        for (name, currency), value in sorted(found.items())
        if name == figure
    )


@dataclass(frozen=True, slots=True)
class AccountGroup:
    """A grouping of accounts; an account with several regions is in several groups.

    ``rows``: the common value, and the accounts with it.
    """

    anchor: str
    name: str
    rows: list[tuple[Link, list[Account]]]


def report(given: ReportsInput) -> Report:
    """The current portfolio and its movement."""
    insight, names = given.insight, given.names
    accounts = [each.account for each in insight.accounts.values()]
    active = [each for each in insight.accounts.values() if each.account.status == "active"]
    apart = [each for each in accounts if each.status in _NOT_COUNTED]
    found, amounts = insight.portfolio, names.show_amounts
    money = concentration.tables(insight) if amounts else []
    moved = movement.pictures(found, names.as_of)
    last = concentration.in_one_sentence(insight) if amounts else _spread(active, apart)
    return Report(
        "portfolio",
        "Portfolio",
        "What moved, whom do we depend on, and do we have too many key accounts?",
        (movement.newest(found), _key_accounts(given.programme, active), last),
        {
            "movement": {
                "then": found.earlier,
                "now": names.as_of,
                "summary": movement.summary(found),
                "pictures": moved,
                "rows": movement.rows(found),
                "decided": found.decided,
                "promotions": found.promotions,
            },
            "money": {
                "sums": sums.rows(found),
                "how": sums.how_converted(found, names.as_of),
                "left_out": sums.left_out(found),
                "rates": sums.rates_used(found),
                "tables": money,
            }
            if amounts
            else None,
            "families": rows(found.families) if amounts else [],
            "left_out": left_out(found.families) if amounts else [],
            "figures": list(sums.NAMES.values()),
            "spread": _spread(active, apart),
            "groups": _groups(active),
            "size": _size(given.programme),
            "apart": [(account, account.selected) for account in apart],
        },
        next=("what needs a decision", Link("Findings", "reports/findings.md")),
        pictures=(*moved, *(table.picture for table in money)),
    )


def _spread(active: list[AccountInsight], apart: list[Account]) -> str:
    cells = Counter(
        (insight.placement.cell.name if insight.placement else "not rated") for insight in active
    )
    parts = md.listed([f"{number} {cell}" for cell, number in sorted(cells.items())])
    text = f"{capital(counted(len(active), 'account'))} {are(len(active))} active"
    text += f": {parts}." if parts else "."
    others: Counter[str] = Counter(account.status for account in apart)
    if others:
        besides = md.listed(
            [counted(others[status], status) for status in _NOT_COUNTED if others[status]]
        )
        text += f" Besides: {besides}."
    return text


def _key_accounts(programme: Programme | None, active: list[AccountInsight]) -> str:
    """The number of key accounts compared with the capacity of the programme."""
    keys = sum(insight.account.is_key for insight in active)
    text = f"{capital(counted(keys, 'account'))} {are(keys)} key (tiers {md.listed(KEY_TIERS)})"
    if programme is None:
        return f"{text}; no guideline for the number is recorded."
    span = programme.key_accounts
    if keys > span.high:
        return f"{text}, more than our guideline of {span}."
    return f"{text}; {at_most(span)}."


def _size(programme: Programme | None) -> str:
    """The capacity of the programme and its source; empty if unknown."""
    if programme is None or programme.source is None:
        return ""
    return md.stop(f"{programme.key_accounts} key accounts: {programme.source}")


def _groups(active: list[AccountInsight]) -> list[AccountGroup]:
    """Active accounts counted by cell, tier, sector and region."""

    def by_name(row: tuple[Link, list[Account]]) -> tuple[bool, str]:
        return not row[0].path, row[0].text.casefold()

    def by_tier(row: tuple[Link, list[Account]]) -> int:
        return [md.sentence(tier) for tier in TIERS].index(row[0].text)

    def sector(insight: AccountInsight) -> list[Link]:
        return [Link(md.sentence(insight.account.sector))]

    def regions(insight: AccountInsight) -> list[Link]:
        return [Link(name) for name in sorted({each.name for each in insight.account.regions})]

    found = [
        AccountGroup("cells", "Cell", sorted(_counted(active, _cell), key=by_name)),
        AccountGroup("tiers", "Tier", sorted(_counted(active, _tier), key=by_tier)),
        AccountGroup("sectors", "Sector", sorted(_counted(active, sector), key=by_name)),
        AccountGroup("regions", "Region", sorted(_counted(active, regions), key=by_name)),
    ]
    return [group for group in found if group.rows]


def _counted(
    active: list[AccountInsight], groups_of: Callable[[AccountInsight], Iterable[Link]]
) -> list[tuple[Link, list[Account]]]:
    groups: dict[Link, list[Account]] = {}
    for insight in active:
        for group in groups_of(insight):
            groups.setdefault(group, []).append(insight.account)
    return list(groups.items())


def _cell(insight: AccountInsight) -> list[Link]:
    if insight.placement is None:
        return [Link("not rated")]
    cell = insight.placement.cell
    return [Link(cell.name, method_path(insight.placement.method.id), f"cell-{cell.id}")]


def _tier(insight: AccountInsight) -> list[Link]:
    return [Link(md.sentence(insight.account.tier))]
