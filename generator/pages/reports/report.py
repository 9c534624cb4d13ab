"""The input of the reports, and the result of report modules."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from generator.analysis import AccountInsight, Insight
from generator.charts import Picture
from generator.findings.finding import Finding
from generator.model.company import Programme
from generator.pages.kit.links import FileLink, Link
from generator.pages.kit.names import Names
from generator.pages.reports.recent import Dated


@dataclass(frozen=True, slots=True)
class ReportsInput:
    """The input of the reports: all results, findings, what there is to do, the most urgent first.

    ``programme``: our plan for key accounts; ``source_url``: address of a line of a source file,
    with ``{path}`` and ``{line}``, or empty. ``files``: data files, by the name of their report.
    """

    names: Names
    insight: Insight
    findings: tuple[Finding, ...]
    due: tuple[Dated, ...]
    programme: Programme | None
    source_url: str
    files: Mapping[str, tuple[FileLink, ...]] = field(default_factory=dict)

    @property
    def running(self) -> tuple[AccountInsight, ...]:
        """The results of the accounts that are not retired."""
        return tuple(each for each in self.insight.accounts.values() if each.account.is_running)


_FIRST = 3
"""Sentences before any picture and any table."""


@dataclass(frozen=True, slots=True)
class Report:
    """A report before it is rendered.

    ``name``: of its page and its template. ``asks``: the question it answers. ``sentences``: up to
    three, the most important first. ``values``: what its tables show; ``next``: an open question,
    and the page that answers it. ``pictures``: files beside its page. ``found_by``: search synonyms
    of its title. ``news``: a sentence on what is new since the last review of each account, if
    anything is.
    """

    name: str
    title: str
    asks: str
    sentences: tuple[str, ...]
    values: Mapping[str, object]
    next: tuple[str, Link]
    pictures: tuple[Picture, ...] = ()
    found_by: str = ""
    news: tuple[str, ...] = ()

    @property
    def opening(self) -> tuple[str, ...]:
        """The sentences that it begins with: what is new, and then what is most important."""
        return (*self.news, *self.sentences)[:_FIRST]

    @property
    def further(self) -> tuple[str, ...]:
        """The sentences for which there is no room in the opening."""
        return (*self.news, *self.sentences)[_FIRST:]

    @property
    def path(self) -> str:
        """The path of its page."""
        return f"reports/{self.name}.md"
