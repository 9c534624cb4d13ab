"""The result of report modules."""

from collections.abc import Mapping
from dataclasses import dataclass

from generator.charts import Picture
from generator.pages.kit.links import Link


@dataclass(frozen=True, slots=True)
class Report:
    """A report before it is rendered.

    ``name``: of its page and its template. ``asks``: the question it answers. ``sentences``: up to
    three, the most important first. ``values``: what its tables show; ``next``: an open question,
    and the page that answers it. ``pictures``: files beside its page. ``found_by``: search synonyms
    of its title.
    """

    name: str
    title: str
    asks: str
    sentences: tuple[str, ...]
    values: Mapping[str, object]
    next: tuple[str, Link]
    pictures: tuple[Picture, ...] = ()
    found_by: str = ""

    @property
    def path(self) -> str:
        """The path of its page."""
        return f"reports/{self.name}.md"
