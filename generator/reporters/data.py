"""Findings as JSON, and as log lines for readers other than the author."""

import json
from collections.abc import Iterable
from typing import TYPE_CHECKING

from generator.findings.classification import Edition
from generator.findings.finding import Finding
from generator.reporters.wording import ReportedFinding, most_severe_first, reported
from generator.text.forge import harmless

JSON_SCHEMA = "findings/1"

if TYPE_CHECKING:
    from generator.history.behind import Behind


def as_json(findings: Iterable[Finding], edition: Edition, behind: "Behind | None" = None) -> str:
    """Findings as a JSON document, without excerpts and values that ``edition`` may not see.

    ``behind``: what the folder lacks of the base.
    """
    unique = {tuple(row.items()): row for row in map(_row, reported(findings, edition))}
    rows = list(unique.values())
    document: dict[str, object] = {"schema": JSON_SCHEMA, "edition": edition.value}
    if behind is not None:
        known = {"remedy": behind.remedy, "commits": behind.commits, "parted": behind.parted}
        document["behind"] = {key: value for key, value in known.items() if value}
    document["findings"] = rows
    return json.dumps(document, indent=2, ensure_ascii=False)


def _row(each: ReportedFinding) -> dict[str, object]:
    return {
        "rule": each.rule.id,
        "level": each.rule.level.value,
        "message": each.message,
        "remedy": each.remedy,
        "path": each.where.path,
        "line": each.where.line,
        "column": each.where.column,
        "account": each.account,
    }


def as_log(findings: Iterable[Finding], edition: Edition) -> str:
    """Findings with place and remedy, errors first.

    Without excerpts and values that ``edition`` may not see. Logs have more readers than the site,
    so amounts are left out for ``leadership`` too.
    """
    readers = Edition.TEAM if edition is Edition.LEADERSHIP else edition
    return harmless(
        "\n".join(_line(each) for each in most_severe_first(reported(findings, readers)))
    )


def _line(each: ReportedFinding) -> str:
    place = f"{each.where}  {each.rule.level.value} [{each.rule.id}]"
    return f"{place}\n  {each.message}\n  {each.remedy}"
