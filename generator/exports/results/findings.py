"""What the checks say about an account, as the edition's own report shows it."""

from typing import Literal

from generator.exports.record import Record, says
from generator.exports.source import Source


class AccountFinding(Record):
    """One place where a rule is broken."""

    rule: str = says("id of the rule; `playbook rules ID` explains it")
    level: Literal["error", "warning", "info"] = says(
        "warning: wants a decision; info: worth a glance; errors stop a build"
    )
    message: str = says("what is wrong, in a sentence")
    remedy: str = says("how to mend it")
    path: str = says("the file it stands in")


def findings_of(source: Source) -> tuple[AccountFinding, ...]:
    """Findings in the order of the files."""
    return tuple(
        AccountFinding(
            rule=found.rule.id,
            level=found.level.value,
            message=found.message,
            remedy=found.remedy,
            path=found.where.path,
        )
        for found in source.findings
    )
