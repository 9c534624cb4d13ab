"""A role as a job description: what is left out on paper, and the same for programs.

On paper a role's page is handed out to people who apply: without what is disputed, without notes on
pay, without sources and without accounts. For programs it is an ``Occupation`` in the vocabulary of
schema.org, in JSON-LD, made from the edition's view like everything else on the page.
"""

from collections.abc import Iterable

from generator.catalog import Catalog
from generator.definitions.models import Role
from generator.definitions.models.common import Statement
from generator.definitions.models.role import Pay, Profile
from generator.insight.needs import Need, needs_of_role
from generator.pages import markdown as md

OFF_PAPER = ("background",)
"""Anchors of the sections of a role's page that are no part of a job description.

What is disputed, pay, versions and accounts stand on the page this section leads to.
"""

_LD = dict[str, object]


def occupation(catalog: Catalog, role: Role) -> _LD:
    """The role as JSON-LD; what the view does not hold, or somebody doubts, is not said.

    Pay is said with country and year, as its source says it. Where the work is done no definition
    says, so neither is it said here.
    """
    found: _LD = {
        "@context": "https://schema.org",
        "@type": "Occupation",
        "identifier": role.id,
        "name": role.name,
        "alternateName": [each for each in (role.abbreviation, *role.also_called) if each],
        "description": role.purpose,
        "responsibilities": _texts(_duties(role)),
        "skills": [_skill(need) for need in needs_of_role(catalog, role)],
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
