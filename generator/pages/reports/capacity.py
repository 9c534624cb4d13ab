"""``/reports/capacity/``: accounts per person against the span of the role, and where hours go."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from generator.analysis.capacity import Load
from generator.analysis.work_hours import (
    FULL_TIME,
    OTHER_POSTS,
    WorkHours,
    by_post,
    together,
    work_hours,
)
from generator.findings.classification import Edition
from generator.pages.kit.links import Link
from generator.pages.kit.names import Names
from generator.pages.reports.report import Report, ReportsInput
from generator.pages.reports.since_review import Days, since_review
from generator.text import markdown as md
from generator.text.formats import are, capital, counted


@dataclass(frozen=True, slots=True)
class HoursRow:
    """What a post, one of our people or all of them together take part in, in words."""

    name: str
    people: int
    share: str
    planned: str
    relationships: str
    meetings: str
    implementation: str
    balance: str
    work: WorkHours

    @property
    def too_much(self) -> bool:
        """Whether it takes more hours than are planned, where any are."""
        return 0 < self.work.planned < self.work.hours


def report(given: ReportsInput) -> Report:
    """The load of each role holder, and the hours of relationships and meetings."""
    loads = given.insight.loads
    shown = given.insight.figures
    accounts = [each.account for each in given.insight.accounts.values()]
    found = work_hours(accounts, given.names.as_of)
    posts = _by_post(given.names, found, shown=shown)
    total = _row("In total", len(found), together(found.values()))
    return Report(
        "capacity",
        "Capacity",
        "Does anyone carry more accounts than the role is made for?",
        (
            *_says(loads, shown, given.names.edition),
            *(_hours_in_words(total.work) if posts else ()),
        ),
        {
            "loads": [(load, _elsewhere(load)) for load in loads],
            "shown": shown,
            "posts": posts,
            "people": _by_person(given.names, found) if shown else (),
            "total": total,
            "full_time": FULL_TIME,
        },
        next=(
            "whether an account still earns its effort",
            Link("Portfolio", "reports/portfolio.md"),
        ),
        news=since_review(given.running, given.names.as_of, _NEWS),
    )


_NEWS: Mapping[tuple[str, str], Days] = {
    ("colleague joined", "colleagues joined"): lambda each: (
        member.since for member in each.account.team
    ),
    ("relationship begun", "relationships begun"): lambda each: (
        link.since for link in each.account.relationships
    ),
}


def _by_post(names: Names, found: Mapping[str, WorkHours], *, shown: bool) -> list[HoursRow]:
    """A row for each post, the one with the most hours first."""

    def post(person: str) -> str:
        return names.post_and_function(person).partition(", ")[0] or "No post stated"

    held = by_post(found, post, people_shown=shown)
    rows = [_row(name, count, work) for name, (count, work) in held.items()]
    return sorted(_in_order(rows), key=lambda row: row.name == OTHER_POSTS)


def _by_person(names: Names, found: Mapping[str, WorkHours]) -> list[HoursRow]:
    return _in_order([_row(names.person(person), 1, work) for person, work in found.items()])


def _in_order(rows: list[HoursRow]) -> list[HoursRow]:
    return sorted(rows, key=lambda row: (-row.work.hours, -row.work.share, row.name))


def _row(name: str, people: int, work: WorkHours) -> HoursRow:
    return HoursRow(
        name,
        people,
        share=md.figure(work.share / 100) if work.share else "",
        planned=_figure(work.planned),
        relationships=_figure(work.relationships),
        meetings=_figure(work.meetings),
        implementation=_figure(work.implementation),
        balance=_balance(work),
        work=work,
    )


def _balance(work: WorkHours) -> str:
    """``70 : 30``, relationships first; empty where it is not known."""
    if work.balance is None:
        return ""
    part = round(work.balance * 100)
    return f"{part} : {100 - part}"


def _figure(hours: Fraction) -> str:
    """Hours with one decimal at most; empty for none."""
    value = Decimal(hours.numerator) / Decimal(hours.denominator)
    return md.figure(value.quantize(Decimal("0.1"))) if hours else ""


def _hours_in_words(total: WorkHours) -> tuple[str, ...]:
    if not total.hours:
        return ()
    parts = (
        ("relationships", total.relationships),
        ("meetings", total.meetings),
        ("actions", total.implementation),
    )
    (first, most), *others = ((name, _figure(hours)) for name, hours in parts if hours)
    told = [f"{first} take {most}", *(f"{name} {hours}" for name, hours in others)]
    text = f"{capital(md.listed(told))} hours a month as far as stated"
    of = f", of the {_figure(total.planned)} that the shares hold" if total.planned else ""
    return (f"{text}{of}.",)


def _says(loads: tuple[Load, ...], shown: bool, edition: Edition) -> tuple[str, ...]:
    count = len(loads)
    if not count:
        return ("Nobody holds a role on an active account.",)
    people = capital(counted(count, "person", "people"))
    first = f"{people} {'holds' if count == 1 else 'hold'} a role on an active account."
    if not shown:
        where = (
            "is not said, as our settings show no figures about people."
            if edition is Edition.LEADERSHIP
            else "is in the leadership edition, where settings show figures about people: it also "
            "counts accounts that have no page here."
        )
        return (f"Whether anyone carries too much {where}", first)
    outside = [load for load in loads if load.within is False]
    if not outside:
        return ("Nobody carries more or fewer accounts than the role is made for.", first)
    number = counted(len(outside), "person", "people")
    names = md.listed([_outside(load) for load in outside])
    return (f"{capital(number)} {are(len(outside))} outside the span of the role: {names}.", first)


def _outside(load: Load) -> str:
    """``Ana Ruiz (4 accounts, the role is made for 1 to 2)``."""
    span = load.role.span.accounts if load.role.span else ""
    return (
        f"{load.person.name} ({counted(load.total or 0, 'account')}, the role is made for {span})"
    )


def _elsewhere(load: Load) -> str:
    """A person's work outside this playbook; empty if hidden."""
    if load.elsewhere is None:
        return ""
    declared = load.person.also_carries
    on = f" (declared on {md.day_text(declared.as_of)})" if declared is not None else ""
    return f"{load.elsewhere}{on}"
