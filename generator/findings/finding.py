"""Findings: what is wrong, where, why it matters and how to fix it.

A :class:`Rule` is declared once, in the package that looks for it; a :class:`Finding` is one
place where it was broken. Reporters (``generator.reporters``) only render findings.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from generator.findings.classification import Classification, stricter
from generator.text.formats import day_text


class FindingLevel(StrEnum):
    """Level of a finding: errors stop a build, warnings need a decision, infos are hints."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"

    @property
    def noun(self) -> str:
        """As readers call it: an info is a note."""
        return "note" if self is FindingLevel.INFO else self.value


class Location(NamedTuple):
    """A place in a source file.

    ``path`` is relative to the repository, with forward slashes; ``line`` and ``column`` count
    from 1, and 0 means the file as a whole. ``length`` is what a caret line underlines, at least 1.
    A tuple, as a repository contains hundreds of thousands.
    """

    path: str
    line: int = 0
    column: int = 0
    length: int = 1

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}" if self.line else self.path


@dataclass(frozen=True, slots=True)
class Rule:
    """A kind of problem, documented once.

    ``title``: one sentence without any value from a definition; ``why``: what a reader loses when
    the rule is broken; ``remedy``: how to fix it. ``topic``: shared by rules that ask for the same
    thing; a comparison reports a topic once.
    """

    id: str
    level: FindingLevel
    title: str
    why: str
    remedy: str
    area: str = ""
    topic: str = ""

    def at(
        self,
        where: Location,
        *message: str | date,
        remedy: str | None = None,
        account: str | None = None,
        secrecy: Classification = Classification.INTERNAL,
        about: str = "",
    ) -> "Finding":
        """A finding of this rule at a place; ``remedy`` replaces the rule's own.

        ``message``: texts and dates that are joined into one line.
        """
        text, advice = _line(message), remedy or self.remedy
        return Finding(self, where, text, advice, account, secrecy, about, parts=message)


@dataclass(frozen=True, slots=True)
class RuleArea:
    """An area of rules; its methods declare rules in it."""

    name: str

    def error(self, rule_id: str, title: str, why: str, remedy: str) -> Rule:
        """A rule whose findings stop a build."""
        return Rule(rule_id, FindingLevel.ERROR, title, why, remedy, self.name)

    def warning(self, rule_id: str, title: str, why: str, remedy: str, topic: str = "") -> Rule:
        """A rule whose findings need a decision."""
        return Rule(rule_id, FindingLevel.WARNING, title, why, remedy, self.name, topic)

    def info(self, rule_id: str, title: str, why: str, remedy: str) -> Rule:
        """A rule whose findings are hints."""
        return Rule(rule_id, FindingLevel.INFO, title, why, remedy, self.name)


@dataclass(frozen=True, slots=True)
class Finding:
    """One place where a rule was broken.

    ``secrecy``: the class of the values quoted in the message; reports that leave the machine show
    the rule's title instead if their edition may not see them. ``about``: an id that distinguishes
    findings of one rule at one place; empty if the place is enough. ``subject``: the place as keys
    and ids from the definition inwards, independent of lines and wording; ``None`` for places
    outside definitions or if it was not determined. ``parts``: the components of the message.
    """

    rule: Rule
    where: Location
    message: str
    remedy: str
    account: str | None = None
    secrecy: Classification = Classification.INTERNAL
    about: str = ""
    subject: tuple[str, ...] | None = field(default=None, compare=False)
    parts: tuple[str | date, ...] = field(default=(), compare=False)

    @property
    def in_words(self) -> str:
        """The message with dates formatted as on pages: ``5 Oct 2026`` for ``2026-10-05``."""
        return _line(day_text(each) if isinstance(each, date) else each for each in self.parts)

    @property
    def level(self) -> FindingLevel:
        """The level of the rule."""
        return self.rule.level

    @property
    def sort_key(self) -> tuple[Location, str, str]:
        """Stable sort order: by place, then rule, then message."""
        return (self.where, self.rule.id, self.message)


def _line(parts: Iterable[str | date]) -> str:
    return " ".join("".join(map(str, parts)).split())


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Findings without duplicates, sorted by place."""
    return tuple(sorted(dict.fromkeys(findings), key=lambda finding: finding.sort_key))


def has_errors(findings: Iterable[Finding]) -> bool:
    """Whether any finding is an error."""
    return any(finding.level is FindingLevel.ERROR for finding in findings)


def classed(findings: Iterable[Finding], team_findings: Collection[Finding]) -> Iterator[Finding]:
    """The findings; those not in ``team_findings`` are classified as confidential."""
    for finding in findings:
        floor = finding.secrecy if finding in team_findings else Classification.CONFIDENTIAL
        yield replace(finding, secrecy=stricter(finding.secrecy, floor))
