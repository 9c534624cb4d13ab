"""Errors that end a command, each with its exit code.

::

    PlaybookError        1   a problem the user can fix
      DefinitionError    1   definitions with errors
      TemplateError      1   a page's template uses a value it did not get
      AddressError       1   two pages or files of the site have one address
      UsageError         2   a command that cannot be carried out as given
      OutputError        3   the file system refuses, or a folder is not ours

"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from generator.findings.classification import Edition
from generator.findings.finding import Finding, FindingLevel
from generator.text.formats import number_of


class PlaybookError(Exception):
    """Base class for problems the user can fix; ``exit_code`` is the exit status of the command."""

    exit_code = 1


@dataclass
class DefinitionError(PlaybookError):
    """The definitions have errors, so nothing was built.

    ``files``: the files that were read, path -> bytes, for the excerpts in a report. ``edition``:
    the requested edition, if known; it limits what a log may quote.
    """

    findings: tuple[Finding, ...] = ()
    files: Mapping[str, bytes] = field(default_factory=dict)
    edition: Edition | None = None

    def __str__(self) -> str:
        errors = sum(finding.level is FindingLevel.ERROR for finding in self.findings)
        return f"{number_of(errors, 'error')} in the definitions; nothing was written"


class TemplateError(PlaybookError):
    """The template of a page cannot be read, or uses a value it did not get."""


class AddressError(PlaybookError):
    """Two pages or files of the site have the same address, so one would be overwritten."""


class UsageError(PlaybookError):
    """The command cannot be carried out with these arguments."""

    exit_code = 2


class OutputError(PlaybookError):
    """A file cannot be written, or an output folder was not created by us."""

    exit_code = 3
