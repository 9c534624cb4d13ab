"""The command line as its users meet it: exit codes, what is printed, and no traceback ever."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import click
import pytest

from generator import __version__, pipeline
from generator.cli.app import playbook, run
from generator.findings.classification import Edition
from tests.scenarios.scenario import BASE, all_scenarios, contents, copy_of, output_folder, replace

DAY = ("--as-of", "2026-11-02")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return copy_of(BASE, tmp_path / "repository")


@pytest.fixture
def command(capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str, str]]:
    """Runs one command: exit code, standard output, standard error."""

    def call(*arguments: object) -> tuple[int, str, str]:
        code = run([str(each) for each in arguments])
        printed = capsys.readouterr()
        assert "Traceback" not in printed.out + printed.err
        return code, printed.out, printed.err

    return call


Command = Callable[..., tuple[int, str, str]]


# check ---------------------------------------------------------------------------------------


def test_check_of_a_sound_repository(root: Path, command: Command) -> None:
    code, out, err = command("check", "--root", root, *DAY)
    assert (code, err) == (0, "")
    assert out.splitlines() == [
        "9 definitions in 13 files: 0 errors, 0 warnings, 0 notes.",
        "The versions of the handbook are compared with nothing: this folder is in no Git "
        "repository.",
        "The edition team withholds fields and items of class: 5 confidential, 1 personnel.",
    ]
    assert command("check", "--strict", "--quiet", "--root", root, *DAY) == (0, "", "")


def test_warnings_count_only_when_strict(root: Path, command: Command) -> None:
    replace(root / "accounts/acme-pumps/account.yaml", ", backup: ben", "")
    assert command("check", "--root", root, *DAY)[0] == 0
    code, out, _ = command("check", "--strict", "--root", root, *DAY)
    assert code == 1
    assert "[no-backup]" in out
    assert "0 errors, 1 warning, 0 notes." in out


def test_notes_never_count(root: Path, command: Command) -> None:
    replace(root / "content/roles/kam.yaml", "status: active", "status: draft")
    code, out, _ = command("check", "--strict", "--root", root, *DAY)
    assert code == 0
    assert "0 errors, 0 warnings, 1 note." in out


def test_an_error_shows_the_line_and_the_remedy(root: Path, command: Command) -> None:
    replace(root / "accounts/acme-pumps/account.yaml", "tier: key", "teir: key")
    code, out, err = command("check", "--root", root, *DAY)
    assert (code, err) == (1, "")
    assert (
        "accounts/acme-pumps/account.yaml:9:1  error [unknown-key]\n"
        "  `teir` is not a key of this place. Did you mean `tier`?\n"
        "    teir: key\n"
        "    ^^^^\n"
    ) in out
    assert "1 error, 0 warnings, 0 notes." in out
    assert "withholds" not in out


def test_findings_as_json(root: Path, command: Command) -> None:
    replace(root / "accounts/acme-pumps/account.yaml", ", backup: ben", "")
    code, out, _ = command("check", "--format", "json", "--root", root, *DAY)
    assert code == 0
    assert json.loads(out) == {
        "schema": "findings/1",
        "edition": "team",
        "findings": [
            {
                "rule": "no-backup",
                "level": "warning",
                "message": "Ada Blum holds Acme Pumps without a stand-in.",
                "remedy": "Name someone to stand in (`backup` in `team`).",
                "path": "accounts/acme-pumps/account.yaml",
                "line": 20,
                "column": 5,
                "account": "acme-pumps",
            }
        ],
    }


SECRETS = (
    # file, text, what it becomes, a word of the message, the lowest edition that reads it
    ("economics.yaml", "goods: 500 k", "goods: 650 k", "15.0 %", Edition.LEADERSHIP),
    ("economics.yaml", "total: 4 m", "total: EUR 4 m", "EUR 4 m", Edition.LEADERSHIP),
    (
        "strategy.yaml",
        "promises:\n",
        "promises:\n  - {id: q, class: confidential, by: us, what: Quiet deal, made: 2026-01-01, "
        "due: 2026-02-01, owner: ada}\n",
        "Quiet deal",
        Edition.LEADERSHIP,
    ),
    (
        "strategy.yaml",
        "risks:\n",
        "risks:\n  - {id: q, class: confidential, what: Loss, trigger: Call, likelihood: low, "
        "impact: low, response: Wait, owner: quiet-person}\n",
        "quiet-person",
        Edition.LEADERSHIP,
    ),
    ("account.yaml", ", backup: ben", "", "Ada Blum", Edition.TEAM),
    ("account.yaml", "owner: ada", "owner: adda", "`adda`", Edition.TEAM),
)


@pytest.mark.parametrize("case", SECRETS, ids=lambda case: case[3])
def test_json_withholds_what_its_edition_may_not_read(
    case: tuple[str, str, str, str, Edition], root: Path, command: Command
) -> None:
    file, old, new, secret, first = case
    replace(root / "accounts/acme-pumps" / file, old, new)
    reads = {}
    for edition in Edition:
        code, out, _ = command(
            "check", "--format", "json", "--edition", edition, "--root", root, *DAY
        )
        reads[edition] = secret in out
        (row,) = json.loads(out)["findings"]
        assert row["rule"]
        assert code == (1 if row["level"] == "error" else 0)
    order = list(Edition)
    assert reads == {each: order.index(each) >= order.index(first) for each in order}


@pytest.mark.parametrize("edition", [Edition.PUBLIC, Edition.HR])
def test_editions_without_accounts_learn_neither_names_nor_numbers(
    edition: Edition, portfolio_root: Path, command: Command
) -> None:
    _, out, _ = command(
        "check", "--format", "json", "--edition", edition, "--root", portfolio_root, *DAY
    )
    rows = json.loads(out)["findings"]
    assert {row["rule"] for row in rows} >= {"no-backup", "promise-overdue"}
    assert {(row["path"], row["line"], row["account"]) for row in rows} == {("accounts", 0, None)}
    assert len(rows) == len({row["rule"] for row in rows})
    for folder in (portfolio_root / "accounts").iterdir():
        assert folder.name not in out


def test_the_withheld_are_counted_for_the_author(portfolio_root: Path, command: Command) -> None:
    _, out, _ = command("check", "--edition", "leadership", "--root", portfolio_root, *DAY)
    assert out.splitlines()[-1] == "The edition leadership withholds nothing."
    _, out, _ = command("check", "--edition", "public", "--root", portfolio_root, *DAY)
    assert re.fullmatch(
        r"The edition public withholds fields and items of class: \d+ internal, \d+ personnel\.",
        out.splitlines()[-1],
    )


# usage ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ("chek", "Did you mean"),
        ("check --strickt", "Did you mean '--strict'?"),
        ("check --format xml", "is not one of"),
        ("check --edition boss", "is not one of 'public', 'hr', 'team', 'leadership'"),
        ("check --as-of 2026-02-30", "`2026-02-30` is not a date: write it like 2026-11-02"),
        ("check --as-of tomorrow", "`tomorrow` is not a date"),
        ("check --as-of 9999-12-31", "9999-12-31 is outside the years 1950 to 2100"),
        ("check --as-of 0001-01-01", "0001-01-01 is outside the years 1950 to 2100"),
        ("check --root /nowhere-at-all", "/nowhere-at-all holds neither accounts/ nor content/"),
        ("render", "Missing argument"),
        ("new", "Missing argument"),
        ("new acount acme", "is not one of"),
        ("rules no-bakup", "Did you mean `no-backup`?"),
        ("rules zzzz", "there is no rule `zzzz`."),
        (f"why {'z' * 5_000}", f"holds no account `{'z' * 59}…`."),
        ("schema acount", "Did you mean `account`?"),
        ("schema note", "there is no kind `note`"),
    ],
)
def test_a_command_that_cannot_be_carried_out_ends_with_2(
    arguments: str, expected: str, command: Command
) -> None:
    code, out, err = command(*arguments.split())
    assert (code, out) == (2, "")
    assert expected in err


def test_no_repository_here(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: Command
) -> None:
    monkeypatch.chdir(tmp_path)
    code, _, err = command("check")
    assert code == 2
    assert "playbook init DIR" in err


def test_the_nearest_repository_above_is_taken(
    root: Path, monkeypatch: pytest.MonkeyPatch, command: Command
) -> None:
    monkeypatch.chdir(root / "accounts/acme-pumps/notes")
    assert command("check", *DAY)[0] == 2
    (root / "mkdocs.yml").touch()
    assert command("check", *DAY)[0] == 0


def test_the_day_may_come_from_the_environment(
    root: Path, monkeypatch: pytest.MonkeyPatch, command: Command
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1893456000")  # 2030-01-01
    assert "[review-overdue]" in command("check", "--root", root)[1]
    assert "[review-overdue]" not in command("check", "--root", root, *DAY)[1]
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "soon")
    assert command("check", "--root", root)[0] == 2


@pytest.mark.parametrize("verb", [None, *playbook.commands])
def test_every_verb_explains_itself_with_examples(verb: str | None, command: Command) -> None:
    code, out, _ = command(*([verb] if verb else []), "--help")
    assert code == 0
    if verb:
        assert re.search(rf"Examples?: playbook\s+{verb}", out)
        assert playbook.commands[verb].help
    else:
        assert "Exit codes: 0 fine" in out
        assert set(playbook.commands) <= set(re.findall(r"^  ([\w-]+) ", out, re.MULTILINE))


def test_the_version(command: Command) -> None:
    assert command("--version") == (0, f"playbook, version {__version__}\n", "")


# output folders ------------------------------------------------------------------------------


def test_render_writes_the_tree_and_replaces_only_its_own(
    root: Path, tmp_path: Path, command: Command
) -> None:
    target = tmp_path / "pages"
    code, out, _ = command("render", target, "--root", root, *DAY)
    assert code == 0
    written = contents(target)
    pages = [name for name in written if name.endswith(".md")]
    assert out == f"{len(pages)} Markdown files in {target}\n"
    assert "accounts/acme-pumps/strategy.md" in pages
    (target / "stale.md").write_text("old", encoding="utf-8")
    assert command("render", target, "--root", root, *DAY)[0] == 0
    assert contents(target) == written


@pytest.mark.parametrize("verb", ["render", "build"])
def test_a_folder_that_is_not_ours_is_left_alone(
    verb: str, root: Path, tmp_path: Path, real_root: Path, command: Command
) -> None:
    (root / "mkdocs.yml").write_bytes((real_root / "mkdocs.yml").read_bytes())
    target = tmp_path / "precious"
    target.mkdir()
    (target / "thesis.txt").write_text("the only copy", encoding="utf-8")
    before = contents(tmp_path)
    place = (target,) if verb == "render" else ("--site-dir", target)
    code, _, err = command(verb, *place, "--root", root, *DAY)
    assert code == 3
    assert "not ours" in err
    assert contents(tmp_path) == before
    other = output_folder(tmp_path / "other", "site" if verb == "render" else "markdown")
    place = (other,) if verb == "render" else ("--site-dir", other)
    assert command(verb, *place, "--root", root, *DAY)[0] == 3
    assert (other / "index.md").read_text(encoding="utf-8") == "the old page\n"


def test_sources_are_never_an_output_folder(root: Path, command: Command) -> None:
    before = contents(root)
    for target in (root, root.parent, root / "content", root / "accounts/acme-pumps/out"):
        code, _, err = command("render", target, "--root", root, *DAY)
        assert code == 3
        assert "choose" in err
    assert contents(root) == before


# faults --------------------------------------------------------------------------------------


def test_a_fault_of_ours_leaves_a_report_and_no_traceback(
    root: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    command: Command,
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError("something we never thought of")

    monkeypatch.setattr(pipeline, "check", broken)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    code, out, err = command("check", "--root", root)
    assert (code, out) == (4, "")
    assert "a fault of the generator, not of your files" in err
    report = Path(err.rpartition("report: ")[2].strip())
    text = report.read_text(encoding="utf-8")
    assert "ZeroDivisionError: something we never thought of" in text
    assert text.startswith(f"playbook {__version__}, Python ")


@pytest.mark.parametrize("requested", ["before", "behind", "environment", "never", "switched off"])
def test_the_traceback_of_a_fault_is_printed_on_request(
    requested: str,
    root: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError("something we never thought of")

    monkeypatch.setattr(pipeline, "check", broken)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    if requested in {"environment", "switched off"}:
        monkeypatch.setenv("PLAYBOOK_DEBUG", "1" if requested == "environment" else "0")
    before, behind = (["--debug"] if requested == place else [] for place in ("before", "behind"))
    assert run([*before, "check", "--root", str(root), *behind]) == 4
    err = capsys.readouterr().err
    assert "a fault of the generator, not of your files" in err
    shown = requested in {"before", "behind", "environment"}
    assert ("Traceback (most recent call last)" in err) == shown
    assert ("ZeroDivisionError: something we never thought of" in err) == shown


@pytest.mark.parametrize("verb", playbook.commands)
def test_every_command_says_how_to_see_a_traceback(verb: str, command: Command) -> None:
    _, out, _ = command(verb, "--help")
    assert "--debug" in out
    assert "PLAYBOOK_DEBUG" in out


@pytest.mark.parametrize("interruption", [KeyboardInterrupt, click.Abort])
def test_an_interruption_ends_with_130(
    interruption: type[BaseException],
    root: Path,
    monkeypatch: pytest.MonkeyPatch,
    command: Command,
) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise interruption

    monkeypatch.setattr(pipeline, "check", interrupted)
    code, out, err = command("check", "--root", root)
    assert (code, out) == (130, "")
    assert err.strip() == "Interrupted."


# the process ---------------------------------------------------------------------------------


def process(*arguments: object, **environment: str) -> subprocess.CompletedProcess[str]:
    inherited = {key: os.environ[key] for key in ("PATH", "HOME") if key in os.environ}
    return subprocess.run(
        [sys.executable, "-m", "generator", *map(str, arguments)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        env={**inherited, "PYTHONPATH": str(Path(pipeline.__file__).parents[1]), **environment},
    )


@pytest.mark.parametrize(
    ("short", "code"),
    [
        ("near-miss-of-a-key", 1),
        pytest.param("rhythm-missed", 0, marks=pytest.mark.slow),
        pytest.param("two-documents", 1, marks=pytest.mark.slow),
    ],
)
def test_the_process_ends_with_the_same_code(short: str, code: int, tmp_path: Path) -> None:
    (scenario,) = [each for each in all_scenarios() if each.name.split("-", 1)[1] == short]
    root = scenario.lay_out(tmp_path / "repository")
    done = process("check", "--root", root, *DAY)
    assert done.returncode == code
    assert done.stderr == ""
    for line in scenario.expected:
        assert line.split(" ")[0] in done.stdout
    assert "\x1b" not in done.stdout


def test_plain_ascii_terminals_are_served(root: Path) -> None:
    replace(root / "accounts/acme-pumps/account.yaml", "name: Acme Pumps", "naem: Ácme Pümps")
    done = process("check", "--root", root, *DAY, LC_ALL="C", PYTHONIOENCODING="ascii:replace")
    assert done.returncode == 1
    assert "[unknown-key]" in done.stdout
    assert "Traceback" not in done.stdout + done.stderr
