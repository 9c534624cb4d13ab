"""A new kind is registered once, and everything works with it."""

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from generator.changes.not_compared import unread
from generator.cli.app import run
from generator.exports.reference import documents, fields_text
from generator.findings.classification import Edition
from generator.history.snapshots import place_of_kind, reading
from generator.model.common import HandbookDefinition
from generator.model.grammars import Id, Line, RoleRef
from generator.model.item import Item, internal, public
from generator.model.kinds import KINDS, Kind
from generator.model.severities import ANY, Severity
from generator.pipeline import read_definitions
from generator.pipeline.assemble import Assembled, assemble
from generator.reading.files import SourceFile
from generator.reading.json_schema import schema
from tests.review.scenario_table import Files, as_text, reviewed, small, state
from tests.scenarios.scenario import AS_OF, BASE, copy_of

FILE = "content/partners/fast-freight.yaml"
TEXT = """\
schema: partner/1
id: fast-freight
name: Fast Freight
version: 1.0.0
status: active
owner: sales
review: {last: 2026-10-01, every: 12 months}
changes:
  - {version: 1.0.0, on: 2026-10-01, what: [First version.]}
service: Delivers overnight
works_with: [kam]
depots:
  - {id: north, name: Northern depot, nearest: south}
  - {id: south, name: Southern depot}
"""


class Depot(Item):
    """Where the partner keeps goods."""

    id: Id = public("id of the depot")
    name: Line = public("name of the depot")
    nearest: Id | None = internal("the depot that stands in", default=None)


class Partner(HandbookDefinition):
    """A company we work with."""

    service: Line = public("what the partner does for us")
    works_with: tuple[RoleRef, ...] = public("roles that work with it", default=())
    depots: tuple[Depot, ...] = public("its depots", default=())


PARTNER = Kind(
    "partner",
    Partner,
    1,
    "content/partners/{}.yaml",
    plural="partners",
    own_entries=((("depots",), "depot"),),
    severities=((("service",), ANY, Severity.MAJOR, "we buy another service"),),
    data=True,
)


@pytest.fixture(autouse=True)
def registered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(KINDS, PARTNER.name, PARTNER)


def repository(tmp_path: Path, text: str = TEXT) -> Path:
    root = copy_of(BASE, tmp_path)
    (root / FILE).parent.mkdir()
    (root / FILE).write_text(text, encoding="utf-8")
    return root


def assembled(root: Path, edition: Edition = Edition.LEADERSHIP) -> Assembled:
    return assemble(root, edition, AS_OF)


def changed(find: str, replace: str) -> tuple[Files, Files]:
    assert TEXT.count(find) == 1
    before = {**small(), FILE: TEXT}
    return before, {**before, FILE: TEXT.replace(find, replace)}


def test_it_is_read(tmp_path: Path) -> None:
    root = repository(tmp_path)
    catalog = assembled(root).catalog
    partner = catalog.find("partner", "fast-freight")
    assert isinstance(partner, Partner)
    assert partner.service == "Delivers overnight"
    assert partner in list(read_definitions(root).definitions.roots())
    assert [use.by for use in catalog.used_by("role", "kam") if use.by == partner]


def test_it_is_checked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    wrong = {
        "works_with: [kam]": "works_with: [kim]",
        "id: south": "id: north",
        "last: 2026-10-01": "last: 2024-10-01",
    }
    text = TEXT
    for find, replace in wrong.items():
        text = text.replace(find, replace)
    code = run(["check", "--root", str(repository(tmp_path, text)), "--as-of", AS_OF.isoformat()])
    out = capsys.readouterr().out
    assert code == 1
    assert "unknown-reference" in out
    assert "duplicate-id" in out
    text = TEXT.replace("last: 2026-10-01", "last: 2024-10-01")
    (tmp_path / FILE).write_text(text, encoding="utf-8")
    overdue = [each for each in assembled(tmp_path).findings if each.where.path == FILE]
    assert "handbook-review-overdue" in {each.rule.id for each in overdue}


def test_its_place_says_its_id(tmp_path: Path) -> None:
    findings = read_definitions(repository(tmp_path, TEXT.replace("id: fast-f", "id: slow-f")))
    assert [each.rule.id for each in findings.findings if each.where.path == FILE]


def test_an_edition_sees_what_its_classes_allow(tmp_path: Path) -> None:
    root = repository(tmp_path)
    public, team = (assembled(root, each).catalog for each in (Edition.PUBLIC, Edition.TEAM))
    seen: list[Any] = [each.find("partner", "fast-freight") for each in (public, team)]
    assert [each.owner for each in seen] == [None, "sales"]
    assert [each.depots[0].nearest for each in seen] == [None, "south"]


def test_its_changes_are_named_with_their_weight() -> None:
    found = reviewed(*changed("overnight", "within a week"), Edition.LEADERSHIP)
    (difference,) = found.differences
    assert (difference.subject, difference.id, difference.name) == (
        *("partner", "fast-freight"),
        "Fast Freight",
    )
    ((change, weight, reason),) = [
        (each.change, each.severity, each.reason) for each in difference.changes
    ]
    assert (change.path, weight, reason) == (("service",), Severity.MAJOR, "we buy another service")
    assert "Fast Freight" in as_text(found)
    assert "version-too-low" in {each.rule.id for each in found.required}


def test_an_entry_of_its_own_can_be_renamed() -> None:
    before, after = changed("id: south", "id: deep-south")
    after = {**after, FILE: after[FILE].replace("nearest: south", "nearest: deep-south")}
    (difference,) = reviewed(before, after, Edition.LEADERSHIP).differences
    assert ("renamed", "south", "deep-south") in {
        (each.change.kind, each.change.before, each.change.after) for each in difference.changes
    }


def test_with_an_error_it_is_not_compared_and_the_rest_is() -> None:
    before, after = (state(each) for each in changed("service: Delivers", "sevice: Delivers"))
    (found,) = unread(before, after, (), Edition.LEADERSHIP, may_name=lambda *_: True)
    assert (found.subject, found.id, found.state) == ("partner", "fast-freight", "head")


def test_its_earlier_states_are_read() -> None:
    assert place_of_kind("partner", "fast-freight") == FILE
    item = reading("partner", (SourceFile(FILE, TEXT.encode()),)).item
    assert isinstance(item, Partner)


def test_it_is_exported(tmp_path: Path) -> None:
    made = {each.path: each.text for each in assembled(repository(tmp_path)).artifacts}
    document = json.loads(made["data/partners.json"])
    assert document["schema"] == "partners/1"
    assert [each["service"] for each in document["partners"]] == ["Delivers overnight"]


def test_it_is_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["schema"]) == 0
    assert {"partner", "data-partners"} <= set(capsys.readouterr().out.split())
    Draft202012Validator.check_schema(schema("partner"))
    assert "data-partners" in documents()
    assert "roles that work with it" in fields_text()
