"""Where pages lead to what they say as data: the files that lie beside them in a site."""

from dataclasses import dataclass

from generator.editions import Catalog
from generator.exports import data_files
from generator.pages.kit.links import Link

HEADING = "Take it as data"

ANCHOR = "data"

SYNONYMS = (HEADING, "download csv json case spreadsheet excel export api file")
"""What people type who look for the files."""


@dataclass(frozen=True, slots=True)
class FileLink:
    """A file to download. ``what``: what it holds, in which version, as one sentence."""

    link: Link
    what: str


def role_files(catalog: Catalog) -> list[FileLink]:
    """The roles; nothing where the edition has none."""
    return _files(catalog, "roles", _framework(catalog))


def competency_files(catalog: Catalog) -> list[FileLink]:
    """The competencies and their framework; nothing where the edition has none."""
    return _files(catalog, "competencies", _framework(catalog))


def account_files(catalog: Catalog) -> list[FileLink]:
    """The accounts; nothing where the edition has none."""
    return _files(catalog, "accounts")


def _files(catalog: Catalog, topic: str, version: str = "") -> list[FileLink]:
    return [
        FileLink(Link(each.form, each.path), f"{each.says}{version}.")
        for each in data_files()
        if each.topic == topic and each.held(catalog)
    ]


def _framework(catalog: Catalog) -> str:
    framework = catalog.definitions.framework
    return f" (version {framework.version} of the framework)" if framework else ""
