"""Values in a comment on a forge: shown as they are, and acted on by nobody.

Forges look for mentions and references in the text that is left when the Markdown is done, so no
entity hides them there. What begins one is broken in two by a space without width.
"""

import re
import unicodedata

from markupsafe import Markup

from generator.text import markdown as md

_BREAK = "\u200b"
"""Has no width: what stands before and after it looks joined and is read apart."""

# Mentions, and references to issues, merge requests, milestones, labels, epics, snippets, alerts
# and whatever stands in brackets; a label or milestone may stand in quotes.
_SIGNS = re.compile(r"(?<=[@#!%~&$^*\[])(?=[\w\"])")

_ISSUE = re.compile(r"(?<=\bGH)-(?=\d)", re.IGNORECASE)

_ADDRESS = re.compile(r"(?<=:)(?=//)|(?<=\bwww)(?=\.)", re.IGNORECASE)

_EMOJI = re.compile(r"(?<=:)(?=[a-z0-9_+-]+:)", re.IGNORECASE)

# The name of a commit: seven characters are enough for a forge to look for one.
_COMMIT = re.compile(r"[0-9a-f]{7,}", re.IGNORECASE)

_TOO_SHORT = 6

# A command to the forge, where a line may begin.
_COMMAND = re.compile(r"\A/(?=\w)")


def inert(value: str) -> Markup:
    """Plain text for a Markdown comment: no mention, reference, link, commit or command."""
    return md.encode(_broken(value))


def inert_sentence(value: str) -> Markup:
    """The same for a sentence of ours that quotes keys and values in backticks."""
    return md.coded(_broken(value))


def visible(value: str) -> str:
    """``value`` in one line and without what is not seen, or turns the direction of the rest."""
    kept = (each for each in " ".join(value.split()) if unicodedata.category(each)[0] != "C")
    return "".join(kept)


def _broken(value: str) -> str:
    """``value`` with what a forge would act on broken in two."""
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

_APART = "\N{ZERO WIDTH SPACE}"


def harmless(text: str) -> str:
    """``text`` in which no line is a command to the job that prints it, and looks the same.

    Commands are ``::name::`` at the beginning of a line, after blanks too, and ``##[name]``
    wherever it stands, as GitHub Actions reads them.
    """
    return _LOG_COMMAND.sub(lambda found: f"{found[0]}{_APART}", text)
