"""Findings as our own JSON, for other programs."""

import json
from collections.abc import Iterable

from generator.diagnostics import Finding
from generator.editions import Edition
from generator.reporters.told import Told, told_to

JSON_SCHEMA = "findings/1"


def as_json(findings: Iterable[Finding], edition: Edition) -> str:
    """A JSON document; no snippets, and no value that ``edition`` may not see."""
    told_once = {tuple(row.items()): row for row in map(_row, told_to(findings, edition))}
    rows = list(told_once.values())
    document = {"schema": JSON_SCHEMA, "edition": edition.value, "findings": rows}
    return json.dumps(document, indent=2, ensure_ascii=False)


def _row(each: Told) -> dict[str, object]:
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
