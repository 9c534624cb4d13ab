"""The last output of a command, printed again while nothing that it depends on has changed.

Nothing heavy is imported here: the output is found before models, Git or MkDocs are needed.
"""

import json
import os
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

from generator.cache.disk import Cache, digest
from generator.cache.trees import contents

FOLDERS = ("accounts", "content")
"""Where definitions stand; the same as ``generator.reading.files.FOLDERS``, which needs the models.
"""

COLOURS = (
    *("COLUMNS", "LINES", "NO_COLOR", "FORCE_COLOR", "TERM", "COLORTERM"),
    *("TTY_COMPATIBLE", "TTY_INTERACTIVE"),
    *("JUPYTER_COLUMNS", "JUPYTER_LINES", "DATABRICKS_RUNTIME_VERSION"),
)
"""Variables of the environment that say how wide and colourful a text is printed."""


class LastOutput:
    """The last output of a command for one set of options."""

    def __init__(self, cache: Cache, kind: str, *options: str) -> None:
        """``kind``: of entry in the cache; ``options``: each set has an entry of its own."""
        self._cache, self._kind, self._name = cache, kind, digest(*options)

    def find(self) -> dict[str, Any]:
        """The last output; empty if there is none."""
        data = self._cache.get(self._kind, self._name)
        with suppress(ValueError):
            found = json.loads(data or b"{}")
            return found if isinstance(found, dict) else {}
        return {}

    def store(self, output: dict[str, Any]) -> None:
        """Store ``output`` in place of the last one."""
        self._cache.put(self._kind, self._name, json.dumps(output).encode())


def definitions(root: Path) -> Iterator[str]:
    """All that a command may find where definitions stand, for a digest."""
    for folder in FOLDERS:
        for entry in contents(str(root / folder)):
            yield folder + " ".join(entry)


def terminal() -> Iterator[str]:
    """What decides how a text is printed: width and colours, for a digest."""
    yield f"{os.isatty(1)} {sys.stdout.isatty()} {sys.stdout.encoding} {os.name}"
    for name in COLOURS:
        yield f"{name} {os.environ.get(name)}"
    for stream in range(3):
        with suppress(OSError):
            yield str(os.get_terminal_size(stream))


def say(text: str) -> None:
    """Print what a console made, as it is."""
    sys.stdout.writelines(text.splitlines(keepends=True))
    sys.stdout.flush()
