"""What the last import brought, so that the next one knows what was edited here since.

Kept as digests, one line a record, beside the definitions: a value that is still as it was brought
may be replaced by a newer one; one that differs was edited by hand, and stays.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256

from generator.importing.cells import TableError

FILE = ".playbook/imported.json"
"""Where it is kept, from the root of the repository."""

_REMEDY = (
    "Restore it from an earlier state, or delete it: "
    "then every value that differs from the table counts as edited here"
)


@dataclass(frozen=True, slots=True)
class Remembered:
    """Digests of values by record and field."""

    records: Mapping[str, Mapping[str, str]]

    def knows(self, record: str) -> bool:
        """Whether a record was imported before."""
        return record in self.records

    def brought(self, record: str, field: str, value: str) -> bool:
        """Whether the last import brought this value of a field."""
        return self.records.get(record, {}).get(field) == digest(record, field, value)


def record_key(kind: str, system: str, name: str) -> str:
    """The name of a record here; ``name``: its id in the system, else where it stands with us."""
    return f"{kind} {system} {name}"


def digest(record: str, field: str, value: str) -> str:
    """A short name of a value. It hides nothing: who tries all tiers, or amounts, finds the one."""
    return sha256("\0".join((record, field, value)).encode("utf-8")).hexdigest()[:16]


def remembered(data: bytes | None) -> Remembered:
    """What a file holds; ``None``: there is none. Raises :class:`TableError`."""
    if data is None:
        return Remembered({})
    try:
        held = json.loads(data.decode("utf-8"))
        records = {
            str(record): {str(name): str(value) for name, value in fields.items()}
            for record, fields in held["records"].items()
        }
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise TableError(f"{FILE} cannot be read. {_REMEDY}") from None
    return Remembered(records)


def as_file(records: Mapping[str, Mapping[str, str]]) -> bytes:
    """The bytes of the file: a line a record, in order, so that two branches can be merged."""
    lines = [
        f"{json.dumps(record, ensure_ascii=False)}: {json.dumps(fields, sort_keys=True)}"
        for record, fields in sorted(records.items())
    ]
    return ('{"records": {\n' + ",\n".join(lines) + "\n}}\n").encode("utf-8")
