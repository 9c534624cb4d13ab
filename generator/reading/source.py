"""Decodes the bytes of a file to text with locations: encoding, invisible characters, lines.

Lines end with a line feed, optionally after a carriage return; columns count code points. A leading
byte order mark is dropped and not counted.
"""

import codecs
import re
import unicodedata
from dataclasses import dataclass

from generator.findings.finding import Finding, Location
from generator.reading.areas import READING
from generator.text.characters import CONTROL, STAND_IN
from generator.text.formats import listed

MAX_BYTES = 1024 * 1024

FILE_TOO_LARGE = READING.error(
    "file-too-large",
    "The file is larger than a definition file may be",
    "A file of this size is nearly always something else that was saved under the wrong name, "
    "and nobody can review it.",
    f"Split the file by subject; each may have up to {MAX_BYTES // 1024} KiB.",
)

NOT_UTF8 = READING.error(
    "not-utf8",
    "The file is not saved as UTF-8",
    "In any other encoding, letters with accents and currency signs turn into the wrong ones.",
    "Save the file again and choose the encoding UTF-8 in your editor.",
)

CONTROL_CHARACTER = READING.error(
    "control-character",
    "The text holds an invisible control character",
    "Nobody can see it in a review, yet it can break a page, hide words or turn their order "
    "around. It usually comes along when text is copied from another program.",
    "Delete the character, or type the passage again.",
)

control_character = CONTROL_CHARACTER.at

CONFLICT_MARKER = READING.error(
    "conflict-marker",
    "A merge left its conflict markers in the file",
    "Two versions stand one below the other, and nobody has decided which one holds.",
    "Keep what holds of the two versions, and delete the lines that begin with `<<<<<<<`, "
    "`=======` or `>>>>>>>`.",
)

_MARKER = re.compile(r"^([ \t]*)(<{7}|\|{7}|={7}|>{7})(?=\s|$)", re.MULTILINE)


def is_control_character(finding: Finding) -> bool:
    """Whether a finding is about a control character."""
    return finding.rule is CONTROL_CHARACTER


_WIDE_ENCODINGS = (
    (codecs.BOM_UTF32_LE, "UTF-32"),
    (codecs.BOM_UTF32_BE, "UTF-32"),
    (codecs.BOM_UTF16_LE, "UTF-16"),
    (codecs.BOM_UTF16_BE, "UTF-16"),
)

_MARKERS_SHOWN = 5

_WITHOUT_MARK = re.compile(rb"(?:[^\x00]\x00){2}|(?:\x00[^\x00]){2}")


@dataclass(frozen=True, slots=True)
class SourceText:
    """The text of a file; ``path``: its name in locations."""

    path: str
    text: str

    def span(self, line: int, column: int, index: int, end: int) -> Location:
        """The location from ``index`` to ``end``, at most to the end of the line.

        ``line`` and ``column`` count from 0, as the parser does.
        """
        stop = self.text.find("\n", index, end)
        width = end - index if stop < 0 else len(self.text[index:stop].rstrip())
        return Location(self.path, line + 1, column + 1, width or 1)

    def at(self, index: int, length: int = 1) -> Location:
        """The location of ``index``; past the end of the text, that of its last character."""
        if not self.text[index:].strip():
            index = max(0, len(self.text[:index].rstrip()) - 1)
        start = self.line_start(index)
        width = len(self.line(index).rstrip()) - (index - start)
        line = self.text.count("\n", 0, index) + 1
        return Location(self.path, line, index - start + 1, max(1, min(length, width)))

    def line_start(self, index: int) -> int:
        """The start of the line of ``index``."""
        return self.text.rfind("\n", 0, index) + 1

    def line(self, index: int) -> str:
        """The line of ``index``, without its line end."""
        stop = self.text.find("\n", index)
        return self.text[self.line_start(index) : stop if stop >= 0 else len(self.text)]


def decode(path: str, data: bytes) -> tuple[SourceText | None, tuple[Finding, ...]]:
    """The text of ``data``, or ``None``, and problems of its encoding and characters.

    Each kind of control character is reported once, at its first occurrence, and replaced, so that
    the rest of the file can be read.
    """
    if len(data) > MAX_BYTES:
        message = f"The file has more than {MAX_BYTES // 1024:,} KiB; no more are read."
        return None, (FILE_TOO_LARGE.at(Location(path), message),)
    wide = _wide_encoding(data)
    if wide:
        message = f"The file is saved as {wide}; definitions are read as UTF-8."
        return None, (NOT_UTF8.at(Location(path), message),)
    data = data.removeprefix(codecs.BOM_UTF8)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        before = SourceText(path, data[: error.start].decode("utf-8") + STAND_IN)
        where = before.at(len(before.text) - 1)
        message = f"The byte {data[error.start]:02X} (hexadecimal) is not UTF-8 text."
        return None, (NOT_UTF8.at(where, message),)
    source = SourceText(path, text)
    findings = _control_characters(source)
    return SourceText(path, CONTROL.sub(STAND_IN, text)) if findings else source, findings


def conflict_marker(source: SourceText, *, prose: bool = False) -> tuple[Finding, ...]:
    """A finding at the first conflict marker, however far it is indented.

    A line `=======` alone is one at the beginning of a line, unless it may underline a heading of
    ``prose``.
    """
    found = [*_MARKER.finditer(source.text)]
    sure = [each for each in found if each[2][0] in "<>"]
    if not sure and (prose or not any(each[2][0] == "=" and not each[1] for each in found)):
        return ()
    first, *others = (source.at(each.start(2), 7) for each in found)
    lines = [str(each.line) for each in others[:_MARKERS_SHOWN]]
    lines += [f"{len(others) - len(lines)} more"] if len(others) > len(lines) else []
    so = "is line" if len(others) == 1 else "are lines"
    also = f" So {so} {listed(lines)}." if others else ""
    message = f"`{found[0][2]}` is left of a merge that was not finished.{also}"
    return (CONFLICT_MARKER.at(first, message),)


def character_name(character: str) -> str:
    """The name of an invisible character: ``U+2028, line separator``."""
    name = unicodedata.name(character, "control character").lower()
    return f"U+{ord(character):04X}, {name}"


def _wide_encoding(data: bytes) -> str | None:
    for mark, name in _WIDE_ENCODINGS:
        if data.startswith(mark):
            return name
    return "UTF-16" if _WITHOUT_MARK.match(data) else None


def _control_characters(source: SourceText) -> tuple[Finding, ...]:
    places: dict[str, list[int]] = {}
    for match in CONTROL.finditer(source.text):
        places.setdefault(match.group(), []).append(match.start())
    findings = []
    for character, found in places.items():
        message = f"There is an invisible character here ({character_name(character)})"
        if len(found) > 1:
            message += f"; this file has {len(found):,} of them"
        findings.append(CONTROL_CHARACTER.at(source.at(found[0]), f"{message}."))
    return tuple(findings)
