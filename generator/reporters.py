"""Findings as text for a terminal and as JSON for other programs.

Text is for the author in front of the files and quotes them. Whatever leaves the machine goes
through :func:`told`: it withholds values that the edition may not see.
"""

import json
import textwrap
from collections import Counter
from collections.abc import Iterable, Mapping

from rich.console import Group, RenderableType
from rich.text import Text

from generator.definitions.snippets import snippet
from generator.diagnostics import Finding, Level, Location
from generator.editions import Edition, Secrecy, Subject, may_see

JSON_SCHEMA = "findings/1"
_STYLES = {Level.ERROR: "bold red", Level.WARNING: "yellow", Level.INFO: "cyan"}


def told(finding: Finding, edition: Edition) -> str:
    """The message, or the rule's title where the message quotes what the edition may not see."""
    subject = Subject.ACCOUNT if _of_account(finding) else Subject.ORGANISATION
    if finding.where.path.startswith("content/people"):
        subject = Subject.PEOPLE
    return finding.message if may_see(edition, subject, finding.secrecy) else finding.rule.title


def _of_account(finding: Finding) -> bool:
    return finding.where.path.startswith("accounts")


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
    found.append(str(finding.where), style="bold")
    found.append("  ")
    found.append(finding.level.value, style=style)
    found.append(f" [{finding.rule.id}]\n", style="dim")
    found.append(f"{_indented(finding.message, width)}\n")
    data = files.get(finding.where.path)
    excerpt = snippet(data, finding.where) if data is not None else None
    for line in (excerpt or "").splitlines():
        found.append(f"    {line}\n", style=style if line.strip("^ ") == "" else "dim")
    found.append(f"{_indented(finding.remedy, width)}\n", style="italic")
    return found


def _indented(sentence: str, width: int | None) -> str:
    if width is None:
        return f"  {sentence}"
    return textwrap.fill(
        sentence,
        max(width, 20),
        initial_indent="  ",
        subsequent_indent="  ",
        break_long_words=False,
        break_on_hyphens=False,
    )


def _row(finding: Finding, edition: Edition) -> dict[str, object]:
    message, where = told(finding, edition), finding.where
    hidden = not may_see(edition, Subject.ACCOUNT, Secrecy.INTERNAL)
    if hidden and _of_account(finding):
        where = Location("accounts")
    # Where a judgement is withheld, its place would tell whom it is about; an error needs its own.
    if message != finding.message and finding.level is not Level.ERROR:
        where, hidden = Location(where.path.partition("/")[0]), True
    return {
        "rule": finding.rule.id,
        "level": finding.level.value,
        "message": message,
        "remedy": finding.remedy if message == finding.message else finding.rule.remedy,
        "path": where.path,
        "line": where.line,
        "column": where.column,
        "account": None if hidden else finding.account,
    }


def as_json(findings: Iterable[Finding], edition: Edition) -> str:
    """A JSON document; no snippets, and no value that ``edition`` may not see.

    An edition without accounts is told that some account breaks a rule, not which nor how many;
    so is every edition of warnings and notes that quote what it may not see.
    """
    told_once = {tuple(row.items()): row for row in (_row(each, edition) for each in findings)}
    rows = list(told_once.values())
    document = {"schema": JSON_SCHEMA, "edition": edition.value, "findings": rows}
    return json.dumps(document, indent=2, ensure_ascii=False)
