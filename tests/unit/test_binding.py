"""From nodes to models: each problem with its rule, place and the class of quoted values."""

from dataclasses import dataclass, replace

import pytest

from generator.findings.classification import Classification, Edition
from generator.findings.finding import Finding, Location
from generator.model.grammars import Count, Flag, Id, Line
from generator.model.grammars.references import RegionRef
from generator.model.item import (
    Item,
    confidential,
    fields_of,
    internal,
    public,
)
from generator.model.kinds import KINDS
from generator.model.nodes import Map, Text
from generator.model.walk import items_in, places_above_internal, references_in
from generator.reading.bind import UNKNOWN_KEY, bind
from generator.reading.parse import read
from generator.reporters.wording import fingerprints, reported
from generator.text.suggestions import closest


class Post(Item):
    id: Id = internal("short id")
    reports_to: RegionRef | None = internal("the post above", default=None)
    pay: Count | None = confidential("money", default=None)


class Plan(Item):
    name: Line = public("the name")
    open_: Flag = internal("whether it is open", alias="open", default=False)
    tier: str = internal("the tier", default="none")
    posts: tuple[Post, ...] = internal("posts", default=(), min_length=1)
    by_area: dict[Id, tuple[Post, ...]] = internal("posts by area", default={})
    head: Post | None = internal("the head", default=None)


def nodes(source: str) -> Map:
    tree, findings = read("f.yaml", source.encode())
    assert not findings
    assert tree is not None
    return tree


def bound(source: str) -> Plan:
    plan, findings = bind(Plan, nodes(source))
    assert not findings
    assert plan is not None
    return plan


def found(source: str) -> list[Finding]:
    plan, findings = bind(Plan, nodes(source))
    assert plan is None
    return list(findings)


def test_a_definition_becomes_a_frozen_model_that_knows_its_places() -> None:
    plan = bound("name: A\nopen: yes\nposts:\n  - {id: a, reports_to: b}\n  - id: c\n")
    assert (plan.name, plan.open_, [post.id for post in plan.posts]) == ("A", True, ["a", "c"])
    assert str(plan.where) == "f.yaml:1:1"
    assert plan.at("posts", 1).line == 5
    assert plan.at("posts", 0, "reports_to").column == 25
    assert plan.at("no such key") == plan.where
    assert plan.key_at("open") == Location("f.yaml", 2, 1, 4)
    with pytest.raises(ValueError, match="frozen"):
        setattr(plan, next(iter(Plan.model_fields)), "B")


def test_every_item_and_reference_is_found_in_the_order_of_the_file() -> None:
    plan = bound(
        "name: A\nposts:\n  - {id: a, reports_to: b}\nby_area:\n  x: [{id: d, reports_to: e}]\n"
    )
    assert [type(item).__name__ for item in items_in(plan)] == ["Plan", "Post", "Post"]
    assert list(references_in(plan)) == ["b", "e"]
    assert all(each.where and each.kinds == ("region",) for each in references_in(plan))
    assert ("open_", "open", False) in list(fields_of(plan))


@dataclass(frozen=True)
class Case:
    source: str
    rule: str
    place: str
    says: str
    secrecy: Classification = Classification.INTERNAL


CASES = {
    "missing": Case("open: yes\n", "missing-key", "f.yaml:1:1", "`name` is missing"),
    "missing inside": Case(
        "name: A\nposts:\n  - reports_to: x\n", "missing-key", "f.yaml:3:5", "`id` is missing"
    ),
    "unknown, near": Case(
        "name: A\nopne: yes\n", "unknown-key", "f.yaml:2:1", "Did you mean `open`?"
    ),
    "unknown, in another spelling": Case(
        "name: A\nhead: {id: a, Reports-To: x}\n",
        "unknown-key",
        "f.yaml:2:15",
        "Did you mean `reports_to`?",
    ),
    "unknown, far": Case(
        "name: A\nheadlining: 1\n", "unknown-key", "f.yaml:2:1", "Similar keys: head."
    ),
    "unknown, a field's name in the code": Case(
        "name: A\nopen_: yes\n", "unknown-key", "f.yaml:2:1", "Did you mean `open`?"
    ),
    "unknown, endless": Case(
        f"name: A\n{'z' * 200}: 1\n", "unknown-key", "f.yaml:2:1", "zzz...` is not a key"
    ),
    "wrong value": Case("name: A\nopen: maybe\n", "bad-value", "f.yaml:2:7", "neither yes nor no"),
    "wrong value in a list in a group": Case(
        "name: A\nby_area:\n  x:\n    - id: A B\n", "bad-value", "f.yaml:4:11", "`A B` is not an id"
    ),
    "wrong key of a group": Case(
        "name: A\nby_area:\n  X Y: []\n", "bad-value", "f.yaml:3:8", "`X Y` is not an id"
    ),
    "a list is wanted": Case("name: A\nposts: a\n", "wrong-shape", "f.yaml:2:8", "needs a list"),
    "a group is wanted": Case("name: A\nhead: a\n", "wrong-shape", "f.yaml:2:7", "needs a group"),
    "a group of lists is wanted": Case(
        "name: A\nby_area: [a]\n", "wrong-shape", "f.yaml:2:10", "needs a group"
    ),
    "too short": Case("name: A\nposts: []\n", "bad-value", "f.yaml:2:8", "needs at least 1"),
    "an amount": Case(
        "name: A\nhead: {id: a, pay: lots}\n",
        *("bad-value", "f.yaml:2:20", "`lots` is not a whole number"),
        Classification.CONFIDENTIAL,
    ),
    "inside a raised item": Case(
        "name: A\nposts:\n  - {id: A B, class: restricted}\n",
        *("bad-value", "f.yaml:3:10", "`A B` is not an id"),
        Classification.RESTRICTED,
    ),
    "a class nobody knows": Case(
        "name: A\nclass: confidental\n",
        *("bad-value", "f.yaml:2:8", "Did you mean `confidential`?"),
    ),
    "a class that is a list": Case(
        "name: A\nclass: [public]\n", "wrong-shape", "f.yaml:2:8", "`class` needs one of public"
    ),
}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_a_problem_has_its_rule_place_words_and_class(case: Case) -> None:
    (finding,) = found(case.source)
    assert finding.rule.id == case.rule
    assert str(finding.where) == case.place
    assert case.says in finding.message
    assert finding.secrecy is case.secrecy
    assert len(finding.message) < 250


def test_no_field_that_a_model_gets_changes_what_a_finding_is_known_by() -> None:
    """Forges identify a finding by its fingerprint: a new version of ours must not change it."""

    class Newer(Plan):
        zone: Line | None = public("made up", default=None)

    source = "name: A\nzzz: 1\nposts:\n  - {id: A B}\n  - {id: a, reports: x}\n"
    older, newer = bind(Plan, nodes(source))[1], bind(Newer, nodes(source))[1]
    assert sorted(each.about for each in older) == ["posts.id", "posts.reports", "zzz"]
    assert older == newer
    rows = [reported(findings, Edition.LEADERSHIP) for findings in (older, newer)]
    other_words = [replace(each, message="other words") for each in rows[1]]
    assert fingerprints(rows[0]) == fingerprints(other_words)


def test_of_many_keys_only_the_likest_are_named_and_where_all_of_them_stand() -> None:
    account = KINDS["account"].model
    (finding,) = (
        each
        for each in bind(account, nodes("owner_relation_steps: 1\n"))[1]
        if each.rule is UNKNOWN_KEY
    )
    assert len(finding.message) < 150
    assert "`playbook schema account --fields`" in finding.remedy
    assert len(closest("reg", [f"reg{number}" for number in range(9)])) == 5


def test_every_problem_is_reported_at_once() -> None:
    findings = found("open: maybe\nposts:\n  - {id: A, pay: -1, extra: x}\nhead: [a]\n")
    assert sorted(finding.rule.id for finding in findings) == [
        *("bad-value", "bad-value", "bad-value", "missing-key", "unknown-key", "wrong-shape"),
    ]


def test_places_of_values_above_internal_are_known() -> None:
    plan = bound(
        "name: A\nposts:\n  - {id: a, pay: 5}\n  - class: restricted\n    id: b\n    pay: 6\n"
    )
    places = places_above_internal((plan,))
    assert {str(place): secrecy.value for place, secrecy in places.items()} == {
        "f.yaml:3:18": "confidential",
        "f.yaml:4:5": "restricted",
        "f.yaml:4:12": "restricted",
        "f.yaml:5:9": "restricted",
        "f.yaml:6:10": "restricted",
    }


@pytest.mark.parametrize("kind", KINDS)
def test_an_empty_definition_of_any_kind_is_missing_its_required_keys(kind: str) -> None:
    model = KINDS[kind].model
    item, findings = bind(model, nodes(f"schema: {kind}/1\n"))
    required = {
        info.alias or name for name, info in model.model_fields.items() if info.is_required()
    }
    assert {finding.rule.id for finding in findings} <= {"missing-key"}
    assert {finding.message for finding in findings} == {
        f"`{key}` is missing" for key in required - {"schema"}
    }
    assert (item is None) == bool(findings)


def test_text_is_never_converted_before_its_field_asks() -> None:
    data = nodes("name: 000\n")
    assert isinstance(data["name"], Text)
    assert bound("name: 000\nopen: no\n").name == "000"
