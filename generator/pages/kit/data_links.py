"""Links from pages to the data files of a site."""

from collections.abc import Iterable
from dataclasses import dataclass

from generator.exports.files import DataFile
from generator.model.competency import Framework
from generator.pages.kit.links import Link

HEADING = "Take it as data"

ANCHOR = "data"

SYNONYMS = (HEADING, "download csv json case spreadsheet excel export api file")
"""Search words for the files."""


@dataclass(frozen=True, slots=True)
class FileLink:
    """A link to a data file; ``what``: its content and version, as a sentence."""

    link: Link
    what: str


def file_links(files: Iterable[DataFile], framework: Framework | None = None) -> list[FileLink]:
    """Links to data files; ``framework``: its version is added to each."""
    version = _version(framework)
    return [FileLink(Link(each.form, each.path), f"{each.description}{version}.") for each in files]


def _version(framework: Framework | None) -> str:
    return f" (version {framework.version} of the framework)" if framework else ""
