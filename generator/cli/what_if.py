"""``playbook what-if``: shows which accounts would move with other weights, cuts or scores."""

import textwrap
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

import click
from rich.console import Console
from rich.text import Text

from generator import pipeline
from generator.analysis.matrix import AxisResult
from generator.analysis.settings import Assumed, read_setting
from generator.analysis.what_if import Move, Near, WhatIf
from generator.analysis.what_if import what_if as moves_with
from generator.cli.options import (
    as_of_date,
    as_of_option,
    edition_of,
    edition_option,
    find_root,
    root_option,
)
from generator.cli.output import console, wrapping
from generator.cli.streams import print_for_programs
from generator.exports.record import as_json
from generator.exports.what_if import what_if_document
from generator.text.formats import number_of

_GREY = {
    (False, False): "",
    (True, True): ", in the grey band",
    (False, True): ", enters the grey band",
    (True, False): ", leaves the grey band",
}


@click.command(
    "what-if",
    epilog="""\b
    Examples: playbook what-if --set methods.account-analysis-matrix.weights.growth=30
              playbook what-if --set methods.account-analysis-matrix.cuts.position=5.5
              playbook what-if --set accounts.acme-pumps.scores.service=8 --format json""",
)
@click.option(
    "--set",
    "texts",
    metavar="NAME=NUMBER",
    multiple=True,
    required=True,
    help="The figure to change, as often as you like: methods.METHOD.weights.FACTOR, "
    "methods.METHOD.cuts.AXIS (cuts.AXIS.BAND where it has more than two bands), "
    "accounts.ACCOUNT.scores.FACTOR (of the rating that decides the strategy) or "
    "accounts.ACCOUNT.scores.METHOD.FACTOR. Where two axes have a factor of the same id, "
    "AXIS.FACTOR.",
)
@click.option(
    "--format",
    "style",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="Text for people, JSON for programs.",
)
@edition_option
@as_of_option
@root_option
def what_if(
    texts: tuple[str, ...],
    style: str,
    edition: str,
    as_of: str | None,
    root: Path | None,
) -> None:
    """Show which accounts would change cell with other figures; write nothing.

    An account is looked at by its newest rating of each method concerned. Weights need not sum to
    100 here: an axis is the mean of its scores, weighted by their part of the sum.
    """
    settings = [read_setting(text) for text in texts]
    repository, audience = find_root(root), edition_of(edition)
    day = as_of_date(as_of, repository)
    understood = pipeline.understand(repository, audience, day)
    found = moves_with(understood.catalog, understood.insight, settings)
    if style == "json":
        document = what_if_document(found, audience, day)
        print_for_programs(as_json(document, for_people=True))
    else:
        _print(found, console())


def _print(found: WhatIf, out: Console) -> None:
    width = wrapping(out)
    out.print(Text("What if", style="bold"))
    for each in found.settings:
        out.print(Text(f"  {each.name} {_figures(each)}"))
    for one in found.weight_sums:
        sentence = (
            f"The weights of {one.axis.name} ({one.method.name}) would sum to {one.total:f}, not "
            "to 100. That is no error here: an axis is the mean of its scores, weighted by their "
            "part of the sum."
        )
        out.print(Text("\n" + _wrapped(sentence, width)))
    out.print(Text("\n" + _wrapped(_summary(found), width), style="bold"))
    for name, moves in groupby(found.moves, key=lambda move: move.before.method.name):
        out.print(Text(f"\n{name}"))
        for move in moves:
            out.print(Text("\n").join(_lines(move)))
    if found.nearest:
        out.print(Text("\n" + _wrapped(_nearest(found.nearest), width)))
    out.print(Text("\nNothing was written."))


def _figures(each: Assumed) -> str:
    if each.after == each.before:
        return f"is {each.before:f} already"
    return f"were {each.after:f} instead of {each.before:f}"


def _wrapped(sentence: str, width: int | None) -> str:
    """The sentence wrapped for a terminal, or in one line for other programs."""
    if width is None:
        return sentence
    return textwrap.fill(sentence, max(width, 20), break_long_words=False, break_on_hyphens=False)


def _summary(found: WhatIf) -> str:
    moving = {move.account.id for move in found.moves if move.changes_cell}
    other = {move.account.id for move in found.moves} - moving
    looked = f"{number_of(found.concerned, 'account')} looked at"
    cells = f"{len(moving) or 'none'} would change cell"
    rest = f", {len(other)} would keep it with other figures" if other else ""
    return f"{looked}: {cells}{rest}."


def _lines(move: Move) -> Iterator[Text]:
    before, after = move.before, move.after
    line = Text.assemble("  ", (move.account.name, "bold" if move.changes_cell else ""), ": ")
    if move.changes_cell:
        line.append(f"{before.cell.name} -> {after.cell.name}", style="bold")
    else:
        line.append(f"stays {after.cell.name}")
    if move.kept_by_override:
        line.append(
            f" by its override; the scores alone: {before.computed.name} -> {after.computed.name}"
        )
    yield line
    width = max(len(one.axis.name) for one in before.axes)
    for one, other in move.axes:
        grey = _GREY[one.grey, other.grey]
        cut = _borders(one, other)
        value = f"{one.value} -> {other.value}" if one.value != other.value else f"{one.value}"
        yield Text(f"    {one.axis.name:<{width}}  {value:<14}  ({cut}{grey})")


def _borders(before: AxisResult, after: AxisResult) -> str:
    """The borders of an axis, and the band of the account if there are more than two."""
    moved = before.axis.borders != after.axis.borders
    figures = [
        f"{one:f} -> {other:f}" if one != other else f"{other:f}"
        for one, other in zip(before.axis.borders, after.axis.borders, strict=True)
    ]
    if after.axis.only_border is not None:
        return f"cut {figures[0]}"
    band = before.band.label
    if before.band.id != after.band.id:
        band = f"{band} -> {after.band.label}"
    return f"{band}, borders {', '.join(figures)}" if moved else band


def _nearest(near: Near) -> str:
    axis, at = near.axis, near.border.at
    halves = axis.axis.only_border is not None
    border = (
        f"the cut of {at:f}" if halves else f"the border of {near.border.upper.label} at {at:f}"
    )
    side = "above" if near.border.above else "below"
    across = f"; on the other side is {near.across.name}" if near.across else ""
    where = f"{near.gap} {side} {border}" if near.gap else f"at {border}"
    return (
        f"Closest to another cell: {near.move.account.name}, {axis.axis.name} {axis.value}, "
        f"{where}{across}."
    )
