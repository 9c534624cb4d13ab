"""The same files, edition and date give the same bytes, wherever and however they are rendered."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from generator.findings.classification import Edition
from tests.conftest import FIXTURE
from tests.golden.test_golden import as_goldens, golden

STAMP = ".playbook-site.json"
ENVIRONMENTS = (
    {"TZ": "Pacific/Kiritimati", "LC_ALL": "C", "PYTHONHASHSEED": "1"},
    {"TZ": "America/Los_Angeles", "LC_ALL": "de_DE.UTF-8", "PYTHONHASHSEED": "4242"},
)


def _render(root: Path, out: Path, variables: dict[str, str], cwd: Path) -> dict[str, bytes]:
    environment = {**os.environ, **variables}
    environment.pop("SOURCE_DATE_EPOCH", None)
    command = [sys.executable, "-m", "generator", "render", str(out), "--as-of", "2026-11-02"]
    subprocess.run(
        [*command, "--root", str(root), "--edition", "leadership"],
        check=True,
        capture_output=True,
        cwd=cwd,
        env={**environment, "PYTHONPATH": str(Path(__file__).parents[2])},
    )
    return {
        file.relative_to(out).as_posix(): file.read_bytes()
        for file in sorted(out.rglob("*"))
        if file.is_file()
    }


def _reproducible(files: dict[str, bytes]) -> dict[str, bytes]:
    """What holds nothing from Git: the command asks it, and its answer stands on history pages."""
    return {path: data for path, data in files.items() if not path.endswith(("/history.md", STAMP))}


@pytest.mark.slow
def test_time_zone_locale_hash_seed_and_path_do_not_matter(
    portfolio_root: Path, tmp_path: Path
) -> None:
    here, elsewhere = tmp_path / "here", tmp_path / "another place"
    for root in (here, elsewhere):
        shutil.copytree(portfolio_root, root)
    first = _render(here, tmp_path / "one", ENVIRONMENTS[0], tmp_path)
    second = _render(elsewhere, tmp_path / "two", ENVIRONMENTS[1], elsewhere)
    assert first
    assert first == second
    assert len(_reproducible(first)) > 100


@pytest.mark.slow
def test_the_command_writes_what_the_goldens_hold(tmp_path: Path, regenerate: bool) -> None:
    shutil.copytree(FIXTURE, tmp_path / "here")
    files = _render(tmp_path / "here", tmp_path / "one", ENVIRONMENTS[0], tmp_path)
    reproducible = _reproducible(files)
    assert {"index.md", "accounts/index.md", "data/accounts.json"} <= reproducible.keys()
    if regenerate:  # the goldens are being written in the same run
        return
    goldens = {path: golden(path, Edition.LEADERSHIP) for path in reproducible}
    assert as_goldens(reproducible) == goldens
