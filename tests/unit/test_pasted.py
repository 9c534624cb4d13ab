"""What goes wrong when lines are pasted into a file is named with the remedy that puts it right."""

import re
from collections.abc import Iterator

import pytest

from generator.findings.classification import Classification
from generator.model.account import Account
from generator.model.item import names_by_key
from generator.model.records import RECORDS
from generator.model.stakeholders import Stakeholder
from generator.reading.bind import bind
from generator.reading.insert import block
from generator.reading.misplaced import MISPLACED_ENTRY
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
        ("what: Leak report", "remark", False),
        ("what: >-", "due", None),
    ],
)
def test_spaces_too_many_are_to_be_removed(above: str, key: str, removed: bool | None) -> None:
    text = f"promises:\n  - id: report\n    {above}\n      {key}: 2026-11-02\n"
    _, found = read("accounts/a/account.yaml", text.encode())
    remedies = [each.remedy == f"Remove 2 spaces before `{key}`." for each in found]
    assert remedies == ([] if removed is None else [removed])


ABOVE = "schema: account/1\n{}:\n  - id: one\n    what: One\n    kept:\n      on: 2026-02-25\n"
BELOW = "  - id: two\n    what: Two\n"
ADVICE = re.compile(
    r"(Put|Remove) (\d+) spaces? before `.*?`"
    r"(?: and before each line below it, to line (\d+))?\."
)
PLACES = {"first": (2, ""), "between": (6, ""), "last": (8, ""), "before a key": (8, "risks: []\n")}


def moved(line: str, by: int) -> str:
    return " " * by + line if by > 0 else line.removeprefix(" " * -by)


def wrong_indents(entry: list[str]) -> Iterator[list[str]]:
    """An entry with all of its lines, the first, all others or one of them in another column."""
    first, *others = entry
    for by in (-2, -1, 1, 2, 3, 4):
        yield [moved(line, by) for line in entry]
        yield [moved(first, by), *others]
    for by in (-3, -2, -1, 1, 2):
        yield [first, *(moved(line, by) for line in others)]
        for number in range(1, len(entry)):
            yield [*entry[:number], moved(entry[number], by), *entry[number + 1 :]]


def put_right(lines: list[str], place: int, remedy: str) -> list[str]:
    """``lines`` after somebody did what is said about the line ``place``, from 1, and no more."""
    said = ADVICE.fullmatch(remedy)
    assert said is not None, remedy
    by = int(said[2]) if said[1] == "Put" else -int(said[2])
    end = int(said[3] or place)
    return [
        *lines[: place - 1],
        *(moved(each, by) for each in lines[place - 1 : end]),
        *lines[end:],
    ]


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("kind", RECORDS)
def test_a_pasted_entry_in_the_wrong_column_is_put_right_by_what_is_said(
    kind: str, place: str
) -> None:
    """One finding, and the file is as it was meant once that is done."""
    record, (start, behind) = RECORDS[kind], PLACES[place]
    entry = block({key: f"some {key}" for key in record.keys}, 2)
    there = (ABOVE.format(record.section) + BELOW + behind).splitlines()
    meant = [*there[:start], *entry, *there[start:]]
    for pasted in wrong_indents(entry):
        lines = [*there[:start], *pasted, *there[start:]]
        _, found = read("accounts/a/account.yaml", "\n".join([*lines, ""]).encode())
        assert len(found) == 1, (pasted, found)
        assert put_right(lines, found[0].where.line, found[0].remedy) == meant


@pytest.mark.parametrize(
    ("place", "pasted", "remedy"),
    [
        (6, ["\t- id: new"], "Write 2 spaces instead of it before `- id`, and 4 before the other"),
        (8, ["  - id: new", "\twhat: New"], "Write 4 spaces instead of it before `what`."),
        (2, ["\t- id: new"], "Replace the tab"),
    ],
)
def test_a_tab_is_replaced_by_as_many_spaces_as_the_other_entries_have(
    place: int, pasted: list[str], remedy: str
) -> None:
    there = (ABOVE.format("promises") + BELOW).splitlines()
    lines = [*there[:place], *pasted, *there[place:]]
    _, (found,) = read("accounts/a/account.yaml", "\n".join([*lines, ""]).encode())
    assert (found.where.line, found.remedy[: len(remedy)]) == (place + len(pasted), remedy)


def test_a_key_that_no_model_has_is_not_quoted_to_everyone() -> None:
    text = "promises:\n  - id: one\n    what: One\n   Klaus: Report\n"
    _, (found,) = read("accounts/a/account.yaml", text.encode())
    assert found.secrecy is Classification.CONFIDENTIAL


ACCOUNT = "schema: account/1\n{}:\n  - id: one\n    what: One\n"


@pytest.mark.parametrize("kind", RECORDS)
def test_an_entry_in_another_list_is_one_finding_that_names_its_own(kind: str) -> None:
    record = RECORDS[kind]
    values = entry_of(kind)
    lists = {each.section for each in RECORDS.values()} | {"contracts", "assumptions", "delivered"}
    for section in sorted(lists - {record.section}):
        text = "\n".join(["schema: account/1", f"{section}:", *block(values, 2), ""])
        data, _ = read("accounts/a/account.yaml", text.encode())
        assert data is not None
        _, found = bind(Account, data)
        (one,) = [each for each in found if each.where.line > 1]
        assert (one.rule, one.where.line) == (MISPLACED_ENTRY, 3)
        assert f"it belongs under `{record.inside or record.section}:`" in one.message


@pytest.mark.parametrize("others", ["", "  - {id: grow, what: Grow, whose: ours}\n"])
def test_an_action_right_under_objectives_is_told_where_actions_go(others: str) -> None:
    entry = "\n".join(block(dict.fromkeys(("id", "what", "owner", "due"), "text"), 2))
    data, _ = read("accounts/a/account.yaml", f"objectives:\n{others}{entry}\n".encode())
    assert data is not None
    _, found = bind(Account, data)
    remedies = {each.message: each.remedy for each in found if each.rule.id == "missing-key"}
    assert remedies["`whose` is missing"] == (
        "Add the key; or, if this is an action, move its lines under `actions:` of an objective."
    )
    rest = [each for key, each in remedies.items() if "whose" not in key]
    assert "Add the key, as in `version: 1`." in rest
    assert not [each for each in rest if "move" in each]


def entry_of(kind: str) -> dict[str, str]:
    """The lines of an entry as pages offer them, those to choose among included."""
    choices = {"kind": "meeting"}
    texts = {**dict.fromkeys(RECORDS[kind].keys, "text"), **choices}
    return {key: texts[key] for key in RECORDS[kind].keys}


@pytest.mark.parametrize("stays", [1, 3, 6])
def test_keys_in_column_1_below_their_entry_are_one_finding(stays: int) -> None:
    first, *others = block(dict.fromkeys(RECORDS["promise"].keys, "us"), 2)
    lines = [first, *others[: stays - 1], *(line.lstrip() for line in others[stays - 1 :])]
    text = "\n".join(["schema: account/1", "promises:", *lines, ""])
    data, _ = read("accounts/a/account.yaml", text.encode())
    assert data is not None
    _, found = bind(Account, data)
    (one,) = [each for each in found if each.where.line > 1]
    assert one.remedy.startswith("Put 4 spaces before `")
    assert put_right(text.splitlines(), one.where.line, one.remedy)[2:] == [first, *others]


@pytest.mark.parametrize("above", ["promises: []", "promises: {}", "owner: ada", ""])
def test_an_unknown_key_below_no_entry_is_an_unknown_key(above: str) -> None:
    data, _ = read("accounts/a/account.yaml", f"{above}\nwhatever: report\n".encode())
    assert data is not None
    _, found = bind(Account, data)
    assert "unknown-key" in {each.rule.id for each in found}


@pytest.mark.parametrize("key", ["name", "email", "phone", "job_title"])
def test_what_a_crm_holds_of_a_person_gets_the_reason_why_it_has_no_place(key: str) -> None:
    text = f"stakeholders:\n  - id: head-of-purchasing\n    function: Head\n    {key}: Some\n"
    data, _ = read("accounts/a/account.yaml", text.encode())
    assert data is not None
    _, found = bind(Account, data)
    (one,) = [each for each in found if each.rule.id == "unknown-key"]
    assert f"`{key}` has no place here: " in one.message
    assert "Did you mean" not in one.message


def test_what_has_no_place_is_no_field() -> None:
    assert not set(Stakeholder.refused) & set(names_by_key(Stakeholder))
