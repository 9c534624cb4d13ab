"""``/data/roles.csv`` and ``/data/competencies.csv``: the handbook for spreadsheets.

Comma-separated values as in RFC 4180, in UTF-8 with a byte order mark, by which spreadsheets detect
the encoding. A cell that a spreadsheet would evaluate as a formula gets an apostrophe in front,
which makes it text.
"""

import csv
from collections.abc import Iterable, Iterator, Sequence
from io import StringIO

from generator.analysis.needs import needs_of_role
from generator.editions import Catalog
from generator.model.kinds import Role

_MARK = "\N{ZERO WIDTH NO-BREAK SPACE}"
# Characters that may start a formula (also as full-width signs), or a cell after splitting.
_ACTIVE = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
ROLES = {
    "role": "id of the role; never changes",
    "name": "the name people use",
    "version": "version of the role",
    "status": "draft, active or deprecated",
    "level": "the level of the post in the organisation",
    "accounts_per_person": "how many accounts one person in the role holds",
    "competency": "id of a competency the role requires",
    "competency_name": "name of that competency",
    "level_needed": "id of the level it is required at",
    "level_name": "name of that level",
    "because": "why the role requires it",
}
"""The columns of ``/data/roles.csv``, each with what it says."""

COMPETENCIES = {
    "competency": "id of the competency; never changes",
    "name": "the name people use",
    "version": "version of the competency",
    "status": "draft, active or deprecated",
    "area": "id of its area",
    "level": "id of the level",
    "level_name": "name of the level",
    "rank": "place of the level in the scale, from 1, the lowest",
    "behaviour": "one thing that can be observed at the level",
}
"""The columns of ``/data/competencies.csv``, each with what it says."""


def roles_csv(catalog: Catalog) -> str:
    """One row for each required competency of a role; a role without any has one row."""
    rows = [row for role in catalog.roles.values() for row in _role_rows(catalog, role)]
    return as_csv(tuple(ROLES), rows)


def competencies_csv(catalog: Catalog) -> str:
    """One row for each behaviour; ``rank``: of the level, from 1 for the lowest."""
    levels = catalog.ids["level"]
    rows = [
        (item.id, item.name, str(item.version), item.status, str(item.area), level.id, level.name,
         str(rank), behaviour.says)
        for item in catalog.competencies.values()
        for rank, level in enumerate(levels.values(), 1)
        for behaviour in item.levels.get(level.id, ())
    ]  # fmt: skip
    return as_csv(tuple(COMPETENCIES), rows)


def as_csv(heading: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table as CSV text that is safe to open in a spreadsheet."""
    out = StringIO()
    writer = csv.writer(out)
    writer.writerow(heading)
    writer.writerows([cell(value) for value in row] for row in rows)
    return _MARK + out.getvalue()


def cell(value: str) -> str:
    """A cell that no spreadsheet evaluates (OWASP, CSV injection)."""
    return f"'{value}" if value.lstrip(" ").startswith(_ACTIVE) else value


def _role_rows(catalog: Catalog, role: Role) -> Iterator[tuple[str, ...]]:
    own = (
        role.id, role.name, str(role.version), role.status, role.position.level,
        str(role.span.accounts) if role.span else "",
    )  # fmt: skip
    needs = needs_of_role(catalog, role)
    for need in needs:
        yield (
            *own, need.competency.id, need.competency.name, need.level.id, need.level.name,
            need.because,
        )  # fmt: skip
    if not needs:
        yield (*own, "", "", "", "", "")
