"""``/roles/<id>/history/``, and the same of competencies and methods: versions and what changed."""

from collections.abc import Sequence

from generator.model.kinds import Competency, Method, Role
from generator.pages.kit.handbook import handbook_page
from generator.pages.kit.links import HISTORY, competency_path, method_path, role_path
from generator.pages.kit.names import Names
from generator.pages.kit.page import NavigationItem, Page
from generator.pages.kit.versions import Record, version_rows

_PATHS = {Role: role_path, Method: method_path, Competency: competency_path}

_SECTIONS = {Role: "roles", Method: "methods", Competency: "competencies"}


def page(
    names: Names,
    record: Record,
    item: Role | Method | Competency,
    *,
    siblings: Sequence[NavigationItem],
    trail: Sequence[NavigationItem],
) -> Page:
    """The history of one definition of the handbook; ``siblings``, ``trail``: as in a page."""
    path_of = _PATHS[type(item)]
    return handbook_page(
        names,
        "kit/history.md.j2",
        path_of(item.id, HISTORY),
        f"History: {item.name}",
        {
            "name": item.name,
            "main": path_of(item.id),
            "number": str(item.version),
            "history": version_rows(names, item, record),
            "unseen": record.unseen,
        },
        section=_SECTIONS[type(item)],
        item=item,
        siblings=siblings,
        trail=trail,
        boost=0.5,
        description=f"What changed in {item.name}, version by version.",
        former_paths=tuple(path_of(alias, HISTORY) for alias in item.aliases),
    )
