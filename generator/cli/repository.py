"""The Git repository that a forge sees, and where the definitions lie in it."""

from pathlib import Path


def repository_of(root: Path) -> Path:
    """The repository that holds the definitions at ``root``; without Git it is ``root`` itself."""
    above = (folder for folder in (root, *root.parents) if (folder / ".git").exists())
    return next(above, root)


def folder_in_repository(root: Path) -> str:
    """The folder ``root`` has in its repository, as ``our/playbook``; empty for its top."""
    folder = root.relative_to(repository_of(root)).as_posix()
    return "" if folder == "." else folder
