"""A comparison with a base that went on says so in its first lines, with what to do."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.cli.app import run
from tests.review.history import committed, git
from tests.scenarios.scenario import BASE, copy_of, replace

ROLE, PEOPLE = "content/roles/kam.yaml", "content/people.yaml"
LACKS = {
    "team": "went-on has commits that this branch lacks: what they changed reads as undone here.",
    "leadership": "went-on has 1 commit that this branch lacks: what it changed reads as "
    "undone here.",
}
EDITIONS = pytest.mark.parametrize("edition", LACKS)
Said = Callable[..., str]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Two branches from `start`: `went-on`, and `mine`, which is checked out."""
    root = committed(copy_of(BASE, tmp_path / "repository"))
    git(root, "tag", "start")
    for branch, path, old, new in (
        ("went-on", ROLE, "accounts: 1-2", "accounts: 1-3"),
        ("mine", "accounts/acme-pumps/account.yaml", "tier: key", "tier: standard"),
    ):
        git(root, "switch", "--quiet", "--create", branch, "start")
        replace(root / path, old, new)
        git(root, "commit", "--all", "--quiet", "--message", branch)
    return root


@pytest.fixture
def said(root: Path, capsys: pytest.CaptureFixture[str]) -> Said:
    def call(*arguments: str, at: Path = root) -> str:
        run([*arguments, "--root", str(at), "--as-of", "2026-11-02"])
        printed = capsys.readouterr()
        assert printed.err == ""
        return printed.out

    return call


def short(root: Path, revision: str) -> str:
    return git(root, "rev-parse", "--short=12", revision).strip()


@pytest.mark.few(1)
@EDITIONS
@pytest.mark.parametrize("head", ["mine", ""], ids=["two revisions", "the folder"])
def test_what_the_branch_lacks_comes_first(root: Path, said: Said, head: str, edition: str) -> None:
    """How many commits it lacks, and which, may tell of what is secret: not to the team."""
    named = [*(each for each in ("went-on", head) if each), "--edition", edition]
    parted = short(root, "start")
    since = parted if edition == "leadership" else f"$(git merge-base went-on {head or 'HEAD'})"
    command = " ".join(filter(None, ("playbook diff", since, head, "--edition", edition)))
    text = said("diff", *named).splitlines()
    assert text[1] == (f"{LACKS[edition]} Merge went-on first, or compare from where they parted:")
    assert text[2].strip() == command
    comment = said("diff", *named, "--format", "markdown").split("\n\n")
    assert comment[2] == f"**{text[1]}** `{command}`."
    document = json.loads(said("diff", *named, "--format", "json"))
    known = {"commits": 1, "parted": parted} if edition == "leadership" else {}
    assert document["behind"] == {"remedy": "compare", **known}


def test_what_is_secret_adds_nothing_to_what_the_team_is_told(root: Path, said: Said) -> None:
    named = ("went-on", "mine", "--edition", "team")
    before = said("diff", *named), json.loads(said("diff", *named, "--format", "json"))["behind"]
    git(root, "switch", "--quiet", "went-on")
    for number in range(2):
        replace(root / ROLE, "schema:", f"# {number}\nschema:")
        git(root, "commit", "--all", "--quiet", "--message", "Secret")
    after = said("diff", *named), json.loads(said("diff", *named, "--format", "json"))["behind"]
    assert after == before


@EDITIONS
def test_the_command_leaves_out_what_the_branch_lacks(root: Path, said: Said, edition: str) -> None:
    """It can be typed as it stands."""
    first = said("diff", "went-on", "mine", "--edition", edition)
    typed = first.splitlines()[2].replace("$(git merge-base went-on mine)", short(root, "start"))
    text = said(*typed.split()[1:])
    assert ROLE in first
    assert ROLE not in text
    assert "Tier: key -> standard" in text
    assert "lacks" not in text


@pytest.mark.few(1)
@EDITIONS
def test_check_says_it_too(root: Path, said: Said, edition: str) -> None:
    asked = ("check", "--base", "went-on", "--edition", edition)
    first, command, *_ = said(*asked).splitlines()
    assert first.startswith(LACKS[edition])
    known = {"commits": 1, "parted": short(root, "start")} if edition == "leadership" else {}
    since = known.get("parted", "$(git merge-base went-on HEAD)")
    assert command.strip() == f"playbook check --base {since} --edition {edition}"
    document = json.loads(said(*asked, "--format", "json"))
    assert document["behind"] == {"remedy": "compare", **known}
    assert "behind" not in json.loads(said("check", "--base", "start", "--format", "json"))


def test_a_state_before_the_base_is_turned_round(said: Said) -> None:
    text = said("diff", "mine", "start").splitlines()
    assert text[1].endswith(
        "This branch has none of its own; to read what is new, turn both round:"
    )
    assert text[2].split()[2:4] == ["start", "mine"]


def test_a_job_compares_with_a_merge_that_lacks_nothing(root: Path, said: Said) -> None:
    git(root, "switch", "--quiet", "--detach", "went-on")
    git(root, "merge", "--quiet", "--no-ff", "--message", "Merge", "mine")
    job = ("diff", "went-on", "HEAD", "--proposal", "mine", "--format")
    assert "lacks" not in said(*job, "markdown")
    assert "behind" not in json.loads(said(*job, "json"))


def test_what_is_checked_out_makes_no_difference(root: Path, said: Said) -> None:
    before = said("diff", "went-on", "mine", "--format", "markdown")
    git(root, "switch", "--quiet", "went-on")
    replace(root / PEOPLE, "Ada Blum", "Ada Bloom")
    assert said("diff", "went-on", "mine", "--format", "markdown") == before


def test_without_a_common_state_it_only_says_to_merge(root: Path, said: Said) -> None:
    commit = git(root, "commit-tree", "went-on^{tree}", "-m", "other").strip()
    git(root, "tag", "other", commit)
    assert said("diff", "other", "mine").splitlines()[1].endswith("here. Merge other first.")


def test_a_shallow_clone_does_not_guess(root: Path, tmp_path: Path, said: Said) -> None:
    shallow = tmp_path / "shallow"
    git(root, "clone", "--quiet", "--depth=1", "--no-single-branch", f"file://{root}", str(shallow))
    git(shallow, "branch", "--quiet", "went-on", "origin/went-on")
    assert "lacks" not in said("diff", "went-on", "mine", at=shallow)
