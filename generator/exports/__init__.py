"""Data for programs, beside the pages and from the same view of the definitions."""

from collections.abc import Iterable
from dataclasses import dataclass

from generator.analysis import Insight
from generator.editions import Catalog
from generator.exports.accounts import accounts_document
from generator.exports.case import case_package
from generator.exports.handbook import competencies_document, filled_document, roles_document
from generator.exports.record import as_json
from generator.exports.tables import competencies_csv, roles_csv
from generator.findings.finding import Finding
from generator.model.kinds import KINDS


@dataclass(frozen=True, slots=True)
class Artifact:
    """A file of a site that is no page: ``path`` inside the site, and its text."""

    path: str
    text: str


def artifacts(
    catalog: Catalog, insight: Insight, findings: Iterable[Finding]
) -> tuple[Artifact, ...]:
    """The data files of an edition: those of the handbook, and accounts where its view has any."""
    found = []
    if catalog.roles:
        found.append(Artifact("data/roles.json", as_json(roles_document(catalog))))
        found.append(Artifact("data/roles.csv", roles_csv(catalog)))
    if catalog.competencies:
        found.append(Artifact("data/competencies.json", as_json(competencies_document(catalog))))
        found.append(Artifact("data/competencies.csv", competencies_csv(catalog)))
    if package := case_package(catalog):
        found.append(Artifact("data/framework.case.json", as_json(package)))
    if insight.accounts:
        text = as_json(accounts_document(catalog, insight, findings))
        found.append(Artifact("data/accounts.json", text))
    for kind in KINDS.values():
        if kind.data and catalog.definitions.of_kind(kind.name):
            text = as_json(filled_document(kind, catalog))
            found.append(Artifact(f"data/{kind.plural}.json", text))
    return tuple(found)


__all__ = ["Artifact", "artifacts"]
