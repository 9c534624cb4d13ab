"""A name of a class or type means one thing in the whole package: a search finds that thing."""

import ast
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def types_in(tree: ast.Module) -> Iterator[str]:
    """The classes of a module, and the types that it names by assignment, but for variables."""
    yield from (node.name for node in ast.walk(tree) if isinstance(node, ast.ClassDef))
    for node in tree.body:
        if isinstance(node, ast.Assign) and not ast.unparse(node.value).startswith("TypeVar("):
            names = (each.id for each in node.targets if isinstance(each, ast.Name))
            yield from (each for each in names if each[0].isupper() and not each.isupper())


def test_names_of_types_are_unique_in_the_package() -> None:
    places: dict[str, list[str]] = defaultdict(list)
    for path in sorted((ROOT / "generator").rglob("*.py")):
        for name in types_in(ast.parse(path.read_text("utf-8"))):
            places[name].append(path.relative_to(ROOT).as_posix())
    assert len(places) > 500
    assert {name: found for name, found in places.items() if len(found) > 1} == {}
