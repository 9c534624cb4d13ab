"""Findings about definitions: rules grouped by area, registered with why and remedy."""

from collections.abc import Iterator
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
from generator.checks.learning import exercise_problems
from generator.editions import Catalog
from generator.findings.classification import Subject, may_see, stricter
from generator.findings.finding import Finding, Rule
from generator.model.definitions import Definitions
from generator.model.walk import places_above_internal
from generator.reading import rules as definition_rules
from generator.reading import syntax_rules as reader_rules

CHECKS = (
    *relationships.CHECKS,
    *team.CHECKS,
    *strategy.CHECKS,
    *coherence.CHECKS,
    *money.CHECKS,
    *work.CHECKS,
    *reviews.CHECKS,
    *programme.CHECKS,
    *currencies.CHECKS,
)

RULES: tuple[Rule, ...] = (
    *reader_rules.RULES,
    *definition_rules.RULES,
    *structure.RULES,
    *(check.rule for check in CHECKS),
    *learning.RULES,
)


def check_definitions(definitions: Definitions) -> Iterator[Finding]:
    """What does not hold together; every finding is an error."""
    found = tuple(structure.find_all(definitions))
    closed = places_above_internal(tuple(definitions.roots())) if found else {}
    for finding in found:
        secrecy = closed.get(finding.where, finding.secrecy)
        yield replace(finding, secrecy=stricter(finding.secrecy, secrecy))


def check_view(catalog: Catalog, insight: Insight) -> Iterator[Finding]:
    """What needs a decision, on one edition's view; warnings and infos only."""
    for check in CHECKS:
        if may_see(catalog.edition, Subject.ACCOUNT, check.needs):
            yield from check.find(catalog, insight)


__all__ = ["CHECKS", "RULES", "check_definitions", "check_view", "exercise_problems"]
