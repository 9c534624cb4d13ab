"""The first lines of a comment: a verdict on each account, with rules and places."""

from collections.abc import Iterable, Iterator, Sequence
from urllib.parse import quote

from generator.changes.comparison import Comparison
from generator.changes.effects.effect import some
from generator.changes.sections import ReviewLine, Section
from generator.changes.verdict import FEW, Verdict
from generator.history.diff_metadata import DiffMetadata
from generator.model.kinds import KINDS
from generator.text.forge import inert
from generator.text.markdown import url

OPEN = 5
"""Number of verdicts that are not folded."""

DRAFTS = 4
"""Number of new drafts from which they are one line with a table."""


VerdictRow = tuple[ReviewLine, str]
"""What makes a line the same in the next comment, and the line as Markdown."""


def verdict_rows(found: Sequence[Verdict], metadata: DiffMetadata) -> Iterator[VerdictRow]:
    """The verdicts, the gravest first, without those that are folded."""
    yield from (_row(each, metadata, short=len(found) > FEW) for each in found[:OPEN])


def folded_verdicts(found: Sequence[Verdict], metadata: DiffMetadata) -> Iterator[VerdictRow]:
    """The other verdicts."""
    yield from (_row(each, metadata, short=True) for each in found[OPEN:])


def handbook_row(review: Comparison, sections: Iterable[Section]) -> Iterator[VerdictRow]:
    """What changed of the handbook, and what is still needed there, if anything did."""
    changed = [each for each in sections if each.subject not in ("account", "")]
    if not changed:
        return
    names = some([_called(each) for each in changed])
    rules = dict.fromkeys(each.rule.id for each in review.required if each.account is None)
    needed = f" ({', '.join(f'`{each}`' for each in rules)})" if rules else ""
    line = ReviewLine("", "handbook", (), names, tuple(each.content for each in changed))
    yield line, f"**The handbook**: {inert(names)}.{needed}"


def _called(section: Section) -> str:
    kind = f"{section.subject} " if KINDS[section.subject].of_many else ""
    return f"{kind}{section.name}{f' ({section.happened})' if section.happened else ''}"


def drafts_row(drafts: Sequence[Section]) -> Iterator[VerdictRow]:
    """Many new drafts in one row."""
    if drafts:
        names = some([each.name for each in drafts])
        line = ReviewLine("", "drafts", (), names, tuple(each.content for each in drafts))
        yield line, f"**{len(drafts)} new drafts**: {inert(names)}."


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
