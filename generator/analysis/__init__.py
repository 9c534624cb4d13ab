"""Results derived from one edition's view: pure functions, one module per question."""

from generator.analysis.insight import AccountInsight, Insight, alone, analyze

__all__ = ["AccountInsight", "Insight", "alone", "analyze"]
