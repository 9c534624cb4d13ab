"""The history of every definition of an edition, worked out when a page asks for it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from generator.catalog import Catalog
from generator.definitions.definitions import Definitions
from generator.review.past.later import Later
from generator.review.past.past import naming_the_gone, today_of
from generator.review.past.trail import Trail, trail
from generator.review.store.log import Log


@dataclass(frozen=True, slots=True)
class History:
    """What Git tells of the definitions of one view.

    ``trail``: the trail of a definition by kind and id, made anew with every call: hundreds of
    accounts with all their states would not fit into memory. ``unseen``: what could not be seen
    of the repository, as a sentence; empty when all was.
    """

    trail: Callable[[str, str], Trail]
    unseen: str = ""


def history(
    log: Log,
    definitions: Definitions,
    catalog: Catalog,
    files: Mapping[str, bytes],
    later: Later | None = None,
) -> History:
    """The history that leads up to ``definitions``, as the edition of ``catalog`` may know it.

    ``files``: what the definitions were read from, by path. ``later``: where ``definitions`` are
    earlier ones, what those of today and in between let be shown.
    """
    today = today_of(log, definitions, catalog, files, later)
    may_name = naming_the_gone(log, today)

    def of(kind: str, item_id: str) -> Trail:
        return trail(log, (kind, item_id), today, may_name)

    return History(of, log.unseen)
