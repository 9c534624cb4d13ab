"""What an id may be, and what becomes of a name that is none."""

import re
from pathlib import Path

import pytest
import yaml

from generator.cli.app import run
from generator.model.grammars import ID_PATTERN
from generator.model.ids import free_id, id_from
from generator.pipeline import read_definitions
from generator.text.suggestions import nearest
from tests.scenarios.scenario import BASE, copy_of


@pytest.mark.parametrize("name", ["acme", "3m", "7-eleven", "a1", "1a-2b", "20th", "2-e"])
def test_a_company_may_begin_with_a_digit(name: str) -> None:
    assert re.fullmatch(ID_PATTERN, name)
    assert yaml.safe_load(name) == name


@pytest.mark.parametrize(
    "name", ["010", "2026", "2026-11-02", "1e5", "0x1f", "0b1", "0o7", "-a", "a-", "a--b", "A", ""]
)
def test_what_other_tools_take_for_a_number_or_a_day_is_no_id(name: str) -> None:
    assert not re.fullmatch(ID_PATTERN, name)


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("Acme Corp", "acme-corp"),
        ("  Müller & Söhne, S.A. ", "muller-sohne-s-a"),
        ("3M", "3m"),
        ("010", None),
        ("東京", None),
        ("a" * 80, "a" * 64),
        ("Straße Łódź Ørsted Færø", "strasse-lodz-orsted-faero"),
        ("word " * 20, "-".join(["word"] * 13)),
    ],
)
def test_an_id_is_made_of_the_words_of_a_name(text: str, made: str | None) -> None:
    assert id_from(text) == made


def test_a_name_in_place_of_an_id_is_told_the_command(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = copy_of(BASE, tmp_path / "repository")
    assert run(["new", "account", "7-Eleven's", "--root", str(root)]) == 2
    assert "playbook new account 7-eleven-s --name '7-Eleven" in capsys.readouterr().err
    command = ["new", "account", "7-eleven-s", "--name", "7-Eleven's", "--root", str(root)]
    assert run(command) == 0
    assert "7-eleven-s" in read_definitions(root).definitions.accounts


@pytest.mark.parametrize("spelt", ["README.md", "readme.md", "ReadMe.MD"])
def test_a_readme_is_welcome_in_every_folder(tmp_path: Path, spelt: str) -> None:
    root = copy_of(BASE, tmp_path / "repository")
    expected = read_definitions(root)
    folders = [path.parent for path in root.glob("*/**/*.yaml")]
    for folder in {root / "accounts", root / "content", *folders}:
        (folder / spelt).write_text("# What is here\n\nclass: confidential\n", "utf-8")
    found = read_definitions(root)
    assert found.findings == expected.findings
    assert found.definitions == expected.definitions
    assert not [path for path in found.files if path.lower().endswith("readme.md")]


@pytest.mark.parametrize(
    ("word", "others"),
    [
        ("headquarters", ["charter", "chart"]),
        ("phone", ["power", "person"]),
        ("tags", ["stages", "targets"]),
        ("revenue", ["review"]),
    ],
)
def test_another_word_is_no_slip(word: str, others: list[str]) -> None:
    assert nearest(word, others) is None


@pytest.mark.parametrize(
    ("word", "meant"),
    [("ower", "owner"), ("onwer", "owner"), ("titel", "title"), ("nmae", "name"), ("teir", "tier")],
)
def test_a_slip_is_named(word: str, meant: str) -> None:
    assert nearest(word, [meant, "another", "status", "region"]) == meant


def test_a_free_id_takes_the_first_number_that_is_free() -> None:
    assert free_id("report", ()) == "report"
    assert free_id("report", {"report", "report-2", "report-4"}) == "report-3"
