"""The identity of a definition: the schema in its header, its id and reserved ids."""

import re

from generator.findings.finding import Finding, Location
from generator.model.grammars import ID_PATTERN
from generator.model.nodes import List, Map, Text
from generator.reading import rules
from generator.reading.migrations.formats import formats_read, newest, oldest

_PAGES_OF_OURS = "index compare checklist strategy team history handover data calendar reports all"

_DEVICES = "con prn aux nul " + " ".join(f"com{n} lpt{n}" for n in range(1, 10))

RESERVED = frozenset(f"{_PAGES_OF_OURS} {_DEVICES}".split())

_VERSION = re.compile(r"0|[1-9][0-9]*")


def id_problems(data: Map, name: str, file: Location) -> list[Finding]:
    """Problems of the name of a file or folder, of its id and of its aliases."""
    if not re.fullmatch(ID_PATTERN, name) or len(name) > 64:
        return [rules.BAD_NAME.at(file, f"`{name[:80]}` cannot be an id")]
    if name in RESERVED:
        return [rules.RESERVED_ID.at(file, f"`{name}` is reserved")]
    aliases = data.get("aliases")
    findings = [
        rules.RESERVED_ID.at(alias.where, f"`{alias}` is reserved")
        for alias in (aliases if isinstance(aliases, List) else ())
        if isinstance(alias, Text) and alias in RESERVED
    ]
    given = data.get("id")
    if isinstance(given, Text) and given != name and re.fullmatch(ID_PATTERN, given):
        message = f"the id is `{given[:80]}`, the file or folder `{name}`"
        findings.append(rules.ID_MISMATCH.at(given.where, message))
    return findings


def schema_version(data: Map, kind: str) -> int | Finding:
    """The supported version in the `schema:` of a file of this kind, or a finding."""
    wanted = f"{kind}/{newest(kind)}"
    given = data.get("schema")
    remedy = f"Write `schema: {wanted}` as the first line."
    if not isinstance(given, Text):
        message = f"the line `schema: {wanted}` is missing"
        return rules.SCHEMA_HEADER.at(Location(data.where.path, 1, 1), message, remedy=remedy)
    named, slash, version = given.partition("/")
    if named != kind or not slash:
        message = f"`{given[:60]}` is not the schema of this place: {wanted}"
        return rules.SCHEMA_HEADER.at(given.where, message, remedy=remedy)
    reads = formats_read(kind)
    if not _VERSION.fullmatch(version):
        message = f"`{given[:60]}` names no schema version; this program reads {reads}"
        return rules.SCHEMA_VERSION.at(given.where, message, remedy=remedy)
    # Any such version is unknown; long numbers are not parsed.
    if len(version) > 4 or int(version) > newest(kind):
        message = f"`{given[:60]}` is newer than this program, which reads {reads}"
        remedy = f"Upgrade this program. If the number is a slip, write `schema: {wanted}`."
        return rules.SCHEMA_VERSION.at(given.where, message, remedy=remedy)
    if int(version) < oldest(kind):
        message = f"`{given}` is older than anything this program reads: {reads}"
        return rules.SCHEMA_VERSION.at(given.where, message, remedy=remedy)
    return int(version)
