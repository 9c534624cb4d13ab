"""A review as Markdown, for a comment under a pull request."""

from collections.abc import Iterator

from generator.diagnostics import Finding, Level
from generator.formats import capital, counted, day_text
from generator.reporters.forge import inert, inert_sentence
from generator.reporters.quadrant import moved, quadrant_chart
from generator.review.handbook_table import Weight
from generator.review.review import Review
from generator.review.telling import Section, findings_by_heading, sections, summary

LONGEST = 60_000
"""Characters: below what the forges take for a comment (65,536 at the least of them)."""
_NOTHING = "Nothing that this edition shows has changed."
_LEVELS = {Level.ERROR: "error", Level.WARNING: "warning", Level.INFO: "note"}


def as_markdown(review: Review, base: str, head: str, *, longest: int = LONGEST) -> str:
    """The review as a comment of at most ``longest`` characters.

    ``base`` and ``head``: how the states are called. What is most worth reading comes first, so
    what is cut at the end is the least; a last line says what was cut.
    """
    edition, day = review.after.catalog.edition.value, day_text(review.after.insight.as_of)
    title = f"### What this change means\n\n{inert(f'{base} -> {head}')}, edition {edition}, {day}."
    blocks = [title, inert(summary(review)) if not review.empty else _NOTHING]
    told = sections(review)
    parts = [
        *(("a diagram", block) for block in _charts(review)),
        *((f"what it means for {each.name}", _meaning(each)) for each in told if each.meaning),
        *(("findings", block) for block in _findings(review)),
        *((f"the changes of {each.name}", _changes(each)) for each in told),
        *(("what could not be compared", block) for block in _unread(review)),
    ]
    return _joined(blocks, parts, longest)


def _joined(blocks: list[str], parts: list[tuple[str, str]], longest: int) -> str:
    """Blocks as far as there is room, and what was left out."""
    left: list[str] = []
    said = "\n\n".join(blocks)
    room = longest - 600
    for name, block in parts:
        if not left and len(said) + len(block) + 2 <= room:
            said += f"\n\n{block}"
        else:
            left.append(name)
    if left:
        names = "; ".join(dict.fromkeys(left[:5]))
        more = f" and {len(left) - 5} more" if len(left) > 5 else ""
        said += (
            f"\n\n_Cut here, as a comment may be only so long: {inert(names[:300])}{more}. "
            "`playbook diff` with the same two revisions shows everything._"
        )
    return said + "\n"


def _charts(review: Review) -> Iterator[str]:
    methods = review.after.catalog.methods
    for method_id, entries in moved(review).items():
        if chart := quadrant_chart(methods[method_id], entries):
            yield f"```mermaid\n{chart}\n```"


def _meaning(section: Section) -> str:
    lines = [f"#### {_title(section)}", ""]
    for each in section.meaning:
        says = inert(each.says)
        lines.append(f"- **{says}**" if each.weight is Weight.MAJOR else f"- {says}")
    return "\n".join(lines)


def _title(section: Section) -> str:
    happened = f" ({inert(section.happened)})" if section.happened else ""
    return f"{inert(section.name)}{happened}"


def _changes(section: Section) -> str:
    """What changed, folded; a definition that is new or gone is one line."""
    title = f"{inert(section.subject.capitalize())} {_title(section)}".strip()
    if not section.changes:
        return f"- {title}"
    count = counted(len(section.changes), "change")
    lines = [
        "<details>",
        f"<summary>{title}: {count}, {section.weight}</summary>",
        "",
        "| Weight | Change | Why it weighs so | File |",
        "|---|---|---|---|",
    ]
    for each in section.changes:
        cells = (str(each.weight), each.says, each.reason, each.where.path)
        lines.append(f"| {' | '.join(inert(cell) for cell in cells)} |")
    return "\n".join([*lines, "", "</details>"])


def _findings(review: Review) -> Iterator[str]:
    for title, found in findings_by_heading(review):
        lines = [f"#### {title}", ""]
        lines += [_finding(each, mended=found is review.mended) for each in found]
        yield "\n".join(lines)


def _finding(finding: Finding, *, mended: bool) -> str:
    rule = f"{_LEVELS[finding.level]}, {finding.rule.id}, {inert(finding.where.path)}"
    remedy = "" if mended else f" {inert_sentence(finding.remedy)}"
    title, message = inert_sentence(finding.rule.title), inert_sentence(capital(finding.message))
    return f"- **{title}** {message}{remedy} ({rule})"


def _unread(review: Review) -> Iterator[str]:
    if review.unread:
        lines = ["#### Not compared", "", "These have errors in one of the two states:", ""]
        lines += [f"- {inert(f'{kind} {name}'.strip())}" for kind, name in review.unread]
        yield "\n".join(lines)
