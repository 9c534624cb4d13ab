"""``playbook export``: accounts as data; packs for reviews and job descriptions as PDF."""

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
from generator.model.kinds import Role
from generator.text.suggestions import did_you_mean_named

JSON, PDF = "json", "pdf"


@click.command(
    epilog="Examples: playbook export json; playbook export json acme-pumps --edition leadership; "
    "playbook export json --fields; playbook export pdf acme-pumps --output review.pdf; "
    "playbook export pdf kam --edition hr"
)
@click.argument("format", metavar="FORMAT", type=click.Choice([JSON, PDF]))
@click.argument("name", metavar="[NAME]", required=False)
@click.option(
    "--fields",
    is_flag=True,
    help="Instead, say what each field means, as Markdown: docs/data-fields.md.",
)
@click.option(
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    help="For pdf: the file to write; else NAME-review.pdf or NAME-description.pdf in this folder.",
)
@edition_option
@as_of_option
@no_cache_option
@root_option
def export(
    format: str,
    name: str | None,
    fields: bool,
    output: Path | None,
    edition: str,
    as_of: str | None,
    no_cache: bool,
    root: Path | None,
) -> None:
    """Print accounts as JSON, or write a review pack or a job description as PDF.

    FORMAT is json, which prints all accounts, or the one with the id NAME; the site has the same
    document of all accounts at data/accounts.json. Or it is pdf: of an account the pack for its
    review, a page for each slide, and of a role its job description. It takes the Chromium or
    Chrome of this machine; BROWSER_PATH names one in an unusual place.
    """
    if format == PDF and (fields or name is None):
        raise UsageError("pdf is of one account or role: playbook export pdf NAME")
    if format == JSON and output is not None:
        raise UsageError("JSON is printed: say where it goes with > FILE; --output is for pdf")
    if fields:
        print_for_programs(fields_text())
        return
    repository = find_root(root)
    day = as_of_date(as_of, repository)
    understood = pipeline.understand(repository, edition_of(edition), day)
    accounts, roles = understood.insight.accounts, understood.catalog.roles
    if format == PDF and name in roles and name not in accounts:
        page = f"roles/{name}/description"
    else:
        _check(name, edition, accounts, roles if format == PDF else {})
        page = f"accounts/{name}/review"
    if format == PDF:
        arguments: Any = repository, page, edition_of(edition), day, output
        load("printing").print_to_pdf(*arguments, use_cache=not no_cache)
        return
    document = accounts_document(understood.catalog, understood.insight, understood.findings, name)
    print_for_programs(as_json(document, for_people=True))


def _check(
    account: str | None,
    edition: str,
    accounts: Mapping[str, AccountInsight],
    roles: Mapping[str, Role],
) -> None:
    """Raise UsageError where the edition does not hold an account; ``roles``: that may be meant."""
    if not accounts and not roles:
        raise UsageError(
            f"the edition {edition} holds no account; team and leadership do, where there is one"
        )
    if account is not None and account not in accounts:
        names = {key: each.account.names for key, each in accounts.items()}
        names |= {key: (each.name,) for key, each in roles.items()}
        hint = did_you_mean_named(account, names)
        kinds = "account or role" if roles else "account"
        raise UsageError(f"the edition {edition} holds no {kinds} `{account}`.{hint}")
