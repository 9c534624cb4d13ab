"""Where a page stands in the site."""

from typing import Any, NamedTuple


class Place(NamedTuple):
    """Where a generated page stands, and what leads to it and from it.

    ``path``: of its Markdown. ``url``: relative to the root, empty for the home page; ``address``:
    the same, ``./`` for that. ``file``: in the site. ``source``: the definition behind it.
    ``listed``: whether `nav:` in mkdocs.yml names it, so that it has others beside it; ``before``,
    ``after``: address and title of these.
    """

    path: str
    url: str
    address: str
    file: str
    source: str | None
    edit_url: str | None
    canonical_url: str | None
    is_home: bool
    listed: bool = False
    before: tuple[str, str] | None = None
    after: tuple[str, str] | None = None

    @classmethod
    def of(cls, data: Any) -> "Place":
        """Reads what JSON made of it."""
        place = cls._make(data)
        around = (each and (each[0], each[1]) for each in (place.before, place.after))
        before, after = around
        return place._replace(before=before, after=after)
