"""What histories depend on in a clone, determined without reading any history."""

import os
from pathlib import Path

from generator.findings.errors import UsageError
from generator.git.run import GitError, git

_REV_PARSE = ("rev-parse", "--absolute-git-dir", "--show-prefix", "--git-path", "shallow")


def clone_state(root: Path) -> str:
    """The commits that the clone around ``root`` knows by name, and where a shallow one begins.

    Where Git says nothing, its reason. Objects that are missing do not show.
    """
    try:
        answer = git(root, *_REV_PARSE, "HEAD^{commit}")
        _, _, shallow, *_ = answer.splitlines()
        refs = git(root, "for-each-ref", "--format=%(objectname) %(refname)")
    except (GitError, UsageError) as error:
        return str(error)
    return "\n".join(
        part.decode(errors="replace") for part in (answer, refs, _begins(root, shallow))
    )


def _begins(root: Path, path: bytes) -> bytes:
    try:
        return (root / os.fsdecode(path)).read_bytes()
    except OSError as error:
        return str(error.errno).encode()
