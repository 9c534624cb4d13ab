"""The example accounts' figures follow from their files and change with them."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from generator.analysis import AccountInsight
from generator.analysis.office_hours import Overlap, overlaps
from generator.findings.classification import Edition
from generator.pages.kit.links import MONEY, PLAN
from generator.pipeline.assemble import Assembled, assemble
from tests.scenarios.scenario import AS_OF, copy_of

Assemble = Callable[[Edition], Assembled]
NORVANE, HALLMERE, TESSALY = (
    "norvane-industrial-group",
    "hallmere-food-retail",
    "tessaly-packaging",
)
JANUARY, MARCH, JULY = date(2027, 1, 20), date(2027, 3, 17), date(2027, 7, 21)


@pytest.fixture(scope="module")
def leadership(assembled: Assemble) -> Assembled:
    return assembled(Edition.LEADERSHIP)


def insight_of(made: Assembled, account: str) -> AccountInsight:
    return made.insight.accounts[account]


def hours(made: Assembled, day: date) -> dict[tuple[str, ...], float]:
    """Shared office hours of Norvane's regions."""
    account = insight_of(made, NORVANE).account
    found: tuple[Overlap, ...] = overlaps(account, day)
    return {tuple(region.id for region in each.regions): each.minutes / 60 for each in found}


# What the files say today --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("account", "axes", "cell", "grey"),
    [
        (NORVANE, ("7.90", "4.85"), "star", ["position"]),
        (HALLMERE, ("4.30", "4.10"), "streamline", []),
        (TESSALY, ("4.50", "6.05"), "status", ["potential"]),
    ],
)
def test_where_an_account_stands(
    leadership: Assembled, account: str, axes: tuple[str, str], cell: str, grey: list[str]
) -> None:
    placement = insight_of(leadership, account).placement
    assert placement is not None
    assert [axis.axis.id for axis in placement.axes] == ["potential", "position"]
    assert tuple(str(axis.value) for axis in placement.axes) == axes
    assert (placement.computed.id, placement.cell.id) == (cell, cell)
    assert [each.axis.id for each in placement.grey] == grey
    assert placement.rating.grey_band_reason or not grey


def test_contribution_after_cost_to_serve(leadership: Assembled) -> None:
    newest = insight_of(leadership, HALLMERE).contributions[-1]
    assert newest.amount == 600_000
    assert newest.share == Decimal("3.3")


def test_promises_kept(leadership: Assembled) -> None:
    ours = insight_of(leadership, HALLMERE).ours
    assert (len(ours.exact), len(ours.due), ours.share) == (10, 11, Decimal(91))
    assert [promise.id for promise in ours.overdue] == ["summer-returns-credited"]


def test_share_of_wallet(assembled: Assemble) -> None:
    for edition in (Edition.TEAM, Edition.LEADERSHIP):
        made = assembled(edition)
        assert insight_of(made, NORVANE).released.share_of_wallet == 15
        assert insight_of(made, TESSALY).released.share_of_wallet == 45


def test_accounts_of_an_account_manager(leadership: Assembled) -> None:
    loads = {load.person.id: load for load in leadership.insight.loads}
    assert (len(loads["g-conti"].accounts), loads["g-conti"].total) == (1, 14)
    assert all(load.within for load in loads.values())


def test_shape_of_the_networks(leadership: Assembled) -> None:
    assert insight_of(leadership, TESSALY).coverage.shape == "bow-tie"
    assert insight_of(leadership, NORVANE).coverage.shape == "diamond"


def test_shared_office_hours(leadership: Assembled) -> None:
    every = ("emea", "americas", "apac")
    assert [day for day, _ in insight_of(leadership, NORVANE).hours] == [JANUARY, MARCH, JULY]
    january, march, july = (hours(leadership, day) for day in (JANUARY, MARCH, JULY))
    assert (january["emea", "americas"], january["emea", "apac"], january[every]) == (1, 1, 0)
    assert (march["emea", "americas"], march["emea", "apac"]) == (2, 1)
    assert (july["emea", "americas"], july["emea", "apac"], july[every]) == (1, 2, 0)
    assert not january["americas", "apac"]


def test_no_definition_holds_a_figure_that_is_worked_out(real_root: Path) -> None:
    figures = re.compile(
        r"\b(?:7\.90?|4\.85|4\.30?|4\.10?|6\.05|4\.50|3\.3|91|10 of (?:11|eleven)|15|45|80|14)"
        r"(?: ?%| percent| accounts)|\b(?:7\.9|4\.85|4\.3|4\.1|6\.05)\b"
    )
    allowed = {
        # how much of their working time two people give, and two targets
        "share: 15 %",
        "share: 45 %",
    }
    found = [
        f"{file.name}: {line.strip()}"
        for folder in ("accounts", "content/people.yaml")
        for file in _yaml(real_root / folder)
        for line in file.read_text(encoding="utf-8").splitlines()
        if figures.search(line) and line.strip() not in allowed
    ]
    assert not found


def _yaml(place: Path) -> list[Path]:
    return sorted(place.rglob("*.*")) if place.is_dir() else [place]


# One input changes ----------------------------------------------------------------------------


@dataclass(frozen=True)
class Move:
    """One input of one account changed; a figure and the words on its page change with it."""

    account: str
    file: str
    old: str
    new: str
    figure: Callable[[AccountInsight], object]
    before: object
    after: object
    page: str
    words_before: str
    words_after: str
    edition: Edition = Edition.TEAM


def placed(axis: str) -> Callable[[AccountInsight], object]:
    def figure(insight: AccountInsight) -> object:
        assert insight.placement is not None
        return str(insight.placement.axis(axis).value), insight.placement.cell.id

    return figure


def shared(index: int, day: int) -> Callable[[AccountInsight], object]:
    return lambda insight: insight.hours[day][1][index].minutes


MOVES = {
    "Norvane's relationships reach further": Move(
        NORVANE,
        "ratings.yaml",
        "relationship-breadth:\n          score: 3",
        "relationship-breadth:\n          score: 9",
        placed("position"),
        ("4.85", "star"),
        ("6.05", "strategic"),
        "strategy.md",
        "**Star.** Account business potential 7.90 (high) and Position as provider 4.85 (weak)",
        "**Strategic.** Account business potential 7.90 (high) and Position as provider 6.05 (str",
    ),
    "Norvane buys less": Move(
        NORVANE,
        "ratings.yaml",
        "volume:\n          score: 9",
        "volume:\n          score: 8",
        placed("potential"),
        ("7.90", "star"),
        ("7.65", "star"),
        "index.md",
        "7.90 (high)",
        "7.65 (high)",
    ),
    "Hallmere's service becomes the best": Move(
        HALLMERE,
        "ratings.yaml",
        "service:\n          score: 5",
        "service:\n          score: 10",
        placed("position"),
        ("4.10", "streamline"),
        ("5.35", "status"),
        "strategy.md",
        "4.10 (weak)",
        "5.35 (strong)",
    ),
    "Tessaly reaches the cut": Move(
        TESSALY,
        "ratings.yaml",
        "volume:\n          score: 2",
        "volume:\n          score: 4",
        placed("potential"),
        ("4.50", "status"),
        ("5.00", "strategic"),
        "index.md",
        "**Status.**",
        "**Strategic.**",
    ),
    "Hallmere costs less to serve": Move(
        HALLMERE,
        "economics.yaml",
        "cost_to_serve: 1.6 m",
        "cost_to_serve: 1.2 m",
        lambda insight: insight.contributions[-1].share,
        Decimal("3.3"),
        Decimal("5.6"),
        "index.md",
        "EUR 600 k, 3.3 % of revenue",
        "EUR 1 m, 5.6 % of revenue",
        Edition.LEADERSHIP,
    ),
    "Hallmere's last promise is kept": Move(
        HALLMERE,
        "promises.yaml",
        "due: 2026-10-16\n",
        "due: 2026-10-16\n    kept: {on: 2026-10-16, exactly: yes}\n",
        lambda insight: (insight.ours.share, len(insight.ours.overdue)),
        (91, 1),
        (100, 0),
        PLAN,
        "10 of 11 promises due were kept exactly (91 %)",
        "11 of 11 promises due were kept exactly (100 %)",
    ),
    "Hallmere's first promise was kept, but not exactly": Move(
        HALLMERE,
        "promises.yaml",
        "exactly: yes",
        "exactly: no",
        lambda insight: insight.ours.share,
        91,
        82,
        PLAN,
        "10 of 11 promises due were kept exactly (91 %)",
        "9 of 11 promises due were kept exactly (82 %)",
    ),
    "Norvane buys more from us": Move(
        NORVANE,
        "economics.yaml",
        "ours: 6.3 m",
        "ours: 8.4 m",
        lambda insight: insight.released.share_of_wallet,
        15,
        20,
        "index.md",
        "Share of wallet: 15 %",
        "Share of wallet: 20 %",
    ),
    "Tessaly buys less in all": Move(
        TESSALY,
        "economics.yaml",
        "total: 2.0 m",
        "total: 1.8 m",
        lambda insight: insight.released.share_of_wallet,
        45,
        50,
        MONEY,
        "Share of wallet: 45 %",
        "Share of wallet: 50 %",
    ),
    "EMEA stays an hour longer": Move(
        NORVANE,
        "account.yaml",
        "time_zone: Europe/Berlin\n    hours: 09:00-17:00",
        "time_zone: Europe/Berlin\n    hours: 09:00-18:00",
        shared(0, 0),
        60,
        120,
        "team.md",
        "| EMEA and Americas | 1 h: EMEA 16:00 to 17:00, Americas 09:00 to 10:00 | 2 h:",
        "| EMEA and Americas | 2 h: EMEA 16:00 to 18:00, Americas 09:00 to 11:00 | 3 h:",
    ),
    "APAC moves to a zone without an hour in common": Move(
        NORVANE,
        "account.yaml",
        "time_zone: Asia/Singapore",
        "time_zone: Asia/Tokyo",
        shared(1, 0),
        60,
        0,
        "team.md",
        "| EMEA and APAC | 1 h: EMEA 09:00 to 10:00, APAC 16:00 to 17:00 |",
        "| EMEA and APAC | none |",
    ),
}


@pytest.mark.few(2)
@pytest.mark.parametrize(
    "move",
    [
        pytest.param(move, id=name, marks=() if number < 5 else pytest.mark.slow)
        for number, (name, move) in enumerate(MOVES.items())
    ],
)
def test_a_changed_input_moves_figure_and_page(
    move: Move, tmp_path: Path, portfolio_root: Path, assembled: Assemble
) -> None:
    root = copy_of(portfolio_root, tmp_path)
    file = root / "accounts" / move.account / move.file
    text = file.read_text(encoding="utf-8")
    assert move.old in text
    file.write_text(text.replace(move.old, move.new, 1), encoding="utf-8")
    now, then = assemble(root, move.edition, AS_OF), assembled(move.edition)
    path = f"accounts/{move.account}/{move.page}"
    for made, figure, words, others in (
        (then, move.before, move.words_before, move.words_after),
        (now, move.after, move.words_after, move.words_before),
    ):
        assert move.figure(insight_of(made, move.account)) == figure
        page = next(page.markdown for page in made.pages if page.path == path)
        assert words in page
        assert others not in page


@pytest.mark.slow
def test_accounts_carried_elsewhere_move_the_load(tmp_path: Path, portfolio_root: Path) -> None:
    root = copy_of(portfolio_root, tmp_path)
    file = root / "content/people.yaml"
    file.write_text(file.read_text("utf-8").replace("accounts: 13", "accounts: 25"), "utf-8")
    made = assemble(root, Edition.LEADERSHIP, AS_OF)
    load = next(load for load in made.insight.loads if load.person.id == "g-conti")
    assert (load.total, load.within) == (26, False)
    messages = [finding.message for finding in made.findings if finding.rule.id == "span-left"]
    assert messages == [
        "Giulia Conti carries 26 accounts as Account Manager; the span is 10 to 25."
    ]
    capacity = next(page for page in made.pages if page.path == "reports/capacity.md")
    assert "| 25 (declared on 1 Oct 2026) | 26 |" in capacity.markdown
