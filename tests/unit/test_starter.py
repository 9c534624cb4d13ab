"""What `playbook new` writes is valid from the start."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.cli.app import run
from generator.exports.reference import document_file
from generator.model.item import names_by_key
from generator.model.kinds import Account
from generator.pipeline import check, read_definitions
from generator.reading.identity import reserved
from generator.reading.json_schema import file_name, kinds_with_schema
from tests.scenarios.scenario import AS_OF, BASE, contents, copy_of, found_in

DAY = ("--as-of", "2026-11-02")
PLACES = {
    "account": "accounts/{}/account.yaml",
    "role": "content/roles/{}.yaml",
    "competency": "content/competencies/{}.yaml",
}
NOT_AN_ID = ("../../x", "/etc/passwd", "Acme", "acme_pumps", "a--b", "10", "ä", "a" * 65, "", ".")

Command = Callable[..., tuple[int, str, str]]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return copy_of(BASE, tmp_path / "repository")


@pytest.fixture
def command(capsys: pytest.CaptureFixture[str]) -> Command:
    def call(*arguments: object) -> tuple[int, str, str]:
        code = run([str(each) for each in arguments])
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    return call


@pytest.mark.parametrize("kind", PLACES)
def test_a_new_definition_is_valid_and_a_draft(
    kind: str, root: Path, command: Command, capsys: pytest.CaptureFixture[str]
) -> None:
    before = contents(root)
    code, out, err = command("new", kind, "channel-one", "--root", root, *DAY)
    assert (code, err) == (0, "")
    path = PLACES[kind].format("channel-one")
    assert out.startswith(f"{path} is there and valid.")
    after = contents(root)
    assert set(after) - set(before) == {path}
    assert {name: after[name] for name in before} == before
    code, lines = found_in(root, capsys)
    assert code == 0
    assert [line.split(" ")[:2] for line in lines] == [[f"{path}:{_line(after[path])}", "draft"]]


def _line(data: bytes) -> str:
    line = (
        data.decode()
        .splitlines()
        .index(next(each for each in data.decode().splitlines() if each.startswith("status:")))
    )
    return f"{line + 1}:9"


@pytest.mark.parametrize(
    ("kind", "options"), [*((kind, ()) for kind in PLACES), ("account", ("--full",))]
)
def test_every_hint_of_a_new_definition_is_valid_once_it_is_used(
    kind: str, options: tuple[str, ...], portfolio_root: Path, tmp_path: Path, command: Command
) -> None:
    root = copy_of(portfolio_root, tmp_path / "repository")
    assert command("new", kind, "channel-one", *options, "--root", root, *DAY)[0] == 0
    file = root / PLACES[kind].format("channel-one")
    used = [_without_hash(line) for line in file.read_text("utf-8").splitlines()]
    text = "\n".join(used).replace("another-person", "o-hughes").replace("who says so", "us")
    file.write_text(text + "\n", encoding="utf-8")
    findings = [each for each in check(root, AS_OF).findings if each.level.value == "error"]
    assert not findings


def test_a_full_account_has_every_section_and_the_meaning_of_each_score(
    portfolio_root: Path, tmp_path: Path, command: Command
) -> None:
    root = copy_of(portfolio_root, tmp_path / "repository")
    assert command("new", "account", "channel-one", "--full", "--root", root, *DAY)[0] == 0
    text = (root / PLACES["account"].format("channel-one")).read_text("utf-8")
    method = read_definitions(root).definitions.methods["account-analysis-matrix"]
    for factor in (each for axis in method.axes for each in axis.factors):
        assert all(f"# {score}: {means}\n" in text for score, means in factor.anchors.items())
    without = {"id", "notes", "stages", "schema", "selection", "handover", "exercises", "adds"}
    without |= {"also_called", "aliases", "fictional", "approved", "parent", "sections", "context"}
    without |= {"relationships", "swot", "promotion", "class"}
    keys = set(names_by_key(Account)) - without
    assert {key for key in keys if not re.search(rf"^(# )?{key}:", text, re.MULTILINE)} == set()


def test_only_an_account_can_be_full(root: Path, command: Command) -> None:
    code, _, err = command("new", "role", "beta", "--full", "--root", root)
    assert (code, "--full is for accounts" in err) == (2, True)
    assert not (root / "content/roles/beta.yaml").exists()


def _without_hash(line: str) -> str:
    """A hint such as `# team:` or `#   - person: ada` without its `#`."""
    hint = re.match(r"^(\s*)# ((?:  )*(?:- )?[a-z_]+:(?: .*)?|  +\S.*)$", line)
    return f"{hint[1]}{hint[2]}" if hint and "yaml-language-server" not in line else line


@pytest.mark.parametrize("kind", PLACES)
@pytest.mark.parametrize("new_id", [*NOT_AN_ID, *sorted(reserved("account"))[::7]])
def test_an_id_that_cannot_be_is_refused(
    kind: str, new_id: str, root: Path, tmp_path: Path, command: Command
) -> None:
    before = contents(tmp_path)
    code, _, err = command("new", kind, "--root", root, "--", new_id)
    assert code == 2
    assert f"`{new_id}` cannot be an id" in err
    assert contents(tmp_path) == before


def test_what_is_there_is_never_overwritten(root: Path, command: Command) -> None:
    before = contents(root)
    for kind, new_id in (
        ("account", "acme-pumps"),
        ("role", "kam"),
        ("competency", "negotiation"),
    ):
        code, _, err = command("new", kind, new_id, "--root", root)
        assert code == 2
        assert "already exists; nothing was changed" in err
    assert contents(root) == before


def test_the_owner_is_a_known_person(root: Path, command: Command) -> None:
    code, _, err = command("new", "account", "beta", "--owner", "nobody", "--root", root)
    assert (code, (root / "accounts/beta").exists()) == (2, False)
    assert "known: ada, ben" in err
    assert command("new", "account", "beta", "--owner", "sales", "--root", root)[0] == 2
    assert command("new", "role", "beta", "--owner", "service", "--root", root)[0] == 0
    assert command("new", "account", "beta", "--owner", "ben", "--root", root)[0] == 0
    definitions = read_definitions(root).definitions
    assert (definitions.accounts["beta"].owner, definitions.roles["beta"].owner) == (
        "ben",
        "service",
    )


@pytest.mark.parametrize(
    "name",
    ['Acme: "Pumps" & #1', "Müller's \\ Söhne", "yes", "1.0", "- a", "{{ 7 * 7 }}", "<b>", "[x"],
)
def test_any_name_is_kept_as_text(name: str, root: Path, command: Command) -> None:
    assert command("new", "account", "beta", "--name", name, "--root", root)[0] == 0
    read = read_definitions(root)
    assert not read.findings
    assert read.definitions.accounts["beta"].name == name


@pytest.mark.parametrize("name", [" ", "a\x07b", "x" * 301, "\u202eAcme"])
def test_a_name_that_is_no_text_is_refused(name: str, root: Path, command: Command) -> None:
    code, _, err = command("new", "role", "beta", "--name", name, "--root", root)
    assert code == 2
    assert err.startswith("Error: the name cannot be used: ")
    assert not (root / "content/roles/beta.yaml").exists()


def test_without_people_or_framework_nothing_can_be_started(
    tmp_path: Path, command: Command
) -> None:
    (tmp_path / "content").mkdir()
    code, _, err = command("new", "account", "beta", "--root", tmp_path)
    assert (code, "content/people.yaml" in err) == (2, True)
    (tmp_path / "content/people.yaml").write_bytes((BASE / "content/people.yaml").read_bytes())
    code, _, err = command("new", "competency", "beta", "--root", tmp_path)
    assert (code, "content/competencies/framework.yaml" in err) == (2, True)
    assert not (tmp_path / "accounts").exists()


def test_schemas_can_be_written_and_printed(
    tmp_path: Path, real_root: Path, command: Command
) -> None:
    assert command("schema", "--write", tmp_path / "new/schema")[0] == 0
    assert contents(tmp_path / "new/schema") == contents(real_root / "schema")
    code, kinds, _ = command("schema")
    assert code == 0
    for kind in kinds.split():
        code, text, _ = command("schema", kind)
        assert code == 0
        name = file_name(kind) if kind in kinds_with_schema() else document_file(kind)
        assert text == (real_root / f"schema/{name}").read_text(encoding="utf-8")
    (tmp_path / "file").write_text("mine", encoding="utf-8")
    assert command("schema", "--write", tmp_path / "file/below")[0] == 3


def test_rules_are_listed_and_explained(command: Command) -> None:
    code, listed, _ = command("rules")
    assert code == 0
    assert "no-backup" in listed
    code, output, _ = command("rules", "no-backup")
    assert code == 0
    assert output.startswith("no-backup  warning, team\n")
    assert "Why: " in output
    assert "Remedy: Name someone to stand in (`backup`" in output
