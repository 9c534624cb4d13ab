"""`playbook log` adds one entry, leaves every other byte, and writes nothing that is not sound."""

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from generator.cli.app import run
from generator.pipeline import check, read_definitions
from generator.text.spoken_days import day_of
from tests.scenarios.scenario import AS_OF, BASE, contents, copy_of

DAY = ("--as-of", "2026-11-02")  # a Monday
STRATEGY = "accounts/acme-pumps/strategy.yaml"
RELATIONSHIPS = "accounts/acme-pumps/stakeholders.yaml"
Log = Callable[..., int]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return copy_of(BASE, tmp_path / "repository")


@pytest.fixture
def log(root: Path) -> Log:
    return lambda *args: run(["log", "acme-pumps", *args, *DAY, "--root", str(root)])


def added(root: Path, before: dict[str, bytes]) -> list[str]:
    """The new lines; all others have to be as they were, and in their order."""
    new: list[str] = []
    for name, data in contents(root).items():
        old = iter(before[name].splitlines(keepends=True))
        waiting = next(old, None)
        for line in data.splitlines(keepends=True):
            if line == waiting:
                waiting = next(old, None)
            else:
                new.append(line.decode().rstrip("\r\n"))
        assert waiting is None, f"{name} lost {waiting!r}"
    return [line for line in new if line.strip()]


CASES = {
    "promise": (
        ("--what", "Test report", "--due", "next Friday", "--with", "works-manager"),
        [
            "  - id: test-report",
            "    by: us",
            "    what: Test report",
            "    made: 2026-11-02",
            "    due: 2026-11-06",
            "    owner: ada",
            "    stakeholder: works-manager",
        ],
    ),
    "decision": (
        (
            "--what",
            "Two seals: one for water",
            "--because",
            "Tests",
            "--by",
            "ben",
            "--on",
            "yesterday",
        ),
        [
            "  - id: two-seals-one-for-water",
            '    what: "Two seals: one for water"',
            "    on: 2026-11-01",
            "    by: ben",
            "    because: Tests",
        ],
    ),
    "review": (
        ("--kind", "quarterly", "--what", "Stops went down", "--by", "ben", "--on", "yesterday"),
        [
            "reviews_held:",
            "  - kind: quarterly",
            "    on: 2026-11-01",
            "    by: ben",
            "    minutes: Stops went down",
        ],
    ),
    "action": (
        ("--what", "Visit again", "--due", "in 2 weeks", "--kind", "develop"),
        [
            "      - id: visit-again",
            "        what: Visit again",
            "        owner: ada",
            "        due: 2026-11-16",
            "        kind: develop",
        ],
    ),
}


@pytest.mark.parametrize("kind", CASES)
def test_an_entry_is_added_and_every_other_byte_stays(
    kind: str, root: Path, log: Log, capsys: pytest.CaptureFixture[str]
) -> None:
    options, lines = CASES[kind]
    before = contents(root)
    assert log(kind, *options) == 0
    assert added(root, before) == lines
    shown = capsys.readouterr().out
    place = re.match(r"(\S+), line (\d+):", shown)
    assert place
    assert (root / place[1]).read_text().splitlines()[int(place[2]) - 1] == lines[0]
    assert all(line in shown for line in lines)
    assert not [each for each in check(root, AS_OF).findings if each.level.value == "error"]


def test_the_same_words_for_another_day_have_an_id_of_their_own(root: Path, log: Log) -> None:
    for day in ("tomorrow", "Friday"):
        assert log("promise", "--what", "Test report", "--due", day) == 0
    promises = read_definitions(root).definitions.accounts["acme-pumps"].promises
    assert [each.id for each in promises][-2:] == ["test-report", "test-report-2"]


def test_the_same_promise_is_written_once(
    root: Path, log: Log, capsys: pytest.CaptureFixture[str]
) -> None:
    promise = ("promise", "--what", "Test report", "--due", "tomorrow")
    assert log(*promise) == 0
    before = contents(root)
    assert log(*promise) == 2
    assert f"stands at {STRATEGY}:" in capsys.readouterr().err
    assert contents(root) == before


@pytest.mark.parametrize(
    ("post", "owner"), [("works-manager", "ada"), ("Works manager", "ada blum")]
)
def test_posts_and_people_have_ids_and_names(
    post: str, owner: str, root: Path, log: Log, capsys: pytest.CaptureFixture[str]
) -> None:
    options = ("--what", "Test report", "--due", "next Friday", "--with", post, "--owner", owner)
    assert log("promise", *options) == 0
    promise = read_definitions(root).definitions.accounts["acme-pumps"].promises[-1]
    assert (promise.stakeholder, promise.owner) == ("works-manager", "ada")
    shown = " ".join(capsys.readouterr().out.split())
    assert (
        "Due Friday, 6 Nov 2026, in 4 days. Ada Blum answers for it. Wrong? Change `due` in"
        in shown
    )
    place = re.search(r"in (\S+):(\d+)\.$", shown)
    assert place
    assert (root / place[1]).read_text().splitlines()[int(place[2]) - 1] == "    due: 2026-11-06"


@pytest.mark.parametrize(
    ("option", "says"),
    [("--with", "there is no post at the customer `who`; known:"), ("--owner", "Ada Blum (ada)")],
)
def test_whoever_is_unknown_is_named_with_those_there_are(
    option: str, says: str, log: Log, capsys: pytest.CaptureFixture[str]
) -> None:
    assert log("promise", "--what", "x", "--due", "tomorrow", option, "who") == 2
    assert says in capsys.readouterr().err


def test_of_a_thousand_accounts_few_are_named(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = (root / "accounts/acme-pumps/account.yaml").read_text()
    for at in range(20):
        folder = root / f"accounts/acme-{at}"
        folder.mkdir()
        (folder / "account.yaml").write_text(text.replace("id: acme-pumps", f"id: acme-{at}"))
    assert run(["log", "acme-pump", "decision", "--what", "x", "--root", str(root)]) == 2
    error = capsys.readouterr().err
    assert "acme-pumps" in error
    assert "and 16 more" in error


def test_people_who_know_each_other_have_one_day_changed(root: Path, log: Log) -> None:
    before = read_definitions(root).definitions.accounts["acme-pumps"].relationships
    known = before[0]
    files = contents(root)
    person, post = str(known.person), str(known.stakeholder)
    assert log("conversation", "--with", post, "--owner", person, "--on", "today") == 0
    now = read_definitions(root).definitions.accounts["acme-pumps"].relationships
    assert (len(now), now[0].last_contact) == (len(before), date(2026, 11, 2))
    changed = [name for name, data in contents(root).items() if data != files[name]]
    assert len(changed) == 1
    old, new = files[changed[0]].splitlines(), contents(root)[changed[0]].splitlines()
    assert sum(one != other for one, other in zip(old, new, strict=True)) == 1


@pytest.mark.parametrize(
    ("rhythm", "says"),
    [("", "Add how often they speak (`every`)."), ("6 weeks", "They speak every 6 weeks.")],
)
def test_people_who_are_new_to_each_other_may_agree_a_rhythm(
    rhythm: str, says: str, root: Path, log: Log, capsys: pytest.CaptureFixture[str]
) -> None:
    people = root / "content/people.yaml"
    people.write_text(f"{people.read_text()}  - {{id: cid, name: Cid Marsh, function: service}}\n")
    before = contents(root)
    who = ("--with", "works-manager", "--owner", "cid", "--on", "today")
    agreed = ("--every", rhythm) if rhythm else ()
    assert log("conversation", *who, *agreed, "--what", "Seals") == 0
    assert added(root, before) == [
        "  - person: cid",
        "    stakeholder: works-manager",
        "    strength: first-contact",
        "    since: 2026-11-02",
        "    last_contact: 2026-11-02",
        *([f"    every: {rhythm}"] if rhythm else []),
        "    purpose: Seals",
    ]
    assert says in capsys.readouterr().out


@pytest.mark.parametrize(
    ("options", "changed", "says"),
    [
        (
            ("--on", "2026-10-20", "--what", "Prices: 2027"),
            ['    purpose: "Prices: 2027"'],
            f"Tuesday, 20 Oct 2026. They speak every 1 month. Wrong? Change `purpose` in "
            f"{RELATIONSHIPS}:28.",
        ),
        (
            ("--on", "2026-10-30", "--what", "Prices"),
            ["    last_contact: 2026-10-30", "    purpose: Prices"],
            "Friday, 30 Oct 2026, before that 20 Oct 2026. They speak every 1 month. "
            f"Wrong? Change `last_contact` in {RELATIONSHIPS}:26.",
        ),
    ],
)
def test_what_a_relationship_left_open_is_filled(
    options: tuple[str, ...],
    changed: list[str],
    says: str,
    root: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    before = contents(root)
    known = ("log", "acme-pumps", "conversation", "--with", "purchasing-head")
    assert run([*known, *options, *DAY, "--root", str(root)]) == 0
    assert says in " ".join(capsys.readouterr().out.split())
    after = contents(root)
    assert [name for name in after if after[name] != before[name]] == [RELATIONSHIPS]
    old, new = (each[RELATIONSHIPS].decode().splitlines() for each in (before, after))
    assert [line for line in new if line not in old] == changed


def test_two_who_met_today_agree_a_rhythm_and_no_second_one(root: Path, log: Log) -> None:
    file = root / RELATIONSHIPS
    file.write_text(file.read_text().replace("    every: 1 month\n", ""))
    known = ("conversation", "--with", "purchasing-head")
    assert log(*known) == 0
    assert log(*known) == 2
    assert log(*known, "--every", "6 weeks") == 0
    assert log(*known, "--every", "6 weeks") == 2
    link = read_definitions(root).definitions.accounts["acme-pumps"].relationships[0]
    assert (link.last_contact, str(link.every)) == (date(2026, 11, 2), "6 weeks")


def test_nothing_is_added_to_an_entry_in_one_line(
    root: Path, log: Log, capsys: pytest.CaptureFixture[str]
) -> None:
    before = contents(root)
    assert log("conversation", "--with", "works-manager", "--every", "1 month") == 2
    assert "give each key a line of its own" in capsys.readouterr().err
    assert contents(root) == before


def test_a_section_that_is_not_there_is_begun(root: Path, log: Log) -> None:
    file = root / STRATEGY
    text = file.read_text()
    start = text.index("decisions:")
    file.write_text(text[:start] + text[text.index("assumptions:") :])
    assert log("decision", "--what", "One seal", "--because", "Fewer parts") == 0
    assert (
        "\n\ndecisions:\n  - id: one-seal\n"
        in (root / "accounts/acme-pumps/account.yaml").read_text()
    )


@pytest.mark.parametrize("line_end", [b"\n", b"\r\n"])
def test_a_new_section_takes_the_place_of_its_hint(line_end: bytes, root: Path) -> None:
    place = ("--root", str(root), "--as-of", "2026-11-02")
    assert run(["new", "account", "zeta", "--full", *place]) == 0
    file = root / "accounts/zeta/account.yaml"
    file.write_bytes(file.read_bytes().replace(b"\n", line_end))
    edited = file.read_bytes().replace(b"what: What was promised", b"what: A report?")
    file.write_bytes(edited)
    decided = ("decision", "--what", "One seal", "--because", "Fewer parts")
    promised = ("promise", "--what", "A report", "--due", "tomorrow")
    for words in (decided, promised):
        assert run(["log", "zeta", *words, *place]) == 0
    data = file.read_bytes()
    before, _, after = edited.partition(b"# decisions:" + line_end)
    assert data.startswith(before + b"decisions:" + line_end + b"  - id: one-seal" + line_end)
    assert b"What was decided" in after and b"What was decided" not in data
    assert b"# promises:" in data and b"A report?" in data
    assert data.count(line_end) == data.count(b"\n")
    assert b"# assumptions:" in data


def test_line_ends_stay_what_they_are(root: Path, log: Log) -> None:
    file = root / STRATEGY
    file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    assert log("promise", "--what", "Test report", "--due", "tomorrow") == 0
    assert file.read_bytes().count(b"\n") == file.read_bytes().count(b"\r\n")


BAD = [
    (("promise", "--due", "tomorrow"), "--what is missing"),
    (("promise", "--what", "x"), "--due is missing"),
    (("promise", "--what", "x", "--due", "31 Feb"), "`31 Feb` is no day"),
    (("promise", "--what", "x", "--due", "4.12.2026"), "Did you mean 2026-12-04?"),
    (("conversation", "--with", "x", "--on", "12/31/2025"), "Did you mean 2025-12-31?"),
    (("promise", "--what", "x", "--due", "tomorrow", "--with", "nobody"), "nobody"),
    (("promise", "--what", "x", "--due", "last Friday", "--on", "today"), "`due` is before `made`"),
    (("promise", "--what", "x", "--due", "tomorrow", "--by", "them"), "them"),
    (("decision", "--what", "x"), "--because is missing"),
    (
        ("action", "--what", "x", "--due", "today", "--objective", "nowhere"),
        "no objective `nowhere`",
    ),
    (("conversation",), "--with is missing"),
]


@pytest.mark.parametrize(("args", "says"), BAD)
def test_what_would_be_wrong_is_not_written(
    args: tuple[str, ...], says: str, root: Path, log: Log, capsys: pytest.CaptureFixture[str]
) -> None:
    before = contents(root)
    assert log(*args) == 2
    assert says in capsys.readouterr().err
    assert contents(root) == before


@pytest.mark.parametrize(
    ("find", "replace"),
    [
        (
            "promises:\n",
            "promises: [{id: a, by: us, what: b, made: 2026-09-01, due: 2026-12-01, owner: ada}]\n"
            "rest:\n",
        ),
        ("promises:\n", "promises: []\nrest:\n"),
    ],
)
def test_what_is_written_in_one_line_is_refused_with_what_to_do(
    find: str, replace: str, root: Path, log: Log, capsys: pytest.CaptureFixture[str]
) -> None:
    file = root / STRATEGY
    text = file.read_text().replace(find, replace)
    start = text.index("rest:\n")
    file.write_text(text[:start] + text[text.index("decisions:") :])
    before = contents(root)
    assert log("promise", "--what", "x", "--due", "tomorrow") == 2
    assert "nothing was written" in capsys.readouterr().err
    assert contents(root) == before


def test_an_account_with_an_error_is_left_alone_and_the_error_named(
    root: Path, log: Log, capsys: pytest.CaptureFixture[str]
) -> None:
    file = root / STRATEGY
    file.write_text(file.read_text() + "unknown: 1\n")
    before = contents(root)
    assert log("promise", "--what", "x", "--due", "tomorrow") == 2
    assert f"{STRATEGY}:" in capsys.readouterr().err
    assert contents(root) == before


def test_an_unknown_account_is_named_with_those_there_are(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["log", "nope", "conversation", "--root", str(root)]) == 2
    assert "known: acme-pumps" in capsys.readouterr().err


@pytest.mark.parametrize(
    "text",
    [
        'What #1: "a" [b] {c} - d',
        "- x",
        "yes",
        "1.0",
        "2026-01-01",
        "über & Söhne",
        "'a'",
        "a: b #c",
    ],
)
def test_any_text_is_read_back_as_it_was_given(text: str, root: Path, log: Log) -> None:
    assert log("promise", "--what", text, "--due", "tomorrow") == 0
    promises = read_definitions(root).definitions.accounts["acme-pumps"].promises
    assert promises[-1].what == text


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("today", "2026-11-02"),
        ("Tomorrow", "2026-11-03"),
        ("yesterday", "2026-11-01"),
        ("monday", "2026-11-09"),
        ("next Friday", "2026-11-06"),
        ("last monday", "2026-10-26"),
        ("last friday", "2026-10-30"),
        ("in 2 weeks", "2026-11-16"),
        ("3 days ago", "2026-10-30"),
        ("in 3 months", "2027-02-02"),
        ("1 year ago", "2025-11-02"),
        ("4 Dec", "2026-12-04"),
        ("1 nov", "2027-11-01"),
        ("4 December 2027", "2027-12-04"),
        ("end of quarter", "2026-12-31"),
        ("end of month", "2026-11-30"),
        ("2026-02-30", None),
        ("30 Feb", None),
        ("in 999 years", "3025-11-02"),
        ("soon", None),
        ("", None),
    ],
)
def test_days_in_a_readers_words(text: str, day: str | None) -> None:
    assert day_of(text, date(2026, 11, 2)) == (date.fromisoformat(day) if day else None)


LAYOUTS = {
    "a text over several lines with # in it": (
        "    what: |\n      Answers to\n      #12 (stops) and\n      #14 (oil)\n"
    ),
    "a quoted text that goes on at the margin": '    what: "Answers to the\nnotes of Jurong"\n',
    "a quoted text with # in it": '    what: "Answers to\n      #12 (stops)"\n',
    "a text that keeps its empty lines": "    what: |+\n      Answers\n\n\n",
    "a comment behind it": "    what: Answers\n    # to all of it\n",
}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_an_entry_goes_behind_the_last_one_however_that_is_written(
    layout: str, root: Path, log: Log
) -> None:
    file = root / STRATEGY
    entry = (
        "  - id: list\n    by: us\n    made: 2026-10-01\n    due: 2026-12-20\n    owner: ada\n"
        f"{LAYOUTS[layout]}"
    )
    file.write_text(file.read_text().replace("decisions:\n", f"{entry}decisions:\n"))
    before = read_definitions(root).definitions.accounts["acme-pumps"].promises
    files = contents(root)
    assert log("promise", "--what", "Test report", "--due", "tomorrow") == 0
    now = read_definitions(root).definitions.accounts["acme-pumps"].promises
    assert [each.what for each in now] == [*(each.what for each in before), "Test report"]
    assert len(added(root, files)) == 6


@pytest.mark.parametrize("change", ["mixed", "mark", "no end"])
def test_every_byte_stays_in_files_of_any_make(change: str, root: Path, log: Log) -> None:
    file = root / STRATEGY
    data = file.read_bytes()
    changed = {
        "mixed": data.replace(b"\n", b"\r\n", 3),
        "mark": b"\xef\xbb\xbf" + data,
        "no end": data.rstrip(b"\n"),
    }[change]
    file.write_bytes(changed)
    assert log("promise", "--what", "Test report", "--due", "tomorrow") == 0
    new = file.read_bytes()
    at = new.index(b"  - id: test-report")
    length = len(new) - len(changed)
    assert new[:at] + new[at + length :] == changed


def test_empty_lines_at_the_end_stay(root: Path, log: Log) -> None:
    file = root / "accounts/acme-pumps/account.yaml"
    file.write_text(file.read_text() + "\n\n\n")
    before = file.read_bytes()
    assert log("decision", "--what", "x", "--because", "y") == 0  # has a file of its own
    strategy = root / STRATEGY
    text = strategy.read_text()
    start = text.index("decisions:")
    strategy.write_text(text[:start] + text[text.index("assumptions:") :])
    assert log("decision", "--what", "x", "--because", "y") == 0
    assert file.read_bytes().startswith(before)


PAST = [
    ("Friday", "2026-10-30"),
    ("monday", "2026-11-02"),
    ("20 Oct", "2026-10-20"),
    ("4 Dec", "2025-12-04"),
]


@pytest.mark.parametrize(("text", "day"), PAST)
def test_what_has_happened_was_in_the_past(text: str, day: str, root: Path, log: Log) -> None:
    assert log("decision", "--what", "One more", "--because", "y", "--on", text) == 0
    decisions = read_definitions(root).definitions.accounts["acme-pumps"].decisions
    assert decisions[-1].on == date.fromisoformat(day)


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (("--on", "tomorrow"), "still to come"),
        (("--on", "2026-01-15"), "their last conversation is of"),
        (("--every", "2 weeks"), f"is `1 month`; change it in {RELATIONSHIPS}:27"),
    ],
)
def test_a_contact_is_the_last_one_and_contradicts_nothing(
    options: tuple[str, ...],
    says: str,
    root: Path,
    log: Log,
    capsys: pytest.CaptureFixture[str],
) -> None:
    known = read_definitions(root).definitions.accounts["acme-pumps"].relationships[0]
    before = contents(root)
    who = ("--with", str(known.stakeholder), "--owner", str(known.person))
    assert log("conversation", *who, *options) == 2
    assert says in capsys.readouterr().err
    assert contents(root) == before


def test_bytes_that_are_no_text_are_refused(
    root: Path, log: Log, capsys: pytest.CaptureFixture[str]
) -> None:
    before = contents(root)
    assert log("promise", "--what", "caf\udce9", "--due", "tomorrow") == 2
    assert "no text" in capsys.readouterr().err
    assert contents(root) == before


def test_a_day_that_not_every_year_has_is_found_where_it_has_just_been() -> None:
    leap_day = date(2028, 2, 29)
    assert day_of("29 Feb", date(2028, 3, 5), past=True) == leap_day
    assert day_of("29 Feb", date(2027, 12, 1)) == leap_day
    assert day_of("29 Feb", leap_day) == leap_day
    assert day_of("29 Feb", date(2026, 12, 1)) is None
