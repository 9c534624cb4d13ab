"""Pictures of an account: their people, the promises of both sides and the year."""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from itertools import combinations, pairwise
from pathlib import Path
from random import Random
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.analysis.office_hours import HoursYear, hours_year
from generator.analysis.organisation import organisation, power_fields
from generator.analysis.year import twelve_months
from generator.charts.labels import overlap
from generator.charts.network import NetworkNode, Tie, network_picture
from generator.charts.organisation import organisation_chart
from generator.charts.power import power_grid
from generator.charts.promises import promises_picture
from generator.charts.svg import NAMESPACE
from generator.findings.classification import Edition
from generator.findings.errors import DefinitionError
from generator.pipeline.assemble import Assembled, assemble
from tests.examples import examples
from tests.unit.test_charts_bands import box
from tests.unit.test_pages_account import HANDBOOK, REQUIRED

AS_OF = date(2026, 11, 2)
PICTURES = ("organisation.svg", "power.svg", "network.svg", "orchestra.svg", "hours.svg")
LONG = "Senior vice president of purchasing and of everything that comes after purchasing"
law = settings(derandomize=True, database=None, deadline=None, max_examples=examples(40, 400))
Made = Callable[..., Assembled]

REGIONS = """
regions:
  - {id: emea, name: EMEA, time_zone: Europe/Berlin, hours: 09:00-17:00}
  - {id: americas, name: Americas, time_zone: America/Chicago, hours: 09:00-17:00}
"""


@pytest.fixture
def made(tmp_path: Path) -> Made:
    """Lays out a small handbook with the account `acme` and takes an edition's view."""

    def laid_out(sections: str, edition: Edition = Edition.TEAM, as_of: date = AS_OF) -> Assembled:
        files = dict(HANDBOOK)
        head = REQUIRED.format(id="acme", name="Acme", status="active")
        files["accounts/acme/account.yaml"] = head + sections
        for path, text in files.items():
            (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / path).write_text(text.lstrip(), encoding="utf-8")
        return assemble(tmp_path, edition, as_of)

    return laid_out


def post(number: int, function: str = "", above: int | None = None, more: str = "") -> str:
    stances = ("sponsor", "critic", "neutral", "unknown")
    levels = ("low", "medium", "high")
    reports = f", reports_to: post-{above:02}" if above is not None else ""
    return (
        f"  - {{id: post-{number:02}, function: {function or f'Post {number}'}, area: Area, "
        f"power: {levels[number % 3]}, interest: {levels[number // 3 % 3]}, "
        f"stance: {stances[number % 4]}, known: assumed, on: 2026-09-01{reports}{more}}}"
    )


def link(person: str, number: int, strength: str = "working") -> str:
    return (
        f"  - {{person: {person}, stakeholder: post-{number:02}, strength: {strength}, "
        "since: 2026-01-05, last_contact: 2026-10-05, every: 1 month}"
    )


def people(posts: list[str], links: list[str]) -> str:
    found = "\n".join(["\nstakeholders:", *posts, ""]) if posts else ""
    return found + ("\n".join(["relationships:", *links, ""]) if links else "")


def pictures(found: Assembled) -> Mapping[str, str]:
    return {
        picture.name: picture.svg
        for page in found.pages
        if page.path.startswith("accounts/acme/")
        for picture in page.pictures
    }


def text_of(found: Assembled, leaf: str) -> str:
    return next(page.markdown for page in found.pages if page.path == f"accounts/acme/{leaf}")


def many(count: int, function: str = "") -> str:
    posts = [
        post(number, function, (number - 1) // 3 if number else None) for number in range(count)
    ]
    links = [link(("ada", "ben")[number % 2], number) for number in range(0, count, 2)]
    return people(posts, links)


@pytest.mark.parametrize("function", ["", LONG])
@pytest.mark.parametrize("count", [1, 9, 40])
def test_no_label_meets_another_or_leaves_the_picture(
    made: Made, count: int, function: str
) -> None:
    drawn = pictures(made(many(count, function) + REGIONS))
    for name in PICTURES:
        picture = ET.fromstring(drawn[name])  # noqa: S314 - ours
        *_, width, height = map(float, picture.attrib["viewBox"].split())
        boxes = [(text.text, box(text)) for text in picture.iter(f"{{{NAMESPACE}}}text")]
        for one, other in combinations(boxes, 2):
            assert not overlap(one[1], other[1]), (name, one[0], other[0])
        for words, (left, top, right, bottom) in boxes:
            assert left >= 0 <= top, (name, words)
            assert right <= width, (name, words)
            assert bottom <= height, (name, words)


def test_the_order_of_the_files_changes_no_picture(made: Made) -> None:
    posts = [post(number, "", (number - 1) // 2 if number else None) for number in range(12)]
    links = [
        link(person, number) for number in range(10) for person in ("ada", "ben")[number % 2 :]
    ]
    first = pictures(made(people(posts, links)))
    shuffle = Random(3).shuffle  # noqa: S311 - places, not secrets
    for _ in range(2):
        shuffle(posts)
        shuffle(links)
        again = pictures(made(people(posts, links)))
        assert {name: again[name] for name in PICTURES[:4]} == {
            name: first[name] for name in PICTURES[:4]
        }


@law
@given(
    st.data(),
    st.sets(st.tuples(st.sampled_from("abcdefg"), st.sampled_from("hijklmnop")), max_size=20),
)
def test_a_network_is_the_same_in_any_order(
    data: st.DataObject, pairs: set[tuple[str, str]]
) -> None:
    ours = [NetworkNode(each, each.upper()) for each in "abcdefg"]
    theirs = [NetworkNode(each, each.upper()) for each in "hijklmnop"]
    lines = [Tie(*pair, "working") for pair in sorted(pairs)]
    once = network_picture(ours, theirs, lines, "n.svg", "Network")
    again = network_picture(
        data.draw(st.permutations(ours)),
        data.draw(st.permutations(theirs)),
        data.draw(st.permutations(lines)),
        "n.svg",
        "Network",
    )
    assert again == once
    assert once.svg.count("<title>") == 1 + len(ours) + len(theirs)


def test_lines_that_need_not_cross_do_not() -> None:
    """Three pairs, named so that the order of ids would cross them all."""
    ours = [NetworkNode(each, each) for each in "abc"]
    theirs = [NetworkNode(each, each) for each in "xyz"]
    lines = [Tie(pair[0], pair[1], "trusted") for pair in ("az", "by", "cx", "bz")]
    svg = network_picture(ours, theirs, lines, "n.svg", "Network").svg
    ends = [
        (float(left), float(right))
        for left, right in re.findall(r'x1="208" y1="([\d.]+)" x2="380" y2="([\d.]+)"', svg)
    ]
    assert len(ends) == 4
    assert not [
        (one, other)
        for one, other in combinations(ends, 2)
        if (one[0] - other[0]) * (one[1] - other[1]) < 0
    ]


def test_reporting_lines_are_followed_and_named(made: Made) -> None:
    sections = people([post(2, "", 0), post(1, "", 2), post(0), post(3, "", 0)], [link("ada", 1)])
    found = made(sections)
    places = organisation(found.insight.accounts["acme"].coverage)
    assert [(each.covered.stakeholder.id, each.depth) for each in places] == [
        *(("post-00", 0), ("post-02", 1), ("post-01", 2), ("post-03", 1)),
    ]
    alt = organisation_chart(places, "o.svg", "Organisation").alt
    assert "Post 1: reports to Post 2, critic, power medium, covered by 1 person." in alt
    assert "Post 3: reports to Post 0, stance unknown, power low, covered by nobody." in alt


def test_a_superior_who_may_not_be_seen_is_not_named(made: Made) -> None:
    secret = post(0, "Hidden chief", more=", class: confidential")
    sections = people([secret, post(1, "", 0)], [link("ada", 1)])
    found = made(sections)
    shown = " ".join([*pictures(found).values(), text_of(found, "contacts.md")])
    assert "Hidden" not in shown
    assert "post-00" not in shown
    assert "| Post 1, Area | not said |" in text_of(found, "contacts.md")
    assert "Hidden chief" in pictures(made(sections, Edition.LEADERSHIP))["organisation.svg"]


def test_a_third_party_is_marked(made: Made) -> None:
    found = made(people([post(0), post(1, more=", outside: Their auditor")], [link("ada", 1)]))
    assert "third party" in pictures(found)["network.svg"]
    assert "Post 1 (third party): Ada Blum, working." in pictures(found)["network.svg"]
    for leaf in ("contacts.md", "team.md"):
        assert "Area (third party: Their auditor)" in text_of(found, leaf)
    assert found.insight.accounts["acme"].coverage.their_areas == 0


def test_a_full_field_says_how_many_more_there_are(made: Made) -> None:
    found = made(people([post(9 * number) for number in range(11)], []))
    fields = power_fields(found.insight.accounts["acme"].coverage)
    assert [len(field.posts) for field in fields] == [*[0] * 6, 11, 0, 0]
    picture = power_grid(fields, "p.svg", "Power")
    assert picture.alt.count("Post ") == 10
    assert picture.alt.endswith(", 1 more post.")
    assert ">and 1 more<" in picture.svg


def test_without_contacts_regions_or_team_the_pages_say_what_fills_them(made: Made) -> None:
    found = made("")
    assert not set(pictures(found)) & {*PICTURES[:3], "hours.svg", "promises.svg"}
    assert "No contact at the customer is recorded yet." in text_of(found, "contacts.md")
    assert "`reports_to`" in text_of(found, "contacts.md")
    assert "No region is recorded." in text_of(found, "year.md")
    one = made("\n".join(REGIONS.splitlines()[:3]) + "\n")
    assert "One region: no office hours to compare." in text_of(one, "year.md")


def test_a_circle_of_superiors_is_refused(made: Made) -> None:
    with pytest.raises(DefinitionError):
        made(people([post(0, "", 1), post(1, "", 0)], []))


PROMISES = """
promises:
  - {id: a, by: us, what: First, made: 2026-01-05, due: 2026-03-01, owner: ada,
     kept: {on: 2026-02-20, exactly: yes}}
  - {id: b, by: us, what: Second, made: 2026-02-05, due: 2026-04-01, owner: ada,
     kept: {on: 2026-04-20, exactly: no}}
  - {id: c, by: us, what: Third, made: 2026-05-05, due: 2026-09-01, owner: ada}
  - {id: d, by: customer, what: Fourth, made: 2026-05-05, due: 2027-02-01, owner: ada}
"""


def test_promises_of_both_sides_say_how_they_ended(made: Made) -> None:
    insight = made(PROMISES).insight.accounts["acme"]
    picture = promises_picture(insight.promises, AS_OF, "p.svg", "Promises", "plan.md#promise-")
    assert picture is not None
    assert picture.alt == (
        "Promises. We promised: First, due 1 Mar 2026, kept exactly, 20 Feb 2026; "
        "Second, due 1 Apr 2026, kept, but not exactly, 20 Apr 2026; "
        "Third, due 1 Sep 2026, overdue. They promised: Fourth, due 1 Feb 2027, open."
    )
    assert picture.svg.count('data-page="plan.md#promise-') == 4


def test_of_many_promises_the_open_and_the_newest_are_shown(made: Made) -> None:
    kept = [
        f"  - {{id: k{number}, by: us, what: Kept {number}, made: 2025-01-05, "
        f"due: 2026-01-{number + 1:02}, owner: ada, kept: {{on: 2026-01-{number + 1:02}, "
        "exactly: yes}}"
        for number in range(20)
    ]
    insight = made(PROMISES + "\n".join(kept) + "\n").insight.accounts["acme"]
    picture = promises_picture(insight.promises, AS_OF, "p.svg", "Promises")
    assert picture is not None
    assert "and 11 earlier ones, kept" in picture.alt
    assert "Kept 19" in picture.alt
    assert "Kept 3," not in picture.alt
    assert "Third" in picture.alt


def changes(year: HoursYear) -> Iterator[tuple[str, str, bool]]:
    for each in year.changes:
        yield str(each.on), ", ".join(region.id for region in each.regions), each.forward


@pytest.mark.parametrize("as_of", ["2026-11-02", "2026-03-15", "2027-07-31", "2028-02-29"])
def test_a_year_of_office_hours_has_both_changes_of_each_region(made: Made, as_of: str) -> None:
    account = made(REGIONS).insight.accounts["acme"].account
    year = hours_year(account, date.fromisoformat(as_of))
    for region in ("emea", "americas"):
        assert sorted(way for _, who, way in changes(year) if who == region) == [False, True]
    ends = [(each.first, each.last) for each in year.periods]
    assert all((after[0] - before[1]).days == 1 for before, after in pairwise(ends))
    assert (ends[-1][1] - ends[0][0]).days in (364, 365)


def test_between_the_changes_regions_share_an_hour_more(made: Made) -> None:
    found = made(REGIONS)
    year = hours_year(found.insight.accounts["acme"].account, AS_OF)
    assert list(changes(year)) == [
        ("2026-11-01", "americas", False),
        ("2027-03-14", "americas", True),
        ("2027-03-28", "emea", True),
        ("2027-10-31", "emea", False),
    ]
    assert [each.shared[0].minutes for each in year.periods] == [60, 120, 60, 120]
    assert "2 h: EMEA 15:00 to 17:00, Americas 09:00 to 11:00" in text_of(found, "year.md")
    later = made(REGIONS, as_of=date(2027, 11, 2))
    assert "2028" in pictures(later)["hours.svg"]


def test_a_rhythm_goes_on_through_the_year_and_a_late_contact_comes_first(made: Made) -> None:
    late = link("ada", 1).replace("2026-10-05", "2026-08-05")
    found = made(people([post(0), post(1)], [link("ben", 0), late]))
    year = twelve_months(found.insight.accounts["acme"].account, AS_OF)
    assert (year.months[0], year.end) == (date(2026, 11, 1), date(2027, 10, 31))
    ada, ben = year.parts
    assert [ben.contacts(month) for month in year.months] == [1] * 12
    assert [ada.contacts(month) for month in year.months] == [2, *[1] * 11]
    assert [each.what for each in ada.due] == ["Review of this account"]


def test_who_is_away_is_said(made: Made) -> None:
    found = made(people([post(0)], [link("ben", 0)]))
    assert "Ben Cole: 12 conversations, away for a time." in pictures(found)["orchestra.svg"]
    year = text_of(found, "year.md")
    assert "away from 1 Dec 2026, return date open" in year
    assert "| Who | Conversations | What falls due | Away |" in year
