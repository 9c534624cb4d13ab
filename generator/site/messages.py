"""What MkDocs logs, as messages or as records."""

import logging
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from mkdocs.plugins import get_plugin_logger

from generator.findings.classification import Edition, Subject, may_see
from generator.findings.finding import Finding

log = get_plugin_logger("playbook")


class LogCollector(logging.Handler):
    """Collects log messages of a level and above; ``messages``: so far."""

    def __init__(self, level: int) -> None:
        super().__init__(level)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Add the message of ``record``."""
        self.messages.append(record.getMessage())


class _Records(logging.Handler):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        record.msg, record.args = record.getMessage(), None  # no object goes to another process
        self.found.append(record)


@contextmanager
def held_back() -> Iterator[list[logging.LogRecord]]:
    """Yield a list of what MkDocs logs meanwhile, which nobody else is told."""
    logger, records = logging.getLogger("mkdocs"), _Records()
    before = logger.handlers, logger.propagate
    logger.handlers, logger.propagate = [records], False
    try:
        yield records.found
    finally:
        logger.handlers, logger.propagate = before


def may_be_logged(finding: Finding, edition: Edition) -> bool:
    """Whether a log of this edition, which may leave the machine, may contain the finding."""
    of_account = finding.account is not None or finding.where.path.startswith("accounts")
    subject = Subject.ACCOUNT if of_account else Subject.ORGANISATION
    return may_see(edition, subject, finding.secrecy)


def log_findings(findings: Iterable[Finding], edition: Edition) -> None:
    """Log the findings that a log of this edition may contain."""
    for finding in findings:
        if may_be_logged(finding, edition):
            log.info(f"{finding.where}: {finding.level}: {finding.message}")
