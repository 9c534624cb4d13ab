"""What rests on something that became secret later is counted, and never called new or fixed.

One repository of four commits. Of the first, a rating and all relationships to a veto holder are
open; they become secret in the second. The third has a second rating, a colleague who covers the
veto holder, another relationship that is better, and changes that rest on nothing secret. In the
fourth nobody covers her.
"""

from pathlib import Path

import pytest

from tests.review.history import committed
from tests.review.test_gate import ACCOUNT, PEOPLE, STRATEGY, Told, base
from tests.scenarios.scenario import BASE, copy_of

STAKEHOLDERS = "accounts/acme-pumps/stakeholders.yaml"
COVERS = "stakeholder: purchasing-head"
RATING = f"  - method: {base(STRATEGY).partition('- method: ')[2].partition('stages:')[0]}"
SECOND = RATING.replace("2026-09-15", "2026-10-15").replace("2026-09-20", "2026-10-20")
BETTER = "Works manager: the relationship is stronger"
"""True, but its list is one from which something was taken: given up, see ADR 0013."""
FALSE = (
    "First rating",
    "No rating by",
    "first coverage",
    "nobody covers",
    "on one person",
    "single-threaded-region",
    "uncovered-key-post",
    "quadrantChart",
    "position of 1 account",
    BETTER,
    "class",
)


def open_relationships(_: str) -> str:
    """All of them in one line each."""
    head, _, rest = base(STAKEHOLDERS).partition("relationships:\n")
    lines = rest.replace("  - person: ada\n    stakeholder: purchasing-head\n", "")
    lines = "\n".join(each for each in lines.splitlines() if each.startswith("  - "))
    own = f"  - {{person: ada, {COVERS}, strength: working, since: 2026-01-15, last_contact: "
    lines = lines.replace("trusted", "working")
    return f"{head}relationships:\n{own}2026-10-20}}\n{lines}\n"


def closed_relationships(_: str) -> str:
    return open_relationships("").replace(COVERS, f"{COVERS}, class: confidential")


def covered_by_cid(_: str) -> str:
    cid = f"  - {{person: cid, {COVERS}, strength: working, since: 2026-10-15, last_contact: "
    return better(f"{closed_relationships('')}{cid}2026-10-20}}\n")


def better(text: str) -> str:
    known = "person: ben, stakeholder: works-manager, strength: "
    assert f"{known}working" in text
    return text.replace(f"{known}working", f"{known}trusted")


def covered_by_nobody(_: str) -> str:
    lines = open_relationships("").splitlines(keepends=True)
    return better("".join(each for each in lines if COVERS not in each))


def rated(*ratings: str) -> str:
    return base(STRATEGY).replace(RATING, "".join(ratings))


CLOSED = RATING.replace("method: matrix\n", "method: matrix\n    class: confidential\n")


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = committed(copy_of(BASE, tmp_path_factory.mktemp("story") / "plan"))
    cid = "  - {id: cid, name: Cid Marsh, function: service}\n"
    told = Told(folder, None)  # type: ignore[arg-type] # nothing is printed while it is made
    told.commit({PEOPLE: lambda text: text + cid, STAKEHOLDERS: open_relationships})
    told.commit({STRATEGY: lambda _: rated(CLOSED), STAKEHOLDERS: closed_relationships})
    easier = rated(SECOND, CLOSED).replace("target: 3, actual", "target: 5, actual")
    hours = base(ACCOUNT).replace("Europe/Rome, hours: 09", "Europe/Rome, hours: 12")
    told.commit(
        {STRATEGY: lambda _: easier, STAKEHOLDERS: covered_by_cid, ACCOUNT: lambda _: hours}
    )
    told.commit({STAKEHOLDERS: covered_by_nobody})
    return folder


@pytest.fixture
def told(root: Path, capsys: pytest.CaptureFixture[str]) -> Told:
    return Told(root, capsys, 4)


@pytest.mark.parametrize(
    ("pair", "style"), [("s0 s2", "text"), ("s2 s0", "json"), ("s0 s2", "markdown")]
)
def test_what_rests_on_it_is_counted_and_the_rest_is_reported(
    pair: str, style: str, told: Told
) -> None:
    said = told.say("diff", *pair.split(), "--format", style)
    assert [each for each in FALSE if each in said] == []
    assert "8 lines are withheld, as they rest" in said or '"withheld_results": 8' in said
    assert "Shared office hours" in said
    assert "of the way" in said
    assert "15 Oct 2026" in said


def test_leadership_sees_what_differs(told: Told) -> None:
    said = told.say("diff", "s0", "s3", "--edition", "leadership")
    assert "nobody covers this post, a veto holder, any more" in said
    assert "[uncovered-key-post]" in said
    assert BETTER in said
    assert "withheld" not in said


def test_between_two_states_of_the_same_classes_everything_is_reported(told: Told) -> None:
    said = told.say("diff", "s2", "s3")
    assert "nobody covers this post, a veto holder, any more" in said
    assert "[uncovered-key-post]" in said
    assert "withheld" not in said


def test_what_is_new_only_with_what_was_taken_is_new_to_nobody_below_leadership(
    told: Told,
) -> None:
    """The base showed who covers her, which is secret since, so both commands keep it back."""
    assert "covered by nobody" not in told.say("diff", "s0", "--format", "json")
    asked = ("check", "--base", "s0", "--format", "json", "--edition")
    assert "Head of purchasing (veto holder) is covered by nobody." not in told.say(*asked, "team")
    assert "Head of purchasing (veto holder) is covered by nobody." in told.say(
        *asked, "leadership"
    )
