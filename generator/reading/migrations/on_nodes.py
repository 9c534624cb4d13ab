"""Steps on what the reader has read; every key and value keeps the place where it was written."""

from generator.findings.finding import Finding
from generator.model.nodes import Map, copied
from generator.reading import rules
from generator.reading.migrations.formats import newest, steps_from
from generator.reading.migrations.steps import carry_out, write


def migrated(data: Map, kind: str, version: int) -> tuple[Map | None, tuple[Finding, ...]]:
    """A file's nodes in the format in use, and what its author is told about it.

    ``version``: the schema version of the file, one of those that are read. A file in use comes
    back as it is. Otherwise the result is a copy, with a note that the file is of an older format;
    or ``None`` and errors, when it holds something that cannot be carried over.
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
