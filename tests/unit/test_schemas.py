"""The published JSON Schemas: fresh, valid, and in agreement with the models."""

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path, PurePosixPath
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from generator.exports.reference import document_file, documents
from generator.findings.classification import Classification
from generator.model.kinds import KINDS
from generator.model.nodes import List, Map, Node
from generator.reading.json_schema import file_name, kinds_with_schema, schema, schema_text
from generator.reading.parse import read
from generator.reading.tree import read_tree
from tests.scenarios.scenario import BASE, all_scenarios, found_in

KIND = re.compile(r"schema: ([a-z]+)/(\d+)")


def as_an_editor_reads(node: Node) -> Any:
    """YAML 1.2, core schema: numbers and booleans are what they are, all else is text."""
    if isinstance(node, Map):
        return {key: as_an_editor_reads(each) for key, each in node.items()}
    if isinstance(node, List):
        return [as_an_editor_reads(each) for each in node]
    if not node.plain:
        return str(node)
    for pattern, convert in (
        (r"[-+]?\d+", int),
        (r"[-+]?(?:\.\d+|\d+(?:\.\d*)?)(?:[eE][-+]?\d+)?", float),
        (r"true|True|TRUE|false|False|FALSE", lambda word: word.lower() == "true"),
        (r"null|Null|NULL|~", lambda _: None),
    ):
        if re.fullmatch(pattern, node, re.ASCII):
            return convert(str(node))
    return str(node)


def test_an_editor_reads_what_we_say_it_reads() -> None:
    source = b"a: 9\nb: 2.10\nc: no\nd: true\ne: '9'\nf: 12:30\ng: 2026-11-02\nh: [000, 1.0.0]\n"
    tree, _ = read("f.yaml", source)
    assert tree is not None
    assert as_an_editor_reads(tree) == {
        **{"a": 9, "b": 2.1, "c": "no", "d": True, "e": "9", "f": "12:30", "g": "2026-11-02"},
        "h": [0, "1.0.0"],
    }


def definition_files(root: Path) -> Iterator[tuple[str, bytes]]:
    for file in read_tree(root)[0]:
        if file.path.endswith(".yaml"):
            yield file.path, file.data


@cache
def validator_of(kind: str) -> Draft202012Validator:
    return Draft202012Validator(schema(kind))


def problems(kind: str, data: bytes) -> list[str]:
    """The problems an editor underlines in a file."""
    tree, findings = read("f.yaml", data)
    assert not findings
    assert tree is not None
    validator = validator_of(kind)
    return [
        f"{error.json_path} {error.message}"
        for error in validator.iter_errors(as_an_editor_reads(tree))
    ]


@pytest.mark.parametrize("kind", kinds_with_schema())
def test_a_schema_is_fresh_and_valid(kind: str, real_root: Path) -> None:
    file = real_root / "schema" / file_name(kind)
    assert file.read_text(encoding="utf-8") == schema_text(kind), "run `make schema`"
    document = json.loads(file.read_text(encoding="utf-8"))
    assert document["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    Draft202012Validator.check_schema(document)


def test_there_is_a_schema_for_each_kind_of_file_and_no_other(real_root: Path) -> None:
    assert {file.name for file in (real_root / "schema").iterdir()} == {
        *(file_name(kind) for kind in kinds_with_schema()),
        *(document_file(kind) for kind in documents()),
    }
    assert set(KINDS) - set(kinds_with_schema()) == {"note"}


@pytest.mark.parametrize("root", ["real", "base"])
def test_every_definition_satisfies_its_schema(root: str, real_root: Path) -> None:
    found = {
        path: messages
        for path, data in definition_files(real_root if root == "real" else BASE)
        if (messages := problems(_kind(data), data))
    }
    assert not found


def test_every_definition_names_its_schema_to_the_editor(real_root: Path) -> None:
    for path, data in definition_files(real_root):
        first = data.decode("utf-8").partition("\n")[0]
        up = "../" * (len(PurePosixPath(path).parts) - 1)
        assert first == f"# yaml-language-server: $schema={up}schema/{file_name(_kind(data))}", path


def _kind(data: bytes) -> str:
    found = KIND.search(data.decode("utf-8"))
    assert found
    return found.group(1)


@pytest.mark.parametrize("kind", kinds_with_schema())
def test_every_property_says_what_it_is_and_who_sees_it(kind: str) -> None:
    document = schema(kind)
    made = [document, *document.get("$defs", {}).values()]
    for described in (each for each in made if "properties" in each):
        assert described["additionalProperties"] is False
        for name, field in described["properties"].items():
            assert field["description"], (kind, name)
            if name != "schema":
                assert field["x-class"] in set(Classification), (kind, name)


# What the reader refuses in a scenario because of one field's own grammar or name, an editor
# underlines as well. What only the whole repository shows (references, sums, dates) it cannot.
UNDERLINED = (
    "near-miss-of-a-key",
    "unknown-key-deep-inside",
    "near-miss-of-a-value",
    "wrong-shapes",
    "id-that-climbs-out",
    "score-outside-1-to-10",
    "values-of-the-wrong-kind",
    "text-too-long-for-its-field",
    "header-of-another-kind",
    "header-of-another-version",
)


@pytest.mark.parametrize("short", UNDERLINED)
def test_an_editor_underlines_what_the_reader_refuses(
    short: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (scenario,) = [each for each in all_scenarios() if each.name.split("-", 1)[1] == short]
    root = scenario.lay_out(tmp_path / "repository")
    code, lines = found_in(root, capsys)
    assert code == 1
    refused = {line.split(":", 1)[0] for line in lines if " missing-key " not in line}
    kinds = {"accounts": "account", "content/roles": "role", "content/organisation": "organisation"}
    underlined = {
        path
        for path, data in definition_files(root)
        for start, kind in kinds.items()
        if path.startswith(start) and problems(kind, data)
    }
    assert underlined == refused
