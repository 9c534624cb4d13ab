"""The ``playbook`` command group, which imports a command when it is run."""

import sys
from functools import cache
from io import TextIOWrapper

import click

from generator import __version__
from generator.cli import load

_VERBS = {
    "check": "Check every definition and say what needs attention.",
    "build": "Check, render and build the site.",
    "serve": "Serve the site and rebuild it when a definition, a page or a template changes.",
    "render": "Write the generated pages as Markdown files into DIRECTORY, for any other engine.",
    "export": "Print accounts as JSON, or write a review pack or a job description as PDF.",
    "what-if": "Show which accounts would change cell with other figures; write nothing.",
    "why": "Say why ACCOUNT has its cell, since when, by whom, and on what beliefs, then and now.",
    "handover": "Say what PERSON holds over all accounts: work, promises, contacts, and who stands "
    "in.",
    "digest": "Write the week of PERSON as a mail: what comes first, contacts, promises, meetings, "
    "changes.",
    "diff": "Show what changed from BASE to HEAD, and its effects.",
    "log": "Write what a meeting brought into the files of ACCOUNT: one entry, comments kept.",
    "new": "Write a commented, valid definition with this ID, for you to complete.",
    "init": "Start the repository of a company in DIRECTORY: handbook, settings, jobs, README.",
    "upgrade": "Show how the files that `playbook init` wrote differ from those of this version.",
    "import": "Bring the accounts, contacts or opportunities of a CRM export (CSV, XLSX) into this "
    "folder.",
    "migrate": "Rewrite files of an older format in the current one; comments stay, white space "
    "may change.",
    "examples": "Name the example accounts and the day that they are written for, or move them to "
    "another.",
    "rules": "List every rule, or explain the one with this ID.",
    "schema": "Print the JSON Schema of a KIND, or the names of all kinds.",
    "cache": "Remove the cache of builds and checks in `.cache/playbook`.",
    "codeowners": "List who answers for which file, from `owner:` and the `handle` of people and "
    "functions.",
}
"""The commands, each with the first sentence of its help."""


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
    help="Print the traceback of an internal error.",
)


class _Verbs(click.Group):
    """Lists placeholders of commands, and loads a command when it is run."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        name, placeholder, rest = super().resolve_command(ctx, args)
        return name, placeholder and command_of(str(name)), rest


@cache
def command_of(verb: str) -> click.Command:
    """The command of a verb, in the module and under the name of the verb."""
    name = "import_" if verb == "import" else verb.replace("-", "_")
    command: click.Command = _debug_option(getattr(load(name), name))
    return command


@click.group(
    cls=_Verbs,
    commands=[click.Command(verb, help=sentence) for verb, sentence in _VERBS.items()],
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Exit codes: 0 fine, 1 errors in the definitions, 2 usage, 3 files, 4 internal error. "
    'Shell completion: eval "$(_PLAYBOOK_COMPLETE=bash_source playbook)" (or zsh_source, '
    "fish_source).",
)
@click.version_option(__version__, prog_name="playbook")
@_debug_option
def playbook() -> None:
    """Key accounts, roles and competencies as checked definitions and a searchable handbook."""


def run(arguments: list[str]) -> int:
    """Run one command and return its exit code; tracebacks are shown only on request."""
    debug: set[bool] = set()
    _print_what_the_encoding_has()
    try:
        # Outside its standalone mode click returns the code of an `Exit`.
        code = playbook.main(arguments, prog_name="playbook", standalone_mode=False, obj=debug)
    except (Exception, KeyboardInterrupt) as error:  # last resort: a report, not a traceback
        code = load("failures").report(error, debug=True in debug)
    return code if isinstance(code, int) else 0


def _print_what_the_encoding_has() -> None:
    """Let standard output and error print `?` for characters that their encoding does not have."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper) and stream.errors in ("strict", "surrogateescape"):
            stream.reconfigure(errors="replace")
