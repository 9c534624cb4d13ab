"""Whose clock a meeting of several regions goes by, and who meets outside office hours for it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from generator.analysis.office_hours import zone
from generator.model.grammars import OfficeHours
from generator.model.profile import Region


@dataclass(frozen=True, slots=True)
class Turn:
    """One day of a meeting; ``host``: the region by whose clock its hours are.

    ``outside``: minutes by which each region meets before or after its office hours, in the order
    of the regions; 0 within them.
    """

    on: date
    host: Region
    outside: tuple[tuple[Region, int], ...]

    @property
    def worst_off(self) -> frozenset[str]:
        """Ids of those furthest outside their office hours; nobody if all are within them."""
        most = max((minutes for _, minutes in self.outside), default=0)
        return frozenset(region.id for region, minutes in self.outside if minutes == most > 0)


def turn(regions: Sequence[Region], host: Region, hours: OfficeHours, on: date) -> Turn:
    """A meeting on a day, with its hours by the clock of ``host``, one of the regions."""
    clock = zone(host.time_zone)
    first, last = (datetime.combine(on, at, clock) for at in (hours.start, hours.end))
    return Turn(on, host, tuple((each, _outside(each, first, last)) for each in regions))


def _outside(region: Region, first: datetime, last: datetime) -> int:
    """Minutes of the way from the office hours of a region to the furthest end of a meeting.

    Measured to the nearest working day of its own calendar, as the meeting may be on the day before
    or after there.
    """
    clock = zone(region.time_zone)
    begins, ends = first.astimezone(clock), last.astimezone(clock)
    found = []
    for day in {begins.date(), ends.date()}:
        opens, closes = (
            datetime.combine(day, at, clock) for at in (region.hours.start, region.hours.end)
        )
        gap = max(opens - begins, ends - closes)
        found.append(max(0, int(gap.total_seconds() // 60)))
    return min(found)


def turns(regions: Sequence[Region], hours: OfficeHours, days: Iterable[date]) -> Iterator[Turn]:
    """The turns of a meeting that rotates between one region or more, on days in their order.

    The next one is by the clock of the region that has waited longest, among those by whose clock
    nobody is worse off who was so the last time; where there is none such, of all of them.
    """
    waited = list(regions)
    before: frozenset[str] = frozenset()
    for day in days:
        could = [turn(regions, each, hours, day) for each in waited]
        fair = [each for each in could if before.isdisjoint(each.worst_off)]
        chosen = (fair or could)[0]
        waited.remove(chosen.host)
        waited.append(chosen.host)
        before = chosen.worst_off
        yield chosen
