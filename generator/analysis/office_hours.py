"""Shared office hours of regions in different time zones."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from importlib.resources import files
from itertools import combinations
from zoneinfo import ZoneInfo

from generator.analysis.record import ById, derived, figure, record
from generator.model.kinds import Account
from generator.model.profile import Region
from generator.text.formats import month_begin


def _in_utc(moment: datetime | None) -> str | None:
    return f"{moment:%Y-%m-%dT%H:%MZ}" if moment else None


@record
class Overlap:
    """Office hours that some regions have in common on one working day."""

    on: date = figure("the day, in each region's own calendar")
    regions: tuple[ById[Region], ...] = figure("ids of the regions")
    start: datetime | None = figure(
        "when the shared hours begin, in UTC, as 2027-01-20T15:00Z", key="starts", form=_in_utc
    )
    end: datetime | None = figure("when they end, in UTC", key="ends", form=_in_utc)

    @property
    @derived(unit="minutes")
    def minutes(self) -> int:
        """How long they are; 0 when there are none."""
        if self.start is None or self.end is None:
            return 0
        return int((self.end - self.start).total_seconds() // 60)


@cache
def zone(name: str) -> ZoneInfo:
    """A time zone from the pinned package, independent of the machine."""
    package, _, leaf = f"tzdata.zoneinfo.{name.replace('/', '.')}".rpartition(".")
    with (files(package) / leaf).open("rb") as stream:
        return ZoneInfo.from_file(stream, key=name)


def overlap(regions: tuple[Region, ...], day: date) -> Overlap:
    """The office hours on ``day`` (local in each region) shared by all regions."""
    starts = [_instant(day, region.hours.start, region.time_zone) for region in regions]
    ends = [_instant(day, region.hours.end, region.time_zone) for region in regions]
    start, end = max(starts), min(ends)
    shared = (start, end) if start < end else (None, None)
    return Overlap(day, regions, *shared)


def overlaps(account: Account, day: date) -> tuple[Overlap, ...]:
    """Overlaps of each pair of regions, and of all if there are three or more."""
    pairs = [overlap(pair, day) for pair in combinations(account.regions, 2)]
    if len(account.regions) > 2:
        pairs.append(overlap(account.regions, day))
    return tuple(pairs)


def typical_days(as_of: date) -> tuple[date, ...]:
    """Three days in the year after ``as_of``: winter, between clock changes, summer.

    The third Wednesdays of January, March and July; in March the clocks of America have changed and
    those of Europe have not.
    """
    # A third Wednesday is the first one from the fifteenth on.
    earliest = (date(as_of.year + 1, month, 15) for month in (1, 3, 7))
    return tuple(day + timedelta(days=(2 - day.weekday()) % 7) for day in earliest)


@dataclass(frozen=True, slots=True)
class ClockChange:
    """A day from which some regions have another clock; ``forward``: the night is shorter."""

    on: date
    regions: tuple[Region, ...]
    forward: bool


@dataclass(frozen=True, slots=True)
class HoursPeriod:
    """Days from ``first`` to ``last`` in which no clock changes.

    ``hours``: of each region, minutes from midnight by the clock of the first one; those of another
    day are below 0 or above 1440. ``shared``: as :func:`overlaps`.
    """

    first: date
    last: date
    hours: tuple[tuple[Region, int, int], ...]
    shared: tuple[Overlap, ...]


@dataclass(frozen=True, slots=True)
class HoursYear:
    """Twelve months of office hours, and the changes of clocks in them."""

    periods: tuple[HoursPeriod, ...]
    changes: tuple[ClockChange, ...]


def hours_year(account: Account, as_of: date) -> HoursYear:
    """The office hours of the regions in the twelve months from that of ``as_of``.

    Twelve whole months hold both changes of daylight saving time, one on the first day included.
    """
    first = month_begin(as_of)
    days = (first.replace(year=first.year + 1) - first).days
    starts, changes = [first], list[ClockChange]()
    before = _offsets(account, first - timedelta(days=1))
    for day in (first + timedelta(days=number) for number in range(days)):
        now = _offsets(account, day)
        if now == before:
            continue
        if day != first:
            starts.append(day)
        for forward in (True, False):
            moved = [
                region
                for region, old, new in zip(account.regions, before, now, strict=True)
                if old != new and (new > old) is forward
            ]
            if moved:
                changes.append(ClockChange(day, tuple(moved), forward))
        before = now
    ends = [*(day - timedelta(days=1) for day in starts[1:]), first + timedelta(days=days - 1)]
    return HoursYear(
        tuple(_period(account, *each) for each in zip(starts, ends, strict=True)), tuple(changes)
    )


def _offsets(account: Account, day: date) -> list[timedelta]:
    return [
        datetime.combine(day, region.hours.start, zone(region.time_zone)).utcoffset() or timedelta()
        for region in account.regions
    ]


def _period(account: Account, first: date, last: date) -> HoursPeriod:
    found = []
    if account.regions:
        # from noon back, as the clock may change in the night before
        noon = _instant(first, time(12), account.regions[0].time_zone)
        midnight = noon - timedelta(hours=12)
        for region in account.regions:
            start, end = (
                int((_instant(first, at, region.time_zone) - midnight).total_seconds() // 60)
                for at in (region.hours.start, region.hours.end)
            )
            found.append((region, start, end))
    return HoursPeriod(first, last, tuple(found), overlaps(account, first))


def _instant(day: date, at: time, zone_name: str) -> datetime:
    return datetime.combine(day, at, zone(zone_name)).astimezone(UTC)
