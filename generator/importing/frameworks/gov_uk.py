"""Reads the capability framework of the UK government's digital and data profession.

It is published as two tables: skills, one a row with what each level means, and roles, a row for
each skill that a level of a role requires. A skill becomes a competency, a level of a role a role.
"""

from abc import ABC, abstractmethod

from generator.importing.cells import TableError
from generator.importing.frameworks.found import (
    FoundCompetency,
    FoundFramework,
    FoundRole,
    FoundStatement,
    PublicSource,
    columns_by_name,
    paragraphs_and_points,
)
from generator.importing.table import Row, SourceTable, read_table
from generator.importing.values import RefusedCell, lines_of

_LEVELS = ("awareness", "working", "practitioner", "expert")

_NONE = ("", "not in use", "n/a")
"""What stands where a role has no levels."""

_OF_ROLES = (
    "role",
    "role description",
    "role level",
    "role level description",
    "skill name",
    "skill description",
    "skill level",
    "skill level description",
)


def read_gov_uk(data: bytes) -> FoundFramework:
    """What a table holds. Raises :class:`TableError` for one of another shape."""
    table = read_table(data)
    roles = columns_by_name(table, _OF_ROLES)
    if {"role", "role level", "skill name", "skill level"} <= roles.keys():
        return _Roles(table, roles).found
    skills = columns_by_name(table, ("skill name", "skill description", *_LEVELS))
    if "skill name" in skills and set(_LEVELS) & skills.keys():
        return _Skills(table, skills).found
    raise TableError(
        "its columns are neither those of the skills (Skill Name, Skill Description, Awareness, "
        "Working, Practitioner, Expert) nor those of the roles (Role, Role Level, Skill Name, "
        "Skill Level)"
    )


class _Tables(ABC):
    """A table of the framework, read row by row into what it holds."""

    def __init__(self, table: SourceTable, at: dict[str, int]) -> None:
        self.table, self.at, self.found = table, at, FoundFramework()
        for row in table.rows():
            if row.is_empty:
                continue
            try:
                self.take(row)
            except _RefusedRow as refused:
                self.found.refuse(row.number, refused.place, str(refused))

    @abstractmethod
    def take(self, row: Row) -> None:
        """Put a row into what is found. Raises :class:`_RefusedRow`."""

    def place(self, row: Row, column: str) -> str:
        return self.table.place(self.at[column], row.number)

    def text(self, row: Row, column: str) -> str:
        """What a cell says, with its lines; empty where the table has no such column."""
        if column not in self.at:
            return ""
        try:
            return lines_of(row.cells[self.at[column]])
        except RefusedCell as refused:
            raise _RefusedRow(self.place(row, column), str(refused)) from None

    def needed(self, row: Row, column: str) -> str:
        """The words of a cell that cannot be empty."""
        words = " ".join(self.text(row, column).split())
        if not words:
            raise _RefusedRow(self.place(row, column), "is empty")
        return words

    def skill(self, row: Row) -> FoundCompetency:
        """The skill of a row, which may have been in an earlier one."""
        name = self.needed(row, "skill name")
        said, points = paragraphs_and_points(self.text(row, "skill description"))
        what = said or "; ".join(points)
        place = self.place(row, "skill name")
        new = FoundCompetency(place, name.casefold(), name, what)
        return self.found.competencies.setdefault(new.key, new)

    def describe(self, skill: FoundCompetency, level: str, row: Row, column: str) -> None:
        """Add what a level of a skill means, unless an earlier row says the same."""
        said, points = paragraphs_and_points(self.text(row, column))
        if not said and not points:
            return
        new = [
            FoundStatement(self.place(row, column), each, level)
            for each in (*filter(None, (said,)), *points)
        ]
        former = [each.says for each in skill.behaviours if each.level == level]
        if not former:
            skill.behaviours += new
        elif former != [each.says for each in new]:
            self.found.refuse(
                row.number,
                self.place(row, column),
                f"says something else of `{skill.name}`, {level}, than an earlier row; the first "
                "is taken",
            )


class _Skills(_Tables):
    def take(self, row: Row) -> None:
        skill = self.skill(row)
        for level in _LEVELS:
            if level in self.at:
                self.describe(skill, level, row, level)


class _Roles(_Tables):
    def take(self, row: Row) -> None:
        level = self.needed(row, "skill level").casefold()
        name = self.needed(row, "role level")
        for words, column in ((level, "skill level"), (name.casefold(), "role level")):
            if words in _NONE:
                raise _RefusedRow(
                    self.place(row, column), "names no level, so that nothing is required"
                )
        skill = self.skill(row)
        if "skill level description" in self.at:
            self.describe(skill, level, row, "skill level description")
        role = self.found.roles.setdefault(name.casefold(), self._role(row, name))
        required = (skill.key, level)
        if required not in [each[:2] for each in role.requires]:
            role.requires.append((*required, self.place(row, "skill level")))

    def _role(self, row: Row, name: str) -> FoundRole:
        of_role, duties = paragraphs_and_points(self.text(row, "role description"))
        of_level, more = paragraphs_and_points(self.text(row, "role level description"))
        place = self.place(row, "role level")
        return FoundRole(
            place,
            name.casefold(),
            name,
            of_level or of_role,
            [FoundStatement(place, each) for each in dict.fromkeys((*duties, *more))],
        )


class _RefusedRow(Exception):  # noqa: N818 - no fault: what is said of a row
    def __init__(self, place: str, what: str) -> None:
        super().__init__(what)
        self.place = place


GOV_UK = PublicSource(
    "the capability framework of the UK government's digital and data profession",
    {
        "title": "Government Digital and Data Profession Capability Framework",
        "publisher": "UK government",
        "url": "https://ddat-capability-framework.service.gov.uk/",
        "licence": "Open Government Licence v3.0",
        "licence_url": "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/",
    },
    read_gov_uk,
)
