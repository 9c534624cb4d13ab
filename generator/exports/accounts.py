"""``/data/accounts.json``: every account of an edition, as written and as worked out."""

from collections.abc import Iterable
from datetime import date
from typing import Literal

from generator.analysis import Insight
from generator.editions import Catalog
from generator.exports.record import Record, says
from generator.exports.results import Results, results
from generator.exports.source import Source
from generator.findings.classification import Edition
from generator.findings.finding import Finding
from generator.model.kinds import Account


class AccountData(Record):
    """One account."""

    id: str = says("id of the account; never changes")
    inputs: Account = says("what its files say, as far as the edition shows it")
    results: Results = says("what follows from it")


class AccountsDocument(Record):
    """The accounts of one edition on one day."""

    schema_: Literal["accounts/1"] = says("kind and version of this document", alias="schema")
    edition: Edition = says("for whom it was made")
    as_of: date = says("the day it was worked out for")
    accounts: tuple[AccountData, ...] = says("accounts by id", ())


def accounts_document(
    catalog: Catalog, insight: Insight, findings: Iterable[Finding], only: str | None = None
) -> AccountsDocument:
    """The document of an edition's view; ``only``: the id of the one account it is to hold.

    KeyError when the view has no account of that id.
    """
    by_account: dict[str | None, list[Finding]] = {}
    for finding in findings:
        by_account.setdefault(finding.account, []).append(finding)
    wanted = insight.accounts if only is None else {only: insight.accounts[only]}
    return AccountsDocument(
        schema_="accounts/1",
        edition=catalog.edition,
        as_of=insight.as_of,
        accounts=tuple(
            AccountData(
                id=key,
                inputs=known.account,
                results=results(Source(catalog, known, tuple(by_account.get(key, ())))),
            )
            for key, known in wanted.items()
        ),
    )
