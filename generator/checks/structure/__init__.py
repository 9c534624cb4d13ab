"""What must hold together before anything can be worked out."""

from generator.checks.structure.references import find_all
from generator.checks.structure.rules import RULES

__all__ = ["RULES", "find_all"]
