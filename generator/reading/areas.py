"""The areas of the rules of reading: of the text of a file, and of what it defines."""

from generator.findings.finding import RuleArea

READING = RuleArea("reading")

DEFINITIONS = RuleArea("definitions")
