"""``/accounts/<id>/team/``: our people, whom they cover, and shared office hours."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import partial

from generator.analysis import AccountInsight
from generator.analysis.meetings import meeting_days
from generator.analysis.office_hours import Overlap, overlap, zone
from generator.model.kinds import Account
from generator.model.profile import Meeting, Region, TeamMember
from generator.pages.account import expectations, network
from generator.pages.account.cover import amounts_missing, limit_in_words
from generator.pages.account.layout import STRUCTURES, AccountInput, account_page
from generator.pages.kit.links import Link, entry_path
from generator.pages.kit.page import Page
from generator.text import markdown as md
from generator.text.formats import capital, counted, duration, every


@dataclass(frozen=True, slots=True)
class SharedHours:
    """Shared office hours; ``rows``: names of regions and a cell per day."""

    days: tuple[date, ...]
    rows: tuple[tuple[str, tuple[str, ...]], ...]


def shared_hours(insight: AccountInsight) -> SharedHours | None:
    """Shared office hours, a row per group of regions, a column per typical day, or ``None``."""
    if not insight.hours:
        return None
    by_group = zip(*(overlaps for _, overlaps in insight.hours), strict=True)
    rows = tuple(
        (
            md.listed([each.name for each in group[0].regions]),
            tuple(in_local_hours(each) for each in group),
        )
        for group in by_group
    )
    return SharedHours(tuple(day for day, _ in insight.hours), rows)


def in_local_hours(found: Overlap) -> str:
    """``1 h: EMEA 16:00 to 17:00, Americas 09:00 to 10:00``, in local times; or ``none``."""
    if found.start is None or found.end is None:
        return "none"
    start, end = found.start, found.end
    local = [f"{each.name} {_clock(start, each)} to {_clock(end, each)}" for each in found.regions]
    return f"{duration(found.minutes)}: {', '.join(local)}"


def _clock(moment: datetime, region: Region) -> str:
    return f"{moment.astimezone(zone(region.time_zone)):%H:%M}"


@dataclass(frozen=True, slots=True)
class MeetingRow:
    """A recurring meeting; ``hour``: what its regions have to know of it, empty for one region."""

    meeting: Meeting
    when: str
    regions: str
    hour: str


def meeting_rows(insight: AccountInsight, as_of: date) -> list[MeetingRow]:
    """Recurring meetings: when, for which regions, and for which outside office hours."""
    return [
        MeetingRow(
            meeting,
            _when(insight, meeting, as_of),
            ", ".join(each.name for each in _regions(insight, meeting)),
            "; ".join(_hour(insight, meeting)),
        )
        for meeting in insight.account.meetings
    ]


def _when(insight: AccountInsight, meeting: Meeting, as_of: date) -> str:
    """``every week, next on 3 Nov 2026, 10:00 to 10:45``, as far as it is known."""
    words = every(meeting.every)
    found = next(meeting_days(insight.account, meeting, as_of), None)
    if found is None:
        return words
    _, day, region = found
    words += f", next on {md.day_text(day)}"
    if meeting.hours is None or region is None:
        return words
    words += f", {meeting.hours.start:%H:%M} to {meeting.hours.end:%H:%M}"
    return f"{words} in {region.name}" if len(insight.account.regions) > 1 else words


def _regions(insight: AccountInsight, meeting: Meeting) -> tuple[Region, ...]:
    return tuple(each for each in insight.account.regions if each.id in meeting.regions)


def _hour(insight: AccountInsight, meeting: Meeting) -> Iterator[str]:
    regions = _regions(insight, meeting)
    if len(regions) < 2:
        return
    yield "rotates between the regions" if meeting.rotates else "fixed"
    days = [day for day, _ in insight.hours]
    without = [day for day in days if overlap(regions, day).minutes == 0]
    if without and len(without) == len(days):
        yield "no office hour in common on the days above"
    elif without:
        yield f"no office hour in common on {md.listed([md.day_text(day) for day in without])}"


def shares_in_words(account: Account, as_of: date) -> str:
    """The sum of the shares of working time on a day; empty if none are stated."""
    there = [member for member in account.team if member.is_there(as_of)]
    shares = [share for member in there if (share := member.share_on(as_of)) is not None]
    if not shares:
        return ""
    total = sum(shares, Decimal(0)) / 100
    without_share = len(there) - len(shares)
    rest = f"; {counted(without_share, 'share')} not stated" if without_share else ""
    team = counted(len(there), "person", "people")
    return f"{capital(team)}, {md.figure(total)} full-time jobs in all{rest}."


def share_in_words(member: TeamMember, as_of: date) -> str:
    """``30 %, from 1 Feb 2027 on 50 %``: the share on a day, and those that come."""
    parts = []
    if (share := member.share_on(as_of)) is not None:
        parts.append(md.percent(share))
    coming = {each.from_ for each in member.later_shares if each.from_ > as_of}
    if member.since and member.since > as_of:
        coming.add(member.since)
    for day in sorted(coming):
        if (share := member.share_on(day)) is not None:
            parts.append(f"from {md.day_text(day)} on {md.percent(share)}")
    return ", ".join(parts)


def _form(account: Account) -> str:
    """In which form the team of an account with several regions works; else empty."""
    form = STRUCTURES[account.structure] if len(account.regions) > 1 else None
    return f"The team works as {form}." if form else ""


def _joint(account: Account) -> list[Link]:
    """The objectives that both sides share, open ones."""
    return [
        Link(each.what, entry_path(account.id, "objective"), f"objective-{each.id}")
        for each in account.objectives
        if each.whose == "joint" and each.status == "open"
    ]


def page(given: AccountInput) -> Page:
    """The team page of one account."""
    insight, account = given.insight, given.insight.account
    limited = any(row.limit or row.up_to is not None or row.beyond for row in account.raci)
    meetings = meeting_rows(insight, given.names.as_of)
    values = {
        "regional": any(member.region for member in account.team),
        "shares": shares_in_words(account, given.names.as_of),
        "share_of": partial(share_in_words, as_of=given.names.as_of),
        **network.values(given),
        "hours": shared_hours(insight),
        "meetings": meetings,
        "across": any(each.hour for each in meetings),
        "joint": _joint(account),
        "form": _form(account),
        "limited": limited,
        "limit_of": partial(limit_in_words, given.names, account),
        "amounts_missing": amounts_missing(given.names) if limited else "",
        "expected": expectations.expectation_rows(insight),
        "content": expectations.contentment_rows(insight),
    }
    return account_page(
        given,
        "team.md",
        f"Team: {account.name}",
        values,
        description=f"Who works with {account.name}, who covers whom, and where it is thin.",
        layout="wide",
    )
