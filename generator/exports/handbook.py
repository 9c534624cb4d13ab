"""``/data/roles.json`` and ``/data/competencies.json``: the handbook for HR's own systems."""

from typing import Literal

from generator.editions import Catalog
from generator.exports.record import Record, says
from generator.findings.classification import Edition
from generator.model.competency import Area, Level
from generator.model.grammars import SemanticVersion
from generator.model.kinds import Competency, Role


class RolesDocument(Record):
    """The roles of one edition."""

    schema_: Literal["roles/1"] = says("kind and version of this document", alias="schema")
    edition: Edition = says("for whom it was made")
    framework: SemanticVersion | None = says("version of the competency framework", None)
    roles: tuple[Role, ...] = says("roles by id, as their files say it", ())


class CompetenciesDocument(Record):
    """The competency framework of one edition."""

    schema_: Literal["competencies/1"] = says("kind and version of this document", alias="schema")
    edition: Edition = says("for whom it was made")
    framework: SemanticVersion | None = says("version of the competency framework", None)
    scale: tuple[Level, ...] = says("levels, lowest first", ())
    areas: tuple[Area, ...] = says("areas, in reading order", ())
    competencies: tuple[Competency, ...] = says("competencies by id, as their files say it", ())


def roles_document(catalog: Catalog) -> RolesDocument:
    """The roles of an edition's view."""
    return RolesDocument(
        schema_="roles/1",
        edition=catalog.edition,
        framework=_version(catalog),
        roles=tuple(catalog.roles.values()),
    )


def competencies_document(catalog: Catalog) -> CompetenciesDocument:
    """Scale, areas and competencies of an edition's view."""
    framework = catalog.definitions.framework
    return CompetenciesDocument(
        schema_="competencies/1",
        edition=catalog.edition,
        framework=_version(catalog),
        scale=framework.scale if framework else (),
        areas=framework.areas if framework else (),
        competencies=tuple(catalog.competencies.values()),
    )


def _version(catalog: Catalog) -> SemanticVersion | None:
    framework = catalog.definitions.framework
    return framework.version if framework else None
