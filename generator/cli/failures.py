"""What a command that fails prints, and its exit code."""

import errno
import re
import sys
import tempfile
import traceback
from pathlib import Path

import click

from generator import __version__
from generator.cli.output import console, print_definition_error
from generator.findings.errors import DefinitionError, OutputError, PlaybookError, UsageError
from generator.text.formats import shortened
from generator.text.suggestions import nearest

FAULT = 4
INTERRUPTED = 130
_LONGEST_WORD = 60
_ENDLESS = re.compile(r"(?<=`)[^`\s]{200,}(?=`)")
_NO_ROOM = (errno.ENOSPC, errno.EDQUOT)


def report(error: BaseException, *, debug: bool) -> int:
    """Print what ended a command and return its exit code.

    Called while ``error`` is handled. ``debug``: the traceback of a fault is printed as well.
    """
    if isinstance(error, click.Abort | KeyboardInterrupt):
        console(stderr=True).print("Interrupted.")
        return INTERRUPTED
    if isinstance(error, OSError) and error.errno in _NO_ROOM:
        error = OutputError(f"nothing more can be written: {error.strerror}")
    if isinstance(error, click.ClickException | PlaybookError):
        return _refused(error)
    return _fault(debug=debug)


def _refused(error: click.ClickException | PlaybookError) -> int:
    """Print an error that the user can fix."""
    if isinstance(error, click.ClickException):
        if isinstance(error, click.NoSuchOption) and error.ctx:
            error = _with_what_was_meant(error, error.ctx)
        error.show()
        return UsageError.exit_code
    if isinstance(error, DefinitionError):
        print_definition_error(error)
    else:
        console(stderr=True).print(f"Error: {_with_short_words(str(error))}", markup=False)
    return error.exit_code


def _with_short_words(text: str) -> str:
    """``text`` with each quoted word cut that has no end, so that the remedy is seen."""
    return _ENDLESS.sub(lambda found: shortened(found[0], _LONGEST_WORD), text)


def _with_what_was_meant(error: click.NoSuchOption, context: click.Context) -> click.UsageError:
    """The error with the option that is a slip away, else all that may be meant, else all."""
    names = [name for each in context.command.params for name in each.opts]
    known = [name for name in names if name.startswith("--")]
    if meant := nearest(error.option_name, known):
        return click.NoSuchOption(error.option_name, possibilities=[meant], ctx=context)
    if error.possibilities:
        return error
    said = f"{error.message.rstrip('.')}. There are {', '.join(known)}"
    return click.UsageError(said, context)


def _fault(*, debug: bool) -> int:
    """Write a report of an internal error and print its path; ``debug``: print it as well."""
    if debug:
        traceback.print_exc()
    with tempfile.NamedTemporaryFile(
        "w", prefix="playbook-fault-", suffix=".txt", delete=False, encoding="utf-8"
    ) as file:
        file.write(f"playbook {__version__}, Python {sys.version}\n\n{traceback.format_exc()}")
    console(stderr=True).print(
        "This is a fault of the generator, not of your files. Nothing was published.\n"
        f"Please send us this report: {Path(file.name)}",
        markup=False,
    )
    return FAULT
