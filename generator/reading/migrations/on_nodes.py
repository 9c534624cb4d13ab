"""Applies migration steps to nodes; keys and values keep their locations."""

from generator.findings.finding import Finding
from generator.model.nodes import Map, copied
from generator.reading.areas import DEFINITIONS
from generator.reading.migrations.formats import newest, steps_from
from generator.reading.migrations.steps import carry_out, write

OLDER_FORMAT = DEFINITIONS.info(
    "older-format",
    "A file is of an older format.",
    "It is read as if it were of the new one, but editors complete and examples show the new one "
    "only, and two ways to write one thing are hard to review.",
    "Run `playbook migrate`: it rewrites the file and keeps its comments. It can wait.",
)

OLD_FORMAT_CONFLICT = DEFINITIONS.error(
    "old-format-conflict",
    "A file of an older format says something that cannot be carried over to the new one.",
    "Whatever was chosen, some of what the author wrote would be lost.",
    "Keep one of the two, or complete the entry; then check again.",
)


def migrated(data: Map, kind: str, version: int) -> tuple[Map | None, tuple[Finding, ...]]:
    """A file's nodes in the current format, and findings for its author.

    ``version``: the schema version of the file, one that can be read. A current file is returned
    unchanged; an older one as a migrated copy with a note, or ``None`` with errors if something in
    it cannot be migrated.
    """
    if version == newest(kind):
        return data, ()
    copy = copied(data)
    _, conflicts = carry_out(copy, steps_from(kind, version))
    if conflicts:
        return None, tuple(
            OLD_FORMAT_CONFLICT.at(conflict.where, conflict.message) for conflict in conflicts
        )
    given, wanted = data["schema"], f"{kind}/{newest(kind)}"
    write(copy, "schema", wanted)
    message = f"`{given}` is an older format; this file is read as {wanted}"
    return copy, (OLDER_FORMAT.at(given.where, message),)
