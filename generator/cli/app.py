"""The ``playbook`` command group, and how failures are reported."""

import errno
import sys
import tempfile
import traceback
from pathlib import Path

import click

from generator import __version__
from generator.cli.build import build
from generator.cli.check import check
from generator.cli.codeowners import codeowners
from generator.cli.diff import diff
from generator.cli.export import export
from generator.cli.init import init
from generator.cli.migrate import migrate
from generator.cli.new import new
from generator.cli.output import console, print_definition_error
from generator.cli.render import render
from generator.cli.rules import rules
from generator.cli.schema import schema
from generator.cli.serve import serve
from generator.cli.what_if import what_if_command
from generator.findings.errors import DefinitionError, OutputError, PlaybookError, UsageError

FAULT = 4
INTERRUPTED = 130
_NO_ROOM = (errno.ENOSPC, errno.EDQUOT)


def _note_debug(context: click.Context, _option: click.Parameter, wanted: bool) -> None:
    """Remember for :func:`run`, which outlives the context, that tracebacks are wanted."""
    context.ensure_object(set).add(wanted)


_debug_option = click.option(
    "--debug",
    is_flag=True,
    envvar="PLAYBOOK_DEBUG",
    show_envvar=True,
    expose_value=False,
    callback=_note_debug,
    help="Print the traceback of a fault of ours.",
)


@click.group(
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Exit codes: 0 fine, 1 errors in the definitions, 2 usage, 3 files, 4 a fault of ours. "
    'Shell completion: eval "$(_PLAYBOOK_COMPLETE=bash_source playbook)" (or zsh_source, '
    "fish_source).",
)
@click.version_option(__version__, prog_name="playbook")
@_debug_option
def playbook() -> None:
    """Key accounts, roles and competencies as checked definitions and a searchable handbook."""


for _verb in (
    check,
    build,
    serve,
    render,
    export,
    what_if_command,
    diff,
    new,
    init,
    migrate,
    rules,
    schema,
    codeowners,
):
    playbook.add_command(_debug_option(_verb))


def main() -> None:
    """Run the command line; tracebacks are shown only on request."""
    sys.exit(run(sys.argv[1:]))


def run(arguments: list[str]) -> int:
    """Run one command and return its exit code."""
    debug: set[bool] = set()
    try:
        # Outside its standalone mode click returns the code of an `Exit`.
        code = playbook.main(arguments, prog_name="playbook", standalone_mode=False, obj=debug)
    except (click.Abort, KeyboardInterrupt):
        console(stderr=True).print("Interrupted.")
        return INTERRUPTED
    except (click.ClickException, PlaybookError) as error:
        return _refused(error)
    except Exception as error:  # last resort: a report in place of a traceback
        if isinstance(error, OSError) and error.errno in _NO_ROOM:
            return _refused(OutputError(f"nothing more can be written: {error.strerror}"))
        return _fault(debug=True in debug)
    return code if isinstance(code, int) else 0


def _refused(error: click.ClickException | PlaybookError) -> int:
    """Print an error that the user can fix."""
    if isinstance(error, click.ClickException):
        error.show()
        return UsageError.exit_code
    if isinstance(error, DefinitionError):
        print_definition_error(error)
    else:
        console(stderr=True).print(f"Error: {error}", markup=False)
    return error.exit_code


def _fault(*, debug: bool) -> int:
    """Write a report of an internal error and print its path; ``debug``: print it as well."""
    if debug:
        traceback.print_exc()
    with tempfile.NamedTemporaryFile(
        "w", prefix="playbook-fault-", suffix=".txt", delete=False, encoding="utf-8"
    ) as report:
        report.write(f"playbook {__version__}, Python {sys.version}\n\n{traceback.format_exc()}")
    console(stderr=True).print(
        "This is a fault of the generator, not of your files. Nothing was published.\n"
        f"Please send us this report: {Path(report.name)}",
        markup=False,
    )
    return FAULT
