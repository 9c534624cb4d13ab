"""The guide on recording a meeting: what readers are told to write is sound, and commands work."""

import re
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest

from generator.cli.app import run
from generator.model.kinds import Account
from generator.pipeline import check, read_definitions
from tests.conftest import AS_OF, ROOT
from tests.handbook.test_length import _words

GUIDE = (ROOT / "content/pages/guides/recording-a-meeting.md").read_text("utf-8")
MOST_WORDS = 600
ID = "norvane-industrial-group"
COMMANDS = re.findall(r"^    (playbook|git) (.+)$", GUIDE, re.MULTILINE)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A copy of our files as a colleague has it: with Git, and a place to send a proposal to."""
    found = tmp_path / "ours"
    for name in ("accounts", "content"):
        shutil.copytree(ROOT / name, found / name)
    shutil.copy(ROOT / "mkdocs.yml", found)
    git(tmp_path, "init --quiet --bare --initial-branch main theirs")
    git(found, "init --quiet --initial-branch main")
    for key, value in (("user.name", "Ana"), ("user.email", "ana@ours.example")):
        git(found, f"config {key} {value}")
    git(found, "add .")
    git(found, "commit --quiet --message Start")
    git(found, "remote add origin ../theirs")
    return found


def git(folder: Path, line: str) -> str:
    made = subprocess.run(
        ["git", *shlex.split(line)], cwd=folder, capture_output=True, text=True, check=True
    )
    return made.stdout


def account(root: Path) -> Account:
    return read_definitions(root).definitions.accounts[ID]


def errors(root: Path) -> list[str]:
    return [each.message for each in check(root, AS_OF).findings if each.level.value == "error"]


def test_it_is_read_in_two_minutes() -> None:
    assert _words(GUIDE) <= MOST_WORDS


def test_its_commands_write_what_they_say_and_propose_it(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(root)
    before = account(root)
    assert [verb for verb, _ in COMMANDS] == ["playbook"] * 4 + ["git"] * 3
    for verb, line in COMMANDS:
        if verb == "git":
            git(root, line)
        else:
            assert run([*shlex.split(line), "--as-of", AS_OF.isoformat()]) == 0, line
    now = account(root)
    assert errors(root) == []
    assert {each.what for each in now.promises} - {each.what for each in before.promises} == {
        "List of spare parts"
    }
    assert len(now.decisions) == len(before.decisions) + 1
    assert sum(len(each.actions) for each in now.objectives) == 1 + sum(
        len(each.actions) for each in before.objectives
    )
    assert now.relationships[0].last_contact > before.relationships[0].last_contact
    theirs = root.parent / "theirs"
    changed = git(theirs, "diff --name-only call-with-norvane~1 call-with-norvane").split()
    assert sorted(Path(each).name for each in changed) == [
        *("objectives.yaml", "promises.yaml", "stakeholders.yaml", "strategy.yaml")
    ]
    assert git(root, "status --porcelain") == ""


def paste(file: Path, section: str, lines: str) -> None:
    text = file.read_text("utf-8")
    assert f"{section}:\n" in text
    file.write_text(text.replace(f"{section}:\n", f"{section}:\n{lines}"), "utf-8")


def test_the_lines_to_copy_in_the_browser_are_sound_with_the_spaces_that_are_shown(
    root: Path,
) -> None:
    contact, promise, kept = (
        re.sub("^ {8}", "", block, flags=re.MULTILINE)
        for block in re.findall(r"(?:^ {8}.+\n)+", GUIDE, re.MULTILINE)
    )
    folder = root / "accounts" / ID
    paste(folder / "stakeholders.yaml", "relationships", contact)
    paste(folder / "promises.yaml", "promises", f"{promise}{kept}")
    assert errors(root) == []
    met, made = account(root).relationships[0], account(root).promises[0]
    assert (met.person, met.stakeholder) == ("j-lind", "group-legal-counsel")
    assert (made.by, made.what) == ("us", "List of spare parts for Beaumont")
    assert made.kept is not None
    file = folder / "promises.yaml"
    file.write_text(file.read_text("utf-8").replace(kept, "", 1), "utf-8")
    assert errors(root) == []
    assert account(root).promises[0].kept is None


@pytest.mark.slow
def test_it_says_which_entries_need_a_new_version(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    said = "A new relationship, action or decision changes the plan, so it needs a new `version`"
    assert said in GUIDE
    assert "`playbook check --base main`" in GUIDE
    monkeypatch.chdir(root)
    new = f"log {ID} conversation --with group-legal-counsel --owner j-lind --on yesterday"
    asked = []
    for line in (*(line for verb, line in COMMANDS if verb == "playbook"), new):
        assert run([*shlex.split(line), "--as-of", AS_OF.isoformat()]) == 0
        capsys.readouterr()
        run(["check", "--base", "main", "--as-of", AS_OF.isoformat()])
        asked.append("account-version-unchanged" in capsys.readouterr().out)
        git(root, "checkout --quiet .")
    assert [shlex.split(line)[2] for verb, line in COMMANDS if verb == "playbook"] == [
        *("conversation", "promise", "action", "decision")
    ]
    assert asked == [False, False, True, True, True]
