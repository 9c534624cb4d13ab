"""``/roles/<id>/description/``: the job description of a role in full, to print and to hand on.

Without marks of sources, links into the handbook or doubts; competencies with all behaviour at the
level required.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from generator.model.common import Statement
from generator.model.role import CRITERIA
from generator.pages.kit.handbook import handbook_page
from generator.pages.kit.links import post_link, role_path, role_title
from generator.pages.kit.page import Page
from generator.pages.role.layout import DESCRIPTION, RoleInput, breadcrumbs, siblings
from generator.pages.role.levels import needs_by_area
from generator.pages.role.own_words import PROFILE, own_words
from generator.text import markdown as md


@dataclass(frozen=True, slots=True)
class DescriptionPart:
    """A heading of the description and its sentences."""

    title: str
    texts: tuple[str, ...]


def page(own: RoleInput) -> Page:
    """The job description of one role."""
    role, given = own.role, own.all
    entry = next((each for each in role.changes if each.version == role.version), None)
    posts = (post_link(given.names, post).text for post in role.position.reports_to)
    return handbook_page(
        given.names,
        "role/description.md.j2",
        role_path(role.id, DESCRIPTION),
        f"{role_title(role)}: job description",
        {
            "role": role,
            "on": entry.on if entry else None,
            "owner": given.names.owner(role.owner),
            "reports_to": " or ".join(posts),
            "duties": list(_duties(own)),
            "needs": needs_by_area(given, role, own.record),
            "scale": given.framework.scale if given.framework else (),
            "profile": list(_profile(own)),
            "pay": list(_pay(own)),
            "next": [post_link(given.names, step.role).text for step in role.leads_to],
        },
        item=role,
        siblings=siblings(role),
        breadcrumbs=breadcrumbs(role),
        boost=0.5,  # the role's own page is what a search is for
        description=f"The job description of the {role.name}, to print.",
        synonyms=((f"{role_title(role)}: job description", "job description print works council"),),
    )


def _part(title: str, statements: Iterable[Statement]) -> Iterator[DescriptionPart]:
    found = (each for each in own_words(statements) if each.doubt is None)
    texts = tuple(each.says for each in found)
    if texts:
        yield DescriptionPart(title, texts)


def _duties(own: RoleInput) -> Iterator[DescriptionPart]:
    role = own.role
    yield from _part("Answers for", role.responsibilities)
    for group in role.functions:
        yield from _part(group.name, group.does)
    yield from _part("Tasks", role.tasks)
    measured = tuple(f"{each.name}: {each.how}" for each in role.kpis)
    if measured:
        yield DescriptionPart("Measured by", measured)


def _profile(own: RoleInput) -> Iterator[DescriptionPart]:
    profile = own.role.profile
    for name in PROFILE if profile else ():
        yield from _part(md.sentence(name), getattr(profile, name))


def _pay(own: RoleInput) -> Iterator[DescriptionPart]:
    criteria = own.role.pay_criteria
    for name in CRITERIA if criteria else ():
        if texts := getattr(criteria, name):
            yield DescriptionPart(md.sentence(name.replace("_", "-")), texts)
