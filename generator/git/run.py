"""Git, asked and never told: the one place that runs it."""

import os
import subprocess
from pathlib import Path

from generator.findings.errors import UsageError

_PATIENCE = 60
"""Seconds after which Git is given up: no answer it has for us takes that long."""

_SETTINGS = 100
"""Settings of the environment that are looked at."""

_ASIDE = ("warning: ", "hint: ")


class GitError(Exception):
    """Git answered with an error."""


def git(root: Path, *arguments: str, given: bytes = b"") -> bytes:
    """What Git answers to a command that changes nothing, run for the folder ``root``.

    Raises GitError when Git does not like it, UsageError when there is no Git or no answer.
    """
    # No hook, pager, prompt or replacement object of the repository may have a say here, and a
    # path is a path, whatever stands in it.
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
    """Whether Git says that there is no repository at all."""
    return "not a git repository" in str(error)


def _reason(said: str) -> str:
    """The first line with which Git says why, whatever it warned of before."""
    lines = [line for line in said.splitlines() if line.strip() and not line.startswith(_ASIDE)]
    first = lines[0] if lines else "Git gives no reason"
    return first.removeprefix("fatal: ").removeprefix("error: ").strip()


def _environment(root: Path) -> dict[str, str]:
    """Ours without what a hook or a wrapper says about another repository; nothing is fetched.

    Git speaks English, as its words are read here; no file makes it believe in other parents of a
    commit; and no setting says that the files of ``root`` lie elsewhere.
    """
    own = {key: value for key, value in os.environ.items() if not key.startswith("GIT_")}
    own |= {"GIT_NO_LAZY_FETCH": "1", "GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C"}
    own["GIT_GRAFT_FILE"] = os.devnull
    own |= _trusted()
    top = next((folder for folder in (root, *root.parents) if _is_top(folder)), None)
    return own if top is None else {**own, "GIT_WORK_TREE": str(top)}


def _trusted() -> dict[str, str]:
    """The folders that the environment says may be trusted; of its other settings none."""
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
    """Whether a working tree begins here; a folder ``.git`` that is no repository counts not."""
    own = folder / ".git"
    return own.is_file() or (own / "HEAD").is_file()
