"""What is written into YAML is the same text for every program, in a line of its own or not."""

from io import StringIO

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

from generator.text.yaml_scalars import scalar
from tests.examples import examples

law = settings(derandomize=True, database=None, deadline=None, max_examples=examples(150, 3000))

SHORT = st.text("019_.+-eExXobaflnsuy~ :,", max_size=8)
"""Texts that look like numbers, days and words of YAML."""

ANY = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)


def read_back(text: str) -> set[object]:
    """What PyYAML (YAML 1.1) and ruamel (1.2) read, behind a key, in a list and inside braces."""
    plain, inside = scalar(text, own_line=True), scalar(text)
    document = f"a: {plain}  # remark\nb:\n  - {plain}\nc: {{d: {inside}, e: [{inside}]}}\n"
    document += f"f: {{{inside}: 1}}\n"
    found: set[object] = set()
    for held in (yaml.safe_load(document), YAML(typ="safe", pure=True).load(StringIO(document))):
        found |= {held["a"], *held["b"], held["c"]["d"], *held["c"]["e"], *held["f"]}
    return found


@law
@given(SHORT | ANY)
def test_a_text_is_read_back_as_itself(text: str) -> None:
    assert read_back(text) == {text}


@pytest.mark.parametrize(
    "text",
    ["010", "08", "1_000", "1e3", "0x1F", "0o17", "2026-11-02", "no", "Y", "~", "null", "NULL"],
)
def test_what_some_program_takes_for_another_value_is_in_quotes(text: str) -> None:
    assert scalar(text, own_line=True) == f'"{text}"'
    assert read_back(text) == {text}


@pytest.mark.parametrize("text", ["Acme & Co.", "3 valves", "1 month", "Müller (Köln)", "nobody"])
def test_what_no_program_takes_for_another_value_is_not(text: str) -> None:
    assert scalar(text) == text


def test_a_comma_separates_inside_braces_only() -> None:
    assert (scalar("Kiel, Bonn"), scalar("Kiel, Bonn", own_line=True)) == (
        '"Kiel, Bonn"',
        "Kiel, Bonn",
    )
