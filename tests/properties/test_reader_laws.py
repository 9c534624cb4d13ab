"""Properties of the strict reader, for any file."""

import re
import unicodedata
from collections.abc import Iterator

import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from generator.findings.finding import Location
from generator.model.nodes import List, Node, Text
from generator.reading.parse import read
from generator.reporters.terminal import snippet
from tests.examples import examples

law = settings(derandomize=True, database=None, deadline=None, max_examples=examples(40, 100))

PIECES = (
    *"abé😀 \t\r\n:-#?,[]{}&*!|>'\"%@`<=~0.\\\0\x85\u2028\u202e\ufeff",
    *("a: ", "- ", "\n  ", "\n    ", ": ", " #", "<<: ", "---\n", "...\n", "%TAG ! x\n", "!!str "),
    *('"\\ud800"', '"\\x1b"', "''", "{a: 1, b}", "[x, y]", "&a ", "*a ", ">-\n", "\r\n", "!%ff "),
)
yaml_like = st.lists(st.sampled_from(PIECES), max_size=40).map("".join)
files = st.one_of(
    st.binary(max_size=200),
    yaml_like.map(str.encode),
    st.tuples(yaml_like, st.sampled_from(["utf-16", "utf-16-le", "utf-8-sig"])).map(
        lambda pair: pair[0].encode(pair[1])
    ),
    st.tuples(yaml_like.map(str.encode), st.binary(max_size=3), yaml_like.map(str.encode)).map(
        b"".join
    ),
)

visible = st.characters(exclude_categories=["C", "Zl", "Zp"])
values = st.text(st.one_of(visible, st.sampled_from("\n\t#:,'\"")), min_size=1, max_size=30).filter(
    lambda value: bool(value.strip())
)
keys = st.text(visible, min_size=1, max_size=12).filter(lambda key: bool(key.strip()))
maps = st.recursive(
    st.dictionaries(keys, values, max_size=3),
    lambda inner: st.one_of(
        st.dictionaries(keys, st.one_of(values, inner), max_size=4),
        st.dictionaries(keys, st.lists(st.one_of(values, inner), max_size=4), max_size=3),
    ),
    max_leaves=12,
)


def decoded_lines(data: bytes) -> list[str]:
    text = data.decode("utf-8", errors="replace").removeprefix("\ufeff")
    return re.split(r"\r?\n", text)


def stands_in(where: Location, lines: list[str]) -> bool:
    if (where.line, where.column, where.length) == (0, 0, 1):
        return True
    if not 1 <= where.line <= len(lines) or where.column < 1 or where.length < 1:
        return False
    width = len(lines[where.line - 1])
    return where.column + where.length - 1 <= max(width, 1) or (
        where.column == width + 1 and where.length == 1
    )


def texts(node: Node) -> Iterator[Text]:
    waiting: list[Node] = [node]
    while waiting:
        node = waiting.pop()
        if isinstance(node, Text):
            yield node
        elif isinstance(node, List):
            waiting.extend(node)
        else:
            waiting.extend(node.values())


@settings(law, max_examples=1000)
@given(files)
@example(b"a: !%ed%a0%80 x\n")
@example(b"%TAG ! %ed%a0%80\n---\na: !b c")
@example("a: 'b\n\u2028c\r".encode())
def test_any_bytes_become_a_mapping_or_findings_with_places(data: bytes) -> None:
    tree, found = read("f.yaml", data)
    assert (tree is None) == bool(found)
    lines = decoded_lines(data)
    for finding in found:
        assert finding.where.path == "f.yaml"
        assert stands_in(finding.where, lines), (finding, lines)
        assert finding.message.endswith(".")
    for text in texts(tree) if tree is not None else ():
        assert text.strip()
        assert stands_in(text.where, lines), (text, text.where)
    assert read("f.yaml", data) == (tree, found)


@law
@given(
    maps.filter(bool),
    st.sampled_from(['"', "'"]),
    st.sampled_from([True, False, None]),
    st.booleans(),
    st.sampled_from(["\n", "\r\n"]),
)
def test_quoted_trees_come_back_as_they_were(
    tree: dict[str, object], quotes: str, flow: bool | None, as_is: bool, newline: str
) -> None:
    written = yaml.safe_dump(
        tree,
        default_style=quotes,
        default_flow_style=flow,
        allow_unicode=as_is,
        line_break=newline,
        width=40,
    )
    result, found = read("f.yaml", written.encode())
    assert not found
    assert result == tree


@law
@given(maps.filter(bool), st.booleans())
def test_a_place_is_where_the_text_stands(tree: dict[str, object], flow: bool) -> None:
    written = yaml.safe_dump(tree, default_flow_style=flow, allow_unicode=True, width=10_000)
    result, _ = read("f.yaml", written.encode())
    if result is None:
        return
    lines = decoded_lines(written.encode())
    for text in texts(result):
        where = text.where
        line = lines[where.line - 1]
        source = line[where.column - 1 : where.column - 1 + where.length]
        if text.plain:
            assert source == text
        else:
            assert source[0] in "'\"|>"


@law
@given(maps.filter(bool), st.integers(0, 10), st.booleans())
def test_repeating_the_last_key_is_noticed(
    tree: dict[str, object], position: int, quoted: bool
) -> None:
    entries = [
        yaml.safe_dump({key: value}, default_style='"', default_flow_style=True, width=10_000)
        for key, value in tree.items()
    ]
    inner = [entry.strip()[1:-1] for entry in entries]
    repeated = inner[position % len(inner)]
    source = "{" + ",\n ".join([*inner, repeated]) + "}\n"
    if quoted:
        source = source.replace("\n", "\r\n")
    result, found = read("f.yaml", source.encode())
    assert result is None
    (finding,) = found
    assert finding.rule.id == "duplicate-key"
    assert finding.where.line == len(inner) + 1
    assert f"line {position % len(inner) + 1}." in finding.message


@law
@given(
    st.one_of(files, st.text().map(str.encode)),
    st.builds(
        Location,
        st.just("f.yaml"),
        st.integers(-1, 9),
        st.integers(-1, 250),
        st.integers(-1, 250),
    ),
)
def test_a_snippet_is_two_harmless_lines_or_nothing(data: bytes, where: Location) -> None:
    picture = snippet(data, where)
    if picture is None:
        return
    line, marks = picture.split("\n")
    assert len(line) <= 102
    assert marks.strip(" ").strip("^") == ""
    assert marks.endswith("^")
    assert not any(
        unicodedata.category(character) in ("Cc", "Zl", "Zp") for character in picture[: len(line)]
    )
