"""A page depends only on its input: no page uses more than its kind gets."""

import ast
from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields, is_dataclass, replace
from datetime import date, time
from enum import Enum
from functools import partial
from inspect import signature
from numbers import Number
from pathlib import Path
from types import NoneType
from typing import Any, get_args, get_origin, get_type_hints

import pytest

import generator.pages
from generator.cache.memory import NO_MEMORY, Memory
from generator.editions import Catalog
from generator.findings.classification import Edition
from generator.history.timeline import History
from generator.model.definitions import Definitions
from generator.model.item import Item
from generator.pages import KINDS, Page, PageKind, all_pages, inputs
from generator.pages.kit.context import Context, Deferred
from generator.pipeline.assemble import Assembled
from generator.pipeline.jobs import spread
from tests.source_code import sources

PAGES = Path(generator.pages.__file__).parent
WHOLE = (Catalog, Context, Definitions, History)
MAKING_INPUTS = {
    *("__init__.py", "inputs.py", "kit/context.py", "kit/links.py"),
    *("onboarding/paths.py", "people/inputs.py", "reports/recent.py"),
}
PLAIN = (str, Number, date, time, Enum, NoneType)


def test_pages_never_import_the_whole() -> None:
    names = {path.relative_to(PAGES).as_posix() for path in PAGES.rglob("*.py")}
    assert names > MAKING_INPUTS
    found = [
        f"{name} imports {alias.name} from {node.module}"
        for name in sorted(names - MAKING_INPUTS)
        for node in sources()[f"generator/pages/{name}"].nodes
        if isinstance(node, ast.ImportFrom) and str(node.module).startswith("generator.")
        for alias in node.names
        if alias.name in {each.__name__ for each in WHOLE}
        or str(node.module).startswith("generator.editions")
        or (alias.name == "Insight" and not name.startswith("reports/"))
    ]
    assert not found


def parts_of(value: Any) -> Iterable[Any]:
    """The parts of a frozen dataclass, a definition, a tuple or a mapping."""
    if is_dataclass(value):
        assert vars(type(value))["__dataclass_params__"].frozen
        return [getattr(value, each.name) for each in fields(value)]
    if isinstance(value, Item):
        return [getattr(value, name) for name in type(value).model_fields]
    if isinstance(value, Mapping):
        return [*value, *value.values()]
    assert isinstance(value, tuple), f"{type(value)} is no plain data"
    return value


def inputs_of(kind: PageKind, context: Context) -> list[Any]:
    """The inputs of a kind of page, those as well that are made only if its pages are."""
    found = kind.gets(context)
    return [each.make() if isinstance(each, Deferred) else each for each in found]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.gets.__name__)
def test_an_input_holds_plain_data_and_never_the_whole(
    kind: PageKind, assembled: Callable[[Edition], Assembled]
) -> None:
    """So a page can be cached for as long as the digest of its input stays the same."""
    made = assembled(Edition.LEADERSHIP)
    left = inputs_of(kind, Context(made.catalog, made.insight, made.findings))
    assert left
    seen: dict[int, Any] = {}
    while left:
        value = left.pop()
        if id(value) in seen or isinstance(value, PLAIN):
            continue
        seen[id(value)] = value
        assert not isinstance(value, WHOLE)
        left.extend(parts_of(value))


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.pages.__module__)
def test_a_kind_of_page_takes_what_it_gets(kind: PageKind) -> None:
    (given,) = get_args(get_type_hints(kind.gets)["return"])
    (given,) = get_args(given) if get_origin(given) is Deferred else (given,)
    (taken,) = (get_type_hints(kind.pages)[name] for name in signature(kind.pages).parameters)
    assert taken is given


def test_every_page_comes_from_one_kind(assembled: Callable[[Edition], Assembled]) -> None:
    made = assembled(Edition.LEADERSHIP)
    context = Context(made.catalog, made.insight, made.findings)
    paths = [page.path for kind in KINDS for page in kind.of(context)]
    assert len(set(paths)) == len(paths) == len(all_pages(context))


def test_an_input_is_the_same_whatever_other_accounts_say(
    assembled: Callable[[Edition], Assembled],
) -> None:
    made = assembled(Edition.TEAM)
    context = Context(made.catalog, made.insight, made.findings)
    accounts = dict(made.insight.accounts)
    left_out = accounts.popitem()[0]
    assert left_out not in {each.account.parent for each in accounts.values()}
    fewer = Context(
        made.catalog,
        replace(made.insight, accounts=accounts, loads=()),
        tuple(each for each in made.findings if each.account != left_out),
    )
    before = {each.parts[0].account.id: each for each in inputs.accounts(context)}
    after = {each.parts[0].account.id: each for each in inputs.accounts(fewer)}
    assert after
    del before[left_out]
    assert {key: each.make() for key, each in after.items()} == {
        key: each.make() for key, each in before.items()
    }
    assert [each.parts for each in after.values()] == [each.parts for each in before.values()]


def pages_of(kind: PageKind, given: list[Any]) -> list[Page]:
    found = (page for each in given for page in kind.pages(each))
    return [page.make() if isinstance(page, Deferred) else page for page in found]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.gets.__name__)
def test_equal_inputs_give_equal_pages(
    kind: PageKind, assembled: Callable[[Edition], Assembled]
) -> None:
    made = assembled(Edition.TEAM)
    one, other = (
        inputs_of(kind, Context(made.catalog, made.insight, made.findings)) for _ in range(2)
    )
    assert one == other
    assert pages_of(kind, one) == pages_of(kind, other)


@pytest.mark.slow
def test_pages_of_accounts_are_the_same_whoever_makes_them(
    assembled: Callable[[Edition], Assembled],
) -> None:
    made = assembled(Edition.TEAM)
    known: list[object] = []

    class Some(Memory):
        """Has every other input, and finds none of them."""

        def has(self, what: object, inputs: tuple[Any, ...]) -> bool:
            known.append((what, inputs))
            return len(known) % 2 == 0

    for memory in (NO_MEMORY, Memory(), Some()):
        context = Context(made.catalog, made.insight, made.findings, memory=memory)
        for jobs in (1, 2, 3):
            assert all_pages(context, partial(spread, jobs=jobs)) == all_pages(
                Context(made.catalog, made.insight, made.findings)
            )
    assert known
