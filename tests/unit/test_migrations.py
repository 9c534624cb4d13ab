"""Older formats: each step, the places of its findings, and the report on a file."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.findings.finding import Finding
from generator.model.kinds import KINDS
from generator.model.nodes import List, Map, Node, Text
from generator.reading.files import SourceFile
from generator.reading.load import load
from generator.reading.migrations.formats import STEPS, formats_read, newest, oldest, steps_from
from generator.reading.migrations.on_nodes import migrated
from generator.reading.parse import read
from generator.reading.tree import read_tree
from tests.scenarios.scenario import BASE, Scenario

ROOT = Path(__file__).resolve().parents[2]
MIXED = Scenario(ROOT / "tests/scenarios/definitions/34-older-format-beside-the-new-one")


def nodes(source: str) -> Map:
    tree, findings = read("f.yaml", source.encode())
    assert not findings
    assert tree is not None
    return tree


def carried_over(source: str) -> tuple[Map | None, tuple[Finding, ...]]:
    return migrated(nodes(f"schema: account/0\n{source}"), "account", 0)


def plain(node: Node) -> object:
    if isinstance(node, Map):
        return {key: plain(value) for key, value in node.items()}
    return [plain(each) for each in node] if isinstance(node, List) else str(node)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("manager: ada", "owner: ada"),
        ("manager: ada\nname: A", "owner: ada\nname: A"),
        (
            "reviewed: 2026-10-01\ntier: key\nreview_every: 6",
            "review: {last: 2026-10-01, every: 6 months}\ntier: key",
        ),
        ("review_every: 1", "review: {every: 1 month}"),
        (
            "review: {last: 2026-10-01}\nreview_every: 6",
            "review: {last: 2026-10-01, every: 6 months}",
        ),
        ("approved_by: ada\napproved_on: 2026-10-02", "approved: {by: ada, on: 2026-10-02}"),
        ("meetings: [{id: a, every: 2}]", "meetings: [{id: a, every: 2 months}]"),
        ("meetings: [{id: a, every: 2 weeks}]", "meetings: [{id: a, every: 2 weeks}]"),
        ("contracts: [{notice: 3}]", "contracts: [{notice: 3 months}]"),
        ("team: [{person: a, share: 40}]", "team: [{person: a, share: 40 %}]"),
        ("team: [{person: a, share: 2.5}]", "team: [{person: a, share: 2.5 %}]"),
        ("team: [{person: a, share: 40 %}]", "team: [{person: a, share: 40 %}]"),
        ("team: [{person: a, share: 0.4}]", "team: [{person: a, share: 0.4}]"),
        (
            "relationships: [{strength: 1, every: 1}]",
            "relationships: [{strength: first-contact, every: 1 month}]",
        ),
        (
            "relationships: [{strength: 2}, {strength: 3}, {strength: 4}]",
            "relationships: [{strength: working}, {strength: trusted}, {strength: 4}]",
        ),
        (
            "ratings: [{scores: [{axis: x, factor: f, score: 1}, {axis: y, factor: f, score: 2},"
            " {axis: x, factor: g, score: 3, evidence: e}]}]",
            "ratings: [{scores: {x: {f: {score: 1}, g: {score: 3, evidence: e}},"
            " y: {f: {score: 2}}}}]",
        ),
        ("ratings: [{scores: {x: {f: {score: 1}}}}]", "ratings: [{scores: {x: {f: {score: 1}}}}]"),
        # Shapes that no format knows are left to the models.
        ("ratings: none", "ratings: none"),
        ("ratings: [none, {scores: none}]", "ratings: [none, {scores: none}]"),
        ("team: {a: b}\nmeetings: [[x]]", "team: {a: b}\nmeetings: [[x]]"),
        ("relationships: [{strength: [1]}]", "relationships: [{strength: [1]}]"),
    ],
)
def test_a_step_carries_over_what_the_older_format_said(old: str, new: str) -> None:
    found, notes = carried_over(old)
    assert found is not None
    wanted = nodes(f"schema: account/1\n{new}")
    assert plain(found) == plain(wanted)
    assert list(found) == list(wanted)
    assert [note.rule.id for note in notes] == ["older-format"]
    assert str(notes[0].where) == "f.yaml:1:9"


@pytest.mark.parametrize(
    ("source", "place"),
    [
        ("manager: ada\nowner: ben", "f.yaml:2:1"),
        ("review_every: 6\nreview: often", "f.yaml:2:1"),
        ("approved: {by: ada}\napproved_by: ben", "f.yaml:3:1"),
        ("ratings:\n- scores:\n  - {axis: x, score: 1}", "f.yaml:4:5"),
        ("ratings:\n- scores:\n  - nine", "f.yaml:4:5"),
        ("ratings:\n- scores:\n  - {axis: x, factor: [f]}", "f.yaml:4:5"),
        (
            "ratings:\n- scores:\n  - {axis: x, factor: f, score: 1}\n"
            "  - {axis: x, factor: f, score: 2}",
            "f.yaml:5:15",
        ),
    ],
)
def test_what_cannot_be_carried_over_is_named_with_its_place(source: str, place: str) -> None:
    found, problems = carried_over(source)
    assert found is None
    assert [(each.rule.id, str(each.where)) for each in problems] == [
        ("old-format-conflict", place)
    ]


def places(node: Node) -> Iterator[tuple[str, str]]:
    """Each key and text with its place."""
    if isinstance(node, Map):
        for key, value in node.items():
            yield key, f"{node.keys_at[key].line}:{node.keys_at[key].column}"
            yield from places(value)
    elif isinstance(node, List):
        for each in node:
            yield from places(each)
    else:
        yield str(node), f"{node.where.line}:{node.where.column}"


def test_every_key_and_value_keeps_the_place_its_author_gave_it() -> None:
    found, _ = carried_over(
        "manager: ada\nreview_every: 6\n"
        "ratings:\n  - scores:\n      - {axis: x, factor: f, score: 9}\n"
    )
    assert found is not None
    assert list(places(found)) == [
        *[("schema", "1:1"), ("account/1", "1:9")],
        *[("owner", "2:1"), ("ada", "2:10")],
        *[("review", "3:1"), ("every", "3:1"), ("6 months", "3:15")],
        *[("ratings", "4:1"), ("scores", "5:5")],
        *[("x", "6:16"), ("f", "6:27"), ("score", "6:30"), ("9", "6:37")],
    ]


def test_reading_changes_nothing_of_what_it_is_given() -> None:
    source = nodes("schema: account/0\nmanager: ada\nratings: [{scores: [{axis: x, factor: f}]}]\n")
    before = plain(source), list(places(source))
    assert migrated(source, "account", 0)[0] != source
    assert (plain(source), list(places(source))) == before


def test_a_file_in_the_format_in_use_comes_back_as_it_is() -> None:
    source = nodes("schema: account/1\nmanager: ada\n")
    assert migrated(source, "account", 1) == (source, ())


def test_files_of_one_account_may_be_of_different_formats(tmp_path: Path) -> None:
    older, findings = load(read_tree(MIXED.lay_out(tmp_path / "repository"))[0])
    wanted, _ = load(read_tree(BASE)[0])
    assert older.accounts == wanted.accounts
    assert [each.rule.id for each in findings] == ["older-format", "older-format"]


def test_a_number_with_too_many_digits_is_only_from_the_future() -> None:
    source = SourceFile("content/people.yaml", b"schema: people/" + b"9" * 15_000)
    _, (finding,) = load([source])
    assert finding.rule.id == "schema-version"
    assert len(finding.message) < 200
    assert "Upgrade this program" in finding.remedy


@pytest.mark.parametrize("version", ["\N{ARABIC-INDIC DIGIT ONE}", "1 ", "+1", "0x1", "1e0", "00"])
def test_a_version_is_written_in_one_way(version: str) -> None:
    _, (finding,) = load(
        [SourceFile("content/people.yaml", f"schema: 'people/{version}'".encode())]
    )
    assert finding.rule.id == "schema-version"


def test_every_step_leads_to_a_version_that_is_read() -> None:
    for kind, version in STEPS:
        assert oldest(kind) <= version < newest(kind)
        assert steps_from(kind, version)
    assert all(steps_from(each.name, each.version) == () for each in KINDS.values())
    assert (formats_read("account"), formats_read("role")) == (
        "account/1 and account/0",
        "role/2 and role/1",
    )


def test_every_older_format_and_its_steps_are_documented() -> None:
    text = (ROOT / "docs/migrations.md").read_text(encoding="utf-8")
    for (kind, version), steps in STEPS.items():
        assert f"\n## {kind}/{version}\n" in text
        rows = [line.split(" | ")[0] for line in text.splitlines() if line.startswith("| ")]
        described = [f"| {step.description}" for step in steps]
        assert [row for row in rows if row in described] == described


def test_texts_stay_texts() -> None:
    found, _ = carried_over("manager: ada # who\nteam: [{share: '40'}]\n")
    assert found is not None
    owner, team = found["owner"], found["team"]
    assert isinstance(owner, Text)
    assert owner.cut
    share = team[0]["share"] if isinstance(team, List) and isinstance(team[0], Map) else None
    assert isinstance(share, Text)
    assert (share, share.plain) == ("40 %", False)
