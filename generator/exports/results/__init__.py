"""What follows from an account, one module per topic; a new topic is one field here."""

from datetime import date

from generator.analysis.agenda import Due
from generator.analysis.coverage import Coverage
from generator.analysis.money import AccountMoney
from generator.analysis.needs import Holder, Need
from generator.analysis.office_hours import Overlap
from generator.analysis.progress import Progress
from generator.analysis.promises import Ledgers
from generator.analysis.white_space import SpaceMap
from generator.exports.record import Record, says
from generator.exports.results.coherence import CoherenceResult, coherence
from generator.exports.results.findings import AccountFinding, findings_of
from generator.exports.results.position import MatrixPosition, positions
from generator.exports.results.sensitivity import SensitivityResult, sensitivity
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
    money: AccountMoney = says("share of wallet and contribution")
    white_space: SpaceMap = says("what the customer could buy and does not")
    network: Coverage = says("who of theirs is covered by whom of ours")
    promises: Ledgers = says("the ledger of promises, in both directions")
    objectives: tuple[Progress, ...] = says("how far each objective is", ())
    agenda: tuple[Due, ...] = says(
        "what is overdue or falls due within 90 days, the earliest first", ()
    )
    situations: tuple[str, ...] = says(
        "ids of the rules for situations that apply to the account", ()
    )
    competencies: tuple[Need, ...] = says("what the role and this account ask of the holder", ())
    shared_hours: tuple[Overlap, ...] = says(
        "office hours that regions have in common, on three typical days of the next year", ()
    )
    next_review: date = says("day by which the account is reviewed again")
    findings: tuple[AccountFinding, ...] = says("what the checks say about the account", ())


def results(source: Source) -> Results:
    """Everything that follows for one account."""
    known = source.known
    return Results(
        holder=known.held_by,
        positions=positions(source),
        sensitivity=sensitivity(source),
        coherence=coherence(source),
        money=known.money,
        white_space=known.space,
        network=known.coverage,
        promises=known.promises,
        objectives=known.progress,
        agenda=known.agenda,
        situations=tuple(rule.id for rule in known.fit_rules),
        competencies=known.needs,
        shared_hours=known.shared_hours,
        next_review=known.next_review,
        findings=findings_of(source),
    )
