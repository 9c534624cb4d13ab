"""Regions, the office hours they share, and the meetings that have to fit into them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from generator.analysis import AccountInsight
from generator.analysis.office_hours import Overlap, overlap, zone
from generator.model.profile import Meeting, Region
from generator.pages.account import network, people
from generator.pages.account.layout import AccountInput, account_page
from generator.pages.account.network import every
from generator.pages.account.threads import single_points
from generator.pages.kit.names import Names
from generator.pages.kit.page import Page
from generator.text import markdown as md

Row = dict[str, object]


@dataclass(frozen=True, slots=True)
class SharedHours:
    """Shared office hours: ``rows`` hold names of regions and a cell per day."""

    days: tuple[date, ...]
    rows: tuple[tuple[str, tuple[str, ...]], ...]


def region_rows(names: Names, insight: AccountInsight) -> list[Row]:
    """The regions with their clock and who leads them; a lone region needs no lead of its own."""
    several = len(insight.account.regions) > 1
    return [
        {
            "name": each.name,
            "also": ", ".join(each.also_called),
            "zone": each.time_zone,
            "hours": f"{each.hours.start:%H:%M} to {each.hours.end:%H:%M}",
            "lead": names.maybe_person(each.lead) or ("nobody named" if several else ""),
            "note": each.note or "",
        }
        for each in insight.account.regions
    ]


def shared_hours(insight: AccountInsight) -> SharedHours | None:
    """Shared office hours, a row per group of regions, a column per typical day; else ``None``."""
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
    """``1 h: EMEA 16:00 to 17:00, Americas 09:00 to 10:00``, each by its own clock; or ``none``."""
    if found.start is None or found.end is None:
        return "none"
    start, end = found.start, found.end
    local = [f"{each.name} {_clock(start, each)} to {_clock(end, each)}" for each in found.regions]
    return f"{length(found.minutes)}: {', '.join(local)}"


def _clock(moment: datetime, region: Region) -> str:
    return f"{moment.astimezone(zone(region.time_zone)):%H:%M}"


def length(minutes: int) -> str:
    """``1 h``, ``30 min``, ``1 h 30 min``."""
    hours, rest = divmod(minutes, 60)
    parts = [f"{hours} h" if hours else "", f"{rest} min" if rest else ""]
    return " ".join(part for part in parts if part)


def meeting_rows(insight: AccountInsight) -> list[Row]:
    """Recurring meetings, with who gives up office hours for them."""
    return [
        {
            "what": meeting.what,
            "every": f"every {every(str(meeting.every))}",
            "regions": ", ".join(each.name for each in _regions(insight, meeting)),
            "hour": "; ".join(_hour(insight, meeting)),
            "note": meeting.note or "",
        }
        for meeting in insight.account.meetings
    ]


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


def unit_rows(insight: AccountInsight) -> list[Row]:
    """The customer's units."""
    names = {each.id: each.name for each in insight.account.regions}
    return [
        {
            "name": each.name,
            "region": names.get(each.region or "", ""),
            "what": each.what or "",
        }
        for each in insight.account.units
    ]


def page(given: AccountInput) -> Page:
    """The team page of one account."""
    insight, names = given.insight, given.names
    account = insight.account
    members = people.member_rows(names, account)
    meetings = meeting_rows(insight)
    values = {
        "members": members,
        "regional": any(row["region"] for row in members),
        "shares": people.shares_in_words(account),
        "reach": network.reach_in_words(insight),
        "heat": network.heat_map(names, insight),
        "relationships": network.relationship_rows(names, insight),
        "shape": network.shape_in_words(given.methods, insight) if account.stakeholders else [],
        "stakeholders": network.stakeholder_rows(names, insight),
        "grid": network.power_grid(insight) if account.stakeholders else [],
        "points": single_points(names, insight),
        "raci": people.raci_rows(names, account),
        "regions": region_rows(names, insight),
        "hours": shared_hours(insight),
        "meetings": meetings,
        "across": any(row["hour"] for row in meetings),
        "units": unit_rows(insight),
        "role_page": f"roles/{insight.role.id}/index.md" if insight.role else "",
        "role": insight.role.name if insight.role else "",
    }
    return account_page(
        given,
        "team.md",
        f"Team: {account.name}",
        values,
        description=f"Who works with {account.name}, who covers whom, and where it is thin.",
    )
