"""Calendars: what is in them, read back by another parser, and by the rules of RFC 5545."""

import re
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from vobject.base import readOne

from generator.analysis.calendar import CalendarEvent
from generator.analysis.office_hours import zone
from generator.exports.calendars import PORTFOLIO_CALENDAR, written
from generator.findings.classification import Edition
from generator.pipeline.assemble import assemble
from tests.scenarios.scenario import AS_OF, BASE, copy_of, replace

ACCOUNT, STRATEGY = "accounts/acme-pumps/account.yaml", "accounts/acme-pumps/strategy.yaml"
PEOPLE = "content/people.yaml"
OURS = "data/calendars/accounts/acme-pumps.ics"
ADA, BEN = (f"data/calendars/people/{each}.ics" for each in ("ada", "ben"))

Edit = tuple[str, str, str]

read_one: Any = readOne  # which has no types of its own

AWAY = (PEOPLE, "function: sales, post: kam}", "function: sales, post: kam, away: [{from: 2026-12-07, until: 2026-12-18}]}")  # fmt: skip  # noqa: E501
OPEN = (STRATEGY, "    kept: {on: 2026-09-30, exactly: yes}\n", "")
MEETING = (
    ACCOUNT,
    "team:\n",
    "meetings:\n  - {id: weekly, what: 'Terms; prices, and \\ more', every: 1 week, "
    "on: 2027-03-22, hours: 10:00-10:45, regions: [north, south]}\nteam:\n",
)


def made(
    tmp_path: Path, *edits: Edit, day: date = AS_OF, edition: Edition = Edition.TEAM
) -> dict[str, str]:
    """The calendars of an edition by path."""
    root = copy_of(BASE, tmp_path / "repository")
    for file, find, put in edits:
        replace(root / file, find, put)
    found = assemble(root, edition, day).artifacts
    return {each.path: each.text for each in found if each.path.endswith(".ics")}


def events(text: str) -> dict[str, Any]:
    """The events by the part of their UID before the account."""
    found = read_one(text)
    listed = [each for each in found.getChildren() if each.name == "VEVENT"]
    by_uid = {each.uid.value.partition("@")[0].removesuffix(".acme-pumps"): each for each in listed}
    assert len(by_uid) == len(listed), "a UID is there once"
    return by_uid


def as_rfc_5545_wants_it(text: str) -> None:
    """CRLF at each end, no line above 75 octets, and unfolded lines of name, parameters, value."""
    assert text.endswith("END:VCALENDAR\r\n")
    lines = text.removesuffix("\r\n").split("\r\n")
    assert not any("\n" in line or "\r" in line for line in lines)
    assert max(len(line.encode()) for line in lines) <= 75
    for line in text.replace("\r\n ", "").removesuffix("\r\n").split("\r\n"):
        assert re.fullmatch(r"[A-Z-]+(;[A-Z-]+=[^:;]+)*:[^\x00-\x1f]*", line), line
    opened: list[str] = []
    for word, name in re.findall(r"^(BEGIN|END):([A-Z]+)\r$", text, re.MULTILINE):
        opened.append(name) if word == "BEGIN" else None
        assert word == "BEGIN" or opened.pop() == name
    assert not opened
    assert text.count("BEGIN:") > 1, "a calendar holds something"


def test_a_calendar_for_the_account_each_of_us_and_all_accounts(tmp_path: Path) -> None:
    found = made(tmp_path, AWAY, OPEN)
    assert set(found) == {OURS, ADA, BEN, PORTFOLIO_CALENDAR}
    for text in found.values():
        as_rfc_5545_wants_it(text)
    ours, ada, ben = (events(found[path]) for path in (OURS, ADA, BEN))
    assert {"review", "our-promise-report", "absence-ada.2026-12-07.2026-12-18"} <= ours.keys()
    assert any(each.startswith("contact-ada.purchasing-head.") for each in ada)
    assert "our-promise-report" in ben
    assert "our-promise-report" not in ada
    assert "absence-ada.2026-12-07.2026-12-18" in ben, "for whom Ben stands in"
    assert not [each for each in events(found[PORTFOLIO_CALENDAR]) if each.startswith("contact")]


def test_days_are_days_and_the_last_one_is_included(tmp_path: Path) -> None:
    found = events(made(tmp_path, AWAY)[OURS])
    absence = found["absence-ada.2026-12-07.2026-12-18"]
    assert (absence.dtstart.value, absence.dtend.value) == (date(2026, 12, 7), date(2026, 12, 19))
    assert absence.summary.value == "Ada Blum is away"
    assert absence.description.value == "Stand-in: Acme Pumps: Ben Cole"
    assert absence.transp.value == "TRANSPARENT"
    assert {each.dtstamp.value for each in found.values()} == {datetime(2026, 11, 2, tzinfo=UTC)}


def test_an_hour_stays_the_same_on_the_clock_when_the_clock_changes(tmp_path: Path) -> None:
    found = events(made(tmp_path, MEETING, day=date(2027, 3, 20))[OURS])
    starts = [found[f"meeting-weekly-{number}"].dtstart.value for number in (0, 1)]
    assert [f"{each:%Y-%m-%d %H:%M}" for each in starts] == ["2027-03-22 10:00", "2027-03-29 10:00"]
    in_utc = [each.astimezone(UTC) for each in starts]
    assert [f"{each:%d %H:%M}" for each in in_utc] == ["22 09:00", "29 08:00"]
    assert found["meeting-weekly-0"].dtend.value.astimezone(UTC).minute == 45


@pytest.mark.parametrize("name", ["Europe/Berlin", "Europe/Dublin", "America/Chicago"])
def test_a_clock_changes_at_the_instant_at_which_it_does(name: str, tmp_path: Path) -> None:
    there = (ACCOUNT, "time_zone: Europe/Berlin", f"time_zone: {name}")
    text = made(tmp_path, there, MEETING, day=date(2027, 3, 20))[OURS]
    changes = []
    for part in re.findall(r"BEGIN:(?:STANDARD|DAYLIGHT)\r\n(.*?)END:", text, re.DOTALL):
        begin, before, after = (
            re.findall(rf"^{key}:(\S+)", part.replace("\r\n ", ""), re.MULTILINE)
            for key in ("(?:DTSTART|RDATE)", "TZOFFSETFROM", "TZOFFSETTO")
        )
        if before != after:
            for each in ",".join(begin).split(","):
                clock = datetime.strptime(f"{each}{before[0]}", "%Y%m%dT%H%M%S%z")
                changes.append(clock.astimezone(UTC))
    own = zone(name)
    for change in changes:
        just_before = (change - timedelta(seconds=1)).astimezone(own).utcoffset()
        assert just_before != change.astimezone(own).utcoffset(), change
    assert len(changes) >= 7


def test_a_meeting_that_rotates_is_each_time_by_the_clock_of_another_region(
    tmp_path: Path,
) -> None:
    file, find, put = MEETING
    rotating = (file, find, put.replace("hours:", "rotates: yes, hours:"))
    far = (ACCOUNT, "time_zone: Europe/Rome", "time_zone: America/Chicago")
    text = made(tmp_path, far, rotating, day=date(2027, 3, 20))[OURS]
    found = events(text)
    in_utc = [found[f"meeting-weekly-{n}"].dtstart.value.astimezone(UTC) for n in range(4)]
    assert [f"{each:%d %H:%M}" for each in in_utc] == [
        "22 09:00",
        "29 15:00",
        "05 08:00",
        "12 15:00",
    ]
    assert text.count("BEGIN:VTIMEZONE") == 2


def test_what_would_be_markup_is_escaped(tmp_path: Path) -> None:
    text = made(tmp_path, MEETING, day=date(2027, 3, 20))[OURS]
    as_rfc_5545_wants_it(text)
    title = events(text)["meeting-weekly-0"].summary.value
    assert title == "Acme Pumps: Terms; prices, and \\ more"


@pytest.mark.parametrize(
    "hostile", ["One\nEND:VEVENT\nX:y", "a;b,c\\n", "ü" * 120, "\r\n;", "x" * 75]
)
def test_no_text_breaks_out_of_its_line(hostile: str) -> None:
    day = date(2026, 12, 1)
    event = CalendarEvent("u", hostile, day, day, hostile, "contact", ())
    text = f"BEGIN:VCALENDAR\r\n{written(event, AS_OF).text}END:VCALENDAR\r\n"
    as_rfc_5545_wants_it(text)
    (found,) = read_one(text).vevent_list
    assert found.summary.value == found.description.value
    assert found.summary.value.split() == hostile.split()


def test_a_change_moves_an_entry_and_a_day_later_it_is_the_same(tmp_path: Path) -> None:
    text = made(tmp_path / "one", OPEN)[OURS]
    assert made(tmp_path / "again", OPEN)[OURS] == text
    moved = (STRATEGY, "    due: 2026-10-01\n", "    due: 2026-12-15\n")
    before, after = events(text), events(made(tmp_path / "two", OPEN, moved)[OURS])
    assert before.keys() == after.keys()
    assert before["our-promise-report"].dtstart.value == date(2026, 10, 1)
    assert after["our-promise-report"].dtstart.value == date(2026, 12, 15)
    later = events(made(tmp_path / "three", OPEN, day=date(2026, 11, 3))[OURS])
    assert before.keys() <= later.keys()


def test_a_calendar_holds_what_its_edition_shows(tmp_path: Path) -> None:
    secret = (
        STRATEGY,
        "    what: Leak report\n",
        "    what: Leak report\n    class: confidential\n",
    )
    team = made(tmp_path / "team", OPEN, secret)
    assert not [text for text in team.values() if "Leak report" in text]
    leadership = made(tmp_path / "leadership", OPEN, secret, edition=Edition.LEADERSHIP)
    assert "our-promise-report" in events(leadership[OURS])
    for edition in (Edition.HR, Edition.PUBLIC):
        assert not made(tmp_path / edition, edition=edition)


def test_a_retired_account_has_none_and_no_page_leads_to_one(tmp_path: Path) -> None:
    root = copy_of(BASE, tmp_path / "repository")
    replace(root / ACCOUNT, "status: active", "status: retired")
    found = assemble(root, Edition.TEAM, AS_OF)
    assert not [each.path for each in found.artifacts if each.path.endswith(".ics")]
    assert not [each.path for each in found.pages if ".ics" in each.markdown]


def test_the_name_of_a_calendar_reads_back(tmp_path: Path) -> None:
    text = made(tmp_path, (ACCOUNT, "name: Acme Pumps", "name: Acme, Pumps; Ltd"))[OURS]
    assert "Acme, Pumps; Ltd" in read_one(text).x_wr_calname.value


def test_a_meeting_whose_region_is_withheld_has_no_hour_of_another(tmp_path: Path) -> None:
    without = (MEETING[0], MEETING[1], MEETING[2].replace(", regions: [north, south]", ""))
    text = made(tmp_path, without, day=date(2027, 3, 22))[OURS]
    meeting = events(text)["meeting-weekly-0"]
    assert meeting.dtstart.value == date(2027, 3, 22)


@pytest.mark.parametrize(
    ("day", "more", "expected"),
    [
        (date(2027, 3, 20), "", "every week, next on 22 Mar 2027, 10:00 to 10:45 in North"),
        (date(2027, 3, 23), "", "every week, next on 29 Mar 2027, 10:00 to 10:45 in North"),
        (date(2027, 3, 23), ", rotates: yes", "next on 29 Mar 2027, 10:00 to 10:45 in South"),
    ],
)
def test_the_team_page_says_when_a_meeting_is_held_next(
    tmp_path: Path, day: date, more: str, expected: str
) -> None:
    assert expected in team_page(tmp_path, MEETING[2].replace("45,", f"45{more},"), day)


def test_the_team_page_gives_no_hour_whose_clock_is_unknown(tmp_path: Path) -> None:
    page = team_page(tmp_path, MEETING[2].replace(", regions: [north, south]", ""), AS_OF)
    assert "| every week, next on 22 Mar 2027 |" in page


def team_page(tmp_path: Path, meeting: str, day: date) -> str:
    """The text of the team page with a meeting."""
    root = copy_of(BASE, tmp_path / "repository")
    replace(root / ACCOUNT, MEETING[1], meeting)
    pages = assemble(root, Edition.TEAM, day).pages
    return next(each.markdown for each in pages if each.path == "accounts/acme-pumps/team.md")
