"""What a page may depend on stands in its signature: no page reaches past what its kind gets."""

import ast
from collections.abc import Callable, Iterator
from inspect import signature
from pathlib import Path
from typing import Any, get_args, get_type_hints

import pytest

import generator.pages
from generator.findings.classification import Edition
from generator.pages import KINDS, PageKind, account, all_pages, inputs
from generator.pages.competency import competency
from generator.pages.kit.context import Context
from generator.pages.method import method
from generator.pages.role import role
from generator.pipeline.assemble import Assembled

PAGES = Path(generator.pages.__file__).parent
WHOLE = {"Catalog", "Context", "Definitions", "History", "Insight"}
OF_ONE = (
    *("account", "role", "competency/competency.py", "method/method.py", "method/background.py"),
    *("kit/handbook.py", "kit/names.py", "kit/templates.py", "kit/versions.py"),
)


def modules() -> Iterator[Path]:
    """The modules whose pages are about one thing."""
    for name in OF_ONE:
        found = PAGES / name
        yield from sorted(found.glob("*.py")) if found.is_dir() else [found]


def test_pages_about_one_thing_never_import_the_whole() -> None:
    found = [
        f"{module.relative_to(PAGES)} imports {alias.name} from {node.module}"
        for module in modules()
        for node in ast.walk(ast.parse(module.read_text(encoding="utf-8")))
        if isinstance(node, ast.ImportFrom) and str(node.module).startswith("generator.")
        for alias in node.names
        if alias.name in WHOLE or str(node.module).startswith("generator.editions")
    ]
    assert not found


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.pages.__module__)
def test_a_kind_of_page_takes_what_it_gets(kind: PageKind) -> None:
    (given,) = get_args(get_type_hints(kind.gets)["return"])
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
        type(made.insight)(made.insight.as_of, accounts, (), made.insight.portfolio),
        tuple(each for each in made.findings if each.account != left_out),
    )
    before = {each.insight.account.id: each for each in inputs.accounts(context)}
    after = {each.insight.account.id: each for each in inputs.accounts(fewer)}
    assert after
    assert after == {key: each for key, each in before.items() if key != left_out}


def test_equal_inputs_give_equal_pages(assembled: Callable[[Edition], Assembled]) -> None:
    made = assembled(Edition.TEAM)
    kinds: tuple[tuple[Callable[[Context], Any], Callable[[Any], Any]], ...] = (
        (inputs.accounts, account.pages),
        (inputs.roles, role.pages_of_role),
        (inputs.competencies, competency.pages_of_competency),
        (inputs.methods, method.pages),
    )
    for gets, pages in kinds:
        one, other = (
            list(gets(Context(made.catalog, made.insight, made.findings))) for _ in range(2)
        )
        assert one == other
        assert [list(pages(each)) for each in one] == [list(pages(each)) for each in other]
