"""``playbook import --framework``: competencies and roles from a public framework."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import click

from generator import pipeline
from generator.cli.new import owner_of
from generator.cli.output import console
from generator.cli.write_files import FileChange, write_files
from generator.findings.errors import DefinitionError, UsageError
from generator.findings.finding import has_errors
from generator.importing.frameworks.definitions import Choices, FrameworkPlan, plan_definitions
from generator.importing.frameworks.found import FoundFramework, PublicSource
from generator.importing.frameworks.known import FRAMEWORKS
from generator.importing.frameworks.report import framework_report
from generator.model.definitions import Definitions
from generator.model.grammars import ID_PATTERN
from generator.reading.files import SourceFile
from generator.text.formats import counted
from generator.text.suggestions import did_you_mean_or_list

_ID = re.compile(ID_PATTERN)


@dataclass(frozen=True, slots=True)
class FrameworkOptions:
    """What was said on the command line; ``levels``: ``THEIRS=OURS``."""

    framework: str
    area: str | None
    levels: tuple[str, ...]
    prefix: str
    write: bool
    every: bool


def import_framework(data: bytes, options: FrameworkOptions, repository: Path, day: date) -> None:
    """Show which definitions a file of a framework makes, and write them if that is asked.

    Exit code 1: something was refused; all else is taken.
    """
    source = FRAMEWORKS[options.framework]
    found = source.read(data)
    read = pipeline.read_definitions(repository)
    if has_errors(read.findings):
        raise DefinitionError(read.findings, read.files)
    definitions = read.definitions
    choices = Choices(
        source,
        _area(definitions, options.area),
        owner_of(definitions, "competency", None),
        day,
        _levels(definitions, found, options.levels),
        _prefix(options.prefix),
    )
    files = [SourceFile(path, content) for path, content in read.files.items()]
    plan = plan_definitions(found, choices, definitions, files)
    out = console()
    out.print(framework_report(plan, every=options.every), markup=False)
    if options.write:
        write_files(repository, [FileChange(path, None, text) for path, text in plan.files.items()])
    out.print(f"\n{_end(plan, source, write=options.write)}", markup=False)
    if plan.refused:
        raise click.exceptions.Exit(1)


def _area(definitions: Definitions, given: str | None) -> str:
    """The area of the competencies. Raises UsageError where it has to be said."""
    areas = [area.id for area in definitions.framework.areas] if definitions.framework else []
    if not areas:
        raise UsageError("there is no framework yet: write content/competencies/framework.yaml")
    if given in areas or (given is None and len(areas) == 1):
        return given or areas[0]
    if given is None:
        raise UsageError(f"say with --area which area they belong to: {', '.join(areas)}")
    raise UsageError(f"there is no area `{given[:60]}`.{did_you_mean_or_list(given, areas)}")


def _levels(
    definitions: Definitions, found: FoundFramework, given: Sequence[str]
) -> Mapping[str, str]:
    """A level of ours for each level of the source. Raises UsageError where one has to be said."""
    scale = definitions.framework.scale if definitions.framework else ()
    levels = {
        name.casefold(): str(level.id) for level in scale for name in (str(level.id), level.name)
    }
    ours = [str(level.id) for level in scale]
    for each in given:
        theirs, equals, level = each.rpartition("=")
        if not equals or level not in ours:
            raise UsageError(
                f"--level {each[:60]} has to be THEIRS=OURS, with a level of your scale: "
                f"{', '.join(ours)}"
            )
        levels[theirs.strip().casefold()] = level
    unknown = [each for each in found.levels() if each.casefold() not in levels]
    if unknown:
        named = ", ".join(f"`{each[:60]}`" for each in unknown)
        raise UsageError(
            f"the framework has levels that your scale does not have: {named}. Say for each which "
            f'one of yours it is: --level "{unknown[0][:60]}={ours[0]}" ({", ".join(ours)})'
        )
    return levels


def _prefix(given: str) -> str:
    """Letters before each id. Raises UsageError for what no id can begin with."""
    if given and not _ID.fullmatch(f"{given}a"):
        raise UsageError(f"--prefix `{given[:60]}` cannot begin an id; take one like `gov-`")
    return given


def _end(plan: FrameworkPlan, source: PublicSource, *, write: bool) -> str:
    if not plan.files:
        return "Nothing is to be written."
    files = counted(len(plan.files), "file")
    if not write:
        return f"Nothing is written yet: {files}, with --write."
    said = [f"{files} written, as drafts that name their source and its licence.", source.asks]
    return " ".join(filter(None, (*said, "Say why each matters, then run `playbook check`.")))
