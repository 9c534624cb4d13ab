"""``/roles/`` and the pages of a role: its job description, in print and as data, and checklist.

Printed, a role's page is given to applicants: without disputed statements, notes on pay, sources
and accounts. As data it is an ``Occupation`` in the schema.org vocabulary, in JSON-LD, made from
the edition's view like the rest of the page.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import partial

from generator.analysis.needs import Need
from generator.model.common import Statement
from generator.model.kinds import Role
from generator.model.role import Pay, Profile
from generator.pages.kit.checklists import checklist_of, levels_of, of_needs
from generator.pages.kit.handbook import (
    StatementText,
    found_by,
    handbook_page,
    marks,
    marks_of,
    shows_internal,
    statement_texts,
)
from generator.pages.kit.links import (
    DATA_SYNONYMS,
    FIT,
    PAY,
    ROLES,
    Link,
    guide_title,
    post_link,
    role_path,
    role_title,
)
from generator.pages.kit.page import Footer, Page
from generator.pages.kit.versions import history_page
from generator.pages.role import articles as role_articles
from generator.pages.role import background as role_background
from generator.pages.role import compare as role_compare
from generator.pages.role import description as role_description
from generator.pages.role import levels as role_levels
from generator.pages.role import pay as role_pay
from generator.pages.role.background import parts
from generator.pages.role.layout import (
    ARTICLES,
    BACKGROUND,
    CHECKLIST,
    DESCRIPTION,
    LEVELS,
    RoleInput,
    RolesInput,
    breadcrumbs,
    siblings,
)
from generator.pages.role.levels import NeedRow, needs_by_area
from generator.pages.role.own_words import PROFILE, articles_of, own_words
from generator.pages.role.steps import comes_from, steps_of
from generator.text import markdown as md

OFF_PAPER = ("background",)
"""Anchors of sections that are not part of the job description, and not printed.

Disputes, pay, versions and accounts are on the page this section links to.
"""

_LD = dict[str, object]

_MOST = 1
"""Maximum number of behaviours per competency, so that the list stays readable; the page of its
area shows all.
"""


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
        "educationRequirements": _texts(own_words(role.profile.education) if role.profile else ()),
        "estimatedSalary": [_salary(pay) for pay in role.profile.pay] if role.profile else [],
    }
    return {key: value for key, value in found.items() if value not in ([], "")}


def _duties(role: Role) -> Iterable[Statement]:
    yield from own_words(role.responsibilities)
    for group in role.functions:
        yield from own_words(group.does)
    yield from own_words(role.tasks)


def _qualifications(profile: Profile | None) -> Iterable[Statement]:
    if profile is not None:
        for statements in (profile.skills, profile.languages, profile.personality):
            yield from own_words(statements)


def _texts(statements: Iterable[Statement]) -> list[str]:
    return [each.says for each in statements if each.doubt is None and each.reading is None]


def _skill(need: Need) -> _LD:
    behaviours = (each.says for each in need.competency.levels.get(need.level.id, ()))
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
        "description": f"Gross. Not our pay band. {md.stop(f'{pay.country}, {pay.year}')}{doubt}",
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
            "in_full": role_path(role.id, DESCRIPTION),
            "articles": role_path(role.id, ARTICLES) if articles_of(role) else None,
            "background": role_path(role.id, BACKGROUND),
            "onboarding": given.paths.get(role.id),
            **_place(given, role),
            **_work(given, role),
            **_demands(given, role),
            "steps": [step for step in steps_of(given, role) if not step.variant],
            "comes_from": comes_from(given, role),
            "more": list(parts(given, role)),
            "pay": PAY.path if role.pay_criteria else None,
        },
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
        structured=occupation(given, role),
        off_paper=OFF_PAPER,
    )


def _place(given: RolesInput, role: Role) -> dict[str, object]:
    """Its names and variants, and where it stands."""
    names, span = given.names, role.span
    return {
        "also_called": ", ".join(role.also_called),
        "variant": post_link(names, role.variant_of) if role.variant_of else None,
        "variants": [
            Link(each.abbreviation or each.name, role_path(each.id))
            for each in given.by_id
            if each.variant_of == role.id
        ],
        "marks": marks(names, role.position.origin, reading=role.position.reading),
        "placed_marks": marks_of(names, role.position.placed_at_basis),
        "reports_to": [post_link(names, post) for post in role.position.reports_to],
        "reports_marks": marks_of(names, role.position.reports_to_basis),
        "span_marks": marks(names, span.origin, span.source, prefix="source: ") if span else (),
    }


def _work(given: RolesInput, role: Role) -> dict[str, object]:
    """What it does, and how that is measured."""
    texts_of = partial(_texts_of, given)
    return {
        "responsibilities": texts_of(role.responsibilities),
        "functions": [(each, texts_of(each.does)) for each in role.functions],
        "tasks": texts_of(role.tasks),
        "principles": texts_of(role.principles),
        "kpis": [(kpi, marks(given.names, kpi.origin)) for kpi in role.kpis],
    }


def _texts_of(given: RolesInput, statements: Iterable[Statement]) -> list[StatementText]:
    return statement_texts(given.names, own_words(statements))


def _demands(given: RolesInput, role: Role) -> dict[str, object]:
    """What it must be good at, what each side expects of it, and who fits."""
    direction = role.direction
    return {
        "needs": [(each.area, _by_level(given, each.rows)) for each in needs_by_area(given, role)],
        "scale": [name for _, name in levels_of(given.framework)],
        "reasons": any(need.because for need in role.requires),
        "fit": FIT if given.has_fit else None,
        "expectations": _expectations(given, role),
        "direction": _texts_of(given, direction.says) if direction else [],
        "guide": _guide(role),
        "profile": _profile(given, role.profile),
        "asks_ours": shows_internal(given.names),
        "ours": given.expected.get(role.id, ()),
    }


def _by_level(given: RolesInput, rows: list[NeedRow]) -> list[tuple[str, list[NeedRow]]]:
    """The requirements of an area by level, highest first, without empty levels."""
    scale = given.framework.scale if given.framework else ()
    found = (
        (level.name, [row for row in rows if row.level.text == level.name])
        for level in reversed(scale)
    )
    return [(level, needed) for level, needed in found if needed]


def _guide(role: Role) -> Link | None:
    """The hand-written page on choosing whose side the role takes."""
    path = role.direction.guide if role.direction else None
    return Link(guide_title(path), path) if path else None


def _expectations(given: RolesInput, role: Role) -> list[tuple[str, list[StatementText]]]:
    if role.expects is None:
        return []
    sides = (
        ("The customer expects", _texts_of(given, role.expects.customer)),
        ("The company expects", _texts_of(given, role.expects.company)),
    )
    return [(title, statements) for title, statements in sides if statements]


def _profile(given: RolesInput, profile: Profile | None) -> list[tuple[str, list[StatementText]]]:
    if profile is None:
        return []
    found = [(md.sentence(name), _texts_of(given, getattr(profile, name))) for name in PROFILE]
    return [(title, statements) for title, statements in found if statements]


def pages(given: RolesInput) -> Iterator[Page]:
    """The list of roles and the comparison, if there are roles."""
    if given.roles:
        yield index(given)
        yield from role_compare.pages(given)
        yield from role_pay.pages(given)


def pages_of_role(own: RoleInput) -> Iterator[Page]:
    """The pages of one role, in reading order."""
    role, names = own.role, own.all.names
    other_pages, above = siblings(role), breadcrumbs(role)
    yield page(own)
    yield from role_levels.pages(own)
    yield role_description.page(own)
    yield checklist_page(own)
    if articles_of(role):
        yield role_articles.page(own)
    yield role_background.page(own)
    yield history_page(names, own.record, role, siblings=other_pages, breadcrumbs=above)


def index(given: RolesInput) -> Page:
    """The list of roles, in career order."""
    return handbook_page(
        given.names,
        "role/index.md.j2",
        ROLES.path,
        ROLES.title,
        {
            "roles": [
                (
                    role,
                    marks(given.names, role.position.origin, reading=role.position.reading),
                    role_compare.span_marks(given, role),
                    [
                        (post_link(given.names, step.role), marks(given.names, step.origin))
                        for step in role.leads_to
                    ],
                )
                for role in given.roles
            ],
            "paths": given.paths,
            "role_title": role_title,
            "files": given.files,
        },
        foot=Footer(source="content/roles/"),
        siblings=role_compare.other_pages(given.roles),
        boost=1.2,
        description="What each role is for, where it stands and where it leads.",
        synonyms=[DATA_SYNONYMS],
    )


def checklist_page(own: RoleInput) -> Page:
    """The checklist of one role, by area."""
    role, given = own.role, own.all
    areas = needs_by_area(given, role)
    count = sum(len(each.rows) for each in areas)
    path = role_path(role.id, CHECKLIST)
    page = handbook_page(
        given.names,
        "role/checklist.md.j2",
        path,
        f"{role_title(role)}: checklist",
        {
            "role": role,
            "role_page": role_path(role.id),
            "areas": areas,
            "count": count,
            "most": _MOST,
            "on_accounts": given.has_accounts,
        },
        item=role,
        siblings=siblings(role),
        breadcrumbs=breadcrumbs(role),
        description=f"Observable behaviour of a {role.name}, to see where you stand.",
    )
    entries, levels = of_needs(given.needs[role.id], given.framework), levels_of(given.framework)
    checklist = checklist_of("role", role, entries, levels=levels)
    return replace(page, checklist=checklist) if count else page
