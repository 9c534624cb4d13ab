"""`playbook schema KIND --fields`: each key with an example that the reader takes."""

import pytest

from generator.cli.app import run
from generator.model.kinds import KINDS
from generator.reading.files import SourceFile
from generator.reading.json_schema import field_rows, kinds_with_schema
from generator.reading.load import load
from generator.text.suggestions import listed_nearest_first


@pytest.mark.parametrize("kind", [each for each in kinds_with_schema() if each != "import"])
def test_every_key_of_a_kind_is_a_row_and_those_that_must_be_there_come_first(kind: str) -> None:
    model, rows = KINDS[kind].model, field_rows(kind)
    keys = {info.alias or name: info for name, info in model.model_fields.items()}
    assert {row.key for row in rows} == keys.keys()
    assert {row.key for row in rows if row.required} == {
        key for key, info in keys.items() if info.is_required()
    }
    assert [row.required for row in rows] == sorted((row.required for row in rows), reverse=True)
    assert all(row.what and row.example for row in rows)


@pytest.mark.parametrize("kind", ["role", "competency", "onboarding"])
def test_the_examples_together_make_a_definition(kind: str) -> None:
    rows = {row.key: row.example for row in field_rows(kind)}
    rows |= {"id": "sample", "name": "Sample"}
    text = "".join(f"{key}: {example}\n" for key, example in rows.items())
    definitions, findings = load([SourceFile(KINDS[kind].main_file("sample"), text.encode())])
    assert [each.message for each in findings] == []
    assert "sample" in definitions.of_kind(kind)


def test_on_the_terminal_it_is_a_table(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["schema", "role", "--fields"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].split() == ["key", "must", "what", "it", "says", "as", "in"]
    assert any(line.startswith("purpose") and " yes " in line for line in lines)


@pytest.mark.parametrize("given", [("--fields",), ("data-accounts", "--fields")])
def test_a_table_is_of_a_kind_that_people_write(
    given: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["schema", *given]) == 2
    assert "playbook" in capsys.readouterr().err


def test_candidates_are_listed_nearest_first_and_the_others_in_their_order() -> None:
    scale = ("awareness", "working", "practitioner", "expert")
    assert listed_nearest_first("advanced", scale) == "awareness, working, practitioner, expert"
    assert listed_nearest_first("exprt", scale).startswith("expert, ")
    many = tuple(f"word-{number}" for number in range(20))
    assert listed_nearest_first("zzz", many) == ""
    assert listed_nearest_first("word-7", many).endswith(" and 15 more")
