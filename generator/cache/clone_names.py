"""What a clone knows by name, read from its files without running Git.

Nothing heavy is imported here: a command that would say the same again asks this first.
"""

from collections.abc import Iterator
from pathlib import Path

BRANCHES = (
    *("refs/remotes/origin/HEAD", "refs/remotes/origin/main", "refs/remotes/origin/master"),
    *("refs/heads/main", "refs/heads/master"),
)
"""Branches that versions are compared with where nobody names one: the first that is there."""

_SHARED = ("packed-refs", "reftable/tables.list", "shallow")

_TO_ANOTHER = "ref:"


def is_clone(repository: Path) -> bool:
    """Whether a folder is the top of a clone or of one of its working trees."""
    return (repository / ".git").exists()


def clone_names(repository: Path) -> Iterator[str]:
    """What the base of a comparison depends on, for a digest: HEAD, branches, what is shallow."""
    if not is_clone(repository):
        return
    own = _folder(repository / ".git")
    shared = own / (_text(own / "commondir") or ".")
    head = _text(own / "HEAD")
    yield head
    for name in (_target(head), *BRANCHES, _target(_text(shared / BRANCHES[0]))):
        if name:
            yield f"{name} {_text(shared / name)}"
    for name in _SHARED:
        yield f"{name} {_text(shared / name)}"


def _folder(git: Path) -> Path:
    """Where the names are: ``.git`` itself, or the folder that a file of that name leads to."""
    if git.is_dir():
        return git
    return git.parent / _text(git).removeprefix("gitdir:").strip()


def _target(text: str) -> str:
    return text.removeprefix(_TO_ANOTHER).strip() if text.startswith(_TO_ANOTHER) else ""


def _text(path: Path) -> str:
    try:
        return path.read_bytes().decode(errors="replace").strip()
    except (OSError, ValueError):
        return ""
