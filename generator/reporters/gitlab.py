"""Findings as a Code Quality report, shown by GitLab in a merge request."""

import json
from collections.abc import Iterable

from generator.findings.classification import Edition
from generator.findings.finding import Finding, FindingLevel
from generator.reporters.wording import fingerprints, most_severe_first, reported

_SEVERITIES = {
    FindingLevel.ERROR: "critical",
    FindingLevel.WARNING: "minor",
    FindingLevel.INFO: "info",
}


def as_gitlab(findings: Iterable[Finding], edition: Edition, folder: str = "") -> str:
    """A JSON list, errors first, without values that ``edition`` may not see.

    ``folder``: of the definitions in the repository. The format requires a line, so findings about
    a whole file are at its first.
    """
    rows = most_severe_first(reported(findings, edition), folder)
    document = [
        {
            "description": f"{each.message} {each.remedy}",
            "check_name": each.rule.id,
            "fingerprint": fingerprint,
            "severity": _SEVERITIES[each.rule.level],
            "location": {"path": each.where.path, "lines": {"begin": max(each.where.line, 1)}},
        }
        for each, fingerprint in zip(rows, fingerprints(rows), strict=True)
    ]
    return json.dumps(document, indent=2, ensure_ascii=False)
