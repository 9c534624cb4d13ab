"""``/roles/pay/``: what the pay of each role depends on, as the EU asks of employers; printable.

The range itself is shown to HR and leadership only.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from generator.analysis.needs import Need
from generator.model.kinds import Role
from generator.model.role import CRITERIA, PayRange
from generator.pages.kit.handbook import handbook_page, shows_personnel
from generator.pages.kit.links import PAY, ROLES, Link, role_path, role_title
from generator.pages.kit.page import Footer, Page
from generator.pages.role.background import PAY_WORDS
from generator.pages.role.compare import other_pages
from generator.pages.role.layout import LEVELS, RolesInput
from generator.text import markdown as md


@dataclass(frozen=True, slots=True)
class RolePay:
    """What the pay of one role depends on.

    ``criteria``: each with its name and what counts; ``skills``: how many competencies are required
    at which level, if any; ``range``: empty if it has none, or if it is not in this edition.
    """

    role: Link
    anchor: str
    criteria: tuple[tuple[str, tuple[str, ...]], ...]
    skills: str
    levels: str
    range: str


def pages(given: RolesInput) -> Iterator[Page]:
    """The page, if a role says what its pay depends on."""
    said = [_of(given, role) for role in given.roles if role.pay_criteria]
    if said:
        yield handbook_page(
            given.names,
            "role/pay.md.j2",
            PAY.path,
            PAY.title,
            {
                "roles": said,
                "silent": [
                    Link(role_title(role), role_path(role.id))
                    for role in given.roles
                    if not role.pay_criteria
                ],
                "asks_range": shows_personnel(given.names),
            },
            foot=Footer(source="content/roles/"),
            siblings=other_pages(given.roles),
            breadcrumbs=(ROLES,),
            description="What the pay of each role depends on, whoever holds it.",
            synonyms=[(PAY.title, f"{PAY_WORDS} criteria gender-neutral 2023/970")],
        )


def _of(given: RolesInput, role: Role) -> RolePay:
    return RolePay(
        role=Link(role_title(role), role_path(role.id)),
        anchor=role.id,
        criteria=tuple(
            (md.sentence(name.replace("_", "-")), getattr(role.pay_criteria, name))
            for name in CRITERIA
        ),
        skills=_skills(given, given.needs[role.id]),
        levels=role_path(role.id, LEVELS),
        range=_range(role.pay_range) if role.pay_range else "",
    )


def _skills(given: RolesInput, needs: tuple[Need, ...]) -> str:
    """``Competencies required: 2 at Expert and 9 at Practitioner``, highest level first."""
    found = Counter(need.level.name for need in needs)
    scale = given.framework.scale if given.framework else ()
    parts = [f"{found[each.name]} at {each.name}" for each in reversed(scale) if found[each.name]]
    return f"Competencies required: {md.listed(parts)}" if parts else ""


def _range(pay: PayRange) -> str:
    amount = f"{pay.currency} {md.figure(pay.from_)} to {md.figure(pay.to)} gross a {pay.per}"
    also = f", {pay.includes}" if pay.includes else ""
    return f"{amount}{also}; since {md.day_text(pay.since)}"
