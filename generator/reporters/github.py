"""Findings as GitHub workflow commands, shown as annotations in a pull request."""

from collections.abc import Iterable

from generator.findings.classification import Edition
from generator.findings.finding import Finding, FindingLevel
from generator.reporters.wording import ReportedFinding, most_severe_first, reported

_COMMANDS = {
    FindingLevel.ERROR: "error",
    FindingLevel.WARNING: "warning",
    FindingLevel.INFO: "notice",
}
_IN_MESSAGES = {"%": "%25", "\r": "%0D", "\n": "%0A"}
_IN_PROPERTIES = _IN_MESSAGES | {":": "%3A", ",": "%2C"}


def as_github(findings: Iterable[Finding], edition: Edition, folder: str = "") -> str:
    """One command per line, errors first, without values that ``edition`` may not see.

    ``folder``: of the definitions in the repository, as ``our/playbook``. Columns count from 1, and
    the end column is inclusive. A finding without a visible place has no file.
    """
    return "\n".join(
        _command(each) for each in most_severe_first(reported(findings, edition), folder)
    )


def _command(each: ReportedFinding) -> str:
    title = f"{each.rule.title.rstrip('.')} ({each.rule.id})"
    properties = {**_place(each), "title": title}
    written = ",".join(
        f"{name}={_escaped(value, _IN_PROPERTIES)}" for name, value in properties.items()
    )
    message = _escaped(f"{each.message}\n{each.remedy}", _IN_MESSAGES)
    return f"::{_COMMANDS[each.rule.level]} {written}::{message}"


def _place(each: ReportedFinding) -> dict[str, str]:
    where = each.where
    if not each.placed:
        return {}
    if not where.line:
        return {"file": where.path}
    return {
        "file": where.path,
        "line": str(where.line),
        "endLine": str(where.line),
        "col": str(where.column),
        "endColumn": str(where.column + where.length - 1),
    }


def _escaped(text: str, escapes: dict[str, str]) -> str:
    return "".join(escapes.get(character, character) for character in text)
