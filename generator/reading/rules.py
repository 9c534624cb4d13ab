"""Rules of reading: problems that are found before anything is derived from a definition."""

from generator.findings.finding import FindingLevel, Rule


def _error(rule_id: str, title: str, why: str, remedy: str) -> Rule:
    return Rule(rule_id, FindingLevel.ERROR, title, why, remedy)


SYMLINK = _error(
    "symlink",
    "A definition is a link to another place.",
    "A link can lead out of the repository, where nobody reviews what it points to.",
    "Replace the link by a real file or folder.",
)

NOT_A_FILE = _error(
    "not-a-file",
    "Something that is no regular file stands among the definitions.",
    "Devices and pipes cannot be versioned and could block the build.",
    "Remove it from the folder.",
)

UNREADABLE = _error(
    "unreadable",
    "A file cannot be read.",
    "What cannot be read would silently be missing from the pages.",
    "Give the account that builds the site the right to read it.",
)

CASE_COLLISION = _error(
    "case-collision",
    "Two names differ only in upper and lower case.",
    "On many computers they are one file, so one of them would be lost.",
    "Rename one of them; ids are written in small letters.",
)

STRAY_FILE = _error(
    "stray-file",
    "A file stands where no definition is read.",
    "Its author believes it counts, and it does not.",
    "Move it to the folder of its kind, name it with the ending `.yaml`, or delete it.",
)

MISSING_ACCOUNT_FILE = _error(
    "missing-account-file",
    "An account's folder has no `account.yaml`.",
    "Without it the account has no name, owner or version.",
    "Add `account.yaml`; `playbook new account ID` shows one.",
)

MISSING_SECTION_FILE = _error(
    "missing-section-file",
    "A file named in `sections` does not exist.",
    "A part of the plan was lost or never written.",
    "Add the file, or take its name out of `sections`.",
)

SECTION_TWICE = _error(
    "section-twice",
    "A section stands in two files of an account.",
    "Two versions of one truth: nobody knows which counts.",
    "Keep it in one file.",
)

SCHEMA_HEADER = _error(
    "schema-header",
    "A file does not begin with the schema of its kind.",
    "The schema says how the file is to be read, also in years to come.",
    "Write the line named in the message at the top of the file.",
)

SCHEMA_VERSION = _error(
    "schema-version",
    "A file names a schema version that this program does not read.",
    "Read by other rules it would mean something else, so nothing of it is read.",
    "Upgrade this program if the version is newer; otherwise write the one named in the message.",
)

OLDER_FORMAT = Rule(
    "older-format",
    FindingLevel.INFO,
    "A file is of an older format.",
    "It is read as if it were of the new one, but editors complete and examples show the new one "
    "only, and two ways to write one thing are hard to review.",
    "Run `playbook migrate`: it rewrites the file and keeps its comments. It can wait.",
)

OLD_FORMAT_CONFLICT = _error(
    "old-format-conflict",
    "A file of an older format says something that cannot be carried over to the new one.",
    "Whatever was chosen, some of what the author wrote would be lost.",
    "Keep one of the two, or complete the entry; then check again.",
)

ID_MISMATCH = _error(
    "id-mismatch",
    "An id differs from the name of its file or folder.",
    "Addresses and references use the id; people look for the file. They must agree.",
    "Make the two the same; put a former id into `aliases`.",
)

BAD_NAME = _error(
    "bad-name",
    "A file or folder has a name that cannot be an id.",
    "The name becomes part of an address that never changes.",
    "Use small letters, digits and single hyphens, starting with a letter.",
)

RESERVED_ID = _error(
    "reserved-id",
    "An id is a word the site or an operating system needs for itself.",
    "Its page would overwrite another, or its folder could not be checked out everywhere.",
    "Choose another id, for example with a word added.",
)

UNKNOWN_KEY = _error(
    "unknown-key",
    "A key that this kind of definition does not have.",
    "A misspelt key would be ignored and its content lost.",
    "Correct or remove it. `playbook schema` prints the keys of each kind of file.",
)

MISSING_KEY = _error(
    "missing-key",
    "A required key is missing.",
    "Pages and checks rely on it.",
    "Add the key.",
)

WRONG_SHAPE = _error(
    "wrong-shape",
    "A list, a group of keys and a text were mixed up.",
    "The content cannot be placed.",
    "Write it in the shape the message names.",
)

BAD_VALUE = _error(
    "bad-value",
    "A value that its field cannot take.",
    "Taken as it is, it would lead to a wrong page or figure.",
    "Write what the message asks for.",
)

SCORE_OUT_OF_RANGE = _error(
    "score-out-of-range",
    "A score outside 1 to 10.",
    "The axis would leave its scale.",
    "Give a whole number from 1 to 10, by the written anchors of the method.",
)

TEXT_CUT = _error(
    "text-cut",
    "An unquoted ` #` cuts a text.",
    "Everything behind it is a comment and would be lost.",
    "Put the text in quotes, or in a block that starts with `>-`; move a real comment to a line "
    "of its own.",
)

MARKUP_IN_PROSE = _error(
    "markup-in-prose",
    "Prose holds markup that is not shown.",
    "Raw HTML and pictures from elsewhere can carry scripts and trackers.",
    "Use paragraphs, emphasis, lists and links to http, https or mailto.",
)

NOTE_FRONT_MATTER = _error(
    "note-front-matter",
    "A note does not begin with its front matter.",
    "The front matter holds the title and who may see the note.",
    "Begin the file with `---`, `schema: note/1`, `title: ...`, `---`.",
)

RULES = tuple(value for value in list(globals().values()) if isinstance(value, Rule))
