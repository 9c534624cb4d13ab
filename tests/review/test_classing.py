"""Whether a file that cannot be read may hold a class: escapes are decoded, and hide nothing."""

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.findings.classification import Classification
from generator.reading.classing import may_class, node_may_class
from tests.examples import examples
from tests.review.test_gate import SYNTAX

law = settings(derandomize=True, database=None, deadline=None, max_examples=examples(80, 400))

INNOCENT = {
    "a path": r'"C:\\temp"',
    "a path in quotes that escape nothing": r"'C:\temp'",
    "a tab": r'"a\tb"',
    "quotes": r'"He said \"yes\" \/ no"',
    "a joined line": '"a line \\\n  that goes on"',
    "letters": r'"caf\u00e9 \U0001F600 \x41\_b"',
}
UNCLEAR = {
    "an escape that there is not": r'"\q"',
    "half an escape": r'"\x6',
    "half a pair": r'"\ud83d"',
    "no character": r'"\UFFFFFFFF"',
    "an end": '"a\\',
}


def spelled(letter: str) -> st.SearchStrategy[str]:
    code = ord(letter)
    ways = (letter, f"\\x{code:02x}", f"\\u{code:04X}", f"\\U{code:08x}", f"\\\n    {letter}")
    return st.sampled_from(ways)


def spelling(word: str) -> st.SearchStrategy[str]:
    return st.tuples(*map(spelled, word)).map("".join)


@law
@given(spelling("class"), st.sampled_from(["", ": [\n", SYNTAX]))
def test_a_key_is_seen_however_it_is_spelled(key: str, rest: str) -> None:
    written = f'risks:\n  - ? "{key}"\n    : x\n'
    assert yaml.safe_load(written) == {"risks": [{"class": "x"}]}
    assert may_class(f"{written}{rest}".encode())


@law
@given(st.sampled_from(list(Classification)).flatmap(lambda each: spelling(each.value)))
def test_so_is_a_class_under_another_key(value: str) -> None:
    assert may_class(f'x: [\nseen: "{value}"\n'.encode())


PIECES = (*"clas:\\xu06173 \n", "class", "\\x", "\\u00", '\\"', "\\\n  ", "public", "internal")


@law
@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
def test_what_the_reader_would_see_is_seen_in_the_file(text: str) -> None:
    written = f'a: "{text}"\nb: {{"k{text}": 1}}\n'
    try:
        data = yaml.load(written, yaml.CBaseLoader)
    except yaml.YAMLError:
        return
    assert may_class(written.encode()) or not node_may_class(data)


@pytest.mark.parametrize("value", INNOCENT.values(), ids=INNOCENT)
def test_an_ordinary_backslash_hides_nothing(value: str) -> None:
    assert not may_class(f"what: {value}\n{SYNTAX}".encode())


@pytest.mark.parametrize("value", UNCLEAR.values(), ids=UNCLEAR)
def test_what_cannot_be_decoded_may_hide_one(value: str) -> None:
    assert may_class(f"what: {value}".encode())


MISSPELT = (
    *("cl\u0251ss", "cIass", "c1ass", "calss", "clss", "cl ass", "c-l-a-s-s"),
    *("\u1d04\u029f\u1d00\ua731\ua731", "\u13df\u13de\u13aa\u13da\u13da"),
)


@pytest.mark.parametrize("key", MISSPELT)
def test_a_misspelt_key_may_class(key: str) -> None:
    assert may_class(f"risks:\n  - {key}: confidental\n{SYNTAX}".encode())
    assert node_may_class({key: "confidental"})


@pytest.mark.parametrize("value", ["!vault |\n  $ANSIBLE_VAULT;1.1;AES256", "!!binary aGk="])
def test_so_may_a_value_that_is_encrypted(value: str) -> None:
    assert may_class(f"what: {value}\n".encode())


@pytest.mark.parametrize("mark", ["a ", "a", " ", ":", "a:", "\u0430 ", '"'])
def test_misspelt_keys_are_looked_for_in_one_pass(mark: str) -> None:
    may_class(f"key: x\n{mark * 300_000}".encode())


@pytest.mark.parametrize("mark", ["- ", "-", "{", "? ", "{ - "])
def test_a_long_line_of_marks_is_read_in_one_pass(mark: str) -> None:
    """Else this would take an hour."""
    assert may_class(mark.encode() * 300_000)
