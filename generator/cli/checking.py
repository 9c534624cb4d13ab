"""What ``playbook check`` says, and its exit code."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from generator import pipeline, reporters
from generator.cache.clone_names import is_clone
from generator.cache.derived import NamedResults
from generator.cache.disk import Cache
from generator.cache.memory import Memory
from generator.cli.check import NO_BASE
from generator.cli.options import edition_of, folder_in_repository, repository_of
from generator.cli.output import captured, console, wrapping
from generator.editions import view
from generator.findings.classification import Edition
from generator.findings.finding import FindingLevel
from generator.text.characters import shown
from generator.text.formats import counted

if TYPE_CHECKING:
    from generator.history.behind import Behind

_NOT_COMPARED = "The versions of the handbook are compared with nothing: {}."

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
) -> tuple[str, int, bool]:
    """The text to print, the exit code, and whether the same files would give both again.

    Arguments as the options of ``playbook check``. ``store``: what earlier runs read and found.
    Raises UsageError if there is no revision ``base``.
    """
    memory = Memory() if store is None else NamedResults(store, "check/results")
    compared = _compared(root, store, strict=strict) if base is None else _Compared()
    base = None if base == NO_BASE else base
    checked = pipeline.check(
        root, as_of, base, memory, approved_by, store=store, versions_since=compared.finds
    )
    if checked.evaluated:
        memory.next_run()
    serious = {FindingLevel.ERROR, FindingLevel.WARNING} if strict else {FindingLevel.ERROR}
    code = int(any(finding.level in serious for finding in checked.findings))
    behind = None if base is None else _behind_of(root, edition_of(edition), base)
    settled = compared.settled
    if style == "json":
        return (
            f"{reporters.as_json(checked.findings, edition_of(edition), behind)}\n",
            code,
            settled,
        )
    if style in reporters.FOR_FORGES:
        report = reporters.FOR_FORGES[style](
            checked.findings, edition_of(edition), folder_in_repository(root)
        )
        return report and f"{report}\n", code, settled
    out = console()
    findings = reporters.text(checked.findings, checked.files, wrapping(out))
    lacking = () if behind is None else _behind(behind, edition_of(edition), str(base))
    return (
        captured(out, *lacking)
        + captured(out, findings, end="")
        + (
            "" if quiet else captured(out, *_summary(checked, edition, base, memory, compared.said))
        ),
        code,
        settled,
    )


@dataclass(frozen=True, slots=True)
class _Compared:
    """What versions are compared with where nobody names a base.

    ``finds``: what versions miss; ``said``: that, in a line; ``settled``: whether the same state of
    the clone would give both again.
    """

    finds: pipeline.VersionsSince | None = None
    said: tuple[str, ...] = ()
    settled: bool = True


def _compared(root: Path, store: Cache | None, *, strict: bool) -> _Compared:
    if not is_clone(repository_of(root)):
        return _Compared(said=(_NOT_COMPARED.format("this folder is in no Git repository"),))
    # Git and comparisons load where there is a repository.
    from generator.history import versions_since as since  # noqa: PLC0415

    then = since.handbook_at_base(root)
    if not isinstance(then, since.HandbookThen):
        return _Compared(said=(_NOT_COMPARED.format(then.because),), settled=then.settled)
    said = (
        f"The versions of the handbook are compared with {then.called}; "
        "`--base none` leaves that out."
    )
    return _Compared(partial(since.versions_since, then, store, strict), (said,))


def _summary(
    checked: pipeline.Checked,
    edition: str,
    base: str | None,
    memory: Memory,
    compared: Iterable[str],
) -> list[str]:
    lines = [f"{_count(checked)}: {reporters.summary(checked.findings)}."]
    if checked.existing:
        lines.append(_already_found(checked.existing, str(base)))
    if not checked.evaluated:
        return [*lines, _NOT_EVALUATED]
    return [*lines, *compared, _withheld(checked, edition, memory)]


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
