"""The version of everything that works out what the cache keeps: our code and the libraries."""

import os
import sys
from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from pathlib import Path

from generator import __version__
from generator.cache.disk import digest
from generator.cache.trees import contents

_PACKAGE = Path(__file__).resolve().parents[1]

_NOT_OURS = ("__pycache__",)

_INSTALLED = (".dist-info", ".egg-info")


@cache  # of the code that runs, whatever is written meanwhile
def code_version() -> str:
    """Changes with every file of the program and the version of each package beside it."""
    return digest(__version__, sys.version, *_packages(), *_own_files())


def _packages() -> Iterator[str]:
    """All packages that are installed, with their versions, as their folders are called.

    Those that we need are among them. To ask for these by name would take as long as a warm check.
    """
    for folder in sys.path:
        with suppress(OSError):
            yield from sorted(name for name in os.listdir(folder) if name.endswith(_INSTALLED))  # noqa: PTH208 - may be empty


def _own_files() -> Iterator[str]:
    """Each file of the program with a digest of its content."""
    for folder in (_PACKAGE, _PACKAGE.parent / "overrides"):
        for path, kind, content in contents(str(folder), without=_NOT_OURS):
            yield f"{folder.name}{path} {kind} {content}"
