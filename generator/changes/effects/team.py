"""Effects on the team: open work of who left, an owner outside it, office hours that it shares."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

from generator.analysis import AccountInsight
from generator.analysis.office_hours import Overlap
from generator.changes.effects.effect import REMOVED, EffectTexts, Pair, compares, some
from generator.model.profile import TeamMember
from generator.model.severities import Severity
from generator.text.formats import counted, day_text, duration, listed, percent


@compares("people", "account.team", by="person", on=(REMOVED,))
def left(pair: Pair, then: TeamMember, _now: None) -> EffectTexts:
    """People who left the team although something still depends on them."""
    work = _open_work(pair.after, then.person, pair.as_of)
    if work:
        yield Severity.MINOR, f"{pair.person(then.person)} left the team and still {listed(work)}."


@compares("people", "account.team", "share later_shares since until", by="person")
def working_time(pair: Pair, then: TeamMember, now: TeamMember) -> EffectTexts:
    """One of the team who is to work less or more on the account, now or later, or leaves it."""
    days = {pair.as_of, *(each.from_ for own in (then, now) for each in own.later_shares)}
    days |= {own.since for own in (then, now) if own.since}
    steps = list(_steps(then, now, sorted(day for day in days if day >= pair.as_of)))
    for (day, shares), (following, _) in pairwise((*steps, (None, None))):
        if day and shares:
            yield _step(pair, now, (day, following), shares)
    if then.until != now.until:
        yield _last_day(pair, then, now)


_Shares = tuple[Decimal, Decimal] | None


def _steps(
    then: TeamMember, now: TeamMember, days: Iterable[date]
) -> Iterator[tuple[date, _Shares]]:
    """The days from which both shares of working time are others; none where they are the same."""
    last: _Shares = None
    for day in days:
        one, other = then.share_on(day), now.share_on(day)
        shares = None if one is None or other is None or one == other else (one, other)
        if shares != last:
            yield day, shares
        last = shares


def _step(
    pair: Pair,
    member: TeamMember,
    days: tuple[date, date | None],
    shares: tuple[Decimal, Decimal],
) -> tuple[Severity, str]:
    """``days``: from the first on, up to the day before the second, if there is one."""
    (then, now), (day, following) = shares, days
    severity = Severity.MINOR if now < then else Severity.PATCH
    when = f" from {day_text(day)}" if day > pair.as_of else ""
    if following:
        when += f" {'to' if when else 'until'} {day_text(following - timedelta(days=1))}"
    elif when:
        when += " on"
    step = f"{percent(then)} -> {percent(now)}"
    return (
        severity,
        f"{pair.person(member.person)} works on the account{when}: {step} of their time.",
    )


def _last_day(pair: Pair, then: TeamMember, now: TeamMember) -> tuple[Severity, str]:
    who = pair.person(now.person)
    was = f"; it was {day_text(then.until)}" if then.until else ""
    if now.until is None:
        return Severity.MINOR, f"No last day on the account is stated for {who} any more{was}."
    return Severity.MINOR, f"The last day of {who} on the account is {day_text(now.until)}{was}."


@compares("people", "account.owner")
def owner(pair: Pair, then: str, now: str) -> EffectTexts:
    """Somebody else who answers for the plan now, and whether that is somebody of the team."""
    account = pair.after.account
    names = [pair.person(then), pair.person(now)]
    if names[0] == names[1]:
        names = [f"{names[0]} ({each})" for each in (then, now)]
    teams = {str(each.person) for each in (*account.team, *pair.before.account.team)}
    outside = ", who is not on the team" if account.team and now not in teams else ""
    text = f"The owner of the account: {' -> '.join(names)}{outside}."
    yield Severity.MAJOR, text, account.at("owner")


def _open_work(insight: AccountInsight, person: str, as_of: date) -> tuple[str, ...]:
    """Open work of a person, as parts of a sentence."""
    account = insight.account
    open_ones = [each for each in account.objectives if each.status == "open"]
    steps = [each.open_actions for each in insight.progress if each.objective in open_ones]
    ledgers = (insight.ours, insight.theirs)
    promises = [each for one in ledgers for each in (*one.open, *one.overdue)]
    duties = [each for each in account.raci if person in {each.accountable, *each.responsible}]
    kinds = (
        ("objective", _owned(open_ones, person)),
        ("action", _owned([step for each in steps for step in each], person)),
        ("promise", _owned(promises, person)),
        ("contract", _owned([each for each in account.contracts if each.ends >= as_of], person)),
        ("risk", _owned(account.risks, person)),
        ("assumption", _owned(account.assumptions, person)),
        ("opportunity", _owned(account.opportunities, person)),
        ("responsibility", len(duties)),
    )
    many = {kind: f"{kind[:-1]}ies" for kind, _ in kinds if kind.endswith("y")}
    looks_after = [counted(number, kind, many.get(kind)) for kind, number in kinds if number]
    found = ["owns the account"] if account.owner == person else []
    found += [f"has {listed(looks_after)}"] if looks_after else []
    alone = [
        post.stakeholder.function
        for post in insight.coverage.posts
        if post.relationships and all(link.person == person for link in post.relationships)
    ]
    found += [f"is the only contact of {some(alone)}"] if alone else []
    led = [each.name for each in account.regions if each.lead == person]
    found += [f"leads {some(led)}"] if led else []
    beyond = [f"“{each.activity}”" for each in account.raci if each.beyond == person]
    found += [f"decides beyond the limit of {some(beyond)}"] if beyond else []
    return tuple(found)


def _owned(items: Iterable[object], person: str) -> int:
    return sum(getattr(each, "owner", None) == person for each in items)


# Regions ----------------------------------------------------------------------------------------
_MOST_GROUPS = 3
"""Maximum number of groups of regions to report."""

_Hours = tuple[Overlap, ...]


@compares("people", "shared_hours", "minutes regions.id")
def hours(pair: Pair, then: _Hours, now: _Hours) -> EffectTexts:
    """Changed shared hours of the same regions, over the typical days."""
    older, newer = _minutes(then), _minutes(now)
    names = {each.id: each.name for each in pair.after.account.regions}
    moved = [key for key in newer if key in older and older[key] != newer[key]]
    if len(moved) > _MOST_GROUPS:
        unshared = sum(any(older[key]) and not any(newer[key]) for key in moved)
        also = f"; {unshared} of them share none any more" if unshared else ""
        groups = counted(len(moved), "group")
        yield Severity.MINOR, f"{groups} of regions share other office hours{also}."
    elif moved:
        clauses = (
            f"{listed([name for each, name in names.items() if each in key])} "
            f"{_range(older[key])} -> {_range(newer[key])}"
            for key in moved
        )
        yield Severity.MINOR, f"Shared office hours: {'; '.join(clauses)}."


def _minutes(overlaps: Iterable[Overlap]) -> dict[tuple[str, ...], tuple[int, ...]]:
    """Shared minutes of groups of regions on each typical day, by region ids."""
    found: dict[tuple[str, ...], tuple[int, ...]] = {}
    for each in overlaps:
        key = tuple(sorted(region.id for region in each.regions))
        found[key] = (*found.get(key, ()), each.minutes)
    return found


def _range(days: tuple[int, ...]) -> str:
    """``none``, ``1 h`` or ``30 min to 2 h``: the range over the days."""
    shortest, longest = min(days), max(days)
    if not longest:
        return "none"
    if shortest == longest:
        return duration(longest)
    return f"{duration(shortest) if shortest else 'none'} to {duration(longest)}"
