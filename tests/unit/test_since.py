"""Since which version something is as it is: from Git where it is there, else from one version."""

from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from generator.findings.classification import Edition
from generator.git.log import read_log
from generator.history.timeline import CommitMark, DatedState, Timeline
from generator.pages.kit.since import since
from generator.pages.kit.versions import VersionRecord
from generator.pipeline.assemble import assemble
from tests.review.history import committed
from tests.scenarios.scenario import AS_OF, BASE, copy_of, replace

DAYS = {"1.0.0": date(2026, 1, 5), "1.1.0": date(2026, 3, 5), "2.0.0": date(2026, 6, 5)}


def state(version: str, level: str) -> Any:
    changes = [SimpleNamespace(version=each, on=on) for each, on in DAYS.items() if each <= version]
    return SimpleNamespace(version=version, level=level, changes=changes)


def record(*states: Any, cut: bool = False, partly_read: bool = False) -> VersionRecord:
    dated = tuple(DatedState(CommitMark(DAYS[each.version]), each) for each in states)
    return VersionRecord(Timeline(states=dated, cut=cut, partly_read=partly_read))


@pytest.mark.parametrize(
    ("levels", "expected"),
    [
        (("low", "low", "low"), "since 1.0.0, 5 Jan 2026"),
        (("low", "high", "high"), "since 1.1.0, 5 Mar 2026"),
        (("high", "low", "high"), "since 2.0.0, 5 Jun 2026"),
        (("", "", "high"), "since 2.0.0, 5 Jun 2026"),
    ],
)
def test_the_version_from_which_on_nothing_differs(
    levels: tuple[str, str, str], expected: str
) -> None:
    states = [state(*each) for each in zip(DAYS, levels, strict=True)]
    found = since(record(*states), states[-1], lambda each: each.level)
    assert found is not None
    assert found.in_words == expected


def test_where_the_oldest_states_are_unknown_it_may_be_older() -> None:
    states = [state("1.1.0", "high"), state("2.0.0", "high")]
    for unknown in (record(*states, cut=True), record(*states, partly_read=True)):
        found = since(unknown, states[-1], lambda each: each.level)
        assert found is not None
        assert found.in_words == "since 1.1.0 or before, 5 Mar 2026"


def test_without_a_history_only_a_single_version_is_known() -> None:
    one, two = state("1.0.0", "high"), state("1.1.0", "high")
    found = since(VersionRecord(), one, lambda each: each.level)
    assert found is not None
    assert found.in_words == "since 1.0.0, 5 Jan 2026"
    assert since(VersionRecord(), two, lambda each: each.level) is None
    assert since(VersionRecord(), state("1.0.0", ""), lambda each: each.level) is None


def test_pages_say_it_of_requirements_and_levels(tmp_path: Path) -> None:
    root = copy_of(BASE, tmp_path / "repository")
    role = root / "content/roles/kam.yaml"
    replace(role, "level: expert", "level: basic")
    committed(root)
    replace(role, "level: basic", "level: expert")
    replace(role, "version: 1.0.0\nstatus", "version: 2.0.0\nstatus")
    replace(role, "changes:\n", "changes:\n  - {version: 2.0.0, on: 2026-10-20, what: [Raised.]}\n")
    committed(root)
    made = assemble(root, Edition.HR, AS_OF, log=read_log(root))
    pages = {each.path: each.markdown for each in made.pages}
    assert "<br>since 2.0.0, 20 Oct 2026" in pages["roles/kam/levels.md"]
    competency = pages["competencies/negotiation/index.md"]
    assert "In this wording since 1.0.0, 1 Oct 2026." in competency
    assert ", since 2.0.0, 20 Oct 2026 |" in competency
