"""``playbook upgrade``: brings what ``playbook init`` wrote up to the installed version."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path

import click

from generator import __version__
from generator.cli.answers import Answers, checked
from generator.cli.init_record import ANSWERS, WHEELS, WRITTEN, read_record, record
from generator.cli.options import root_option
from generator.cli.output import console
from generator.cli.own_wheel import own_wheel
from generator.cli.starting import begin
from generator.cli.three_way import Does, FileStep, kept_after, planned, with_marks
from generator.cli.write_files import FileChange, root_to_write, write_files
from generator.findings.errors import UsageError
from generator.text.characters import shown
from generator.text.formats import are, counted, number_of


@click.command(
    epilog="Examples: playbook upgrade; playbook upgrade --write; playbook upgrade --write --marks"
)
@click.option("--write", is_flag=True, help="Do what is listed; conflicts are left alone.")
@click.option("--check", is_flag=True, help="End with exit code 1 if there is anything to do.")
@click.option("--marks", is_flag=True, help="Write conflicts into the files, between marks.")
@root_option
def upgrade(write: bool, check: bool, marks: bool, root: Path | None) -> None:
    """Show how the files that `playbook init` wrote differ from those of this version.

    What you did not change is replaced, what you changed is merged, what you deleted stays so. A
    different answer in `.playbook/init.json` brings its files. Without --write nothing is written;
    with it, exit code 1 says that conflicts were left.
    """
    if write and check:
        raise UsageError("choose one of --write and --check")
    if marks and not write:
        raise UsageError("--marks goes with --write")
    place = root_to_write(root, write=write)
    recorded = {path: _read(place, path) for path in (ANSWERS, WRITTEN)}
    version, answers, then = read_record(recorded)
    _refuse_older(version)
    answers = checked(answers)
    wheels = {path: data for path, data in then.items() if path.startswith(WHEELS)}
    now, kept_wheels = _written_now(place, wheels, answers)
    steps = planned(place, _without(then, kept_wheels), now, (version, __version__))
    if marks:
        steps = with_marks(steps)
    after = record(answers, kept_after(steps, then, now) | kept_wheels)
    _print(steps, version)
    if write:
        changes = [change for step in steps if step.writes for change in _changes(step)]
        changes += [FileChange(path, recorded[path], data) for path, data in after.items()]
        write_files(place, changes)
    outdated = bool(kept_wheels) and version != __version__
    _print_sum(steps, written=write, outdated=outdated)
    contradicted = any(each.does is Does.CONFLICT for each in steps)
    if (write and contradicted) or (check and any(each.does is not Does.LEFT for each in steps)):
        raise click.exceptions.Exit(1)


def _read(root: Path, path: str) -> bytes:
    if (root / path).is_symlink() or (root / path).parent.is_symlink():
        raise UsageError(f"{root / path} is a link: put the file itself there")
    try:
        return (root / path).read_bytes()
    except FileNotFoundError:
        raise UsageError(
            f"{root / path} is missing: it says what `playbook init` wrote. Take it from an "
            "earlier commit; a folder that was begun without it stays as it is"
        ) from None
    except OSError as error:
        raise UsageError(f"{root / path} cannot be read: {error.strerror}") from error


def _refuse_older(version: str) -> None:
    if _parts(version) > _parts(__version__):
        raise UsageError(
            f"the files are those of version {shown(version)}, and this is {__version__}: install "
            "the newer one"
        )


def _parts(version: str) -> list[int]:
    return [int(each) for each in re.findall(r"\d{1,9}", version)]


def _written_now(
    root: Path, wheels: dict[str, bytes], answers: Answers
) -> tuple[dict[str, bytes], dict[str, bytes]]:
    """What this version writes, and the wheels that stay because this version has none itself.

    ``wheels``: those that were written. Where all of them are gone, a registry has the program.
    """
    wheel = own_wheel()
    deleted = bool(wheels) and not any((root / path).is_file() for path in wheels)
    now = dict(begin(answers, wheel=not deleted and bool(wheels or wheel)).files)
    if wheel and not deleted:
        now[f"{WHEELS}{wheel[0]}"] = wheel[1]
    return now, {} if wheel or deleted else wheels


def _changes(step: FileStep) -> list[FileChange]:
    """The files that a step changes: its own, and the one of its former name."""
    if not step.former:
        return [FileChange(step.path, step.before, step.data)]
    return [FileChange(step.former, step.before, None), FileChange(step.path, None, step.data)]


def _without(then: Mapping[str, bytes], paths: Collection[str]) -> dict[str, bytes]:
    """What was written but these."""
    return {path: data for path, data in then.items() if path not in paths}


# What is printed ---------------------------------------------------------------------------------
def _print(steps: Iterable[FileStep], version: str) -> None:
    out = console()
    if version != __version__:
        out.print(f"From {shown(version)} to {__version__}:", markup=False)
    for step in steps:
        why = f" ({step.why})" if step.why else ""
        out.print(f"  {step.does:<10}  {shown(step.path)}{why}", markup=False)
        for line in _excerpts(step) if step.does is Does.CONFLICT else ():
            out.print(f"    | {line}", markup=False)


def _excerpts(step: FileStep) -> Iterator[str]:
    """The lines of each conflict, with its marks."""
    inside = False
    for number, line in enumerate(step.marked.decode("utf-8", "replace").splitlines(), start=1):
        if line.startswith("<<<<<<< "):
            inside = True
            yield f"line {number}"
        if inside:
            yield shown(line)
        if line.startswith(">>>>>>> "):
            inside = False


def _print_sum(steps: Collection[FileStep], *, written: bool, outdated: bool) -> None:
    out = console()
    done = sum(step.writes for step in steps)
    conflicts = sum(step.does is Does.CONFLICT for step in steps)
    changes = number_of(done, "file")
    if not done and not conflicts:
        text = "The files are those of this version; there is nothing to do."
    elif written:
        text = f"{changes} changed. Look at `git diff`, then run `playbook check`."
    else:
        text = (
            f"{changes} to change; `playbook upgrade --write` does it. Commit your own work first."
        )
    out.print(text, markup=False)
    if conflicts:
        left = f"{counted(conflicts, 'file')} {are(conflicts)}"
        out.print(
            f"{left} as you have it, because both sides changed the same lines: take over what you "
            "want by hand, or run `playbook upgrade --write --marks`.",
            markup=False,
        )
    if outdated:
        out.print(
            f"This version runs from its sources: put its wheel into {WHEELS} yourself.",
            markup=False,
        )
