"""What each of our people holds: accounts, work that is due, contacts that only they know."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from generator.analysis.agenda import Due, everything
from generator.analysis.insight import AccountInsight
from generator.analysis.record import ById, figure, record
from generator.analysis.urgency import Urgent
from generator.model.company import Person
from generator.model.kinds import Account
from generator.model.profile import Region, TeamMember
from generator.model.stakeholders import Stakeholder
from generator.model.strategy import Risk


@record
class TakenOver:
    """What one of our people takes over while another one is away."""

    person: str = figure("id of who is away")
    first: date = figure("first day of the absence", key="from")
    last: date = figure("last day that is looked at", key="until")
    open_end: bool = figure("whether the absence has no last day yet")
    due: tuple[Due, ...] = figure("what the absent person had to do in these days")


@record
class PersonPart:
    """The part of one of our people in one account; work, and no figure about the person.

    ``member``: the place in the team, ``None`` for who is not in it.
    """

    member: TeamMember | None
    person: str
    account: ById[Account] = figure("id of the account")
    version: int = figure("version of the account's plan")
    does: str | None = figure("what the person does for it")
    role: str | None = figure("id of the role that the person holds on it")
    owns_plan: bool = figure("whether the person answers for the plan")
    stand_in: str | None = figure("id of who stands in")
    stand_in_knows: tuple[ById[Stakeholder], ...] = figure("ids of the posts the stand-in knows")
    known_alone: tuple[ById[Stakeholder], ...] = figure(
        "ids of the posts that nobody else of us knows"
    )
    stands_in_for: tuple[str, ...] = figure("ids of the colleagues for whom the person stands in")
    takes_over: tuple[TakenOver, ...] = figure(
        "what the person does for colleagues while they are away"
    )
    answers_for: tuple[str, ...] = figure("activities for which the person is accountable")
    decides_beyond: tuple[str, ...] = figure(
        "activities in which the person decides beyond the limit of a colleague"
    )
    approved: bool = figure("whether the person approved the plan's version")
    leads: tuple[ById[Region], ...] = figure("ids of the regions that the person leads")
    urgent: tuple[Urgent, ...] = figure("what the person has to do, the most urgent first")
    later: tuple[Due, ...] = figure("what the person has to do further ahead, the earliest first")
    risks: tuple[ById[Risk], ...] = figure("ids of the risks that the person watches")


@record
class PersonWork:
    """One of our people, and the accounts in which the person has a part."""

    person: ById[Person] = figure("id of the person")
    accounts: tuple[PersonPart, ...] = figure("the person's part in each account, by id")


def parts_of(insight: AccountInsight, as_of: date) -> tuple[PersonPart, ...]:
    """Everybody who has a part in an account, the team first; none in a retired one."""
    account = insight.account
    if not account.is_running:
        return ()
    listed = {id(each.item) for each in insight.urgent}
    later: dict[str, list[Due]] = {}
    for each in sorted(everything(account, as_of), key=lambda due: (due.on, due.what)):
        if each.owner and id(each.item) not in listed:
            later.setdefault(each.owner, []).append(each)
    people: list[object] = [member.person for member in account.team]
    people += [account.owner, *(link.person for link in account.relationships)]
    people += [each.owner for each in insight.urgent]
    people += [risk.owner for risk in account.risks]
    people += [*later, *(each for row in account.raci for each in (row.accountable, row.beyond))]
    people += [region.lead for region in account.regions]
    people += [account.approved.by] if account.approved else []
    people += [member.backup for member in account.team]
    return tuple(
        _part(insight, person, tuple(later.get(person, ())))
        for person in dict.fromkeys(str(each) for each in people if each)
    )


def _part(insight: AccountInsight, person: str, later: tuple[Due, ...]) -> PersonPart:
    account, posts = insight.account, insight.coverage.posts
    member = next((each for each in account.team if each.person == person), None)
    backup = member.backup if member and member.backup != person else None
    return PersonPart(
        member=member,
        person=person,
        account=account,
        version=account.version,
        does=member.does if member else None,
        role=str(member.role) if member and member.role else None,
        owns_plan=account.owner == person,
        stand_in=str(backup) if backup else None,
        stand_in_knows=tuple(each.stakeholder for each in posts if backup in each.people),
        known_alone=tuple(each.stakeholder for each in posts if {*each.people} == {person}),
        stands_in_for=tuple(
            str(each.person) for each in account.team if person == each.backup != each.person
        ),
        takes_over=tuple(_taken_over(insight, person)),
        answers_for=tuple(row.activity for row in account.raci if row.accountable == person),
        decides_beyond=tuple(row.activity for row in account.raci if row.beyond == person),
        approved=account.approved is not None and account.approved.by == person,
        leads=tuple(each for each in account.regions if each.lead == person),
        urgent=tuple(each for each in insight.urgent if each.owner == person),
        later=later,
        risks=tuple(each for each in account.risks if each.owner == person),
    )


def _taken_over(insight: AccountInsight, person: str) -> Iterator[TakenOver]:
    for each in insight.covers:
        if each.stand_in == person:
            due = tuple(due for due in each.due if due.owner == each.person)
            yield TakenOver(each.person, each.first, each.last, each.open_end, due)


def work_of_people(
    people: Mapping[str, Person], parts: Iterable[PersonPart]
) -> tuple[PersonWork, ...]:
    """Each of our people with all their parts; ``people``: those in view, by id."""
    found: dict[str, list[PersonPart]] = {}
    for part in parts:
        found.setdefault(part.person, []).append(part)
    return tuple(PersonWork(person, tuple(found.get(key, ()))) for key, person in people.items())
