"""A comparison as a Markdown comment for a forge."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from generator.analysis.matrix import Placement
from generator.changes.comparison import Comparison
from generator.changes.sections import (
    ERRORS,
    ChangeText,
    FindingText,
    Line,
    Section,
    findings_by_heading,
    line_of_change,
    line_of_effect,
    sections,
    summary,
    uncompared,
    withheld,
)
from generator.changes.text import cut
from generator.history.diff_metadata import NO_METADATA, DiffMetadata
from generator.model.kinds import Method
from generator.model.method import Axis, Band
from generator.model.severities import Severity
from generator.reporters.carried import CUT, Boxes, last_comment
from generator.reporters.quadrant import (
    MOST,
    Moved,
    is_of_quadrants,
    is_recut,
    legend,
    moved,
    names,
    overrides,
    quadrant_chart,
    remarks,
)
from generator.text.forge import inert, inert_sentence
from generator.text.formats import counted, day_text, listed

_NAMED_FILES = 5

_AXES = 2
"""The most that a table can show."""

_NOTHING = "Nothing that this edition shows has changed."

_NO_DEFINITION = "No definition that this edition shows has changed."

_LEAST_OF_A_NAME = 7
"""Minimum length of an abbreviated commit id."""


def opening(
    review: Comparison, base: str, head: str, metadata: DiffMetadata, since: str = ""
) -> str:
    """Title, states, errors and a one-sentence summary, as Markdown.

    ``base`` and ``head``: the names of the states, from the user; ``since``: what differs from the
    last comment.
    """
    nothing = _NO_DEFINITION if metadata.other_changes else _NOTHING
    summary_text = nothing if review.empty else inert(summary(review))
    others = str(inert(metadata.other_changes))
    less = withheld(review.withheld, review.withheld_results)
    summary_text = " ".join(filter(None, (summary_text, str(inert(less)), others)))
    parts = (_states(review, base, head, metadata), _errors(review), summary_text, since)
    return "\n\n".join(("### What this change means", *(part for part in parts if part)))


def again(review: Comparison, metadata: DiffMetadata) -> str:
    """The command that shows the whole comparison, as a sentence."""
    if not metadata.again:
        return "`playbook diff` with the same two revisions shows everything."
    edition = review.after.catalog.edition.value
    return f"`playbook diff {' '.join(metadata.again)} --edition {edition}` shows everything."


def _states(review: Comparison, base: str, head: str, metadata: DiffMetadata) -> str:
    edition, day = review.after.catalog.edition.value, day_text(review.after.insight.as_of)
    if not metadata.day:
        return f"{inert(f'{base} -> {head}')}, edition {edition}, {day}."
    # In a code span a commit id is not turned into a link, and can be copied.
    commit = f"commit `{metadata.commit}` of {day_text(metadata.day)}"
    named = commit if _is(head, metadata.commit) else f"{inert(head)}, {commit}"
    older = f"commit `{metadata.again[0]}`" if _is(base, metadata.again[0]) else inert(base)
    return f"{older} -&gt; {named}. Edition {edition}, evaluated for {day}."


def _is(name: str, commit: str) -> bool:
    """Whether a state's name is the id of its commit."""
    called = name.casefold()
    return len(called) >= _LEAST_OF_A_NAME and (
        called.startswith(commit) or commit.startswith(called)
    )


def _errors(review: Comparison) -> str:
    """Errors, which stop a build, before all other findings."""
    errors = [each for unread in review.unread for each in unread.errors if each.side == "head"]
    paths = sorted({each.path for each in errors})
    unnamed = any(not each.errors and each.state != "base" for each in review.unread)
    if not paths:
        return "**Some definitions have errors; fix these first.**" if unnamed else ""
    count = len(paths)
    has = "has errors; fix it" if count == 1 else "have errors; fix these"
    names = [str(inert(cut(path))) for path in paths[:_NAMED_FILES]]
    names += [f"{count - _NAMED_FILES} more"] if count > _NAMED_FILES else []
    more = " Others have errors as well." if unnamed else ""
    return f"**{counted(count, 'file')} {has} first:** {listed(names)}.{more}"


LONGEST = 60_000
"""Characters: below the limit of every supported forge (the lowest is 65,536)."""

_FOR_THE_NOTE = 800
"""Characters reserved for the note about omitted parts."""

_NAMED = 5


@dataclass(frozen=True, slots=True)
class _Part:
    """A part of the comment; ``rows`` can be cut, ``name`` is used in the note about omissions."""

    name: str
    head: tuple[str, ...]
    rows: tuple[str, ...] = ()
    tail: tuple[str, ...] = ()

    def text(self, rows: int) -> str:
        return "\n".join((*self.head, *self.rows[:rows], *self.tail))


def as_markdown(
    review: Comparison,
    base: str,
    head: str,
    metadata: DiffMetadata = NO_METADATA,
    *,
    longest: int = LONGEST,
    previous: str | None = None,
) -> str:
    """The comparison as a comment of at most ``longest`` characters (2,000 or more).

    ``base`` and ``head``: the names of the states; ``metadata``: of the comparison. The most
    important parts come first, so the end can be cut; a last line lists omissions and the command
    to see all. ``previous``: the text of the last comment, empty for the first one; each line then
    has a box, which is ticked where the last comment's was.
    """
    found, boxes = sections(review), Boxes(None if previous is None else last_comment(previous))
    parts = [
        *_charts(review),
        *(_effects(each, boxes) for each in found if each.effects),
        *_findings(review, boxes),
        *_unread(review, boxes),
        *(_changes(each, boxes) for each in found if each.kind is not None),
    ]
    opening_text = opening(review, base, head, metadata, boxes.since())
    mark = "" if previous is None else f"\n{CUT}"
    return _joined(opening_text, parts, longest - len(mark), again(review, metadata), mark)


def _joined(text: str, parts: list[_Part], longest: int, end: str, mark: str) -> str:
    """Join the parts within the limit, with a note about omissions and a mark of it."""
    whole = "\n\n".join([text, *(part.text(len(part.rows)) for part in parts)])
    if len(whole) < longest:
        return f"{whole}\n"
    room = longest - _FOR_THE_NOTE
    for place, part in enumerate(parts):
        fits = _rows_that_fit(part, room - len(text) - 2)
        if fits is not None:
            text += f"\n\n{part.text(fits)}"
        if fits != len(part.rows):
            return f"{text}\n\n{_cut(parts[place:], end)}{mark}\n"
    return f"{text}\n"


def _rows_that_fit(part: _Part, room: int) -> int | None:
    """How many rows of a part fit; ``None`` if not even its frame does."""
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
    note = f"_Cut here, as comments have a maximum length{named}{more}. {end}_"
    return note if len(note) <= _FOR_THE_NOTE else f"_Cut here. {end}_"


def _charts(review: Comparison) -> Iterator[_Part]:
    methods = review.after.catalog.methods
    for method_id, entries in moved(review).items():
        method = methods[method_id]
        if chart := quadrant_chart(method, entries):
            exact = map(inert, overrides(entries))
            caption = (f"{inert(method.name)}, before and now.", *remarks(method, entries), *exact)
            numbers = [f"- {number}: {inert(text)}" for number, text in legend(method, entries)]
            below = ("", *numbers) if numbers else ()
            yield _Part("a diagram", (" ".join(caption), "", "```mermaid", chart, "```", *below))
        elif is_of_quadrants(method) and len(entries) > MOST:
            name = inert(method.name)
            many = f"{name}: {len(entries)} accounts moved. There is no diagram of more than {MOST}"
            yield _Part("a diagram", (f"{many}, as their names would hide one another.",))
        elif len(method.axes) <= _AXES and not is_of_quadrants(method):
            recut = " Where a border has moved, all are placed by the new one."
            title = f"{inert(method.name)}, before and now.{recut * is_recut(method, entries)}"
            caption = (title, *map(inert, overrides(entries)))
            yield _Part("a table of positions", (" ".join(caption), "", *_grid(method, entries)))


def _grid(method: Method, entries: Sequence[Moved]) -> Iterator[str]:
    """A table of the bands, the highest of the first of two axes on top, with who moved in it."""
    *vertical, across = method.axes
    yield f"| |{''.join(f' {_band(across, each)} |' for each in across.scale)}"
    yield f"|{' --- |' * (len(across.scale) + 1)}"
    down = [({axis.id: each.id}, _band(axis, each)) for axis in vertical for each in axis.scale]
    for bands, name in reversed(down) if vertical else [({}, "")]:
        cells = [_in_cell(method, entries, {**bands, across.id: each.id}) for each in across.scale]
        yield f"| {name} | {' | '.join(cells)} |"


def _band(axis: Axis, band: Band) -> str:
    return inert(f"{axis.name}: {band.label}")


def _in_cell(method: Method, entries: Sequence[Moved], bands: Mapping[str, str]) -> str:
    cell = method.cell_at(bands)
    rows, name = [f"**{inert(cell.name)}**"] if cell else [], names(entries)
    for entry in entries:
        found = (("before", entry.before), ("now", entry.after))
        when = [each for each, placed in found if placed and _bands(method, placed) == bands]
        rows += [str(inert(f"{name[entry.id]}, {' and '.join(when)}"))] if when else []
    return "<br>".join(rows)


def _bands(method: Method, placement: Placement) -> dict[str, str]:
    """The bands of today in which the values of a placement lie."""
    values = {each.axis.id: each.value for each in placement.axes}
    return {each.id: each.band_at(values[each.id]).id for each in method.axes if each.id in values}


def _effects(section: Section, boxes: Boxes) -> _Part:
    texts = ((each, inert(each.text)) for each in section.effects)
    rows = (
        boxes.row(
            line_of_effect(each),
            f"**{text}**" if each.severity is Severity.MAJOR else text,
            "effect",
        )
        for each, text in texts
    )
    head = (f"#### {_title(section)}", "")
    return _Part(f"what it means for {section.name}", head, tuple(rows))


def _title(section: Section) -> str:
    happened = f" ({inert(section.happened)})" if section.happened else ""
    return f"{inert(section.name)}{happened}"


def _changes(section: Section, boxes: Boxes) -> _Part:
    """The changes, folded; an added or removed definition is one line."""
    name, title = f"the changes of {section.name}", f"{section.subject.capitalize()}"
    title = f"{inert(title)} {_title(section)}"
    if not section.changes:
        line = Line(section.id, section.kind or "", (section.subject,), title)
        return _Part(name, (), (boxes.row(line, title, "definition"),))
    count = counted(len(section.changes), "change")
    fold = ("<details>", f"<summary>{title}: {count}, {section.severity}</summary>", "")
    if boxes.last is not None:  # a table has none
        ticked = (
            boxes.row(line_of_change(section, e), _change(e), "change") for e in section.changes
        )
        return _Part(name, fold, tuple(ticked), ("", "</details>"))
    head = (
        *fold,
        "| Severity | Change | Reason | File |",
        "|---|---|---|---|",
    )
    cells = ((str(e.severity), e.text, e.reason, e.where.path) for e in section.changes)
    rows = (f"| {' | '.join(inert(cell) for cell in row)} |" for row in cells)
    return _Part(name, head, tuple(rows), ("", "</details>"))


def _change(each: ChangeText) -> str:
    text, reason, path = (inert(part) for part in (each.text, each.reason, each.where.path))
    return f"{each.severity}: {text} _{reason}_ ({path})"


def _findings(review: Comparison, boxes: Boxes) -> Iterator[_Part]:
    for title, found in findings_by_heading(review):
        rows = (boxes.row(each.line, _finding(each), title) for each in found)
        yield _Part("findings", (f"#### {title}", ""), tuple(rows))


def _finding(found: FindingText) -> str:
    finding = found.finding
    rule = f"{finding.level.noun}, {finding.rule.id}, {inert(finding.where.path)}"
    advice = f" {inert_sentence(found.advice)}" if found.advice else ""
    return f"**{inert_sentence(finding.rule.title)}** {inert_sentence(found.text)}{advice} ({rule})"


def _unread(review: Comparison, boxes: Boxes) -> Iterator[_Part]:
    for in_part, title in ERRORS.items():
        rows = tuple(
            boxes.row(
                Line("", "", (what,), ""),
                inert(": ".join((what, *filter(None, ["; ".join(errors)])))),
                title,
            )
            for what, errors in uncompared(review, in_part=in_part)
        )
        if rows:
            yield _Part("what could not be compared", (f"#### {title}", ""), rows)
