"""Reads a mapping: strictly, as any definition."""

from generator.findings.errors import DefinitionError
from generator.importing.cells import TableError
from generator.model.import_mapping import ImportMapping
from generator.reading.bind import bind
from generator.reading.parse import read

SCHEMA = "import/1"


def read_mapping(name: str, data: bytes) -> ImportMapping:
    """The mapping in a file; ``name``: for messages. Raises DefinitionError with all problems."""
    nodes, problems = read(name, data)
    found = None
    if nodes is not None:
        found, problems = bind(ImportMapping, nodes)
    if found is None or problems:
        raise DefinitionError(problems, {name: data})
    if found.schema_ != SCHEMA:
        raise TableError(f"{name} has to begin with `schema: {SCHEMA}`, not `{found.schema_[:60]}`")
    return found
