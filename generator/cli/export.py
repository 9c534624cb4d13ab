"""``playbook export``: accounts with their results, as data."""

from pathlib import Path

import click

from generator import pipeline
from generator.cli.options import (
    as_of_date,
    as_of_option,
    edition_of,
    edition_option,
    find_root,
    root_option,
)
from generator.cli.streams import print_for_programs
from generator.exports.accounts import accounts_document
from generator.exports.record import as_json
from generator.exports.reference import fields_text
from generator.findings.errors import UsageError
from generator.text.suggestions import did_you_mean_named


@click.command(
    epilog="Examples: playbook export json; playbook export json acme-pumps --edition leadership; "
    "playbook export json --fields"
)
@click.argument("format", metavar="FORMAT", type=click.Choice(["json"]), expose_value=False)
@click.argument("account", metavar="[ACCOUNT]", required=False)
@click.option(
    "--fields",
    is_flag=True,
    help="Instead, say what each field means, as Markdown: docs/data-fields.md.",
)
@edition_option
@as_of_option
@root_option
def export(
    account: str | None,
    fields: bool,
    edition: str,
    as_of: str | None,
    root: Path | None,
) -> None:
    """Print all accounts, or the one with the id ACCOUNT, as JSON.

    The site has the same document of all accounts at data/accounts.json.
    """
    if fields:
        print_for_programs(fields_text())
        return
    repository = find_root(root)
    day = as_of_date(as_of, repository)
    understood = pipeline.understand(repository, edition_of(edition), day)
    accounts = understood.insight.accounts
    if not accounts:
        raise UsageError(
            f"the edition {edition} holds no account; team and leadership do, where there is one"
        )
    if account is not None and account not in accounts:
        names = {key: each.account.names for key, each in accounts.items()}
        hint = did_you_mean_named(account, names)
        raise UsageError(f"the edition {edition} holds no account `{account}`.{hint}")
    document = accounts_document(
        understood.catalog, understood.insight, understood.findings, account
    )
    print_for_programs(as_json(document, for_people=True))
