"""What one of our people holds: on the person's page, on the terminal and in the data."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.cli.app import run
from generator.findings.classification import Edition
from generator.pipeline.assemble import Assembled, assemble
from tests.scenarios.scenario import AS_OF, BASE, copy_of, replace

PEOPLE = "content/people.yaml"
ACCOUNT = "accounts/acme-pumps/account.yaml"
Edit = tuple[str, str, str]


def made(tmp_path: Path, *edits: Edit, edition: Edition = Edition.TEAM) -> Assembled:
    root = copy_of(BASE, tmp_path / "repository")
    for file, find, put in edits:
        replace(root / file, find, put)
    return assemble(root, edition, AS_OF)


def page_of(found: Assembled, person: str = "ada") -> str:
    (text,) = [each.markdown for each in found.pages if each.path == f"people/{person}/index.md"]
    return text


def part(text: str, heading: str) -> str:
    return text.partition(f"\n## {heading}\n")[2].partition("\n## ")[0]


def test_a_page_says_what_a_person_holds_and_who_stands_in(tmp_path: Path) -> None:
    text = page_of(made(tmp_path))
    assert "Key account manager: Leads the account. Owner of the plan." in part(text, "Accounts")
    assert "Stand-in: Ben Cole; knows the head of purchasing and the works manager." in text
    assert "is known to another of us as well" in part(text, "Whom only Ada Blum knows")


def test_whom_only_one_knows_follows_from_the_relationships(tmp_path: Path) -> None:
    link = (
        "  - {person: ben, stakeholder: works-manager, strength: trusted, since: 2026-01-15, "
        "last_contact: 2026-10-20}\n"
    )
    found = made(tmp_path, ("accounts/acme-pumps/stakeholders.yaml", link, ""))
    assert "[Works manager]" in part(page_of(found), "Whom only Ada Blum knows")
    assert "is known to another" in part(page_of(found, "ben"), "Whom only Ben Cole knows")


def test_work_and_no_figure_about_a_person(tmp_path: Path) -> None:
    for edition in (Edition.TEAM, Edition.LEADERSHIP):
        one = made(tmp_path / f"{edition}-one", edition=edition)
        other = made(
            tmp_path / f"{edition}-other",
            (ACCOUNT, "share: 40 %", "share: 35 %"),
            (PEOPLE, "accounts: 1,", "accounts: 7,"),
            edition=edition,
        )
        assert page_of(one, "ben") == page_of(other, "ben")
        assert "share" not in data(one)["people"][1]["accounts"][0]
        assert data(one)["people"][1] == data(other)["people"][1]


def data(found: Assembled) -> dict[str, list[dict[str, list[dict[str, object]]]]]:
    (text,) = [each.text for each in found.artifacts if each.path == "data/people.json"]
    return json.loads(text)  # type: ignore[no-any-return]


def test_a_name_leads_to_the_page_of_the_person_but_not_on_that_page(tmp_path: Path) -> None:
    found = made(tmp_path)
    team = next(each for each in found.pages if each.path == "accounts/acme-pumps/team.md")
    assert "| [Ada Blum](../../people/ada/index.md)" in team.markdown
    assert "(index.md)" not in page_of(found)


@pytest.mark.parametrize("edition", [Edition.HR, Edition.PUBLIC])
def test_there_are_no_people_where_there_are_no_accounts(
    edition: Edition, assembled: Callable[[Edition], Assembled]
) -> None:
    found = assembled(edition)
    assert not [each.path for each in found.pages if each.path.startswith("people/")]
    assert not [each.path for each in found.pages if "/people/" in each.markdown]
    assert "data/people.json" not in {each.path for each in found.artifacts}


def test_every_name_that_leads_to_a_person_leads_to_a_page(
    assembled: Callable[[Edition], Assembled],
) -> None:
    found = assembled(Edition.TEAM)
    paths = {each.path for each in found.pages}
    led = {
        person
        for each in found.pages
        for person in re.findall(r"\(\S*?(people/[a-z0-9-]+/index\.md)\)", each.markdown)
    }
    assert len(led) > 10
    assert led <= paths


def said(capsys: pytest.CaptureFixture[str], *options: str) -> tuple[int, str, str]:
    code = run(["handover", *options, "--root", str(BASE), "--as-of", "2026-11-02"])
    out, err = capsys.readouterr()
    return code, out, " ".join(err.split())


def test_the_command_says_the_same_of_an_id_and_of_a_name(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    code, out, _ = said(capsys, "ada")
    assert code == 0
    assert said(capsys, "Ada  blum")[1] == out
    headings = re.findall(r"^## (.+)$", page_of(made(tmp_path)), re.MULTILINE)
    assert [line for line in out.splitlines() if line and line[0] != " "][1:] == headings


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["adda"], "knows nobody called `adda`. Did you mean `ada`?"),
        (["ada", "--edition", "hr"], "the edition hr holds none of our people"),
    ],
)
def test_who_is_not_there_is_refused(
    options: list[str], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    code, _, err = said(capsys, *options)
    assert code == 2
    assert message in err


def test_who_takes_over_reads_it_on_their_own_page_and_in_their_calendar(tmp_path: Path) -> None:
    away = "name: Ada Blum, away: [{from: 2026-11-23, until: 2026-12-04}],"
    found = made(tmp_path, (PEOPLE, "name: Ada Blum,", away))
    text = part(page_of(found, "ben"), "To take over")
    assert "1 Dec 2026" in text
    assert "Ask for what they promised: Drawings of the new line" in text
    assert "(for Ada Blum)" in text
    assert part(page_of(found), "To take over") == ""
    assert "accounts/acme-pumps/cover.md" in part(page_of(found, "ben"), "Stands in for")
    calendars = {each.path: each.text for each in found.artifacts if each.path.endswith(".ics")}
    mine = calendars["data/calendars/people/ben.ics"]
    assert "Drawings of the new line" in mine
    assert "Ada Blum\\, who is away\\; Ben Cole stands in" in mine.replace("\r\n ", "")
    other = made(tmp_path / "other")
    before = {each.path: each.text for each in other.artifacts if each.path.endswith(".ics")}
    assert "Drawings of the new line" not in before["data/calendars/people/ben.ics"]


def test_whom_others_need_beyond_a_limit_and_for_an_approval(tmp_path: Path) -> None:
    raci = (
        "raci:\n  - {activity: Offers, accountable: ada, responsible: [ada], limit: one order, "
        "beyond: ben}\nregions:\n"
    )
    edits = (
        (ACCOUNT, "regions:\n", raci),
        (ACCOUNT, "{id: north, name: North,", "{id: north, name: North, lead: ben,"),
        (ACCOUNT, "approved: {by: ada,", "approved: {by: ben,"),
    )
    text = page_of(made(tmp_path, *edits), "ben")
    assert "Offers" in part(text, "Decides beyond the limit of others")
    kept = part(text, "Approves and leads")
    assert "Approved version 1 of the plan" in kept
    assert "Leads North for us" in kept
