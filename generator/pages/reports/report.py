"""What every report module returns."""

from collections.abc import Mapping
from dataclasses import dataclass

from generator.charts import Picture
from generator.pages.kit.links import Link


@dataclass(frozen=True, slots=True)
class Report:
    """One report before it is laid out.

    ``name``: of its page and its template. ``asks``: the question it answers. ``sentences``: up to
    three, the most important first. ``values``: what its tables show;
    ``next``: what it leaves open, and the page that says it. ``pictures``: files beside its page.
    ``found_by``: words that search takes as equals of its title.
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
