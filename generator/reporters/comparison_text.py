"""A comparison as text for a terminal."""

from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.text import Text

from generator.changes.comparison import Comparison
from generator.changes.headlines import OPEN, Headlines, headlines
from generator.changes.sections import (
    ERRORS,
    FindingText,
    Section,
    findings_by_heading,
    sections,
    summary,
    uncompared,
    withheld,
)
from generator.history.behind import Behind
from generator.model.severities import Severity
from generator.reporters.terminal import LEVEL_STYLES, wrapped
from generator.text.characters import shown
from generator.text.forge import harmless
from generator.text.formats import counted, day_text

_STYLES = {Severity.MAJOR: "bold", Severity.MINOR: "", Severity.PATCH: "dim"}


def review_text(
    review: Comparison,
    base: str,
    head: str,
    width: int | None = None,
    other_changes: str = "",
    *,
    behind: Behind | None = None,
) -> RenderableType:
    """The changes between two states and their effects.

    Places are files without lines, which would reveal how much hidden content precedes them.

    ``base`` and ``head``: the names of the states; ``width``: columns to wrap sentences at, by
    default not at all; ``other_changes``: a sentence about changes that are not compared;
    ``behind``: what the newer state lacks of the older one.
    """
    edition, day = review.after.catalog.edition.value, day_text(review.after.insight.as_of)
    title = harmless(f"{base} -> {head}, edition {edition}, {day}")
    parts = [Text(title, style="bold")]
    if behind is not None:
        parts.append(_styled(behind.sentence(base), "", width))
        command = behind.command(review.after.catalog.edition)
        parts += [Text(f"  {command}")] if command else []
    if review.empty:
        nothing = "No definition" if other_changes else "Nothing"
        sentence = f"{nothing} that this edition shows has changed. {other_changes}".strip()
        return Group(*parts, _styled(sentence, "", width))
    less = withheld(review.withheld, review.withheld_results)
    sentence = " ".join(filter(None, (summary(review), less, other_changes)))
    parts.append(_styled(sentence, "", width))
    changed = sections(review)
    parts += _first_lines(headlines(review, changed), width)
    for section in changed:
        parts += [Text(""), *_section(section, width)]
    for title, found in findings_by_heading(review):
        parts += [Text(""), Text(title, style="bold")]
        parts += [_finding(each, width) for each in found]
    for in_part, title in ERRORS.items():
        left_out = uncompared(review, in_part=in_part)
        parts += [Text(""), Text(title, style="bold")] if left_out else []
        for what, errors in left_out:
            parts.append(Text(harmless(f"  {shown(what)}")))
            parts += [Text(harmless(f"    {shown(each)}"), style="dim") for each in errors]
    return Group(*parts)


def _first_lines(first: Headlines, width: int | None) -> Iterator[Text]:
    """The gravest of each account, and what changed of the handbook."""
    judged, others = first.accounts, first.every[len(first.accounts) :]
    shown_first = (*judged[:OPEN], *others)
    if shown_first:
        yield Text("")
    for each in shown_first:
        happened = f" ({each.section.happened})" if each.section.happened else ""
        more = f" {each.more} more below." if each.more and each.sentences else ""
        said = f": {' '.join(each.sentences)}{more}" if each.sentences else ""
        behind = ", ".join((*each.rules, *filter(None, (each.where.path,))))
        yield _styled(f"{each.name}{happened}{said}{f' ({behind})' if behind else ''}", "* ", width)
    if len(judged) > OPEN:
        yield _styled(f"{counted(len(judged) - OPEN, 'more account')} below.", "* ", width)


def _section(section: Section, width: int | None) -> Iterator[Text]:
    happened = f" ({section.happened})" if section.happened else ""
    kind = f"  {section.subject}, {section.severity}" if section.subject else ""
    yield Text.assemble((harmless(f"{section.name}{happened}"), "bold"), (harmless(kind), "dim"))
    for each in section.effects:
        yield _styled(each.text, "  => ", width, _STYLES[each.severity])
    for change in section.changes:
        yield _styled(change.text, f"  {change.severity!s:<6}", width, _STYLES[change.severity])
        yield Text(harmless(f"        {change.reason}; {change.where.path}"), style="dim")


def _finding(found: FindingText, width: int | None) -> Text:
    finding = found.finding
    sentence = f"{finding.level.value} [{finding.rule.id}] {finding.rule.title} {found.text}"
    advice = f": {found.advice}" if found.advice else ""
    where = f"\n        {found.place}{advice}" if found.place else ""
    text = _styled(sentence, "  ", width)
    text.stylize(LEVEL_STYLES[finding.level], 2, 2 + len(finding.level.value))
    return text.append(harmless(where), style="dim")


def _styled(sentence: str, mark: str, width: int | None, style: str = "") -> Text:
    return Text(wrapped(sentence, mark, width), style=style)
