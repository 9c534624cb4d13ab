"""The first lines of a comment: a verdict on each account, with rules and places."""

from collections.abc import Iterator, Sequence
from urllib.parse import quote

from generator.changes.headlines import OPEN
from generator.changes.sections import ReviewLine
from generator.changes.verdict import FEW, Verdict
from generator.history.diff_metadata import DiffMetadata
from generator.text.forge import inert
from generator.text.markdown import url

VerdictRow = tuple[ReviewLine, str]
"""What makes a line the same in the next comment, and the line as Markdown."""


def verdict_rows(found: Sequence[Verdict], metadata: DiffMetadata) -> Iterator[VerdictRow]:
    """The verdicts, the gravest first, without those that are folded."""
    yield from (_row(each, metadata, short=len(found) > FEW) for each in found[:OPEN])


def folded_verdicts(found: Sequence[Verdict], metadata: DiffMetadata) -> Iterator[VerdictRow]:
    """The other verdicts."""
    yield from (_row(each, metadata, short=True) for each in found[OPEN:])


def row_of(verdict: Verdict) -> VerdictRow:
    """A verdict on several definitions, such as the handbook or the new drafts."""
    section = verdict.section
    says = " ".join(verdict.sentences)
    rules = f" ({', '.join(f'`{each}`' for each in verdict.rules)})" if verdict.rules else ""
    line = ReviewLine("", section.subject, (), says.removesuffix("."), section.content)
    return line, f"**{inert(section.name)}**: {inert(says)}{rules}"


def _row(verdict: Verdict, metadata: DiffMetadata, *, short: bool) -> VerdictRow:
    """``short``: without its version and the folder of the file, as several have to fit."""
    section = verdict.section
    is_told = section.happened and (not short or section.kind in ("added", "removed", "renamed"))
    happened = f" ({inert(section.happened)})" if is_told else ""
    more = f" {verdict.more} more below." if verdict.more and verdict.sentences else ""
    said = f": {inert(' '.join(verdict.sentences))}{more}" if verdict.sentences else ""
    behind = [*(f"`{each}`" for each in verdict.rules), *_places(verdict, metadata, short)]
    rests_on = f" ({', '.join(behind)})" if behind else ""
    # Never the addresses: they are other ones at each push, and a tick would be lost.
    says = " ".join(verdict.sentences or (section.happened, *verdict.rules))
    about = section.id or section.name
    line = ReviewLine(about, section.kind or "", (), says, section.content)
    return line, f"**{inert(section.name)}**{happened}{said}{rests_on}"


def _places(verdict: Verdict, metadata: DiffMetadata, short: bool) -> Iterator[str]:
    """The file and the page, linked where their addresses are known."""
    where, section = verdict.where, verdict.section
    name = where.path.rpartition("/")[2] if short else where.path
    if where.path and metadata.files:
        line = f"#L{where.line}" if where.line else ""
        yield f"[{inert(name)}]({url(f'{metadata.files}/{quote(where.path)}{line}')})"
    elif where.path:
        yield str(inert(name))
    if metadata.preview and section.subject == "account" and section.kind != "removed":
        yield f"[page]({url(f'{metadata.preview}/accounts/{section.id}/')})"
