"""The code of the program, parsed once for all tests that look at it."""

import ast
import gc
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property

from tests.conftest import ROOT


@dataclass(frozen=True)
class Source:
    """A module of the program; ``path``: below the top of the repository."""

    path: str
    tree: ast.Module

    @cached_property
    def nodes(self) -> tuple[ast.AST, ...]:
        """Every node of the tree."""
        return tuple(ast.walk(self.tree))


@cache
def sources() -> Mapping[str, Source]:
    """All modules by their path, such as ``generator/site/plugin.py``, in order."""
    paths = sorted((ROOT / "generator").rglob("*.py"))
    gc.disable()  # which would look at half a million nodes again and again
    try:
        trees = [ast.parse(path.read_text("utf-8")) for path in paths]
    finally:
        gc.enable()
    names = [path.relative_to(ROOT).as_posix() for path in paths]
    return {name: Source(name, tree) for name, tree in zip(names, trees, strict=True)}
