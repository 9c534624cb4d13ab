"""What goes wrong when lines are pasted into a file is named with the remedy that puts it right."""

import pytest

from generator.reading.parse import read

FILE = "promises:\n  - id: report\n    what: {}"
NEXT = "  - id: drawings\n    what: Drawings\n"
ENTER = "Press Enter before `- id`"


@pytest.mark.parametrize("value", ["coo", "Leak report", "2026-11-02", '"a: b"', "'it'", "[a, b]"])
def test_an_entry_behind_a_value_begins_on_its_own_line(value: str) -> None:
    _, (found,) = read("accounts/a/account.yaml", f"{FILE.format(value)}{NEXT}".encode())
    assert (found.where.line, found.remedy.startswith(ENTER)) == (3, True)
    assert found.where.column == len(f"    what: {value}  -")


def test_a_text_with_a_dash_and_a_colon_is_no_entry() -> None:
    _, (found,) = read("accounts/a/account.yaml", FILE.format("Report - part: one\n").encode())
    assert "quotes" in found.remedy


@pytest.mark.parametrize(
    ("above", "key", "removed"),
    [
        ("what: Report", "due", True),
        ("what: Leak report", "what", True),
        ("what: Leak report", "note", False),
        ("what: >-", "due", None),
    ],
)
def test_spaces_too_many_are_to_be_removed(above: str, key: str, removed: bool | None) -> None:
    text = f"promises:\n  - id: report\n    {above}\n      {key}: 2026-11-02\n"
    _, found = read("accounts/a/account.yaml", text.encode())
    remedies = [each.remedy == f"Remove the extra spaces before `{key}`." for each in found]
    assert remedies == ([] if removed is None else [removed])
