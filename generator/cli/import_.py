"""``playbook import``: accounts, posts and opportunities from a table of another system."""

import os
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from time import perf_counter

import click

from generator import pipeline
from generator.changes.requirements.account import with_version_to_raise
from generator.cli.import_framework import FrameworkOptions, import_framework
from generator.cli.options import as_of_date, as_of_option, repository_of, root_option
from generator.cli.output import console
from generator.cli.write_files import FileChange, root_to_write, write_files
from generator.findings.errors import DefinitionError, OutputError, UsageError
from generator.findings.finding import has_errors
from generator.importing.accounts import plan_accounts
from generator.importing.columns import columns_of, read_mapping
from generator.importing.entries import plan_entries
from generator.importing.frameworks.known import FRAMEWORKS
from generator.importing.plan import Given, Plan
from generator.importing.proof import Proved, proved
from generator.importing.proposal import proposed
from generator.importing.records import NamesOfPeople, read_records, rows_in_words
from generator.importing.remembered import FILE, as_file, remembered
from generator.importing.report import lacks, report, taken
from generator.importing.table import MAX_BYTES, SourceTable, read_table
from generator.model.account import Account
from generator.model.definitions import Definitions
from generator.reading.files import SourceFile
from generator.text.formats import counted
from generator.text.yaml_scalars import scalar

_MOST_NAMED = 8
"""Accounts that are named in one sentence."""


@click.command(
    "import",
    epilog="Examples: playbook import accounts.csv; playbook import accounts.csv --write; "
    "playbook import customers.xlsx --propose-mapping > customers.yaml; "
    "playbook import customers.xlsx --mapping customers.yaml --write",
)
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option(
    "--mapping",
    type=click.Path(path_type=Path, dir_okay=False),
    help="A file that says which column becomes what; docs/import.md describes it.",
)
@click.option("--propose-mapping", is_flag=True, help="Print such a file for FILE, to look at.")
@click.option("--write", is_flag=True, help="Write; without it, only what would change is shown.")
@click.option("--theirs", is_flag=True, help="Take what the table says for what was edited here.")
@click.option("--all", "every", is_flag=True, help="List every line of the report.")
@click.option("--lacks", "ask_lacks", is_flag=True, help="Say what the plan of each account lacks.")
@click.option(
    "--names",
    type=click.Path(path_type=Path, dir_okay=False),
    help="With --write: a file outside of the repository that says who holds which post.",
)
@click.option(
    "--framework",
    type=click.Choice(sorted(FRAMEWORKS)),
    help="FILE is of this public framework: its competencies and roles are brought in.",
)
@click.option("--area", help="With --framework: the area that its competencies belong to.")
@click.option(
    "--level",
    "levels",
    multiple=True,
    metavar="THEIRS=OURS",
    help="With --framework: which level of the scale one of its levels is.",
)
@click.option("--prefix", default="", help="With --framework: what each id begins with.")
@as_of_option
@root_option
def import_(
    file: Path,
    mapping: Path | None,
    propose_mapping: bool,
    write: bool,
    theirs: bool,
    every: bool,
    ask_lacks: bool,
    names: Path | None,
    framework: str | None,
    area: str | None,
    levels: tuple[str, ...],
    prefix: str,
    as_of: str | None,
    root: Path | None,
) -> None:
    """Bring the accounts, contacts or opportunities of a CRM export (CSV, XLSX) into this folder.

    It shows what would be new, changed, left alone and refused; --write writes it. What was edited
    here since the last import stays. Contacts become posts: their names are not written.

    Exit code 1: rows were refused; all others are imported.
    """
    if framework:
        others = (mapping, propose_mapping, theirs, ask_lacks, names)
        options = FrameworkOptions(framework, area, levels, prefix, write=write, every=every)
        _bring_framework(file, options, others, as_of, root)
        return
    if area or levels or prefix:
        raise UsageError("--area, --level and --prefix belong to --framework")
    start = perf_counter()
    declared = read_mapping(mapping.name, _bytes_of(mapping)) if mapping else None
    table = read_table(_bytes_of(file, MAX_BYTES + 1), declared)
    if propose_mapping:
        click.echo(proposed(table, file.name), nl=False)
        return
    repository = root_to_write(root, write=write)
    if names is not None:
        _check_outside(names, repository)
    day = as_of_date(as_of, repository)
    read = pipeline.read_definitions(repository)
    if has_errors(read.findings):
        raise DefinitionError(read.findings, read.files)
    files = [SourceFile(path, data) for path, data in read.files.items()]
    memory = _bytes_if_any(repository / FILE)
    definitions = read.definitions
    columns = columns_of(table, declared)
    given = Given(
        columns, definitions.accounts, remembered(memory), day, theirs, _currency(definitions)
    )
    plan, rows = _planned(given, table, definitions)
    result = proved(plan, files, definitions)
    out = console()
    out.print("\n".join([f"{file.name}: {taken(plan)}.", *table.about, ""]), markup=False)
    out.print(report(plan, every=every, amounts=_is_interactive()), markup=False)
    if ask_lacks:
        found = pipeline.as_if_active(result.definitions, _accounts(plan), day)
        out.print(f"\n{lacks(found)}", markup=False)
    changes = _changes(plan, given, result, memory)
    if write:
        write_files(repository, changes)
        if names is not None:
            _write_names(names, plan, file.name)
    _print_end(plan, changes, rows, perf_counter() - start, write=write, names=names)
    changed = {each.account for each in plan.outcomes if each.state != "as it is"}
    _print_versions(with_version_to_raise(definitions, result.definitions, changed))
    if plan.refused:
        raise click.exceptions.Exit(1)


def _bring_framework(
    file: Path,
    options: FrameworkOptions,
    others: Iterable[object],
    as_of: str | None,
    root: Path | None,
) -> None:
    if any(others):
        raise UsageError(
            "--mapping, --propose-mapping, --theirs, --lacks and --names are for tables of a CRM, "
            "not for a --framework"
        )
    repository = root_to_write(root, write=options.write)
    data = _bytes_of(file, MAX_BYTES + 1)
    import_framework(data, options, repository, as_of_date(as_of, repository))


def _planned(given: Given, table: SourceTable, definitions: Definitions) -> tuple[Plan, int]:
    """The plan, and the number of rows that it is of."""
    reading = read_records(table, given.columns, _people(definitions))
    plan = Plan(
        given.columns,
        refused=reading.refused,
        notes=reading.notes,
        unwanted=reading.unwanted,
        lost=reading.lost,
        passed_over=reading.passed_over,
    )
    count = len(reading.records) + len({each.row for each in reading.refused}) + reading.unwanted
    if reading.below_the_table:
        console().print(
            f"Below the table, and no part of it: {rows_in_words(reading.below_the_table)}.",
            markup=False,
        )
    (plan_accounts if given.columns.kind == "account" else plan_entries)(
        given, plan, reading.records
    )
    plan.outcomes.sort(key=lambda each: each.row)
    plan.refused.sort(key=lambda each: each.row)
    return plan, count


def _people(definitions: Definitions) -> NamesOfPeople:
    people = definitions.people.people if definitions.people else ()
    return {each.id: (each.name,) for each in people}


def _currency(definitions: Definitions) -> str:
    organisation = definitions.organisation
    currencies = organisation.currencies if organisation else None
    return str(currencies.portfolio) if currencies else ""


def _accounts(plan: Plan) -> frozenset[str]:
    return frozenset(each.account for each in plan.outcomes)


def _changes(plan: Plan, given: Given, result: Proved, memory: bytes | None) -> list[FileChange]:
    """All files to write, the one that remembers what was brought among them."""
    changes = [
        FileChange(each.path, each.old, each.new) for each in result.files if each.old != each.new
    ]
    records = {key: dict(fields) for key, fields in given.memory.records.items()}
    for key, fields in plan.brought.items():
        records.setdefault(key, {}).update(fields)
    new = as_file(records)
    if records != given.memory.records:
        changes.append(FileChange(FILE, memory, new))
    return changes


def _print_end(
    plan: Plan,
    changes: list[FileChange],
    rows: int,
    seconds: float,
    *,
    write: bool,
    names: Path | None,
) -> None:
    said = [f"{counted(rows, 'row')} in {seconds:.1f} s."]
    definitions = [each for each in changes if each.path != FILE]
    if not changes:
        said.append("Nothing is to be written.")
    elif write:
        said.append(
            f"{counted(len(definitions), 'file')} written, and {FILE}: commit them together."
        )
        said.append("Then run `playbook check`; `--lacks` says what each plan still lacks.")
    else:
        said.append(f"Nothing is written yet: {counted(len(definitions), 'file')}, with --write.")
    if plan.refused:
        count = counted(len({each.row for each in plan.refused}), "row")
        said.append(f"{count} refused, see above, and left out.")
    if names is not None:
        count = counted(len(plan.people), "post")
        said.append(f"{names} {'says' if write else 'would say'} who holds {count}.")
    console().print("\n" + " ".join(said), markup=False)


def _print_versions(accounts: Sequence[Account]) -> None:
    """Say which plans need a new version, in words of their people and not of a table."""
    if not accounts:
        return
    named = [f"{each.id} (version {each.version})" for each in accounts[:_MOST_NAMED]]
    more = len(accounts) - len(named)
    said = f"{', '.join(named)}{f' and {more:,} more' if more else ''}"
    console().print(
        f"\nPlans that change and are no drafts: {said}. Where nobody has on this branch, raise "
        "`version` by one, and say under `changes` what changed and why; `playbook check --base "
        "main` asks for it.",
        markup=False,
    )


def _bytes_of(file: Path, most: int = -1) -> bytes:
    """The bytes of a file, no more than ``most`` of them if that is given."""
    try:
        with file.open("rb") as stream:
            return stream.read(most)
    except FileNotFoundError:
        raise UsageError(f"there is no file {file}") from None
    except IsADirectoryError:
        raise UsageError(f"{file} is a folder; name a file") from None
    except OSError as error:
        raise OutputError(f"{file} cannot be read: {error.strerror}") from error


def _bytes_if_any(file: Path) -> bytes | None:
    return _bytes_of(file) if file.exists() else None


def _check_outside(names: Path, repository: Path) -> None:
    """Raises UsageError where a file with names would come near the files that are shared."""
    if names.resolve().is_relative_to(repository_of(repository).resolve()):
        raise UsageError(
            f"{names} is inside of the repository; names of people stay outside of it. Name "
            "another place"
        )
    if not names.resolve().parent.is_dir():
        raise UsageError(f"there is no folder {names.parent}; name a file in one that exists")
    if names.is_symlink() or (names.exists() and not names.is_file()):
        raise UsageError(f"{names} is no file; name another place")


def _write_names(names: Path, plan: Plan, source: str) -> None:
    """Who holds which post, for the reader's own eyes: a file that only its owner may read."""
    lines = [f"# Who holds which post, from {source}. Keep it out of Git."]
    for post, person in sorted(plan.people.items()):
        lines.append(f"{post}: {scalar(person, own_line=True)}")
    try:
        handle, made = tempfile.mkstemp(prefix=".names-", dir=names.resolve().parent)  # mode 0600
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as stream:
                stream.write("\n".join(lines) + "\n")
            Path(made).replace(names)
        finally:
            Path(made).unlink(missing_ok=True)
    except OSError as error:
        raise OutputError(
            f"{names} cannot be written: {error.strerror}. The definitions are written"
        ) from error


def _is_interactive() -> bool:
    """Whether an author reads the output, and not the log of a job."""
    return os.isatty(1) and not os.environ.get("CI")
