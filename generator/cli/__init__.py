"""The command line: one verb per file; it parses, calls and prints, and decides nothing."""

from generator.cli.app import main

__all__ = ["main"]
