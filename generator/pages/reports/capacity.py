"""``/reports/capacity/``: accounts per person, compared with the span of the role."""

from generator.analysis.capacity import Load
from generator.pages.kit.links import Link
from generator.pages.reports.report import Report, ReportsInput
from generator.text import markdown as md
from generator.text.formats import are, capital, counted


def report(given: ReportsInput) -> Report:
    """The load of each role holder."""
    loads = given.insight.loads
    shown = any(load.elsewhere is not None for load in loads)
    return Report(
        "capacity",
        "Capacity",
        "Does anyone carry more accounts than the role is made for?",
        _says(loads, shown),
        {"loads": [(load, _elsewhere(load)) for load in loads], "shown": shown},
        next=(
            "whether an account still earns its effort",
            Link("Portfolio", "reports/portfolio.md"),
        ),
    )


def _says(loads: tuple[Load, ...], shown: bool) -> tuple[str, ...]:
    count = len(loads)
    if not count:
        return ("Nobody holds a role on an active account.",)
    people = capital(counted(count, "person", "people"))
    first = f"{people} {'holds' if count == 1 else 'hold'} a role on an active account."
    if not shown:
        return (
            "Whether anyone carries too much is in the leadership edition: it also counts accounts "
            "that have no page here.",
            first,
        )
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
