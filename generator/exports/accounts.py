"""``/data/accounts.json``: all accounts of an edition, as written and with derived results."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields
from datetime import date
from typing import Literal

from generator.analysis import AccountInsight, Insight
from generator.analysis.record import figure, record
from generator.cache.memory import Memory
from generator.editions import Catalog
from generator.exports.record import (
    AS_TEXT,
    DocumentModel,
    as_json,
    entry,
    field,
    fields_of_finding,
)
from generator.findings.classification import Edition
from generator.findings.finding import Finding
from generator.model.kinds import Account


class AccountFinding(DocumentModel):
    """One place where a rule is broken."""

    rule: str = field("id of the rule; `playbook rules ID` explains it")
    level: Literal["error", "warning", "info"] = field(
        "warning: needs a decision; info: worth a look; errors stop a build"
    )
    message: str = field("what is wrong, in a sentence")
    remedy: str = field("how to fix it")
    path: str = field("the file it is in")


@record
class Results(AccountInsight):
    """Results for the account, derived from the definitions."""

    findings: tuple[AccountFinding, ...] = figure("findings about the account")


class AccountData(DocumentModel):
    """One account."""

    id: str = field("id of the account; never changes")
    inputs: Account = field("the content of its files, in the edition's view")
    results: Results = field("what follows from it")


class AccountsDocument(DocumentModel):
    """The accounts of one edition on one day."""

    schema_: Literal["accounts/1"] = field("kind and version of this document", alias="schema")
    edition: Edition = field("for whom it was made")
    as_of: date = field("the day of the results")
    accounts: tuple[AccountData, ...] = field("accounts by id", ())


def accounts_document(
    catalog: Catalog,
    insight: Insight,
    findings: Iterable[Finding],
    only: str | None = None,
) -> AccountsDocument:
    """The document of an edition's view; ``only``: restrict it to one account, by id.

    Raises KeyError if the view has no account with this id.
    """
    wanted = insight.accounts if only is None else {only: insight.accounts[only]}
    data = (_account_data(*each) for each in _with_findings(wanted, findings))
    return _document(catalog, insight, *data)


def accounts_json(
    catalog: Catalog, insight: Insight, findings: Iterable[Finding], memory: Memory
) -> str:
    """The same of all accounts as JSON; ``memory``: of the last run."""
    accounts = _with_findings(insight.accounts, findings)
    texts = (memory.recall(_account_json, *each, form=AS_TEXT) for each in accounts)
    return as_json(_document(catalog, insight), accounts=texts)


def _document(catalog: Catalog, insight: Insight, *accounts: AccountData) -> AccountsDocument:
    return AccountsDocument.model_construct(
        schema_="accounts/1", edition=catalog.edition, as_of=insight.as_of, accounts=accounts
    )


def _with_findings(
    accounts: Mapping[str, AccountInsight], findings: Iterable[Finding]
) -> Iterator[tuple[AccountInsight, tuple[Finding, ...]]]:
    by_account: dict[str | None, list[Finding]] = {}
    for finding in findings:
        by_account.setdefault(finding.account, []).append(finding)
    return ((each, tuple(by_account.get(key, ()))) for key, each in accounts.items())


def _account_json(account: AccountInsight, findings: tuple[Finding, ...]) -> str:
    return entry(_account_data(account, findings))


def _account_data(account: AccountInsight, findings: tuple[Finding, ...]) -> AccountData:
    """An account with its results and findings, these in the order of files.

    Not validated, as values of ours: that would need the schema of all records.
    """
    worked_out = {each.name: getattr(account, each.name) for each in fields(AccountInsight)}
    found = (
        AccountFinding.model_construct(**fields_of_finding(each), remedy=each.remedy)
        for each in findings
    )
    results = Results(**worked_out, findings=tuple(found))
    return AccountData.model_construct(
        id=account.account.id, inputs=account.account, results=results
    )
