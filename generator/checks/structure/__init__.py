"""What must hold together before anything can be worked out; every finding is an error."""

from generator.checks.structure import methods, money, references
from generator.checks.structure.references import find_all
from generator.findings.finding import Rule

RULES: tuple[Rule, ...] = tuple(
    value
    for module in (references, methods, money)
    for value in vars(module).values()
    if isinstance(value, Rule)
)
"""Every rule of structure, declared in the module that raises it."""

__all__ = ["RULES", "find_all"]
