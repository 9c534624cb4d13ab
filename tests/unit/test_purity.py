"""The core is a pure function: it uses no clock, environment, folder or random numbers.

Only ``generator.site``, ``generator.cli`` and ``generator.cache`` may ask the machine; what they
learn they pass down.
"""

import ast
from collections.abc import Iterable, Iterator

import pytest

from tests.source_code import Source, sources

IMPURE_PACKAGES = ("site", "cli", "cache")
READS_GIT = "generator/git/run.py"  # runs Git, and has to keep what a hook says away from it

CLOCK = "the clock; take the date as an argument"
ENVIRONMENT = "the environment; take the value as an argument"
DIRECTORY = "the working directory; take a path as an argument"
CHANCE = "chance; take a seed and use random.Random(seed)"
LOCALE = "the machine's language and formats; spell them out"

# A name stands for everything below it too: `random` also for `random.choice`.
IMPURE = {
    "datetime.datetime.now": CLOCK,
    "datetime.datetime.today": CLOCK,
    "datetime.datetime.utcnow": CLOCK,
    "datetime.date.today": CLOCK,
    "time": CLOCK,
    "os.environ": ENVIRONMENT,
    "os.environb": ENVIRONMENT,
    "os.getenv": ENVIRONMENT,
    "os.getenvb": ENVIRONMENT,
    "os.path.expanduser": ENVIRONMENT,
    "os.path.expandvars": ENVIRONMENT,
    "pathlib.Path.home": ENVIRONMENT,
    "os.getcwd": DIRECTORY,
    "os.getcwdb": DIRECTORY,
    "os.chdir": DIRECTORY,
    "pathlib.Path.cwd": DIRECTORY,
    "random": CHANCE,
    "secrets": CHANCE,
    "os.urandom": CHANCE,
    "uuid.uuid1": CHANCE,
    "uuid.uuid4": CHANCE,
    "locale": LOCALE,
}


def imported_names(nodes: Iterable[ast.AST]) -> dict[str, str]:
    """What each imported name stands for, such as ``{"dt": "datetime"}``."""
    names: dict[str, str] = {}
    for node in nodes:
        if isinstance(node, ast.Import):
            for alias in node.names:
                top = alias.name.partition(".")[0]
                names[alias.asname or top] = alias.name if alias.asname else top
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            for alias in node.names:
                names[alias.asname or alias.name] = f"{node.module}.{alias.name}"
    return names


def full_name(node: ast.expr, names: dict[str, str]) -> str | None:
    """The dotted name of something imported, such as ``datetime.date.today``; else ``None``."""
    if isinstance(node, ast.Name):
        return names.get(node.id)
    if isinstance(node, ast.Attribute):
        owner = full_name(node.value, names)
        return f"{owner}.{node.attr}" if owner else None
    return None


def reason_against(name: str) -> str | None:
    """Why the core may not use ``name``, or ``None`` when it may."""
    parts = name.split(".")
    heads = (".".join(parts[:length]) for length in range(1, len(parts) + 1))
    return next((IMPURE[head] for head in heads if head in IMPURE), None)


def impurities(module: Source) -> Iterator[tuple[int, str, str]]:
    """Line, name and reason of every use of the machine in a module."""
    names = imported_names(module.nodes)
    seeded = {
        id(node.func)
        for node in module.nodes
        if isinstance(node, ast.Call)
        and node.args
        and full_name(node.func, names) == "random.Random"
    }
    inside = {id(node.value) for node in module.nodes if isinstance(node, ast.Attribute)}
    for node in module.nodes:
        if not isinstance(node, ast.Name | ast.Attribute) or id(node) in seeded | inside:
            continue
        name = full_name(node, names)
        if name and (reason := reason_against(name)):
            yield node.lineno, name, reason


def core_modules() -> dict[str, Source]:
    """Every module of the package but those of the sinks, by path."""
    return {
        path: module
        for path, module in sources().items()
        if path.split("/")[1] not in IMPURE_PACKAGES and path != READS_GIT
    }


def test_the_core_asks_the_machine_nothing() -> None:
    found = [
        f"{path}:{line}: {name} asks {reason}"
        for path, module in core_modules().items()
        for line, name, reason in impurities(module)
    ]
    assert not found, "\n".join(found)


def test_the_core_is_where_this_test_looks_for_it() -> None:
    names = core_modules().keys()
    assert {"generator/findings/finding.py", "generator/model/nodes.py"} <= names
    assert not any(name.startswith(("generator/site/", "generator/cli/")) for name in names)


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("import datetime as dt\ndt.datetime.now(dt.UTC)", "datetime.datetime.now"),
        ("from datetime import date\ntoday = date.today", "datetime.date.today"),
        ("import time\ntime.monotonic()", "time.monotonic"),
        ("from time import time as clock\nclock()", "time.time"),
        ("import os\nos.environ['HOME']", "os.environ"),
        ("from os import environ\nenviron.get('HOME')", "os.environ.get"),
        ("import os.path\nos.path.expanduser('~')", "os.path.expanduser"),
        ("from pathlib import Path\nPath.cwd()", "pathlib.Path.cwd"),
        ("import random\nrandom.shuffle([])", "random.shuffle"),
        ("import random\nrandom.Random()", "random.Random"),
        ("from uuid import uuid4\nuuid4()", "uuid.uuid4"),
        ("import locale\nlocale.format_string('%d', 1)", "locale.format_string"),
    ],
)
def test_a_question_to_the_machine_is_found(source: str, name: str) -> None:
    assert [found for _, found, _ in impurities(Source("", ast.parse(source)))] == [name]


@pytest.mark.parametrize(
    "source",
    [
        "import datetime\ndatetime.date(2026, 11, 2)",
        "from datetime import datetime\ndatetime.fromisoformat('2026-11-02')",
        "import random\nrandom.Random(7).shuffle([])",
        "from os import PathLike\nfrom pathlib import Path\nPath('accounts').rglob('*.yaml')",
        "def now(time: str) -> str:\n    return time.strip()",
        "import uuid\nuuid.uuid5(uuid.NAMESPACE_URL, 'kam')",
    ],
)
def test_what_depends_on_its_arguments_alone_passes(source: str) -> None:
    assert not list(impurities(Source("", ast.parse(source))))
