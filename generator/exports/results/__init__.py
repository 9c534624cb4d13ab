"""What follows from an account, one module per topic; a new topic is one field here."""

from datetime import date

from generator.exports.record import Record, says
from generator.exports.results.agenda import DueItem, agenda
from generator.exports.results.coherence import CoherenceResult, coherence
from generator.exports.results.competencies import Holder, RequiredCompetency, holder, required
from generator.exports.results.findings import AccountFinding, findings_of
from generator.exports.results.money import MoneyResult, money
from generator.exports.results.network import Network, SharedHours, network, shared_hours
from generator.exports.results.position import MatrixPosition, positions
from generator.exports.results.sensitivity import SensitivityResult, sensitivity
from generator.exports.results.white_space import WhiteSpaceResult, white_space
from generator.exports.results.work import ObjectiveProgress, Promises, objectives, promises
from generator.exports.source import Source


class Results(Record):
    """What the playbook works out for the account; nothing of it stands in a definition."""

    holder: Holder | None = says("who holds the account's role", None)
    positions: tuple[MatrixPosition, ...] = says(
        "where each rating places the account: the one that decides the strategy first, which is "
        "the newest by the programme's leading method",
        (),
    )
    sensitivity: SensitivityResult | None = says(
        "what would move the account to another cell, by the rating that decides", None
    )
    coherence: CoherenceResult = says("whether the plan does what the cell asks for")
    money: MoneyResult = says("share of wallet and contribution")
    white_space: WhiteSpaceResult = says("what the customer could buy and does not")
    network: Network = says("who of theirs is covered by whom of ours")
    promises: Promises = says("the ledger of promises, in both directions")
    objectives: tuple[ObjectiveProgress, ...] = says("how far each objective is", ())
    agenda: tuple[DueItem, ...] = says(
        "what is overdue or falls due within 90 days, the earliest first", ()
    )
    situations: tuple[str, ...] = says(
        "ids of the rules for situations that apply to the account", ()
    )
    competencies: tuple[RequiredCompetency, ...] = says(
        "what the role and this account ask of the holder", ()
    )
    shared_hours: tuple[SharedHours, ...] = says(
        "office hours that regions have in common, on three typical days of the next year", ()
    )
    next_review: date = says("day by which the account is reviewed again")
    findings: tuple[AccountFinding, ...] = says("what the checks say about the account", ())


def results(source: Source) -> Results:
    """Everything that follows for one account."""
    return Results(
        holder=holder(source),
        positions=positions(source),
        sensitivity=sensitivity(source),
        coherence=coherence(source),
        money=money(source),
        white_space=white_space(source),
        network=network(source),
        promises=promises(source),
        objectives=objectives(source),
        agenda=agenda(source),
        situations=tuple(rule.id for rule in source.known.fit_rules),
        competencies=required(source),
        shared_hours=shared_hours(source),
        next_review=source.known.next_review,
        findings=findings_of(source),
    )
