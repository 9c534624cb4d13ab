"""The command `playbook`, run in this process as a program would run it."""

import io
import os
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass

import pytest

from generator.cli.app import run

_UNSET = ("CI", "FORCE_COLOR", "GITHUB_ACTIONS", "GITLAB_CI", "SOURCE_DATE_EPOCH", "TTY_COMPATIBLE")


@dataclass(frozen=True)
class Answer:
    """What a command gives: its exit code, and the bytes it prints."""

    code: int
    out: bytes
    err: bytes


def playbook(*arguments: str) -> Answer:
    """Run a command whose output goes to another program, whatever the terminal of the tests."""
    out, err = io.BytesIO(), io.BytesIO()
    with (
        pytest.MonkeyPatch.context() as patch,
        redirect_stdout(_text(out)) as printed,
        redirect_stderr(_text(err)) as redirected,
    ):
        patch.setattr(os, "isatty", lambda _: False)
        patch.setenv("COLUMNS", "100")
        for name in _UNSET:
            patch.delenv(name, raising=False)
        code = run(list(arguments))
        printed.flush()
        redirected.flush()
    return Answer(code, out.getvalue(), err.getvalue())


def _text(into: io.BytesIO) -> io.TextIOWrapper:
    return io.TextIOWrapper(into, encoding="utf-8", newline="\n", write_through=True)
