"""Terminal output of commands."""

import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, nullcontext
from time import perf_counter

from rich.console import Console, RenderableType

from generator import reporters
from generator.findings.classification import Edition
from generator.findings.errors import DefinitionError
from generator.findings.finding import Finding

_READERS = Edition.TEAM
"""Who may read the log of a job, where the command is for no edition."""


def console(*, stderr: bool = False) -> Console:
    """A console with colours on terminals only, and never if NO_COLOR is set."""
    width = None if os.environ.get("COLUMNS") or os.isatty(2 if stderr else 1) else 100
    # Else `:100:`, as a line of a file is named, is printed as a picture.
    return Console(stderr=stderr, highlight=False, width=width, soft_wrap=True, emoji=False)


def wrapping(out: Console) -> int | None:
    """The width to wrap sentences at: that of a terminal; none if other programs read them."""
    return out.width if out.is_terminal else None


def captured(out: Console, *rendered: RenderableType, end: str = "\n") -> str:
    """What ``out`` would print, each on lines of its own, with the colours of its terminal."""
    with out.capture() as text:
        for each in rendered:
            out.print(each, markup=False, end=end)
    return text.get()


def print_definition_error(error: DefinitionError) -> None:
    """All errors with place and remedy, then the consequence for the command.

    Source lines are shown only at the author's terminal: logs of jobs have other readers.
    """
    out = console(stderr=True)
    if _is_interactive() or error.edition is not None:
        print_findings(error.findings, error.files, error.edition or _READERS)
    end = "" if _is_interactive() else " `playbook check` shows the lines."
    out.print(f"{error}.{end}", markup=False)


def print_findings(
    findings: Iterable[Finding], files: Mapping[str, bytes], edition: Edition = _READERS
) -> None:
    """Findings with the lines they are about; in a job only what ``edition`` may see of them.

    ``files``: content by path.
    """
    out = console(stderr=True)
    if _is_interactive():
        out.print(reporters.text(findings, files, wrapping(out)))
    else:
        out.print(reporters.as_log(findings, edition), markup=False)


def one_line(finding: Finding) -> str:
    """The message of a finding; in a job only what readers of its log may see of it."""
    message = finding.message if _is_interactive() else reporters.message_for(finding, _READERS)
    return f"{message.rstrip('.')}."


def _is_interactive() -> bool:
    """Whether the output goes to a terminal, and not to the log of a job."""
    return os.isatty(2) and not os.environ.get("CI")


class Stopwatch:
    """Seconds per stage, in order of execution; a terminal shows the running stage."""

    def __init__(self, *, quiet: bool = False) -> None:
        self.seconds: dict[str, float] = {}
        self._console = Console(stderr=True, quiet=quiet, emoji=False)

    @contextmanager
    def __call__(self, name: str) -> Iterator[None]:
        """Measure one stage."""
        start = perf_counter()
        shown = self._console.status(f"{name} ...") if self._console.is_terminal else nullcontext()
        try:
            with shown:
                yield
        finally:
            self.seconds[name] = self.seconds.get(name, 0) + perf_counter() - start

    def __str__(self) -> str:
        return ", ".join(f"{name} {seconds:.2f} s" for name, seconds in self.seconds.items())
