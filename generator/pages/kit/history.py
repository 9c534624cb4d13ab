"""``/roles/<id>/history/``, and the same of competencies and methods: versions and what changed."""

from collections.abc import Sequence

from generator.model.kinds import Competency, Method, Role
from generator.pages.kit.context import Context
from generator.pages.kit.handbook import handbook_page
from generator.pages.kit.links import HISTORY, competency_path, method_path, role_path
from generator.pages.kit.page import NavigationItem, Page
from generator.pages.kit.versions import trail_of, unseen, version_rows

_PATHS = {Role: role_path, Method: method_path, Competency: competency_path}

_SECTIONS = {Role: "roles", Method: "methods", Competency: "competencies"}

_KINDS = {Role: "role", Method: "method", Competency: "competency"}


def page(
    context: Context,
    item: Role | Method | Competency,
    *,
    siblings: Sequence[NavigationItem],
    trail: Sequence[NavigationItem],
) -> Page:
    """The history of one definition of the handbook; ``siblings``, ``trail``: as in a page."""
    path_of, found = _PATHS[type(item)], trail_of(context, _KINDS[type(item)], item.id)
    return handbook_page(
        context,
        "kit/history.md.j2",
        path_of(item.id, HISTORY),
        f"History: {item.name}",
        {
            "name": item.name,
            "main": path_of(item.id),
            "number": str(item.version),
            "history": version_rows(context, item, found),
            "unseen": unseen(context, found),
        },
        section=_SECTIONS[type(item)],
        item=item,
        siblings=siblings,
        trail=trail,
        boost=0.5,
        description=f"What changed in {item.name}, version by version.",
        former_paths=tuple(path_of(alias, HISTORY) for alias in item.aliases),
    )
