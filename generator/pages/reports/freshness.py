"""``/reports/freshness/``: how old is what the accounts rest on, the oldest first."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import partial

from generator.analysis import AccountInsight
from generator.analysis.freshness import BASIS_KINDS, GOOD_FOR, BasisKind, Freshness
from generator.charts import Picture
from generator.charts.heat import MOST, HeatGrid, heat
from generator.model.kinds import Account
from generator.pages.kit.links import MONEY, POSITION, Link, account_path, edit_link, entry_path
from generator.pages.kit.names import Names
from generator.pages.reports.recent import DAYS
from generator.pages.reports.report import Report, ReportsInput
from generator.pages.reports.since_review import Days, since_review
from generator.text import markdown as md
from generator.text.formats import are, capital, counted

_KINDS: dict[BasisKind, tuple[str, str]] = {
    "review": ("Review", "strategy.md"),
    "conversation": ("Conversation", "team.md"),
    "rating": ("Rating", POSITION),
    "stage": ("Stage", POSITION),
    "post": ("Contact", "team.md"),
    "figure": ("Figure", "strategy.md"),
    "wallet": ("Wallet", MONEY),
    "answer": ("Answer", "team.md"),
    "assumption": ("Assumption", "strategy.md"),
}
"""Each kind as it is called in a row, and the page on which it stands."""

_IN_DAYS = 60
"""What is younger has its age in days."""

_DARKEST = Decimal(24)
"""Months from which on a cell of the picture has the strongest shade."""


@dataclass(frozen=True, slots=True)
class AgeRow:
    """The oldest of a kind on an account; ``stale``: how many are past their day."""

    account: Account
    kind: str
    oldest: Freshness
    what: Link
    age: str
    stale: int


def report(given: ReportsInput) -> Report:
    """The age of what every account that is not retired rests on."""
    as_of = given.names.as_of
    running = given.running
    rows = [row for each in running for row in _rows(given.names, each)]
    rows.sort(key=lambda row: (row.oldest.on, row.account.name))
    return Report(
        "freshness",
        "Freshness",
        "How old is what our accounts rest on?",
        _says(running, rows, as_of),
        {
            "rows": rows,
            "edit": partial(edit_link, given.source_url),
            "good_for": str(GOOD_FOR),
        },
        next=("what should have happened by now", Link("Overdue", "reports/overdue.md")),
        pictures=(_picture(rows, as_of),) if rows else (),
        news=since_review(running, as_of, _NEWS),
        found_by="age of data stale outdated old rating last contact evidence",
    )


_NEWS: Mapping[tuple[str, str], Days] = {
    ("thing looked at again", "things looked at again"): lambda each: (
        found.on for found in each.freshness
    )
}


def _rows(names: Names, insight: AccountInsight) -> list[AgeRow]:
    """A row for each kind, with its oldest entry."""
    by_kind: dict[BasisKind, list[Freshness]] = {}
    for each in insight.freshness:
        by_kind.setdefault(each.kind, []).append(each)
    return [
        AgeRow(
            account=insight.account,
            kind=_KINDS[kind][0],
            oldest=found[0],
            what=_link(names, insight.account, found[0]),
            age=age(found[0].on, names.as_of),
            stale=sum(each.stale for each in found),
        )
        for kind, found in by_kind.items()
    ]


def _link(names: Names, account: Account, found: Freshness) -> Link:
    own = account.id
    if found.kind == "stage":
        text = names.name("method", found.what) or found.what
        return Link(text, account_path(own, POSITION))
    if found.stakeholder:
        return Link(found.what, entry_path(own, "stakeholder"), f"stakeholder-{found.stakeholder}")
    if found.anchor:
        kind = "objective" if found.kind == "figure" else found.kind
        return Link(found.what, entry_path(own, kind), f"{kind}-{found.anchor}")
    return Link(found.what, account_path(own, _KINDS[found.kind][1]))


def months_between(first: date, last: date) -> int:
    """Whole months from one day to a later one."""
    months = (last.year - first.year) * 12 + last.month - first.month
    return months - (last.day < first.day)


def age(on: date, as_of: date) -> str:
    """``12 days``, and from 60 days on ``3 months``."""
    days = (as_of - on).days
    if days < _IN_DAYS:
        return counted(days, "day") if days else "today"
    return counted(months_between(on, as_of), "month")


def _says(
    running: Sequence[AccountInsight], rows: Sequence[AgeRow], as_of: date
) -> tuple[str, ...]:
    if not rows:
        return ("No account that is not retired has anything with a day.",)
    dated = [(each.account, own) for each in running for own in each.freshness if own.until]
    dated.sort(key=lambda pair: (pair[1].until or as_of, pair[0].name))
    late = [_named(*pair) for pair in dated if pair[1].stale]
    first = "Nothing is older than its plan allows."
    if late:
        things = counted(len(late), "thing")
        first = f"{capital(things)} {are(len(late))} older than the plan allows: "
        first += f"{md.listed(late[:3])}{', and others' if len(late) > 3 else ''}."
    oldest = rows[0]
    what = _named(oldest.account, oldest.oldest)
    second = f"The oldest of all is of {md.day_text(oldest.oldest.on)}: {what}."
    until = as_of + timedelta(days=DAYS)
    near = sum(not own.stale and own.until is not None and own.until <= until for _, own in dated)
    soon = capital(counted(near, "thing"))
    return first, second, f"{soon} {are(near)} to be looked at again within {DAYS} days."


def _named(account: Account, found: Freshness) -> str:
    """``Conversation: Buyer (Norvane)``."""
    return f"{_KINDS[found.kind][0]}: {found.what} ({account.name})"


def _picture(rows: Sequence[AgeRow], as_of: date) -> Picture:
    """Months since the oldest entry by account and kind; of many accounts those with the oldest."""
    accounts = list({row.account.id: row.account for row in rows}.values())
    shown, left_out = accounts[:MOST], accounts[MOST:]
    names = {each.id for each in shown}
    held = {row.kind for row in rows if row.account.id in names}
    kinds = [called for kind in BASIS_KINDS if (called := _KINDS[kind][0]) in held]
    numbers = {each.id: place for place, each in enumerate(shown)}
    cells = {
        (numbers[row.account.id], kinds.index(row.kind)): row
        for row in rows
        if row.account.id in numbers
    }
    months = {place: months_between(row.oldest.on, as_of) for place, row in cells.items()}

    def oldest(axis: int, number: int) -> str:
        return str(max(value for place, value in months.items() if place[axis] == number))

    notes = ["Months since the oldest entry; the stronger the shade, the more."]
    marked = [place for place, row in cells.items() if row.stale]
    if marked:
        notes.append("In a thick frame: one or more are past their day.")
    if left_out:
        notes.append(f"{counted(len(left_out), 'more account')} {are(len(left_out))} in the table.")
    grid = HeatGrid(
        rows=[each.name for each in shown],
        columns=kinds,
        shades={
            place: min(Decimal(value) / _DARKEST, Decimal(1)) for place, value in months.items()
        },
        figures={place: str(value) for place, value in months.items()},
        row_sums=[oldest(0, number) for number in range(len(shown))],
        column_sums=[oldest(1, number) for number in range(len(kinds))],
        total=str(max(months.values())),
        sum_label="Oldest",
        marked=marked,
        notes=notes,
    )
    return heat(grid, "freshness.svg", "Age of what the accounts rest on, in months")
