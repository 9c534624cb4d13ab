"""An earlier state read from Git equals the same working tree."""

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.cli.app import run
from generator.findings.errors import UsageError
from generator.git.revision import read_revision
from generator.reading.source import MAX_BYTES
from generator.reading.tree import read_tree
from tests.review.history import committed, git
from tests.scenarios.scenario import copy_of

AS_OF = ("--as-of", "2026-11-02")


@pytest.fixture
def repository(portfolio_root: Path, tmp_path: Path) -> Path:
    copy_of(portfolio_root, tmp_path / "plan")
    shutil.copy(portfolio_root / "mkdocs.yml", tmp_path / "plan")
    return committed(tmp_path / "plan")


def replace(file: Path, old: str, new: str) -> None:
    text = file.read_text("utf-8")
    assert text.count(old) == 1
    file.write_text(text.replace(old, new), "utf-8")


def test_a_revision_reads_like_the_tree(repository: Path) -> None:
    assert read_revision(repository, "HEAD") == read_tree(repository)[0]


def test_a_repository_below_the_top_of_git(repository: Path, tmp_path: Path) -> None:
    shutil.rmtree(repository / ".git")
    committed(tmp_path)
    assert read_revision(repository, "main") == read_tree(repository)[0]


def test_the_working_tree_stays_as_it_is(repository: Path) -> None:
    shutil.rmtree(repository / "content" / "roles")
    assert any(file.path == "content/roles/kam.yaml" for file in read_revision(repository, "HEAD"))
    assert git(repository, "status", "--porcelain").startswith(" D content/roles/")


def test_what_a_hook_says_about_another_repository_does_not_count(
    repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.rmtree(repository / ".git")
    committed(tmp_path)
    monkeypatch.setenv("GIT_DIR", str(tmp_path / ".git"))
    assert read_revision(repository, "main") == read_tree(repository)[0]


def test_a_base_without_some_of_its_files_is_reported_as_incomplete(repository: Path) -> None:
    name = git(repository, "rev-parse", "HEAD:content/people.yaml").strip()
    (repository / ".git" / "objects" / name[:2] / name[2:]).unlink()
    with pytest.raises(UsageError, match="incomplete"):
        read_revision(repository, "HEAD")


def test_a_base_without_definitions_is_no_base(repository: Path) -> None:
    git(repository, "rm", "-r", "--quiet", "--cached", "accounts", "content")
    git(repository, "commit", "--quiet", "--message", "Nothing")
    with pytest.raises(UsageError, match="holds no definition"):
        read_revision(repository, "HEAD")


def test_links_and_hidden_files_are_passed_over(repository: Path) -> None:
    (repository / "content" / "roles" / "link.yaml").symlink_to("kam.yaml")
    (repository / "content" / ".hidden.yaml").write_text("schema: role/2\n")
    (repository / "content" / "roles" / "wide ümläut\t.yaml").write_text("schema: role/2\n")
    git(repository, "add", "--all")
    git(repository, "commit", "--quiet", "--message", "Second")
    paths = {file.path for file in read_revision(repository, "HEAD")}
    assert "content/roles/wide ümläut\t.yaml" in paths
    assert not {path for path in paths if "hidden" in path or "link" in path}


def test_no_more_is_stored_than_shows_that_a_file_is_too_large(repository: Path) -> None:
    (repository / "content" / "people.yaml").write_bytes(b"x" * (MAX_BYTES + 5000))
    git(repository, "commit", "--all", "--quiet", "--message", "Large")
    (file,) = (f for f in read_revision(repository, "HEAD") if f.path == "content/people.yaml")
    assert len(file.data) == MAX_BYTES + 1


@pytest.mark.parametrize(
    "revision", ["nowhere", "--output=x", "", " ", "HEAD:content", "main..main", "a\nb", "@{99}"]
)
def test_an_unknown_revision_is_reported(repository: Path, revision: str) -> None:
    with pytest.raises(UsageError):
        read_revision(repository, revision)


def test_without_a_repository_there_is_no_base(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="not in a Git repository"):
        read_revision(tmp_path, "HEAD")


def test_without_git_an_error_says_so(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    with pytest.raises(UsageError, match="Git is not installed"):
        read_revision(repository, "HEAD")


# The command ---------------------------------------------------------------------------------

Check = Callable[..., tuple[int, str]]


@pytest.fixture
def check(repository: Path, capsys: pytest.CaptureFixture[str]) -> Check:
    def call(*arguments: str) -> tuple[int, str]:
        code = run(["check", "--root", str(repository), *AS_OF, *arguments])
        printed = capsys.readouterr()
        return code, printed.out + printed.err

    return call


def reported_rules(output: str) -> list[str]:
    return re.findall(r"^\S.*  (?:error|warning|info) \[([\w-]+)\]$", output, re.MULTILINE)


def test_nothing_changed_repeats_nothing_and_counts_what_stood(check: Check) -> None:
    code, everything = check()
    number = len(reported_rules(everything))
    assert number > 3
    since, output = check("--base", "HEAD")
    assert code == since == 0
    assert reported_rules(output) == []
    assert output.splitlines()[1:] == [
        f"{number} findings already existed at HEAD; `playbook check` without --base lists all.",
        everything.splitlines()[-1],
    ]


def test_new_findings_of_a_change_are_reported_and_the_rest_counted(
    repository: Path, check: Check
) -> None:
    number = len(reported_rules(check()[1]))
    replace(
        repository / "accounts" / "tessaly-packaging" / "account.yaml",
        "    rule: no-backup",
        "    rule: no-bakcup",
    )
    code, output = check("--base", "HEAD")
    assert code == 0
    assert reported_rules(output) == ["exercise-unknown-rule"]
    assert f"{number} findings already existed at HEAD" in output


def test_a_raised_requirement_without_its_version_stops(repository: Path, check: Check) -> None:
    role = repository / "content" / "roles" / "kam.yaml"
    replace(
        role,
        "competency: stakeholder-mapping, level: practitioner",
        "competency: stakeholder-mapping, level: expert",
    )
    code, output = check("--base", "main")
    assert code == 1
    assert "error [version-too-low]" in output
    one_line = " ".join(output.split())
    assert "level: Practitioner -> Expert (the requirement is raised)" in one_line
    assert "Warnings and notes are checked once" not in one_line, "they were, at the same time"
    assert check()[0] == 0


def test_a_base_with_errors_says_what_is_not_compared(repository: Path, check: Check) -> None:
    role = repository / "content" / "roles" / "kam.yaml"
    good = role.read_text("utf-8")
    role.write_text(good.replace("schema: role/2", "schema: role/9"), "utf-8")
    git(repository, "commit", "--all", "--quiet", "--message", "Broken")
    role.write_text(good, "utf-8")
    code, output = check("--base", "HEAD")
    assert code == 0
    assert "content/roles/kam.yaml" in output
    assert "base-not-readable" in output


def test_json_withholds_what_its_edition_may_not_see(repository: Path, check: Check) -> None:
    role = repository / "content" / "roles" / "kam.yaml"
    replace(
        role,
        "  - {competency: stakeholder-mapping, level: practitioner}",
        "  - {competency: stakeholder-mapping, level: practitioner, because: Secret plan,"
        " class: confidential}",
    )
    _, output = check("--base", "HEAD", "--format", "json", "--edition", "hr")
    assert "version-too-low" in output
    assert "Secret plan" not in output


def test_an_unknown_base_is_a_usage_error(check: Check) -> None:
    code, output = check("--base", "nowhere")
    assert code == 2
    assert "there is no revision `nowhere` here" in output
