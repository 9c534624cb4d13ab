"""Converts results to the input of pictures."""

import posixpath
from collections.abc import Iterable

from generator.analysis import AccountInsight
from generator.charts import Point
from generator.model.kinds import Method
from generator.pages.kit.links import account_path
from generator.text.formats import day_text


def points_on(accounts: Iterable[AccountInsight], method: Method, page: str) -> tuple[Point, ...]:
    """The accounts rated by a matrix, with their earlier ratings, oldest first.

    ``page``: the path of the page with the picture; points link to accounts, except to the page's
    own.
    """
    found = (point_on(insight, method, page) for insight in accounts)
    return tuple(point for point in found if point is not None)


def point_on(insight: AccountInsight, method: Method, page: str, note: str = "") -> Point | None:
    """One account on a matrix, ``None`` if not rated by it; ``note``: as in the picture."""
    rated = [each for each in reversed(insight.placements) if each.method.id == method.id]
    track = tuple(each.values for each in rated)
    days = tuple(day_text(each.rating.on) for each in rated)
    folder, target = posixpath.dirname(page), account_path(insight.account.id)
    own = folder == posixpath.dirname(target)
    link = "" if own else posixpath.relpath(target, folder or ".")
    return Point(insight.account.name, track, page=link, note=note, days=days) if track else None
