"""All rules of reading, each declared in the module that looks for it."""

from generator.findings.finding import Rule
from generator.reading import (
    bind,
    build_nodes,
    explain,
    files,
    identity,
    indentation,
    load,
    misplaced,
    notes,
    parse,
    source,
)
from generator.reading.migrations import on_nodes

_MODULES = (
    source,
    indentation,
    explain,
    parse,
    build_nodes,
    files,
    load,
    identity,
    on_nodes,
    bind,
    misplaced,
    notes,
)

RULES: tuple[Rule, ...] = tuple(
    value for module in _MODULES for value in vars(module).values() if isinstance(value, Rule)
)
