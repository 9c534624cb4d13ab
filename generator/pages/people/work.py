"""The work of one of our people in words, for the person's page and for ``playbook handover``."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from generator.analysis.agenda import Due
from generator.analysis.insight import AGENDA_DAYS
from generator.analysis.people import PersonPart, PersonWork, TakenOver
from generator.analysis.urgency import Urgent, by_date, place
from generator.model.item import Item
from generator.model.strategy import Promise
from generator.pages.account.this_week import task_and_whom
from generator.pages.kit.links import Link, account_path, entry_path
from generator.pages.kit.names import Names
from generator.text.formats import listed_posts


@dataclass(frozen=True, slots=True)
class WorkRow:
    """One thing that a person holds; ``item``: what is changed once it is done.

    ``late``: words for a day that has passed; ``on``: ``None`` for what has no day.
    """

    account: Link
    what: Link
    item: Item | None = None
    on: date | None = None
    late: str = ""


@dataclass(frozen=True, slots=True)
class WorkList:
    """A part of what a person holds; ``nothing``: said where there is none, empty to leave it out.

    ``dated``: whether its rows have days.
    """

    title: str
    rows: tuple[WorkRow, ...]
    nothing: str = ""
    dated: bool = False


def lists_of(names: Names, work: PersonWork) -> tuple[WorkList, ...]:
    """What a person holds, in the order in which somebody else has to know it."""
    name = names.person(work.person.id)
    until = names.as_of + timedelta(days=AGENDA_DAYS)
    found = [(place(each), _urgent(part, each)) for part in work.accounts for each in part.urgent]
    found += [
        (by_date(each.on, each.what), _later(part, each))
        for part in work.accounts
        for each in part.later
    ]
    near, later = list[WorkRow](), list[WorkRow]()
    for _, row in sorted(found, key=lambda pair: pair[0]):
        (near if row.on is None or row.on <= until else later).append(row)
    promised = tuple(row for row in near if isinstance(row.item, Promise))
    return (
        WorkList(
            "Accounts",
            tuple(_held(names, each) for each in work.accounts if each.member or each.owns_plan),
            f"{name} works on no account.",
        ),
        WorkList(
            "What is due",
            tuple(row for row in near if row not in promised),
            f"Nothing is due from {name}.",
            dated=True,
        ),
        WorkList(
            "Promises to look after",
            promised,
            f"{name} looks after no promise that is due soon.",
            dated=True,
        ),
        WorkList("To take over", tuple(_taken_over(names, work)), dated=True),
        WorkList(
            f"Whom only {name} knows",
            tuple(
                WorkRow(_account(part), _post(part, post.id, post.function), post)
                for part in work.accounts
                for post in part.known_alone
            ),
            f"Everyone whom {name} knows at a customer is known to another of us as well.",
        ),
        WorkList(
            "Stands in for",
            tuple(
                WorkRow(_account(part), _brief(part, names.with_absences(each)))
                for part in work.accounts
                for each in part.stands_in_for
            ),
        ),
        WorkList(
            "Due later",
            tuple(later),
            dated=True,
        ),
        WorkList(
            "Answers for",
            tuple(
                WorkRow(_account(part), Link(each))
                for part in work.accounts
                for each in part.answers_for
            ),
        ),
        WorkList(
            "Decides beyond the limit of others",
            tuple(
                WorkRow(_account(part), Link(each))
                for part in work.accounts
                for each in part.decides_beyond
            ),
        ),
        WorkList("Approves and leads", tuple(_approves_and_leads(work))),
        WorkList(
            "Risks to watch",
            tuple(
                WorkRow(_account(part), _entry(part, "risk", risk.id, risk.what), risk)
                for part in work.accounts
                for risk in part.risks
            ),
        ),
    )


def _account(part: PersonPart) -> Link:
    return Link(part.account.name, account_path(part.account.id))


def _brief(part: PersonPart, text: str) -> Link:
    return Link(text, account_path(part.account.id, "cover.md"))


def _taken_over(names: Names, work: PersonWork) -> Iterator[WorkRow]:
    """What a person does for colleagues who are away, the earliest first."""
    found = [
        (due.on, part.account.id, due.what, _instead(names, part, taken, due))
        for part in work.accounts
        for taken in part.takes_over
        for due in taken.due
    ]
    return (row for *_, row in sorted(found, key=lambda each: each[:3]))


def _instead(names: Names, part: PersonPart, taken: TakenOver, due: Due) -> WorkRow:
    row = _later(part, due)
    text = f"{row.what.text} (for {names.person(taken.person)})"
    return replace(row, what=replace(row.what, text=text))


def _approves_and_leads(work: PersonWork) -> Iterator[WorkRow]:
    for part in work.accounts:
        if part.approved:
            yield WorkRow(_account(part), Link(f"Approved version {part.version} of the plan"))
        for region in part.leads:
            yield WorkRow(_account(part), Link(f"Leads {region.name} for us"))


def _entry(part: PersonPart, kind: str, entry: str, text: str) -> Link:
    return Link(text, entry_path(part.account.id, kind), f"{kind}-{entry}")


def _post(part: PersonPart, post: str, text: str) -> Link:
    return _entry(part, "stakeholder", post, text)


def _held(names: Names, part: PersonPart) -> WorkRow:
    """What a person does for an account, and who stands in, as sentences."""
    role = names.name("role", part.role) if part.role else None
    texts = [f"{role}: {part.does}" if role and part.does else part.does or "Owner of the plan"]
    if part.owns_plan and part.does:
        texts.append("Owner of the plan")
    if part.member:
        texts.append(_stand_in(names, part))
    return WorkRow(_account(part), Link(". ".join(text.rstrip(".") for text in texts) + "."))


def _stand_in(names: Names, part: PersonPart) -> str:
    if part.stand_in is None:
        return "Nobody is named to stand in"
    known = listed_posts([post.function for post in part.stand_in_knows])
    name = names.with_absences(part.stand_in)
    return f"Stand-in: {name}; knows {known or 'nobody there yet'}"


def _urgent(part: PersonPart, each: Urgent) -> WorkRow:
    if each.due is None:
        post = _post(part, each.stakeholder or "", f"Get to know: {each.what}")
        return WorkRow(_account(part), post, each.item)
    return _later(part, each.due)


def _later(part: PersonPart, due: Due) -> WorkRow:
    what = Link(task_and_whom(part.account, due))
    if due.place:
        what = Link(what.text, entry_path(part.account.id, due.kind.part), due.place)
    return WorkRow(_account(part), what, due.item, due.on, due.kind.late if due.overdue else "")
