"""``playbook why``: why an account has its cell, since when, by whom, on what beliefs."""

import textwrap
from collections.abc import Mapping
from pathlib import Path

import click
from rich.text import Text

from generator import pipeline
from generator.cli.options import (
    as_of_date,
    as_of_option,
    edition_of,
    edition_option,
    find_root,
    root_option,
)
from generator.cli.output import console, wrapping
from generator.findings.errors import UsageError
from generator.git.log import read_log
from generator.history.folder import strays_in
from generator.history.timeline import history
from generator.model.kinds import Account
from generator.pages.account.why import ALWAYS, QUESTIONS, answers
from generator.pages.inputs import accounts
from generator.pages.kit.context import Context
from generator.text.formats import day_text
from generator.text.suggestions import did_you_mean_named

_NARROWEST = 20


@click.command(
    epilog='Examples: playbook why norvane-industrial-group; playbook why "Hallmere Food Retail" '
    "beliefs; playbook why tessaly-packaging moves --edition leadership"
)
@click.argument("account")
@click.argument("question", required=False, type=click.Choice([*QUESTIONS]))
@edition_option
@as_of_option
@root_option
def why(
    account: str,
    question: str | None,
    edition: str,
    as_of: str | None,
    root: Path | None,
) -> None:
    """Say why ACCOUNT has its cell, since when, by whom, and on what beliefs, then and now.

    ACCOUNT is an id or a name. A QUESTION asks for one answer: `cell`, `since`, `who`, `beliefs`
    (those of the first rating too), `evidence` or `moves` (what would move it). The strategy and
    history pages say the same. Nothing is written.
    """
    repository, audience = find_root(root), edition_of(edition)
    day = as_of_date(as_of, repository)
    read = pipeline.read_sound(repository, audience)
    understood = pipeline.understand_definitions(read.definitions, audience, day)
    catalog, insight = understood.catalog, understood.insight
    found = _named(account, catalog.accounts, edition)
    past = history(
        read_log(repository),
        read.definitions,
        catalog,
        read.files,
        strays=strays_in(repository, read.files),
    )
    context = Context(catalog, insight, understood.findings, history=past)
    given = dict(zip(insight.accounts, accounts(context), strict=True))[found.id].make()
    out = console()
    width = wrapping(out)
    out.print(Text(f"{found.name}, edition {edition}, {day_text(day)}", style="bold"))
    for answer in answers(given, [question] if question else ALWAYS):
        out.print(Text(f"\n{answer.title}", style="bold"))
        for each in answer.paragraphs:
            out.print(Text(_wrapped(each, width)))


def _named(word: str, all_of: Mapping[str, Account], edition: str) -> Account:
    """The account with an id or name. Raises UsageError if there is none, or several."""
    if not all_of:
        raise UsageError(
            f"the edition {edition} holds no account; team and leadership do, where there is one"
        )
    asked = " ".join(word.split()).casefold()
    if asked in all_of:
        return all_of[asked]
    called = [each for each in all_of.values() if asked in {name.casefold() for name in each.names}]
    if len(called) > 1:
        ids = " and ".join(f"`{each.id}`" for each in called)
        raise UsageError(f"`{word}` is a name of {ids}: use the id")
    if not called:
        hint = did_you_mean_named(word, {key: each.names for key, each in all_of.items()})
        raise UsageError(f"the edition {edition} holds no account `{word}`.{hint}")
    return called[0]


def _wrapped(paragraph: str, width: int | None) -> str:
    """A paragraph below its heading, wrapped for a terminal; an entry of a list hangs."""
    left = len(paragraph) - len(paragraph.lstrip())
    indent = "  " + " " * left
    if width is None:
        return f"  {paragraph}"
    hanging = indent + ("  " if paragraph.startswith("- ") else "")
    return textwrap.fill(
        paragraph.strip(),
        max(width, _NARROWEST),
        initial_indent=indent,
        subsequent_indent=hanging,
        break_long_words=False,
        break_on_hyphens=False,
    )
