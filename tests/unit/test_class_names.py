"""A name of a class or type means one thing in the whole package: a search finds that thing."""

import ast
from collections import defaultdict
from collections.abc import Iterator

from tests.source_code import Source, sources


def types_in(module: Source) -> Iterator[str]:
    """The classes of a module, and the types that it names by assignment, but for variables."""
    yield from (node.name for node in module.nodes if isinstance(node, ast.ClassDef))
    for node in module.tree.body:
        if isinstance(node, ast.Assign) and not ast.unparse(node.value).startswith("TypeVar("):
            names = (each.id for each in node.targets if isinstance(each, ast.Name))
            yield from (each for each in names if each[0].isupper() and not each.isupper())


def test_names_of_types_are_unique_in_the_package() -> None:
    places: dict[str, list[str]] = defaultdict(list)
    for path, module in sources().items():
        for name in types_in(module):
            places[name].append(path)
    assert len(places) > 500
    assert {name: found for name, found in places.items() if len(found) > 1} == {}
