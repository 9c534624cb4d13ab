"""Whether a plan does what its cell requires: computed, and in words."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from generator.analysis import AccountInsight
from generator.analysis.coherence import activity
from generator.findings.classification import Edition
from generator.model.method import Cell
from generator.pages.account.schemes import activity_in_words
from generator.pages.kit.links import POSITION
from generator.pipeline.assemble import Assembled, assemble
from tests.scenarios.scenario import AS_OF, BASE, copy_of, replace

STRATEGY = "accounts/acme-pumps/strategy.yaml"
ACTION = (
    "      - {id: visit, what: Visit the works, owner: ben, due: 2026-10-15, done: 2026-10-14}\n"
)
LINE = "      - {id: ID, what: Do ID, owner: ben, due: 2026-12-15MORE}\n"


@pytest.fixture
def base(tmp_path: Path) -> Callable[..., AccountInsight]:
    """The base of the scenarios with other actions (``kind`` or ``kind done-day``, by id)."""

    def laid_out(status: str = "open", **actions: str) -> AccountInsight:
        root = copy_of(BASE, tmp_path / "repository")
        lines = []
        for name, given in actions.items():
            kind, _, done = given.partition(" ")
            more = (f", kind: {kind}" if kind else "") + (f", done: {done}" if done else "")
            lines.append(LINE.replace("ID", name).replace("MORE", more))
        replace(root / STRATEGY, ACTION, "".join(lines) or "      []\n")
        replace(root / STRATEGY, "    whose: joint\n", f"    whose: joint\n    status: {status}\n")
        return assemble(root, Edition.TEAM, AS_OF).insight.accounts["acme-pumps"]

    return laid_out


def cell(insight: AccountInsight, wants: tuple[str, ...], refuses: tuple[str, ...]) -> Cell:
    assert insight.placement is not None
    return insight.placement.cell.model_copy(update={"wants": wants, "refuses": refuses})


def plan_in_words(
    insight: AccountInsight, wants: tuple[str, ...] = (), refuses: tuple[str, ...] = ()
) -> str:
    changed_cell = cell(insight, wants, refuses)
    return activity_in_words(activity(insight.account, changed_cell, AS_OF), changed_cell)


def test_actions_in_words(base: Callable[..., AccountInsight]) -> None:
    insight = base(
        a="invest", b="invest", c="develop", d="", e="streamline", f="maintain 2026-01-05"
    )
    assert plan_in_words(insight, ("invest",), ("streamline",)) == (
        "Star needs actions of the kind “invest”: 2 of 5 open actions are. 1 goes against it: "
        "Do e. The others: 1 “develop” and 1 of no named kind. Done in the last 12 months: "
        "1 “maintain”."
    )
    assert plan_in_words(insight, ("maintain",)).startswith(
        "Star needs actions of the kind “maintain”: none is open, but one was done recently."
    )
    assert plan_in_words(insight, ("invest", "develop")).startswith(
        "Star needs actions of the kind “invest” or “develop”: 3 of 5 open actions are, and none "
    )
    assert plan_in_words(insight).startswith("5 open actions, and none goes against it.")


def test_a_plan_without_any_required_action_is_reported(
    base: Callable[..., AccountInsight],
) -> None:
    insight = base(a="develop")
    assert plan_in_words(insight, ("invest",)) == (
        "Star needs actions of the kind “invest”, and the plan has none. The other one: "
        "1 “develop”."
    )


def test_without_actions_nothing_is_compared(
    base: Callable[..., AccountInsight],
) -> None:
    insight = base()
    assert plan_in_words(insight, ("invest",)).startswith("No action is recorded")
    assert activity(insight.account, cell(insight, ("invest",), ()), AS_OF).missing == ("invest",)


def test_actions_of_a_dropped_objective_are_no_longer_open(
    base: Callable[..., AccountInsight],
) -> None:
    insight = base(status="dropped", a="invest", b="develop 2026-01-05")
    found = activity(insight.account, cell(insight, ("develop",), ("invest",)), AS_OF)
    assert (found.open, found.contradicting, found.missing) == ((), (), ())
    assert [action.id for action in found.recent] == ["b"]


# The examples -------------------------------------------------------------------------------


def test_the_examples_are_coherent(assembled: Callable[[Edition], Assembled]) -> None:
    for insight in assembled(Edition.TEAM).insight.accounts.values():
        found = insight.coherence
        assert found.leading is insight.placement
        assert found.leading is not None
        assert (found.contradicting, found.missing) == ((), ())
        assert not any(aim.goes_further for aim in found.stages)
        assert not found.unnamed_risks
        assert all(style.fit == "matched" for style in found.styles)


@dataclass(frozen=True)
class Change:
    """A text of an account's file, its replacement, and the words then on a page of it."""

    file: str
    find: str
    new: str
    page: str
    expected: str


CHANGES = [
    Change(
        "hallmere-food-retail/objectives.yaml",
        "due: 2027-02-26\n        kind: streamline",
        "due: 2027-02-26\n        kind: invest",
        "strategy.md",
        "Streamline needs actions of the kind “streamline”: 4 of 5 open actions are. 1 goes "
        "against it: Trial of mixed pallets with six city stores.",
    ),
    Change(
        "norvane-industrial-group/strategy.yaml",
        "target: mid-kam",
        "target: synergistic-kam",
        POSITION,
        "The target goes further than the strategy needs: Star needs nothing closer than "
        "Partnership KAM.",
    ),
    Change(
        "norvane-industrial-group/ratings.yaml",
        "cell: captive-supplier",
        "cell: strategic-partnership",
        POSITION,
        "<summary>Bensaou's investment matrix: Captive supplier, over-designed</summary>",
    ),
    Change(
        "norvane-industrial-group/strategy.yaml",
        "    from_cell: captive-supplier\n",
        "",
        POSITION,
        "No risk of this plan names it.",
    ),
]


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.find.split()[-1])
def test_one_change_of_an_example_shows_on_its_page(
    portfolio_root: Path, tmp_path: Path, change: Change
) -> None:
    root = copy_of(portfolio_root, tmp_path / "repository")
    replace(root / "accounts" / change.file, change.find, change.new)
    pages = {page.path: page.markdown for page in assemble(root, Edition.TEAM, AS_OF).pages}
    account = change.file.split("/")[0]
    assert change.expected in pages[f"accounts/{account}/{change.page}"]
