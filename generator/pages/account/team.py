"""Regions, the office hours they share, and the meetings that have to fit into them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from generator.analysis import AccountInsight
from generator.analysis.office_hours import Overlap, overlap, zone
from generator.model.profile import Meeting, Region
from generator.pages.account import network, people
from generator.pages.account.layout import account_page
from generator.pages.account.network import every
from generator.pages.account.threads import single_points
from generator.pages.kit.context import Context
from generator.pages.kit.page import Page
from generator.text import markdown as md

Row = dict[str, object]


@dataclass(frozen=True, slots=True)
class SharedHours:
    """Shared office hours: ``rows`` hold names of regions and a cell per day."""

    days: tuple[date, ...]
    rows: tuple[tuple[str, tuple[str, ...]], ...]


def region_rows(context: Context, known: AccountInsight) -> list[Row]:
    """The regions with their clock and who leads them; a lone region needs no lead of its own."""
    several = len(known.account.regions) > 1
    return [
        {
            "name": each.name,
            "also": ", ".join(each.also_called),
            "zone": each.time_zone,
            "hours": f"{each.hours.start:%H:%M} to {each.hours.end:%H:%M}",
            "lead": context.maybe_person(each.lead) or ("nobody named" if several else ""),
            "note": each.note or "",
        }
        for each in known.account.regions
    ]


def shared_hours(known: AccountInsight) -> SharedHours | None:
    """Shared office hours, a row per group of regions, a column per typical day; else ``None``."""
    if not known.hours:
        return None
    by_group = zip(*(overlaps for _, overlaps in known.hours), strict=True)
    rows = tuple(
        (
            md.listed([each.name for each in group[0].regions]),
            tuple(in_local_hours(each) for each in group),
        )
        for group in by_group
    )
    return SharedHours(tuple(day for day, _ in known.hours), rows)


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


def meeting_rows(known: AccountInsight) -> list[Row]:
    """Recurring meetings, with who gives up office hours for them."""
    return [
        {
            "what": meeting.what,
            "every": f"every {every(str(meeting.every))}",
            "regions": ", ".join(each.name for each in _regions(known, meeting)),
            "hour": "; ".join(_hour(known, meeting)),
            "note": meeting.note or "",
        }
        for meeting in known.account.meetings
    ]


def _regions(known: AccountInsight, meeting: Meeting) -> tuple[Region, ...]:
    return tuple(each for each in known.account.regions if each.id in meeting.regions)


def _hour(known: AccountInsight, meeting: Meeting) -> Iterator[str]:
    regions = _regions(known, meeting)
    if len(regions) < 2:
        return
    yield "rotates between the regions" if meeting.rotates else "fixed"
    days = [day for day, _ in known.hours]
    without = [day for day in days if overlap(regions, day).minutes == 0]
    if without and len(without) == len(days):
        yield "no office hour in common on the days above"
    elif without:
        yield f"no office hour in common on {md.listed([md.day_text(day) for day in without])}"


def unit_rows(known: AccountInsight) -> list[Row]:
    """The customer's units."""
    names = {each.id: each.name for each in known.account.regions}
    return [
        {
            "name": each.name,
            "region": names.get(each.region or "", ""),
            "what": each.what or "",
        }
        for each in known.account.units
    ]


def page(context: Context, known: AccountInsight) -> Page:
    """The team page of one account."""
    account = known.account
    members = people.member_rows(context, account)
    meetings = meeting_rows(known)
    values = {
        "members": members,
        "regional": any(row["region"] for row in members),
        "shares": people.shares_in_words(account),
        "reach": network.reach_in_words(known),
        "heat": network.heat_map(context, known),
        "relationships": network.relationship_rows(context, known),
        "shape": network.shape_in_words(context, known) if account.stakeholders else [],
        "stakeholders": network.stakeholder_rows(context, known),
        "grid": network.power_grid(known) if account.stakeholders else [],
        "points": single_points(context, known),
        "raci": people.raci_rows(context, account),
        "regions": region_rows(context, known),
        "hours": shared_hours(known),
        "meetings": meetings,
        "across": any(row["hour"] for row in meetings),
        "units": unit_rows(known),
        "role_page": f"roles/{known.role.id}/index.md" if known.role else "",
        "role": known.role.name if known.role else "",
    }
    return account_page(
        context,
        known,
        "team.md",
        f"Team: {account.name}",
        values,
        description=f"Who works with {account.name}, who covers whom, and where it is thin.",
    )
