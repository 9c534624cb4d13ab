"""``/data/accounts.json``: every account of an edition, as written and as worked out."""

from collections.abc import Iterable
from dataclasses import fields
from datetime import date
from typing import Literal

from generator.analysis import AccountInsight, Insight
from generator.analysis.record import figure, record
from generator.editions import Catalog
from generator.exports.record import DocumentModel, says
from generator.findings.classification import Edition
from generator.findings.finding import Finding
from generator.model.kinds import Account


class AccountFinding(DocumentModel):
    """One place where a rule is broken."""

    rule: str = says("id of the rule; `playbook rules ID` explains it")
    level: Literal["error", "warning", "info"] = says(
        "warning: wants a decision; info: worth a glance; errors stop a build"
    )
    message: str = says("what is wrong, in a sentence")
    remedy: str = says("how to mend it")
    path: str = says("the file it stands in")


@record
class Results(AccountInsight):
    """What the playbook works out for the account; nothing of it stands in a definition."""

    findings: tuple[AccountFinding, ...] = figure("what the checks say about the account")


class AccountData(DocumentModel):
    """One account."""

    id: str = says("id of the account; never changes")
    inputs: Account = says("what its files say, as far as the edition shows it")
    results: Results = says("what follows from it")


class AccountsDocument(DocumentModel):
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
                inputs=account.account,
                results=_results(account, by_account.get(key, [])),
            )
            for key, account in wanted.items()
        ),
    )


def _results(account: AccountInsight, findings: Iterable[Finding]) -> Results:
    """What follows for an account, with its findings in the order of the files."""
    worked_out = {each.name: getattr(account, each.name) for each in fields(AccountInsight)}
    return Results(**worked_out, findings=tuple(_finding(each) for each in findings))


def _finding(found: Finding) -> AccountFinding:
    return AccountFinding(
        rule=found.rule.id,
        level=found.level.value,
        message=found.message,
        remedy=found.remedy,
        path=found.where.path,
    )
