"""``/roles/<id>/``: what the role is for, what it does, what it asks for, where it leads."""

from dataclasses import dataclass

from generator.catalog import Catalog
from generator.definitions.models import Account, Role
from generator.definitions.models.role import Pay, Profile, RoleSpan, Tension
from generator.insight.needs import needs_of_role
from generator.pages import markdown as md
from generator.pages.context import Context
from generator.pages.handbook_frame import (
    Said,
    all_said,
    handbook_page,
    marks,
    shows_internal,
)
from generator.pages.handbook_links import (
    ROLES,
    Link,
    account_path,
    competency_path,
    post_link,
    role_path,
    role_title,
)
from generator.pages.job_description import OFF_PAPER, occupation
from generator.pages.page import NavigationItem, Page
from generator.pages.role_steps import comes_from, steps_of

_PROFILE = ("skills", "education", "languages", "travel", "sectors", "personality")


@dataclass(frozen=True, slots=True)
class NeedRow:
    """One competency the role asks for."""

    competency: Link
    level: Link
    behaviours: tuple[str, ...]
    because: str


@dataclass(frozen=True, slots=True)
class AccountRow:
    """An account on which somebody holds the role."""

    account: Link
    tier: str
    people: str


def siblings(role: Role) -> tuple[NavigationItem, ...]:
    """The pages of one role, in reading order."""
    return (
        NavigationItem("Role", role_path(role.id)),
        NavigationItem("Checklist", role_path(role.id, "checklist.md")),
    )


def page(context: Context, role: Role) -> Page:
    """The page of one role."""
    catalog = context.catalog
    return handbook_page(
        context,
        "roles/role.md.j2",
        role_path(role.id),
        role_title(role),
        {
            "role": role,
            "checklist": role_path(role.id, "checklist.md"),
            "also_called": ", ".join(role.also_called),
            "variant": _variant(catalog, role),
            "variants": [
                Link(each.abbreviation or each.name, role_path(each.id))
                for each in catalog.roles.values()
                if each.variant_of == role.id
            ],
            "standing": _standing(catalog, role),
            "notes": all_said(catalog, role.position.notes),
            "responsibilities": all_said(catalog, role.responsibilities),
            "functions": [(each, all_said(catalog, each.does)) for each in role.functions],
            "tasks": all_said(catalog, role.tasks),
            "principles": all_said(catalog, role.principles),
            "needs": _needs(catalog, role),
            "expectations": _expectations(catalog, role),
            "direction": all_said(catalog, role.direction.says) if role.direction else [],
            "profile": _profile(catalog, role.profile),
            "pay": [_pay(catalog, pay) for pay in role.profile.pay] if role.profile else [],
            "steps": [step for step in steps_of(catalog, role) if not step.variant],
            "comes_from": comes_from(catalog, role),
            "kpis": [(kpi, marks(catalog, kpi.origin)) for kpi in role.kpis],
            "asks_ours": shows_internal(catalog),
            "ours": ours(catalog, role),
            "tensions": [_tension(catalog, each) for each in role.tensions],
            "faq": [(each, marks(catalog, each.origin)) for each in role.faq],
            "asks_accounts": bool(catalog.accounts),
            "accounts": _accounts(context, role),
        },
        section="roles",
        item=role,
        siblings=siblings(role),
        trail=(ROLES,),
        boost=3.0,
        description=role.purpose,
        former_paths=tuple(role_path(alias) for alias in role.aliases),
        structured=occupation(catalog, role),
        off_paper=OFF_PAPER,
    )


def ours(catalog: Catalog, role: Role) -> tuple[str, ...]:
    """What our organisation expects of the role, as far as it is written down and in view."""
    organisation = catalog.definitions.organisation
    found = organisation.organisation_expects if organisation else ()
    return tuple(text for each in found if each.role == role.id for text in each.expects)


def _variant(catalog: Catalog, role: Role) -> Link | None:
    return post_link(catalog, role.variant_of) if role.variant_of else None


def _standing(catalog: Catalog, role: Role) -> dict[str, object]:
    position = role.position
    return {
        "level": position.level,
        "marks": marks(catalog, position.origin),
        "placed_at": position.placed_at or "",
        "reports_to": [post_link(catalog, post) for post in position.reports_to],
        "span": _span(catalog, role.span) if role.span else None,
    }


def _span(catalog: Catalog, span: RoleSpan) -> dict[str, object]:
    others: dict[str, list[str]] = {}
    for other in span.others:
        others.setdefault(other.source, []).append(str(other.accounts))
    return {
        "accounts": f"{span.accounts}",
        "marks": marks(catalog, span.origin, span.source, prefix="source: "),
        "others": [f"{md.listed(numbers)} ({source})" for source, numbers in others.items()],
    }


def _needs(catalog: Catalog, role: Role) -> list[NeedRow]:
    return [
        NeedRow(
            competency=Link(need.competency.name, competency_path(need.competency.id)),
            level=Link(
                need.level.name, competency_path(need.competency.id), f"level-{need.level.id}"
            ),
            behaviours=need.competency.levels.get(need.level.id, ()),
            because=need.because,
        )
        for need in needs_of_role(catalog, role)
    ]


def _expectations(catalog: Catalog, role: Role) -> list[tuple[str, list[Said]]]:
    if role.expects is None:
        return []
    sides = (
        ("The customer expects", all_said(catalog, role.expects.customer)),
        ("The company expects", all_said(catalog, role.expects.company)),
    )
    return [(title, says) for title, says in sides if says]


def _profile(catalog: Catalog, profile: Profile | None) -> list[tuple[str, list[Said]]]:
    if profile is None:
        return []
    found = [(md.sentence(name), all_said(catalog, getattr(profile, name))) for name in _PROFILE]
    return [(title, says) for title, says in found if says]


def _pay(catalog: Catalog, pay: Pay) -> Said:
    amount = f"{pay.currency} {md.figure(pay.from_)} to {md.figure(pay.to)} gross a {pay.per}"
    return Said(
        text=f"{amount}; {pay.country}, {pay.year}",
        doubt=(pay.doubt or "").rstrip("."),
        marks=marks(catalog, pay.origin, pay.source, prefix=""),
    )


def _tension(catalog: Catalog, tension: Tension) -> dict[str, object]:
    return {
        "id": tension.id,
        "question": tension.question,
        "sides": all_said(catalog, tension.sides),
    }


def _accounts(context: Context, role: Role) -> list[AccountRow]:
    catalog = context.catalog
    accounts = {
        use.by.id: use.by for use in catalog.used_by("role", role.id) if isinstance(use.by, Account)
    }
    return [
        AccountRow(
            account=Link(account.name, account_path(account.id)),
            tier=md.words(account.tier),
            people=", ".join(
                context.person(member.person) for member in account.team if member.role == role.id
            ),
        )
        for account in accounts.values()
    ]
