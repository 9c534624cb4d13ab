"""Effects on regions and units of the customer: one that goes, and posts of another region."""

from collections import Counter
from typing import Literal

from generator.analysis.coverage import Covered, covered_in
from generator.changes.effects.effect import REMOVED, EffectTexts, Pair, compares
from generator.changes.effects.posts import called_now
from generator.model.profile import Region, Unit
from generator.model.severities import Severity
from generator.text.formats import counted, listed


@compares("relationships", "account.regions", by="id", on=(REMOVED,))
def region_removed(pair: Pair, then: Region, _now: None) -> EffectTexts:
    """A region that is no longer one, and where its posts belong now."""
    yield _gone(pair, then, "region")


@compares("relationships", "account.units", by="id", on=(REMOVED,))
def unit_removed(pair: Pair, then: Unit, _now: None) -> EffectTexts:
    """A site or brand of the customer that is no longer one, and where its posts belong now."""
    yield _gone(pair, then, "unit")


def _gone(pair: Pair, then: Region | Unit, kind: Literal["region", "unit"]) -> tuple[Severity, str]:
    accounts = pair.before.account, pair.after.account
    now = {each.id: each for each in accounts[1].stakeholders}
    posts = [now.get(e.id) for e in accounts[0].stakeholders if getattr(e, kind) == then.id]
    text = f"{then.name} is no longer a {kind} of the account"
    places = accounts[1].regions if kind == "region" else accounts[1].units
    names = {str(each.id): each.name for each in places}
    goes = Counter(names.get(getattr(each, kind) or "", f"no {kind}") for each in posts if each)
    clauses = [
        f"{counted(number, 'post')} now {_verb(number, 'belongs', 'belong')} to {name}"
        for name, number in goes.items()
    ]
    if missing := posts.count(None):
        is_gone = f"{_verb(missing, 'is', 'are')} no longer in the plan"
        clauses.append(f"{counted(missing, 'post')} {is_gone}")
    is_lost = kind == "region" and set(goes) - {*names.values()}
    severity = Severity.MAJOR if is_lost else Severity.MINOR
    return severity, f"{text}: {listed(clauses)}." if clauses else f"{text}."


def _verb(number: int, one: str, several: str) -> str:
    return one if number == 1 else several


@compares("relationships", "coverage.posts", "stakeholder.region", by="stakeholder")
def region(pair: Pair, then: Covered, now: Covered) -> EffectTexts:
    """A post that belongs to another region: what the former one loses and the new one gains."""
    accounts = pair.before.account, pair.after.account
    names = {each.id: each.name for account in accounts for each in account.regions}
    was, goes = (each.stakeholder.region for each in (then, now))
    posts = pair.after.coverage.posts
    clauses, severity = [], Severity.MINOR
    left = {each.id for each in pair.after.account.regions}
    if was and was not in left:
        return  # told of the region
    if was:
        lost = "a contact whom nobody covered"
        covered = [len(covered_in(each.coverage, was)) for each in (pair.before, pair.after)]
        if then.people and not covered[1]:
            lost, severity = "the last contact there that we covered", Severity.MAJOR
        elif then.people:
            lost = f"a contact that we covered ({covered[0]} -> {covered[1]} there)"
        if then.key and not any(e.key and e.stakeholder.region == was for e in posts):
            lost += ", and nobody there can decide, pay or say no any more"
            severity = Severity.MAJOR
        clauses.append(f"{names.get(was, was)} loses {lost}")
    if goes:
        by = listed([pair.person(each) for each in now.people])
        gained = f"a contact that {by} {'covers' if len(now.people) == 1 else 'cover'}"
        gained = gained if by else "a contact whom nobody covers"
        clauses.append(f"{names.get(goes, goes)} gains {gained}")
    where = "another region" if was and goes else "a region" if goes else "no region any more"
    text = f"{called_now(pair, now.stakeholder)} belongs to {where}: {'; '.join(clauses)}."
    yield severity, text, now.stakeholder.at("region")
