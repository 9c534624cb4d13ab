"""An organisation's own scheme is one YAML file without code."""

import re
import textwrap
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from generator.findings.classification import Edition
from generator.findings.finding import Finding, FindingLevel
from generator.model.nodes import List, Map
from generator.model.rating import Rating
from generator.pages import Page
from generator.pages.kit.links import POSITION
from generator.pipeline import check
from generator.pipeline.assemble import Assembled, assemble
from generator.reading.bind import bind
from generator.reading.parse import read
from tests.conftest import ROOT
from tests.scenarios.scenario import AS_OF, copy_of, replace

NORVANE, HALLMERE, TESSALY = (
    "norvane-industrial-group",
    "hallmere-food-retail",
    "tessaly-packaging",
)

GUIDE = ROOT / "content/pages/guides/writing-a-scheme.md"

MATRIX = """
schema: method/1
id: pull-and-ease
name: Pull and ease
version: 1.0.0
status: active
owner: sales
review: {last: 2026-10-01, every: 12 months}
kind: matrix
answers: Does the customer come to us by itself, and is it easy to serve?
style_should_match: yes
axes:
  - id: pull
    name: Pull of the customer
    asks: Who calls whom?
    low: we call
    high: they call
    cut: 4.0
    grey_band: 0.2
    factors:
      - id: calls
        name: Calls
        asks: How many talks begin with them?
        weight: 70
        anchors: {1: None., 10: All.}
      - {id: ideas, name: Ideas, asks: Do they bring ideas?, weight: 30}
  - id: ease
    name: Ease of serving
    asks: Does an order go through by itself?
    cut: 6.0
    grey_band: 0
    factors:
      - {id: orders, name: Orders, asks: How many need no hand?, weight: 100}
cells:
  - id: magnet
    name: Magnet
    when: {pull: high, ease: high}
    strategy: Let it come.
    relationship: Open doors.
    activity: Answer fast.
    wants: [maintain]
  - id: workshop
    name: Workshop
    when: {pull: high, ease: low}
    strategy: Clear the way before anything else.
    relationship: Those who handle the orders.
    activity: Take out one exception after the other.
    wants: [streamline]
    refuses: [invest]
    furthest: [{method: rungs, step: neighbours}]
    risk: What they ask for grows faster than what we can handle.
  - id: shelf
    name: Shelf
    when: {pull: low, ease: high}
    strategy: Keep it listed.
    relationship: A name and a number.
    activity: Nothing beyond the order.
  - id: uphill
    name: Uphill
    when: {pull: low, ease: low}
    strategy: Ask whether it is worth the climb.
    relationship: Short.
    activity: One try a year.
changes:
  - {version: 1.0.0, on: 2026-10-01, what: [First version.]}
"""
STEPS = """
schema: method/1
id: rungs
name: Rungs
version: 1.0.0
status: active
owner: sales
review: {last: 2026-10-01, every: 12 months}
kind: steps
answers: How near are we?
steps:
  - {id: strangers, name: Strangers, means: No word yet., moving_up: A first word.}
  - id: neighbours
    name: Neighbours
    means: A word over the fence.
    evidence: [They greet first.]
    moving_up: A key left next door.
  - {id: household, name: Household, means: One table., evidence: [We know where the cups are.]}
changes:
  - {version: 1.0.0, on: 2026-10-01, what: [First version.]}
"""
THREE_CELLS = """
schema: method/1
id: grow-hold-harvest
name: Grow, hold or harvest
version: 1.0.0
status: active
owner: sales
review: {last: 2026-10-01, every: 12 months}
kind: matrix
answers: What is it worth, and could we win it?
axes:
  - id: worth
    name: Worth
    asks: What could come of it?
    bands: [{id: low}, {id: medium, name: fair, from: 4}, {id: high, from: 7}]
    grey_band: 0.5
    factors: [{id: size, name: Size, asks: How large?, weight: 100}]
  - id: chance
    name: Chance
    asks: Could we win it?
    bands: [{id: low}, {id: medium, from: 4}, {id: high, from: 7}]
    grey_band: 0
    factors: [{id: ties, name: Ties, asks: Whom do we know?, weight: 100}]
cells:
  - id: grow
    name: Grow
    when: [{worth: high, chance: [medium, high]}, {worth: medium, chance: high}]
    strategy: Put people on it.
    relationship: Wide.
    activity: Projects.
  - id: hold
    name: Hold
    when: [{worth: high, chance: low}, {worth: medium, chance: medium}, {worth: low, chance: high}]
    strategy: Keep it warm.
    relationship: Steady.
    activity: Visits.
  - id: harvest
    name: Harvest
    when: [{worth: low, chance: [low, medium]}, {worth: medium, chance: low}]
    strategy: Take what comes.
    relationship: Correct.
    activity: Orders.
changes:
  - {version: 1.0.0, on: 2026-10-01, what: [First version.]}
"""
LINE = """
schema: method/1
id: heat
name: Heat
version: 1.0.0
status: active
owner: sales
review: {last: 2026-10-01, every: 12 months}
kind: matrix
answers: How warm is it?
axes:
  - id: warmth
    name: Warmth
    asks: How warm?
    bands: [{id: cold}, {id: warm, from: 4}, {id: hot, from: 7}]
    grey_band: 0
    factors: [{id: calls, name: Calls, asks: Do they call?, weight: 100}]
cells:
  - {id: wait, name: Wait, when: {warmth: cold}, strategy: W., relationship: N., activity: N.}
  - {id: act, name: Act, when: {warmth: [warm, hot]}, strategy: A., relationship: N., activity: A.}
changes:
  - {version: 1.0.0, on: 2026-10-01, what: [First version.]}
"""
BANDS = """ratings:
  - method: grow-hold-harvest
    on: 2026-10-21
    raters: [sales, service]
    scores:
      worth: {size: {score: 5, evidence: The order book., confidence: high}}
      chance: {ties: {score: 8, evidence: The contact list., confidence: high}}
  - method: heat
    on: 2026-10-21
    raters: [sales, service]
    scores:
      warmth: {calls: {score: 5, evidence: The log., confidence: high}}
"""
RATING = """ratings:
  - method: pull-and-ease
    on: 2026-10-20
    raters: [sales, service]
    scores:
      pull:
        calls: {score: CALLS, evidence: The log., confidence: high}
        ideas: {score: 6, evidence: Minutes., confidence: low}
      ease:
        orders: {score: ORDERS, evidence: The order book., confidence: high}
    managed_as: {cell: magnet, evidence: We answer within the hour.}
"""
STAGE = """stages:
  - method: rungs
    now: strangers
    target: household
    on: 2026-10-20
    evidence: [Nobody has called yet.]
"""
SCORES = {NORVANE: (8, 3), HALLMERE: (2, 8), TESSALY: (7, 9)}


@dataclass(frozen=True)
class Made:
    """The example content with the two files, and the result."""

    assembled: Assembled
    findings: tuple[Finding, ...]

    def page(self, path: str) -> Page:
        return next(page for page in self.assembled.pages if page.path == path)


@pytest.fixture(scope="module")
def made(portfolio_root: Path, tmp_path_factory: pytest.TempPathFactory) -> Made:
    root = copy_of(portfolio_root, tmp_path_factory.mktemp("own") / "repository")
    schemes = {
        "pull-and-ease": MATRIX,
        "rungs": STEPS,
        "grow-hold-harvest": THREE_CELLS,
        "heat": LINE,
    }
    for name, text in schemes.items():
        (root / f"content/methods/{name}.yaml").write_text(text.lstrip(), encoding="utf-8")
    leading = "  leading_method: account-analysis-matrix\n"
    replace(root / "content/organisation.yaml", leading, "  leading_method: pull-and-ease\n")
    for account, (calls, orders) in SCORES.items():
        rating = RATING.replace("CALLS", str(calls)).replace("ORDERS", str(orders))
        replace(root / f"accounts/{account}/ratings.yaml", "ratings:\n", rating)
    replace(root / f"accounts/{TESSALY}/ratings.yaml", "ratings:\n", BANDS)
    replace(root / f"accounts/{NORVANE}/strategy.yaml", "stages:\n", STAGE)
    return Made(assemble(root, Edition.TEAM, AS_OF), check(root, AS_OF).findings)


def test_it_has_a_page_with_its_cells_and_what_they_ask_for(made: Made) -> None:
    text = made.page("methods/pull-and-ease/index.md").markdown
    for expected in (
        "Does the customer come to us by itself",
        "| **they call** | [Workshop](#cell-workshop) | [Magnet](#cell-magnet) |",
        "| [Workshop](#cell-workshop) | streamline | invest | [Neighbours](",
        "What they ask for grows faster than what we can handle.",
    ):
        assert expected in text, expected


def test_it_has_a_scoring_guide(made: Made) -> None:
    text = made.page("methods/pull-and-ease/scoring.md").markdown
    assert "How many talks begin with them?" in text
    assert "4.0 or more is they call, less is we call." in text
    assert "| Calls | None. |" in text
    assert "70 %" in text


def test_its_page_and_picture_show_every_account_on_it(made: Made) -> None:
    page = made.page("methods/pull-and-ease/index.md")
    table = page.markdown.split('<a id="accounts"></a>')[1]
    rows = {line.split("](")[0].split("[")[-1]: line for line in table.split("\n") if "](" in line}
    assert "7.40 (they call) | 3.00 (low) | [Workshop]" in rows["Norvane Industrial Group"]
    assert "over-designed: as Magnet" in rows["Norvane Industrial Group"]
    assert "3.20 (we call) | 8.00 (high) | [Shelf]" in rows["Hallmere Food Retail"]
    assert "6.70 (they call) | 9.00 (high) | [Magnet]" in rows["Tessaly Packaging"]
    (picture,) = page.pictures
    for name in ("Norvane Industrial Group", "Tessaly Packaging", "Workshop", "they call"):
        assert f">{name}<" in picture.svg, name


def test_a_scheme_of_steps_shows_who_stands_on_it(made: Made) -> None:
    page = made.page("methods/rungs/index.md")
    assert "[Strangers](#step-strangers) | Household |" in page.markdown
    (picture,) = page.pictures
    assert "3. Household" in picture.svg


def test_its_cell_is_the_strategy_of_the_account(made: Made) -> None:
    overview = made.page(f"accounts/{NORVANE}/strategy.md").markdown
    for expected in (
        "**Workshop.** ",
        "What the cell calls for\n\nClear the way before anything else.\n",
        "Workshop needs actions of the kind “streamline”, and the plan has none. 3 go against it: ",
    ):
        assert expected in overview, expected
    text = made.page(f"accounts/{NORVANE}/{POSITION}").markdown
    for expected in (
        "**Workshop.** ",
        "## Stage: Strangers, working towards Household",
        "The target goes further than the strategy needs: Workshop needs nothing closer than "
        "Neighbours.",
        "- To move on from Strangers: A first word.",
        "- To move on from Neighbours: A key left next door.",
        "<summary>Account analysis matrix: Star</summary>",
    ):
        assert expected in text, expected
    playbook = made.page(f"accounts/{NORVANE}/index.md").markdown
    assert "Cell: Workshop" in playbook


def contradictions(made: Made | Assembled) -> list[Finding]:
    """Contradictions between plan and cell, without ratings older than their method."""
    return [
        finding
        for finding in made.findings
        if finding.rule.area == "coherence" and finding.level is FindingLevel.WARNING
    ]


def test_the_checks_compare_the_plan_with_it(made: Made) -> None:
    ours = {finding.rule.id for finding in made.findings if finding.account == NORVANE}
    assert ours >= {
        "action-contradicts-cell",
        "cell-wants-other-actions",
        "stage-beyond-strategy",
        "cell-risk-unnamed",
        "style-differs-from-cell",
    }
    assert TESSALY not in {finding.account for finding in contradictions(made)}


def test_three_cells_in_nine_squares_have_a_page_that_says_where_each_lies(made: Made) -> None:
    text = made.page("methods/grow-hold-harvest/index.md").markdown
    for expected in (
        "| **high** | [Hold](#cell-hold) | [Grow](#cell-grow) | [Grow](#cell-grow) |",
        "| **fair** | [Harvest](#cell-harvest) | [Hold](#cell-hold) | [Grow](#cell-grow) |",
        "Worth: high; Chance: medium or high, or Worth: fair; Chance: high",
        "| 5.00 (fair) | 8.00 (high) | [Grow](#cell-grow) |",
    ):
        assert expected in text, expected
    guide = made.page("methods/grow-hold-harvest/scoring.md").markdown
    assert "Less than 4.0 is low, from 4.0 it is fair and from 7.0 it is high." in guide
    assert "Within 0.5 of a line, that is from 3.5 to 4.5 or from 6.5 to 7.5, write" in guide


def test_the_list_of_all_accounts_has_a_square_for_each_combination(made: Made) -> None:
    text = made.page("accounts/index.md").markdown
    (table,) = [part for part in text.split("## Where they stand: ") if part.startswith("Grow, ")]
    rows = {
        line.split(" | ")[0]: line.split(" | ")[1:]
        for line in table.split("\n")
        if line.startswith("| Worth: ")
    }
    assert list(rows) == ["| Worth: high", "| Worth: fair", "| Worth: low"]
    assert ["Tessaly" in cell for cell in rows["| Worth: fair"]] == [False, False, True]
    assert "Tessaly" not in "".join(rows["| Worth: high"])


def test_a_scheme_of_one_axis_has_a_row_and_a_strip(made: Made) -> None:
    page = made.page("methods/heat/index.md")
    assert "| **Cell** | [Wait](#cell-wait) | [Act](#cell-act) | [Act](#cell-act) |" in (
        page.markdown
    )
    assert "| 5.00 (warm) | [Act](#cell-act) |" in page.markdown
    (picture,) = page.pictures
    assert ">Tessaly Packaging<" in picture.svg
    assert "Act (Warmth warm or hot). Tessaly Packaging at 5.00." in picture.alt
    listed = made.page("accounts/index.md").markdown.split("## Where they stand: Heat")[1]
    assert "#cell-wait)**: none | **[Act](../methods/heat/index.md#cell-act)**: [Tessaly" in listed


def test_without_the_files_nothing_of_it_is_there(
    assembled: Callable[[Edition], Assembled],
) -> None:
    made = assembled(Edition.TEAM)
    assert not [page for page in made.pages if "pull-and-ease" in page.markdown]
    assert not contradictions(made)


def test_the_guide_shows_a_rating_as_a_file_would_hold_it() -> None:
    (block,) = re.findall(r"^    ratings:\n(?:     .*\n)+", GUIDE.read_text("utf-8"), re.MULTILINE)
    found, findings = read("ratings.yaml", textwrap.dedent(block).encode())
    assert found is not None
    assert not findings
    ratings = found["ratings"]
    assert isinstance(ratings, List)
    assert isinstance(ratings[0], Map)
    rating, problems = bind(Rating, ratings[0])
    assert (rating is not None, problems) == (True, ())
