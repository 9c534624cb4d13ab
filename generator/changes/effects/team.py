"""Effects of team changes: open work of people who left, and an owner outside the team."""

from collections.abc import Iterable
from datetime import date

from generator.analysis import AccountInsight
from generator.changes.effects.effect import REMOVED, EffectTexts, Pair, compares, some
from generator.model.profile import TeamMember
from generator.model.severities import Severity
from generator.text.formats import counted, listed, percent


@compares("people", "account.team", by="person", on=(REMOVED,))
def left(pair: Pair, then: TeamMember, _now: None) -> EffectTexts:
    """People who left the team although something still depends on them."""
    work = _open_work(pair.after, then.person, pair.as_of)
    if work:
        yield Severity.MINOR, f"{pair.person(then.person)} left the team and still {listed(work)}."


@compares("people", "account.team", "share", by="person")
def working_time(pair: Pair, then: TeamMember, now: TeamMember) -> EffectTexts:
    """One of the team who is to work less or more on the account."""
    if then.share is not None and now.share is not None:
        severity = Severity.MINOR if now.share < then.share else Severity.PATCH
        step = f"{percent(then.share)} -> {percent(now.share)}"
        yield severity, f"{pair.person(now.person)} works on the account: {step} of their time."


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
    return tuple(found)


def _owned(items: Iterable[object], person: str) -> int:
    return sum(getattr(each, "owner", None) == person for each in items)
