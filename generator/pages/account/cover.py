"""``/accounts/<id>/cover/``: for whoever stands in while a colleague is away, on one sheet."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from generator.analysis import AccountInsight
from generator.analysis.agenda import Due
from generator.analysis.cover import Cover, CoverCall, CoverMeeting, Deciding
from generator.analysis.meetings import participants
from generator.model.kinds import Account
from generator.model.profile import Meeting, Responsibility
from generator.model.strategy import Decision, Risk
from generator.pages.account.layout import AccountInput, account_page
from generator.pages.account.this_week import task_and_whom
from generator.pages.kit.links import Link, entry_path
from generator.pages.kit.names import Names
from generator.pages.kit.page import Page
from generator.text import markdown as md
from generator.text.formats import capital, every, listed, listed_posts
from generator.text.spoken_days import weekday

MOST_CALLS = 6
"""How many calls of two days are named."""

_MOST_DECISIONS = 4

_MOST_RISKS = 2

_MOST_DAYS = 3

_SATURDAY = 5
"""The day of the week, counted from Monday as 0, with which a weekend begins."""


@dataclass(frozen=True, slots=True)
class DueRow:
    """Something due; ``by``: who does it meanwhile, an id or ``None``; ``instead``: of whom.

    ``weekend``: ``Sat`` or ``Sun``; empty for other days.
    """

    due: Due
    weekend: str
    what: Link
    by: str | None
    instead: str | None


@dataclass(frozen=True, slots=True)
class CallRow:
    """Whom to call; ``about``: as a link where it has a place, else as text."""

    whom: Link
    about: Link
    on: date | None
    introduction: str


@dataclass(frozen=True, slots=True)
class LimitRow:
    """Who decides something; ``limit``: how far, in words, empty if nothing is said."""

    deciding: Deciding
    limit: str


@dataclass(frozen=True, slots=True)
class WatchedRisk:
    """A risk to watch; ``by``: who does it meanwhile, an id or ``None``; ``instead``: of whom."""

    risk: Risk
    what: Link
    by: str | None
    instead: str | None


@dataclass(frozen=True, slots=True)
class MissedMeeting:
    """A meeting in an absence; ``when``: days and hours; ``who``: others of us in it, in words."""

    meeting: Meeting
    when: str
    who: str


@dataclass(frozen=True, slots=True)
class Brief:
    """The brief for one absence.

    ``does``: what the absent person does here; ``knows``: whom the stand-in knows, in sentences;
    ``more_calls``: how many calls are not listed; ``decisions``: not to be reopened.
    """

    cover: Cover
    title: str
    does: str
    knows: str
    before: list[DueRow]
    due: list[DueRow]
    meetings: list[MissedMeeting]
    calls: list[CallRow]
    more_calls: int
    limits: list[LimitRow]
    risks: list[WatchedRisk]
    more_risks: int
    decisions: list[Decision]


def page(given: AccountInput) -> Page:
    """The brief for the absences from one account, now and to come."""
    insight, names = given.insight, given.names
    account = insight.account
    values = {
        "briefs": [_brief(names, insight, each) for each in insight.covers],
        "amounts_missing": amounts_missing(names),
        "hands_off": account.direction.limits if account.direction else (),
    }
    return account_page(
        given,
        "cover.md",
        f"Stand-in brief: {account.name}",
        values,
        description=f"What whoever stands in on {account.name} needs while a colleague is away.",
        found_by="absence leave holiday away cover substitute deputy",
        layout="cover",
        boost=0.5,  # a search for a term should lead to its entry
    )


def _in_force(account: Account, cover: Cover) -> list[Decision]:
    """The newest decisions, but for those that are looked at again in the meantime."""
    again = [each.item for each in (*cover.before, *cover.due)]
    newest = sorted(account.decisions, key=lambda each: each.on, reverse=True)
    return [each for each in newest if each not in again][:_MOST_DECISIONS]


def days_in_words(cover: Cover) -> str:
    """``Mon 30 Nov 2026 to Fri 11 Dec 2026``, or ``from Mon 7 Dec 2026, return date open``."""
    first, last = (f"{weekday(day)[:3]} {md.day_text(day)}" for day in (cover.first, cover.last))
    if cover.open_end:
        return f"from {first}, return date open"
    return first if cover.first == cover.last else f"{first} to {last}"


def _brief(names: Names, insight: AccountInsight, cover: Cover) -> Brief:
    account = insight.account
    calls = cover.calls[:MOST_CALLS]
    return Brief(
        cover=cover,
        title=f"{names.person(cover.person)} is away: {days_in_words(cover)}",
        does=cover.member.does if cover.member else "",
        knows=_knows(names, cover),
        before=[
            DueRow(each, _weekend(each.on), _what(account, each), each.owner, None)
            for each in sorted((*cover.before, *cover.late), key=lambda each: each.on)
        ],
        due=[_due(account, cover, each) for each in cover.due],
        meetings=[*_meetings(names, account, cover)],
        calls=[_call(names, account, cover, each) for each in calls],
        more_calls=len(cover.calls) - len(calls),
        limits=[
            LimitRow(each, limit_in_words(names, account, each.row)) for each in cover.deciding
        ],
        risks=[_risk(account, cover, each) for each in cover.risks[:_MOST_RISKS]],
        more_risks=max(len(cover.risks) - _MOST_RISKS, 0),
        decisions=_in_force(account, cover),
    )


def _meetings(names: Names, account: Account, cover: Cover) -> Iterator[MissedMeeting]:
    """Each meeting once: its days and hours, or its rhythm where no day is written down."""
    days: dict[str, list[CoverMeeting]] = {}
    for each in cover.meetings:
        days.setdefault(str(each.meeting.id), []).append(each)
    for found in days.values():
        meeting, dated = found[0].meeting, [each.on for each in found if each.on]
        when = listed([_short(day) for day in dated[:_MOST_DAYS]])
        if len(dated) > _MOST_DAYS:
            when = f"{when}, and {len(dated) - _MOST_DAYS} times more"
        hours, _, zone = (found[0].hours or "").partition(" ")
        if hours:
            when += f", {hours} in {zone.rpartition('/')[2].replace('_', ' ')}"
        when = when or f"{capital(every(meeting.every))}; no day is written down"
        yield MissedMeeting(meeting, when, _others(names, account, cover, meeting))


def _others(names: Names, account: Account, cover: Cover, meeting: Meeting) -> str:
    """Who else of us is in a meeting; empty where that is the rest of the team."""
    there = {each for each in participants(account, meeting) if each != cover.person}
    if there >= {str(each.person) for each in account.team} - {cover.person}:
        return ""
    return listed([names.person(each) for each in participants(account, meeting) if each in there])


def _short(day: date) -> str:
    return f"{weekday(day)[:3]} {md.day_text(day).rpartition(' ')[0]}"


def _risk(account: Account, cover: Cover, risk: Risk) -> WatchedRisk:
    what = Link(risk.what, entry_path(account.id, "risk"), f"risk-{risk.id}")
    instead = risk.owner == cover.person
    by = cover.stand_in if instead else risk.owner
    return WatchedRisk(risk, what, by, cover.person if instead else None)


def _weekend(day: date) -> str:
    return weekday(day)[:3] if day.weekday() >= _SATURDAY else ""


def _knows(names: Names, cover: Cover) -> str:
    """Whom the stand-in knows at the customer, and whom to be introduced to, as sentences."""
    if cover.stand_in is None:
        return ""
    name = names.person(cover.stand_in)
    known = listed_posts([post.function for post in cover.knows])
    sentences = [f"{name} knows {known or 'nobody there yet'}."]
    if cover.introduce:
        order = ", in this order," if len(cover.introduce) > 1 else ""
        posts = listed_posts([post.function for post in cover.introduce])
        sentences.append(f"{name} is to be introduced{order} to {posts}.")
    return " ".join(sentences)


def _what(account: Account, due: Due) -> Link:
    return Link(task_and_whom(account, due), entry_path(account.id, due.kind.part), due.place)


def _due(account: Account, cover: Cover, due: Due) -> DueRow:
    instead = due.owner == cover.person
    by = cover.stand_in if instead else due.owner
    return DueRow(due, _weekend(due.on), _what(account, due), by, cover.person if instead else None)


def _call(names: Names, account: Account, cover: Cover, call: CoverCall) -> CallRow:
    post = call.stakeholder
    whom = Link(post.function, entry_path(account.id, "stakeholder"), f"stakeholder-{post.id}")
    about = Link(_to_say(names, cover, call))
    if call.message and call.due is not None:
        about = _what(account, call.due)
    on = call.due.on if call.due else None
    introduction = ""
    if cover.stand_in and not call.known:
        introduction = (
            f"{names.person(call.introduced_by)} can introduce you."
            if call.introduced_by
            else f"Only {names.person(cover.person)} knows this post: be introduced before "
            f"{md.day_text(cover.first)}."
        )
    return CallRow(whom, about, on, introduction)


def _to_say(names: Names, cover: Cover, call: CoverCall) -> str:
    """What a stand-in says: the message, or who stands in and what the call is about otherwise."""
    if call.message:
        return capital(call.about)
    work = f". The two work on: {call.about}" if call.about else ""
    return f"Who stands in for {names.person(cover.person)}{work}"


_MAY_BE_SET = "an amount may be set too"
"""Said of a limit where the edition shows no amounts."""


def limit_in_words(names: Names, account: Account, row: Responsibility) -> str:
    """How far somebody decides alone; empty where nothing is said.

    An edition without amounts cannot know whether one is set, so it says of every limit that there
    may be one, and never states it as whole.
    """
    limit = capital(row.limit or "")
    if row.up_to is not None:
        amount = f"up to {md.money(row.up_to, account.currency)}"
        return f"{limit}, {amount}" if limit else capital(amount)
    if names.show_amounts or not (limit or row.beyond):
        return limit
    return f"{limit} ({_MAY_BE_SET})" if limit else capital(_MAY_BE_SET)


def amounts_missing(names: Names) -> str:
    """What stands below a table of limits in an edition that shows no amounts; else empty."""
    if names.show_amounts:
        return ""
    return (
        "Amounts are in the leadership edition only. Ask whoever decides whether one is set "
        "before you rely on a limit."
    )
