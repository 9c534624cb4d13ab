"""``/roles/<id>/history/`` and those of competencies and methods: versions and changes."""

from collections.abc import Sequence

from generator.model.kinds import Competency, Method, Role, kind_of_item
from generator.pages.kit.handbook import handbook_page
from generator.pages.kit.links import HISTORY, page_path
from generator.pages.kit.names import Names
from generator.pages.kit.page import NavigationItem, Page
from generator.pages.kit.versions import VersionRecord, version_rows


def page(
    names: Names,
    record: VersionRecord,
    item: Role | Method | Competency,
    *,
    siblings: Sequence[NavigationItem],
    breadcrumbs: Sequence[NavigationItem],
) -> Page:
    """The history page of a handbook definition; ``siblings``, ``breadcrumbs``: see Page."""
    kind = kind_of_item(item)
    return handbook_page(
        names,
        "kit/history.md.j2",
        page_path(kind, item.id, HISTORY),
        f"History: {item.name}",
        {
            "name": item.name,
            "main": page_path(kind, item.id),
            "number": str(item.version),
            "history": version_rows(names, item, record),
            "unseen": record.unseen,
        },
        section=kind.plural,
        item=item,
        siblings=siblings,
        breadcrumbs=breadcrumbs,
        boost=0.5,
        description=f"What changed in {item.name}, version by version.",
        former_paths=tuple(page_path(kind, alias, HISTORY) for alias in item.aliases),
    )
