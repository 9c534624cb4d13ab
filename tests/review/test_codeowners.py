"""CODEOWNERS: made from `owner:`, next to a team's own lines, and checked for drift."""

from collections.abc import Callable
from pathlib import Path

import pytest

from generator.cli.app import run
from generator.exports.codeowners import BEGIN, END, Owned, drift, lines, merged
from tests.scenarios.scenario import BASE, contents, copy_of, replace

LINES = ("/accounts/acme-pumps/ @ada-blum", "/content/roles/kam.yaml @our/sales")

Command = Callable[..., tuple[int, str, str]]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = copy_of(BASE, tmp_path / "repository")
    (root / ".git").mkdir()
    replace(root / "content/people.yaml", "id: ada,", "id: ada, handle: ada-blum,")
    replace(root / "content/organisation.yaml", "id: sales,", "id: sales, handle: our/sales,")
    for name in ("competencies/negotiation", "competencies/framework", "methods/matrix"):
        replace(root / f"content/{name}.yaml", "owner: sales", "owner: service")
    replace(root / "content/methods/stages.yaml", "owner: sales", "owner: service")
    return root


@pytest.fixture
def command(root: Path, capsys: pytest.CaptureFixture[str]) -> Command:
    def call(*arguments: str) -> tuple[int, str, str]:
        code = run(["codeowners", "--root", str(root), *arguments])
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    return call


def test_owners_with_a_handle_are_listed_and_the_others_named(command: Command) -> None:
    code, out, err = command()
    assert (code, out) == (0, "".join(f"{line}\n" for line in LINES))
    assert err == "Note: service has no `handle`, so 4 definitions are not listed.\n"


def test_a_file_is_written_checked_and_left_unchanged(root: Path, command: Command) -> None:
    file = root / ".github/CODEOWNERS"
    code, out, _ = command("--check")
    assert code == 1
    assert "is missing:       /accounts/acme-pumps/ @ada-blum" in out
    assert command("--write")[0] == 0
    assert file.read_text("utf-8") == "\n".join((BEGIN, *LINES, END)) + "\n"
    assert command("--check")[:2] == (0, "CODEOWNERS says what the definitions say.\n")
    before = contents(root)
    assert "nothing was written" in command("--write")[1]
    assert contents(root) == before


def test_a_new_owner_is_drift(root: Path, command: Command) -> None:
    assert command("--write")[0] == 0
    replace(root / "accounts/acme-pumps/account.yaml", "owner: ada", "owner: ben")
    code, out, err = command("--check")
    assert code == 1
    assert "is no longer so:  /accounts/acme-pumps/ @ada-blum" in out
    assert "playbook codeowners --write" in out
    assert "Note: ben has no `handle`, so 1 definition is not listed.\n" in err
    assert command("--write")[0] == 0
    assert command("--check")[0] == 0


def test_what_a_team_wrote_itself_stays(root: Path, command: Command) -> None:
    file = root / "CODEOWNERS"
    file.write_text("# ours\n* @boss\n", encoding="utf-8")
    assert command("--write")[0] == 0
    assert not (root / ".github").exists()
    text = file.read_text("utf-8") + "\n/docs/ @writer\n"
    file.write_text(text, encoding="utf-8")
    replace(root / "accounts/acme-pumps/account.yaml", "owner: ada", "owner: ben")
    assert command("--write")[0] == 0
    expected = ("# ours\n* @boss\n", "\n".join((BEGIN, LINES[1], END)) + "\n", "/docs/ @writer\n")
    assert file.read_text("utf-8") == "\n".join(expected)


def test_paths_begin_at_the_top_of_the_repository(
    root: Path, command: Command, tmp_path: Path
) -> None:
    (root / ".git").rmdir()
    (tmp_path / ".git").mkdir()
    assert command()[1].startswith("/repository/accounts/acme-pumps/ @ada-blum\n")
    assert command("--write", "--file", ".gitlab/CODEOWNERS")[0] == 0
    assert "/repository/content/roles/kam.yaml" in (tmp_path / ".gitlab/CODEOWNERS").read_text()
    assert command("--check")[0] == 0


def test_what_cannot_be_done_is_reported(root: Path, command: Command) -> None:
    code, _, err = command("--write", "--check")
    assert (code, "choose one" in err) == (2, True)
    (root / "CODEOWNERS").write_bytes(b"\xff\xfe")
    code, _, err = command("--write")
    assert (code, "is not UTF-8" in err) == (3, True)
    replace(root / "content/roles/kam.yaml", "status: ", "staatus: ")
    code, _, err = command()
    expected = (
        "1 error in the definitions; nothing was written. `playbook check` shows the lines.\n"
    )
    assert (code, err) == (1, expected), "it is printed into the log of a job"


@pytest.mark.parametrize("text", ["", "# ours\n", f"{BEGIN}\n/x @y\n{END}\n", f"{BEGIN}\n/x @y\n"])
def test_what_was_written_has_no_drift(text: str) -> None:
    written = merged(text, LINES)
    assert drift(written, LINES) is None
    assert merged(written, LINES) == written
    assert drift(text, LINES) is not None


def test_the_same_lines_in_another_order_are_drift() -> None:
    found = drift(merged("", LINES), LINES[::-1])
    assert found is not None
    assert (found.missing, found.outdated) == ((), ())


def test_where_only_gitlab_is_set_up_the_file_stands_where_it_looks(
    root: Path, command: Command
) -> None:
    (root / ".gitlab-ci.yml").touch()
    (root / ".github").mkdir()
    (root / ".github/CODEOWNERS").write_text("* @boss\n", encoding="utf-8")
    assert command("--write")[0] == 0
    assert LINES[0] in (root / ".gitlab/CODEOWNERS").read_text("utf-8")
    assert (root / ".github/CODEOWNERS").read_text("utf-8") == "* @boss\n"
    (root / ".github/workflows").mkdir()
    assert command("--check")[0] == 1, "with both forges that of the other one counts"


def test_without_any_handle_no_file_is_written(root: Path, command: Command) -> None:
    replace(root / "content/people.yaml", "id: ada, handle: ada-blum,", "id: ada,")
    replace(root / "content/organisation.yaml", "id: sales, handle: our/sales,", "id: sales,")
    expected = "Nobody who answers for a definition has a `handle`, so there is nothing to list"
    assert command("--check")[:2] == (0, f"{expected}.\n")
    assert command("--write")[:2] == (0, f"{expected}; nothing was written.\n")
    assert not (root / ".github").exists()


@pytest.mark.parametrize(
    ("folder", "pattern"),
    [
        ("", "/x.yaml"),
        ("our/playbook", "/our/playbook/x.yaml"),
        ("our playbook", r"/our\ playbook/x.yaml"),
        ("#1", r"/\#1/x.yaml"),
        ("a*b[c]?", r"/a\*b\[c\]\?/x.yaml"),
        ("back\\slash", r"/back\\slash/x.yaml"),
        ("a\nb\udcff", "/a?b?/x.yaml"),
    ],
)
def test_a_folder_of_any_name_is_one_pattern(folder: str, pattern: str) -> None:
    assert lines([Owned("x.yaml", "ada", "ada-blum")], folder) == (f"{pattern} @ada-blum",)


@pytest.mark.parametrize(
    ("link", "named", "expected"),
    [
        ((".github/CODEOWNERS", "../../victim"), None, "is a link"),
        ((".github/CODEOWNERS", "../../nothing"), None, "is a link"),
        (("docs/CODEOWNERS", "../content/people.yaml"), None, "is a link"),
        (("owners", "content/people.yaml"), "owners", "is a link"),
        ((".github", "../elsewhere"), None, "is outside"),
        ((".github", ".github"), None, "cannot be read"),
        (("unused", "nothing"), "../victim", "is outside"),
        (("unused", "nothing"), "content", "is not a file"),
    ],
)
def test_links_lead_nowhere(
    root: Path, command: Command, link: tuple[str, str], named: str | None, expected: str
) -> None:
    (root.parent / "victim").write_text("kept\n", "utf-8")
    (root.parent / "elsewhere").mkdir()
    (root / link[0]).parent.mkdir(exist_ok=True)
    (root / link[0]).symlink_to(link[1])
    before = contents(root.parent)
    for option in ("--write", "--check"):
        code, _, err = command(option, *(("--file", named) if named else ()))
        assert (code, expected in err) == (3, True), err
        assert contents(root.parent) == before


def test_foreign_lines_are_shown_and_not_acted_on(root: Path, command: Command) -> None:
    foreign = f"{BEGIN}\n\x1b[31m ##[error]x\n{END}\n"
    (root / "CODEOWNERS").write_text(foreign, encoding="utf-8")
    _, out, _ = command("--check")
    assert "is no longer so:  \N{REPLACEMENT CHARACTER}[31m" in out
    assert "\x1b" not in out
    assert "##[" not in out
