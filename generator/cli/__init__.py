"""The command line: one verb per file; it parses, calls and prints, and decides nothing."""

import signal
from importlib import import_module


def main() -> None:
    """Run ``playbook`` with the arguments of the process."""
    # Loading takes a good part of a second; until it is done, Ctrl-C has nobody to answer it.
    answered = signal.getsignal(signal.SIGINT) is signal.default_int_handler
    if answered:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    app = import_module("generator.cli.app")
    if answered:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    app.main()


__all__ = ["main"]
