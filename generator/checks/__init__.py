"""Checks: rules and the functions that find where they are broken, by area."""

from collections.abc import Collection, Iterator
from dataclasses import replace

from generator.analysis import Insight
from generator.checks import (
    coherence,
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
)

CHECKS: tuple[Check, ...] = tuple(
    value for area in _AREAS for value in vars(area).values() if isinstance(value, Check)
)
"""All checks on a view, in the order of their modules."""

RULES: tuple[Rule, ...] = (
    *reader_rules.RULES,
    *definition_rules.RULES,
    *structure.RULES,
    *(check.rule for check in CHECKS),
    learning.EXERCISES.rule,
)


def check_of(rule: Rule) -> Check:
    """The check that a rule belongs to; a default one if it has none."""
    declared = (each for each in (*CHECKS, learning.EXERCISES) if each.rule.id == rule.id)
    return next(declared, Check(rule))


def check_definitions(definitions: Definitions) -> Iterator[Finding]:
    """Structural problems of the definitions; all findings are errors."""
    found = tuple(structure.find_all(definitions))
    closed = places_above_internal(tuple(definitions.roots())) if found else {}
    for finding in found:
        secrecy = closed.get(finding.where, finding.secrecy)
        yield replace(finding, secrecy=stricter(finding.secrecy, secrecy))


def check_view(
    catalog: Catalog, insight: Insight, rules: Collection[str] = ()
) -> Iterator[Finding]:
    """Findings in one edition's view that need a decision; warnings and infos only.

    ``rules``: ids of all rules, to validate exercises; if empty, exercises are not checked.
    """
    for check in (*CHECKS, *([exercises(rules)] if rules else [])):
        yield from check.findings(catalog, insight)


__all__ = ["CHECKS", "RULES", "check_definitions", "check_of", "check_view", "exercises"]
