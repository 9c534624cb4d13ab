"""The command line, one module per command: parses, calls and prints; no logic."""

import atexit
import gc
import os
import signal
import sys
from importlib import import_module
from threading import current_thread, main_thread
from typing import Any

_OBJECTS_BETWEEN_SEARCHES = 50_000
"""A command keeps most of what it makes until it ends: to search that for garbage as often as
Python does by itself took an eighth of the time of a check."""

_SEARCHES_BETWEEN_WIDER_ONES = 1_000
"""To search again what an earlier search has left took another fifteenth of it, and found nothing:
what lives so long stays."""


def main() -> None:
    """Run ``playbook`` with the arguments of the process, and end the process."""
    end = _End()
    atexit.register(end)  # before all others, which run in reverse
    end.code = load("app").run(sys.argv[1:])
    sys.exit(end.code)


class _End:
    """Ends the process once everything else is done; the system takes its memory back at once.

    Python takes every object apart first, which was a sixth of the time of a check.
    """

    code: int | None = None

    def __call__(self) -> None:
        """Leave; what cannot be printed, and a process that failed elsewhere, is up to Python."""
        if self.code is None:
            return
        try:
            sys.stdout.flush()
            sys.stderr.flush()
        except (AttributeError, OSError, ValueError):
            return
        os._exit(self.code)


def load(module: str) -> Any:
    """Import a module of this package; Ctrl-C then ends the process at once.

    Importing takes a noticeable part of a second, and not all code that runs during an import
    passes a KeyboardInterrupt on.
    """
    name = f"{__name__}.{module}"
    if name in sys.modules:
        return sys.modules[name]
    handled = signal.getsignal(signal.SIGINT) is signal.default_int_handler
    handled = handled and current_thread() is main_thread()
    if handled:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    # Objects created by imports stay: collecting garbage among them took a fifth of the time of
    # `playbook check`.
    gc.disable()
    try:
        return import_module(name)
    finally:
        gc.enable()
        gc.freeze()
        gc.set_threshold(_OBJECTS_BETWEEN_SEARCHES, _SEARCHES_BETWEEN_WIDER_ONES)
        if handled:
            signal.signal(signal.SIGINT, signal.default_int_handler)


__all__ = ["load", "main"]
