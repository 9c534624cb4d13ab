"""Who a definition says it is: the schema in its header, its id, and ids nobody may have."""

import re

from generator.definitions import rules
from generator.definitions.grammars import ID_PATTERN
from generator.definitions.models import KINDS
from generator.definitions.nodes import List, Map, Text
from generator.diagnostics import Finding, Location

_PAGES_OF_OURS = "index compare checklist strategy team history handover data calendar reports all"
_DEVICES = "con prn aux nul " + " ".join(f"com{n} lpt{n}" for n in range(1, 10))
RESERVED = frozenset(f"{_PAGES_OF_OURS} {_DEVICES}".split())


def id_problems(data: Map, name: str, file: Location) -> list[Finding]:
    """What is wrong with the name of a file or folder, the id in it and its former ids."""
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


def header_problem(data: Map, kind: str) -> Finding | None:
    """What is wrong with the `schema:` of a file of this kind."""
    version = KINDS[kind][1]
    wanted = f"{kind}/{version}"
    given = data.get("schema")
    where = given.where if isinstance(given, Text) else Location(data.where.path, 1, 1)
    remedy = f"Write `schema: {wanted}` as the first line."
    if not isinstance(given, Text):
        message = f"the line `schema: {wanted}` is missing"
        return rules.SCHEMA_HEADER.at(where, message, remedy=remedy)
    found = re.fullmatch(r"([a-z]+)/(\d{1,4})", given)
    if found is None or found.group(1) != kind:
        message = f"`{given[:60]}` is not the schema of this place: {wanted}"
        return rules.SCHEMA_HEADER.at(where, message, remedy=remedy)
    if int(found.group(2)) != version:
        age = "newer" if int(found.group(2)) > version else "older"
        message = f"`{given}` is {age} than this generator, which reads {wanted}"
        return rules.SCHEMA_VERSION.at(where, message)
    return None
