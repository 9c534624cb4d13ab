"""Whichever definition has errors in whichever state: the rest is compared, and nothing breaks."""

import random
import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import PurePosixPath

import pytest

from generator.changes.comparison import Comparison, review
from generator.changes.not_compared import RevisionState, state_of
from generator.changes.sections import uncompared
from generator.exports.comparison import review_document
from generator.exports.record import as_json
from generator.findings.classification import Edition
from generator.findings.finding import Finding
from generator.model.definitions import Definitions
from generator.reading.files import SourceFile
from generator.reading.load import load
from generator.reading.tree import read_tree
from generator.reporters.comparison_markdown import as_markdown
from tests.conftest import AS_OF, PORTFOLIO
from tests.examples import spread
from tests.review.scenario_table import as_text
from tests.review.test_secret_references import open_files


@cache
def files() -> tuple[SourceFile, ...]:
    return read_tree(PORTFOLIO)[0]


@cache
def whole() -> Definitions:
    return load(files(), of_the_past=True)[0]


def in_all_formats(found: Comparison) -> str:
    document = as_json(review_document(found, "base", "head"), for_people=True)
    return f"{as_text(found)}\n{as_markdown(found, 'base', 'head')}\n{document}"


def damaged(path: str, data: bytes) -> Definitions:
    others = [file for file in files() if file.path != path]
    return load([*others, SourceFile(path, data)], of_the_past=True)[0]


def yaml_files() -> Iterator[str]:
    yield from (file.path for file in files() if file.path.endswith(".yaml"))


def kind_and_place(path: str) -> tuple[str, ...]:
    """Files that are read alike: of accounts by name, of others by folder."""
    pure = PurePosixPath(path)
    return (pure.name,) if pure.parts[0] == "accounts" else (*pure.parent.parts, pure.stem[:3])


PATHS = tuple({kind_and_place(path): path for path in yaml_files()}.values())
FIRST = ("content/people.yaml", "content/competencies/framework.yaml")


@pytest.mark.few(1)
@pytest.mark.parametrize(
    "path",
    [path if path in FIRST else pytest.param(path, marks=pytest.mark.slow) for path in PATHS],
)
def test_a_definition_that_does_not_load_in_one_state_is_named(path: str) -> None:
    broken = damaged(path, b"schema: nothing/1\n")
    for edition in (Edition.LEADERSHIP, Edition.HR):
        for base, head, state in ((broken, whole(), "older"), (whole(), broken, "newer")):
            found = review(base, head, edition, AS_OF)
            text = in_all_formats(found)
            assert not [each for each in found.differences if each.kind != "updated"], text
            if edition is Edition.LEADERSHIP:
                whats = [each for each, _ in uncompared(found)]
                assert [each for each in whats if each.endswith(f"in the {state} state")]


@pytest.mark.slow
@pytest.mark.parametrize(
    "seed", [*range(2), *(pytest.param(seed, marks=pytest.mark.slow) for seed in range(2, 40))]
)
def test_lines_that_went_missing_break_nothing(seed: int) -> None:
    rng = random.Random(seed)  # noqa: S311 - the same on every machine, and no secret
    path = rng.choice(list(yaml_files()))
    data = next(file.data for file in files() if file.path == path)
    lines = data.splitlines(keepends=True)
    for _ in range(rng.randint(1, 4)):
        del lines[rng.randrange(len(lines))]
    state = damaged(path, b"".join(lines))
    edition = rng.choice(list(Edition))
    in_all_formats(review(state, whole(), edition, AS_OF))
    in_all_formats(review(whole(), state, edition, AS_OF))


# What rests on a definition that has errors ------------------------------------------------------
Files = Mapping[str, str]
WAYS: Mapping[str, Callable[[str], str]] = {
    "a syntax error": lambda text: f"{text}x: [\n",
    "nothing in it": lambda _: "",
    "a wrong value": lambda text: re.sub("(?m)^version: .*", "version: []", text, count=1),
    "another kind": lambda text: text.replace("schema: ", "schema: no-", 1),
    "an id twice": lambda text: re.sub(r"(?m)^( *- \{?id: .*\n)", r"\1\1", text, count=1),
    "another id than its file": lambda text: re.sub("(?m)^id: .*", "id: other", text, count=1),
}
RESULTS = ("differences", "effects", "required", "added", "fixed", "not_evaluated", "still_overdue")


def read_from(files: Files, others: tuple[Definitions, ...] = ()) -> RevisionState:
    sources = tuple(SourceFile(path, text.encode()) for path, text in sorted(files.items()))
    skipped: list[Finding] = []
    definitions, findings = load(sources, of_the_past=True, passed_over=skipped)
    return state_of(definitions, findings, sources, others, skipped)


def told(found: Comparison) -> list[object]:
    return [each for name in RESULTS for each in getattr(found, name)]


@cache
def small() -> RevisionState:
    return read_from(SMALL)


SMALL = open_files()
DEFINED = tuple(path for path in SMALL if path.endswith(".yaml"))


QUICK = ("a wrong value", "an id twice")


@pytest.mark.few(4)
@pytest.mark.parametrize(
    "name",
    [pytest.param(name, marks=() if name in QUICK else pytest.mark.slow) for name in WAYS],
)
@pytest.mark.parametrize("path", spread(DEFINED, 6))
def test_what_has_errors_in_one_state_changes_nothing_else(path: str, name: str) -> None:
    text = WAYS[name](SMALL[path])
    if text == SMALL[path]:
        return
    broken = read_from({**SMALL, path: text}, (small().definitions,))
    for base, head in ((broken, small()), (small(), broken), (broken, broken)):
        for edition in (Edition.LEADERSHIP, Edition.TEAM):
            found = review(base, head, edition, AS_OF)
            assert told(found) == []
            assert path in str(uncompared(found))


STRATEGY = "accounts/acme-pumps/strategy.yaml"


@pytest.mark.parametrize("damage", spread(WAYS.values(), 3), ids=WAYS)
def test_a_method_with_errors_turns_no_strategy(damage: Callable[[str], str]) -> None:
    """What another method says decides nothing, and an aim by the one with errors is none."""
    path, matrix = "content/methods/grid.yaml", SMALL["content/methods/matrix.yaml"]
    rating = SMALL[STRATEGY].partition("  - method: matrix\n")[2].partition("stages:\n")[0]
    by_grid = f"  - method: grid\n{rating}"
    low = re.sub("score: [78]", "score: 2", by_grid)
    assert low != by_grid
    with_grid = {
        **SMALL,
        path: matrix.replace("id: matrix", "id: grid").replace("name: Matrix", "name: Grid"),
    }

    def rated(grid: str) -> Files:
        return {**with_grid, STRATEGY: SMALL[STRATEGY].replace("stages:\n", f"{grid}stages:\n", 1)}

    base, head = rated(by_grid), rated(low)
    assert "cell-changed" not in as_text(
        review(read_from(base), read_from(head), Edition.TEAM, AS_OF)
    )
    for leading in ("content/methods/matrix.yaml", "content/methods/stages.yaml"):
        text = damage(base[leading])
        for one, other in (
            (base, {**head, leading: text}),
            ({**base, leading: text}, head),
        ):
            if text == base[leading]:
                continue
            older = read_from(one, (read_from(other).definitions,))
            newer = read_from(other, (older.definitions,))
            found = review(older, newer, Edition.TEAM, AS_OF)
            assert found.unread
            assert not [each for each in found.required if each.rule.id.startswith("cell-")]
            assert leading in str(uncompared(found))
            assert [each for each in found.differences if each.subject == "account"]
