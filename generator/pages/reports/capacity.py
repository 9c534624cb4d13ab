"""``/reports/capacity/``: who carries how many accounts, against the span of the role."""

from dataclasses import dataclass

from generator.analysis.capacity import Load
from generator.pages.kit.context import Context
from generator.pages.kit.links import Link, account_path, role_path
from generator.pages.reports.report import Report
from generator.text import markdown as md
from generator.text.numerals import are, capital, counted


@dataclass(frozen=True, slots=True)
class LoadRow:
    """One role holder; ``elsewhere``, ``total`` and ``within`` are empty where not shown."""

    person: str
    role: Link
    accounts: list[Link]
    elsewhere: str
    total: str
    span: str
    within: str
    away: str


def report(context: Context) -> Report:
    """Who carries what."""
    loads = context.insight.loads
    shown = any(load.elsewhere is not None for load in loads)
    return Report(
        "capacity",
        "Capacity",
        "Does anybody carry more accounts than the role is made for?",
        _says(loads, shown),
        {"loads": [_row(context, load) for load in loads], "shown": shown},
    )


def _says(loads: tuple[Load, ...], shown: bool) -> tuple[str, ...]:
    count = len(loads)
    if not count:
        return ("Nobody holds a role on an active account.",)
    people = capital(counted(count, "person", "people"))
    first = f"{people} {'holds' if count == 1 else 'hold'} a role on an active account."
    if not shown:
        return (
            first,
            "What they carry outside this playbook is a figure about people, which this edition "
            "does not show; so it cannot say whether somebody carries too much.",
        )
    outside = [load for load in loads if load.within is False]
    if not outside:
        return (first, "Everybody is within the span of the role.")
    number = counted(len(outside), "person", "people")
    names = md.listed([_outside(load) for load in outside])
    return (first, f"{capital(number)} {are(len(outside))} outside the span of the role: {names}.")


def _outside(load: Load) -> str:
    """``Ana Ruiz (4 accounts, the role is made for 1 to 2)``."""
    span = load.role.span.accounts if load.role.span else ""
    return (
        f"{load.person.name} ({counted(load.total or 0, 'account')}, the role is made for {span})"
    )


def _row(context: Context, load: Load) -> LoadRow:
    elsewhere = ""
    if load.elsewhere is not None:
        declared = load.person.also_carries
        elsewhere = f"{load.elsewhere}"
        if declared is not None:
            elsewhere += f" (declared on {md.day_text(declared.as_of)})"
    words = {True: "within", False: "outside", None: "not known"}
    return LoadRow(
        person=load.person.name,
        role=Link(load.role.name, role_path(load.role.id)),
        accounts=[Link(each.name, account_path(each.id)) for each in load.accounts],
        elsewhere=elsewhere,
        total="" if load.total is None else str(load.total),
        span=str(load.role.span.accounts) if load.role.span else "not said",
        within=words[load.within],
        away="; ".join(context.names.absences(load.person.id)),
    )
