"""Errors about the syntax of a file, before its contents are checked."""

import codecs
import re
import time

import pytest

from generator.findings.finding import Finding, FindingLevel, Location
from generator.model.nodes import List, Map, Text
from generator.reading import rules
from generator.reading.build_nodes import MAX_TEXT
from generator.reading.parse import MAX_DEPTH, MAX_NODES, read
from generator.reading.source import MAX_BYTES
from generator.reporters.terminal import snippet

PATH = "accounts/acme/account.yaml"


def tree_of(source: str | bytes) -> Map:
    data = source.encode() if isinstance(source, str) else source
    tree, found = read(PATH, data)
    assert not found
    assert tree is not None
    return tree


def findings_of(source: str | bytes) -> tuple[Finding, ...]:
    data = source.encode() if isinstance(source, str) else source
    tree, found = read(PATH, data)
    assert tree is None
    assert found
    return found


def reported(source: str | bytes) -> list[str]:
    """Each finding as ``rule line:column+length``."""
    return [
        f"{finding.rule.id} {finding.where.line}:{finding.where.column}+{finding.where.length}"
        for finding in findings_of(source)
    ]


def only(source: str | bytes) -> Finding:
    (finding,) = findings_of(source)
    return finding


def text_of(node: object) -> Text:
    assert isinstance(node, Text)
    return node


# What arrives


@pytest.mark.parametrize(
    "written",
    [
        *("000", "2.10", "12:30", "no", "100 %", "6 months", "09:00-17:00", "~", "null", "True"),
        *("2026-11-02", ".inf", "http://acme.example:80/", "a#b", "-5 %", "=", "C:\\dir", "0x1F"),
    ],
)
def test_scalars_arrive_as_they_are_written(written: str) -> None:
    assert tree_of(f"field: {written}\n") == {"field": written}
    assert tree_of(f"list: [{{field: {written}}}, {written}]\n") == {
        "list": [{"field": written}, written]
    }


def test_collections_keep_their_shape_and_say_where_they_begin() -> None:
    tree = tree_of("a:\n  - x\n  - {b: c, d: e}\nempty: {}\nnone: []\n")
    assert tree == {"a": ["x", {"b": "c", "d": "e"}], "empty": {}, "none": []}
    items = tree["a"]
    assert isinstance(items, List)
    braces = items[1]
    assert isinstance(braces, Map)
    assert tree.where == Location(PATH, 1, 1, 1)
    assert items.where == Location(PATH, 2, 3, 1)
    assert braces.where == Location(PATH, 3, 5, 12)
    assert (tree.flow, braces.flow) == (False, True)
    assert braces.keys_at == {"b": Location(PATH, 3, 6, 1), "d": Location(PATH, 3, 12, 1)}


def test_text_over_several_lines_is_folded_and_underlined_on_its_first_line() -> None:
    tree = tree_of(
        "what: one\n  two\n\n  three\nwhy: >-\n  four\n  five\nhow: |\n  six\n   seven\n"
    )
    assert tree == {"what": "one two\nthree", "why": "four five", "how": "six\n seven\n"}
    assert text_of(tree["what"]).where == Location(PATH, 1, 7, 3)
    assert text_of(tree["why"]).where == Location(PATH, 5, 6, 2)


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", [b"", codecs.BOM_UTF8])
def test_line_ends_and_a_byte_order_mark_shift_no_place(newline: str, mark: bytes) -> None:
    tree = tree_of(mark + newline.join(["ü😀: x", "k: 'é' ", "m: ü😀 y", ""]).encode())
    assert tree == {"ü😀": "x", "k": "é", "m": "ü😀 y"}
    assert tree.keys_at["ü😀"] == Location(PATH, 1, 1, 2)
    assert text_of(tree["ü😀"]).where == Location(PATH, 1, 5, 1)
    assert text_of(tree["k"]).where == Location(PATH, 2, 4, 3)
    assert text_of(tree["m"]).where == Location(PATH, 3, 4, 4)


def test_plain_text_is_distinguished_from_quoted_and_block_text() -> None:
    tree = tree_of("a: b\nc: 'd'\ne: \"f\"\ng: >-\n  h\n")
    assert [text_of(tree[key]).plain for key in "aceg"] == [True, False, False, False]


@pytest.mark.parametrize(
    ("source", "cut"),
    [
        ("k: supplier #1\n", True),
        ("k: one\n  two\t# three\n", True),
        ("k: {a: b # c\n  }\n", True),
        ("k: a#b\n", False),
        ("k: 'a' # b\n", False),
        ("k: a\n# b\n", False),
        ("k: >-\n  a # b\n", False),
    ],
)
def test_a_comment_behind_plain_text_is_recorded(source: str, cut: bool) -> None:
    value = tree_of(source)["k"]
    assert text_of(value["a"] if isinstance(value, Map) else value).cut is cut


def test_tabs_are_fine_where_they_indent_nothing() -> None:
    assert tree_of("a:\tb\t\nc: d\te\nf: 'g\th'\n") == {"a": "b", "c": "d\te", "f": "g\th"}


def test_a_document_may_be_marked_and_commented() -> None:
    assert tree_of("# first\n---\na: b\n# why?\nc: d\n...\n# last\n") == {"a": "b", "c": "d"}


def test_a_key_in_quotes_is_text() -> None:
    assert tree_of("'<<': a\n\"b c\": d\n") == {"<<": "a", "b c": "d"}


# What is refused: structure


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        pytest.param("a: 1\nb: 2\na: 3\n", ["duplicate-key 3:1+1"], id="key twice"),
        pytest.param("a: 1\n'a': 3\n", ["duplicate-key 2:1+3"], id="key twice, once in quotes"),
        pytest.param("k: {a: 1, a: 3}\n", ["duplicate-key 1:11+1"], id="key twice in braces"),
        pytest.param(
            "a: &x b\nc: *x\n", ["yaml-anchor 1:4+4", "yaml-anchor 2:4+2"], id="anchor, alias"
        ),
        pytest.param("k: &all\n  a: b\n", ["yaml-anchor 1:4+4"], id="anchor on a mapping"),
        pytest.param("*x : y\n", ["yaml-anchor 1:1+2"], id="alias as key"),
        pytest.param("k: *bold* text\n", ["yaml-anchor 1:4+1"], id="asterisk in text"),
        pytest.param("k: & co\n", ["yaml-anchor 1:4+1"], id="ampersand in text"),
        pytest.param("k: !!str 5\n", ["yaml-tag 1:4+7"], id="tag"),
        pytest.param("k: ! 5\n", ["yaml-tag 1:4+3"], id="bare exclamation mark"),
        pytest.param("k: !new {a: b}\n", ["yaml-tag 1:4+6"], id="tag on a mapping"),
        pytest.param("k: !new [a]\n", ["yaml-tag 1:4+6"], id="tag on a list"),
        pytest.param("k: !a!b c\n", ["yaml-tag 1:4+1"], id="tag of an unknown family"),
        pytest.param("k: !<a b\n", ["yaml-tag 1:4+1"], id="tag that does not end"),
        pytest.param("k: !%c0%80 a\n", ["yaml-tag 1:2+1"], id="tag that is not UTF-8"),
        pytest.param(
            "<<: *x\n", ["yaml-merge-key 1:1+2", "yaml-anchor 1:5+2"], id="merge with an alias"
        ),
        pytest.param("k:\n  <<: {a: b}\n", ["yaml-merge-key 2:3+2"], id="merge with a mapping"),
        pytest.param("%YAML 1.2\n---\na: b\n", ["yaml-directive 1:1+9"], id="%YAML"),
        pytest.param("# c\n\n%TAG ! x\n---\na: b\n", ["yaml-directive 3:1+8"], id="%TAG"),
        pytest.param("a: b\n%c\n", ["yaml-directive 2:1+2"], id="percent sign below"),
        pytest.param("[a]: b\n", ["complex-key 1:1+1"], id="list as key"),
        pytest.param("k: {{a: b}: c}\n", ["complex-key 1:5+1"], id="mapping as key"),
        pytest.param("? a\n: b\n", ["complex-key 1:3+1"], id="question mark"),
        pytest.param("a: b\n? # why\n  c\n: d\n", ["complex-key 3:3+1"], id="question mark above"),
        pytest.param("k: {? a : b}\n", ["complex-key 1:7+1"], id="question mark in braces"),
        pytest.param("k:\nl: m\n", ["empty-value 1:1+1"], id="key without value"),
        pytest.param("k: ''\n", ["empty-value 1:1+1"], id="empty quotes"),
        pytest.param('k: " "\n', ["empty-value 1:1+1"], id="blank quotes"),
        pytest.param("k: >-\nl: m\n", ["empty-value 1:1+1"], id="empty block"),
        pytest.param("k: {a: , b: c}\n", ["empty-value 1:5+1"], id="key in braces"),
        pytest.param("k:\n  - a\n  -\n  - b\n", ["empty-value 3:3+1"], id="item without value"),
        pytest.param("k: [a, '']\n", ["empty-value 1:8+2"], id="empty quotes in a list"),
        pytest.param("'': a\n", ["empty-value 1:1+2"], id="empty key"),
        pytest.param("a: 1\n---\nb: 2\n", ["several-documents 2:1+3"], id="second document"),
        pytest.param("a: 1\n---\n", ["several-documents 2:1+3"], id="empty second document"),
        pytest.param("a: 1\n...\nb: 2\n", ["several-documents 3:1+4"], id="text behind the end"),
        pytest.param("---\n---\na: 1\n", ["several-documents 2:1+3"], id="empty first document"),
        pytest.param("{a: 1}\nb\n", ["several-documents 2:1+1"], id="text behind braces"),
        pytest.param("- a\n- b\n", ["not-a-mapping 1:1+1"], id="bare list"),
        pytest.param("just text\n", ["not-a-mapping 1:1+9"], id="bare text"),
        pytest.param("", ["empty-file 0:0+1"], id="nothing"),
        pytest.param(codecs.BOM_UTF8 + b" \r\n\n", ["empty-file 0:0+1"], id="blank lines"),
        pytest.param("# nothing yet\n", ["empty-file 0:0+1"], id="only comments"),
        pytest.param("---\n# nothing yet\n", ["empty-file 0:0+1"], id="only a document mark"),
    ],
)
def test_structure_is_refused_where_it_stands(source: str | bytes, expected: list[str]) -> None:
    assert reported(source) == expected


def test_a_duplicate_key_names_its_first_place() -> None:
    assert "line 2" in only("x: 1\nscore: 3\nscore: 4\n").message


def test_a_value_cut_away_by_a_comment_is_explained() -> None:
    assert "comment" in only("colour: #FF0000\n").remedy


def test_one_slip_does_not_hide_the_next() -> None:
    source = """\
a: &x
  b: 1
  b: 2
[c]: {d: , e: !t f}
g:
h: [*x, '', i]
"""
    assert reported(source) == [
        "yaml-anchor 1:4+2",
        "duplicate-key 3:3+1",
        "complex-key 4:1+1",
        "empty-value 4:7+1",
        "yaml-tag 4:15+4",
        "empty-value 5:1+1",
        "yaml-anchor 6:5+2",
        "empty-value 6:9+2",
    ]


def test_the_value_of_a_refused_key_is_not_checked() -> None:
    assert reported("a: 1\na:\n") == ["duplicate-key 2:1+1"]


def test_a_long_key_is_quoted_in_part() -> None:
    message = only(f"{'long-' * 50}:\nb: c\n").message
    assert message == f"The key `{('long-' * 50)[:39]}…` has no value."


def test_problems_before_a_syntax_error_are_reported_with_it() -> None:
    assert reported("a: 1\na: 2\nb: 'c\n") == ["duplicate-key 2:1+1", "quotes-not-closed 3:4+1"]


# What is refused: syntax, in plain words


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        pytest.param("a:\n\tb: c\n", "tab-indentation 2:1+1", id="tab before a key"),
        pytest.param("a: 1\n \tb: 2\n", "tab-indentation 2:2+1", id="space and tab"),
        pytest.param("a: |\n\tb\n", "tab-indentation 2:1+1", id="tab in block text"),
        pytest.param("a: b\n\tc\n", "tab-indentation 2:1+1", id="tab before text"),
        pytest.param("what: Terms: one set\n", "colon-in-text 1:12+1", id="colon in a value"),
        pytest.param("k:\n- a: b\n- Terms: c: d\n", "colon-in-text 3:11+1", id="colon in an item"),
        pytest.param("k: {a: b: c}\n", "colon-in-text 1:9+1", id="colon in braces"),
        pytest.param("k: {a: 1 b: 2}\n", "colon-in-text 1:11+1", id="comma missing in braces"),
        pytest.param("a: one\n  and two then: b\n", "colon-in-text 2:15+1", id="colon below"),
        pytest.param("a: b\nc:d\ne: f\n", "colon-without-space 2:1+2", id="no space"),
        pytest.param("a:\n  b:c\n  d: e\n", "colon-without-space 2:3+2", id="no space, nested"),
        pytest.param("k: {a:1, b: 2}\n", "colon-without-space 1:5+3", id="no space in braces"),
        pytest.param("k: {a:}\n", "colon-without-space 1:6+1", id="no value in braces"),
        pytest.param("k: {a: Grew, here}\n", "comma-in-braces 1:14+4", id="comma in text"),
        pytest.param("k: {a: 1,200}\n", "comma-in-braces 1:10+3", id="comma in a number"),
        pytest.param("k: {name}\n", "comma-in-braces 1:5+4", id="word in braces"),
        pytest.param("a: b\n  c: d\n", "wrong-indentation 2:3+1", id="key too deep"),
        pytest.param("a:\n  b: 1\n c: 2\n", "wrong-indentation 3:2+4", id="key between levels"),
        pytest.param("a:\n  - b\n - c\n", "wrong-indentation 3:2+3", id="item between levels"),
        pytest.param("a: b\n- c\n", "wrong-indentation 2:1+3", id="list below a text"),
        pytest.param("a: b\n  - c\n", "wrong-indentation 2:3+3", id="list inside a text"),
        pytest.param("a: b\nand c\nd: e\n", "yaml-syntax 2:1+5", id="text without key"),
        pytest.param("a: b\n: c\n", "yaml-syntax 2:1+1", id="colon without key"),
        pytest.param("k: @home\n", "reserved-start 1:4+1", id="at sign"),
        pytest.param("k: `code`\n", "reserved-start 1:4+1", id="backtick"),
        pytest.param("k: %x\n", "reserved-start 1:4+1", id="percent sign"),
        pytest.param("k: - a\n", "reserved-start 1:4+1", id="dash"),
        pytest.param("k: ? a\n", "reserved-start 1:4+1", id="question mark"),
        pytest.param("k: ]a\n", "reserved-start 1:4+1", id="closing bracket"),
        pytest.param("k: > 5 %\n", "reserved-start 1:4+1", id="greater than"),
        pytest.param("k: | a\n", "reserved-start 1:4+1", id="bar"),
        pytest.param("a: 1\nk: 'b\nc: d\n", "quotes-not-closed 2:4+1", id="open quotes"),
        pytest.param("k: 'it's'\n", "quotes-not-closed 1:8+1", id="apostrophe in single quotes"),
        pytest.param('k: "One" set\n', "quotes-not-closed 1:10+1", id="one word quoted"),
        pytest.param('k: {a: "b" c}\n', "quotes-not-closed 1:12+1", id="text behind quotes"),
        pytest.param('k: "a": b\n', "quotes-not-closed 1:7+1", id="colon behind quotes"),
        pytest.param("k: [a, b\nc: d\n", "bracket-not-closed 1:4+1", id="open bracket"),
        pytest.param("k: {a: 1\nc: d\n", "bracket-not-closed 1:4+1", id="open brace"),
        pytest.param("k: [a] b\n", "bracket-not-closed 1:8+1", id="text behind brackets"),
        pytest.param("k: [a,, b]\n", "yaml-syntax 1:7+1", id="two commas"),
        pytest.param("k: [a,\n\n", "yaml-syntax 1:6+1", id="comma at the end"),
        pytest.param("text\nk: a\n", "wrong-indentation 2:1+1", id="text above the first key"),
        pytest.param("...\n", "yaml-syntax 1:1+1", id="end before the beginning"),
        pytest.param('k: "C:\\dir"\n', "backslash-in-quotes 1:7+2", id="Windows path"),
        pytest.param('k: "a \\x4"\n', "backslash-in-quotes 1:7+2", id="broken code"),
    ],
)
def test_a_syntax_error_is_named_by_its_likely_cause(source: str, expected: str) -> None:
    assert reported(source) == [expected]


def test_a_file_full_of_tabs_says_so() -> None:
    assert "3 lines" in only("a:\n\tb: c\n\td: e\n\tf: g\n").message


def test_a_hash_that_cut_a_text_over_two_lines_is_suspected() -> None:
    assert "` #`" in only("what: supplier #1\n  in Europe\n").remedy


def test_text_behind_an_alias_is_an_error_of_its_own() -> None:
    assert reported("k: *a b\n") == ["yaml-anchor 1:4+2", "yaml-syntax 1:7+1"]


def test_an_error_at_the_end_points_at_the_last_words() -> None:
    assert reported("a: 1\nand more\n\n\n") == ["yaml-syntax 2:1+8"]


# What is refused: characters


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        pytest.param("a: ü\nb: Zürich\n".encode("latin-1"), "1:4", id="latin-1"),
        pytest.param("ok: ü😀 ".encode() + b"\xff\n", "1:8", id="behind an emoji"),
        pytest.param(codecs.BOM_UTF8 + b"a: b\r\n\xc3", "2:1", id="cut in the last character"),
        pytest.param(b"a: \xed\xa0\x80\n", "1:4", id="half a surrogate pair"),
    ],
)
def test_bytes_that_are_not_utf8_are_located(data: bytes, expected: str) -> None:
    assert reported(data) == [f"not-utf8 {expected}+1"]


@pytest.mark.parametrize(
    ("encoding", "name"),
    [("utf-16", "UTF-16"), ("utf-16-le", "UTF-16"), ("utf-16-be", "UTF-16"), ("utf-32", "UTF-32")],
)
def test_wide_encodings_are_recognised_and_named(encoding: str, name: str) -> None:
    finding = only("schema: account/1\n".encode(encoding))
    assert (finding.rule.id, finding.where) == ("not-utf8", Location(PATH))
    assert name in finding.message


@pytest.mark.parametrize("character", [*"\0\a\b\v\f\x1b\x7f\x85\x9f\u2028\u2029\u202a\u202e"])
def test_control_characters_are_refused(character: str) -> None:
    finding = only(f"ü: 😀 a{character}b\n")
    assert (finding.rule.id, finding.where) == ("control-character", Location(PATH, 1, 7, 1))
    assert f"U+{ord(character):04X}" in finding.message


@pytest.mark.parametrize("character", [*"\u2066\u2069\ufeff\ufffe\uffff\r"])
def test_other_hidden_characters_are_refused(character: str) -> None:
    assert reported(f"a: b{character}c\n") == ["control-character 1:5+1"]


@pytest.mark.parametrize("code", ["\\0", "\\e", "\\r", "\\N", "\\L", "\\x85", "\\u202e", "\\uFFFF"])
def test_codes_for_control_characters_are_refused(code: str) -> None:
    assert reported(f'a: "b{code}"\n') == [f"control-character 1:4+{len(code) + 3}"]


def test_a_code_for_half_a_character_is_refused() -> None:
    assert reported('a: "b\\ud800"\n') == ["control-character 1:6+6"]


def test_each_kind_of_control_character_is_reported_once() -> None:
    found = findings_of("a: x\x0by\x0bz\nb: x\u2028y\x0bz\n")
    assert [str(finding.where) for finding in found] == [f"{PATH}:1:5", f"{PATH}:2:5"]
    assert "3 of them" in found[0].message


def test_reading_goes_on_behind_a_control_character() -> None:
    assert reported("a: x\x0by\nb: 1\nb: 2\n") == ["control-character 1:5+1", "duplicate-key 3:1+1"]


def test_lines_that_end_with_a_lone_carriage_return_are_one_finding() -> None:
    assert reported("a: b\rc: d\re: f\r") == ["control-character 1:5+1"]


# Limits


def test_a_large_file_is_not_parsed() -> None:
    assert tree_of(b"a: b\n" + b"#" * (MAX_BYTES - 5)) == {"a": "b"}
    assert reported(b"a: b\n" + b"#" * (MAX_BYTES - 4)) == ["file-too-large 0:0+1"]


def nested(levels: int) -> str:
    return "".join("  " * level + "a:\n" for level in range(levels - 1)) + "  " * levels + "a: b\n"


def test_twenty_levels_are_read_and_no_more() -> None:
    tree_of(nested(MAX_DEPTH))
    assert reported(nested(MAX_DEPTH + 1)) == [f"too-deep {MAX_DEPTH + 1}:{2 * MAX_DEPTH + 3}+1"]


@pytest.mark.parametrize("levels", [1_000, 100_000])
@pytest.mark.parametrize("bracket", ["[", "{a: ", "- ", "a:\n", "[\n", "? "])
def test_bottomless_files_fail_quickly(bracket: str, levels: int) -> None:
    lines = (" " * level + bracket for level in range(1_000))
    source = (
        "".join(lines) if bracket == "a:\n" else "k: " * (bracket[0] in "[{") + bracket * levels
    )
    begin = time.process_time()
    assert reported(source)[-1].startswith("too-deep ")
    assert time.process_time() - begin < 2


def test_a_text_may_be_long_but_not_too_long() -> None:
    tree_of(f"a: {'x' * MAX_TEXT}\n")
    source = f"a: {'x' * (MAX_TEXT + 1)}\nb: 1\nb: 2\n"
    assert reported(source) == [f"text-too-long 1:4+{MAX_TEXT + 1}", "duplicate-key 3:1+1"]


@pytest.mark.slow
def test_entries_are_counted() -> None:
    items = MAX_NODES - 3  # the mapping, its key and the list count too
    tree_of("a:\n" + "- b\n" * items)
    assert reported("a:\n" + "- b\n" * (items + 1)) == [f"too-many-nodes {items + 2}:3+1"]


def test_a_hopeless_file_gets_a_short_report() -> None:
    found = reported("a: b\n" * 5_000)
    assert len(found) == 101
    assert found[-1] == "too-many-problems 101:4+1"


@pytest.mark.parametrize(
    "source",
    [
        "".join(f"%TAG !a{number}! x\n" for number in range(30_000)) + "---\na: b\n",
        "a: b\n...\n" + "".join(f"%TAG !a{number}! x\n" for number in range(30_000)) + "---\n",
        "\n" * MAX_BYTES,
        "#\n" * (MAX_BYTES // 2),
        "a: x\n" + " - y\n" * 200_000,
        "\0" * (MAX_BYTES // 4),
        "a: '" + "'" * (MAX_BYTES // 2),
    ],
    ids=["directives", "late directives", "lines", "comments", "items", "nul", "quotes"],
)
def test_no_file_keeps_the_reader_busy(source: str) -> None:
    begin = time.process_time()
    findings_of(source)
    assert time.process_time() - begin < 3


# Rules and snippets


RULES = [rule for rule in rules.RULES if rule.area == "reading"]


def test_every_rule_is_explained() -> None:
    assert len({rule.id for rule in RULES}) == len(RULES) > 20
    for rule in RULES:
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", rule.id)
        assert rule.level is FindingLevel.ERROR
        assert not rule.title.endswith(".")
        assert rule.why.endswith(".")
        assert rule.remedy.endswith(".")


def shown(source: str | bytes) -> str | None:
    data = source.encode() if isinstance(source, str) else source
    return snippet(data, findings_of(data)[0].where)


def test_a_snippet_underlines_the_place() -> None:
    assert shown("a: 1\nwhat: {x: Grew, mostly here}\n") == (
        "what: {x: Grew, mostly here}\n                ^^^^^^^^^^^"
    )


def test_a_snippet_stands_below_wide_characters() -> None:
    assert shown("k: [😀, 'é', '']\n") == "k: [😀, 'é', '']\n             ^^"
    assert shown(codecs.BOM_UTF8 + b"'': a\r\n") == "'': a\n^^"


def test_a_snippet_shows_tabs_and_control_characters_harmlessly() -> None:
    assert shown("a:\tb\x1b[31m\n") == "a: b\N{REPLACEMENT CHARACTER}[31m\n    ^"
    assert shown(b"a: \xff\n") == "a: \N{REPLACEMENT CHARACTER}\n   ^"


def test_a_snippet_of_a_long_line_is_a_window() -> None:
    picture = shown("k: {a: " + "x" * 500 + ", cut, b: " + "y" * 500 + "}\n")
    assert picture is not None
    line, marks = picture.split("\n")
    assert line.startswith("…x")
    assert line.endswith("y…")
    assert len(line) == 102
    assert line[marks.index("^") : len(marks)] == "cut"


def test_a_file_as_a_whole_has_no_snippet() -> None:
    assert snippet(b"a: b\n", Location(PATH)) is None
    assert snippet(b"a: b\n", Location(PATH, 7, 1)) is None
