"""Files that were parsed before: the same nodes, places and problems, or they are read again."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.cache.disk import FOLDER, Cache, digest
from generator.findings.finding import Finding
from generator.model.nodes import List, Map, Node, Text
from generator.reading import kept
from generator.reading.kept import reading_from
from generator.reading.parse import read
from generator.reading.tree import read_tree
from tests.conftest import PORTFOLIO

SOUND = b"schema: role/1\nid: kam # of ours\ntags: [a, 'b: c', {d: e}]\ntext: >-\n  Two\n  lines\n"
FAULTY = b"schema: role/1\nid: a\nid: b\n"


def told(node: Node | None) -> Iterator[object]:
    """All that a node says of itself, in order."""
    assert node is not None
    yield type(node), node.where
    if isinstance(node, Text):
        yield str(node), node.plain, node.cut
    for each in node if isinstance(node, List) else ():
        yield from told(each)
    if isinstance(node, Map):
        for key, each in node.items():
            yield key, node.keys_at[key]
            yield from told(each)


@pytest.fixture
def parsed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The paths of files that were parsed, and not found."""
    paths: list[str] = []

    def counted(path: str, data: bytes) -> tuple[Map | None, tuple[Finding, ...]]:
        paths.append(path)
        return read(path, data)

    monkeypatch.setattr(kept, "read", counted)
    return paths


def test_every_file_is_found_as_it_was_read(tmp_path: Path, parsed: list[str]) -> None:
    files, _ = read_tree(PORTFOLIO)
    parse = reading_from(Cache(tmp_path, "v1"))
    sound = [file for file in files if file.path.endswith(".yaml")]
    for file in sound:
        parse(file.path, file.data)
    assert parsed == [file.path for file in sound]
    for file in sound:
        found, problems = parse(file.path, file.data)
        assert list(told(found)) == list(told(read(file.path, file.data)[0]))
        assert not problems
    assert len(parsed) == len(sound) > 20


def test_a_file_that_differs_or_moves_is_read(tmp_path: Path, parsed: list[str]) -> None:
    parse = reading_from(Cache(tmp_path, "v1"))
    for path, data in (("a", SOUND), ("b", SOUND), ("a", SOUND + b"more: x\n"), ("a", SOUND)):
        assert list(told(parse(path, data)[0])) == list(told(read(path, data)[0]))
    assert parsed == ["a", "b", "a"]


def test_a_file_with_problems_is_read_each_time(tmp_path: Path, parsed: list[str]) -> None:
    parse = reading_from(Cache(tmp_path, "v1"))
    assert parse("a", FAULTY) == parse("a", FAULTY) == read("a", FAULTY)
    assert parsed == ["a", "a"]


@pytest.mark.parametrize("left", [b"", b"[]", b"[1,2,3,[]]", b"[1,2,3,{},false,1]", b'[1,"x"]'])
def test_what_is_no_file_is_read(tmp_path: Path, parsed: list[str], left: bytes) -> None:
    cache = Cache(tmp_path, "v1")
    cache.put(kept.KIND, digest("a", SOUND), left)
    assert list(told(reading_from(cache)("a", SOUND)[0])) == list(told(read("a", SOUND)[0]))
    assert parsed == ["a"]


def test_no_edition_has_them(tmp_path: Path) -> None:
    reading_from(Cache(tmp_path, "v1"))("a", SOUND)
    (folder,) = (tmp_path / FOLDER / "v1").iterdir()
    assert folder.name == "definitions"
