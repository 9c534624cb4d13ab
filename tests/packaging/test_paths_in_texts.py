"""Comments and documents name files that exist."""

import re
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
_NAMED = re.compile(r"(?<![\w/.-])(?:generator|overrides)/[\w./-]*\w")
_ENDINGS = (".py", ".md", ".js", ".css", ".html", ".j2", ".yml")
_REMOVED = {("docs/adr/0010-data-beside-the-pages.md", "generator/exports/results")}


def test_a_path_of_ours_in_a_text_exists() -> None:
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.split("\0")
    missing = {
        (path, named)
        for path in listed
        if path.endswith(_ENDINGS) and not path.startswith("tests/")
        for named in _NAMED.findall((ROOT / path).read_text("utf-8"))
        if "NAME" not in named and not any(ROOT.glob(f"{named}*"))
    }
    assert missing - _REMOVED == set()
