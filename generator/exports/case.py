"""``/data/framework.case.json``: the framework in the format of 1EdTech's CASE 1.1.

Areas contain competencies, competencies contain levels; a level's statement is its observable
behaviour. Identifiers are derived from ids, so they are stable between builds. The format follows
the published description of CASE 1.1; it was not certified, and claims no conformance.
"""

from collections.abc import Iterator
from datetime import date
from typing import ClassVar, Literal
from uuid import UUID, uuid5

from generator.editions import Catalog
from generator.exports.record import DocumentModel, field
from generator.model.common import text_of
from generator.model.kinds import Competency, Framework

_SPACE = UUID("6f0d6f5c-6e0a-5a0e-9d0f-3f1d6a1c2b7e")
"""Namespace of this document's identifiers; it must not change."""


class LinkURI(DocumentModel):
    """A reference to another part of the package."""

    title: str = field("what it leads to")
    identifier: str = field("its identifier (UUID)")
    uri: str = field("its name as a URI; no address on the web")


class CFDocument(DocumentModel):
    """The framework as a whole."""

    identifier: str = field("identifier (UUID)")
    uri: str = field("its name as a URI; no address on the web")
    title: str = field("name of the framework")
    creator: str = field("the company that answers for it")
    case_version: Literal["1.1"] = field(
        "the version of CASE whose shape this follows", alias="caseVersion"
    )
    changed: str = field("day of the newest version, at midnight UTC", alias="lastChangeDateTime")
    version: str = field("semantic version of the framework")
    standing: Literal["Draft", "Adopted", "Deprecated"] = field(
        "where it stands", alias="adoptionStatus"
    )
    package: LinkURI = field("this package", alias="CFPackageURI")


class CFItem(DocumentModel):
    """An area, a competency or a level of one."""

    identifier: str = field("identifier (UUID)")
    uri: str = field("its name as a URI; no address on the web")
    statement: str = field("what it says", alias="fullStatement")
    name: str = field("its name", alias="abbreviatedStatement")
    code: str = field("its id in the handbook", alias="humanCodingScheme")
    item_type: Literal["Area", "Competency", "Level"] = field("what it is", alias="CFItemType")
    document: LinkURI = field("the framework it belongs to", alias="CFDocumentURI")
    changed: str = field("day of its newest version, at midnight UTC", alias="lastChangeDateTime")


class CFAssociation(DocumentModel):
    """What is part of what."""

    identifier: str = field("identifier (UUID)")
    uri: str = field("its name as a URI; no address on the web")
    kind: Literal["isChildOf"] = field(
        "the origin is part of the destination", alias="associationType"
    )
    place: int = field("place among the parts of the destination, from 1", alias="sequenceNumber")
    origin: LinkURI = field("the part", alias="originNodeURI")
    destination: LinkURI = field("the whole", alias="destinationNodeURI")
    changed: str = field("day of the newest version, at midnight UTC", alias="lastChangeDateTime")


class CasePackage(DocumentModel):
    """The framework in the shape of CASE 1.1."""

    form_of: ClassVar[str] = "case-shape/1"

    document: CFDocument = field("the framework", alias="CFDocument")
    items: tuple[CFItem, ...] = field("areas, competencies, levels", (), alias="CFItems")
    associations: tuple[CFAssociation, ...] = field(
        "what is part of what", (), alias="CFAssociations"
    )


def case_package(catalog: Catalog) -> CasePackage | None:
    """The framework of an edition's view, or ``None``."""
    framework = catalog.definitions.framework
    if framework is None:
        return None
    document = _document(catalog, framework)
    whole = LinkURI(title=document.title, identifier=document.identifier, uri=document.uri)
    parts = list(_parts(catalog, framework, whole))
    return CasePackage(
        document=document,
        items=tuple(item for item, _, _ in parts),
        associations=tuple(_child(item, of, place) for item, of, place in parts),
    )


def _document(catalog: Catalog, framework: Framework) -> CFDocument:
    organisation = catalog.definitions.organisation
    status_names = {"draft": "Draft", "active": "Adopted", "deprecated": "Deprecated"}
    identifier, package = _uuid("document"), _uuid("package")
    return CFDocument.model_validate(
        {
            "identifier": identifier,
            "uri": f"urn:uuid:{identifier}",
            "title": framework.name,
            "creator": organisation.name if organisation else framework.name,
            "caseVersion": "1.1",
            "lastChangeDateTime": _changed(framework),
            "version": str(framework.version),
            "adoptionStatus": status_names[framework.status],
            "CFPackageURI": _link(f"{framework.name}, package", package),
        }
    )


def _parts(
    catalog: Catalog, framework: Framework, whole: LinkURI
) -> Iterator[tuple[CFItem, LinkURI, int]]:
    """Each item with its parent and its position there."""
    changed = _changed(framework)
    for place, area in enumerate(framework.areas, 1):
        group = _item("Area", area.id, area.name, text=area.what, changed=changed, whole=whole)
        yield group, whole, place
        inside = [each for each in catalog.competencies.values() if each.area == area.id]
        for own, competency in enumerate(inside, 1):
            changed_on = _changed(competency)
            item = _item(
                "Competency",
                competency.id,
                competency.name,
                text=competency.what,
                changed=changed_on,
                whole=whole,
            )
            yield item, _to(group), own
            for rank, level in _levels(catalog, competency, changed_on, whole):
                yield level, _to(item), rank


def _levels(
    catalog: Catalog, competency: Competency, changed: str, whole: LinkURI
) -> Iterator[tuple[int, CFItem]]:
    for rank, level in enumerate(catalog.ids["level"].values(), 1):
        behaviour = text_of(competency.levels.get(level.id, ()))
        if behaviour:
            code = f"{competency.id}/{level.id}"
            name = f"{competency.name}: {level.name}"
            yield rank, _item("Level", code, name, text=behaviour, changed=changed, whole=whole)


def _item(kind: str, code: str, name: str, *, text: str, changed: str, whole: LinkURI) -> CFItem:
    identifier = _uuid(f"{kind}/{code}")
    return CFItem.model_validate(
        {
            "identifier": identifier,
            "uri": f"urn:uuid:{identifier}",
            "fullStatement": text,
            "abbreviatedStatement": name,
            "humanCodingScheme": code,
            "CFItemType": kind,
            "CFDocumentURI": whole,
            "lastChangeDateTime": changed,
        }
    )


def _child(item: CFItem, of: LinkURI, place: int) -> CFAssociation:
    identifier = _uuid(f"{item.identifier} in {of.identifier}")
    return CFAssociation(
        identifier=identifier,
        uri=f"urn:uuid:{identifier}",
        kind="isChildOf",
        place=place,
        origin=_to(item),
        destination=of,
        changed=item.changed,
    )


def _to(item: CFItem) -> LinkURI:
    return LinkURI(title=item.name, identifier=item.identifier, uri=item.uri)


def _link(title: str, identifier: str) -> LinkURI:
    return LinkURI(title=title, identifier=identifier, uri=f"urn:uuid:{identifier}")


def _uuid(name: str) -> str:
    return str(uuid5(_SPACE, name))


def _changed(item: Framework | Competency) -> str:
    days: list[date] = [change.on for change in item.changes] or [item.review.last]
    return f"{max(days).isoformat()}T00:00:00+00:00"
