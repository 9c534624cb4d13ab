"""``playbook init``: creates the repository of a company."""

import os
from collections.abc import Collection, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from generator.cli.answers import FORGES, Answers, checked, chosen, picture
from generator.cli.asking import answered, may_ask
from generator.cli.init_record import kept, record
from generator.cli.output import console
from generator.cli.own_wheel import own_wheel
from generator.cli.starting import ASSETS, begin, newest_text, shipped
from generator.cli.write_files import FileChange, write_files
from generator.findings.errors import OutputError
from generator.site.bundled import starter_content
from generator.site.dates import resolve_as_of

_NEXT = """\
Look at it:
  cd {directory}
  playbook check{day}
  playbook build{day}
Make it yours:
{steps}
docs/review.md says how, step by step."""


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.replace(",", " ").split())


def _ids(_context: click.Context, _option: click.Parameter, text: str | None) -> Any:
    return None if text is None else _words(text)


@click.command(
    epilog="Examples: playbook init our-accounts; "
    'playbook init our-accounts --company "Ondrell Group" --you "Ada Smith" --currency EUR '
    '--colour "#0d5560" --roles kam,account-manager --forge github'
)
@click.argument("directory", type=click.Path(path_type=Path))
@click.option("--company", metavar="NAME", help="The company, as readers know it.")
@click.option("--you", metavar="NAME", help="Your name: the first who may own an account.")
@click.option("--currency", metavar="CODE", help="Of every sum over accounts.  [default: EUR]")
@click.option("--language", metavar="CODE", help="Of the pages' own words; there is en alone.")
@click.option("--colour", metavar="#RRGGBB", help="Of links and marks; else ours.")
@click.option(
    "--logo",
    type=click.Path(path_type=Path),
    help="The picture at the head of each page; else ours.",
)
@click.option("--roles", callback=_ids, metavar="IDS", help="Roles to start from, as kam,gkam.")
@click.option("--methods", callback=_ids, metavar="IDS", help="Methods to start from.")
@click.option(
    "--forge", metavar="NAME", help="Whose jobs to write: github, gitlab or none.  [default: none]"
)
@click.option("--examples/--no-examples", default=None, help="With a fictional account to look at.")
@click.option("--yes", is_flag=True, help="Ask nothing: take what is not given as it is usual.")
def init(directory: Path, logo: Path | None, yes: bool, **given: Any) -> None:
    """Start the repository of a company in DIRECTORY: handbook, settings, jobs, README.

    At a terminal it asks for what is not given.
    """
    _require_new(directory)
    known = {name: each for name, each in given.items() if each is not None}
    if not yes and may_ask():
        known, logo = _asked(known, logo)
    picked = picture(logo) if logo else None
    began = max(resolve_as_of(None, os.environ), newest_text(starter_content())).isoformat()
    answers = replace(Answers(**known), logo=picked[0] if picked else "", began=began)
    answers = checked(answers)
    wheel = own_wheel()
    begun = begin(answers, wheel=wheel is not None)
    files = dict(begun.files)
    if wheel:
        files[f"wheels/{wheel[0]}"] = wheel[1]
    files |= record(answers, {path: kept(path, data) for path, data in files.items()})
    if picked:
        files[f"{ASSETS}/{picked[0]}"] = picked[1]
    _write(directory, files)
    _say_what_is_there(directory, answers, begun.taken_too, has_wheel=wheel is not None)


def _asked(known: dict[str, Any], logo: Path | None) -> tuple[dict[str, Any], Path | None]:
    """What is known with the answers to questions; an empty answer takes what is usual."""
    usual, definitions = Answers(), shipped(starter_content())[1]
    asked = dict(known)

    def checked_one(name: str, text: str) -> Answers:
        one: dict[str, Any] = {name: text}
        return checked(replace(usual, **one))

    def ask(name: str, question: str, default: str) -> None:
        if name not in asked:
            asked[name] = answered(question, default, lambda text: checked_one(name, text))

    def ask_ids(name: str, kind: str, ids: Collection[str]) -> None:
        if name not in asked:
            question = f"{kind.capitalize()}s to start from ({', '.join(ids)}; empty for all)"
            answer = answered(question, "", lambda text: chosen(kind, _words(text), tuple(ids)))
            asked[name] = _words(answer)

    ask("company", "Name of the company", usual.company)
    ask("you", "Your name, to own the first account (empty for nobody)", "")
    ask("currency", "Currency of sums over accounts", usual.currency)
    ask("colour", "Colour, as #0d5560 (empty for ours)", "")
    if logo is None:
        question = "File of the logo (empty for ours)"
        answer = answered(question, "", lambda text: text and picture(Path(text)))
        logo = Path(answer) if answer else None
    ask_ids("roles", "role", definitions.roles)
    ask_ids("methods", "method", definitions.methods)
    ask("forge", f"Where the files will be kept ({', '.join(FORGES)})", usual.forge)
    if "examples" not in asked:
        asked["examples"] = click.confirm("With a fictional account to look at?", default=False)
    return asked, logo


# The folder --------------------------------------------------------------------------------------
def _require_new(directory: Path) -> None:
    """Refuse a folder that holds something; a fresh clone of an empty repository may be taken."""
    try:
        if not os.path.lexists(directory):
            return
        if not directory.is_dir():
            raise OutputError(f"{directory} is a file: choose a new folder, nothing was written")
        if any(entry.name != ".git" for entry in directory.iterdir()):
            raise OutputError(f"{directory} is not empty: choose a new folder, nothing was written")
    except OSError as error:
        raise _not_written(directory, error) from error


def _write(directory: Path, files: Mapping[str, bytes]) -> None:
    """Write all files or none, and with none no folder either."""
    made: list[Path] = []
    try:
        for folder in (*reversed(directory.absolute().parents), directory.absolute()):
            if not folder.is_dir():
                folder.mkdir()
                made.append(folder)
        write_files(directory, [FileChange(path, None, data) for path, data in files.items()])
    except BaseException as error:
        for folder in reversed(made):
            if not any(folder.iterdir()):
                folder.rmdir()
        if isinstance(error, OSError):
            raise _not_written(directory, error) from error
        raise


def _not_written(directory: Path, error: OSError) -> OutputError:
    return OutputError(f"{directory} cannot be written: {error.strerror}; nothing was written")


# What comes next ---------------------------------------------------------------------------------
def _say_what_is_there(
    directory: Path, answers: Answers, taken_too: Mapping[str, str], *, has_wheel: bool
) -> None:
    what = "a handbook and one fictional account" if answers.examples else "a handbook"
    lines = [f"{directory} holds {what} for {answers.company}."]
    lines += [
        f"`{each}` comes with it: {why} refers to it." for each, why in sorted(taken_too.items())
    ]
    day = " --as-of examples" if answers.examples else ""
    steps = "\n".join(
        f"  {number}. {step}" for number, step in enumerate(_steps(answers, has_wheel), start=1)
    )
    lines.append(_NEXT.format(directory=directory, day=day, steps=steps))
    console().print("\n".join(lines), markup=False)


def _steps(answers: Answers, has_wheel: bool) -> list[str]:
    steps = []
    if not answers.you:
        steps.append("Add yourself to content/people.yaml.")
    steps.append("playbook new account acme-pumps --full, then complete what it wrote.")
    if not has_wheel:
        make = "python -m pip wheel --no-deps --wheel-dir wheels"
        steps.append(f"{make} /path/of/the/playbook, for colleagues and jobs.")
    # One line each: Windows' Command Prompt knows no `;`.
    steps.append('git init --initial-branch main\n     git add --all\n     git commit -m "Begin"')
    if answers.forge != "none":
        where = "GitHub" if answers.forge == "github" else "GitLab"
        steps.append(
            f"Give people and functions their `handle` on {where}, then "
            "`playbook codeowners --write`."
        )
        steps.append(f"Push it to {where}, protect the main branch, and set what publishes.")
    return steps
