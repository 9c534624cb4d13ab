"""Values in a comment on a forge: shown as they are, and acted on by nobody."""

import re

from markupsafe import Markup

from generator.pages import markdown as md

_BREAK = "\u200b"
"""Has no width: what stands before and after it looks joined and is read apart."""
# Control characters, and those that turn the direction of what follows.
_UNSEEN = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]"
)
# Mentions, and references to issues, merge requests, milestones, labels, epics and snippets.
_SIGNS = re.compile(r"(?<=[@#!%~&$])(?=\w)")
_ISSUE = re.compile(r"(?<=\bGH)-(?=\d)", re.IGNORECASE)
_ADDRESS = re.compile(r"(?<=:)(?=//)|(?<=\bwww)(?=\.)", re.IGNORECASE)
_COMMIT = re.compile(r"\b(?=[0-9a-f]*[a-f])([0-9a-f]{4})(?=[0-9a-f]{3,})", re.IGNORECASE)
# A command to the forge, where a line may begin.
_COMMAND = re.compile(r"\A/(?=\w)")


def inert(value: str) -> Markup:
    """Plain text for a Markdown comment: no mention, reference, link, commit or command."""
    return md.encode(_broken(value))


def inert_sentence(value: str) -> Markup:
    """The same for a sentence of ours that quotes keys and values in backticks."""
    return md.coded(_broken(value))


def _broken(value: str) -> str:
    """``value`` with what a forge would act on broken in two."""
    text = _UNSEEN.sub("", " ".join(value.split()))
    text = _COMMIT.sub(rf"\1{_BREAK}", text)
    text = _ISSUE.sub(f"-{_BREAK}", text)
    text = _ADDRESS.sub(_BREAK, text)
    text = _COMMAND.sub(f"/{_BREAK}", text)
    return _SIGNS.sub(_BREAK, text)
