"""The log of a job has more readers than the definitions: no amount stands in any of them."""

import os
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.cli.app import run as run_here
from tests.packaging.workflows import (
    GITLAB,
    answer_of,
    merge_request,
    merged_change,
    run,
    steps,
)
from tests.review.history import git
from tests.scenarios.scenario import replace

AMOUNT = "98765"
ECONOMICS = "accounts/acme-pumps/economics.yaml"
PERIOD = "      cost_to_serve: 100 k\n"
WRONG = {
    "an amount that is none": f"{PERIOD}      contribution_target: {AMOUNT} kk\n",
    "a key that is none": f"{PERIOD}      contribution_targget: {AMOUNT} k\n",
    "a key twice": f"{PERIOD}      goods: {AMOUNT} k\n",
    "a list in place of an amount": f"{PERIOD}      contribution_target: [{AMOUNT} k]\n",
    "a line that is no YAML": f"{PERIOD}      contribution_target: [{AMOUNT} k\n",
    "an id of a list": f"{PERIOD}      by_driver: [{{driver: x{AMOUNT}, cost: {AMOUNT} k}}]\n",
    "a tag": f"{PERIOD}      source: !x {AMOUNT} k\n",
    "a tab": f"{PERIOD}\t\tsource: {AMOUNT} k\n",
}
SLOW = list(WRONG)[1:]
COMMENT = "Say what the change means"


def proposed(root: Path, path: str, old: str, new: str) -> Path:
    """The merge of a proposal with one text of a file replaced."""
    merge = merged_change(root)
    git(merge, "switch", "--quiet", "change")
    if old:
        replace(merge / path, old, new)
    else:
        (merge / path).write_text(new, "utf-8")
    git(merge, "add", "--all")
    git(merge, "commit", "--quiet", "--message", "Another")
    git(merge, "switch", "--quiet", "--detach", "main")
    git(merge, "merge", "--quiet", "--no-ff", "--message", "Merge", "change")
    return merge


def logs_of_github(merge: Path) -> dict[str, str]:
    """What each step of the review that runs `playbook` prints and leaves."""
    names = [name for name, step in steps("review", "review").items() if _ours(step)]
    answers = {name: answer_of(merge, name) for name in names}
    assert [name for name, each in answers.items() if each.returncode == 0] in ([], [COMMENT])
    logs = {name: each.stdout + each.stderr for name, each in answers.items()}
    left = (merge / "review/comment.md", merge / "summary.md")
    return logs | {path.name: path.read_text("utf-8") for path in left}


def logs_of_publishing(merge: Path) -> dict[str, str]:
    build = steps("publish", "build")["Build the site"]["run"]
    editions = ("public", "leadership")
    answers = {each: run(build, merge, {"EDITION": each}) for each in editions}
    assert all(each.returncode == 1 for each in answers.values())
    return {name: each.stdout + each.stderr for name, each in answers.items()}


def _ours(step: dict[str, Any]) -> bool:
    return "playbook " in step.get("run", "")


def logs_of_gitlab(merge: Path) -> dict[str, str]:
    jobs = yaml.safe_load(GITLAB.read_text("utf-8"))
    found = {}
    for name in ("check", "compare", "site", "publish"):
        answer = run("\n".join(jobs[name]["script"]), merge, merge_request(merge, tried=True))
        found[name] = answer.stdout + answer.stderr
    answer = run("playbook codeowners --check", merge, {})  # the last line of `check`
    assert jobs["check"]["script"][-1] == "playbook codeowners --check"
    return {**found, "owners": answer.stdout + answer.stderr}


@pytest.mark.slow
@pytest.mark.parametrize(
    "wrong",
    [each if each not in SLOW else pytest.param(each, marks=pytest.mark.slow) for each in WRONG],
)
def test_no_job_of_github_prints_an_amount(wrong: str, tmp_path: Path) -> None:
    merge = proposed(tmp_path / "repository", ECONOMICS, PERIOD, WRONG[wrong])
    assert AMOUNT in (merge / ECONOMICS).read_text("utf-8")
    logs = logs_of_github(merge)
    assert len(logs) == 6
    assert not [name for name, text in logs.items() if AMOUNT in text]
    owners = logs["Check that CODEOWNERS follows the owners"]
    assert owners.endswith("nothing was written. `playbook check` shows the lines.\n")
    assert "**1 file has errors; fix it first:** accounts" in logs["comment.md"]


@pytest.mark.slow
@pytest.mark.parametrize("wrong", list(WRONG)[::4])
def test_no_job_of_gitlab_and_none_that_publishes_prints_an_amount(
    wrong: str, tmp_path: Path
) -> None:
    merge = proposed(tmp_path / "repository", ECONOMICS, PERIOD, WRONG[wrong])
    logs = logs_of_gitlab(merge) | logs_of_publishing(merge)
    assert not [name for name, text in logs.items() if AMOUNT in text]


@pytest.mark.slow
@pytest.mark.parametrize(
    "text",
    [f"redactions:\n  - {{id: x{AMOUNT}, on: soon, because: x{AMOUNT}}}\n", f"x: [{AMOUNT}\n"],
)
def test_what_must_not_be_mentioned_stands_in_no_log(text: str, tmp_path: Path) -> None:
    written = f"schema: redactions/1\n{text}"
    merge = proposed(tmp_path / "repository", "content/redactions.yaml", "", written)
    logs = logs_of_github(merge) | logs_of_gitlab(merge)
    assert not [name for name, text in logs.items() if AMOUNT in text]


@pytest.mark.parametrize("verb", ["build --site-dir out", "codeowners", "export json"])
def test_lines_are_shown_only_in_front_of_their_author(
    verb: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    root = merged_change(tmp_path / "repository")
    replace(root / ECONOMICS, PERIOD, WRONG["an amount that is none"])
    monkeypatch.chdir(root)
    monkeypatch.delenv("CI", raising=False)
    monkeypatch.setattr(os, "isatty", lambda _: True)
    for job in ("", "true"):
        monkeypatch.setenv("CI", job)
        assert run_here(verb.split()) == 1
        assert (AMOUNT in capfd.readouterr().err) is not bool(job)
