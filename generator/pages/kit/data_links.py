"""Where pages lead to what they say as data: the files that lie beside them in a site."""

from dataclasses import dataclass

from generator.model.competency import Framework
from generator.pages.kit.links import Link

HEADING = "Take it as data"

ANCHOR = "data"

SYNONYMS = (HEADING, "download csv json case spreadsheet excel export api file")
"""What people type who look for the files."""


@dataclass(frozen=True, slots=True)
class DataFile:
    """A file to download. ``what``: what it holds, in which version, as one sentence."""

    link: Link
    what: str


def role_files(framework: Framework | None) -> list[DataFile]:
    """The roles; ``framework``: whose version is said with each file."""
    version = _version(framework)
    return [
        DataFile(
            Link("CSV", "data/roles.csv"),
            "for a spreadsheet: a row for each competency a role asks for, with the level, the "
            f"reason and the version of the role{version}.",
        ),
        DataFile(
            Link("JSON", "data/roles.json"),
            f"for programs: all that is written down about each role, with its version{version}.",
        ),
    ]


def competency_files(framework: Framework | None, *, described: bool) -> list[DataFile]:
    """The framework and, where any is ``described``, the competencies."""
    found = []
    version = _version(framework)
    if described:
        found += [
            DataFile(
                Link("CSV", "data/competencies.csv"),
                "for a spreadsheet: a row for each thing one can watch, by competency and level"
                f"{version}.",
            ),
            DataFile(
                Link("JSON", "data/competencies.json"),
                f"for programs: scale, areas and competencies, each with its version{version}.",
            ),
        ]
    if framework is not None:
        found.append(
            DataFile(
                Link("CASE", "data/framework.case.json"),
                "for learning and HR systems: the framework in the shape of 1EdTech's CASE 1.1, "
                f"which nobody has certified{version}.",
            )
        )
    return found


def account_files() -> list[DataFile]:
    """The accounts."""
    return [
        DataFile(
            Link("JSON", "data/accounts.json"),
            "for programs: every account with its version, what follows from it and its findings, "
            "as far as this edition shows them.",
        )
    ]


def _version(framework: Framework | None) -> str:
    return f" (version {framework.version} of the framework)" if framework else ""
