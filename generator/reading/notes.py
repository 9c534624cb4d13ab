"""Notes: front matter and Markdown text."""

import re
from pathlib import PurePosixPath

from generator.findings.finding import Finding, Location
from generator.model.kinds import Note
from generator.model.nodes import Map, Text
from generator.reading.areas import DEFINITIONS
from generator.reading.bind import bind, unknown_key
from generator.reading.identity import note_version
from generator.reading.parse import read
from generator.reading.source import conflict_marker, decode

NOTE_FRONT_MATTER = DEFINITIONS.error(
    "note-front-matter",
    "A note does not begin with its front matter.",
    "The front matter holds the title and who may see the note.",
    "Begin the file with `---`, `schema: note/1`, `title: ...`, `---`.",
)

_FRONT_MATTER = re.compile(
    rb"\A(?:\xef\xbb\xbf)?---\r?\n(.*?\r?\n)---[ \t]*\r?\n?(.*)\Z", re.DOTALL
)


def is_note(path: str) -> bool:
    """Whether a file is a note of an account."""
    parts = PurePosixPath(path).parts
    return path.endswith(".md") and len(parts) == 4 and parts[2] == "notes"


def read_note(path: str, data: bytes) -> tuple[Note | None, tuple[Finding, ...]]:
    """The note in a file, or its problems."""
    source, _ = decode(path, data)
    if source and (marker := conflict_marker(source, prose=True)):
        return None, marker
    parts = _FRONT_MATTER.match(data)
    if parts is None:
        message = "the front matter between two lines `---` is missing"
        return None, (NOTE_FRONT_MATTER.at(Location(path, 1, 1), message),)
    # The opening dashes become an empty line, so that locations stay correct.
    front, problems = read(path, b"\n" + parts.group(1))
    # The YAML reader checks encoding and characters of the body as one text block.
    body, body_problems = _body(
        path, parts.group(2), first_line=data[: parts.start(2)].count(b"\n") + 1
    )
    problems += body_problems
    if front is None or body is None:
        return None, problems
    version = note_version(front)
    if isinstance(version, Finding):
        return None, (*problems, version)
    if "text" in front:
        message = "`text` is not a key of the front matter: the text of the note is below it"
        return None, (*problems, unknown_key(front.keys_at["text"], message))
    front["text"] = body
    front.keys_at["text"] = body.where
    note, more = bind(Note, front)
    return note, problems + more


def _body(path: str, data: bytes, first_line: int) -> tuple[Text | None, tuple[Finding, ...]]:
    indented = b"text: |2-\n" + b"".join(b"  " + line for line in data.splitlines(keepends=True))
    nodes, problems = read(path, indented)
    shifted = tuple(
        finding.rule.at(
            Location(path, first_line, 1)
            if finding.where.line < 2
            else Location(
                path, finding.where.line - 2 + first_line, max(1, finding.where.column - 2)
            ),
            finding.message,
            remedy=finding.remedy,
        )
        for finding in problems
    )
    text = nodes.get("text") if isinstance(nodes, Map) else None
    if isinstance(text, Text):
        return Text(str(text), Location(path, first_line, 1), plain=False), shifted
    return None, shifted
