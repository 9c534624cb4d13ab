"""What ``playbook check`` says, and its exit code."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from generator import pipeline, reporters
from generator.cache.derived import NamedResults
from generator.cache.disk import Cache
from generator.cache.memory import Memory
from generator.cli.options import edition_of, folder_in_repository
from generator.cli.output import captured, console, wrapping
from generator.editions import view
from generator.findings.classification import Edition
from generator.findings.finding import FindingLevel
from generator.text.characters import shown
from generator.text.formats import counted

if TYPE_CHECKING:
    from generator.history.behind import Behind

_NOT_EVALUATED = "Warnings and notes are checked once there are no errors."


def answer(
    root: Path,
    as_of: date,
    style: str,
    edition: str,
    base: str | None,
    approved_by: str | None,
    quiet: bool,
    strict: bool,
    store: Cache | None = None,
) -> tuple[str, int]:
    """The text to print, and the exit code; arguments as the options of ``playbook check``.

    ``store``: what earlier runs read and found. Raises UsageError if there is no revision ``base``.
    """
    memory = Memory() if store is None else NamedResults(store, "check/results")
    checked = pipeline.check(root, as_of, base, memory, approved_by, store=store)
    if checked.evaluated:
        memory.next_run()
    serious = {FindingLevel.ERROR, FindingLevel.WARNING} if strict else {FindingLevel.ERROR}
    code = int(any(finding.level in serious for finding in checked.findings))
    behind = None if base is None else _behind_of(root, edition_of(edition), base)
    if style == "json":
        return f"{reporters.as_json(checked.findings, edition_of(edition), behind)}\n", code
    if style in reporters.FOR_FORGES:
        report = reporters.FOR_FORGES[style](
            checked.findings, edition_of(edition), folder_in_repository(root)
        )
        return report and f"{report}\n", code
    out = console()
    findings = reporters.text(checked.findings, checked.files, wrapping(out))
    lacking = () if behind is None else _behind(behind, edition_of(edition), str(base))
    return captured(out, *lacking) + captured(out, findings, end="") + (
        "" if quiet else captured(out, *_summary(checked, edition, base, memory))
    ), code


def _summary(
    checked: pipeline.Checked, edition: str, base: str | None, memory: Memory
) -> list[str]:
    lines = [f"{_count(checked)}: {reporters.summary(checked.findings)}."]
    if checked.existing:
        lines.append(_already_found(checked.existing, str(base)))
    return [*lines, _withheld(checked, edition, memory) if checked.evaluated else _NOT_EVALUATED]


def _behind_of(root: Path, edition: Edition, base: str) -> "Behind | None":
    from generator.history.behind import behind_of  # noqa: PLC0415 - Git loads for who names one

    return behind_of(root, edition, base)


def _behind(behind: "Behind", edition: Edition, base: str) -> list[str]:
    """What the folder lacks of the base, and the command that leaves it out."""
    command = behind.command(edition, "check --base")
    return [behind.sentence(shown(base)), *([f"  {command}"] if command else [])]


def _already_found(number: int, base: str) -> str:
    findings = counted(number, "finding")
    return f"{findings} already existed at {base}; `playbook check` without --base lists all."


def _count(checked: pipeline.Checked) -> str:
    number = sum(1 for _ in checked.definitions.roots())
    return f"{counted(number, 'definition')} in {counted(len(checked.files), 'file')}"


def _withheld(checked: pipeline.Checked, edition: str, memory: Memory) -> str:
    withheld = view(checked.definitions, edition_of(edition), memory=memory).withheld
    if not withheld:
        return f"The edition {edition} withholds nothing."
    parts = ", ".join(f"{count:,} {name}" for name, count in sorted(withheld.items()))
    return f"The edition {edition} withholds fields and items of class: {parts}."
