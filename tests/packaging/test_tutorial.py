"""The tutorial: its commands run in an empty folder, and its edits find the lines they name."""

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.cli.app import run
from generator.pipeline import read_definitions
from tests.packaging.workflows import ROOT

TEXT = (ROOT / "docs/tutorial.md").read_text("utf-8")
BLOCK = re.compile(r"(?ms)^```(\w+)\n(.*?)^```$")
FILE = re.compile(r"[Ii]n `([^`]+\.yaml)`|Open `([^`]+\.yaml)`")
DAY = "1796032800"  # 30 November 2026
PEOPLE = """\
schema: people/1
people:
  - {id: ada-smith, name: Ada Smith, function: sales}
"""


def blocks() -> Iterator[tuple[str, str, str]]:
    """Each block: its kind, its text, and the file that was named last before it."""
    file = ""
    place = 0
    for found in BLOCK.finditer(TEXT):
        for named in FILE.finditer(TEXT, place, found.start()):
            file = named[1] or named[2]
        place = found.end()
        yield found[1], found[2], file


def test_every_block_is_of_a_kind_that_is_tried() -> None:
    kinds = [kind for kind, _, _ in blocks()]
    assert set(kinds) == {"sh", "yaml", "text", "console"}
    assert kinds.count("yaml") % 2 == 0
    assert [text for kind, text, _ in blocks() if kind == "console"] == [
        "pipx install ./account_playbook-0.1.0-py3-none-any.whl\n",
        "python3 -m venv .venv\n. .venv/bin/activate\n"
        "python -m pip install ./account_playbook-0.1.0-py3-none-any.whl\n",
        "playbook serve\n",
    ]


def edited(content: str, former: str, new: str) -> str:
    """A file after an edit of the tutorial, whose lines stand in it once."""
    assert content.count(former) == 1, former
    return content.replace(former, new)


def test_each_edit_finds_its_lines_in_what_new_account_writes(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text("site_name: x\n")
    (tmp_path / "content").mkdir()
    (tmp_path / "content/people.yaml").write_text(PEOPLE)
    (command,) = re.findall("^playbook (new .*)$", TEXT, re.MULTILINE)
    assert run([*shlex.split(command), "--root", str(tmp_path)]) == 0
    edits = [(text, file) for kind, text, file in blocks() if kind == "yaml"]
    for (former, file), (new, _) in zip(edits[::2], edits[1::2], strict=True):
        place = tmp_path / file
        place.write_text(edited(place.read_text("utf-8"), former, new), "utf-8")
    account = read_definitions(tmp_path).definitions.accounts["acme-pumps"]
    assert (account.version, account.status, account.sector) == (2, "active", "Pumps and valves")


@pytest.mark.slow
def test_from_nothing_to_a_reviewed_change(tmp_path: Path) -> None:
    """Commands and edits in their order; what is said to be printed is printed."""
    names = {
        f"GIT_{who}_{what}": "ada" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")
    }
    environment = {
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "PYTHONPATH": str(ROOT),
        "SOURCE_DATE_EPOCH": DAY,
        "HOME": str(tmp_path),
        **names,
    }
    folder, printed, former = tmp_path, "", ""
    for kind, text, file in blocks():
        if kind == "sh":
            done = subprocess.run(
                ["sh", "-euc", f"{text}\npwd"],
                cwd=folder,
                env=environment,
                capture_output=True,
                text=True,
                check=False,
            )
            assert done.returncode == 0, (text, done.stdout, done.stderr)
            *lines, where = done.stdout.splitlines()
            folder, printed = Path(where), "\n".join((*lines, done.stderr))
        elif kind == "text":
            missing = [line for line in text.splitlines() if line not in printed]
            assert not missing, printed
        elif kind == "yaml" and not former:
            former = text
        elif kind == "yaml":
            content = (folder / file).read_text("utf-8")
            (folder / file).write_text(edited(content, former, text), "utf-8")
            former = ""
    assert folder == tmp_path / "our-accounts"
    page = (folder / "site/accounts/acme-pumps/history/index.html").read_text("utf-8")
    assert "We represent ourselves at Acme." in page
