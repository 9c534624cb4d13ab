"""The days and hours of meetings, and who takes part."""

from collections.abc import Iterator
from datetime import date, datetime
from itertools import count

from generator.analysis.office_hours import zone
from generator.analysis.turns import turns
from generator.model.kinds import Account
from generator.model.profile import Meeting, Region


def participants(account: Account, meeting: Meeting) -> tuple[str, ...]:
    """Ids of our people in a meeting: the team, of another region only those without one."""
    return tuple(
        str(each.person)
        for each in account.team
        if each.region is None or not meeting.regions or each.region in meeting.regions
    )


def meeting_days(
    account: Account, meeting: Meeting, as_of: date
) -> Iterator[tuple[int, date, Region | None]]:
    """The days of a meeting from ``as_of`` on, without end; none if it does not say one of them.

    Each with its number in the rhythm, and the region by whose clock its hours are: the first one,
    or another one each time if it rotates, so that nobody is worse off twice in a row. ``None``
    for a meeting without a region where the account has several: which was meant may be withheld.
    """
    begin = meeting.on
    if begin is None:
        return
    own = [each for each in account.regions if each.id in meeting.regions]
    regions = own or [each for each in account.regions if len(account.regions) == 1]
    days = (meeting.every.after(begin, number) if number else begin for number in count())
    found: Iterator[tuple[date, Region | None]]
    if meeting.rotates and meeting.hours and regions:
        found = ((each.on, each.host) for each in turns(regions, meeting.hours, days))
    else:
        found = ((day, regions[0] if regions else None) for day in days)
    for number, (day, region) in enumerate(found):
        if day >= as_of:
            yield number, day, region


def hours_of(meeting: Meeting, region: Region | None, day: date) -> tuple[date, date]:
    """When a meeting on a day begins and ends; the day itself without hours or a clock."""
    if meeting.hours is None or region is None:
        return day, day
    clock = zone(region.time_zone)
    return (
        datetime.combine(day, meeting.hours.start, clock),
        datetime.combine(day, meeting.hours.end, clock),
    )
