"""What teams copy for their forge: safe, pinned, with commands that work."""

import html
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from generator import __version__
from generator.cli.answers import FORGES, Answers
from generator.cli.starting import begin
from generator.pipeline import RULES
from generator.reporters.carried import CUT, last_comment
from tests.packaging.workflows import (
    EXPRESSION,
    ROOT,
    WORKFLOWS,
    answer_of,
    filled_in,
    merged_change,
    proposal_of,
    run,
    steps,
    workflow,
)
from tests.review.history import git
from tests.scenarios.scenario import replace

PINNED = re.compile(r"uses: (actions/[a-z-]+)@([0-9a-f]{40}) # (v\d+\.\d+\.\d+)$")
ZIZMOR = Path(sys.executable).parent / "zizmor"
DEFAULT_BRANCH = "${{ github.event.repository.default_branch }}"
NAMES = sorted(file.stem for file in WORKFLOWS.glob("*.yml"))


def plain(text: str) -> str:
    """``text`` without the marks that break commands of a forge in two."""
    return text.replace("\u200b", "")


# what the files say ---------------------------------------------------------------------------


def zizmor(folder: Path, *paths: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [ZIZMOR, "--offline", "--no-progress", "--collect=all", "--persona=pedantic", *paths],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_judge_of_workflows_finds_nothing() -> None:
    answer = zizmor(ROOT, ".github", ".pre-commit-config.yaml", ".pre-commit-hooks.yaml")
    assert answer.returncode == 0, answer.stdout
    assert "No findings to report" in answer.stdout + answer.stderr


def test_the_judge_would_find_something(tmp_path: Path) -> None:
    shutil.copytree(ROOT / ".github", tmp_path / ".github")
    replace(
        tmp_path / ".github/workflows/review.yml",
        'cat review/comment.md >> "$GITHUB_STEP_SUMMARY"',
        'echo "${{ github.event.pull_request.title }}" >> "$GITHUB_STEP_SUMMARY"',
    )
    answer = zizmor(tmp_path, ".github")
    assert answer.returncode != 0
    assert "template-injection" in answer.stdout


@pytest.mark.parametrize("name", NAMES)
def test_actions_are_pinned_by_commit(name: str) -> None:
    text = (WORKFLOWS / f"{name}.yml").read_text("utf-8")
    used = [line.strip() for line in text.splitlines() if "uses:" in line]
    assert used
    assert not [line for line in used if not PINNED.search(line)]


def test_each_action_has_one_version() -> None:
    text = "".join((WORKFLOWS / f"{name}.yml").read_text("utf-8") for name in NAMES)
    pins = set(re.findall(r"uses: (\S+)@(\S+) # (\S+)", text))
    assert len({action for action, _, _ in pins}) == len(pins)


def test_what_reads_the_proposal_can_only_read() -> None:
    review = workflow("review")
    assert set(review["on"]) == {"pull_request_target"}
    assert review["permissions"] == {}
    job = review["jobs"]["review"]
    assert job["permissions"] == {"contents": "read", "pull-requests": "read"}
    assert "secrets." not in (WORKFLOWS / "review.yml").read_text("utf-8")


def test_the_playbook_is_installed_before_anything_of_the_proposal_is_there() -> None:
    names = list(steps("review", "review"))
    fetched, *_, installed, taken = names[: names.index("Take the definitions of the proposal") + 1]
    assert steps("review", "review")[fetched]["with"]["ref"] == DEFAULT_BRANCH
    assert installed == "Install the playbook"
    used = [
        step for step in steps("review", "review").values() if "checkout" in step.get("uses", "")
    ]
    assert len(used) == 1 and taken in names


def test_what_may_comment_runs_nothing_of_the_pull_request() -> None:
    job = workflow("review")["jobs"]["comment"]
    assert (job["needs"], job["if"]) == ("review", "${{ !cancelled() }}")
    assert job["permissions"] == {"pull-requests": "write"}
    assert [step["uses"].partition("@")[0] for step in job["steps"]] == [
        "actions/download-artifact",
        "actions/github-script",
    ]
    assert not EXPRESSION.search(job["steps"][1]["with"]["script"])


def test_what_publishes_knows_the_secret_of_one_edition_only() -> None:
    publish = workflow("publish")
    assert set(publish["on"]) == {"push", "schedule", "workflow_dispatch"}
    build, bring = publish["jobs"]["build"], publish["jobs"]["publish"]
    assert "secrets." not in json.dumps(build)
    assert bring["environment"] == "playbook-${{ matrix.edition }}"
    assert bring["permissions"] == {}
    assert build["strategy"]["matrix"] == bring["strategy"]["matrix"]
    assert build["strategy"]["matrix"]["edition"] == ["public", "hr", "team", "leadership"]


def test_no_expression_stands_in_a_command() -> None:
    for name in NAMES:
        for job in workflow(name)["jobs"].values():
            for step in job["steps"]:
                assert not EXPRESSION.search(step.get("run", "")), step["name"]


def test_questions_of_a_pull_request_name_rules_that_exist() -> None:
    text = (ROOT / ".github/pull_request_template.md").read_text("utf-8")
    questions = text.split("\n## ")[1:]
    rule_ids = {rule.id for rule in RULES}
    for question in questions:
        comment = question.partition("<!--")[2].partition("-->")[0]
        named = re.split(r",\s+", re.split(r"Rules?:", comment)[1].strip(" .\n"))
        assert named and set(named) <= rule_ids, question


def test_a_new_repository_gets_those_of_its_forge_alone() -> None:
    github, gitlab, neither = (begin(Answers(forge=each)).files for each in FORGES)
    jobs = {path.relative_to(ROOT).as_posix() for path in (ROOT / ".github").rglob("*.*")}
    assert {path for path in github if path.startswith(".git")} == jobs | {".gitignore"}
    questions = ".gitlab/merge_request_templates/Default.md"
    assert {path for path in gitlab if path.startswith(".git")} == {
        *(".gitignore", ".gitlab-ci.yml", questions)
    }
    assert gitlab[questions] == github[".github/pull_request_template.md"]
    assert {path for path in neither if path.startswith(".git")} == {".gitignore"}
    ours = ROOT / ".pre-commit-config.yaml"
    assert neither[".pre-commit-config.yaml"] == ours.read_bytes()


# what the commands do -------------------------------------------------------------------------


@pytest.fixture(scope="module")
def merge(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return merged_change(tmp_path_factory.mktemp("merge") / "repository")


def test_the_check_of_a_pull_request_marks_its_lines(merge: Path) -> None:
    answer = answer_of(merge, "Check the definitions")
    assert answer.stderr == ""
    commands = [line.split("::")[1] for line in answer.stdout.splitlines()]
    assert any("file=accounts/acme-pumps/account.yaml,line=" in each for each in commands)
    assert any("(version-too-low)" in each for each in commands)
    assert answer.returncode == 1
    assert commands[0].startswith("error ")


def test_the_owners_of_a_pull_request_are_checked(merge: Path) -> None:
    assert answer_of(merge, "Check that CODEOWNERS follows the owners").returncode == 0


def test_the_change_of_a_pull_request_is_put_into_words(merge: Path) -> None:
    answer = answer_of(merge, "Say what the change means")
    assert (answer.returncode, answer.stderr) == (0, "")
    comment = (merge / "review/comment.md").read_text("utf-8")
    assert "Acme Pumps" in comment
    looked_at = git(merge, "rev-parse", "HEAD").strip()  # its lines are those that are named
    assert f"/our/plans/blob/{looked_at}/accounts/acme-pumps/account.yaml)" in comment
    proposed = git(merge, "rev-parse", "HEAD^2").strip()
    day = git(merge, "show", "--no-patch", "--format=%cs", proposed).strip()
    states = plain(comment).splitlines()[2]
    assert states.startswith(f"main -&gt; this proposal, commit `{proposed[:12]}` of ")
    assert states.endswith(". Edition team, evaluated for 2 Nov 2026.")
    assert f"{int(day[8:])} " in states and day[:4] in states
    assert (merge / "summary.md").read_text("utf-8") == comment


def test_a_hostile_branch_is_only_a_name(merge: Path) -> None:
    hostile = "-x$(touch${IFS}owned);@all`#1`"
    answer = answer_of(merge, "Say what the change means", {"github.base_ref": hostile})
    assert (answer.returncode, answer.stderr) == (0, "")
    states = (merge / "review/comment.md").read_text("utf-8").splitlines()[2]
    assert "@all" not in states and "#1" not in states
    assert html.unescape(plain(states)).startswith(f"{hostile} -> this proposal, ")
    assert not (merge / "owned").exists()


def test_a_failed_comparison_is_reported_in_place_of_the_old_text(tmp_path: Path) -> None:
    merge = merged_change(tmp_path / "repository")
    (merge / "content/redactions.yaml").write_text("schema: redactions/1\n- x: [\n", "utf-8")
    git(merge, "add", "content")
    git(merge, "commit", "--quiet", "--amend", "--no-edit")
    answer = answer_of(merge, "Say what the change means")
    assert answer.returncode == 2
    commit = git(merge, "rev-parse", "HEAD^2").strip()
    text = (merge / "review/comment.md").read_text("utf-8")
    assert f"Commit `{commit}` could not be compared. The log of " in text
    assert (merge / "summary.md").read_text("utf-8") == text


def test_the_text_is_handed_on_whatever_failed_before() -> None:
    for name in ("Say what the change means", "Hand the comment on"):
        assert steps("review", "review")[name]["if"] == "${{ !cancelled() }}"


def test_a_proposal_that_cannot_be_taken_is_reported(merge: Path) -> None:
    answer = answer_of(merge, "Say what the change means", {"steps.take.outcome": "failure"})
    assert answer.returncode == 1
    assert "could not be compared" in (merge / "review/comment.md").read_text("utf-8")


def test_who_approved_is_asked_of_the_reviews(merge: Path, tmp_path: Path) -> None:
    commit = git(merge, "rev-parse", "HEAD^2").strip()
    said = [
        f"ada APPROVED {commit}",
        f"ben APPROVED {commit}",
        f"ben CHANGES_REQUESTED {commit}",
        f"cleo APPROVED {'0' * 40}",
        f"dan DISMISSED {commit}",
    ]
    lines = "".join(f"{each}\n" for each in said).replace(" ", "\t")
    (tmp_path / "said").write_text(lines, "utf-8")
    (tmp_path / "noted").write_bytes(b"<!-- playbook: review -->\r\n- [x] a\r\n")
    of_reviews = (
        f'case "$*" in */reviews*) cat "{tmp_path}/said";; *) cat "{tmp_path}/noted";; esac'
    )
    answer = asked(merge, tmp_path, of_reviews)
    assert (answer.returncode, answer.stderr) == (0, "")
    assert (tmp_path / "approved").read_text("utf-8") == "ada,"
    assert (tmp_path / "last.md").read_text("utf-8") == "<!-- playbook: review -->\n- [x] a\n"


def asked(merge: Path, folder: Path, forge: str) -> subprocess.CompletedProcess[str]:
    """The step that asks the forge, which answers as the shell command ``forge`` does."""
    (folder / "gh").write_text(f"#!/bin/sh\n{forge}\n", "utf-8")
    (folder / "gh").chmod(0o755)
    step = steps("review", "review")["Ask who approved it, and what is ticked"]
    proposal = proposal_of(git(merge, "rev-parse", "HEAD^2").strip())
    values = {name: filled_in(text, proposal) for name, text in step["env"].items()}
    path = f"{folder}{os.pathsep}{os.environ['PATH']}"
    return run(step["run"], merge, {**values, "RUNNER_TEMP": str(folder), "PATH": path})


@pytest.mark.skipif(shutil.which("jq") is None, reason="jq is not installed")
def test_only_the_team_can_approve(merge: Path, tmp_path: Path) -> None:
    commit = git(merge, "rev-parse", "HEAD^2").strip()
    reviews = [
        {
            "user": {"login": f"a-{kind.lower()}"},
            "state": "APPROVED",
            "commit_id": commit,
            "author_association": kind,
        }
        for kind in ("OWNER", "MEMBER", "COLLABORATOR", "CONTRIBUTOR", "NONE")
    ]
    (tmp_path / "said").write_text(json.dumps(reviews), "utf-8")
    forge = f'case "$*" in */reviews*) jq -r "$5" "{tmp_path}/said";; esac'
    assert asked(merge, tmp_path, forge).stderr == ""
    approved = (tmp_path / "approved").read_text("utf-8").split(",")
    assert sorted(approved) == ["", "a-collaborator", "a-member", "a-owner"]


def test_a_comment_stays_where_the_forge_did_not_answer(merge: Path, tmp_path: Path) -> None:
    forge = 'case "$*" in */reviews*) ;; *) echo "- [x] half an answer"; exit 1;; esac'
    assert asked(merge, tmp_path, forge).returncode == 1
    assert not (tmp_path / "last.md").exists()
    shutil.rmtree(merge / "review", ignore_errors=True)
    answer = answer_of(
        merge,
        "Say what the change means",
        {"steps.take.outcome": "skipped"},
        temporary=tmp_path,
    )
    assert answer.returncode == 1
    assert "the comment stays as it is" in answer.stderr
    assert not (merge / "review").exists()


@pytest.mark.slow
def test_ticks_survive_a_push_and_one_that_cannot_be_compared(merge: Path) -> None:
    last = merge.parent / f"{merge.name}-temp/last.md"
    last.unlink(missing_ok=True)
    comment, name = merge / "review/comment.md", "Say what the change means"
    assert answer_of(merge, name).returncode == 0
    first = comment.read_text("utf-8")
    assert "- [ ] " in first
    ticked = first.replace("- [ ] ", "- [x] ").replace("Acme", "@all $(touch owned)")
    last.write_text(f"{ticked}{CUT}\n", "utf-8")
    answer_of(merge, name, {"steps.take.outcome": "failure"})
    broken = comment.read_text("utf-8")
    assert "- [x] as before <!-- " in broken and "owned" not in broken
    assert last_comment(broken) == last_comment(last.read_text("utf-8"))
    broken = broken.replace(CUT, "")
    last.write_text(broken, "utf-8")
    assert answer_of(merge, name).returncode == 0
    second = comment.read_text("utf-8")
    assert second.count("- [x] ") == first.count("- [ ] ") > 3
    assert "Nothing has changed since the last comment." in second
    last.unlink()


@pytest.mark.slow
def test_the_site_of_a_pull_request_is_built(merge: Path) -> None:
    answer = answer_of(merge, "Build the site")
    assert answer.returncode == 0, answer.stderr
    assert (merge / "site/accounts/acme-pumps/index.html").is_file()


def test_a_site_is_brought_to_its_host_by_the_command_of_the_team(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "site/index.html").write_text("x", encoding="utf-8")
    step = steps("publish", "publish")["Bring it to its host"]
    answer = run(step["run"], tmp_path, {"COMMAND": "cp -r site host; false; echo not reached"})
    assert answer.returncode == 1
    assert (tmp_path / "host/index.html").is_file()
    assert "not reached" not in answer.stdout


def test_the_playbook_is_installed_as_the_repository_says(tmp_path: Path) -> None:
    programs = tmp_path / "programs"
    programs.mkdir()
    for name in ("python", "playbook"):
        (programs / name).write_text(f'#!/bin/sh\necho "{name} $*"\n', encoding="utf-8")
        (programs / name).chmod(0o755)

    def install(folder: Path) -> subprocess.CompletedProcess[str]:
        path = f"{programs}{os.pathsep}{os.environ['PATH']}"
        script = f"sh {shlex.quote(str(ROOT / '.github/install-playbook.sh'))}"
        return run(script, folder, {"PATH": path})

    ours = install(ROOT).stdout.splitlines()
    assert ours[0].endswith("--require-hashes -r requirements/site.txt")
    assert ours[1].endswith("--no-deps --no-build-isolation .")
    refused = install(tmp_path)
    assert refused.returncode == 1
    assert "pyproject.toml is missing" in refused.stderr
    (tmp_path / "requirements.txt").write_text("./wheels/a-1.whl # ours\nx==2\n", "utf-8")
    refused = install(tmp_path)
    assert (refused.returncode, refused.stdout) == (1, "")
    assert "requirements.txt names ./wheels/a-1.whl, which is not in the" in refused.stderr
    (tmp_path / "wheels").mkdir()
    (tmp_path / "wheels/a-1.whl").touch()
    assert install(tmp_path).stdout.splitlines() == [
        "python -m pip install --quiet -r requirements.txt",
        "playbook --version",
    ]


def test_the_version_that_the_settings_name_is_installed(tmp_path: Path) -> None:
    """With requirements that pip gets from a pipe, and a hint where there is no such version."""
    begun = begin(Answers()).files
    (tmp_path / "pyproject.toml").write_bytes(begun["pyproject.toml"])
    programs = tmp_path / "programs"
    programs.mkdir()
    python = (
        f'[ "$1" = -I ] && exec {shlex.quote(sys.executable)} "$@"\necho "$* <- $(cat)"\nexit $CODE'
    )
    for name, text in (("python", python), ("playbook", "echo playbook")):
        (programs / name).write_text(f"#!/bin/sh\n{text}\n", encoding="utf-8")
        (programs / name).chmod(0o755)
    path = f"{programs}{os.pathsep}{os.environ['PATH']}"
    script = f"sh {shlex.quote(str(ROOT / '.github/install-playbook.sh'))}"
    done = run(script, tmp_path, {"PATH": path, "CODE": "0"})
    wanted = f"account-playbook=={__version__}"
    assert done.stdout.splitlines() == [
        f"-m pip install --quiet --find-links wheels -r /dev/stdin <- {wanted}",
        "playbook",
    ]
    refused = run(script, tmp_path, {"PATH": path, "CODE": "1"})
    assert refused.returncode == 1
    assert f"No {wanted}: put its wheel into wheels/" in refused.stderr
    jobs = yaml.safe_load(begin(Answers(forge="gitlab")).files[".gitlab-ci.yml"])
    (install,) = jobs[".playbook"]["before_script"]
    assert run(install, tmp_path, {"PATH": path, "CODE": "0"}).stdout.startswith("-m pip install")
    refused = run(install, tmp_path, {"PATH": path, "CODE": "1"})
    assert (refused.returncode, f"No {wanted}:" in refused.stdout) == (1, True)


@pytest.mark.parametrize("file", [".pre-commit-config.yaml", ".pre-commit-hooks.yaml"])
def test_hooks_run_the_same_commands(file: str) -> None:
    document = yaml.safe_load((ROOT / file).read_text("utf-8"))
    hooks = document["repos"][0]["hooks"] if "repos" in document else document
    assert [hook["entry"] for hook in hooks] == ["playbook check", "playbook codeowners --check"]
    for hook in hooks:
        assert hook["pass_filenames"] is False
        assert re.search(hook["files"], "accounts/acme-pumps/account.yaml")
        assert not re.search(hook["files"], "docs/content/x.yaml")
