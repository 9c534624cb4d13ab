"""The command line, one module per command: parses, calls and prints; no logic."""

import signal
from importlib import import_module


def main() -> None:
    """Run ``playbook`` with the arguments of the process."""
    # Importing takes a noticeable part of a second, in which Ctrl-C must be handled too.
    answered = signal.getsignal(signal.SIGINT) is signal.default_int_handler
    if answered:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    app = import_module("generator.cli.app")
    if answered:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    app.main()


__all__ = ["main"]
