"""Files of definitions: where they stand, what they are called, and rules about them.

Nothing is read here, so that what compares two revisions can use it without a way to the disk.
"""

from dataclasses import dataclass

from generator.findings.finding import Finding
from generator.model.kinds import top_folders
from generator.reading.areas import DEFINITIONS

SYMLINK = DEFINITIONS.error(
    "symlink",
    "A definition is a link to another place.",
    "A link can lead out of the repository, where nobody reviews what it points to.",
    "Replace the link by a real file or folder.",
)

symlink = SYMLINK.at

NOT_A_FILE = DEFINITIONS.error(
    "not-a-file",
    "Something that is not a regular file is among the definitions.",
    "Devices and pipes cannot be versioned and could block the build.",
    "Remove it from the folder.",
)

not_a_file = NOT_A_FILE.at

UNREADABLE = DEFINITIONS.error(
    "unreadable",
    "A file cannot be read.",
    "What cannot be read would silently be missing from the pages.",
    "Give the account that builds the site the right to read it.",
)

unreadable = UNREADABLE.at

CASE_COLLISION = DEFINITIONS.error(
    "case-collision",
    "Two names differ only in upper and lower case.",
    "On many computers they are one file, so one of them would be lost.",
    "Rename one of them; ids are written in small letters.",
)

case_collision = CASE_COLLISION.at

STRAY_FILE = DEFINITIONS.error(
    "stray-file",
    "A file is in a place where no definition is read.",
    "Its author believes it counts, and it does not.",
    "Move it to the folder of its kind, name it with the ending `.yaml`, or delete it.",
)

stray_file = STRAY_FILE.at

MISSING_ACCOUNT_FILE = DEFINITIONS.error(
    "missing-account-file",
    "An account's folder has no `account.yaml`.",
    "Without it the account has no name, owner or version.",
    "Add `account.yaml`; `playbook new account ID` shows one.",
)

missing_account_file = MISSING_ACCOUNT_FILE.at


def is_not_examined(finding: Finding) -> bool:
    """Whether a finding is about a file whose content is not read."""
    return finding.rule in (SYMLINK, NOT_A_FILE, UNREADABLE)


FOLDERS = top_folders()

PAGES = "content/pages"

YAML = (".yaml", ".yml")

ENDINGS = (*YAML, ".md")

_NO_DEFINITION = (
    *(".avif", ".bmp", ".gif", ".heic", ".ico", ".jpeg", ".jpg", ".png", ".svg", ".tif", ".tiff"),
    *(".webp", ".doc", ".docx", ".odp", ".ods", ".odt", ".pdf", ".ppt", ".pptx", ".xls", ".xlsx"),
    *(".7z", ".bz2", ".gz", ".rar", ".tar", ".tgz", ".xz", ".zip", ".aac", ".avi", ".flac"),
    *(".m4a", ".mkv", ".mov", ".mp3", ".mp4", ".ogg", ".wav", ".webm", ".otf", ".ttf", ".woff"),
    *(".woff2", ".ds_store", "/desktop.ini", "/thumbs.db", "/.gitkeep"),
)
"""Endings of files that are certainly something else."""


def is_read(path: str) -> bool:
    """Whether a file among the definitions is read, by its ending.

    A README is for whoever browses the folder, and in no page.
    """
    lower = path.lower()
    return lower.endswith(ENDINGS) and lower.rpartition("/")[2] != "readme.md"


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A definition file: its path from the root, with forward slashes, and its content."""

    path: str
    data: bytes


def may_be_meant_as_definition(path: str) -> bool:
    """Whether a file may be a definition, possibly under a name that is not read.

    Includes everything but pages and what is certainly something else: hidden files, copies such as
    `people.yaml.old` and misspelt endings. ``path``: relative to the repository.
    """
    lower = path.lower()
    if path.startswith(f"{PAGES}/") and lower.endswith(".md"):
        return False
    named_alike = any(each in lower.rpartition("/")[2] for each in (*YAML, ".json"))
    return named_alike or not lower.endswith(_NO_DEFINITION)
