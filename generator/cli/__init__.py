"""The command line, one module per command: parses, calls and prints; no logic."""

import signal
from importlib import import_module
from threading import current_thread, main_thread
from typing import Any


def main() -> None:
    """Run ``playbook`` with the arguments of the process."""
    load("app").main()


def load(module: str) -> Any:
    """Import a module of this package; Ctrl-C then ends the process at once.

    Importing takes a noticeable part of a second, and not all code that runs during an import
    passes a KeyboardInterrupt on.
    """
    handled = signal.getsignal(signal.SIGINT) is signal.default_int_handler
    if not handled or current_thread() is not main_thread():
        return import_module(f"{__name__}.{module}")
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    try:
        return import_module(f"{__name__}.{module}")
    finally:
        signal.signal(signal.SIGINT, signal.default_int_handler)


__all__ = ["load", "main"]
