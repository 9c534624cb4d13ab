"""Findings as lines of a log, which others than the author may read."""

from collections.abc import Iterable

from generator.diagnostics import Finding
from generator.editions import Edition
from generator.reporters.job_log import harmless
from generator.reporters.told import Told, gravest_first, told_to


def as_log(findings: Iterable[Finding], edition: Edition) -> str:
    """Each finding with its place and remedy, errors first.

    No line of a file, and no value that ``edition`` may not see. A log is read by more people than
    the site, so of amounts it says nothing under ``leadership`` either.
    """
    readers = Edition.TEAM if edition is Edition.LEADERSHIP else edition
    return harmless("\n".join(_told(each) for each in gravest_first(told_to(findings, readers))))


def _told(each: Told) -> str:
    place = f"{each.where}  {each.rule.level.value} [{each.rule.id}]"
    return f"{place}\n  {each.message}\n  {each.remedy}"
