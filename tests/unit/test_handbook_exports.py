"""HR's downloads: complete, safe to open, reproducible, and without any account."""

import csv
import json
from collections.abc import Callable
from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from generator.analysis.releases import not_described, releases
from generator.editions import Catalog
from generator.editions.catalog import resolve
from generator.exports import data_files
from generator.exports.case import case_package
from generator.exports.handbook import competencies_document, roles_document
from generator.exports.record import as_json
from generator.exports.reference import document_schema_text
from generator.exports.tables import as_csv, cell, competencies_csv, roles_csv
from generator.findings.classification import Edition
from generator.model.common import HandbookChange
from generator.model.definitions import Definitions
from generator.model.grammars import SemanticVersion
from generator.pipeline.assemble import Assembled
from tests.conftest import AS_OF, FIXTURE, assembled_on

HR_FILES = {
    "data/roles.json",
    "data/competencies.json",
    "data/roles.csv",
    "data/competencies.csv",
    "data/framework.case.json",
}
Assemble = Callable[[Edition], Assembled]


@pytest.fixture(scope="module")
def catalog(assembled: Assemble) -> Catalog:
    return assembled(Edition.HR).catalog


def rows(text: str) -> list[dict[str, str]]:
    assert text.startswith("\ufeff")
    return list(csv.DictReader(StringIO(text.removeprefix("\ufeff"), newline="")))


def test_the_hr_edition_has_its_five_files_and_no_other(assembled: Assemble) -> None:
    assert {artifact.path for artifact in assembled(Edition.HR).artifacts} == HR_FILES


def test_every_data_file_is_described(real_root: Path) -> None:
    text = (real_root / "docs/data.md").read_text(encoding="utf-8")
    assert not [file.path for file in data_files() if f"`/{file.path}`" not in text]
    assert len({file.path for file in data_files()}) == len(data_files())


def test_none_of_them_holds_a_trace_of_an_account(assembled: Assemble) -> None:
    team = assembled(Edition.LEADERSHIP).catalog
    words = {
        word.casefold()
        for account in team.accounts.values()
        for word in (account.id, account.name, account.name.split()[0], *account.also_called)
    }
    people = {person.name for person in team.ids["person"].values()}
    assert len(words) > 6
    assert len(people) > 10
    for artifact in assembled(Edition.HR).artifacts:
        text = artifact.text.casefold()
        assert not {word for word in words if word in text}, artifact.path
        assert not {name for name in people if name.casefold() in text}, artifact.path


def test_roles_are_all_there_as_their_files_say_them(catalog: Catalog) -> None:
    document = json.loads(as_json(roles_document(catalog)))
    assert document["schema"] == "roles/2"
    assert document["edition"] == "hr"
    assert [role["id"] for role in document["roles"]] == list(catalog.roles)
    kam = next(role for role in document["roles"] if role["id"] == "kam")
    assert {"competency": "stakeholder-mapping", "level": "practitioner"} in kam["requires"]
    assert kam["profile"]["pay"]


@pytest.mark.parametrize("edition", [Edition.PUBLIC, Edition.TEAM])
def test_pay_is_not_for_the_team_and_the_public(edition: Edition, assembled: Assemble) -> None:
    text = as_json(roles_document(assembled(edition).catalog))
    assert '"pay"' not in text


def test_competencies_are_all_there_with_every_level(catalog: Catalog) -> None:
    document = json.loads(as_json(competencies_document(catalog)))
    scale = [level["id"] for level in document["scale"]]
    assert len(scale) == 4
    assert [each["id"] for each in document["competencies"]] == list(catalog.competencies)
    assert all(set(each["levels"]) == set(scale) for each in document["competencies"])


def test_one_row_for_each_requirement_of_a_role(catalog: Catalog) -> None:
    found = rows(roles_csv(catalog))
    assert len(found) == sum(len(role.requires) for role in catalog.roles.values())
    kam = [row for row in found if row["role"] == "kam"]
    assert {row["competency"] for row in kam} == {
        str(each.competency) for each in catalog.roles["kam"].requires
    }


def test_one_row_for_each_behaviour(catalog: Catalog) -> None:
    found = rows(competencies_csv(catalog))
    assert len(found) == sum(
        len(behaviours)
        for each in catalog.competencies.values()
        for behaviours in each.levels.values()
    )
    assert {row["rank"] for row in found} == {"1", "2", "3", "4"}


@pytest.mark.parametrize(
    ("value", "safe"),
    [
        ("=1+1", "'=1+1"),
        ("+49", "'+49"),
        ("-5", "'-5"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"),
        ("\r=1", "'\r=1"),
        ("  =1", "'  =1"),
        ("\uff1d1", "'\uff1d1"),
        ("plain = text", "plain = text"),
        ('say "=1", please', 'say "=1", please'),
        ("", ""),
    ],
)
def test_no_cell_is_run_as_a_formula(value: str, safe: str) -> None:
    assert cell(value) == safe
    assert rows(as_csv(("a", "b"), [(value, "x")])) == [{"a": safe, "b": "x"}]


# The shape of CASE ---------------------------------------------------------------------------


def package(catalog: Catalog) -> dict[str, object]:
    made = case_package(catalog)
    assert made is not None
    return dict(json.loads(as_json(made)))


def test_every_part_hangs_under_the_framework(catalog: Catalog) -> None:
    made = json.loads(json.dumps(package(catalog)))
    items = {item["identifier"]: item for item in made["CFItems"]}
    assert len(items) == len(made["CFItems"])
    above = {
        each["originNodeURI"]["identifier"]: each["destinationNodeURI"]["identifier"]
        for each in made["CFAssociations"]
    }
    assert set(above) == set(items)
    kinds = {"Level": "Competency", "Competency": "Area"}
    for identifier, item in items.items():
        if item["CFItemType"] == "Area":
            assert above[identifier] == made["CFDocument"]["identifier"]
        else:
            assert items[above[identifier]]["CFItemType"] == kinds[item["CFItemType"]]
    assert len([i for i in items.values() if i["CFItemType"] == "Competency"]) == len(
        catalog.competencies
    )


def test_identifiers_stay_when_words_change(catalog: Catalog) -> None:
    listening = next(iter(catalog.competencies.values()))
    other = {
        **catalog.competencies,
        listening.id: listening.model_copy(update={"what": "Something else."}),
    }
    definitions = catalog.definitions.with_kind("competency", other)
    changed = resolve(definitions, catalog.edition, catalog.released)
    before, after = (json.loads(json.dumps(package(each))) for each in (catalog, changed))
    assert [i["identifier"] for i in before["CFItems"]] == [
        i["identifier"] for i in after["CFItems"]
    ]
    assert before != after


def test_without_a_framework_there_is_no_package(catalog: Catalog) -> None:
    definitions = catalog.definitions.with_kind("framework", {})
    empty = resolve(definitions, catalog.edition, catalog.released)
    assert case_package(empty) is None


# Release notes -------------------------------------------------------------------------------


def test_release_notes_count_what_changed(catalog: Catalog) -> None:
    found = releases(catalog.definitions)
    assert found[-1].version is not None
    counts = {(kind, step): number for kind, step, number in found[-1].counts}
    assert counts["competency", "new"] == len(catalog.competencies)
    assert counts["role", "new"] == len(catalog.roles)
    # Here every version of a definition came with another one of the framework.
    steps = sum(number for each in found for _, _, number in each.counts)
    belonging = (*catalog.roles.values(), *catalog.competencies.values(), catalog.definitions.fit)
    assert steps == sum(len(item.changes) for item in belonging if item)
    assert not not_described(catalog.definitions)


def all_released(catalog: Catalog) -> Definitions:
    """The definitions as if everything had been released at the end of 2026."""
    framework = catalog.definitions.framework
    assert framework is not None
    update = {"version": SemanticVersion(8, 0, 0), "on": date(2026, 12, 31)}
    newest = framework.changes[0].model_copy(update=update)
    changes = (newest, *framework.changes)
    released = framework.model_copy(update={"changes": changes})
    return catalog.definitions.with_kind("framework", {"framework": released})


def test_changes_after_the_newest_release_are_listed(catalog: Catalog) -> None:
    role = next(iter(catalog.roles.values()))
    newest = role.changes[0]
    later = newest.model_copy(update={"version": SemanticVersion(9, 0, 0), "on": date(2027, 1, 4)})
    roles = {**catalog.roles, role.id: role.model_copy(update={"changes": (later, *role.changes)})}
    ahead = releases(all_released(catalog).with_kind("role", roles))[0]
    assert (ahead.version, ahead.counts) == (None, (("role", "major", 1),))


def test_a_definition_counts_once_in_a_release_with_its_largest_step(catalog: Catalog) -> None:
    one, other, *rest = catalog.competencies.values()
    first = one.changes[0]

    def version(*numbers: int) -> HandbookChange:
        on = date(2027, 1, numbers[1] + 1)
        return first.model_copy(update={"version": SemanticVersion(*numbers), "on": on})

    moved = {
        one.id: one.model_copy(
            update={"changes": (version(2, 0, 0), version(2, 1, 0), version(2, 1, 1), first)}
        ),
        other.id: other.model_copy(update={"changes": (version(1, 1, 0), first)}),
    }
    competencies = {**{each.id: each for each in rest}, **moved}
    ahead = releases(all_released(catalog).with_kind("competency", competencies))[0]
    assert ahead.counts == (("competency", "major", 1), ("competency", "minor", 1))


def test_what_does_not_say_what_its_version_brought_is_named(catalog: Catalog) -> None:
    role = next(iter(catalog.roles.values()))
    bumped = role.model_copy(update={"version": SemanticVersion(9, 0, 0)})
    roles = {**catalog.roles, role.id: bumped}
    assert not_described(catalog.definitions.with_kind("role", roles)) == [bumped]


# Against the schemas -------------------------------------------------------------------------


@pytest.mark.few(1)
@pytest.mark.parametrize("edition", Edition)
def test_every_file_fits_its_schema(assembled: Assemble, edition: Edition) -> None:
    made = {artifact.path: artifact.text for artifact in assembled(edition).artifacts}
    documents = {each.path: each for each in data_files() if each.document}
    assert {"data/roles.json", "data/competencies.json", "data/framework.case.json"} <= made.keys()
    for path in documents.keys() & made.keys():
        schema = json.loads(document_schema_text(documents[path].schema))
        Draft202012Validator.check_schema(schema)
        found = list(Draft202012Validator(schema).iter_errors(json.loads(made[path])))
        assert not found, (path, found[0].message, list(found[0].path))


def test_every_file_says_what_it_is_made_of(assembled: Assemble) -> None:
    fixture = assembled_on(AS_OF, Edition.LEADERSHIP, root=FIXTURE)  # it has what few accounts have
    made = {
        artifact.path: artifact.text
        for artifact in (*fixture.artifacts, *assembled(Edition.LEADERSHIP).artifacts)
    }
    for each in data_files():
        assert (each.document is not None) is each.path.endswith(".json"), each.path
        assert bool(each.columns) is each.path.endswith(".csv"), each.path
        if each.columns:
            assert rows(made[each.path])[0].keys() == each.columns.keys()
