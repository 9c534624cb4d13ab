"""Git, asked and never told: the one place that runs it."""

import os
import subprocess
from pathlib import Path

from generator.diagnostics import UsageError

_PATIENCE = 60
"""Seconds after which Git is given up: no answer it has for us takes that long."""


class GitError(Exception):
    """Git answered with an error."""


def git(root: Path, *arguments: str, given: bytes = b"") -> bytes:
    """What Git answers to a command that changes nothing, run for the folder ``root``.

    Raises GitError when Git does not like it, UsageError when there is no Git or no answer.
    """
    # No hook, pager, prompt or replacement object of the repository may have a say here.
    command = ("git", "--no-pager", "--no-replace-objects", "-C", str(root), *arguments)
    try:
        done = subprocess.run(
            command,
            input=given,
            capture_output=True,
            timeout=_PATIENCE,
            check=False,
            env=_environment(),
        )
    except FileNotFoundError as error:
        raise UsageError(
            "Git is not installed, and an earlier state can only come from it"
        ) from error
    except subprocess.TimeoutExpired as error:
        raise UsageError(f"Git did not answer within {_PATIENCE} seconds") from error
    if done.returncode:
        said = done.stderr.decode(errors="replace").strip().splitlines()
        raise GitError(said[0] if said else "Git gives no reason")
    return done.stdout


def _environment() -> dict[str, str]:
    """Ours without what a hook or a wrapper says about another repository; nothing is fetched."""
    own = {key: value for key, value in os.environ.items() if not key.startswith("GIT_")}
    return {**own, "GIT_NO_LAZY_FETCH": "1", "GIT_TERMINAL_PROMPT": "0"}
