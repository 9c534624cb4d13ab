"""Reporters: findings and comparisons as text, and in formats for other programs.

Text is for the author at the files and quotes them. All other output goes through
:mod:`generator.reporters.wording`, which withholds values that the edition may not see.
"""

from generator.reporters.data import JSON_SCHEMA, as_json, as_log
from generator.reporters.github import as_github
from generator.reporters.gitlab import as_gitlab
from generator.reporters.sarif import as_sarif
from generator.reporters.terminal import summary, text
from generator.reporters.wording import message_for

FOR_FORGES = {"github": as_github, "gitlab": as_gitlab, "sarif": as_sarif}
"""Reporters for forges, by the name of the format."""

__all__ = [
    "FOR_FORGES",
    "JSON_SCHEMA",
    "as_json",
    "as_log",
    "message_for",
    "summary",
    "text",
]
