"""`playbook what-if` and `playbook export`: what is printed, where, with which exit code."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from generator.cli.app import run
from generator.exports.reference import document_schema_text, fields_text
from generator.findings.classification import Edition
from generator.pipeline.assemble import assemble
from tests.scenarios.scenario import AS_OF, BASE, contents, copy_of, replace
from tests.unit.test_cli import process

Command = Callable[..., tuple[int, str, str]]
SCORE = "accounts.acme-pumps.scores.volume=1"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return copy_of(BASE, tmp_path / "repository")


@pytest.fixture
def command(root: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> Command:
    """Runs one command on the repository: exit code, standard output, standard error."""

    def call(*arguments: object) -> tuple[int, str, str]:
        day = ("--as-of", AS_OF.isoformat())
        code = run([str(each) for each in (*arguments, "--root", root, *day)])
        printed = capfdbinary.readouterr()
        out, err = printed.out.decode("utf-8"), printed.err.decode("utf-8")
        assert "Traceback" not in out + err
        return code, out, err

    return call


# what-if -------------------------------------------------------------------------------------


def test_who_moves_is_printed(command: Command) -> None:
    assert command("what-if", "--set", SCORE) == (
        0,
        """\
What if
  accounts.acme-pumps.scores.matrix.potential.volume were 1 instead of 8

1 account looked at: 1 would change cell.

Matrix
  Acme Pumps: Star -> Streamline
    Potential  8.00 -> 3.80    (cut 5.5)
    Position   5.00            (cut 5.5, in the grey band)

Nothing was written.
""",
        "",
    )


def test_who_comes_close_is_printed_when_nobody_moves(command: Command) -> None:
    code, out, _ = command("what-if", "--set", "methods.matrix.weights.volume=70")
    assert code == 0
    assert (
        "The weights of Potential (Matrix) would sum to 110, not to 100. That is no error here: an "
        "axis is the mean of its scores, weighted by their part of the sum.\n"
    ) in out
    assert "1 account looked at: none would change cell.\n" in out
    assert (
        "Closest to another cell: Acme Pumps, Position 5.00, 0.50 below the cut of 5.5; "
        "on the other side is Strategic.\n"
    ) in out
    assert out.endswith("\nNothing was written.\n")


def test_the_grey_band_and_an_unchanged_figure_are_printed(command: Command) -> None:
    _, out, _ = command(
        *("what-if", "--set", "methods.matrix.cuts.position=6.5"),
        *("--set", "methods.matrix.weights.volume=60"),
    )
    assert "methods.matrix.weights.potential.volume is 60 already\n" in out
    assert "Acme Pumps: stays Star\n" in out
    assert "Position   5.00            (cut 5.5 -> 6.5, leaves the grey band)\n" in out


def test_an_override_is_printed(root: Path, command: Command) -> None:
    replace(
        root / "accounts/acme-pumps/strategy.yaml",
        "    grey_band_reason:",
        "    override: {cell: strategic, because: They ask for it., approved_by: ben}\n"
        "    grey_band_reason:",
    )
    _, out, _ = command("what-if", "--set", SCORE)
    assert "stays Strategic by its override; the scores alone: Star -> Streamline\n" in out
    assert "Closest" not in out


def test_names_are_printed_as_they_are(root: Path, command: Command) -> None:
    file = root / "accounts/acme-pumps/account.yaml"
    replace(file, "name: Acme Pumps", 'name: "[bold]Äcme[/bold] \\"Pumps\\""')
    _, out, _ = command("what-if", "--set", SCORE)
    assert '[bold]Äcme[/bold] "Pumps": Star -> Streamline\n' in out


def test_the_answer_as_json(command: Command) -> None:
    code, out, err = command("what-if", "--set", SCORE, "--format", "json")
    assert (code, err) == (0, "")
    document = json.loads(out)
    assert document == {
        "schema": "what-if/1",
        "edition": "team",
        "as_of": "2026-11-02",
        "settings": [
            {
                "name": "accounts.acme-pumps.scores.matrix.potential.volume",
                "before": "8",
                "after": "1",
            }
        ],
        "concerned": 1,
        "moves": [
            {
                "account": "acme-pumps",
                "method": "matrix",
                "rated": "2026-09-15",
                "changes_cell": True,
                "kept_by_override": False,
                "cell": {"before": "star", "after": "streamline"},
                "computed_cell": {"before": "star", "after": "streamline"},
                "axes": [
                    {
                        "axis": "potential",
                        "before": "8.00",
                        "after": "3.80",
                        "cut": "5.5",
                        "band": {"before": "high", "after": "low"},
                        "bands": [{"band": "high", "from": "5.5"}],
                        "grey_band": False,
                    },
                    {
                        "axis": "position",
                        "before": "5.00",
                        "after": "5.00",
                        "cut": "5.5",
                        "band": {"before": "low", "after": "low"},
                        "bands": [{"band": "high", "from": "5.5"}],
                        "grey_band": True,
                    },
                ],
            }
        ],
    }
    assert valid("data-what-if", document)
    _, near, _ = command("what-if", "--set", "methods.matrix.weights.volume=70", "--format", "json")
    assert valid("data-what-if", json.loads(near))
    assert json.loads(near)["nearest"] == {
        "account": "acme-pumps",
        "method": "matrix",
        "axis": "position",
        "value": "5.00",
        "cut": "5.5",
        "band": "high",
        "gap": "0.50",
        "across": "strategic",
    }


def valid(kind: str, document: Any) -> bool:
    return Draft202012Validator(json.loads(document_schema_text(kind))).is_valid(document)


@pytest.mark.parametrize("style", ["text", "json"])
def test_nothing_is_written(style: str, root: Path, command: Command) -> None:
    before = contents(root)
    assert command("what-if", "--set", SCORE, "--format", style)[0] == 0
    assert contents(root) == before


@pytest.mark.parametrize(
    ("setting", "expected"),
    [
        ("volume", "`volume` sets nothing: write it like"),
        ("methods.matrix.weights.volme=3", "Did you mean `volume`?"),
        ("methods.matrix.weights.volume=-3", "the weight -3 is negative"),
        ("accounts.acme-pumps.scores.volume=11", "is not a whole number from 1 to 10"),
        ("methods.matrix.weights.service=0", "every weight of `position` would be 0"),
    ],
)
def test_a_bad_setting_ends_with_2(setting: str, expected: str, command: Command) -> None:
    code, out, err = command("what-if", "--set", SCORE, "--set", setting)
    assert (code, out) == (2, "")
    assert err.startswith("Error: ")
    assert expected in err


def test_without_a_setting_there_is_nothing_to_try(command: Command) -> None:
    code, out, err = command("what-if")
    assert (code, out) == (2, "")
    assert "Missing option '--set'" in err


@pytest.mark.parametrize(
    "arguments", [("what-if", "--set", SCORE), ("export", "json"), ("export", "json", "acme-pumps")]
)
class TestWhatBothHaveInCommon:
    def test_errors_in_the_definitions_end_with_1(
        self, arguments: tuple[str, ...], root: Path, command: Command
    ) -> None:
        replace(root / "accounts/acme-pumps/account.yaml", "tier: key", "teir: key")
        code, out, err = command(*arguments)
        assert (code, out) == (1, "")
        assert "Did you mean `tier`?" in err

    @pytest.mark.parametrize("edition", ["public", "hr"])
    def test_an_edition_without_accounts_says_so(
        self, edition: str, arguments: tuple[str, ...], command: Command
    ) -> None:
        code, out, err = command(*arguments, "--edition", edition)
        assert (code, out) == (2, "")
        assert err.startswith(f"Error: the edition {edition} holds no account")
        assert "acme" not in err


# export --------------------------------------------------------------------------------------


@pytest.mark.parametrize("edition", [Edition.TEAM, Edition.LEADERSHIP])
def test_all_accounts_are_printed_as_the_site_has_them(
    edition: Edition, root: Path, command: Command
) -> None:
    code, out, err = command("export", "json", "--edition", edition)
    assert (code, err) == (0, "")
    made = assemble(root, edition, AS_OF).artifacts
    text = {each.path: each.text for each in made}["data/accounts.json"]
    assert json.loads(out) == json.loads(text)
    assert list(json.loads(out)) == list(json.loads(text))
    assert text.count("\n") == 1
    assert out.startswith('{\n  "schema": "accounts/1",\n')
    assert out.endswith("\n}\n")


def test_one_account_is_printed_alone(root: Path, command: Command) -> None:
    (root / "accounts/bolt-works").mkdir()
    text = (root / "accounts/acme-pumps/account.yaml").read_text(encoding="utf-8")
    text = text.replace("acme-pumps", "bolt-works").replace("Acme Pumps", "Bolt Works")
    text = "".join(line for line in text.splitlines(True) if not line.startswith("sections"))
    (root / "accounts/bolt-works/account.yaml").write_text(text, encoding="utf-8")
    every = json.loads(command("export", "json")[1])
    assert [each["id"] for each in every["accounts"]] == ["acme-pumps", "bolt-works"]
    one = json.loads(command("export", "json", "bolt-works")[1])
    assert one == {**every, "accounts": every["accounts"][1:]}


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("acme-pump", "holds no account `acme-pump`. Did you mean `acme-pumps`?"),
        ("Acme Pumps", "Did you mean `acme-pumps`?"),
        ("zzz", "holds no account `zzz`. Known: acme-pumps."),
    ],
)
def test_an_unknown_account_ends_with_2(name: str, expected: str, command: Command) -> None:
    code, out, err = command("export", "json", name)
    assert (code, out) == (2, "")
    assert expected in err


def test_other_formats_are_refused(command: Command) -> None:
    code, out, err = command("export", "yaml")
    assert (code, out) == (2, "")
    assert "'yaml' is not" in err


@pytest.mark.slow
def test_data_is_utf8_whatever_the_terminal_is(root: Path) -> None:
    replace(root / "accounts/acme-pumps/account.yaml", "name: Acme", "name: Ácme")
    day = ("--as-of", AS_OF.isoformat())
    for arguments in (("export", "json"), ("what-if", "--set", SCORE, "--format", "json")):
        done = process(*arguments, "--root", root, *day, LC_ALL="C", PYTHONIOENCODING="utf-16")
        assert (done.returncode, done.stderr) == (0, "")
        assert json.loads(done.stdout)["edition"] == "team"


def test_the_fields_are_explained_without_a_repository(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(["export", "json", "--fields"]) == 0
    assert capfdbinary.readouterr().out.decode("utf-8") == fields_text()
