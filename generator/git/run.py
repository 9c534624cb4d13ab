"""Read-only wrapper around Git; the only module that runs it."""

import os
import subprocess
from pathlib import Path

from generator.findings.errors import UsageError

_PATIENCE = 60
"""Timeout in seconds; all our queries are faster."""

_SETTINGS = 100
"""Maximum number of settings read from the environment."""

_ASIDE = ("warning: ", "hint: ")


class GitError(Exception):
    """Git exited with an error."""


def git(root: Path, *arguments: str, given: bytes = b"") -> bytes:
    """The output of a read-only Git command, run in ``root``.

    Raises GitError if Git exits with an error, UsageError if Git is missing or times out.
    """
    # Disable hooks, pager, prompts and replacement objects of the repository, and take paths
    # literally.
    ours = ("--no-pager", "--no-replace-objects", "--literal-pathspecs")
    command = ("git", *ours, "-C", str(root), *arguments)
    try:
        done = subprocess.run(
            command,
            input=given,
            capture_output=True,
            timeout=_PATIENCE,
            check=False,
            env=_environment(root),
        )
    except FileNotFoundError as error:
        raise UsageError(
            "Git is not installed, and an earlier state can only come from it"
        ) from error
    except subprocess.TimeoutExpired as error:
        raise UsageError(f"Git did not answer within {_PATIENCE} seconds") from error
    if done.returncode:
        raise GitError(_reason(done.stderr.decode(errors="replace")))
    return done.stdout


def is_none(error: GitError) -> bool:
    """Whether the error means that there is no repository."""
    return "not a git repository" in str(error)


def _reason(said: str) -> str:
    """The first line of Git's error message, after any warnings."""
    lines = [line for line in said.splitlines() if line.strip() and not line.startswith(_ASIDE)]
    first = lines[0] if lines else "Git gives no reason"
    return first.removeprefix("fatal: ").removeprefix("error: ").strip()


def _environment(root: Path) -> dict[str, str]:
    """The environment without variables that point to another repository; nothing is fetched.

    Git's messages are set to English, because they are parsed; grafts and settings that relocate
    the files of ``root`` are disabled.
    """
    own = {key: value for key, value in os.environ.items() if not key.startswith("GIT_")}
    own |= {"GIT_NO_LAZY_FETCH": "1", "GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C"}
    own["GIT_GRAFT_FILE"] = os.devnull
    own |= _trusted()
    top = next((folder for folder in (root, *root.parents) if _is_top(folder)), None)
    return own if top is None else {**own, "GIT_WORK_TREE": str(top)}


def _trusted() -> dict[str, str]:
    """``safe.directory`` settings from the environment, the only ones that are passed on."""
    given = os.environ.get("GIT_CONFIG_COUNT", "")
    number = min(int(given), _SETTINGS) if given.isascii() and given.isdigit() else 0
    settings = (
        (os.environ.get(f"GIT_CONFIG_KEY_{place}", ""), os.environ.get(f"GIT_CONFIG_VALUE_{place}"))
        for place in range(number)
    )
    folders = [folder for name, folder in settings if name.lower() == "safe.directory" and folder]
    found = {"GIT_CONFIG_COUNT": str(len(folders))} if folders else {}
    for place, folder in enumerate(folders):
        found |= {f"GIT_CONFIG_KEY_{place}": "safe.directory", f"GIT_CONFIG_VALUE_{place}": folder}
    return found


def _is_top(folder: Path) -> bool:
    """Whether ``folder`` is the top of a working tree; ``.git`` without HEAD is ignored."""
    own = folder / ".git"
    return own.is_file() or (own / "HEAD").is_file()
