"""The workflow files as data, and their commands as a runner would run them."""

import os
import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from generator.cli.answers import Answers
from generator.cli.starting import begin
from tests.review.history import committed, git
from tests.scenarios.scenario import BASE, copy_of, replace

ROOT = Path(__file__).resolve().parents[2]
WORKFLOWS = ROOT / ".github" / "workflows"
GITLAB = ROOT / "generator" / "cli" / "starter" / "gitlab-ci.yml"
EXPRESSION = re.compile(r"\$\{\{\s*(.+?)\s*\}\}")


def workflow(name: str) -> Any:
    """A file of .github/workflows; its key `on` is text, as the forge reads it."""
    return yaml.load((WORKFLOWS / f"{name}.yml").read_text("utf-8"), yaml.BaseLoader)


def steps(name: str, job: str) -> dict[str, Any]:
    """The steps of a job by their names."""
    return {step["name"]: step for step in workflow(name)["jobs"][job]["steps"]}


def run(
    command: str, folder: Path, environment: Mapping[str, str]
) -> subprocess.CompletedProcess[str]:
    """One step's command, in the shell of a runner, with our `playbook` on the path."""
    base_environment = {"PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}
    base_environment["PYTHONPATH"] = str(ROOT)  # the code that is tested, whatever is installed
    base_environment |= {
        "GITHUB_SERVER_URL": "https://git.example",
        "GITHUB_REPOSITORY": "our/plans",
    }
    base_environment["CI_PROJECT_URL"] = "https://git.example/our/plans"
    options = {"SOURCE_DATE_EPOCH": "1793577600", "NO_MKDOCS_2_WARNING": "1", "LANG": "C.UTF-8"}
    return subprocess.run(
        ["sh", "-euc", command],
        cwd=folder,
        env={**base_environment, **options, **environment},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def filled_in(text: str, values: Mapping[str, str]) -> str:
    """A value of a workflow with its expressions worked out; each has to be known."""
    return EXPRESSION.sub(lambda found: values[found[1]], text)


def answer_of(
    merge: Path,
    name: str,
    outputs: Mapping[str, str] | None = None,
    temporary: Path | None = None,
) -> subprocess.CompletedProcess[str]:
    """What a step of review.yml says, run in the checked-out merge of a pull request."""
    job, step = workflow("review")["jobs"]["review"], steps("review", "review")[name]
    values = {
        **proposal_of(git(merge, "rev-parse", "HEAD^2").strip()),
        "steps.take.outcome": "success",
    }
    own = {
        "GITHUB_STEP_SUMMARY": "summary.md",
        "RUNNER_TEMP": str(temporary or reviewed_by(merge, "")),
    }
    given = {**job["env"], **step.get("env", {}), **own}
    if "GITHUB_STEP_SUMMARY" in step["run"]:  # each step has a summary of its own
        (merge / "summary.md").unlink(missing_ok=True)
    filled = {key: filled_in(text, {**values, **(outputs or {})}) for key, text in given.items()}
    return run(step["run"], merge, filled)


def proposal_of(commit: str) -> dict[str, str]:
    """What GitHub says of a pull request whose newest commit this is."""
    return {
        "github.event.pull_request.number": "17",
        "github.event.pull_request.head.sha": commit,
        "github.base_ref": "main",
        "github.repository": "us/ours",
        "github.token": "token",
    }


def reviewed_by(merge: Path, handles: str) -> Path:
    """The folder for what steps leave, with who approved the proposal, and the last comment."""
    folder = merge.parent / f"{merge.name}-temp"
    folder.mkdir(exist_ok=True)
    (folder / "approved").write_text(handles, "utf-8")
    (folder / "last.md").touch()
    return folder


def merge_request(merge: Path, *, tried: bool) -> dict[str, str]:
    """What GitLab says of a merge request; ``tried``: whether it looks at what it would make.

    Without that it looks at the branch alone, and knows where that began.
    """
    target, source = git(merge, "rev-parse", "HEAD^1", "HEAD^2").split()
    variables = {"CI_MERGE_REQUEST_TARGET_BRANCH_NAME": "main", "EDITION": "team"}
    variables["CI_MERGE_REQUEST_DIFF_BASE_SHA"] = git(merge, "merge-base", target, source).strip()
    if not tried:
        return {**variables, "CI_COMMIT_SHA": source}
    own = {"CI_MERGE_REQUEST_TARGET_BRANCH_SHA": target, "CI_COMMIT_SHA": "f" * 40}
    return {**variables, **own, "CI_MERGE_REQUEST_SOURCE_BRANCH_SHA": source}


def merged_change(root: Path) -> Path:
    """A pull request as a runner fetches it: a merge whose first parent is the base.

    It takes an account's backup away and changes a role without a new version.
    """
    copy_of(BASE, root)
    (root / "mkdocs.yml").write_bytes(begin(Answers()).files["mkdocs.yml"])
    (root / "content/pages/index.md").unlink()  # the scenarios never build it
    committed(root)
    git(root, "switch", "--quiet", "--create", "change")
    replace(root / "accounts/acme-pumps/account.yaml", ", backup: ben", "")
    replace(root / "content/roles/kam.yaml", "level: expert", "level: basic")
    git(root, "commit", "--quiet", "--all", "--message", "Change")
    git(root, "switch", "--quiet", "--detach", "main")
    git(root, "merge", "--quiet", "--no-ff", "--message", "Merge", "change")
    return root
