"""``/accounts/<id>/year/``: who plays when in twelve months, and the office hours in them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from generator.analysis.office_hours import HoursYear, hours_year
from generator.analysis.year import PlayedPart, TwelveMonths, twelve_months
from generator.charts import office_hours_picture, orchestra
from generator.charts.orchestra import Player
from generator.model.company import Absence
from generator.pages.account.layout import AccountInput, account_page
from generator.pages.account.team import in_local_hours
from generator.pages.kit.names import Names
from generator.pages.kit.page import Page
from generator.text import markdown as md


@dataclass(frozen=True, slots=True)
class PartRow:
    """A person of the table, and the absences in words."""

    part: PlayedPart
    away: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class HoursTable:
    """``periods``: first and last day of each; ``rows``: names of regions and a cell per period."""

    periods: tuple[tuple[date, date], ...]
    rows: tuple[tuple[str, tuple[str, ...]], ...]


def page(given: AccountInput) -> Page:
    """The page of one account with the coming twelve months."""
    insight, names = given.insight, given.names
    account = insight.account
    planned = twelve_months(account, names.as_of)
    hours = hours_year(account, names.as_of) if len(account.regions) > 1 else None
    players = [
        Player(names.person(part.person), part, _away(names, part.person, planned))
        for part in planned.parts
    ]
    picture = (
        orchestra(planned, players, "orchestra.svg", f"Who plays when for {account.name}")
        if players
        else None
    )
    clock = (
        office_hours_picture(hours, "hours.svg", f"Office hours of the regions of {account.name}")
        if hours
        else None
    )
    values = {
        "first": planned.months[0],
        "last": planned.end,
        "picture": picture,
        "rows": part_rows(names, planned),
        "away": any(names.absences(part.person) for part in planned.parts),
        "clock": clock,
        "hours": hours_table(hours) if hours else None,
        "changes": hours.changes if hours else (),
    }
    return account_page(
        given,
        "year.md",
        f"The year: {account.name}",
        values,
        description=f"Who plays when for {account.name} in twelve months, and shared office hours.",
        pictures=(picture, clock),
        layout="year",
    )


def _away(names: Names, person_id: str, planned: TwelveMonths) -> Sequence[Absence]:
    person = names.people.get(person_id)
    return [
        each
        for each in (person.away if person else ())
        if each.touches(planned.months[0], planned.end)
    ]


def part_rows(names: Names, planned: TwelveMonths) -> list[PartRow]:
    """A row for each person who has a part in the year."""
    return [PartRow(part, tuple(names.absences(part.person))) for part in planned.parts]


def hours_table(year: HoursYear) -> HoursTable:
    """Shared office hours, a row per group of regions, a column per period."""
    groups = zip(*(period.shared for period in year.periods), strict=True)
    return HoursTable(
        tuple((period.first, period.last) for period in year.periods),
        tuple(
            (
                md.listed([region.name for region in group[0].regions]),
                tuple(in_local_hours(each) for each in group),
            )
            for group in groups
        ),
    )
