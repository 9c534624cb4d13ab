"""Findings as text for the author in front of the files."""

import textwrap
from collections import Counter
from collections.abc import Iterable, Mapping

from rich.console import Group, RenderableType
from rich.text import Text

from generator.definitions.snippets import snippet
from generator.diagnostics import Finding, Level
from generator.reporters.job_log import harmless

_STYLES = {Level.ERROR: "bold red", Level.WARNING: "yellow", Level.INFO: "cyan"}


def summary(findings: Iterable[Finding]) -> str:
    """``0 errors, 4 warnings, 2 notes``."""
    count = Counter(finding.level for finding in findings)
    names = ((Level.ERROR, "error"), (Level.WARNING, "warning"), (Level.INFO, "note"))
    return ", ".join(
        f"{count[level]} {name}{'' if count[level] == 1 else 's'}" for level, name in names
    )


def text(
    findings: Iterable[Finding], files: Mapping[str, bytes], width: int | None = None
) -> RenderableType:
    """Findings with the line they stand on; ``files`` maps paths to bytes.

    ``width``: columns that sentences are wrapped to; without it each stays on one line.
    """
    return Group(*(_paragraph(finding, files, width) for finding in findings))


def _paragraph(finding: Finding, files: Mapping[str, bytes], width: int | None) -> RenderableType:
    style = _STYLES[finding.level]
    found = Text()
    found.append(harmless(str(finding.where)), style="bold")
    found.append("  ")
    found.append(finding.level.value, style=style)
    found.append(f" [{finding.rule.id}]\n", style="dim")
    found.append(f"{_indented(finding.message, width)}\n")
    data = files.get(finding.where.path)
    excerpt = snippet(data, finding.where) if data is not None else None
    for line in (excerpt or "").splitlines():
        found.append(harmless(f"    {line}\n"), style=style if line.strip("^ ") == "" else "dim")
    found.append(f"{_indented(finding.remedy, width)}\n", style="italic")
    return found


def _indented(sentence: str, width: int | None) -> str:
    if width is None:
        return harmless(f"  {sentence}")
    filled = textwrap.fill(
        sentence,
        max(width, 20),
        initial_indent="  ",
        subsequent_indent="  ",
        break_long_words=False,
        break_on_hyphens=False,
    )
    return harmless(filled)
