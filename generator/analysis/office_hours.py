"""Shared office hours of regions in different time zones."""

from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from importlib.resources import files
from itertools import combinations
from zoneinfo import ZoneInfo

from generator.analysis.record import ById, derived, figure, record
from generator.model.kinds import Account
from generator.model.profile import Region


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


def _instant(day: date, at: time, zone_name: str) -> datetime:
    return datetime.combine(day, at, zone(zone_name)).astimezone(UTC)
