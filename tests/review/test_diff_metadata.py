"""What a comparison reports besides its changes: commits, errors, and what was left out."""

import html
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.cli.app import run
from tests.review.history import committed, git
from tests.scenarios.scenario import BASE, copy_of, replace

ACCOUNT = "accounts/acme-pumps/account.yaml"
ROLE = "content/roles/kam.yaml"
GUIDE = "content/pages/guides/a.md"
Comment = Callable[..., list[str]]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = copy_of(BASE, tmp_path / "plan")
    (root / "mkdocs.yml").write_text("site_name: Ours\n", "utf-8")
    (root / GUIDE).parent.mkdir(parents=True)
    (root / GUIDE).write_text("# A\n", "utf-8")
    return committed(root)


@pytest.fixture
def comment(root: Path, capsys: pytest.CaptureFixture[str]) -> Comment:
    """The paragraphs of the comment below its title, as a reader sees them."""

    def call(*arguments: str) -> list[str]:
        options = ["--root", str(root), "--as-of", "2026-11-02", "--format", "markdown"]
        code = run(["diff", *options, *arguments])
        printed = capsys.readouterr()
        assert (code, printed.err) == (0, "")
        return html.unescape(printed.out).replace("\u200b", "").strip().split("\n\n")[1:]

    return call


def second(root: Path) -> None:
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--message", "Second")


def short(root: Path, revision: str) -> str:
    return git(root, "rev-parse", revision)[:12]


# What is not compared ------------------------------------------------------------------------


def test_guides_and_settings_are_counted(root: Path, comment: Comment) -> None:
    assert comment()[1:] == ["Nothing that this edition shows has changed."]
    (root / GUIDE).write_text("# B\n", "utf-8")
    (root / GUIDE).with_name("new.md").write_text("# C\n", "utf-8")
    paragraph = "2 hand-written pages changed; what they say is not compared."
    assert comment()[1:] == [f"No definition that this edition shows has changed. {paragraph}"]
    (root / GUIDE).with_name("a.png").write_bytes(b"x")
    (root / "mkdocs.yml").write_text("site_name: Theirs\n", "utf-8")
    second(root)
    (paragraph,) = comment("HEAD~1", "HEAD")[1:]
    assert paragraph.endswith(
        "2 hand-written pages, 1 file beside them and the settings in mkdocs.yml changed; "
        "what they say is not compared."
    )
    replace(root / ROLE, "accounts: 1-2", "accounts: 1-3")
    assert "hand-written" not in comment()[2]
    second(root)
    assert comment("HEAD~2", "HEAD")[2].startswith("1 definition changed")
    assert "2 hand-written pages, " in comment("HEAD~2", "HEAD")[2]


def test_changed_guides_are_reported_on_a_terminal_too(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (root / GUIDE).unlink()
    assert run(["diff", "--root", str(root), "--as-of", "2026-11-02"]) == 0
    expected = (
        "No definition that this edition shows has changed. 1 hand-written page changed; what "
    )
    assert expected in capsys.readouterr().out


def test_the_guides_of_a_folder_within_a_repository(tmp_path: Path, comment: Comment) -> None:
    top = tmp_path / "top"
    root = copy_of(BASE, top / "our/plan")
    (top / "mkdocs.yml").touch()
    committed(top)
    (root / "content/pages/index.md").write_text("# B\n", "utf-8")
    (top / "mkdocs.yml").write_text("x", "utf-8")
    expected = "1 hand-written page changed; what they say is not compared."
    assert comment("--root", str(root))[1].endswith(expected)


# Which states --------------------------------------------------------------------------------


def test_states_are_called_so_that_they_can_be_found_again(root: Path, comment: Comment) -> None:
    replace(root / ROLE, "accounts: 1-2", "accounts: 1-3")
    second(root)
    base, head = short(root, "HEAD~1"), short(root, "HEAD")
    start, worked_out = f"HEAD~1 -> HEAD, commit `{head}` of ", "Edition team, evaluated for 2 Nov"
    assert comment("HEAD~1", "HEAD")[0].startswith(start)
    assert f". {worked_out} 2026." in comment("HEAD~1", "HEAD")[0]
    full = git(root, "rev-parse", "HEAD~1").strip()
    assert comment(full, head)[0].startswith(f"commit `{base}` -> commit `{head}` of ")
    assert comment("HEAD~1")[0].startswith("HEAD~1 -> the folder as it is, edition team, 2 Nov")


def test_a_proposal_is_identified_by_its_own_commit(root: Path, comment: Comment) -> None:
    git(root, "switch", "--quiet", "--create", "change")
    replace(root / ROLE, "accounts: 1-2", "accounts: 1-3")
    second(root)
    git(root, "switch", "--quiet", "main")
    (root / "other.txt").touch()
    second(root)
    git(root, "merge", "--quiet", "--no-ff", "--message", "Merge", "change")
    first, *_ = comment("HEAD^1", "HEAD", "--into=main", "--proposal=change")
    assert first.startswith(f"main -> this proposal, commit `{short(root, 'change')}` of ")


def test_a_proposal_is_one_of_two_states(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["diff", "HEAD", "--proposal", "HEAD", "--root", str(root)]) == 2
    assert "name BASE and HEAD as well" in capsys.readouterr().err
    there = ["--root", str(root)]
    assert (
        run(["diff", "HEAD", "HEAD", "--proposal", "nowhere", "--format", "markdown", *there]) == 2
    )
    assert "there is no revision `nowhere` here" in capsys.readouterr().err


# Errors first --------------------------------------------------------------------------------


def test_errors_come_before_everything_else(root: Path, comment: Comment) -> None:
    replace(root / ROLE, "accounts: 1-2", "accounts: some")
    assert comment()[1] == f"**1 file has errors; fix it first:** {ROLE}."
    replace(root / ACCOUNT, "tier: key", "teir: key")
    second(root)
    expected = f"**2 files have errors; fix these first:** {ACCOUNT} and {ROLE}."
    assert comment("HEAD~1")[1] == expected
    assert comment("HEAD~1", "HEAD", "--proposal", "HEAD")[1] == expected
    assert "errors; fix" not in "".join(comment("HEAD~1", "HEAD~1"))


def test_errors_of_a_proposal_are_named_with_file_line_rule_and_side(
    root: Path, comment: Comment
) -> None:
    replace(root / ACCOUNT, "tier: key", "tier: second")
    second(root)
    paragraphs = comment("HEAD~1", "HEAD")
    assert paragraphs[1] == f"**1 file has errors; fix it first:** {ACCOUNT}."
    assert paragraphs[-1].startswith(
        f"- account acme-pumps, in the newer state: {ACCOUNT}, line 9: A value that its field"
    )
    assert paragraphs[-1].endswith(" (bad-value)")
    assert paragraphs[2] == (
        "1 definition could not be compared; nothing else that this edition shows changed."
    )


def test_errors_of_what_the_edition_does_not_know_are_not_placed(
    root: Path, comment: Comment
) -> None:
    folder = root / "accounts/secret-deal"
    folder.mkdir()
    text = (root / ACCOUNT).read_text("utf-8").replace("acme-pumps", "secret-deal")
    (folder / "account.yaml").write_text(f"{text}\nclass: confidential\nx: y\n", "utf-8")
    paragraphs = comment()
    assert paragraphs[1] == "**Some definitions have errors; fix these first.**"
    assert "secret" not in "".join(paragraphs)
    for edition in ("public", "hr"):
        assert "errors" not in "".join(comment("--edition", edition)[:2])
    replace(root / ROLE, "accounts: 1-2", "accounts: some")
    assert comment()[1].endswith(f"{ROLE}. Others have errors as well.")
