"""Where pages lead to what they say as data: the files that lie beside them in a site."""

from dataclasses import dataclass

from generator.exports import data_files
from generator.model.competency import Framework
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


def role_files(framework: Framework | None) -> list[FileLink]:
    """The roles; ``framework``: whose version is said with each file."""
    return _files("roles", ("role",), framework)


def competency_files(framework: Framework | None, *, described: bool) -> list[FileLink]:
    """The framework and, where any is ``described``, the competencies."""
    kinds = (("competency", described), ("framework", framework is not None))
    return _files("competencies", tuple(kind for kind, there in kinds if there), framework)


def account_files() -> list[FileLink]:
    """The accounts."""
    return _files("accounts", ("account",))


def _files(
    topic: str, kinds: tuple[str, ...], framework: Framework | None = None
) -> list[FileLink]:
    version = f" (version {framework.version} of the framework)" if framework else ""
    return [
        FileLink(Link(each.form, each.path), f"{each.says}{version}.")
        for each in data_files()
        if each.topic == topic and each.kind in kinds
    ]
