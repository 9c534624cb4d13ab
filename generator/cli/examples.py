"""``playbook examples``: names the example accounts, and moves their dates to another day."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path

import click

from generator.cli.options import EARLIEST, LATEST, root_option
from generator.cli.output import Stopwatch, console
from generator.cli.write_files import FileChange, root_to_write, write_files
from generator.findings.errors import DefinitionError, UsageError
from generator.findings.finding import has_errors
from generator.model.definitions import Definitions
from generator.pipeline import read_definitions
from generator.reading.examples import Left, Shift, Shifted, examples_in, moved, own_day, told_in
from generator.reading.files import PAGES, SourceFile
from generator.site.dates import iso_date
from generator.text.characters import shown
from generator.text.formats import number_of
from generator.text.spoken_days import weekday

_FRIDAY = date(2027, 1, 1)


@click.command(
    epilog="Examples: playbook examples; playbook examples --shift-to 2027-11-01 --check; "
    "playbook examples --shift-to 2027-11-01"
)
@click.option(
    "--shift-to",
    metavar="DATE",
    help="Move the dates of the examples, so that they are written for this day.",
)
@click.option(
    "--with-handbook",
    is_flag=True,
    help="Also move when roles, competencies, methods and others were reviewed and changed.",
)
@click.option(
    "--check",
    "only_check",
    is_flag=True,
    help="Write nothing; end with exit code 1 when a date would move.",
)
@root_option
def examples(
    shift_to: str | None, with_handbook: bool, only_check: bool, root: Path | None
) -> None:
    """Name the example accounts and the day that they are written for, or move them to another.

    Examples are the accounts that say `fictional: yes`. All their dates move by the same number of
    days; business years move by months and stay whole. Texts and notes of accounts are searched for
    full dates, such as 26 March 2026; lines that name another time are listed for you to look at.
    Comments and layout stay.
    """
    if shift_to is None and (with_handbook or only_check):
        raise UsageError("name the day with --shift-to")
    to = None if shift_to is None else _day(shift_to)
    repository = root_to_write(root, write=to is not None and not only_check)
    with Stopwatch()("reading"):
        read = read_definitions(repository)
    if has_errors(read.findings):
        raise DefinitionError(read.findings, read.files)
    definitions = read.definitions
    if to is None:
        _print_examples(definitions)
        return
    shift = Shift(own_day(definitions), to)
    if not shift.days:
        console().print(f"The examples are written for {to} already; nothing was written.")
        return
    found = tuple(moved(definitions, read.files, to, with_handbook=with_handbook))
    changed = [each for each in found if each.dates]
    if not only_check:
        write_files(
            repository,
            [FileChange(each.file.path, each.file.data, each.data) for each in changed],
        )
    told = list(_told_in_pages(repository, definitions))
    _print_moved(shift, found, changed, told, only_check=only_check)
    if not with_handbook and shift.days > 0:
        console().print(
            "Roles, competencies and methods keep the days of their reviews, which may be overdue "
            "then; --with-handbook moves them too."
        )
    if only_check:
        raise click.exceptions.Exit(1)


def _day(text: str) -> date:
    day = iso_date(text)
    if day is None:
        raise UsageError(f"`{text}` is not a date: write it like 2026-11-02")
    if not EARLIEST <= day <= LATEST:
        raise UsageError(f"{day} is outside the years 1950 to 2100")
    return day


def _told_in_pages(root: Path, definitions: Definitions) -> Iterator[Left]:
    """Lines of hand-written pages that name a day of the examples as it was."""
    for page in sorted((root / PAGES).rglob("*.md")):
        if page.is_file() and not page.is_symlink():
            source = SourceFile(page.relative_to(root).as_posix(), page.read_bytes())
            yield from told_in(source, definitions)


def _print_examples(definitions: Definitions) -> None:
    out = console()
    accounts = examples_in(definitions)
    out.print(f"Examples, written for {own_day(definitions)}:", markup=False)
    for account in accounts:
        out.print(f"  {account.id}", markup=False)


def _print_moved(
    shift: Shift,
    found: Sequence[Shifted],
    changed: Sequence[Shifted],
    told: list[Left],
    *,
    only_check: bool,
) -> None:
    out = console()
    out.print(f"The examples move by {_days(shift.days)}, from {shift.of} to {shift.to}.")
    for each in changed:
        out.print(f"  {each.file.path}: {number_of(each.dates, 'date')}", markup=False)
    left = [line for each in found for line in each.left] + told
    if left:
        out.print("For you to look at, as these lines name a time that was not changed:")
    for line in left:
        out.print(f"  {line.path}:{line.line}: {shown(line.text)}", markup=False)
    if shift.days % 7:
        near = shift.to - timedelta(days=(shift.days + 3) % 7 - 3)
        out.print(
            f"Days of the week change: what was due on a Friday is due on a {_weekday(shift)}. "
            f"They stay with {near}."
        )
    total = number_of(sum(each.dates for each in changed), "date")
    done = "to be moved" if only_check else "moved"
    out.print(
        f"{total} in {number_of(len(changed), 'file')} {done}; {number_of(len(left), 'line')} left."
    )


def _days(days: int) -> str:
    return f"{number_of(abs(days), 'day')}{' back' if days < 0 else ''}"


def _weekday(shift: Shift) -> str:
    """What a Friday becomes."""
    return weekday(_FRIDAY + timedelta(days=shift.days % 7))
