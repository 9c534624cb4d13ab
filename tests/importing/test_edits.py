"""Values and entries are put into files as people lay them out; every other byte stays."""

import pytest
import yaml

from generator.importing.edits import Append, Edit, Put, braces, edited
from generator.reading.insert import RefusedError
from generator.reading.parse import read
from generator.text.yaml_scalars import scalar

FILE = """\
# Ours
schema: account/1
name: Acme  # as they write it
tier: 'standard' #ours
sector: "food"   # ours
currency: EUR   # euros
summary: >-
  Two lines
  of text.

# before the list
stakeholders:
  - id: buyer   # first
    function: "Head of purchasing"
    # a remark
    reports_to: 'chief'
  - {id: fitter, function: Fitter}
opportunities: []
"""

CASES: dict[str, tuple[list[Edit], list[tuple[str, str]]]] = {
    "a plain value": (
        [Put(("name",), scalar("Acme: Group"))],
        [("name: Acme  # as", 'name: "Acme: Group"  # as')],
    ),
    "a quoted value": (
        [Put(("stakeholders", 0, "function"), "Buyer")],
        [('"Head of purchasing"', "Buyer")],
    ),
    "a quoted value with a comment": (
        [Put(("tier",), "key"), Put(("sector",), '"a: b"')],
        [("'standard' #ours", '"key" #ours'), ('"food"   # ours', '"a: b"   # ours')],
    ),
    "a text over several lines": (
        [Put(("summary",), "One.")],
        [("summary: >-\n  Two lines\n  of text.\n", "summary: One.\n")],
    ),
    "a key of the account": (
        [Put(("external_id",), "{crm: a}"), Put(("links",), "[]")],
        [("# euros\n", "# euros\nexternal_id: {crm: a}\nlinks: []\n")],
    ),
    "a key of an entry": (
        [Put(("stakeholders", 0, "external_id"), braces({"crm": "1"}))],
        [("'chief'\n", "'chief'\n    external_id: {crm: \"1\"}\n")],
    ),
    "a key of an entry in braces": (
        [Put(("stakeholders", 1, "area"), "Repair")],
        [("function: Fitter}", "function: Fitter, area: Repair}")],
    ),
    "entries behind the last one, and in an empty list": (
        [
            Append("stakeholders", ({"id": "a", "function": "A"}, {"id": "b"})),
            Append("opportunities", ({"id": "c"},)),
        ],
        [
            ("Fitter}\n", "Fitter}\n  - id: a\n    function: A\n  - id: b\n"),
            ("opportunities: []\n", "opportunities: \n  - id: c\n"),
        ],
    ),
    "a list that is begun": (
        [Append("risks", ({"id": "a"},))],
        [("opportunities: []\n", "opportunities: []\n\nrisks:\n  - id: a\n")],
    ),
}


@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
@pytest.mark.parametrize("name", CASES)
def test_an_edit(name: str, line_end: str, mark: str) -> None:
    edits, differences = CASES[name]
    expected = FILE
    for old, new in differences:
        assert expected.count(old) == 1
        expected = expected.replace(old, new)
    found = edited((mark + FILE).replace("\n", line_end).encode(), edits)
    assert found.decode() == (mark + expected).replace("\n", line_end)
    assert read("f.yaml", found)[0] is not None


def test_what_has_to_be_done_by_hand() -> None:
    for edits in (
        [Put(("stakeholders",), "x")],
        [Append("name", ({"id": "a"},))],
        [Put(("name", "deeper"), "x")],
    ):
        with pytest.raises(RefusedError):
            edited(FILE.encode(), edits)
    with pytest.raises(RefusedError):
        edited(b"stakeholders: [{id: a}]\n", [Append("stakeholders", ({"id": "a"},))])


@pytest.mark.parametrize(
    "text",
    [
        *("yes", "no", "null", "~", "000", "0123", "1.5", "2027-01-01", "12:30", "0x1F", "1_000"),
        *("a: b", "a #b", "- a", "{a}", "[a]", "&a", "*a", "!a", "%a", "@a", "`a`", "a'b", 'a"b'),
        *("=1+1", "a\\b", " a", "a,b", "3M", "Acme Co.", "Müller", "漢字", "?", "on", "A/B (C)"),
    ],
)
def test_a_text_is_the_same_text_for_every_program(text: str) -> None:
    for held in (f"a: {scalar(text)}\n", f"a: {{b: {scalar(text)}}}\n"):
        value = yaml.safe_load(held)["a"]
        assert (value["b"] if isinstance(value, dict) else value) == text
