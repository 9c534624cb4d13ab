"""``/data/roles.json`` and others: handbook definitions for HR systems."""

from types import GenericAlias
from typing import Any, Literal

from pydantic import create_model

from generator.editions import Catalog
from generator.exports.record import DocumentModel, field
from generator.findings.classification import Edition
from generator.model.competency import Area, Level
from generator.model.grammars import SemanticVersion
from generator.model.kinds import Competency, Kind, Role


class RolesDocument(DocumentModel):
    """The roles of one edition."""

    schema_: Literal["roles/2"] = field("kind and version of this document", alias="schema")
    edition: Edition = field("for whom it was made")
    framework: SemanticVersion | None = field("version of the competency framework", None)
    roles: tuple[Role, ...] = field("roles by id, as their files say it", ())


class CompetenciesDocument(DocumentModel):
    """The competency framework of one edition."""

    schema_: Literal["competencies/3"] = field("kind and version of this document", alias="schema")
    edition: Edition = field("for whom it was made")
    framework: SemanticVersion | None = field("version of the competency framework", None)
    scale: tuple[Level, ...] = field("levels, lowest first", ())
    areas: tuple[Area, ...] = field("areas, in reading order", ())
    competencies: tuple[Competency, ...] = field("competencies by id, as their files say it", ())


def document_of(kind: Kind) -> type[DocumentModel]:
    """The document class of a kind whose definitions are exported as written."""
    many, items = kind.plural, GenericAlias(tuple, (kind.model, ...))
    fields: dict[str, Any] = {
        "schema_": (
            Literal[f"{many}/1"],
            field("kind and version of this document", f"{many}/1", alias="schema"),
        ),
        "edition": (Edition, field("for whom it was made")),
        many: (items, field(f"{many} by id, as their files say it", ())),
    }
    docstring = f"The {many} of one edition."
    return create_model(
        f"{many.title()}Document", __base__=DocumentModel, __doc__=docstring, **fields
    )


def filled_document(kind: Kind, catalog: Catalog) -> DocumentModel:
    """The document of a kind with the definitions in an edition's view."""
    items = tuple(catalog.definitions.of_kind(kind.name).values())
    return document_of(kind)(**{"edition": catalog.edition, kind.plural: items})


def roles_document(catalog: Catalog) -> RolesDocument:
    """The roles of an edition's view."""
    return RolesDocument(
        schema_="roles/2",
        edition=catalog.edition,
        framework=_version(catalog),
        roles=tuple(catalog.roles.values()),
    )


def competencies_document(catalog: Catalog) -> CompetenciesDocument:
    """Scale, areas and competencies of an edition's view."""
    framework = catalog.definitions.framework
    return CompetenciesDocument(
        schema_="competencies/3",
        edition=catalog.edition,
        framework=_version(catalog),
        scale=framework.scale if framework else (),
        areas=framework.areas if framework else (),
        competencies=tuple(catalog.competencies.values()),
    )


def _version(catalog: Catalog) -> SemanticVersion | None:
    framework = catalog.definitions.framework
    return framework.version if framework else None
