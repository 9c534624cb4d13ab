"""Findings about definitions: rules grouped by area, registered with why and remedy."""

from collections.abc import Collection, Iterator
from dataclasses import replace

from generator.analysis import Insight
from generator.checks import (
    coherence,
    currencies,
    learning,
    money,
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
from generator.editions import Catalog
from generator.findings.classification import stricter
from generator.findings.finding import Finding, Rule
from generator.model.definitions import Definitions
from generator.model.walk import places_above_internal
from generator.reading import rules as definition_rules
from generator.reading import syntax_rules as reader_rules

_AREAS = (
    relationships,
    team,
    strategy,
    coherence,
    money,
    work,
    reviews,
    programme,
    currencies,
)

CHECKS: tuple[Check, ...] = tuple(
    value for area in _AREAS for value in vars(area).values() if isinstance(value, Check)
)
"""Every check on a view: what an area's module declares, in the order of the file."""

RULES: tuple[Rule, ...] = (
    *reader_rules.RULES,
    *definition_rules.RULES,
    *structure.RULES,
    *(check.rule for check in CHECKS),
    learning.EXERCISES.rule,
)


def check_of(rule: Rule) -> Check:
    """The declaration of the check that a rule belongs to; one with nothing declared if none."""
    declared = (each for each in (*CHECKS, learning.EXERCISES) if each.rule.id == rule.id)
    return next(declared, Check(rule))


def check_definitions(definitions: Definitions) -> Iterator[Finding]:
    """What does not hold together; every finding is an error."""
    found = tuple(structure.find_all(definitions))
    closed = places_above_internal(tuple(definitions.roots())) if found else {}
    for finding in found:
        secrecy = closed.get(finding.where, finding.secrecy)
        yield replace(finding, secrecy=stricter(finding.secrecy, secrecy))


def check_view(
    catalog: Catalog, insight: Insight, rules: Collection[str] = ()
) -> Iterator[Finding]:
    """What needs a decision, on one edition's view; warnings and infos only.

    ``rules``: the id of every rule there is, to find exercises that name another; without any,
    exercises are not looked at.
    """
    for check in (*CHECKS, *([exercises(rules)] if rules else [])):
        yield from check.findings(catalog, insight)


__all__ = ["CHECKS", "RULES", "check_definitions", "check_of", "check_view", "exercises"]
