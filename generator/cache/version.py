"""The version of everything that works out what the cache keeps: our code and the libraries."""

import re
import sys
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path

from generator import __version__
from generator.cache.disk import digest

_PACKAGE = Path(__file__).resolve().parents[1]

_NAME = "account-playbook"

_NAME_OF = re.compile(r"[\w.-]+")

_OWN_FILES = (".py", ".j2", ".html", ".js", ".css", ".svg", ".yaml", ".yml")


def code_version() -> str:
    """Changes with every file of the program and the version of each library it depends on."""
    return digest(__version__, sys.version, _libraries(), *_own_files())


def _libraries() -> str:
    """What the program needs to run, with the versions that are installed."""
    found = []
    for line in requires(_NAME) or () if _installed(_NAME) else ():
        requirement, _, marker = line.partition(";")
        name = _NAME_OF.match(requirement)
        if name is not None and "extra" not in marker and _installed(name[0]):
            found.append(f"{name[0]} {version(name[0])}")
    return ", ".join(sorted(found))


def _installed(name: str) -> bool:
    try:
        version(name)
    except PackageNotFoundError:
        return False
    return True


def _own_files() -> list[str]:
    """Each file of the program with a digest of its content."""
    overrides = _PACKAGE.parent / "overrides"
    folders = [_PACKAGE, *([overrides] if overrides.is_dir() else [])]
    paths = sorted(
        path for folder in folders for path in folder.rglob("*") if path.suffix in _OWN_FILES
    )
    return [
        f"{path.relative_to(_PACKAGE.parent).as_posix()} {digest(path.read_bytes())}"
        for path in paths
    ]
