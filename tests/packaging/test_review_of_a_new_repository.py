"""The review job of a repository that `playbook init` wrote, step by step as its file says."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.cli.app import run as playbook
from tests.packaging.workflows import filled_in, proposal_of, run
from tests.review.history import committed, git
from tests.scenarios.scenario import replace

DAY = "1793577600"  # 2 November 2026, as `run` has it
FORGE = "#!/bin/sh\necho 'ada\tAPPROVED\t%s'\n"


@pytest.fixture
def runner(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The default branch as a runner fetches it; `origin` has a proposal that changes a plan."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", DAY)
    ours = tmp_path / "ours"
    who = ("--company", "Ondrell Group", "--you", "Ada Smith", "--forge", "github", "--yes")
    assert playbook(["init", str(ours), *who]) == 0
    place = ("--root", str(ours))
    assert playbook(["new", "account", "acme-pumps", "--name", "Acme Pumps", *place]) == 0
    account = ours / "accounts/acme-pumps/account.yaml"
    replace(account, "status: draft ", "status: active")
    assert playbook(["codeowners", "--write", *place]) == 0
    committed(ours)
    git(ours, "switch", "--quiet", "--create", "change")
    replace(account, "sector: to be written", "sector: Pumps")
    replace(account, "tier: key", "tier: national")
    git(ours, "commit", "--quiet", "--all", "--message", "A change")
    git(ours, "switch", "--quiet", "--detach", "main")
    git(ours, "merge", "--quiet", "--no-ff", "--message", "Merge", "change")
    git(ours, "update-ref", "refs/pull/17/merge", "HEAD")
    git(tmp_path, "clone", "--quiet", "--branch", "main", str(ours), str(tmp_path / "runner"))
    return tmp_path / "runner"


def done(
    step: Mapping[str, Any], job: Mapping[str, Any], runner: Path, more: Mapping[str, str]
) -> tuple[int, str]:
    """How a step ends, and what it prints."""
    commit = git(runner, "rev-parse", "origin/change").strip()
    values = {**proposal_of(commit), "steps.take.outcome": "success"}
    given = {**job["env"], **step.get("env", {})}
    own = {name: filled_in(text, values) for name, text in given.items()}
    answer = run(step["run"], runner, {**own, **more})
    return answer.returncode, answer.stdout + answer.stderr


@pytest.mark.slow
def test_every_step_of_the_review_runs_in_a_repository_that_init_wrote(runner: Path) -> None:
    workflow = yaml.load((runner / ".github/workflows/review.yml").read_text(), yaml.BaseLoader)
    job = workflow["jobs"]["review"]
    # What is installed is tried by itself, as it takes packages from elsewhere.
    steps = [each for each in job["steps"] if "run" in each and each.get("id") != "install"]
    assert len(steps) == 6
    temporary, programs = runner.parent / "temporary", runner.parent / "programs"
    for folder in (temporary, programs):
        folder.mkdir()
    commit = git(runner, "rev-parse", "origin/change").strip()
    (programs / "gh").write_text(FORGE % commit)
    (programs / "gh").chmod(0o755)
    more = {"RUNNER_TEMP": str(temporary), "GITHUB_STEP_SUMMARY": str(temporary / "summary.md")}
    printed = {}
    for step in steps:
        command = {**step, "run": f'PATH="{programs}:$PATH"\n{step["run"]}'}
        code, printed[step["name"]] = done(command, job, runner, more)
        assert code == 0, (step["name"], printed[step["name"]])
    assert (temporary / "approved").read_text() == "ada,"
    assert "(account-version-unchanged)" in printed["Check the definitions"]
    assert "file=accounts/acme-pumps/account.yaml,line=" in printed["Check the definitions"]
    comment = (runner / "review/comment.md").read_text("utf-8")
    assert "Acme Pumps" in comment and "tier" in comment
    assert (temporary / "summary.md").read_text("utf-8") == comment
    page = (runner / "site/accounts/acme-pumps/index.html").read_text("utf-8")
    assert "Acme Pumps" in page
    assert "Ondrell Group" in (runner / "site/index.html").read_text("utf-8")
