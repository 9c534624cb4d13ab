"""``playbook export``: accounts with their results, as data or as a pack for a review."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from generator import pipeline
from generator.analysis import AccountInsight
from generator.cli import load
from generator.cli.options import (
    as_of_date,
    as_of_option,
    edition_of,
    edition_option,
    find_root,
    no_cache_option,
    root_option,
)
from generator.cli.streams import print_for_programs
from generator.exports.accounts import accounts_document
from generator.exports.record import as_json
from generator.exports.reference import fields_text
from generator.findings.errors import UsageError
from generator.text.suggestions import did_you_mean_named

JSON, PDF = "json", "pdf"


@click.command(
    epilog="Examples: playbook export json; playbook export json acme-pumps --edition leadership; "
    "playbook export json --fields; playbook export pdf acme-pumps --output review.pdf"
)
@click.argument("format", metavar="FORMAT", type=click.Choice([JSON, PDF]))
@click.argument("account", metavar="[ACCOUNT]", required=False)
@click.option(
    "--fields",
    is_flag=True,
    help="Instead, say what each field means, as Markdown: docs/data-fields.md.",
)
@click.option(
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    help="For pdf: the file to write; else ACCOUNT-review.pdf in this folder.",
)
@edition_option
@as_of_option
@no_cache_option
@root_option
def export(
    format: str,
    account: str | None,
    fields: bool,
    output: Path | None,
    edition: str,
    as_of: str | None,
    no_cache: bool,
    root: Path | None,
) -> None:
    """Print accounts as JSON, or write the pack for the review of ACCOUNT as PDF.

    FORMAT is json, which prints all accounts, or the one with the id ACCOUNT; the site has the same
    document of all accounts at data/accounts.json. Or it is pdf, which takes the Chromium or Chrome
    of this machine and makes a page of each slide; BROWSER_PATH names one in an unusual place.
    """
    if format == PDF and (fields or account is None):
        raise UsageError("pdf is of one account: playbook export pdf ACCOUNT")
    if format == JSON and output is not None:
        raise UsageError("JSON is printed: say where it goes with > FILE; --output is for pdf")
    if fields:
        print_for_programs(fields_text())
        return
    repository = find_root(root)
    day = as_of_date(as_of, repository)
    understood = pipeline.understand(repository, edition_of(edition), day)
    _check(account, edition, understood.insight.accounts)
    if format == PDF:
        arguments: Any = repository, account, edition_of(edition), day, output
        load("printing").print_review(*arguments, use_cache=not no_cache)
        return
    document = accounts_document(
        understood.catalog, understood.insight, understood.findings, account
    )
    print_for_programs(as_json(document, for_people=True))


def _check(account: str | None, edition: str, accounts: Mapping[str, AccountInsight]) -> None:
    """Raise UsageError where the edition does not hold an account."""
    if not accounts:
        raise UsageError(
            f"the edition {edition} holds no account; team and leadership do, where there is one"
        )
    if account is not None and account not in accounts:
        names = {key: each.account.names for key, each in accounts.items()}
        hint = did_you_mean_named(account, names)
        raise UsageError(f"the edition {edition} holds no account `{account}`.{hint}")
