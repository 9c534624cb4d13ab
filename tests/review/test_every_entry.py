"""Whatever is removed, duplicated, moved or emptied: a review names it and never fails.

Everything is worked out for a day on which nearly every finding stands.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from copy import deepcopy
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.changes.comparison import new_findings, review
from generator.changes.rules import RULES
from generator.cli.app import run
from generator.findings.classification import Edition
from generator.reading.parse import read
from generator.reading.tree import read_tree
from tests.conftest import PORTFOLIO
from tests.examples import examples, spread
from tests.review.history import committed
from tests.review.rich import rich_change
from tests.review.scenario_table import Files, state
from tests.review.test_laws import in_all_formats
from tests.scenarios.scenario import copy_of

LATE = date(2031, 1, 1)
Place = tuple[str | int, ...]
Change = tuple[str, Place, str]
"""A file, a place in it, and what happens to it."""


def plain(value: Any) -> Any:
    """Nodes as what a YAML writer knows."""
    if isinstance(value, dict):
        return {str(key): plain(each) for key, each in value.items()}
    return [plain(each) for each in value] if isinstance(value, list) else str(value)


@cache
def parsed(path: str, text: str) -> Any:
    nodes, _ = read(path, text.encode())
    return plain(nodes) if nodes is not None else None


def changes(files: Files) -> Iterator[Change]:
    """Each change to each list and group of the files."""
    for path, text in files.items():
        if path.endswith(".yaml"):
            yield from ((path, place, what) for place, what in _inside(parsed(path, text), ()))


def _inside(
    value: Any, place: tuple[str | int, ...]
) -> Iterator[tuple[tuple[str | int, ...], str]]:
    if isinstance(value, list):
        yield place, "empty"
        if len(value) > 1:
            yield place, "reverse"
    inner = enumerate(value) if isinstance(value, list) else ()
    for key, each in value.items() if isinstance(value, dict) else inner:
        yield (*place, key), "delete"
        if isinstance(value, list):
            yield (*place, key), "twice"
            yield (*place, key), "add"
        yield from _inside(each, (*place, key))


def changed(files: Files, change: Change) -> Files:
    path, place, what = change
    data = deepcopy(parsed(path, files[path]))
    *above, last = place or ("",)
    holder = data
    for step in above:
        holder = holder[step]
    if what == "delete":
        del holder[last]
    elif what == "empty":
        holder[last] = []
    elif what == "reverse":
        holder[last] = holder[last][::-1]
    else:
        entry = deepcopy(holder[last])
        if what == "add" and isinstance(entry, dict):
            entry |= {"id": f"{entry['id']}-new"} if "id" in entry else {}
        elif what == "add":
            entry = f"{entry} new"
        holder.insert(int(last), entry)
    return {
        **files,
        path: yaml.dump(data, Dumper=yaml.CSafeDumper, sort_keys=False, allow_unicode=True),
    }


def assert_named(files: Files, change: Change, editions: tuple[Edition, ...]) -> None:
    """A change and its reverse are compared in every edition, and leadership sees them."""
    other = changed(files, change)
    for base, head in ((files, other), (other, files)):
        older, newer = state(base), state(head)
        for edition in editions:
            found = review(older, newer, edition, LATE)
            in_all_formats(found)
            new_findings(found, lambda state: state.findings)
            if edition is Edition.LEADERSHIP and change[2] != "reverse":
                assert not found.empty, change


@cache
def with_everything() -> Files:
    """The small repository with everything a rich change adds to it."""
    return rich_change()[1]


@cache
def whole() -> Mapping[str, str]:
    return {file.path: file.data.decode() for file in read_tree(PORTFOLIO)[0]}


def of_each_kind(files: Files) -> tuple[Change, ...]:
    """One change of each kind: the first and last entry of a list represent all."""
    found: dict[tuple[object, ...], Change] = {}
    for change in changes(files):
        path, place, what = change
        names = tuple(each for each in place if isinstance(each, str))
        first = 0 in place or not any(isinstance(each, int) for each in place)
        found[path.rpartition("/")[2], names, what, first] = change
    return tuple(found.values())


CHANGES = of_each_kind(with_everything())
EVERY = 97
"""Of the changes one in so many is tried in every run: a prime number, so that all kinds are."""
OF_CHANGES = {each.id for each in RULES if each.area in ("versions", "review")}
EDITIONS = (Edition.LEADERSHIP, Edition.TEAM)
OTHERS = tuple(each for each in Edition if each is not Edition.LEADERSHIP)


@pytest.mark.slow
def test_some_changes_are_named() -> None:
    for number, change in enumerate(CHANGES[::EVERY]):
        other = OTHERS[number % len(OTHERS)]
        assert_named(with_everything(), change, (Edition.LEADERSHIP, other))


@pytest.fixture(scope="module")
def everything(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The repository of :func:`with_everything`, committed."""
    root = tmp_path_factory.mktemp("everything")
    for path, text in with_everything().items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, "utf-8")
    return committed(root)


@pytest.fixture
def checked(everything: Path, capsys: pytest.CaptureFixture[str]) -> Callable[..., set[str]]:
    """What ``check`` finds in the folder, by rule and place; errors end with 1."""

    def call(edition: Edition, *base: str) -> set[str]:
        more = ["--edition", edition.value, "--as-of", LATE.isoformat(), "--format", "json", *base]
        assert run(["check", "--root", str(everything), *more]) in (0, 1)
        found = json.loads(capsys.readouterr().out)["findings"]
        return {f"{each['rule']} {each['path']}" for each in found}

    return call


@pytest.mark.parametrize("change", spread(CHANGES[::23], 4), ids=str)
def test_a_check_against_the_base_stands_each_change(
    change: Change, everything: Path, checked: Callable[..., set[str]]
) -> None:
    """In every edition; and all but what the change needs is found without a base too."""
    path = everything / change[0]
    path.write_text(changed(with_everything(), change)[change[0]], "utf-8")
    try:
        for edition in Edition:
            found = checked(edition, "--base", "HEAD")
            of_changes = {each for each in found if each.split()[0] in OF_CHANGES}
            assert found - of_changes <= checked(edition)
    finally:
        path.write_text(with_everything()[change[0]], "utf-8")


def test_every_entry_of_an_account_can_go() -> None:
    deletions = [
        each
        for each in CHANGES
        if each[0].startswith("accounts") and each[2] == "delete" and isinstance(each[1][-1], int)
    ]
    for change in deletions[:: examples(3, 1)]:
        assert_named(with_everything(), change, (Edition.LEADERSHIP,))


RATINGS = "accounts/norvane-industrial-group/ratings.yaml"


@pytest.mark.few(1)
@pytest.mark.parametrize("command", ["diff", "check"])
def test_the_newest_rating_can_go(
    command: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Older ones stay, and findings depended on it."""
    committed(copy_of(PORTFOLIO, tmp_path))
    after = changed(whole(), (RATINGS, ("ratings", 0), "delete"))
    (tmp_path / RATINGS).write_text(after[RATINGS], "utf-8")
    base = ["HEAD"] if command == "diff" else ["--base", "HEAD"]
    for edition in EDITIONS:
        more = ["--edition", edition.value, "--as-of", "2026-11-02"]
        assert run([command, "--root", str(tmp_path), *more, *base]) in (0, 1)
        output = capsys.readouterr().out
        if command == "diff":
            assert "Rating by Account analysis matrix, 15 Sep 2026 removed." in output


@pytest.mark.slow
@pytest.mark.parametrize("part", range(16))
def test_every_change_is_named(part: int) -> None:
    for change in CHANGES[part::16]:
        assert_named(with_everything(), change, tuple(Edition))


@pytest.mark.slow
@pytest.mark.parametrize("part", range(16))
def test_every_change_of_an_account_of_the_fixture_is_named(part: int) -> None:
    own = {path: text for path, text in whole().items() if path.startswith("accounts/norvane")}
    for change in of_each_kind(own)[part::16]:
        assert_named(whole(), change, (Edition.LEADERSHIP,))
