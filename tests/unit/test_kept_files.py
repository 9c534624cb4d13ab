"""Definitions that were read before: the same values, nodes and places, or they are read again."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.cache.disk import FOLDER, NO_CACHE, Cache
from generator.findings.finding import Finding
from generator.model.grammars import SemanticVersion
from generator.model.item import Item
from generator.model.nodes import List, Map, Node, Text
from generator.reading import kept, load
from generator.reading.files import SourceFile
from generator.reading.parse import read
from generator.reading.tree import read_tree
from tests.conftest import PORTFOLIO

ROOT = Path(__file__).parents[2]

PLACE = "content/glossary.yaml"
FAULTY = b"schema: glossary/1\nid: a\nid: b\n"


def told(node: Node | None) -> Iterator[object]:
    """All that a node says of itself, in order."""
    assert node is not None
    yield type(node), node.where
    if isinstance(node, Text):
        yield str(node), node.plain, node.cut
    for each in node if isinstance(node, List) else ():
        yield from told(each)
    if isinstance(node, Map):
        yield node.flow
        for key, each in node.items():
            yield key, node.keys_at[key]
            yield from told(each)


def said(value: object) -> Iterator[object]:
    """All that a value says of itself, in order, down to the nodes it was read from."""
    yield type(value)
    if isinstance(value, Item):
        yield value.where, value.model_fields_set, list(value.__dict__)
        yield from told(value.nodes) if value.nodes is not None else ()
    parts: object = value.__dict__.values() if isinstance(value, Item) else ()
    parts = [*value, *value.values()] if isinstance(value, dict) else parts
    for each in value if isinstance(value, tuple) else parts:  # type: ignore[attr-defined]
        yield from said(each)
    if not isinstance(value, Item | tuple | dict):
        yield repr(value), getattr(value, "where", None), getattr(value, "kinds", None)


@pytest.fixture
def parsed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The paths of files that were parsed, and not found."""
    paths: list[str] = []

    def counted(path: str, data: bytes) -> tuple[Map | None, tuple[Finding, ...]]:
        paths.append(path)
        return read(path, data)

    monkeypatch.setattr(load, "read", counted)
    return paths


def loaded(store: Cache, *files: SourceFile) -> list[Item]:
    return list(load.load(files, store=store)[0].roots())


@pytest.mark.slow
@pytest.mark.parametrize("root", [PORTFOLIO, ROOT], ids=["fixture", "handbook"])
def test_every_definition_is_found_as_it_was_read(
    root: Path, tmp_path: Path, parsed: list[str]
) -> None:
    files, _ = read_tree(root)
    store = Cache(tmp_path, "v1")
    fresh, first = loaded(NO_CACHE, *files), loaded(store, *files)
    parsed.clear()
    again = loaded(store, *files)
    assert not parsed
    for item, *others in zip(fresh, first, again, strict=True):
        for other in others:
            assert item == other
            assert list(said(item)) == list(said(other))
    assert len(fresh) > 20


def test_a_definition_that_differs_or_moves_is_read(tmp_path: Path, parsed: list[str]) -> None:
    path, other = "content/roles/kam.yaml", "content/roles/kam-2.yaml"
    data = (ROOT / path).read_bytes()
    moved = data.replace(b"id: kam\n", b"id: kam-2\n", 1)
    store = Cache(tmp_path, "v1")
    files = [(path, data), (path, data + b"# more\n"), (other, moved), (path, data)]
    for file in files:
        (item,) = loaded(store, SourceFile(*file))
        assert item.where.path == file[0]
    assert parsed == [path, path, other]


def test_a_file_with_problems_is_read_each_time(tmp_path: Path, parsed: list[str]) -> None:
    store, file = Cache(tmp_path, "v1"), SourceFile(PLACE, FAULTY)
    assert load.load([file], store=store) == load.load([file], store=store)
    assert parsed == [PLACE] * 2


LEFT = [b"", b"[]", b"[[],[],[]]\n", b'[["a"],[],[["b",[],[]]],[0,0,null]]\nx', b"{}\n[]"]


@pytest.mark.parametrize("left", LEFT)
def test_what_is_no_definition_is_read(tmp_path: Path, left: bytes) -> None:
    store = Cache(tmp_path, "v1")
    store.put(kept.KIND, "name", left)
    assert kept.found(store, "name") is None


def test_a_value_of_a_type_that_nobody_has_foreseen_is_not_kept(
    tmp_path: Path, parsed: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delitem(kept._TAGS, SemanticVersion)
    path = "content/roles/kam.yaml"
    store, file = Cache(tmp_path, "v1"), SourceFile(path, (ROOT / path).read_bytes())
    assert loaded(store, file) == loaded(store, file) == loaded(NO_CACHE, file)
    assert parsed == [path] * 3


def test_no_edition_has_them(tmp_path: Path) -> None:
    files, _ = read_tree(PORTFOLIO)
    loaded(Cache(tmp_path, "v1"), *files)
    (folder,) = (tmp_path / FOLDER / "v1").iterdir()
    assert folder.name == "definitions"
