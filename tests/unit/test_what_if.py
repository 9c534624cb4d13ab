"""What other figures would change: computed correctly, refused when meaningless, not saved."""

from decimal import Decimal
from pathlib import Path

import pytest

from generator.analysis import analyze
from generator.analysis.settings import read_setting
from generator.analysis.what_if import WhatIf, what_if
from generator.editions import view
from generator.findings.classification import Classification, Edition
from generator.findings.errors import UsageError
from generator.model.definitions import Definitions
from generator.pipeline import read_definitions
from tests.conftest import AS_OF, portfolio_definitions
from tests.scenarios.scenario import BASE, copy_of, replace

SMALL = read_definitions(BASE).definitions
MATRIX = "methods.account-analysis-matrix"


def tried(*texts: str, on: Definitions = SMALL, edition: Edition = Edition.TEAM) -> WhatIf:
    catalog = view(on, edition)
    return what_if(catalog, analyze(catalog, AS_OF), [read_setting(text) for text in texts])


def values(found: WhatIf) -> dict[str, list[tuple[str, str]]]:
    return {
        move.account.id: [(str(one.value), str(other.value)) for one, other in move.axes]
        for move in found.moves
    }


def cells(found: WhatIf) -> dict[str, tuple[str, str]]:
    return {
        move.account.id: (move.before.cell.id, move.after.cell.id)
        for move in found.moves
        if move.changes_cell
    }


# What follows --------------------------------------------------------------------------------


def test_a_weight_moves_every_account_rated_by_the_method() -> None:
    found = tried(f"{MATRIX}.weights.growth=30", on=portfolio_definitions())
    assert values(found) == {
        "hallmere-food-retail": [("4.30", "4.09"), ("4.10", "4.10")],
        "norvane-industrial-group": [("7.90", "7.91"), ("4.85", "4.85")],
        "tessaly-packaging": [("4.50", "4.55"), ("6.05", "6.05")],
    }
    assert cells(found) == {}
    assert [(each.axis.id, each.total) for each in found.weight_sums] == [
        ("potential", Decimal(110))
    ]
    near = found.nearest
    assert near is not None
    assert (near.move.account.id, near.axis.axis.id) == ("norvane-industrial-group", "position")
    assert (near.gap, near.across.id if near.across else None) == (Decimal("0.15"), "strategic")


def test_a_cut_moves_who_lies_between() -> None:
    found = tried(f"{MATRIX}.cuts.position=4.85", on=portfolio_definitions())
    assert cells(found) == {"norvane-industrial-group": ("star", "strategic")}
    assert found.nearest is None
    assert cells(tried(f"{MATRIX}.cuts.position=4.86", on=portfolio_definitions())) == {}


def test_a_score_moves_one_account() -> None:
    found = tried("accounts.tessaly-packaging.scores.growth=8", on=portfolio_definitions())
    assert cells(found) == {"tessaly-packaging": ("status", "strategic")}
    assert found.concerned == 1
    assert found.settings[0].before == 5


def test_several_settings_count_together() -> None:
    alone = tried("accounts.acme-pumps.scores.volume=4")
    assert values(alone) == {"acme-pumps": [("8.00", "5.60"), ("5.00", "5.00")]}
    assert cells(alone) == {}
    both = tried("accounts.acme-pumps.scores.volume=4", "methods.matrix.weights.volume=80")
    assert values(both) == {"acme-pumps": [("8.00", "5.33"), ("5.00", "5.00")]}
    assert cells(both) == {"acme-pumps": ("star", "streamline")}


@pytest.mark.parametrize(
    "text",
    [
        "accounts.acme-pumps.scores.volume=1",
        "accounts.acme-pumps.scores.potential.volume=1",
        "accounts.acme-pumps.scores.matrix.volume=1",
        "accounts.acme-pumps.scores.matrix.potential.volume=1",
        " accounts.acme-pumps.scores.volume = 1 ",
        "accounts.acme-pumps.scores.volume=1.0",
    ],
)
def test_a_score_has_long_names_and_a_short_one(text: str) -> None:
    found = tried(text)
    assert cells(found) == {"acme-pumps": ("star", "streamline")}
    assert found.settings[0].name == "accounts.acme-pumps.scores.matrix.potential.volume"


def test_what_is_so_already_changes_nothing() -> None:
    found = tried("methods.matrix.weights.volume=60", "accounts.acme-pumps.scores.service=5")
    assert found.moves == ()
    assert found.concerned == 1
    assert found.nearest is not None


def test_a_weight_of_zero_takes_a_factor_out() -> None:
    found = tried("methods.matrix.weights.volume=0", "accounts.acme-pumps.scores.volume=1")
    assert values(found) == {}


def test_an_override_keeps_the_cell_and_is_mentioned(tmp_path: Path) -> None:
    root = copy_of(BASE, tmp_path)
    replace(
        root / "accounts/acme-pumps/strategy.yaml",
        "    grey_band_reason:",
        "    override: {cell: strategic, because: They ask for it., approved_by: ben}\n"
        "    grey_band_reason:",
    )
    found = tried("accounts.acme-pumps.scores.volume=1", on=read_definitions(root).definitions)
    (move,) = found.moves
    assert (move.changes_cell, move.kept_by_override) == (False, True)
    assert (move.before.computed.id, move.after.computed.id) == ("star", "streamline")
    assert move.after.cell.id == "strategic"
    assert found.nearest is None


def test_only_the_newest_rating_counts(tmp_path: Path) -> None:
    root = copy_of(BASE, tmp_path)
    file = root / "accounts/acme-pumps/strategy.yaml"
    older = (
        "  - method: matrix\n    on: 2026-03-01\n    raters: [sales, service]\n    scores:\n"
        "      potential: {volume: {score: 2}, growth: {score: 2}}\n"
        "      position: {service: {score: 2}}\n"
    )
    replace(file, "stages:\n", f"{older}stages:\n")
    found = tried("methods.matrix.cuts.potential=9", on=read_definitions(root).definitions)
    assert values(found) == {"acme-pumps": [("8.00", "8.00"), ("5.00", "5.00")]}


def test_what_an_edition_does_not_see_plays_no_part() -> None:
    account = SMALL.accounts["acme-pumps"]
    hidden = account.ratings[0].model_copy(update={"secrecy": Classification.CONFIDENTIAL})
    other = account.model_copy(update={"ratings": (hidden,)})
    closed = SMALL.with_kind("account", {"acme-pumps": other})
    text = "methods.matrix.cuts.potential=9"
    assert cells(tried(text, on=closed, edition=Edition.LEADERSHIP)) == {
        "acme-pumps": ("star", "streamline")
    }
    seen = tried(text, on=closed)
    assert (seen.moves, seen.concerned, seen.nearest) == ((), 0, None)
    with pytest.raises(UsageError, match="has no rating that fits its method"):
        tried("accounts.acme-pumps.scores.volume=1", on=closed)


def test_what_would_move_an_account_does_move_it() -> None:
    """The smallest changes that the strategy page names do move it; one step less does not."""
    catalog = view(portfolio_definitions(), Edition.TEAM)
    insight = analyze(catalog, AS_OF)
    checked = 0
    for key, account_insight in insight.accounts.items():
        assert account_insight.placement is not None
        assert account_insight.sensitivity is not None
        method = account_insight.placement.method.id
        for axis in account_insight.sensitivity.axes:
            for change in axis.scores:
                step = 1 if change.after > change.before else -1
                name = f"accounts.{key}.scores.{method}.{axis.axis.axis.id}.{change.factor.id}"
                assert change.cell is not None
                moved = what_if(catalog, insight, [read_setting(f"{name}={change.after}")])
                assert cells(moved)[key][1] == change.cell.id
                less = what_if(catalog, insight, [read_setting(f"{name}={change.after - step}")])
                assert cells(less) == {}
                checked += 1
            if axis.weight:
                name = f"methods.{method}.weights.{axis.axis.axis.id}.{axis.weight.factor.id}"
                moved = what_if(catalog, insight, [read_setting(f"{name}={axis.weight.after:f}")])
                assert axis.weight.cell is not None
                assert cells(moved)[key][1] == axis.weight.cell.id
                checked += 1
    assert checked > 5


@pytest.mark.parametrize("factor", [Decimal(2), Decimal("0.5"), Decimal("0.000001"), Decimal(3000)])
def test_all_weights_larger_alike_change_nothing(factor: Decimal) -> None:
    method = portfolio_definitions().methods["account-analysis-matrix"]
    texts = [
        f"{MATRIX}.weights.{axis.id}.{each.id}={each.weight * factor:f}"
        for axis in method.axes
        for each in axis.factors
    ]
    assert tried(*texts, on=portfolio_definitions()).moves == ()


def test_what_was_known_stays_as_it_was() -> None:
    catalog = view(SMALL, Edition.TEAM)
    insight, before = analyze(catalog, AS_OF), analyze(catalog, AS_OF)
    settings = ["accounts.acme-pumps.scores.volume=1", "methods.matrix.cuts.position=9"]
    assert what_if(catalog, insight, [read_setting(text) for text in settings]).moves
    assert insight == before


# What is refused -----------------------------------------------------------------------------


REFUSED = (
    ("hello", "`hello` sets nothing: write it like methods.METHOD.weights.FACTOR=30"),
    ("=3", "sets nothing"),
    ("methods.matrix.weights.volume", "sets nothing"),
    ("methods.matrix.weights=3", "sets nothing"),
    ("methods.matrix..volume=3", "sets nothing"),
    ("method.matrix.weights.volume=3", "Did you mean `methods`?"),
    ("roles.matrix.weights.volume=3", "`roles` cannot be set."),
    ("methods.matrx.weights.volume=3", "`matrx` is not a method. Did you mean `matrix`?"),
    ("methods.stages.weights.volume=3", "`stages` is a stage model"),
    ("methods.matrix.weight.volume=3", "Did you mean `weights`?"),
    ("methods.matrix.names.volume=3", "`names` of methods cannot be set."),
    (
        "methods.matrix.weights.volme=3",
        "`volme` is not a factor of `matrix`. Did you mean `volume`?",
    ),
    ("methods.matrix.weights.zz=3", "Known: volume, growth, service."),
    ("methods.matrix.weights.position.volume=3", "`volume` is not a factor of `position`."),
    ("methods.matrix.weights.positon.service=3", "Did you mean `position`?"),
    ("methods.matrix.weights.a.b.c=3", "`a.b.c` is not a factor"),
    ("methods.matrix.weights.volume=many", "`many` is not a number"),
    ("methods.matrix.weights.volume=", "`` is not a number"),
    ("methods.matrix.weights.volume=1e3", "`1e3` is not a number"),
    ("methods.matrix.weights.volume=NaN", "`NaN` is not a number"),
    ("methods.matrix.weights.volume=٣", "is not a number"),
    ("methods.matrix.weights.volume=30%", "`30%` is not a number"),
    ("methods.matrix.weights.volume=-0.1", "the weight -0.1 is negative"),
    ("methods.matrix.weights.service=0", "every weight of `position` would be 0"),
    (
        "methods.matrix.cuts.positon=5",
        "`positon` is not an axis of `matrix`. Did you mean `position`?",
    ),
    ("methods.matrix.cuts.position.low=5", "`low` is the lowest band of `position`"),
    ("methods.matrix.cuts.position=0.9", "the cut 0.9 is outside 1 to 10"),
    ("methods.matrix.cuts.position=10.1", "the cut 10.1 is outside 1 to 10"),
    ("accounts.acme-pump.scores.volume=3", "Did you mean `acme-pumps`?"),
    (
        "accounts.nobody-here.scores.volume=3",
        "no account `nobody-here`. Known: acme-pumps.",
    ),
    ("accounts.acme-pumps.score.volume=3", "Did you mean `scores`?"),
    ("accounts.acme-pumps.scores.volme=3", "Did you mean `volume`?"),
    ("accounts.acme-pumps.scores.stages.volume=3", "has no rating by the method `stages`"),
    ("accounts.acme-pumps.scores.matrx.volume=3", "Did you mean `matrix`?"),
    ("accounts.acme-pumps.scores.volume=0", "the score 0 is not a whole number from 1 to 10"),
    ("accounts.acme-pumps.scores.volume=11", "the score 11 is not a whole number from 1 to 10"),
    ("accounts.acme-pumps.scores.volume=7.5", "the score 7.5 is not a whole number"),
)


@pytest.mark.parametrize(("text", "expected"), REFUSED, ids=[text for text, _ in REFUSED])
def test_a_setting_without_meaning_is_refused(text: str, expected: str) -> None:
    with pytest.raises(UsageError) as refused:
        tried(text)
    assert expected in str(refused.value)


def test_one_figure_is_set_once() -> None:
    with pytest.raises(UsageError, match=r"scores\.matrix\.potential\.volume is set twice"):
        tried("accounts.acme-pumps.scores.volume=1", "accounts.acme-pumps.scores.matrix.volume=2")


def test_a_factor_on_two_axes_needs_its_axis() -> None:
    method = SMALL.methods["matrix"]
    potential, position = method.axes
    renamed = position.factors[0].model_copy(update={"id": "volume"})
    axes = (potential, position.model_copy(update={"factors": (renamed,)}))
    same = SMALL.with_kind("method", {"matrix": method.model_copy(update={"axes": axes})})
    with pytest.raises(UsageError, match=r"write potential\.volume or position\.volume"):
        tried("methods.matrix.weights.volume=3", on=same)
    assert tried("methods.matrix.weights.position.volume=3", on=same).concerned == 0


@pytest.mark.parametrize("edition", [Edition.PUBLIC, Edition.HR])
@pytest.mark.parametrize("account", ["acme-pumps", "nobody"])
def test_an_edition_without_accounts_names_none(edition: Edition, account: str) -> None:
    with pytest.raises(UsageError) as refused:
        tried(f"accounts.{account}.scores.volume=1", edition=edition)
    assert str(refused.value) == f"the edition {edition} holds no account, so nothing can move"


# Axes of more than two bands ------------------------------------------------------------------

THREE = "bands: [{id: low}, {id: medium, from: 4}, {id: high, from: 7}]"


@pytest.fixture(scope="module")
def banded(tmp_path_factory: pytest.TempPathFactory) -> Definitions:
    """The small repository with three bands to the position axis: its account stands in medium."""
    root = copy_of(BASE, tmp_path_factory.mktemp("bands") / "repository")
    path = root / "content/methods/matrix.yaml"
    replace(path, "asks: How do they see us?\n    cut: 5.5\n", f"asks: How?\n    {THREE}\n")
    text = path.read_text("utf-8")
    text = text.replace("position: low}", "position: [low, medium]}")
    path.write_text(text, encoding="utf-8")
    read = read_definitions(root)
    assert not read.findings
    return read.definitions


def test_a_border_of_several_is_named_by_the_band_that_begins_there(banded: Definitions) -> None:
    found = tried("methods.matrix.cuts.position.high=5", on=banded)
    assert [each.name for each in found.settings] == ["methods.matrix.cuts.position.high"]
    assert [(each.before, each.after) for each in found.settings] == [(Decimal(7), Decimal(5))]
    assert cells(found) == {"acme-pumps": ("star", "strategic")}
    (move,) = found.moves
    before, after = move.axes[1]
    assert (before.band.id, after.band.id) == ("medium", "high")


def test_a_border_inside_a_cell_moves_nothing_but_the_band(banded: Definitions) -> None:
    found = tried("methods.matrix.cuts.position.medium=6", on=banded)
    assert cells(found) == {}
    (move,) = found.moves
    assert (move.axes[1][0].band.id, move.axes[1][1].band.id) == ("medium", "low")
    assert found.nearest is not None
    assert found.nearest.border.upper.id == "high"


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (["position=5"], "write methods.matrix.cuts.position.medium or methods.matrix.cuts.posi"),
        (["position.low=2"], "`low` is the lowest band of `position` and begins with the scale"),
        (["position.hihg=5"], "`hihg` is not a band of `position`. Did you mean `high`?"),
        (["position.high=4"], "would begin at 4, not above 4, where the band below it begins"),
        (["position.high=11"], "the cut 11 is outside 1 to 10"),
    ],
)
def test_a_border_that_is_none_is_refused(
    texts: list[str], expected: str, banded: Definitions
) -> None:
    with pytest.raises(UsageError) as refused:
        tried(*(f"methods.matrix.cuts.{text}" for text in texts), on=banded)
    assert expected in str(refused.value)


def test_both_borders_may_move_together(banded: Definitions) -> None:
    cuts = "methods.matrix.cuts.position"
    found = tried(f"{cuts}.high=3.5", f"{cuts}.medium=2", on=banded)
    assert cells(found) == {"acme-pumps": ("star", "strategic")}
