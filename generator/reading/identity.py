"""The identity of a definition: the schema in its header, its id and reserved ids."""

import re
from pathlib import PurePosixPath

from generator.findings.finding import Finding, Location
from generator.model.grammars import ID_PATTERN
from generator.model.ids import LONGEST_ID
from generator.model.kinds import KINDS
from generator.model.nodes import List, Map, Text
from generator.reading.areas import DEFINITIONS
from generator.reading.migrations.formats import formats_read, newest, oldest

SCHEMA_HEADER = DEFINITIONS.error(
    "schema-header",
    "A file does not begin with the schema of its kind.",
    "The schema says how the file is to be read, also in years to come.",
    "Write the line named in the message at the top of the file.",
)

SCHEMA_VERSION = DEFINITIONS.error(
    "schema-version",
    "A file names a schema version that this program does not read.",
    "Read by other rules it would mean something else, so nothing of it is read.",
    "Upgrade this program if the version is newer; if not, write the one named in the message.",
)

ID_MISMATCH = DEFINITIONS.error(
    "id-mismatch",
    "An id differs from the name of its file or folder.",
    "Addresses and references use the id; people look for the file. They must agree.",
    "Make the two the same; put a former id into `aliases`.",
)

BAD_NAME = DEFINITIONS.error(
    "bad-name",
    "A file or folder has a name that cannot be an id.",
    "The name becomes part of an address that never changes.",
    "Use small letters, digits and single hyphens, at least one letter, and no number.",
)

RESERVED_ID = DEFINITIONS.error(
    "reserved-id",
    "An id is a word the site or an operating system needs for itself.",
    "Its page would overwrite another, or its folder could not be checked out everywhere.",
    "Choose another id, for example with a word added.",
)

# Names of our own pages in the folders of definitions' pages.
_PAGES_OF_OURS = (
    "index compare pay checklist strategy team history handover data calendar reports all "
    "public-frameworks"
)

_DEVICES = "con prn aux nul " + " ".join(f"com{n} lpt{n}" for n in range(1, 10))

_RESERVED = frozenset(f"{_PAGES_OF_OURS} {_DEVICES}".split())

_VERSION = re.compile(r"0|[1-9][0-9]*")


def reserved(kind: str) -> frozenset[str]:
    """The ids that no definition of a kind may have.

    For kinds with many definitions, these include the names of single files in the same folder.
    """
    mine, others = KINDS[kind], (each for each in KINDS.values() if not each.of_many)
    siblings = [each.place for each in others if mine.of_many and each.above == mine.above]
    return _RESERVED | {PurePosixPath(place).stem for place in siblings}


def id_problems(data: Map, kind: str, name: str, file: Location) -> list[Finding]:
    """Problems of the name of a file or folder, of its id and of its aliases."""
    if not re.fullmatch(ID_PATTERN, name) or len(name) > LONGEST_ID:
        return [BAD_NAME.at(file, f"`{name[:80]}` cannot be an id")]
    reserved_names = reserved(kind)
    if name in reserved_names:
        return [RESERVED_ID.at(file, f"`{name}` is reserved")]
    aliases = data.get("aliases")
    findings = [
        RESERVED_ID.at(alias.where, f"`{alias}` is reserved")
        for alias in (aliases if isinstance(aliases, List) else ())
        if isinstance(alias, Text) and alias in reserved_names
    ]
    given = data.get("id")
    if isinstance(given, Text) and given != name and re.fullmatch(ID_PATTERN, given):
        message = f"the id is `{given[:80]}`, the file or folder `{name}`"
        findings.append(ID_MISMATCH.at(given.where, message))
    return findings


def _of_another_kind(given: Text, named: str, kind: str, remedy: str) -> Finding:
    """A finding for a header whose kind is not that of the file's place."""
    name = PurePosixPath(given.where.path).stem
    if named in KINDS and KINDS[named].above == KINDS[kind].above and name in reserved(named):
        message = f"`{name}` is reserved: this file is for the {KINDS[kind].called}"
        return RESERVED_ID.at(given.where, message)
    message = f"`{given[:60]}` is not the schema of this place: {kind}/{newest(kind)}"
    return SCHEMA_HEADER.at(given.where, message, remedy=remedy)


def schema_version(data: Map, kind: str) -> int | Finding:
    """The supported version in the `schema:` of a file of this kind, or a finding."""
    wanted = f"{kind}/{newest(kind)}"
    given = data.get("schema")
    remedy = f"Write `schema: {wanted}` as the first line."
    if not isinstance(given, Text):
        message = f"the line `schema: {wanted}` is missing"
        return SCHEMA_HEADER.at(Location(data.where.path, 1, 1), message, remedy=remedy)
    named, slash, version = given.partition("/")
    if named != kind or not slash:
        return _of_another_kind(given, named, kind, remedy)
    reads = formats_read(kind)
    if not _VERSION.fullmatch(version):
        message = f"`{given[:60]}` names no schema version; this program reads {reads}"
        return SCHEMA_VERSION.at(given.where, message, remedy=remedy)
    # Any such version is unknown; long numbers are not parsed.
    if len(version) > 4 or int(version) > newest(kind):
        message = f"`{given[:60]}` is newer than this program, which reads {reads}"
        remedy = f"Upgrade this program. If the number is a slip, write `schema: {wanted}`."
        return SCHEMA_VERSION.at(given.where, message, remedy=remedy)
    if int(version) < oldest(kind):
        message = f"`{given}` is older than anything this program reads: {reads}"
        return SCHEMA_VERSION.at(given.where, message, remedy=remedy)
    return int(version)


def note_version(front: Map) -> int | Finding:
    """The supported version in the front matter of a note, or a finding."""
    version = schema_version(front, "note")
    if isinstance(version, int) or version.rule is SCHEMA_VERSION:
        return version
    remedy = "Write `schema: note/1` as the first line between the dashes."
    message = "the front matter does not say `schema: note/1`"
    return SCHEMA_HEADER.at(front.where, message, remedy=remedy)
