"""Applies migration steps to nodes; keys and values keep their locations."""

from generator.findings.finding import Finding
from generator.model.nodes import Map, copied
from generator.reading import rules
from generator.reading.migrations.formats import newest, steps_from
from generator.reading.migrations.steps import carry_out, write


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
            rules.OLD_FORMAT_CONFLICT.at(conflict.where, conflict.message) for conflict in conflicts
        )
    given, wanted = data["schema"], f"{kind}/{newest(kind)}"
    write(copy, "schema", wanted)
    message = f"`{given}` is an older format; this file is read as {wanted}"
    return copy, (rules.OLDER_FORMAT.at(given.where, message),)
