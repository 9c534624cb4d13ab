"""The tutorial: its commands run in an empty folder, and its edits find the lines they name."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.packaging.workflows import ROOT

TEXT = (ROOT / "docs/tutorial.md").read_text("utf-8")
BLOCK = re.compile(r"(?ms)^```(\w+)\n(.*?)^```$")
FILE = re.compile(r"[Ii]n `([^`]+\.yaml)`|Open `([^`]+\.yaml)`")
DAY = "1796032800"  # 30 November 2026


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
        "playbook serve\n",
    ]


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
            assert content.count(former) == 1, (file, former)
            (folder / file).write_text(content.replace(former, text), "utf-8")
            former = ""
    assert folder == tmp_path / "our-accounts"
    page = (folder / "site/accounts/acme-pumps/history/index.html").read_text("utf-8")
    assert "We represent ourselves at Acme." in page
