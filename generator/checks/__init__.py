"""Findings about definitions: rules grouped by area, registered with why and remedy."""

from collections.abc import Iterator
from dataclasses import replace

from generator.catalog import Catalog
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
from generator.definitions import reader_rules
from generator.definitions import rules as definition_rules
from generator.definitions.definitions import Definitions
from generator.definitions.item import places_above_internal
from generator.diagnostics import Finding, Rule
from generator.editions import Subject, may_see, stricter
from generator.insight import Insight

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
