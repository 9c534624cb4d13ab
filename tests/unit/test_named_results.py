"""Results on disk, under the name of what they were made from."""

import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from generator.cache.derived import NamedResults
from generator.cache.disk import FOLDER, Cache
from generator.cache.memory import NOTHING
from generator.findings.classification import Edition
from generator.pages import PAGES
from generator.pipeline.assemble import Assembled

CALLS: list[object] = []


class AsText:
    small = False

    def dump(self, value: str) -> bytes:
        return value.encode()

    def load(self, data: bytes) -> str:
        return data.decode()


@dataclass(frozen=True)
class Small:
    text: str
    inside: object = None


class Item:
    """Has no name of its own."""


def joined(*parts: object) -> str:
    CALLS.append(parts)
    return f"result of {len(parts)}"


def pair(_: object) -> tuple[Item, str]:
    return Item(), "b"


@pytest.fixture(autouse=True)
def _no_calls() -> None:
    CALLS.clear()


def runs(root: Path, *inputs: object, named: dict[Item, str] | None = None) -> int:
    """How often a result is worked out in two runs."""
    for _ in range(2):
        results = NamedResults(Cache(root, "v1"), "team/results")
        for item, name in (named or {}).items():
            results.named(item, name)
        results.recall(joined, *inputs, form=AsText())
    return len(CALLS)


@pytest.mark.parametrize(
    "given",
    ["a", 1, (1, "b"), {"a": (1,)}, frozenset("abc"), Edition.TEAM, Small("a", (1,)), Small],
    ids=["text", "number", "tuple", "mapping", "set", "edition", "record", "class"],
)
def test_what_says_the_same_is_found_in_the_next_run(tmp_path: Path, given: object) -> None:
    assert runs(tmp_path, given) == 1


def test_what_says_something_else_is_not(tmp_path: Path) -> None:
    values = ("1", 1, True, (1,), ((1,),), (1, 1), frozenset({1}), Small("1"), {"1": 1}, {1: "1"})
    for place, given in enumerate(values, 1):
        results = NamedResults(Cache(tmp_path, "v1"), "team/results")
        results.recall(joined, given, form=AsText())
        assert len(CALLS) == place, given


def test_an_object_counts_by_what_it_was_read_from_and_without_that_nothing_is_kept(
    tmp_path: Path,
) -> None:
    item = Item()
    assert runs(tmp_path, item) == 2
    CALLS.clear()
    assert runs(tmp_path, (Small("a", item),)) == 2
    CALLS.clear()
    assert runs(tmp_path, (Small("a", item),), named={item: "bytes"}) == 1
    assert runs(tmp_path, (Small("a", item),), named={item: "others"}) == 2
    assert runs(tmp_path, lambda: item) == 4


def test_a_result_is_named_by_its_function_and_inputs(tmp_path: Path) -> None:
    for source in ("one", "one", "other"):
        results = NamedResults(Cache(tmp_path, "v1"), "team/results")
        item = Item()
        results.named(item, source)
        made = results.recall(pair, item)
        assert results.recall(pair, item) is made
        results.recall(joined, made[0], form=AsText())
    assert len(CALLS) == 2


def test_an_entry_that_cannot_be_read_is_made_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unreadable(_: AsText, data: bytes) -> str:
        raise ValueError(data)

    runs(tmp_path, "a")
    monkeypatch.setattr(AsText, "load", unreadable)
    assert runs(tmp_path, "a") == 3


def test_names_do_not_depend_on_the_process(tmp_path: Path) -> None:
    """Texts have another hash in each process, and so sets another order."""
    script = (
        "import sys; from pathlib import Path; from generator.cache.disk import Cache;"
        "from generator.cache.derived import NamedResults;"
        "Text = type('Text', (), {'small': False, 'dump': lambda _, value: value.encode(),"
        "'load': lambda _, data: data});"
        "results = NamedResults(Cache(Path(sys.argv[1]), 'v1'), 'team/results');"
        "given = frozenset(map(str, range(50))), {'b': 1, 'a': 2};"
        "results.keep('joined', given, lambda: 'result', Text())"
    )
    for seed in ("1", "2"):
        subprocess.run(
            [sys.executable, "-c", script, str(tmp_path)],
            env={**os.environ, "PYTHONHASHSEED": seed},
            check=True,
        )
    assert len(list((tmp_path / FOLDER / "v1/team/results").glob("*/*"))) == 1


@pytest.mark.parametrize("edition", Edition)
def test_pages_are_read_as_they_were_written(
    assembled: Callable[[Edition], Assembled], edition: Edition
) -> None:
    pages = assembled(edition).pages
    assert pages
    assert PAGES.load(PAGES.dump(pages)) == pages
    with pytest.raises(ValueError, match="JSON"):
        _ = PAGES.load(PAGES.dump(pages)[:-9])[-1].markdown


class AsSmallText(AsText):
    small = True


def test_small_results_lie_together_until_a_run_does_not_ask_for_them(tmp_path: Path) -> None:
    cache = Cache(tmp_path, "v1")
    for asked, made in ((("a", "b"), 2), (("b",), 0), (("a", "b"), 1)):
        CALLS.clear()
        results = NamedResults(cache, "results")
        for each in asked:
            results.recall(joined, each, form=AsSmallText())
        results.next_run()
        assert len(CALLS) == made
        entries = [path for path in tmp_path.rglob("*") if path.is_file() and path.name[0] != "."]
        assert len(entries) == 1


class Doubtful(AsText):
    small = True

    def load(self, data: bytes) -> str:
        raise ValueError(data)


def test_a_small_result_that_cannot_be_read_is_made_anew(tmp_path: Path) -> None:
    for _ in range(2):
        results = NamedResults(Cache(tmp_path, "v1"), "team/results")
        results.recall(joined, "a", form=Doubtful())
        results.next_run()
    assert len(CALLS) == 2


@pytest.mark.parametrize(("found", "times"), [((), 1), (("wrong",), 2)], ids=["nothing", "one"])
def test_only_that_nothing_was_found_is_kept(
    tmp_path: Path, found: tuple[str, ...], times: int
) -> None:
    def problems(text: str) -> tuple[str, ...]:
        CALLS.append(text)
        return found

    problems.__qualname__ = "problems"
    for _ in range(2):
        results = NamedResults(Cache(tmp_path, "v1"), "team/results")
        assert results.recall(problems, "a", form=NOTHING) == found
        results.next_run()
    assert len(CALLS) == times
