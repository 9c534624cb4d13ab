"""Structural rules, which must hold before results are computed; all findings are errors."""

from generator.checks.structure import entries, methods, money, references
from generator.checks.structure.references import find_all
from generator.findings.finding import Rule

RULES: tuple[Rule, ...] = tuple(
    value
    for module in (references, entries, methods, money)
    for value in vars(module).values()
    if isinstance(value, Rule)
)
"""All structural rules."""

__all__ = ["RULES", "find_all"]
