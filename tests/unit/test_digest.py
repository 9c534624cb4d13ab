"""The week of one of our people as a mail: scenarios of what is due, and of what is not theirs."""

from pathlib import Path
from typing import NamedTuple

import pytest

from generator.cli.app import run
from tests.scenarios.scenario import BASE, copy_of, replace

PEOPLE, ACCOUNT = "content/people.yaml", "accounts/acme-pumps/account.yaml"
STRATEGY, STAKEHOLDERS = (
    f"accounts/acme-pumps/{each}.yaml" for each in ("strategy", "stakeholders")
)
Edit = tuple[str, str, str]

BROKEN = (STRATEGY, "    kept: {on: 2026-09-30, exactly: yes}\n", "")
SOON = (STAKEHOLDERS, "last_contact: 2026-10-20\n    every", "last_contact: 2026-10-06\n    every")
AWAY = (
    PEOPLE,
    "function: sales, post: kam}",
    "function: sales, post: kam, away: [{from: 2026-11-02, until: 2026-11-13}]}",
)
MEETING = (
    ACCOUNT,
    "team:\n",
    "meetings:\n  - {id: weekly, what: Open orders, every: 1 week, on: 2026-11-04, "
    "hours: 10:00-10:45, regions: [north]}\nteam:\n",
)
NEW = (
    ACCOUNT,
    "changes:\n",
    "changes:\n  - {version: 2, on: 2026-10-30, by: ben, what: [A new goal]}\n",
)
VERSION = (ACCOUNT, "version: 1\n", "version: 2\n")


def mail(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], person: str, *edits: Edit, edition: str = ""
) -> str:
    root = copy_of(BASE, tmp_path / "repository")
    for file, find, put in edits:
        replace(root / file, find, put)
    options = ["--edition", edition] if edition else []
    assert run(["digest", person, "--root", str(root), "--as-of", "2026-11-02", *options]) == 0
    return capsys.readouterr().out


def part(text: str, heading: str) -> str:
    """What stands below a heading, in one line."""
    return " ".join(text.partition(f"\n{heading}\n")[2].partition("\n\n")[0].split())


class Week(NamedTuple):
    """What stands below a heading of somebody's mail after edits; nothing, if it is empty."""

    name: str
    edits: tuple[Edit, ...]
    person: str
    heading: str
    expected: str


SCENARIOS = [
    Week(
        "a broken promise comes first to who holds the account",
        (BROKEN,),
        "ada",
        "FIRST",
        "1. Keep our promise: Leak report, overdue since 1 Oct 2026 (Ben Cole)",
    ),
    Week(
        "and to who looks after it",
        (BROKEN,),
        "ben",
        "PROMISES",
        "- Thu 1 Oct 2026 (overdue), Acme Pumps: Keep our promise: Leak report",
    ),
    Week(
        "a contact by its rhythm",
        (SOON,),
        "ada",
        "CONVERSATIONS DUE",
        "- Fri 6 Nov 2026, Acme Pumps: Speak with: Head of purchasing, about: Keep in touch",
    ),
    Week(
        "a contact of another is not named",
        (SOON,),
        "ben",
        "CONVERSATIONS DUE",
        "No conversation falls due this week.",
    ),
    Week(
        "what falls due while a colleague is away",
        (SOON, AWAY),
        "ben",
        "FOR WHO IS AWAY",
        "- Fri 6 Nov 2026, Acme Pumps: Speak with: Head of purchasing, about: Keep in touch "
        "(for Ada Blum)",
    ),
    Week(
        "a meeting by the clock of its region",
        (MEETING,),
        "ben",
        "MEETINGS",
        "- Wed 4 Nov 2026, 10:00 to 10:45 in Berlin, Acme Pumps: Open orders",
    ),
    Week(
        "a version of the last days",
        (NEW, VERSION),
        "ada",
        "WHAT CHANGED",
        "- Acme Pumps, version 2 by Ben Cole: A new goal.",
    ),
    Week("a version of an earlier month", (), "ada", "WHAT CHANGED", ""),
]


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda each: each.name)
def test_a_week(scenario: Week, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = mail(tmp_path, capsys, scenario.person, *scenario.edits)
    found = part(text, scenario.heading)
    assert scenario.expected in found
    assert bool(found) is bool(scenario.expected)


def test_it_opens_with_subject_week_and_absences(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = mail(tmp_path / "ada", capsys, "ada", AWAY)
    assert text.startswith("Subject: Ada Blum, your week from 2 Nov 2026\n\n")
    assert "from Mon 2 Nov 2026 to Sun 8 Nov 2026." in text
    assert "You are away since 2 Nov 2026, until 13 Nov 2026" in " ".join(text.split())
    assert max(map(len, text.splitlines())) <= 76
    other = mail(tmp_path / "ben", capsys, "ben", AWAY)
    assert "You stand in on Acme Pumps for Ada Blum, away since" in " ".join(other.split())


def test_the_subject_is_one_line_however_long_a_name_is(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    name = "Ada " + "Blum-" * 14 + "Blum"
    text = mail(tmp_path, capsys, "ada", (PEOPLE, "name: Ada Blum", f"name: {name}"))
    assert text.startswith(f"Subject: {name}, your week from 2 Nov 2026\n\n")


@pytest.mark.parametrize("edition", ["team", "leadership"])
def test_nobodys_digest_holds_a_figure_of_another(
    edition: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    figures = (
        (ACCOUNT, "share: 40 %", "share: 35 %"),
        (ACCOUNT, "share: 100 %", "share: 60 %"),
        (PEOPLE, "accounts: 1,", "accounts: 7,"),
    )
    for person in ("ada", "ben"):
        one = mail(tmp_path / f"{person}1", capsys, person, edition=edition)
        other = mail(tmp_path / f"{person}2", capsys, person, *figures, edition=edition)
        assert one == other
        assert "%" not in one


def test_what_is_confidential_is_not_in_the_mail_of_the_team(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    secret = (
        STRATEGY,
        "    what: Leak report\n",
        "    what: Leak report\n    class: confidential\n",
    )
    team = mail(tmp_path / "team", capsys, "ben", BROKEN, secret)
    assert "Leak report" not in team
    leadership = mail(tmp_path / "top", capsys, "ben", BROKEN, secret, edition="leadership")
    assert "Leak report" in leadership
