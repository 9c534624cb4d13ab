"""Checks: rules and the functions that find where they are broken, by area."""

import json
import re
from collections.abc import Collection, Iterator
from dataclasses import replace
from datetime import date
from functools import reduce
from types import ModuleType
from typing import Any

from generator.analysis import AccountInsight, Insight, alone
from generator.cache.memory import NO_MEMORY, Memory
from generator.checks import (
    absences,
    coherence,
    learning,
    money,
    pay,
    programme,
    relationships,
    reviews,
    strategy,
    structure,
    team,
    work,
)
from generator.checks.check import Check
from generator.checks.learning import exercises
from generator.editions import Catalog, handbook_of
from generator.findings.classification import Classification, stricter
from generator.findings.finding import Finding, Location, Rule
from generator.model.definitions import Definitions
from generator.model.walk import ids_above_internal, places_above_internal
from generator.reading import rules as reading

_AREAS = (
    relationships,
    team,
    absences,
    strategy,
    coherence,
    money,
    work,
    reviews,
    programme,
    pay,
)


def _checks_in(*areas: ModuleType) -> tuple[Check, ...]:
    return tuple(
        value for area in areas for value in vars(area).values() if isinstance(value, Check)
    )


CHECKS: tuple[Check, ...] = _checks_in(*_AREAS)
"""All checks on a view, in the order of their modules."""

_OF_RULES = _checks_in(learning)
"""Checks that have to know all rules."""

RULES: tuple[Rule, ...] = (
    *reading.RULES,
    *structure.RULES,
    *(check.rule for check in (*CHECKS, *_OF_RULES)),
)


def check_of(rule: Rule) -> Check:
    """The check that a rule belongs to; a default one if it has none."""
    declared = (each for each in (*CHECKS, *_OF_RULES) if each.rule.id == rule.id)
    return next(declared, Check(rule))


_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")

_SHORTEST_CUT = 60
"""Characters: messages quote at least so many of a word."""


def check_definitions(
    definitions: Definitions, memory: Memory = NO_MEMORY, unread: Collection[str] = ()
) -> Iterator[Finding]:
    """Structural problems of the definitions; all findings are errors.

    ``unread``: kinds of which not all could be read, so that references to them are not checked.
    Each has the strictest class of its place and of every entry whose id its message quotes.
    """
    found = tuple(structure.find_all(definitions, memory, unread))
    roots = tuple(definitions.roots()) if found else ()
    places, ids = places_above_internal(roots), ids_above_internal(roots)
    quoted = {name[:_SHORTEST_CUT]: secrecy for name, secrecy in ids.items()}
    for finding in found:
        words = _ID.findall(finding.message)
        classes = [quoted[word] for each in words if (word := each[:_SHORTEST_CUT]) in quoted]
        classes.append(places.get(finding.where, finding.secrecy))
        yield replace(finding, secrecy=reduce(stricter, classes, finding.secrecy))


def check_view(
    catalog: Catalog,
    insight: Insight,
    rules: Collection[str] = (),
    memory: Memory = NO_MEMORY,
) -> Iterator[Finding]:
    """Findings in one edition's view that need a decision; warnings and infos only.

    ``rules``: ids of all rules, to validate exercises; if empty, exercises are not checked.
    ``memory``: of the last run.
    """
    handbook = handbook_of(catalog, memory)
    by_account = [
        memory.recall(_in_account, each, handbook, insight.as_of, form=_FINDINGS)
        for each in insight.accounts.values()
    ]
    for check in CHECKS:
        if check.looks_at_others:
            yield from check.findings(catalog, insight)
        else:
            for found in by_account:
                yield from found.get(check.rule.id, ())
    if rules:
        yield from exercises(rules).findings(catalog, insight)


def _in_account(
    insight: AccountInsight, handbook: Catalog, as_of: date
) -> dict[str, tuple[Finding, ...]]:
    """What is found in an account without a look at others, by rule."""
    results = alone(insight, handbook, as_of)
    own = (check for check in CHECKS if not check.looks_at_others)
    found = {each.rule.id: tuple(each.in_account(insight, handbook, results)) for each in own}
    return {rule: findings for rule, findings in found.items() if findings}


class _Findings:
    """Findings by rule as JSON; a day in a message is an entry of its own."""

    small = True

    def dump(self, value: dict[str, tuple[Finding, ...]]) -> bytes:
        plain = {rule: [self._plain(each) for each in found] for rule, found in value.items()}
        return json.dumps(plain).encode()

    def load(self, data: bytes) -> dict[str, tuple[Finding, ...]]:
        rules = {check.rule.id: check.rule for check in CHECKS}
        found = json.loads(data).items()
        return {name: tuple(self._of(rules[name], each) for each in held) for name, held in found}

    @staticmethod
    def _plain(finding: Finding) -> list[Any]:
        where = (finding.where, finding.account, finding.secrecy.value, finding.about)
        parts = [each if isinstance(each, str) else [each.isoformat()] for each in finding.parts]
        return [finding.message, finding.remedy, *where, parts]

    @staticmethod
    def _of(rule: Rule, plain: list[Any]) -> Finding:
        message, remedy, where, account, secrecy, about, parts = plain
        said = tuple(each if isinstance(each, str) else date.fromisoformat(*each) for each in parts)
        at = Location(*where)
        own = (account, Classification(secrecy), about)
        return Finding(rule, at, message, remedy, *own, parts=said)


_FINDINGS = _Findings()

__all__ = ["CHECKS", "RULES", "check_definitions", "check_of", "check_view", "exercises"]
