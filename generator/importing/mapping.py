"""Reads a mapping: strictly, as any definition."""

from generator.importing.cells import TableError
from generator.model.import_mapping import ImportMapping
from generator.reading.bind import bind
from generator.reading.parse import read

SCHEMA = "import/1"


def read_mapping(name: str, data: bytes) -> ImportMapping:
    """The mapping in a file; ``name``: for messages. Raises TableError."""
    nodes, problems = read(name, data)
    found = None
    if nodes is not None:
        found, problems = bind(ImportMapping, nodes)
    if found is None or problems:
        told = "; ".join(
            f"{each.where}: {each.message.rstrip('.')}. {each.remedy}" for each in problems
        )
        raise TableError(f"the mapping cannot be read: {told}")
    if found.schema_ != SCHEMA:
        raise TableError(f"{name} has to begin with `schema: {SCHEMA}`, not `{found.schema_[:60]}`")
    return found
