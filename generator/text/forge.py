"""Encoder for comments on a forge: values appear as they are and trigger nothing.

Forges look for mentions and references in the rendered text, so entities do not hide them there.
The start of each is split with a zero-width space instead.
"""

import re
import unicodedata

from markupsafe import Markup

from generator.text import markdown as md

_BREAK = "\u200b"
"""Zero width: the parts on either side look joined but are parsed separately."""

# Mentions, and references to issues, merge requests, milestones, labels, epics, snippets and
# alerts, or anything in brackets; labels and milestones may be quoted.
_SIGNS = re.compile(r"(?<=[@#!%~&$^*\[])(?=[\w\"])")

_ISSUE = re.compile(r"(?<=\bGH)-(?=\d)", re.IGNORECASE)

_ADDRESS = re.compile(r"(?<=:)(?=//)|(?<=\bwww)(?=\.)", re.IGNORECASE)

_EMOJI = re.compile(r"(?<=:)(?=[a-z0-9_+-]+:)", re.IGNORECASE)

# Abbreviated commit ids: forges look for commits from seven characters on.
_COMMIT = re.compile(r"[0-9a-f]{7,}", re.IGNORECASE)

_TOO_SHORT = 6

# Slash commands, which forges accept at the start of a line.
_COMMAND = re.compile(r"\A/(?=\w)")


def inert(value: str) -> Markup:
    """Plain text for a Markdown comment that contains no mention, reference, link or command."""
    return md.encode(_broken(value))


def inert_sentence(value: str) -> Markup:
    """Like :func:`inert`, for our own sentences that quote keys and values in backticks."""
    return md.coded(_broken(value))


def visible(value: str) -> str:
    """``value`` in one line, without invisible characters and direction marks."""
    characters = (each for each in " ".join(value.split()) if unicodedata.category(each)[0] != "C")
    return "".join(characters)


def _broken(value: str) -> str:
    """Split everything in ``value`` that a forge would act on."""
    text = _COMMIT.sub(_in_pieces, visible(value))
    text = _ISSUE.sub(f"-{_BREAK}", text)
    text = _ADDRESS.sub(_BREAK, text)
    text = _EMOJI.sub(_BREAK, text)
    text = _COMMAND.sub(f"/{_BREAK}", text)
    return _SIGNS.sub(_BREAK, text)


def _in_pieces(match: re.Match[str]) -> str:
    name = match.group()
    pieces = (name[start : start + _TOO_SHORT] for start in range(0, len(name), _TOO_SHORT))
    return _BREAK.join(pieces)


_LOG_COMMAND = re.compile(r"^[^\S\n]*:(?=:)|#(?=#\w*\[)", re.MULTILINE)


def harmless(text: str) -> str:
    """Neutralize workflow commands in a text for a job's log; its appearance does not change.

    GitHub Actions acts on ``::name::`` at the start of a line, also after blanks, and on
    ``##[name]`` anywhere.
    """
    return _LOG_COMMAND.sub(lambda found: f"{found[0]}{_BREAK}", text)
