"""Findings as SARIF 2.1.0, the format that code scanning and many editors read.

https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
"""

import json
from collections.abc import Iterable
from urllib.parse import quote

from generator import __version__
from generator.findings.classification import Edition
from generator.findings.finding import Finding, FindingLevel, Location, Rule
from generator.reporters.wording import ReportedFinding, fingerprints, most_severe_first, reported

SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
_LEVELS = {FindingLevel.ERROR: "error", FindingLevel.WARNING: "warning", FindingLevel.INFO: "note"}
_FINGERPRINT = "ruleFileSubject/v2"


def as_sarif(findings: Iterable[Finding], edition: Edition, folder: str = "") -> str:
    """One run with the broken rules and one result per finding, errors first.

    Without excerpts and values that ``edition`` may not see. ``folder``: of the definitions in the
    repository; file URIs are relative to the repository, percent-encoded.
    """
    rows = most_severe_first(reported(findings, edition), folder)
    rules = sorted({each.rule.id: each.rule for each in rows}.items())
    numbers = {rule_id: number for number, (rule_id, _) in enumerate(rules)}
    driver = {
        "name": "Account Playbook",
        "semanticVersion": __version__,
        "rules": [_rule(rule) for _, rule in rules],
    }
    results = [
        _result(each, numbers[each.rule.id], fingerprint)
        for each, fingerprint in zip(rows, fingerprints(rows), strict=True)
    ]
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    document = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(document, indent=2, ensure_ascii=False)


def _rule(rule: Rule) -> dict[str, object]:
    markdown = f"**Why it matters:** {rule.why}\n\n**What to do:** {rule.remedy}"
    return {
        "id": rule.id,
        "shortDescription": {"text": _plain(rule.title)},
        "fullDescription": {"text": _plain(rule.why)},
        "help": {
            "text": _plain(f"Why it matters: {rule.why}\n\nWhat to do: {rule.remedy}"),
            "markdown": _plain(markdown),
        },
        "defaultConfiguration": {"level": _LEVELS[rule.level]},
        "properties": {"tags": [rule.area]},
    }


def _result(each: ReportedFinding, rule_index: int, fingerprint: str) -> dict[str, object]:
    return {
        "ruleId": each.rule.id,
        "ruleIndex": rule_index,
        "level": _LEVELS[each.rule.level],
        "message": {"text": _plain(f"{each.message}\n{each.remedy}")},
        "locations": [{"physicalLocation": _physical(each.where)}],
        "partialFingerprints": {_FINGERPRINT: fingerprint},
    }


def _physical(where: Location) -> dict[str, object]:
    """File and region of a location; no region for a whole file; the end is exclusive."""
    artifact = {"uri": quote(where.path, safe="/", errors="surrogateescape")}
    if not where.line:
        return {"artifactLocation": artifact}
    region = {
        "startLine": where.line,
        "startColumn": where.column,
        "endLine": where.line,
        "endColumn": where.column + where.length,
    }
    return {"artifactLocation": artifact, "region": region}


def _plain(text: str) -> str:
    """Text with escaped braces and brackets, which are placeholders and links in SARIF messages."""
    return text.replace("{", "{{").replace("}", "}}").replace("](", "] (")
