"""Whichever definition has errors in whichever state: the rest is compared, and nothing breaks."""

import random
from collections.abc import Iterator
from functools import cache
from pathlib import PurePosixPath

import pytest

from generator.changes.comparison import Comparison, review
from generator.changes.sections import uncompared
from generator.exports.comparison import review_document
from generator.exports.record import as_json
from generator.findings.classification import Edition
from generator.model.definitions import Definitions
from generator.reading.load import load
from generator.reading.tree import SourceFile, read_tree
from generator.reporters.comparison_markdown import as_markdown
from tests.conftest import AS_OF, FIXTURE
from tests.review.scenario_table import as_text


@cache
def files() -> tuple[SourceFile, ...]:
    return read_tree(FIXTURE)[0]


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


@pytest.mark.parametrize(
    "path",
    [path if path in FIRST else pytest.param(path, marks=pytest.mark.slow) for path in PATHS],
)
def test_a_definition_that_does_not_load_in_one_state_is_named(path: str) -> None:
    broken = damaged(path, b"schema: nothing/1\n")
    for edition in (Edition.LEADERSHIP, Edition.HR):
        for base, head, state in ((broken, whole(), "base"), (whole(), broken, "head")):
            found = review(base, head, edition, AS_OF)
            text = in_all_formats(found)
            assert not [each for each in found.differences if each.kind != "updated"], text
            if edition is Edition.LEADERSHIP:
                assert [each for each, _ in uncompared(found) if each.endswith(f"in the {state}")]


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
