"""Small Git repositories, the same on every machine."""

import os
import subprocess
from pathlib import Path


def git(folder: Path, *arguments: str) -> str:
    """What a Git command prints, whatever the machine's own settings are."""
    return git_given(folder, "", *arguments)


def git_given(folder: Path, given: str, *arguments: str) -> str:
    """As :func:`git`, for a command that reads what is ``given``."""
    nobody = {
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_SYSTEM": os.devnull,
        "GIT_AUTHOR_NAME": "A",
        "GIT_AUTHOR_EMAIL": "a@example.org",
        "GIT_COMMITTER_NAME": "A",
        "GIT_COMMITTER_EMAIL": "a@example.org",
        "PATH": os.environ["PATH"],
    }
    done = subprocess.run(
        ["git", "-C", str(folder), *arguments],
        env=nobody,
        input=given.encode(),
        capture_output=True,
        check=True,
    )
    return done.stdout.decode()


def committed(folder: Path) -> Path:
    """The folder as a repository with everything in one commit of the branch ``main``."""
    git(folder, "init", "--quiet", "--initial-branch", "main")
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", "First")
    return folder
