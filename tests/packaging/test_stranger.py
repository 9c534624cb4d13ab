"""A stranger's proposal is checked, compared and built, and nothing of it is run."""

import subprocess
from pathlib import Path

import pytest

from tests.packaging.workflows import (
    ROOT,
    answer_of,
    filled_in,
    merged_change,
    proposal_of,
    run,
    steps,
)
from tests.review.history import git
from tests.scenarios.scenario import replace

TAKE = "Take the definitions of the proposal"
CANARY = "import pathlib\npathlib.Path({place!r}).touch()\n"
SETTINGS = """\
hooks: [content/pages/hook.py]
theme:
  name: material
  custom_dir: content/pages/theme
"""


def fetched(repository: Path) -> Path:
    """The base as a runner has it, beside the repository that holds the proposal."""
    git(repository, "update-ref", "refs/pull/17/merge", "HEAD")
    runner = repository.parent / "runner"
    git(repository, "clone", "--quiet", "--branch", "main", str(repository), str(runner))
    github = runner / ".github"
    github.mkdir(exist_ok=True)
    script = (ROOT / ".github/take-proposal.sh").read_text("utf-8")
    (github / "take-proposal.sh").write_text(script, "utf-8")
    return runner


def merged(repository: Path) -> None:
    """Commit what lies there to the proposal, and merge it."""
    git(repository, "add", "--all")
    git(repository, "commit", "--quiet", "--message", "More")
    git(repository, "switch", "--quiet", "--detach", "main")
    git(repository, "merge", "--quiet", "--no-ff", "--message", "Merge", "change")


def taken(runner: Path, commit: str) -> subprocess.CompletedProcess[str]:
    step = steps("review", "review")[TAKE]
    values = {name: filled_in(text, proposal_of(commit)) for name, text in step["env"].items()}
    return run(step["run"], runner, values)


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    repository = merged_change(tmp_path / "repository")
    git(repository, "switch", "--quiet", "change")
    return repository


def hostile(repository: Path, owned: Path) -> None:
    """A proposal with everything that a build could run, and a page of its own."""
    (repository / "mkdocs.yml").write_text(SETTINGS, "utf-8")
    canary = CANARY.format(place=str(owned))
    pages = repository / "content/pages"
    for path in (
        "yaml.py",
        "sitecustomize.py",
        "mkdocs.py",
        "content/yaml.py",
        "content/pages/hook.py",
        "generator/__init__.py",
        "requirements.txt",
        ".github/install-playbook.sh",
        ".github/take-proposal.sh",
    ):
        (repository / path).parent.mkdir(parents=True, exist_ok=True)
        (repository / path).write_text(canary, "utf-8")
    (pages / "theme").mkdir(parents=True)
    template = "{{ config.update(site_name='owned') }}<p>owned</p>"
    (pages / "theme/main.html").write_text(template, "utf-8")
    (pages / "ours.md").write_text("# Ours\n\nA page with `{{ 7 * 7 }}`.\n", "utf-8")


@pytest.mark.slow
def test_of_a_hostile_proposal_only_its_words_are_taken(repository: Path) -> None:
    owned = repository.parent / "owned"
    hostile(repository, owned)
    merged(repository)
    runner = fetched(repository)
    before = (runner / "mkdocs.yml").read_text("utf-8")
    answer = taken(runner, git(repository, "rev-parse", "change").strip())
    assert (answer.returncode, answer.stderr) == (0, "")
    assert "3 of its files in accounts/ and content/ are neither" in answer.stdout
    assert (runner / "mkdocs.yml").read_text("utf-8") == before
    assert (runner / "content/pages/ours.md").is_file()
    assert "backup: ben" not in (runner / "accounts/acme-pumps/account.yaml").read_text("utf-8")
    assert not [*runner.glob("*.py"), *runner.rglob("content/**/*.py"), *runner.rglob("main.html")]
    assert git(runner, "rev-parse", "HEAD") == git(repository, "rev-parse", "HEAD")
    for name in ("Check the definitions", "Check that CODEOWNERS follows the owners"):
        answer_of(runner, name)
    said = answer_of(runner, "Say what the change means")
    assert (said.returncode, said.stderr) == (0, "")
    assert "Acme Pumps" in (runner / "review/comment.md").read_text("utf-8")
    assert not owned.exists()


@pytest.mark.slow
def test_a_hostile_proposal_is_built_under_the_settings_of_the_base(repository: Path) -> None:
    owned = repository.parent / "owned"
    hostile(repository, owned)
    merged(repository)
    runner = fetched(repository)
    assert taken(runner, git(repository, "rev-parse", "change").strip()).returncode == 0
    answer = answer_of(runner, "Build the site")
    assert answer.returncode == 0, answer.stderr
    page = (runner / "site/ours/index.html").read_text("utf-8")
    assert "{{ 7 * 7 }}" in page and "owned" not in page
    assert not owned.exists()


@pytest.mark.parametrize("place", ["content/pages/secret.md", "accounts/acme-pumps/more.yaml"])
def test_a_link_in_a_proposal_is_refused(place: str, repository: Path) -> None:
    (repository / place).symlink_to("/etc/passwd")
    merged(repository)
    answer = taken(fetched(repository), git(repository, "rev-parse", "change").strip())
    assert answer.returncode == 1
    assert "The proposal has a link" in answer.stderr
    assert "secret" not in answer.stderr + answer.stdout


def test_a_folder_of_definitions_that_is_a_link_is_refused(repository: Path) -> None:
    git(repository, "rm", "-r", "--quiet", "accounts")
    (repository / "accounts").symlink_to("/etc")
    merged(repository)
    answer = taken(fetched(repository), git(repository, "rev-parse", "change").strip())
    assert answer.returncode == 1
    assert "The proposal has a link" in answer.stderr


def test_what_a_proposal_deletes_and_renames_is_gone(repository: Path) -> None:
    name = "content/pages/a page, “new” ü.md"
    (repository / name).write_text("# New\n", "utf-8")
    git(repository, "mv", "accounts/acme-pumps/economics.yaml", "accounts/acme-pumps/money.yaml")
    replace(repository / "accounts/acme-pumps/account.yaml", "economics.yaml", "money.yaml")
    git(repository, "rm", "-r", "--quiet", "content/competencies")
    (repository / "content/pages/run.md").write_text("# Run\n", "utf-8")
    (repository / "content/pages/run.md").chmod(0o755)
    (repository / "content/pages/Photo.PNG").write_text("of the proposal", "utf-8")
    merged(repository)
    runner = fetched(repository)
    (runner / "content/plan.pdf").write_text("of the base", "utf-8")
    git(runner, "add", "content")
    git(runner, "commit", "--quiet", "--message", "Of the base")
    assert taken(runner, git(repository, "rev-parse", "change").strip()).returncode == 0
    assert (runner / name).is_file()
    assert (runner / "content/pages/Photo.PNG").is_file()
    assert not (runner / "content/competencies").exists()
    assert not (runner / "accounts/acme-pumps/economics.yaml").exists()
    assert not (runner / "content/pages/run.md").stat().st_mode & 0o111
    assert (runner / "content/plan.pdf").is_file()
    differing = git(runner, "diff", "--name-only", "HEAD").splitlines()
    assert set(differing) == {"content/pages/run.md", "content/plan.pdf"}


def test_a_proposal_for_another_branch_meets_the_files_of_that_branch(repository: Path) -> None:
    git(repository, "switch", "--quiet", "--create", "older", "main")
    (repository / "mkdocs.yml").write_text(SETTINGS, "utf-8")
    (repository / "content/pages/older.md").write_text("# Older\n", "utf-8")
    git(repository, "rm", "-r", "--quiet", "content/competencies")
    git(repository, "add", "--all")
    git(repository, "commit", "--quiet", "--message", "Of another branch")
    git(repository, "switch", "--quiet", "--detach")
    git(repository, "merge", "--quiet", "--no-ff", "--message", "Merge", "change")
    runner = fetched(repository)
    assert taken(runner, git(repository, "rev-parse", "change").strip()).returncode == 0
    assert git(runner, "diff", "--name-only", "HEAD").split() == ["mkdocs.yml"]
    assert "custom_dir" not in (runner / "mkdocs.yml").read_text("utf-8")


def test_a_proposal_that_moved_on_or_cannot_be_merged_is_not_taken(repository: Path) -> None:
    git(repository, "switch", "--quiet", "--detach", "main")
    git(repository, "merge", "--quiet", "--no-ff", "--message", "Merge", "change")
    runner = fetched(repository)
    answer = taken(runner, "0" * 40)
    assert answer.returncode == 1 and "has moved on" in answer.stderr
    git(repository, "update-ref", "-d", "refs/pull/17/merge")
    answer = taken(runner, "0" * 40)
    assert answer.returncode == 1 and "cannot be merged as it is" in answer.stderr
    assert git(runner, "rev-parse", "HEAD") == git(runner, "rev-parse", "main")
