"""Home, reports, playbook and handover list what there is to do in one order."""

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.findings.classification import Edition
from generator.pipeline.assemble import assemble
from tests.conftest import FIXTURE
from tests.scenarios.scenario import AS_OF, replace
from tests.unit.test_urgency import (
    ALL,
    CONTACT,
    FOUND,
    LATE,
    Edits,
    lay,
    named,
    promises,
)

Pages = dict[str, str]
Made = Callable[..., Pages]

HOME, OVERDUE, PROGRESS = "index.md", "reports/overdue.md", "reports/progress.md"
PLAYBOOK, HANDOVER = "accounts/acme-pumps/index.md", "accounts/acme-pumps/handover.md"
WHATS = [what for _, what in FOUND]
SEALS = WHATS[-1]
"""Falls due in six weeks: on the page of the account, and not yet on home."""
SOON = WHATS[:-1]


def pages_of(root: Path, source_url: str = "") -> Pages:
    made = assemble(root, Edition.TEAM, AS_OF, source_url=source_url)
    return {page.path: page.markdown for page in made.pages}


@pytest.fixture
def made(tmp_path: Path) -> Made:
    return lambda *edits: pages_of(lay(tmp_path / "repository", *edits))


def part(markdown: str, heading: str) -> str:
    """What stands below a heading of level 2, up to the next one."""
    text = re.sub(r'<a id="[^"]+"></a>', "", markdown)
    return text.partition(f"\n## {heading}\n")[2].partition("\n## ")[0]


def listed(markdown: str, heading: str, whats: list[str] = WHATS) -> list[str]:
    """Which of ``whats`` stand there, in the order in which they do."""
    text = part(markdown, heading)
    return sorted((what for what in whats if what in text), key=text.index)


def everywhere(pages: Pages) -> list[list[str]]:
    """What home, the report and the playbook list, each in its order."""
    return [
        listed(pages[HOME], "Due in the next 30 days"),
        listed(pages[OVERDUE], "The most urgent first"),
        [*_topics(pages[PLAYBOOK])],
    ]


def _topics(playbook: str) -> list[str]:
    """What the lines of "This week" are about; of a contact its topic."""
    lines = re.findall(r"^\d\. .+$", part(playbook, "This week"), re.MULTILINE)
    return [next(what for what in WHATS if what in line) for line in lines]


def test_home_report_and_playbook_agree(made: Made) -> None:
    assert everywhere(made(ALL)) == [SOON, SOON, WHATS[:3]]


CHANGES: list[tuple[Edits, str, int | None]] = [
    ({f"{LATE}, owner: ben,\n": "due: 2026-11-02, owner: ben,\n"}, "broken-promise", 6),
    ({"ends: 2027-03-02": "ends: 2027-03-03"}, "notice", None),
    ({"due: 2026-11-16, waits": "due: 2026-11-17, waits"}, "blocks", 7),
    ({"buying: [veto-holder]\n    known: assumed": "known: assumed"}, "veto", None),
    ({f"{LATE}}}": "due: 2026-11-02}"}, "late-action", 6),
    ({"expires: 2026-11-16": "expires: 2026-11-17"}, "assumption", 7),
    ({CONTACT.replace("10-20", "10-01"): CONTACT.replace("10-20", "10-16")}, "rhythm", 7),
    ({"due: 2026-11-16, waits": "due: 2026-10-30, waits"}, "by-date", 4),
]
"""An input of each urgency, and where its entry is listed afterwards; ``None`` if it is not, as
what is no longer urgent is on home only up to 30 days ahead.
"""


@pytest.mark.parametrize(("change", "name", "to"), CHANGES, ids=named)
def test_an_input_changes_and_the_order_moves_everywhere(
    made: Made, change: Edits, name: str, to: int | None
) -> None:
    at = [urgency for urgency, _ in FOUND].index(name)
    expected = [*SOON[:at], *SOON[at + 1 :]]
    if to is not None:
        expected.insert(to, SOON[at])
    assert expected != SOON
    home, report, playbook = everywhere(made(ALL, change))
    assert home == report == expected
    assert playbook == expected[:3]


def test_there_is_a_change_of_each_urgency() -> None:
    assert [name for _, name, _ in CHANGES] == list(dict.fromkeys(name for name, _ in FOUND))


def test_power_moves_the_order_on_home_as_on_the_playbook(tmp_path: Path) -> None:
    given = promises(("Ask A", "10-01", "works-manager"), ("Ask B", "10-02", "purchasing-head"))
    low = {"region: north\n    power: high": "region: north\n    power: low"}
    both = ["Ask A", "Ask B"]
    for edits, expected in ((), ["Ask B", "Ask A"]), ((low,), both):
        pages = pages_of(lay(tmp_path / f"with-{len(edits)}", given, *edits))
        assert listed(pages[HOME], "Due in the next 30 days", both) == expected
        assert listed(pages[PLAYBOOK], "This week", both) == expected
        assert listed(pages[HANDOVER], "Open promises", both) == expected
        assert listed(pages[PROGRESS], "Promises kept exactly", both) == expected


def test_calendars_go_by_day_and_within_a_day_by_urgency(made: Made) -> None:
    pages = made(ALL)
    due = listed(pages[PLAYBOOK], "Due next", [what for what in WHATS if what != "Works director"])
    assert due == [
        *("Leak list", "Call the works"),  # of one day: a broken promise, then a late action
        *("Keep in touch", "The new line starts in spring", "Fit the seals"),
        *("Drawings of the new line", "Last day to give notice: Frame agreement", SEALS),
    ]


def test_of_several_accounts_there_is_one_order(tmp_path: Path) -> None:
    root = lay(tmp_path / "repository", ALL)
    other = root / "accounts/zenith-pumps"
    shutil.copytree(root / "accounts/acme-pumps", other)
    replace(other / "account.yaml", "id: acme-pumps\nname: Acme", "id: zenith-pumps\nname: Zenith")
    rows = [
        (what, name)
        for line in part(pages_of(root)[HOME], "Due in the next 30 days").splitlines()
        for what in SOON
        for name in ("Acme Pumps", "Zenith Pumps")
        if what in line and f"[{name}]" in line
    ]
    both = [(what, name) for what in SOON for name in ("Acme Pumps", "Zenith Pumps")]
    assert rows == both[: len(rows)]
    assert len(rows) == 15


def test_what_is_not_seen_from_the_day_says_why_it_is_urgent(made: Made) -> None:
    home = part(made(ALL)[HOME], "Due in the next 30 days")
    assert "Drawings of the new line](" in home
    assert "; something due soon waits for it" in home
    assert "; holds a veto, and none of us has met this person" in home


# The link of each entry to its file --------------------------------------------------------------

FORGE = "https://git.example/ours/edit/main/{path}#L{line}"
EDIT = re.compile(r'<a class="pb-edit" href="([^"]+)" title="([^"]+)">edit</a>')
FILE = "https://git.example/ours/edit/main/accounts/acme-pumps/"


def test_each_entry_leads_to_the_file_it_stands_in_and_to_no_line(tmp_path: Path) -> None:
    pages = pages_of(lay(tmp_path / "repository", ALL), FORGE)
    week = part(pages[PLAYBOOK], "This week")
    lines = re.findall(r"^(?:\d\.|-|First call:) .+$", week, re.MULTILINE)
    assert len(lines) == 5
    found = [[address for address, _ in EDIT.findall(line)] for line in lines]
    plan, people = [f"{FILE}strategy.yaml"], [f"{FILE}stakeholders.yaml"]
    assert found == [plan, plan, plan, plan, people]
    for path, heading in (
        (HOME, "Due in the next 30 days"),
        (OVERDUE, "The most urgent first"),
        (PLAYBOOK, "Due next"),
        (PLAYBOOK, "Who matters"),
        (HANDOVER, "Open promises"),
    ):
        rows = re.findall(r"^\| (?!When|Due|Contact|---).+$", part(pages[path], heading), re.M)
        assert rows
        assert all(len(EDIT.findall(row)) == 1 for row in rows), (path, rows)
    for markdown in pages.values():
        for address, title in EDIT.findall(markdown):
            assert address.endswith(f"/edit/main/{title}")


@pytest.mark.parametrize("edition", [Edition.TEAM, Edition.LEADERSHIP])
def test_who_they_are_and_what_they_buy_leads_to_its_file(edition: Edition) -> None:
    made = assemble(FIXTURE, edition, AS_OF, source_url=FORGE)
    pages = {page.path: page.markdown for page in made.pages}
    amounts = edition is Edition.LEADERSHIP
    for leaf, heading, file in (
        ("team.md", "Who plays when", "account.yaml"),
        ("team.md", "Who covers whom", "stakeholders.yaml"),
        ("team.md", "Their people", "stakeholders.yaml"),
        ("team.md", "Who decides what", "team.yaml"),
        ("team.md", "Their units", "account.yaml"),
        ("contacts.md", "Their organisation", "stakeholders.yaml"),
        ("strategy/market.md", "White space", "economics.yaml"),
        *([("strategy/money.md", "Revenue plan", "economics.yaml")] if amounts else []),
        ("strategy/money.md", "What drives the cost to serve", "economics.yaml"),
    ):
        links = EDIT.findall(part(pages[f"accounts/aldane-group/{leaf}"], heading))
        assert links, (leaf, heading)
        assert {address.rpartition("/")[2] for address, _ in links} == {file}, (leaf, heading)


def test_without_a_forge_nothing_leads_to_an_editor(made: Made) -> None:
    assert not re.search("pb-edit|pb-add", "".join(made(ALL).values()))
