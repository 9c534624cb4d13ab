"""What an edition may not see leaves no trace in its output: not a byte, not a count."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from generator.analysis import analyze
from generator.checks import check_view
from generator.editions import view
from generator.exports import Artifact, artifacts
from generator.findings.classification import Classification, Edition, Subject, may_see, stricter
from generator.findings.finding import Finding, in_order
from generator.model.company import Person
from generator.model.definitions import Definitions
from generator.model.grammars import Reference
from generator.model.item import Item, field_secrecy
from generator.model.money import Wallet
from generator.pages import Page, all_pages
from generator.pages.kit.context import Context
from tests.conftest import AS_OF, portfolio_definitions
from tests.examples import examples, spread

Path = tuple[str | int, ...]
Change = Callable[[Any], Any]
law = settings(derandomize=True, database=None, deadline=None)

REMOVED = object()
# How deep the text lies inside a field of this annotation.
FREE_TEXT = {str(kind): depth for kind, depth in ((str, 0), (str | None, 0), (tuple[str, ...], 1))}


@dataclass(frozen=True)
class Slot:
    """A value somewhere in the definitions, and whether an edition sees it."""

    path: Path
    value: Any
    hidden: bool
    free_text: bool = False


def slots(definitions: Definitions, edition: Edition) -> Iterator[Slot]:
    """All values in the definitions, outermost first."""
    figures = definitions.people is not None and definitions.people.figures

    def inside(value: Any, path: Path, subject: Subject, secrecy: Classification) -> Iterator[Slot]:
        if isinstance(value, Item):
            subject = type(value).subject or subject
            secrecy = stricter(secrecy, value.secrecy or Classification.PUBLIC)
        hidden = not may_see(edition, subject, secrecy)
        yield Slot(path, value, hidden)
        if isinstance(value, Item):
            for name, info in type(value).model_fields.items():
                own = stricter(secrecy, field_secrecy(type(value), name))
                if isinstance(value, Person) and name == "also_carries" and not figures:
                    own = Classification.RESTRICTED
                for slot in inside(getattr(value, name), (*path, name), subject, own):
                    depth = FREE_TEXT.get(str(info.annotation))
                    free = depth is not None and len(slot.path) == len(path) + 1 + depth
                    yield replace(slot, free_text=slot.free_text or free)
        elif isinstance(value, tuple):
            for index, each in enumerate(value):
                yield from inside(each, (*path, index), subject, secrecy)
        elif isinstance(value, dict):
            for key, each in value.items():
                yield from inside(each, (*path, key), subject, secrecy)

    for name, group in definitions.by_kind.items():
        yield from inside(group, (name,), Subject.HANDBOOK, Classification.PUBLIC)


def changed(definitions: Definitions, changes: Mapping[Path, Change]) -> Definitions:
    """The definitions with some values replaced; a change to REMOVED removes its value."""

    def inside(value: Any, path: Path) -> Any:
        if path in changes:
            value = changes[path](value)
        if isinstance(value, Item):
            new = {
                name: inside(getattr(value, name), (*path, name))
                for name in type(value).model_fields
            }
            other = {name: each for name, each in new.items() if each is not getattr(value, name)}
            return value.model_copy(update=other) if other else value
        if isinstance(value, tuple):
            parts = [inside(each, (*path, index)) for index, each in enumerate(value)]
            if all(new is old for new, old in zip(parts, value, strict=True)):
                return value
            return tuple(each for each in parts if each is not REMOVED)
        if isinstance(value, dict):
            found = {key: inside(each, (*path, key)) for key, each in value.items()}
            return {key: each for key, each in found.items() if each is not REMOVED}
        return value

    groups = {name: inside(group, (name,)) for name, group in definitions.by_kind.items()}
    return replace(definitions, by_kind=groups)


def another(slot: Slot) -> Change | None:
    """A change of a hidden value that leaves its file valid; None where there is none."""
    value, name = slot.value, slot.path[-1]
    if name in ("id", "total", "ours") or isinstance(value, Reference | bool):
        return None
    if isinstance(value, Decimal):
        return lambda number: number * 7 + 1
    if isinstance(value, date):
        return lambda day: day + timedelta(days=400)
    if isinstance(value, int):
        return lambda number: number + 5
    if isinstance(value, str) and slot.free_text:
        return lambda text: f"Otherwise {text}"
    return None


def hidden_changes(definitions: Definitions, edition: Edition) -> dict[Path, Change]:
    """A change for each value the edition does not see, by path."""
    found: dict[Path, Change] = {}
    for slot in slots(definitions, edition):
        change = another(slot) if slot.hidden else None
        if change is not None:
            found[slot.path] = change
        elif isinstance(slot.value, Wallet) and edition is not Edition.LEADERSHIP:
            found[slot.path] = _larger
    return found


def _larger(wallet: Wallet) -> Wallet:
    """Three times as much of both; the share of wallet is released and must not change."""
    amounts = {name: getattr(wallet, name) for name in ("total", "ours")}
    return wallet.model_copy(update={name: each and each * 3 for name, each in amounts.items()})


def shown(
    definitions: Definitions, edition: Edition
) -> tuple[tuple[Page, ...], tuple[Finding, ...], tuple[Artifact, ...]]:
    """Everything an edition publishes."""
    catalog = view(definitions, edition)
    insight = analyze(catalog, AS_OF)
    findings = in_order(check_view(catalog, insight))
    pages = all_pages(Context(catalog, insight, findings, "https://example.org/{path}#{line}"))
    return pages, findings, artifacts(catalog, insight, findings)


@pytest.fixture(scope="module")
def as_it_is() -> dict[Edition, Any]:
    return {edition: shown(portfolio_definitions(), edition) for edition in Edition}


@cache
def hidden(edition: Edition) -> dict[Path, Change]:
    return hidden_changes(portfolio_definitions(), edition)


@cache
def items() -> list[Path]:
    return [
        slot.path
        for slot in slots(portfolio_definitions(), Edition.TEAM)
        if isinstance(slot.value, Item)
    ]


@cache
def lists() -> list[Path]:
    return [
        slot.path
        for slot in slots(portfolio_definitions(), Edition.TEAM)
        if isinstance(slot.value, tuple) and slot.value and isinstance(slot.value[0], Item)
    ]


@pytest.mark.parametrize("edition", spread([Edition.PUBLIC, Edition.HR, Edition.TEAM], 2))
def test_all_that_is_hidden_can_change_at_once(
    edition: Edition, as_it_is: dict[Edition, Any]
) -> None:
    assert len(hidden(edition)) > 60
    assert shown(changed(portfolio_definitions(), hidden(edition)), edition) == as_it_is[edition]


@pytest.mark.parametrize("edition", spread([Edition.PUBLIC, Edition.HR, Edition.TEAM], 2))
@settings(law, max_examples=examples(1, 2))
@given(data=st.data())
def test_whatever_is_hidden_can_change(
    edition: Edition, data: st.DataObject, as_it_is: dict[Edition, Any]
) -> None:
    some = data.draw(st.sets(st.sampled_from(list(hidden(edition))), min_size=5, max_size=30))
    other = changed(portfolio_definitions(), {path: hidden(edition)[path] for path in some})
    assert other != portfolio_definitions()
    assert shown(other, edition) == as_it_is[edition]


@pytest.mark.parametrize("edition", spread(Edition, 2))
@settings(law, max_examples=examples(1, 2))
@given(data=st.data())
def test_items_that_raise_their_class_can_change(edition: Edition, data: st.DataObject) -> None:
    _raise_and_change(
        edition, data.draw(st.sets(st.sampled_from(items()), min_size=5, max_size=20))
    )


@pytest.mark.slow
@pytest.mark.parametrize("edition", Edition)
@settings(law, max_examples=60)
@given(data=st.data())
def test_any_items_that_raise_their_class_can_change(edition: Edition, data: st.DataObject) -> None:
    _raise_and_change(
        edition, data.draw(st.sets(st.sampled_from(items()), min_size=1, max_size=40))
    )


def _raise_and_change(edition: Edition, raised: set[Path]) -> None:
    definitions = changed(portfolio_definitions(), dict.fromkeys(raised, _restricted))
    changes = hidden_changes(definitions, edition)
    assume(changes)  # an item that holds nothing but references has nothing to change
    assert shown(changed(definitions, changes), edition) == shown(definitions, edition)


@pytest.mark.parametrize("edition", spread(Edition, 2))
@settings(law, max_examples=examples(1, 2))
@given(data=st.data())
def test_items_nobody_may_see_can_be_added(
    edition: Edition, data: st.DataObject, as_it_is: dict[Edition, Any]
) -> None:
    longer = data.draw(st.sets(st.sampled_from(lists()), min_size=5, max_size=20))
    definitions = changed(portfolio_definitions(), dict.fromkeys(longer, _one_more))
    assert definitions != portfolio_definitions()
    assert shown(definitions, edition) == as_it_is[edition]


def _restricted(item: Item) -> Item:
    return item.model_copy(update={"secrecy": Classification.RESTRICTED})


def _one_more(items: tuple[Item, ...]) -> tuple[Item, ...]:
    """The items with a restricted one in front, which nothing refers to."""
    new = {"id": "nobody-sees-this"} if "id" in type(items[0]).model_fields else {}
    return (_restricted(items[0].model_copy(update=new)), *items)
