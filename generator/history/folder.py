"""What a comparison with the folder on disk has to know of it, besides its definitions."""

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from generator.history.redactions import FOLDER, unclear
from generator.history.strays import Claim, claims
from generator.reading.tree import files_meant_as_definitions


def strays_in(root: Path, files: Mapping[str, bytes] = MappingProxyType({})) -> tuple[Claim, ...]:
    """The definitions that files of a folder may be meant for without being read as such.

    ``files``: those that were just read, by path.
    """
    found = files_meant_as_definitions(root, files)
    return tuple(dict.fromkeys(claims((each.path, each.data) for each in found)))


def names_in_folder(root: Path) -> list[str]:
    """The entries of the redactions' folder on disk."""
    folder = root / FOLDER
    try:
        entries = list(folder.iterdir()) if folder.is_dir() else []
    except OSError as error:
        raise unclear(f"{FOLDER}/ cannot be read") from error
    return [each.name if _is_plain(each) else f"{each.name}/" for each in entries]


def _is_plain(path: Path) -> bool:
    return path.is_file() and not path.is_symlink()
