"""What the product is made of is in Git: nothing needed is ignored or forgotten."""

import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FOLDERS = (
    "generator",
    "overrides",
    "content",
    "accounts",
    "schema",
    "tests",
    "requirements",
    "docs",
)

pytestmark = pytest.mark.skipif(
    not (ROOT / ".git").exists(), reason="not a Git checkout (an unpacked source archive)"
)


def git(*arguments: str, stdin: str = "") -> list[str]:
    """The lines that a Git command prints here, whatever the user's own settings ignore."""
    answer = subprocess.run(
        ["git", "-c", "core.quotePath=false", "-c", "core.excludesFile=", *arguments],
        cwd=ROOT,
        input=stdin,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert not answer.stderr, f"git {' '.join(arguments)}: {answer.stderr}"
    return answer.stdout.splitlines()


def files_on_disk() -> list[str]:
    """Every file of the product's folders, but for what Python and desktops leave behind."""
    found = (path.relative_to(ROOT) for folder in FOLDERS for path in (ROOT / folder).rglob("*"))
    return sorted(
        path.as_posix()
        for path in found
        if (ROOT / path).is_file()
        and not any(part == "__pycache__" or part.startswith(".") for part in path.parts)
    )


def test_every_module_template_and_definition_is_tracked() -> None:
    tracked = set(git("ls-files", "--", *FOLDERS))
    on_disk = files_on_disk()
    assert "generator/__init__.py" in on_disk
    untracked = [path for path in on_disk if path not in tracked]
    assert not untracked, "not in Git yet, add them with `git add`:\n" + "\n".join(untracked)


def test_ignored_folders_are_anchored() -> None:
    lines = (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()
    patterns = [line for line in lines if line and not line.startswith("#")]
    loose = [line for line in patterns if not line.startswith("/") and line != "__pycache__/"]
    assert not loose, "begin these with a slash, or they hide folders of the product as well"


@pytest.mark.parametrize(
    "path",
    [
        "generator/site/plugin.py",
        "generator/templates/site/index.md",
        "overrides/site/partial.html",
        "content/pages/dist/index.md",
        "accounts/site/account.yaml",
        "tests/site/test_plugin.py",
        "tests/golden/site/index.md",
    ],
)
def test_no_folder_of_the_product_is_ignored_for_its_name(path: str) -> None:
    assert git("check-ignore", "--no-index", "--stdin", stdin=path) == []


@pytest.mark.parametrize(
    "path",
    ["site/index.html", ".venv/pyvenv.cfg", ".cache/uv/x", ".staging-1/index.html", "dist/x"],
)
def test_what_is_built_is_ignored(path: str) -> None:
    assert git("check-ignore", "--no-index", "--stdin", stdin=path) == [path]
