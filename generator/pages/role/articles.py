"""``/roles/<id>/articles/``: what the articles say where the job description has words of ours."""

from generator.pages.kit.handbook import handbook_page, statement_texts
from generator.pages.kit.links import post_link, role_path, role_title
from generator.pages.kit.names import Names
from generator.pages.kit.page import Page
from generator.pages.role.layout import ARTICLES, RoleInput, breadcrumbs, siblings
from generator.pages.role.own_words import RolePart, articles_of
from generator.text.formats import capital


def page(own: RoleInput) -> Page:
    """What the articles say of one role, in the order of its page."""
    role, names = own.role, own.all.names
    return handbook_page(
        names,
        "role/articles.md.j2",
        role_path(role.id, ARTICLES),
        f"{role_title(role)}: what the articles say",
        {
            "role": role,
            "role_page": role_path(role.id),
            "parts": [
                (_title(names, part), part.anchor, statement_texts(names, part.statements))
                for part in articles_of(role)
            ],
        },
        item=role,
        siblings=siblings(role),
        breadcrumbs=breadcrumbs(role),
        description=f"What the source articles say of the role of {role.name}, part by part.",
    )


def _title(names: Names, part: RolePart) -> str:
    if part.leads_to:
        return f"What the step to {post_link(names, part.leads_to).text} adds"
    return capital(part.name)
