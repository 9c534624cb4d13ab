"""``/roles/<id>/history/``, and the same of competencies and methods: versions and what changed."""

from collections.abc import Sequence

from generator.model.kinds import Competency, Method, Role, kind_of_item
from generator.pages.kit.context import Context
from generator.pages.kit.handbook import handbook_page
from generator.pages.kit.links import HISTORY, page_path
from generator.pages.kit.page import NavigationItem, Page
from generator.pages.kit.versions import trail_of, unseen, version_rows


def page(
    context: Context,
    item: Role | Method | Competency,
    *,
    siblings: Sequence[NavigationItem],
    trail: Sequence[NavigationItem],
) -> Page:
    """The history of one definition of the handbook; ``siblings``, ``trail``: as in a page."""
    kind = kind_of_item(item)
    found = trail_of(context, kind.name, item.id)
    return handbook_page(
        context,
        "kit/history.md.j2",
        page_path(kind, item.id, HISTORY),
        f"History: {item.name}",
        {
            "name": item.name,
            "main": page_path(kind, item.id),
            "number": str(item.version),
            "history": version_rows(context, item, found),
            "unseen": unseen(context, found),
        },
        section=kind.plural,
        item=item,
        siblings=siblings,
        trail=trail,
        boost=0.5,
        description=f"What changed in {item.name}, version by version.",
        former_paths=tuple(page_path(kind, alias, HISTORY) for alias in item.aliases),
    )
