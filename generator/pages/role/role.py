"""A role as a job description, in print and as data.

Printed, a role's page is given to applicants: without disputed statements, notes on pay, sources
and accounts. As data it is an ``Occupation`` in the schema.org vocabulary, in JSON-LD, made from
the edition's view like the rest of the page.
"""

from collections.abc import Iterable

from generator.analysis.needs import Need
from generator.model.common import Statement
from generator.model.kinds import Role
from generator.model.role import Pay, Profile
from generator.pages.kit.handbook import (
    Said,
    all_said,
    found_by,
    handbook_page,
    marks,
    shows_internal,
)
from generator.pages.kit.links import (
    FIT,
    ROLES,
    Link,
    guide_title,
    post_link,
    role_path,
    role_title,
)
from generator.pages.kit.page import Page
from generator.pages.role.background import parts
from generator.pages.role.layout import (
    BACKGROUND,
    CHECKLIST,
    LEVELS,
    RoleInput,
    RolesInput,
    former,
    siblings,
)
from generator.pages.role.levels import needs_by_area
from generator.pages.role.steps import comes_from, steps_of
from generator.text import markdown as md

OFF_PAPER = ("background",)
"""Anchors of sections that are not part of the job description, and not printed.

Disputes, pay, versions and accounts are on the page this section links to.
"""

_LD = dict[str, object]


def occupation(given: RolesInput, role: Role) -> _LD:
    """The role as JSON-LD, without hidden and doubtful statements.

    Pay is given with country and year, as in its source. Definitions have no place of work, so none
    is given.
    """
    found: _LD = {
        "@context": "https://schema.org",
        "@type": "Occupation",
        "identifier": role.id,
        "name": role.name,
        "alternateName": [each for each in (role.abbreviation, *role.also_called) if each],
        "description": role.purpose,
        "responsibilities": _texts(_duties(role)),
        "skills": [_skill(need) for need in given.needs[role.id]],
        "qualifications": _texts(_qualifications(role.profile)),
        "educationRequirements": _texts(role.profile.education if role.profile else ()),
        "estimatedSalary": [_salary(pay) for pay in role.profile.pay] if role.profile else [],
    }
    return {key: value for key, value in found.items() if value not in ([], "")}


def _duties(role: Role) -> Iterable[Statement]:
    yield from role.responsibilities
    for group in role.functions:
        yield from group.does
    yield from role.tasks


def _qualifications(profile: Profile | None) -> Iterable[Statement]:
    if profile is not None:
        yield from (*profile.skills, *profile.languages, *profile.personality)


def _texts(statements: Iterable[Statement]) -> list[str]:
    return [each.says for each in statements if each.doubt is None]


def _skill(need: Need) -> _LD:
    behaviours = need.competency.levels.get(need.level.id, ())
    return {
        "@type": "DefinedTerm",
        "termCode": need.competency.id,
        "name": need.competency.name,
        "description": " ".join(
            md.stop(text) for text in (f"Level: {need.level.name}", *behaviours)
        ),
    }


def _salary(pay: Pay) -> _LD:
    doubt = f" Doubtful: {md.stop(pay.doubt)}" if pay.doubt else ""
    return {
        "@type": "MonetaryAmount",
        "currency": pay.currency,
        "description": f"Gross. {md.stop(f'{pay.country}, {pay.year}')}{doubt}",
        "value": {
            "@type": "QuantitativeValue",
            "minValue": _number(pay.from_),
            "maxValue": _number(pay.to),
            "unitText": pay.per.upper(),
        },
    }


def _number(amount: object) -> int | float:
    exact = float(str(amount))
    return int(exact) if exact.is_integer() else exact


NEXT = "Where it leads"
NEXT_WORDS = "career path, career, promotion, next role"
"""Search words for the roles after this one."""

_PROFILE = ("skills", "education", "languages", "travel", "sectors", "personality")


def page(own: RoleInput) -> Page:
    """The page of one role, which is its job description in print."""
    role, given = own.role, own.all
    return handbook_page(
        given.names,
        "role/role.md.j2",
        role_path(role.id),
        role_title(role),
        {
            "role": role,
            "next_heading": NEXT,
            "levels": role_path(role.id, LEVELS),
            "checklist": role_path(role.id, CHECKLIST),
            "background": role_path(role.id, BACKGROUND),
            "also_called": ", ".join(role.also_called),
            "variant": _variant(given, role),
            "variants": [
                Link(each.abbreviation or each.name, role_path(each.id))
                for each in given.by_id
                if each.variant_of == role.id
            ],
            "onboarding": given.paths.get(role.id),
            "marks": marks(given.names, role.position.origin),
            "reports_to": [post_link(given.names, post) for post in role.position.reports_to],
            "span_marks": marks(given.names, role.span.origin, role.span.source, prefix="source: ")
            if role.span
            else (),
            "responsibilities": all_said(given.names, role.responsibilities),
            "functions": [(each, all_said(given.names, each.does)) for each in role.functions],
            "tasks": all_said(given.names, role.tasks),
            "principles": all_said(given.names, role.principles),
            "needs": needs_by_area(given, role),
            "reasons": any(need.because for need in role.requires),
            "fit": FIT if given.has_fit else None,
            "expectations": _expectations(given, role),
            "direction": all_said(given.names, role.direction.says) if role.direction else [],
            "guide": _guide(role),
            "profile": _profile(given, role.profile),
            "steps": [step for step in steps_of(given, role) if not step.variant],
            "comes_from": comes_from(given, role),
            "kpis": [(kpi, marks(given.names, kpi.origin)) for kpi in role.kpis],
            "asks_ours": shows_internal(given.names),
            "ours": given.expected.get(role.id, ()),
            "more": list(parts(given, role)),
        },
        section="roles",
        item=role,
        siblings=siblings(role),
        breadcrumbs=(ROLES,),
        # A search for a title means the role, not its variants.
        boost=1.2 if role.variant_of else 1.5,
        synonyms=(
            *found_by(role_title(role), (role.abbreviation, *role.also_called, *role.aliases)),
            (NEXT, NEXT_WORDS),
        ),
        description=role.purpose,
        former_paths=former(role),
        structured=occupation(given, role),
        off_paper=OFF_PAPER,
    )


def _variant(given: RolesInput, role: Role) -> Link | None:
    return post_link(given.names, role.variant_of) if role.variant_of else None


def _guide(role: Role) -> Link | None:
    """The hand-written page on choosing whose side the role takes."""
    path = role.direction.guide if role.direction else None
    return Link(guide_title(path), path) if path else None


def _expectations(given: RolesInput, role: Role) -> list[tuple[str, list[Said]]]:
    if role.expects is None:
        return []
    sides = (
        ("The customer expects", all_said(given.names, role.expects.customer)),
        ("The company expects", all_said(given.names, role.expects.company)),
    )
    return [(title, statements) for title, statements in sides if statements]


def _profile(given: RolesInput, profile: Profile | None) -> list[tuple[str, list[Said]]]:
    if profile is None:
        return []
    found = [
        (md.sentence(name), all_said(given.names, getattr(profile, name))) for name in _PROFILE
    ]
    return [(title, statements) for title, statements in found if statements]
