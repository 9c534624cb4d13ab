"""``/roles/<id>/background/``: sources, disputes and pay of a role.

None of it is part of the job description.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from generator.model.kinds import Role
from generator.model.role import Pay
from generator.pages.kit.handbook import (
    StatementText,
    handbook_page,
    marks,
    shows_personnel,
    statement_texts,
)
from generator.pages.kit.links import Link, role_path, role_title
from generator.pages.kit.page import Page
from generator.pages.role.layout import (
    BACKGROUND,
    RoleInput,
    RolesInput,
    breadcrumbs,
    siblings,
)
from generator.pages.role.own_words import PROFILE
from generator.text import markdown as md

PAY = "Pay"

PAY_WORDS = "salary earn earnings wage compensation money gehalt sueldo"
"""Search words for the pay of a role."""


@dataclass(frozen=True, slots=True)
class BackgroundPart:
    """A section of the page; ``inside``: the anchors within it."""

    title: str
    anchor: str
    inside: tuple[str, ...] = ()


def page(own: RoleInput) -> Page:
    """The background of one role."""
    role, given = own.role, own.all
    return handbook_page(
        given.names,
        "role/background.md.j2",
        role_path(role.id, BACKGROUND),
        f"{role_title(role)}: background",
        {
            "role": role,
            "role_page": role_path(role.id),
            "notes": statement_texts(given.names, role.position.notes),
            "spans": _other_spans(role),
            "asks_pay": shows_personnel(given.names),
            "pay_heading": PAY,
            "pay": [_pay(given, pay) for pay in role.profile.pay] if role.profile else [],
            "paid": _paid(given),
            "tensions": [
                (each, statement_texts(given.names, each.sides)) for each in role.tensions
            ],
            "faq": [(each, statement_texts(given.names, each.answer)) for each in role.faq],
            "asks_accounts": given.has_accounts,
            "accounts": own.accounts,
        },
        item=role,
        siblings=siblings(role),
        breadcrumbs=breadcrumbs(role),
        boost=1.5,
        description=f"What is said and disputed about the role of {role.name}.",
        synonyms=[(PAY, PAY_WORDS)] if shows_personnel(given.names) else (),
    )


def parts(given: RolesInput, role: Role) -> Iterator[BackgroundPart]:
    """The non-empty sections of the page, in order."""
    moved = tuple(_without_a_section(role))
    if role.position.notes or _other_spans(role):
        inside = () if role.faq else moved
        yield BackgroundPart("What else is said about its place", "position-notes", inside)
    if shows_personnel(given.names):
        yield BackgroundPart(PAY, "pay")
    if role.tensions:
        inside = tuple(f"tension-{each.id}" for each in role.tensions)
        yield BackgroundPart("Disputed points", "tensions", inside)
    if role.faq:
        inside = (*(f"faq-{each.id}" for each in role.faq), *moved)
        yield BackgroundPart("Frequent questions", "faq", inside)
    if given.has_accounts:
        yield BackgroundPart("Accounts that use it", "accounts")
    if role.changes:
        yield BackgroundPart("Versions", "versions")


def _without_a_section(role: Role) -> Iterator[str]:
    """The anchors of sections that a job description can have and this one has not.

    What an article says in general, such as the principles of the post, is no part of a job
    description; links to where it was still lead to it.
    """
    for name in ("tasks", "principles"):
        if not getattr(role, name):
            yield from (name, f"{name}-section")
    yield from (name for name in PROFILE if role.profile and not getattr(role.profile, name))


def _other_spans(role: Role) -> list[str]:
    """Spans given by others, each number with its source."""
    found: dict[str, list[str]] = {}
    for other in role.span.others if role.span else ():
        found.setdefault(other.source, []).append(str(other.accounts))
    return [f"{md.listed(numbers)} ({source})" for source, numbers in found.items()]


def _paid(given: RolesInput) -> list[Link]:
    """The roles for which a source gives a figure."""
    return [
        Link(each.name, role_path(each.id, BACKGROUND), "pay")
        for each in given.by_id
        if each.profile and each.profile.pay
    ]


def _pay(given: RolesInput, pay: Pay) -> StatementText:
    amount = f"{pay.currency} {md.figure(pay.from_)} to {md.figure(pay.to)} gross a {pay.per}"
    return StatementText(
        text=f"{amount}; {pay.country}, {pay.year}",
        doubt=(pay.doubt or "").rstrip("."),
        marks=marks(given.names, pay.origin, pay.source, prefix=""),
    )
