"""What to do first on an account, and whom to call: one input changes, and the order moves."""

import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from generator.analysis import AccountInsight
from generator.analysis.agenda import CONTACT_DAYS
from generator.analysis.urgency import ORDER
from generator.findings.classification import Edition
from generator.pipeline.assemble import assemble
from tests.conftest import ROOT
from tests.scenarios.scenario import AS_OF, BASE, copy_of, replace

Edits = dict[str, str]
Laid = Callable[..., AccountInsight]
FILES = ("strategy.yaml", "stakeholders.yaml")

LATE_PROMISE = """promises:
  - {id: list, by: us, what: Leak list, made: 2026-09-01, due: 2026-11-01, owner: ben,
     stakeholder: works-manager}
"""
LATE = "due: 2026-11-01"
VISIT = "due: 2026-10-15, done: 2026-10-14}\n"
CALL = "      - {id: call, what: Call the works, owner: ben, due: 2026-11-01}\n"
FIT = "      - {id: fit, what: Fit the seals, owner: ben, due: 2026-11-16, waits_for: drawings}\n"
DIRECTOR = """stakeholders:
  - id: works-director
    function: Works director
    area: Operations
    power: high
    interest: low
    buying: [veto-holder]
    known: assumed
    on: 2026-09-01
    reports_to: works-manager
"""
CONTACT = "last_contact: 2026-10-20\n    every"
DRAWINGS = "what: Drawings of the new line\n"

BROKEN = {"promises:\n": LATE_PROMISE}
NOTICE = {"ends: 2027-12-31": "ends: 2027-03-02"}
BLOCKS = {VISIT: VISIT + FIT}
VETO = {"stakeholders:\n": DIRECTOR}
LATE_ACTION = {VISIT: VISIT + CALL}
ASSUMPTION = {"expires: 2027-03-31": "expires: 2026-11-16"}
RHYTHM = {CONTACT: CONTACT.replace("10-20", "10-01")}
BY_DATE = {"revisit_on: 2027-09-15": "revisit_on: 2026-12-15"}
TO_THE_MANAGER = {DRAWINGS: f"{DRAWINGS}    stakeholder: works-manager\n"}

ALL = {
    **BROKEN,
    **NOTICE,
    VISIT: VISIT + CALL + FIT,
    **VETO,
    **ASSUMPTION,
    **RHYTHM,
    **BY_DATE,
}
"""Something of every urgency, each on the last day on which it has this urgency."""

FOUND = [
    ("broken-promise", "Leak list"),
    ("notice", "Last day to give notice: Frame agreement"),
    ("blocks", "Drawings of the new line"),
    ("veto", "Works director"),
    ("late-action", "Call the works"),
    ("assumption", "The new line starts in spring"),
    ("rhythm", "Keep in touch"),
    ("by-date", "Fit the seals"),
    ("by-date", "One seal for all pumps"),
]


@pytest.fixture
def laid(tmp_path: Path) -> Laid:
    """The results of :func:`lay`, in a folder of its own each time."""

    def laid_out(*edits: Edits) -> AccountInsight:
        root = lay(tmp_path / f"repository-{len(list(tmp_path.iterdir()))}", *edits)
        return assemble(root, Edition.TEAM, AS_OF).insight.accounts["acme-pumps"]

    return laid_out


def lay(root: Path, *edits: Edits) -> Path:
    """The base of the scenarios with texts of its files replaced, then others in those."""
    copy_of(BASE, root)
    places = [root / "accounts/acme-pumps" / name for name in FILES]
    for find, new in ((find, new) for each in edits for find, new in each.items()):
        (place,) = (each for each in places if find in each.read_text(encoding="utf-8"))
        replace(place, find, new)
    return root


def named(given: object) -> str:
    """The id of a case is its words; edits have none."""
    return given if isinstance(given, str) else ""


def order(insight: AccountInsight) -> list[tuple[str, str]]:
    return [(each.urgency.name, each.what) for each in insight.urgent]


def whats(insight: AccountInsight) -> list[str]:
    return [each.what for each in insight.urgent]


def call(insight: AccountInsight) -> tuple[str, str, str] | None:
    """Whom to call, who calls, and about what."""
    if found := insight.first_call:
        return found.stakeholder.id, found.caller, found.about.what
    return None


# The order -----------------------------------------------------------------------------------


def test_something_of_each_urgency_stands_in_the_order(laid: Laid) -> None:
    found = laid(ALL)
    assert order(found) == FOUND
    assert list(dict.fromkeys(each.urgency for each in found.urgent)) == list(ORDER)


def test_without_any_of_it_what_falls_due_is_left(laid: Laid) -> None:
    assert order(laid()) == [("by-date", "Drawings of the new line")]


def moved(name: str, to: int | None) -> list[tuple[str, str]]:
    """What is found in ``ALL``, with the entry of an urgency as what falls due, or gone."""
    place = [urgency for urgency, _ in FOUND].index(name)
    rest = [*FOUND[:place], *FOUND[place + 1 :]]
    return rest if to is None else [*rest[:to], ("by-date", FOUND[place][1]), *rest[to:]]


@pytest.mark.parametrize(
    ("change", "name", "to"),
    [
        ({f"{LATE}, owner: ben,\n": "due: 2026-11-02, owner: ben,\n"}, "broken-promise", 6),
        ({"ends: 2027-03-02": "ends: 2027-03-03"}, "notice", 7),
        ({"due: 2026-11-16, waits": "due: 2026-11-17, waits"}, "blocks", 7),
        ({f"{LATE}}}": "due: 2026-11-02}"}, "late-action", 6),
        ({"expires: 2026-11-16": "expires: 2026-11-17"}, "assumption", 7),
        ({CONTACT.replace("10-20", "10-01"): CONTACT.replace("10-20", "10-16")}, "rhythm", 7),
    ],
    ids=named,
)
def test_another_day_and_it_only_falls_due(laid: Laid, change: Edits, name: str, to: int) -> None:
    found = laid(ALL, change)
    assert order(found) == moved(name, to)
    assert whats(found) != [what for _, what in FOUND]


@pytest.mark.parametrize(
    ("change", "name"),
    [
        ({f"{LATE}, owner: ben,\n": "due: 2027-02-01, owner: ben,\n"}, "broken-promise"),
        ({"ends: 2027-03-02": "ends: 2027-12-31"}, "notice"),
        ({"buying: [veto-holder]\n    known: assumed": "known: assumed"}, "veto"),
        ({f"{LATE}}}": f"{LATE}, done: 2026-11-01}}"}, "late-action"),
        ({"expires: 2026-11-16": "expires: 2027-02-01"}, "assumption"),
        ({CONTACT.replace("10-20", "10-01"): CONTACT}, "rhythm"),
        ({"revisit_on: 2026-12-15": "revisit_on: 2027-02-01"}, "last"),
    ],
    ids=named,
)
def test_what_is_done_or_far_ahead_is_gone(laid: Laid, change: Edits, name: str) -> None:
    expected = FOUND[:-1] if name == "last" else moved(name, None)
    assert order(laid(ALL, change)) == expected


@pytest.mark.parametrize("day", ["2026-11-20", "2027-02-01", "2028-12-31"])
def test_what_is_waited_for_soon_blocks_whenever_it_falls_due_itself(laid: Laid, day: str) -> None:
    assert order(laid(ALL, {"due: 2026-12-01\n": f"due: {day}\n"})) == FOUND


def test_readers_are_told_the_same_order() -> None:
    text = (ROOT / "docs/urgency.md").read_text(encoding="utf-8")
    lines = re.findall(r"^\d\. \*\*(.+)\*\* \(`(.+)`\)((?:.|\n {3})*)", text, re.MULTILINE)
    assert [(means, name) for means, name, _ in lines] == [
        (each.means, each.name) for each in ORDER
    ]
    for urgency, (_, _, more) in zip(ORDER, lines, strict=True):
        if urgency.days:
            assert f"within {urgency.days} days" in " ".join(more.split())


@pytest.mark.parametrize("day", ["2026-10-15", "2026-11-02"])
def test_an_assumption_that_has_expired_is_as_urgent_as_one_about_to(laid: Laid, day: str) -> None:
    assert order(laid(ALL, {"expires: 2026-11-16": f"expires: {day}"})) == FOUND


def test_a_last_day_to_give_notice_that_has_passed_is_no_longer_urgent(laid: Laid) -> None:
    assert order(laid(ALL, {"ends: 2027-03-02": "ends: 2027-02-01"})) == moved("notice", 6)


# Ties ----------------------------------------------------------------------------------------

LINE = "  - {id: ID, by: us, what: WHAT, made: 2026-09-01, due: 2026-DAY, owner: benTO}\n"


def promises(*given: tuple[str, str, str]) -> Edits:
    """Promises of ours: what, month and day, to whom."""
    lines = [
        LINE.replace("ID", f"extra-{number}")
        .replace("WHAT", what)
        .replace("DAY", day)
        .replace("TO", f", stakeholder: {whom}" if whom else "")
        for number, (what, day, whom) in enumerate(given)
    ]
    return {"promises:\n": "promises:\n" + "".join(lines)}


HEAD, MANAGER = "purchasing-head", "works-manager"


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        # by power, whatever the day and the text
        ([("A", "10-01", MANAGER), ("B", "10-02", HEAD)], "BA"),
        ([("A", "10-01", ""), ("B", "10-02", MANAGER)], "BA"),
        # of the same power by day, whatever the text
        ([("A", "10-02", HEAD), ("B", "10-01", HEAD)], "BA"),
        ([("A", "10-02", ""), ("B", "10-01", "")], "BA"),
        # of the same power and day by text
        ([("B", "10-01", HEAD), ("A", "10-01", HEAD)], "AB"),
    ],
)
def test_of_one_urgency_power_decides_then_the_day_then_the_text(
    laid: Laid, given: list[tuple[str, str, str]], expected: str
) -> None:
    found = laid(promises(*given))
    assert [each.urgency.name for each in found.urgent[:2]] == ["broken-promise"] * 2
    assert "".join(whats(found)[:2]) == expected


def test_power_of_a_post_is_an_input_of_the_order(laid: Laid) -> None:
    given = promises(("A", "10-01", MANAGER), ("B", "10-02", HEAD))
    low = {"region: north\n    power: high": "region: north\n    power: low"}
    assert whats(laid(given))[:2] == ["B", "A"]
    assert whats(laid(given, low))[:2] == ["A", "B"]


def test_what_only_falls_due_is_ordered_by_day_and_not_by_power(laid: Laid) -> None:
    found = laid(promises(("A", "11-20", MANAGER), ("B", "11-21", HEAD), ("C", "11-21", "")))
    assert whats(found) == ["A", "B", "C", "Drawings of the new line"]


# What waits ----------------------------------------------------------------------------------


def blocks(insight: AccountInsight) -> list[str]:
    return [each.what for each in insight.urgent if each.urgency.name == "blocks"]


def test_an_objective_waits_as_its_actions_do(laid: Laid) -> None:
    waits = {"due: 2027-06-30\n": "due: 2026-11-16\n    waits_for: drawings\n"}
    assert blocks(laid(waits)) == ["Drawings of the new line"]
    assert blocks(laid(waits, {"due: 2026-11-16\n": "due: 2026-11-17\n"})) == []
    assert blocks(laid(waits, {"whose: joint\n": "whose: joint\n    status: dropped\n"})) == []


@pytest.mark.parametrize(
    "change",
    [
        {"waits_for: drawings": "waits_for: report"},
        {"due: 2026-11-16, waits": "due: 2026-11-16, done: 2026-11-01, waits"},
        {"whose: joint\n": "whose: joint\n    status: reached\n"},
    ],
)
def test_nothing_waits_that_is_done_or_waits_for_another(laid: Laid, change: Edits) -> None:
    assert blocks(laid(BLOCKS)) == ["Drawings of the new line"]
    assert blocks(laid(BLOCKS, change)) == []


def test_what_is_overdue_still_waits(laid: Laid) -> None:
    assert blocks(laid(BLOCKS, {"due: 2026-11-16, waits": "due: 2026-10-01, waits"}))


def test_what_is_done_after_the_day_still_waits_on_it(laid: Laid) -> None:
    later = {"due: 2026-11-16, waits": "due: 2026-11-16, done: 2026-11-05, waits"}
    assert ("by-date", "Fit the seals") in order(laid(BLOCKS, later))
    assert blocks(laid(BLOCKS, later)) == ["Drawings of the new line"]


def test_a_promise_of_ours_that_blocks_is_broken_once_overdue(laid: Laid) -> None:
    waits = {**BROKEN, VISIT: VISIT + FIT.replace("drawings", "list")}
    assert order(laid(waits))[0] == ("broken-promise", "Leak list")
    later = {f"{LATE}, owner: ben,\n": "due: 2026-11-20, owner: ben,\n"}
    assert order(laid(waits, later))[0] == ("blocks", "Leak list")


def test_a_promise_of_theirs_is_never_broken_by_us(laid: Laid) -> None:
    late = {"due: 2026-12-01\n": "due: 2026-10-01\n"}
    assert order(laid(late)) == [("by-date", "Drawings of the new line")]
    assert order(laid(BLOCKS, late))[0] == ("blocks", "Drawings of the new line")


# Vetoes --------------------------------------------------------------------------------------


def vetoes(insight: AccountInsight) -> list[str | None]:
    return [each.stakeholder for each in insight.urgent if each.urgency.name == "veto"]


def test_only_someone_who_can_say_no_and_whom_nobody_knows_is_urgent(laid: Laid) -> None:
    met = "relationships:\n  - {person: ben, stakeholder: works-director, strength: first-contact,"
    met += " since: 2026-10-01, last_contact: 2026-10-01}\n"
    (found,) = [each for each in laid(VETO).urgent if each.urgency.name == "veto"]
    assert (found.due, found.on, found.owner, found.what) == (None, None, "ada", "Works director")
    assert found.stakeholder == "works-director"
    assert vetoes(laid(VETO, {"relationships:\n": met})) == []
    assumed = "\n    known: assumed"
    no_veto = {f"[veto-holder]{assumed}": f"[decision-maker]{assumed}"}
    assert vetoes(laid(VETO, no_veto)) == []


def test_of_several_vetoes_the_most_powerful_comes_first(laid: Laid) -> None:
    second = DIRECTOR + DIRECTOR.partition("\n")[2].replace("director", "board").replace(
        "power: high", "power: low"
    )
    both = {"stakeholders:\n": second}
    assert vetoes(laid(both)) == ["works-director", "works-board"]
    raised = {"power: low\n    interest: low": "power: high\n    interest: low"}
    assert vetoes(laid(both, raised)) == ["works-board", "works-director"]


# Contacts by rhythm --------------------------------------------------------------------------


def contacts(insight: AccountInsight) -> list[tuple[str, int]]:
    """Contacts of the agenda: the post, and how many days ahead."""
    return [
        (each.stakeholder or "", (each.on - AS_OF) // timedelta(days=1))
        for each in insight.agenda
        if each.kind.name == "contact"
    ]


@pytest.mark.parametrize(
    ("last", "expected"),
    [
        ("2026-10-17", []),
        ("2026-10-16", [(HEAD, CONTACT_DAYS)]),
        ("2026-10-02", [(HEAD, 0)]),
        ("2026-10-01", [(HEAD, -1)]),
    ],
)
def test_a_contact_falls_due_by_its_rhythm_two_weeks_ahead(
    laid: Laid, last: str, expected: list[tuple[str, int]]
) -> None:
    assert CONTACT_DAYS == 14
    found = laid({CONTACT: CONTACT.replace("2026-10-20", last)})
    assert contacts(found) == expected
    late = [each.urgency.name for each in found.urgent if each.stakeholder == HEAD]
    assert late == ["rhythm" if days < 0 else "by-date" for _, days in expected]


def test_a_contact_without_a_rhythm_never_falls_due(laid: Laid) -> None:
    assert contacts(laid({f"{CONTACT}: 1 month": "last_contact: 2026-01-20"})) == []


def test_another_rhythm_is_another_day(laid: Laid) -> None:
    assert contacts(laid({"every: 1 month": "every: 2 weeks"})) == [(HEAD, 1)]


# Whom to call --------------------------------------------------------------------------------


FIRST_CALLS: list[tuple[Edits, str, tuple[str, str, str] | None]] = [
    (BROKEN, "broken-promise", (MANAGER, "ben", "Leak list")),
    (NOTICE, "notice", None),
    ({**BLOCKS, **TO_THE_MANAGER}, "blocks", (MANAGER, "ben", "Drawings of the new line")),
    (VETO, "veto", (MANAGER, "ben", "Works director")),
    (LATE_ACTION, "late-action", None),
    (ASSUMPTION, "assumption", None),
    (RHYTHM, "rhythm", (HEAD, "ada", "Keep in touch")),
    (TO_THE_MANAGER, "by-date", (MANAGER, "ben", "Drawings of the new line")),
]


@pytest.mark.parametrize(("given", "first", "expected"), FIRST_CALLS, ids=named)
def test_the_first_call_is_about_the_most_urgent_matter(
    laid: Laid, given: Edits, first: str, expected: tuple[str, str, str] | None
) -> None:
    found = laid(given)
    assert found.urgent[0].urgency.name == first
    assert call(found) == expected


def test_there_is_a_first_call_of_each_urgency() -> None:
    assert [first for _, first, _ in FIRST_CALLS] == [each.name for each in ORDER]


@pytest.mark.parametrize("given", [NOTICE, LATE_ACTION, ASSUMPTION])
def test_what_concerns_no_post_leaves_the_call_to_what_comes_next(laid: Laid, given: Edits) -> None:
    assert call(laid(given, RHYTHM)) == (HEAD, "ada", "Keep in touch")


def test_the_most_urgent_of_two_posts_is_called(laid: Laid) -> None:
    assert call(laid(RHYTHM, BROKEN)) == (MANAGER, "ben", "Leak list")
    later = {f"{LATE}, owner: ben,\n": "due: 2026-11-02, owner: ben,\n"}
    assert call(laid(RHYTHM, BROKEN, later)) == (HEAD, "ada", "Keep in touch")


def test_whoever_knows_a_post_best_calls(laid: Laid) -> None:
    trusted = {"strength: trusted": "strength: first-contact"}
    assert call(laid(BROKEN, trusted)) == (MANAGER, "ada", "Leak list")


def test_a_post_nobody_has_met_is_introduced_by_whom_it_reports_to_else_by_power(
    laid: Laid,
) -> None:
    nobody = {"    on: 2026-09-01\n    reports_to: works-manager\n": "    on: 2026-09-01\n"}
    assert call(laid(VETO)) == (MANAGER, "ben", "Works director")
    assert call(laid(VETO, nobody)) == (HEAD, "ada", "Works director")
    same = {"region: north\n    power: high": "region: north\n    power: medium"}
    assert call(laid(VETO, nobody, same)) == (MANAGER, "ben", "Works director")


def test_without_anyone_whom_we_know_nobody_is_called(tmp_path: Path) -> None:
    root = copy_of(BASE, tmp_path / "repository")
    place = root / "accounts/acme-pumps/stakeholders.yaml"
    text = place.read_text(encoding="utf-8").partition("relationships:\n")[0]
    place.write_text(text, encoding="utf-8")
    found = assemble(root, Edition.TEAM, AS_OF).insight.accounts["acme-pumps"]
    assert order(found)[0] == ("veto", "Head of purchasing")
    assert found.first_call is None
