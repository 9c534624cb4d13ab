"""A comparison as a Markdown comment for a forge."""

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from generator.changes.comparison import Comparison
from generator.changes.effects import Effect
from generator.changes.effects.effect import name_of_person
from generator.changes.headlines import Headlines, headlines
from generator.changes.sections import (
    ERRORS,
    ChangeText,
    FindingText,
    ReviewLine,
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
from generator.model.severities import Severity
from generator.reporters.carried import CUT, Boxes, last_comment
from generator.reporters.comparison_charts import charts
from generator.reporters.comparison_verdict import (
    folded_verdicts,
    row_of,
    verdict_rows,
)
from generator.text.forge import inert, inert_sentence
from generator.text.formats import counted, day_text, listed, words

_NAMED_FILES = 5

_SCORES = 5
"""Number of scores that moved and are not folded."""

_SAME_RULE = 5
"""Number of findings of one rule that are not folded."""

_NOTHING = "Nothing that this edition shows has changed."

_NO_DEFINITION = "No definition that this edition shows has changed."

_LEAST_OF_A_NAME = 7
"""Minimum length of an abbreviated commit id."""


def opening(
    review: Comparison, base: str, head: str, metadata: DiffMetadata, since: str = ""
) -> str:
    """Title, states and errors, as Markdown; if nothing changed, that.

    ``base`` and ``head``: the names of the states, from the user; ``since``: what differs from the
    last comment.
    """
    nothing_changed = in_short(review, metadata) if review.empty else ""
    states = (_states(review, base, head, metadata), _behind(review, base, metadata))
    parts = (*states, _errors(review), nothing_changed, since)
    return "\n\n".join(("### What this change means", *filter(None, parts)))


def in_short(review: Comparison, metadata: DiffMetadata) -> str:
    """The comparison in one sentence, and what it leaves out, as Markdown."""
    nothing = _NO_DEFINITION if metadata.other_changes else _NOTHING
    summary_text = nothing if review.empty else inert(summary(review))
    others = str(inert(metadata.other_changes))
    less = withheld(review.withheld, review.withheld_results)
    return " ".join(filter(None, (summary_text, str(inert(less)), others)))


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


def _behind(review: Comparison, base: str, metadata: DiffMetadata) -> str:
    """What the newer state lacks of the older one."""
    if metadata.behind is None:
        return ""
    command = metadata.behind.command(review.after.catalog.edition)
    typed = f" `{command}`." if command else ""
    return f"**{inert(metadata.behind.sentence(base))}**{typed}"


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
    boxes = Boxes(None if previous is None else last_comment(previous))
    found = sections(review)
    first = headlines(review, found)
    drafts, judged = first.new_drafts, first.accounts
    others = [each for each in found if each not in drafts]
    said = {id(effect) for each in judged for effect in each.effects if each.in_full(effect)}
    parts = [
        *_verdicts(first, metadata, boxes),
        *(() if review.empty else (_Part("the summary", (in_short(review, metadata),)),)),
        *_new_drafts(review, drafts),
        *(part for each in others for part in _effects(each, said, boxes)),
        *_findings(review, boxes),
        *_unread(review, boxes),
        *(_Part(*each) for each in charts(review)),
        *(_changes(each, boxes) for each in others if each.kind is not None and not _is_said(each)),
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


def _verdicts(first: Headlines, metadata: DiffMetadata, boxes: Boxes) -> Iterator[_Part]:
    judged = first.accounts
    lines = [*verdict_rows(judged, metadata), *map(row_of, first.every[len(judged) :])]
    rows = tuple(boxes.row(*each, "verdict") for each in lines)
    if rows:
        yield _Part("the verdicts", (), rows)
    if folded := tuple(boxes.row(*each, "verdict") for each in folded_verdicts(judged, metadata)):
        more = f"<summary>{counted(len(folded), 'more account')}</summary>"
        yield _Part("other verdicts", ("<details>", more, ""), folded, ("", "</details>"))


def _new_drafts(review: Comparison, drafts: Sequence[Section]) -> Iterator[_Part]:
    """A table of new drafts, folded."""
    if not drafts:
        return
    head = (
        "<details>",
        f"<summary>{len(drafts)} new drafts</summary>",
        "",
        "| Account | Tier | Position | Owner |",
        "|---|---|---|---|",
    )
    rows = []
    for each in drafts:
        insight = review.after.insight.accounts[each.id]
        cell = insight.placement.cell.name if insight.placement else "not rated"
        owner = name_of_person(review.after.catalog, insight.account.owner)
        cells = (each.name, words(insight.account.tier), cell, owner)
        rows.append(f"| {' | '.join(inert(cell) for cell in cells)} |")
    yield _Part("new drafts", head, tuple(rows), ("", "</details>"))


def _effects(section: Section, said: Collection[int], boxes: Boxes) -> Iterator[_Part]:
    """The effects that no verdict says in full; of many scores, all but a few folded."""
    effects = [each for each in section.effects if id(each) not in said]
    scores = [each for each in effects if each.key == "score"]
    folded = scores[_SCORES:]
    rows = [_effect(each, boxes) for each in effects if each not in folded]
    if not rows:
        return
    tail: tuple[str, ...] = ()
    if folded:
        more = f"<summary>{counted(len(folded), 'more score')}</summary>"
        inside = (_effect(each, boxes) for each in folded)
        tail = ("", "<details>", more, "", *inside, "", "</details>")
    name = f"what it means for {section.name}"
    yield _Part(name, (f"#### {_title(section)}", ""), tuple(rows), tail)


def _effect(effect: Effect, boxes: Boxes) -> str:
    text = inert(effect.text)
    shown = f"**{text}**" if effect.severity is Severity.MAJOR else text
    return boxes.row(line_of_effect(effect), shown, "effect")


def _is_said(section: Section) -> bool:
    """Whether all of a definition that came or went is said: an account has its verdict."""
    return section.subject == "account" and not section.changes


def _title(section: Section) -> str:
    happened = f" ({inert(section.happened)})" if section.happened else ""
    return f"{inert(section.name)}{happened}"


def _changes(section: Section, boxes: Boxes) -> _Part:
    """The changes, folded; an added or removed definition is one line."""
    name, title = f"the changes of {section.name}", f"{section.subject.capitalize()}"
    title = f"{inert(title)} {_title(section)}"
    if not section.changes:
        kind, content = section.kind or "", section.content
        line = ReviewLine(section.id, kind, (section.subject,), title, content)
        return _Part(name, (), (boxes.row(line, title, "definition"),))
    count = counted(len(section.changes), "change")
    severity = max(each.severity for each in section.changes)
    also = f", with {section.severity} effects" if section.severity > severity else ""
    fold = ("<details>", f"<summary>{title}: {count}, {severity}{also}</summary>", "")
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
        of_rule: Counter[str] = Counter()
        rows: list[str] = []
        folded: list[str] = []
        for each in found:
            rule = each.finding.rule.id
            of_rule[rule] += 1
            row = boxes.row(each.line, _finding(each), title)
            (rows if of_rule[rule] <= _SAME_RULE else folded).append(row)
        yield _Part("findings", (f"#### {title}", ""), tuple(rows))
        if folded:
            more = f"<summary>{len(folded)} more of the same rules</summary>"
            yield _Part("findings", ("<details>", more, ""), tuple(folded), ("", "</details>"))


def _finding(found: FindingText) -> str:
    finding = found.finding
    rule = f"{finding.level.noun}, {finding.rule.id}, {inert(finding.where.path)}"
    advice = f" {inert_sentence(found.advice)}" if found.advice else ""
    return f"**{inert_sentence(finding.rule.title)}** {inert_sentence(found.text)}{advice} ({rule})"


def _unread(review: Comparison, boxes: Boxes) -> Iterator[_Part]:
    for in_part, title in ERRORS.items():
        rows = tuple(
            boxes.row(
                ReviewLine("", "", (what,), ""),
                inert(": ".join((what, *filter(None, ["; ".join(errors)])))),
                title,
            )
            for what, errors in uncompared(review, in_part=in_part)
        )
        if rows:
            yield _Part("what could not be compared", (f"#### {title}", ""), rows)
