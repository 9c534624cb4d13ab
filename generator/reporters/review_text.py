"""A review as text for a terminal."""

import textwrap
from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.text import Text

from generator.diagnostics import Finding, Level
from generator.formats import capital, day_text, stop
from generator.review.handbook_table import Weight
from generator.review.review import Review
from generator.review.telling import Section, findings_by_heading, sections, summary, uncompared

_STYLES = {Weight.MAJOR: "bold", Weight.MINOR: "", Weight.PATCH: "dim"}
_LEVELS = {Level.ERROR: "bold red", Level.WARNING: "yellow", Level.INFO: "cyan"}


def review_text(review: Review, base: str, head: str, width: int | None = None) -> RenderableType:
    """What changed between two states and what it means.

    Places are files and no lines: a line would tell how much stands above it that the edition does
    not see.

    ``base`` and ``head``: how the states are called; ``width``: columns that sentences are
    wrapped to, without it each stays on one line.
    """
    edition, day = review.after.catalog.edition.value, day_text(review.after.insight.as_of)
    parts = [Text(f"{base} -> {head}, edition {edition}, {day}", style="bold")]
    if review.empty:
        return Group(*parts, Text("Nothing that this edition shows has changed."))
    parts.append(_said(summary(review), "", width))
    for section in sections(review):
        parts += [Text(""), *_section(section, width)]
    for title, found in findings_by_heading(review):
        parts += [Text(""), Text(title, style="bold")]
        parts += [_finding(each, width, mended=found is review.mended) for each in found]
    if review.unread:
        parts += [Text(""), Text("Not compared, because of errors in it", style="bold")]
        parts += [Text(f"  {each}") for each in uncompared(review)]
    return Group(*parts)


def _section(section: Section, width: int | None) -> Iterator[Text]:
    happened = f" ({section.happened})" if section.happened else ""
    kind = f"  {section.subject}, {section.weight}" if section.subject else ""
    yield Text.assemble((f"{section.name}{happened}", "bold"), (kind, "dim"))
    for each in section.meaning:
        yield _said(each.says, "  => ", width, _STYLES[each.weight])
    for change in section.changes:
        yield _said(change.says, f"  {change.weight!s:<6}", width, _STYLES[change.weight])
        yield Text(f"        {change.reason}; {change.where.path}", style="dim")


def _finding(finding: Finding, width: int | None, *, mended: bool) -> Text:
    message = stop(capital(finding.message))
    said = f"{finding.level.value} [{finding.rule.id}] {finding.rule.title} {message}"
    where = "" if mended else f"\n        {finding.where.path}: {finding.remedy}"
    text = _said(said, "  ", width)
    text.stylize(_LEVELS[finding.level], 2, 2 + len(finding.level.value))
    return text.append(where, style="dim")


def _said(sentence: str, mark: str, width: int | None, style: str = "") -> Text:
    """A sentence behind a mark, its further lines below the first."""
    if width is None:
        return Text(f"{mark}{sentence}", style=style)
    filled = textwrap.fill(
        sentence,
        max(width, 20),
        initial_indent=mark,
        subsequent_indent=" " * len(mark),
        break_long_words=False,
        break_on_hyphens=False,
    )
    return Text(filled, style=style)
