"""A review as Markdown, for a comment under a pull request."""

from collections.abc import Iterator
from dataclasses import dataclass

from generator.diagnostics import Finding, Level
from generator.formats import capital, counted, day_text, stop
from generator.reporters.forge import inert, inert_sentence
from generator.reporters.quadrant import moved, quadrant_chart
from generator.review.handbook_table import Weight
from generator.review.review import Review
from generator.review.telling import (
    Section,
    findings_by_heading,
    sections,
    summary,
    uncompared,
)
from generator.review.values import cut

LONGEST = 60_000
"""Characters: below what the forges take for a comment (65,536 at the least of them)."""
_FOR_THE_NOTE = 800
"""Characters kept free for what is said of the rest."""
_NAMED = 5
_NOTHING = "Nothing that this edition shows has changed."
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


def as_markdown(review: Review, base: str, head: str, *, longest: int = LONGEST) -> str:
    """The review as a comment of at most ``longest`` characters, 2,000 at the least.

    ``base`` and ``head``: how the states are called. What is most worth reading comes first, so
    what is cut at the end is the least; a last line says what was cut.
    """
    edition, day = review.after.catalog.edition.value, day_text(review.after.insight.as_of)
    title = f"### What this change means\n\n{inert(f'{base} -> {head}')}, edition {edition}, {day}."
    opening = inert(summary(review)) if not review.empty else _NOTHING
    told = sections(review)
    parts = [
        *_charts(review),
        *(_meaning(each) for each in told if each.meaning),
        *_findings(review),
        *_unread(review),
        *(_changes(each) for each in told if each.kind is not None),
    ]
    return _joined(f"{title}\n\n{opening}", parts, longest)


def _joined(said: str, parts: list[_Part], longest: int) -> str:
    """The parts as far as there is room, and what was left out."""
    room = longest - _FOR_THE_NOTE
    for place, part in enumerate(parts):
        fits = _rows_that_fit(part, room - len(said) - 2)
        if fits is not None:
            said += f"\n\n{part.text(fits)}"
        if fits != len(part.rows):
            return f"{said}\n\n{_cut(parts[place:])}\n"
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


def _cut(parts: list[_Part]) -> str:
    names = list(dict.fromkeys(part.name for part in parts))
    named = f": {inert('; '.join(cut(name) for name in names[:_NAMED]))}"
    more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
    end = "`playbook diff` with the same two revisions shows everything._"
    note = f"_Cut here, as a comment may be only so long{named}{more}. {end}"
    return note if len(note) <= _FOR_THE_NOTE else f"_Cut here. {end}"


def _charts(review: Review) -> Iterator[_Part]:
    methods = review.after.catalog.methods
    for method_id, entries in moved(review).items():
        if chart := quadrant_chart(methods[method_id], entries):
            caption = f"{inert(methods[method_id].name)}, before and now:"
            yield _Part("a diagram", (caption, "", "```mermaid", chart, "```"))


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
        rows = (_finding(each, mended=found is review.mended) for each in found)
        yield _Part("findings", (f"#### {title}", ""), tuple(rows))


def _finding(finding: Finding, *, mended: bool) -> str:
    rule = f"{_LEVELS[finding.level]}, {finding.rule.id}, {inert(finding.where.path)}"
    remedy = "" if mended else f" {inert_sentence(finding.remedy)}"
    message = inert_sentence(stop(capital(finding.message)))
    return f"- **{inert_sentence(finding.rule.title)}** {message}{remedy} ({rule})"


def _unread(review: Review) -> Iterator[_Part]:
    if review.unread:
        rows = tuple(f"- {inert(each)}" for each in uncompared(review))
        head = ("#### Not compared, because of errors in it", "")
        yield _Part("what could not be compared", head, rows)
