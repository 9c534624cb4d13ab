"""`playbook examples`: which accounts are examples, which dates move, and what stays."""

import json
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.cli.app import run
from tests.conftest import ROOT
from tests.scenarios.scenario import BASE, contents, copy_of, replace
from tests.unit.test_migrations import MIXED

Command = Callable[..., tuple[int, str, str]]

ACCOUNT = "accounts/acme-pumps"
ORGANISATION = "content/organisation.yaml"


def make_examples(root: Path) -> Path:
    """The account of a repository becomes an example, written for 2 November 2026."""
    replace(
        root / ACCOUNT / "account.yaml", "name: Acme Pumps\n", "name: Acme Pumps\nfictional: yes\n"
    )
    replace(root / "content/people.yaml", "people/1\n", "people/1\nfictional: yes\n")
    replace(
        root / ORGANISATION,
        "name: Example Supplies\n",
        "name: Example Supplies\nfictional: yes\nexamples_as_of: 2026-11-02\n",
    )
    return root


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return make_examples(copy_of(BASE, tmp_path / "repository"))


@pytest.fixture
def examples(root: Path, capsys: pytest.CaptureFixture[str]) -> Command:
    """Runs the command and gives its exit code and what it printed."""

    def call(*options: str) -> tuple[int, str, str]:
        code = run(["examples", "--root", str(root), *options])
        printed = capsys.readouterr()
        assert "Traceback" not in printed.err
        return code, printed.out, printed.err

    return call


def text_of(root: Path, name: str = "account.yaml") -> str:
    return (root / ACCOUNT / name).read_bytes().decode()


def test_examples_and_their_day_are_named(examples: Command) -> None:
    assert examples() == (0, "Examples, written for 2026-11-02:\n  acme-pumps\n", "")


def test_every_date_moves_by_the_same_days_and_the_layout_stays(
    root: Path, examples: Command
) -> None:
    replace(
        root / ACCOUNT / "account.yaml",
        "review: {last: 2026-10-01, every: 6 months}\n",
        "review:   { last: '2026-10-01',  # since 2025\n    every: 6 months }\n",
    )
    code, out, err = examples("--shift-to", "2027-11-01")
    assert (code, err) == (0, "")
    assert out.startswith("The examples move by 364 days, from 2026-11-02 to 2027-11-01.\n")
    text = text_of(root)
    assert "review:   { last: '2027-09-30',  # since 2025\n    every: 6 months }\n" in text
    assert "approved: {by: ada, on: 2027-10-01}\n" in text
    assert "  - {version: 1, on: 2027-09-30, what: [First plan.]}\n" in text
    assert "as_of: 2027-09-30" in (root / "content/people.yaml").read_text()
    assert "examples_as_of: 2027-11-01\n" in (root / ORGANISATION).read_text()
    assert f"{ACCOUNT}/account.yaml:8: review:   {{ last: '2027-09-30',  # since 2025\n" in out


def test_line_ends_and_a_byte_order_mark_stay(root: Path, examples: Command) -> None:
    file = root / ACCOUNT / "account.yaml"
    file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes().replace(b"\n", b"\r\n"))
    before = file.read_bytes()
    assert examples("--shift-to", "2027-11-01")[0] == 0
    assert file.read_bytes() == before.replace(b"2026-10-01", b"2027-09-30").replace(
        b"2026-10-02", b"2027-10-01"
    )


@pytest.mark.parametrize(
    ("to", "starts", "ends"),
    [
        ("2027-11-02", "2026-10-01", "2027-09-30"),
        ("2028-11-30", "2027-10-01", "2028-09-30"),
        ("2028-03-15", "2027-02-01", "2028-01-31"),
        ("2027-04-01", "2026-03-01", "2027-02-28"),
        ("2025-10-31", "2024-09-01", "2025-08-31"),
    ],
)
def test_a_business_year_stays_whole(
    root: Path, examples: Command, to: str, starts: str, ends: str
) -> None:
    assert examples("--shift-to", to)[0] == 0
    assert f"starts: {starts}\n      ends: {ends}\n" in text_of(root, "economics.yaml")


def test_a_year_of_52_weeks_keeps_its_days(root: Path, examples: Command) -> None:
    replace(root / ACCOUNT / "economics.yaml", "ends: 2026-09-30", "ends: 2026-09-29")
    assert examples("--shift-to", "2027-11-01")[0] == 0
    assert "starts: 2026-09-30\n      ends: 2027-09-28\n" in text_of(root, "economics.yaml")


WORDS = {
    "Seen on 26 March 2026.": "Seen on 25 March 2027.",
    "Seen on 1 January 2026, twice.": "Seen on 31 December 2026, twice.",
    "Seen on March 26, 2026.": "Seen on March 25, 2027.",
    "Minutes of 2026-03-26": "Minutes of 2027-03-25",
    "26 March\n    2026 it was": "25 March\n    2027 it was",
}
LEFT = (
    "In spring 2026",
    "In March 2026",
    "FY2026 was good",
    "fy26 was good",
    "Between 12 and 26 March 2026",
    "12-26 March 2026",
    "On Thursday, 26 March 2026",
    "Never on 31 February 2026",
    "See report-2026-03-26",
    "Due on 16 October",
    "In the May round",
)


@pytest.mark.parametrize("written", WORDS)
def test_full_dates_in_texts_move(root: Path, examples: Command, written: str) -> None:
    replace(root / ACCOUNT / "account.yaml", "sector:", f"summary: >-\n    {written}\nsector:")
    _, out, _ = examples("--shift-to", "2027-11-01")
    assert f"summary: >-\n    {WORDS[written]}\nsector:" in text_of(root)
    assert f"{ACCOUNT}/account.yaml:" in out.partition("look at")[0]
    assert WORDS[written][:4] not in out.partition("look at")[2]


@pytest.mark.parametrize("written", LEFT)
def test_other_times_in_texts_stay_and_are_named(
    root: Path, examples: Command, written: str
) -> None:
    replace(root / ACCOUNT / "account.yaml", "sector:", f"summary: {written}\nsector:")
    _, out, _ = examples("--shift-to", "2027-11-01")
    assert f"summary: {written}\nsector:" in text_of(root)
    assert f"  {ACCOUNT}/account.yaml:11: summary: {written}\n" in out.partition("look at")[2]


def test_notes_move_too(root: Path, examples: Command) -> None:
    note = root / ACCOUNT / "notes/why.md"
    note.write_text(
        "---\nschema: note/1\ntitle:  Talk of 26 March 2026\n---\n\n"
        "We met on 2026-03-26.\nIn 2022 nobody came.\n"
    )
    _, out, _ = examples("--shift-to", "2027-11-01")
    assert note.read_text() == (
        "---\nschema: note/1\ntitle:  Talk of 25 March 2027\n---\n\n"
        "We met on 2027-03-25.\nIn 2022 nobody came.\n"
    )
    assert f"{ACCOUNT}/notes/why.md: 2 dates\n" in out
    assert f"{ACCOUNT}/notes/why.md:7: In 2022 nobody came.\n" in out


def test_files_of_an_older_format_move_as_they_are(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = make_examples(MIXED.lay_out(tmp_path / "older"))
    assert run(["examples", "--root", str(root), "--shift-to", "2027-11-01"]) == 0
    assert not capsys.readouterr().err
    text = text_of(root)
    assert "schema: account/0\n" in text
    assert "reviewed: 2027-09-30\nreview_every: 6\n" in text
    assert "approved_on: 2027-10-01\n" in text


def test_pages_that_tell_a_day_of_the_examples_are_named(root: Path, examples: Command) -> None:
    page = root / "content/pages/guide.md"
    page.write_text("# A guide\n\nDone on 14 October 2026.\nWritten on 13 January 2010.\n")
    before = page.read_bytes()
    _, out, _ = examples("--shift-to", "2027-11-01")
    assert "  content/pages/guide.md:3: Done on 14 October 2026.\n" in out
    assert "2010" not in out
    assert page.read_bytes() == before


def test_words_that_look_like_months_are_not_named(root: Path, examples: Command) -> None:
    summary = "summary: They may march in 12 weeks.\n"
    replace(root / ACCOUNT / "account.yaml", "sector:", f"{summary}sector:")
    assert summary not in examples("--shift-to", "2027-11-01")[1]


def test_numbers_and_what_is_no_example_stay(root: Path, examples: Command) -> None:
    replace(root / ACCOUNT / "economics.yaml", "revenue: 1000 k", "revenue: 2026 k")
    replace(root / "content/people.yaml", "fictional: yes\n", "")
    people = (root / "content/people.yaml").read_bytes()
    handbook = (root / "content/roles/kam.yaml").read_bytes()
    _, out, _ = examples("--shift-to", "2027-11-01")
    assert "revenue: 2026 k" not in out
    assert (root / "content/people.yaml").read_bytes() == people
    assert (root / "content/roles/kam.yaml").read_bytes() == handbook
    assert "--with-handbook moves them too" in out


def test_the_handbook_moves_when_asked(root: Path, examples: Command) -> None:
    role = root / "content/roles/kam.yaml"
    assert "last: 2026-10-01" in role.read_text()
    _, out, _ = examples("--shift-to", "2027-11-01", "--with-handbook")
    assert "last: 2027-09-30" in role.read_text()
    assert "--with-handbook" not in out


def test_days_of_the_week_are_pointed_out(examples: Command) -> None:
    _, out, _ = examples("--shift-to", "2027-11-02", "--check")
    assert "due on a Friday is due on a Saturday. They stay with 2027-11-01.\n" in out
    assert "Friday" not in examples("--shift-to", "2027-11-01", "--check")[1]


def test_check_writes_nothing(root: Path, examples: Command) -> None:
    before = contents(root)
    code, out, _ = examples("--shift-to", "2027-11-01", "--check")
    assert code == 1 and " to be moved" in out
    assert contents(root) == before


def test_the_same_day_needs_nothing(root: Path, examples: Command) -> None:
    before = contents(root)
    for option in ((), ("--check",)):
        code, out, _ = examples("--shift-to", "2026-11-02", *option)
        assert (code, out) == (
            0,
            "The examples are written for 2026-11-02 already; nothing was written.\n",
        )
    assert contents(root) == before


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--shift-to", "next year"], "`next year` is not a date: write it like 2026-11-02"),
        (["--shift-to", "2026-02-30"], "`2026-02-30` is not a date: write it like 2026-11-02"),
        (["--shift-to", "2101-01-01"], "2101-01-01 is outside the years 1950 to 2100"),
        (["--shift-to", "1950-01-01"], ", outside the years 1950 to 2100; nothing was written"),
        (["--check"], "name the day with --shift-to"),
        (["--with-handbook"], "name the day with --shift-to"),
    ],
)
def test_what_is_no_usable_day_is_refused(
    root: Path, examples: Command, options: list[str], message: str
) -> None:
    before = contents(root)
    code, out, err = examples(*options)
    assert (code, out) == (2, "")
    assert message in err
    assert contents(root) == before


def test_a_repository_without_examples_is_refused(root: Path, examples: Command) -> None:
    replace(root / ACCOUNT / "account.yaml", "fictional: yes\n", "")
    for options in ((), ("--shift-to", "2027-11-01")):
        code, _, err = examples(*options)
        assert code == 2
        assert "no account here says `fictional: yes`, so there are no examples" in err


def test_examples_without_a_day_of_their_own_are_refused(root: Path, examples: Command) -> None:
    replace(root / ORGANISATION, "examples_as_of: 2026-11-02\n", "")
    code, _, err = examples("--shift-to", "2027-11-01")
    assert code == 2
    assert "content/organisation.yaml does not say for which day the examples are written" in err
    assert "add `examples_as_of:`" in err


def test_errors_in_definitions_stop_it(root: Path, examples: Command) -> None:
    replace(root / ACCOUNT / "account.yaml", "tier: key", "tier: keys")
    before = contents(root)
    code, _, err = examples("--shift-to", "2027-11-01")
    assert code == 1 and "1 error in the definitions; nothing was written" in err
    assert contents(root) == before


def test_a_write_protected_file_stops_it_before_the_first_is_written(
    root: Path, examples: Command
) -> None:
    (root / ORGANISATION).chmod(stat.S_IRUSR)
    before = contents(root)
    code, _, err = examples("--shift-to", "2027-11-01")
    assert code == 3 and "is write-protected: allow writing to it; nothing was written" in err
    assert contents(root) == before


@pytest.mark.slow
def test_examples_are_built_as_of_their_own_day(
    root: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (root / "mkdocs.yml").write_bytes((ROOT / "mkdocs.yml").read_bytes())
    (root / "content/pages/index.md").unlink()
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1800000000")  # 2027-01-15

    def built() -> str:
        run(["build", "--root", str(root), "--as-of", "examples", "--edition", "public"])
        return capsys.readouterr().out

    said = built()
    assert said.startswith(
        "All accounts are examples written for 2026-11-02, so the site shows them as of that day.\n"
    )
    assert "Edition public as of 2026-11-02 in " in said
    replace(root / ACCOUNT / "account.yaml", "fictional: yes", "fictional: no")
    said = built()
    assert said.startswith("Not all accounts are examples with a day of their own, ")
    assert "Edition public as of 2027-01-15 in " in said


def test_every_command_takes_the_day_of_the_examples(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["render", str(tmp_path / "out"), "--root", str(root), "--as-of", "examples"]) == 0
    stamp = json.loads((tmp_path / "out/.playbook-site.json").read_bytes())
    assert stamp["as_of"] == "2026-11-02"
    replace(root / ACCOUNT / "account.yaml", "last: 2026-10-01", "last: 2026-05-02")
    for day, code in (("examples", 0), ("2026-11-03", 1)):
        assert run(["check", "--root", str(root), "--as-of", day, "--strict"]) == code
    assert "review-overdue" in capsys.readouterr().out
