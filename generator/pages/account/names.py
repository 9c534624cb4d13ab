"""Names of an account's posts, regions and units, if in view."""

from generator.model.kinds import Account
from generator.model.stakeholders import Stakeholder
from generator.text import markdown as md


def stakeholder(account: Account, stakeholder_id: str | None) -> Stakeholder | None:
    """One of the customer's posts, or ``None`` if not in view."""
    return next((each for each in account.stakeholders if each.id == stakeholder_id), None)


def post(account: Account, stakeholder_id: str | None) -> str:
    """A post's function; its id in words if not in view, empty for none."""
    found = stakeholder(account, stakeholder_id)
    return found.function if found else md.sentence(stakeholder_id or "")


def region(account: Account, region_id: str | None) -> str:
    """A region's name; empty without a region."""
    names = {each.id: each.name for each in account.regions}
    return names.get(region_id, md.sentence(region_id)) if region_id else ""


def unit(account: Account, unit_id: str | None) -> str:
    """A unit's name; empty without a unit."""
    names = {each.id: each.name for each in account.units}
    return names.get(unit_id, md.sentence(unit_id)) if unit_id else ""
