"""Names and short sayings that several pages of an account share."""

from collections.abc import Sequence
from datetime import date

from generator.findings.classification import Secrecy, Subject, may_see
from generator.model.kinds import Account
from generator.model.stakeholders import Stakeholder
from generator.pages.kit.names import Names
from generator.text import markdown as md


def stakeholder(account: Account, stakeholder_id: str | None) -> Stakeholder | None:
    """One of the customer's posts, or ``None`` when the view does not hold it."""
    return next((each for each in account.stakeholders if each.id == stakeholder_id), None)


def post(account: Account, stakeholder_id: str) -> str:
    """A post by its function; the id in words where the view does not hold it."""
    found = stakeholder(account, stakeholder_id)
    return found.function if found else md.sentence(stakeholder_id)


def region(account: Account, region_id: str | None) -> str:
    """A region's name; empty without a region."""
    names = {each.id: each.name for each in account.regions}
    return names.get(region_id, md.sentence(region_id)) if region_id else ""


def unit(account: Account, unit_id: str | None) -> str:
    """A unit's name; empty without a unit."""
    names = {each.id: each.name for each in account.units}
    return names.get(unit_id, md.sentence(unit_id)) if unit_id else ""


def people(names: Names, ids: Sequence[str]) -> str:
    """Names in one line: ``Ana Ruiz, Jonas Lind``."""
    return ", ".join(names.person(each) for each in ids)


def post_of_ours(names: Names, person_id: str) -> str:
    """What somebody of ours is by trade: post and function, as far as the view holds them."""
    found = names.people.get(person_id)
    if found is None:
        return ""
    title = names.name("role", found.post) or names.name("post", found.post)
    function = names.name("function", found.function)
    return ", ".join(part for part in (title, function) if part)


def absences(names: Names, person_id: str) -> list[str]:
    """Planned absences that are not over, as ``away from 7 Dec 2026, end open``."""
    found = names.people.get(person_id)
    said = []
    for absence in found.away if found else ():
        begun = "since" if absence.from_ <= names.as_of else "from"
        start = f"away {begun} {md.day_text(absence.from_)}"
        if absence.until is None:
            said.append(f"{start}, end open")
        elif absence.until >= names.as_of:
            said.append(f"{start}, until {md.day_text(absence.until)}")
    return said


def sees_amounts(names: Names) -> bool:
    """Whether this edition shows amounts of accounts at all."""
    return may_see(names.edition, Subject.ACCOUNT, Secrecy.CONFIDENTIAL)


def past(day: date, names: Names) -> bool:
    """Whether ``day`` lies before the day the playbook is made for."""
    return day < names.as_of
