"""Errors that end a command, each with its exit code.

::

    PlaybookError        1   a problem the user can fix
      DefinitionError    1   definitions with errors
      TemplateError      1   a page's template asks for what it was not given
      AddressError       1   two pages or files of the site would lie at one address
      UsageError         2   a command that cannot be carried out as given
      OutputError        3   the file system says no, or a folder is not ours

"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from generator.findings.classification import Edition
from generator.findings.finding import Finding, Level


class PlaybookError(Exception):
    """A problem the user can mend; ``exit_code`` is the command line's answer to it."""

    exit_code = 1


@dataclass
class DefinitionError(PlaybookError):
    """Definitions with errors: nothing was built.

    ``files``: what was read, path -> bytes, for the snippets of a report. ``edition``: for whom it
    would have been made, where that was known; it says what a log may tell of the findings.
    """

    findings: tuple[Finding, ...] = ()
    files: Mapping[str, bytes] = field(default_factory=dict)
    edition: Edition | None = None

    def __str__(self) -> str:
        errors = sum(finding.level is Level.ERROR for finding in self.findings)
        return f"{errors} error{'s' if errors != 1 else ''} in the definitions; nothing was written"


class TemplateError(PlaybookError):
    """The template of a page cannot be read, or asks for what it was not given."""


class AddressError(PlaybookError):
    """Two pages or files of the site would lie at one address, one of them overwritten."""


class UsageError(PlaybookError):
    """A command that cannot be carried out as it was given."""

    exit_code = 2


class OutputError(PlaybookError):
    """The file system says no, or an output folder is not ours."""

    exit_code = 3
