"""A review as Markdown, for a comment under a pull request."""

from collections.abc import Iterator
from dataclasses import dataclass

from generator.diagnostics import Level
from generator.formats import counted
from generator.reporters.forge import inert, inert_sentence
from generator.reporters.quadrant import MOST, legend, moved, quadrant_chart, remarks
from generator.reporters.review_opening import again, opening
from generator.review.review import Review
from generator.review.told.beside import ALONE, Beside
from generator.review.told.telling import (
    Section,
    sections,
    uncompared,
)
from generator.review.told.told_findings import FoundToTell, findings_by_heading
from generator.review.told.values import cut
from generator.review.weighed.handbook_table import Weight

LONGEST = 60_000
"""Characters: below what the forges take for a comment (65,536 at the least of them)."""
_FOR_THE_NOTE = 800
"""Characters kept free for what is said of the rest."""
_NAMED = 5
_LEVELS = {Level.ERROR: "error", Level.WARNING: "warning", Level.INFO: "note"}


@dataclass(frozen=True, slots=True)
class _Part:
    """A part of the comment; ``rows`` can be cut, ``name`` says what is lost then."""

    name: str
    head: tuple[str, ...]
    rows: tuple[str, ...] = ()
    tail: tuple[str, ...] = ()

    def text(self, rows: int) -> str:
        return "\n".join((*self.head, *self.rows[:rows], *self.tail))


def as_markdown(
    review: Review, base: str, head: str, beside: Beside = ALONE, *, longest: int = LONGEST
) -> str:
    """The review as a comment of at most ``longest`` characters, 2,000 at the least.

    ``base`` and ``head``: how the states are called; ``beside``: what stands beside them. What is
    most worth reading comes first, so what is cut at the end is the least; a last line says what
    was cut and what shows it.
    """
    told = sections(review)
    parts = [
        *_charts(review),
        *(_meaning(each) for each in told if each.meaning),
        *_findings(review),
        *_unread(review),
        *(_changes(each) for each in told if each.kind is not None),
    ]
    said = opening(review, base, head, beside)
    return _joined(said, parts, longest, again(review, beside))


def _joined(said: str, parts: list[_Part], longest: int, end: str) -> str:
    """The parts as far as there is room, and what was left out."""
    whole = "\n\n".join([said, *(part.text(len(part.rows)) for part in parts)])
    if len(whole) < longest:
        return f"{whole}\n"
    room = longest - _FOR_THE_NOTE
    for place, part in enumerate(parts):
        fits = _rows_that_fit(part, room - len(said) - 2)
        if fits is not None:
            said += f"\n\n{part.text(fits)}"
        if fits != len(part.rows):
            return f"{said}\n\n{_cut(parts[place:], end)}\n"
    return f"{said}\n"


def _rows_that_fit(part: _Part, room: int) -> int | None:
    """How many rows of a part there is room for; ``None`` where its frame alone is too much."""
    left = room - len(part.text(0))
    fits = 0
    for row in part.rows:
        left -= len(row) + 1
        if left < 0:
            break
        fits += 1
    return fits if left >= 0 or fits else None


def _cut(parts: list[_Part], end: str) -> str:
    names = list(dict.fromkeys(part.name for part in parts))
    named = f": {inert('; '.join(cut(name) for name in names[:_NAMED]))}"
    more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
    note = f"_Cut here, as a comment may be only so long{named}{more}. {end}_"
    return note if len(note) <= _FOR_THE_NOTE else f"_Cut here. {end}_"


def _charts(review: Review) -> Iterator[_Part]:
    methods = review.after.catalog.methods
    for method_id, entries in moved(review).items():
        method = methods[method_id]
        if chart := quadrant_chart(method, entries):
            said = (f"{inert(method.name)}, before and now.", *remarks(method, entries))
            numbers = [f"- {number}: {inert(says)}" for number, says in legend(method, entries)]
            below = ("", *numbers) if numbers else ()
            yield _Part("a diagram", (" ".join(said), "", "```mermaid", chart, "```", *below))
        elif len(method.axes) == 2 and len(entries) > MOST:
            name = inert(method.name)
            many = f"{name}: {len(entries)} accounts moved. There is no diagram of more than {MOST}"
            yield _Part("a diagram", (f"{many}, as their names would hide one another.",))


def _meaning(section: Section) -> _Part:
    said = ((each.weight, inert(each.says)) for each in section.meaning)
    rows = (f"- **{says}**" if weight is Weight.MAJOR else f"- {says}" for weight, says in said)
    head = (f"#### {_title(section)}", "")
    return _Part(f"what it means for {section.name}", head, tuple(rows))


def _title(section: Section) -> str:
    happened = f" ({inert(section.happened)})" if section.happened else ""
    return f"{inert(section.name)}{happened}"


def _changes(section: Section) -> _Part:
    """What changed, folded; a definition that is new or gone is one line."""
    name, title = f"the changes of {section.name}", f"{section.subject.capitalize()}"
    title = f"{inert(title)} {_title(section)}"
    if not section.changes:
        return _Part(name, (), (f"- {title}",))
    count = counted(len(section.changes), "change")
    head = (
        "<details>",
        f"<summary>{title}: {count}, {section.weight}</summary>",
        "",
        "| Weight | Change | Why it weighs so | File |",
        "|---|---|---|---|",
    )
    cells = ((str(e.weight), e.says, e.reason, e.where.path) for e in section.changes)
    rows = (f"| {' | '.join(inert(cell) for cell in row)} |" for row in cells)
    return _Part(name, head, tuple(rows), ("", "</details>"))


def _findings(review: Review) -> Iterator[_Part]:
    for title, found in findings_by_heading(review):
        rows = (_finding(each) for each in found)
        yield _Part("findings", (f"#### {title}", ""), tuple(rows))


def _finding(found: FoundToTell) -> str:
    finding = found.finding
    rule = f"{_LEVELS[finding.level]}, {finding.rule.id}, {inert(finding.where.path)}"
    asks = f" {inert_sentence(found.asks)}" if found.asks else ""
    return f"- **{inert_sentence(finding.rule.title)}** {inert_sentence(found.says)}{asks} ({rule})"


def _unread(review: Review) -> Iterator[_Part]:
    if review.unread:
        rows = tuple(
            f"- {inert(': '.join((what, *filter(None, ['; '.join(errors)]))))}"
            for what, errors in uncompared(review)
        )
        head = ("#### Not compared, because of errors in it", "")
        yield _Part("what could not be compared", head, rows)
