"""All results for a view, computed once for checks and pages."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from generator.analysis.agenda import Due, agenda, overdue
from generator.analysis.asked import Asked, asked
from generator.analysis.capacity import Load, loads
from generator.analysis.coherence import Coherence, coherence
from generator.analysis.cover import Cover, covers
from generator.analysis.coverage import Coverage, coverage
from generator.analysis.expectations import (
    Contentment,
    Expectation,
    contentment,
    expectations,
)
from generator.analysis.freshness import Freshness, freshness
from generator.analysis.matrix import Placement, place
from generator.analysis.money import (
    AccountMoney,
    Contribution,
    changes,
    contributions,
    planned_years,
)
from generator.analysis.needs import Holder, Need, held_by, holder, matching_rules, needs_of_account
from generator.analysis.office_hours import Overlap, overlaps, typical_days
from generator.analysis.opportunities import Pipeline, pipeline
from generator.analysis.portfolio import Portfolio, portfolio
from generator.analysis.progress import Progress, progress
from generator.analysis.promises import Ledger, Ledgers, ledger
from generator.analysis.record import ById, derived, figure, record
from generator.analysis.relationships import RelationshipStep, steps
from generator.analysis.sensitivity import Sensitivity, sensitivity
from generator.analysis.urgency import Call, Urgent, by_day, first_call, urgent
from generator.analysis.white_space import SpaceMap, white_space
from generator.cache.memory import NO_MEMORY, Memory
from generator.editions import Catalog, Released, handbook_of
from generator.findings.classification import Classification, Subject, may_see
from generator.model.company import Currencies
from generator.model.competency import FitRule
from generator.model.kinds import Account, Role
from generator.model.profile import TeamMember
from generator.model.rating import Rating
from generator.model.strategy import Objective

AGENDA_DAYS = 90


@record
class AccountInsight:
    """Results for the account, derived from the definitions.

    ``hours``: shared office hours by day; none of an account with one region.
    """

    account: Account
    holder: TeamMember | None
    role: Role | None
    ours: Ledger
    theirs: Ledger
    contributions: tuple[Contribution, ...]
    released: Released
    hours: tuple[tuple[date, tuple[Overlap, ...]], ...]

    held_by: Holder | None = figure("who holds the account's role", key="holder")
    placements: tuple[Placement, ...] = figure(
        "where each rating places the account: the one that decides the strategy first, which is "
        "the newest by the programme's leading method",
        key="positions",
    )

    @property
    @derived()
    def sensitivity(self) -> Sensitivity | None:
        """What would move the account to another cell, by the rating that decides.

        Worked out when asked for: it takes as long as all other results together.
        """
        return sensitivity(self.placement) if self.placement else None

    coherence: Coherence = figure("whether the plan does what the cell requires")

    @property
    @derived()
    def money(self) -> AccountMoney:
        """Share of wallet and contribution."""
        return AccountMoney(
            currency=self.account.currency,
            share_of_wallet=self.released.share_of_wallet,
            contributions=self.contributions,
            changes=changes(self.contributions),
            plan=planned_years(self.account, self.contributions),
        )

    space: SpaceMap = figure("what the customer could buy and does not", key="white_space")
    pipeline: Pipeline = figure("what open opportunities would bring")
    coverage: Coverage = figure("which of the customer's posts are covered by whom", key="network")

    @property
    @derived()
    def promises(self) -> Ledgers:
        """The ledger of promises, in both directions."""
        return Ledgers(self.ours, self.theirs)

    progress: tuple[Progress, ...] = figure("how far each objective is", key="objectives")
    agenda: tuple[Due, ...] = figure(
        "what is overdue or falls due within 90 days, the earliest first, "
        "and of one day the most urgent"
    )
    urgent: tuple[Urgent, ...] = figure("what to do, the most urgent first")
    first_call: Call | None = figure("whom to call first, and about what")
    steps: tuple[RelationshipStep, ...] = figure(
        "what to do for the relationships, the most useful first", key="relationship_steps"
    )
    covers: tuple[Cover, ...] = figure(
        "who of those who work on the account is away, now or later, and what a stand-in has to "
        "know, the earliest first",
        key="absences",
    )
    expectations: tuple[Expectation, ...] = figure(
        "what each side expects of the account manager, and what shows that it is met"
    )
    contentment: tuple[Contentment, ...] = figure(
        "how content the customer is, by measure", key="satisfaction"
    )
    freshness: tuple[Freshness, ...] = figure(
        "how old is what the account rests on, the oldest first"
    )
    asked: tuple[Asked, ...] = figure(
        "what a review of the account is asked to decide: by day, and then what has none",
        key="decisions_asked",
    )
    fit_rules: tuple[ById[FitRule], ...] = figure(
        "ids of the rules for situations that apply to the account", key="situations"
    )
    needs: tuple[Need, ...] = figure(
        "what the role and this account ask of the holder", key="competencies"
    )

    @property
    @derived()
    def shared_hours(self) -> tuple[Overlap, ...]:
        """Office hours that regions have in common, on three typical days of the next year."""
        return tuple(each for _, overlaps in self.hours for each in overlaps)

    next_review: date = figure("day by which the account is reviewed again")

    @property
    def placement(self) -> Placement | None:
        """The placement whose cell determines the strategy; ``None`` without a usable rating."""
        return self.placements[0] if self.placements else None


@dataclass(frozen=True, slots=True)
class Insight:
    """Results for the whole view on ``as_of``.

    ``figures``: whether the edition shows figures about our people.
    """

    as_of: date
    accounts: Mapping[str, AccountInsight]
    loads: tuple[Load, ...]
    portfolio: Portfolio
    figures: bool


def analyze(catalog: Catalog, as_of: date, memory: Memory = NO_MEMORY) -> Insight:
    """Compute all results for a view on a day, in one pass over the accounts.

    ``memory``: of the last run; the results of an account follow from it and the handbook alone.
    """
    figures = may_see(catalog.edition, Subject.PEOPLE, Classification.CONFIDENTIAL) and (
        catalog.definitions.people is not None and catalog.definitions.people.figures
    )
    handbook = handbook_of(catalog, memory)
    accounts: dict[str, AccountInsight] = {}
    for key, account in catalog.accounts.items():
        released = memory.one(catalog.released.get(key, Released()))
        accounts[key] = memory.recall(_account, handbook, account, released, as_of)
    together = portfolio(accounts.values(), _currencies(catalog), as_of)
    return Insight(as_of, accounts, loads(catalog, figures, as_of), together, figures)


def alone(insight: AccountInsight, handbook: Catalog, as_of: date) -> Insight:
    """The results of a view that has this account only."""
    together = portfolio((insight,), _currencies(handbook), as_of)
    return Insight(as_of, {insight.account.id: insight}, (), together, figures=False)


def _currencies(catalog: Catalog) -> Currencies | None:
    organisation = catalog.definitions.organisation
    return organisation.currencies if organisation else None


def _account(catalog: Catalog, account: Account, released: Released, as_of: date) -> AccountInsight:
    """``catalog``: of the handbook."""
    member = holder(account, as_of)
    role = catalog.roles.get(member.role) if member and member.role else None
    due = agenda(account, as_of, AGENDA_DAYS)
    late = {each.id for each in overdue(due, Objective)}
    ours, theirs = (ledger(account, by, as_of, due) for by in ("us", "customer"))
    money = contributions(account)
    placements = _placements(catalog, account)
    covered = coverage(account)
    first = urgent(account, due, covered, as_of)
    answers = contentment(account, as_of)
    ways = tuple(
        progress(each, as_of, money, ours, released, overdue=each.id in late)
        for each in account.objectives
    )
    return AccountInsight(
        account=account,
        holder=member,
        held_by=held_by(catalog, account, as_of),
        role=role,
        placements=placements,
        coherence=coherence(catalog, account, placements, as_of),
        coverage=covered,
        ours=ours,
        theirs=theirs,
        contributions=money,
        space=white_space(account),
        pipeline=pipeline(account),
        released=released,
        progress=ways,
        expectations=expectations(account, covered, ways, ours, as_of),
        contentment=answers,
        freshness=freshness(account, placements, answers, as_of),
        agenda=by_day(due, first),
        urgent=first,
        first_call=first_call(covered, first),
        steps=steps(account, covered, as_of),
        covers=covers(account, catalog.ids["person"], covered, as_of),
        asked=asked(account, due, placements, as_of),
        needs=needs_of_account(catalog, account, role, placements),
        fit_rules=matching_rules(catalog, account, placements),
        hours=tuple((day, overlaps(account, day)) for day in typical_days(as_of))
        if len(account.regions) > 1
        else (),
        next_review=account.review.due,
    )


def _placements(catalog: Catalog, account: Account) -> tuple[Placement, ...]:
    organisation = catalog.definitions.organisation
    programme = organisation.programme if organisation else None
    leading = programme.leading_method if programme else None

    def order(rating: Rating) -> tuple[bool, date]:
        return rating.method == leading, rating.on

    newest = sorted(account.ratings, key=order, reverse=True)
    placed = []
    for rating in newest:
        method = catalog.methods.get(rating.method)
        placement = place(method, rating) if method else None
        if placement:
            placed.append(placement)
    return tuple(placed)
