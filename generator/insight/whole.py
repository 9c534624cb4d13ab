"""Everything that follows, gathered once for checks and pages."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from generator.catalog import Catalog, Released
from generator.definitions.models import Account, Role
from generator.definitions.models.profile import TeamMember
from generator.editions import Secrecy, Subject, may_see
from generator.insight.agenda import Due, agenda, next_review
from generator.insight.capacity import Load, loads
from generator.insight.coverage import Coverage, coverage
from generator.insight.matrix import Placement, place
from generator.insight.money import Contribution, contributions
from generator.insight.needs import Need, holder, needs_of_account
from generator.insight.office_hours import Overlap, overlaps, typical_days
from generator.insight.progress import Progress, progress
from generator.insight.promises import Ledger, ledger

AGENDA_DAYS = 90


@dataclass(frozen=True, slots=True)
class AccountInsight:
    """What follows for one account.

    ``placements``: one per rating that fits its method, newest first; ``agenda``: what is overdue
    or due within 90 days; ``hours``: shared office hours by day.
    """

    account: Account
    holder: TeamMember | None
    role: Role | None
    placements: tuple[Placement, ...]
    coverage: Coverage
    ours: Ledger
    theirs: Ledger
    contributions: tuple[Contribution, ...]
    released: Released
    progress: tuple[Progress, ...]
    agenda: tuple[Due, ...]
    needs: tuple[Need, ...]
    hours: tuple[tuple[date, tuple[Overlap, ...]], ...]
    next_review: date

    @property
    def placement(self) -> Placement | None:
        """The newest placement, or ``None`` for an account without a usable rating."""
        return self.placements[0] if self.placements else None


@dataclass(frozen=True, slots=True)
class Insight:
    """What follows for the whole view on ``as_of``."""

    as_of: date
    accounts: Mapping[str, AccountInsight]
    loads: tuple[Load, ...]


def work_out(catalog: Catalog, as_of: date) -> Insight:
    """Everything that follows from the view on a day; one pass over the accounts."""
    figures = may_see(catalog.edition, Subject.PEOPLE, Secrecy.CONFIDENTIAL) and (
        catalog.definitions.people is not None and catalog.definitions.people.figures
    )
    accounts = {key: _account(catalog, account, as_of) for key, account in catalog.accounts.items()}
    return Insight(as_of, accounts, loads(catalog, figures))


def _account(catalog: Catalog, account: Account, as_of: date) -> AccountInsight:
    member = holder(account)
    role = catalog.roles.get(member.role) if member and member.role else None
    released = catalog.released.get(account.id, Released())
    ours, theirs = ledger(account, "us", as_of), ledger(account, "customer", as_of)
    money = contributions(account)
    return AccountInsight(
        account=account,
        holder=member,
        role=role,
        placements=_placements(catalog, account),
        coverage=coverage(account),
        ours=ours,
        theirs=theirs,
        contributions=money,
        released=released,
        progress=tuple(progress(each, as_of, money, ours, released) for each in account.objectives),
        agenda=agenda(account, as_of, AGENDA_DAYS),
        needs=needs_of_account(catalog, account, role),
        hours=tuple((day, overlaps(account, day)) for day in typical_days(as_of))
        if len(account.regions) > 1
        else (),
        next_review=next_review(account),
    )


def _placements(catalog: Catalog, account: Account) -> tuple[Placement, ...]:
    newest = sorted(account.ratings, key=lambda rating: rating.on, reverse=True)
    placed = []
    for rating in newest:
        method = catalog.methods.get(rating.method)
        placement = place(method, rating) if method else None
        if placement:
            placed.append(placement)
    return tuple(placed)
