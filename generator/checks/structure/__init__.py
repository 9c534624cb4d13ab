"""What must hold together before anything can be worked out."""

from generator.checks.structure.rules import RULES
from generator.checks.structure.whole import find_all

__all__ = ["RULES", "find_all"]
