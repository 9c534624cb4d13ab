"""The benchmark of histories measures valid portfolios that really change."""

from pathlib import Path

from benchmarks.history import HistoryMeasured, history_table, write_history
from generator.git.log import read_log
from generator.git.revision import read_revision
from generator.git.snapshot import files_of
from generator.reading.load import load
from tests.review.history import git


def test_a_made_up_history_is_sound_and_can_be_made_again(tmp_path: Path) -> None:
    commits = write_history(2, "7", tmp_path / "one")
    write_history(2, "7", tmp_path / "two")
    heads = [git(tmp_path / each, "rev-parse", "HEAD") for each in ("one", "two")]
    assert heads[0] == heads[1]
    assert git(tmp_path / "one", "rev-list", "--count", "HEAD").strip() == str(commits) == "5"
    log = read_log((tmp_path / "one").resolve())
    assert 1 < len(log.commits) <= commits
    assert all(len(each.changed) == 1 for each in log.commits[1:])
    _, findings = load(read_revision(tmp_path / "one", "HEAD"))
    assert not [each for each in findings if each.level == "error"]
    assert dict(files_of(tmp_path / "one", heads[0].strip()))


def test_the_table_says_how_time_grows_with_commits() -> None:
    small, large = (
        HistoryMeasured(100, 200, build=4.0, log=0.1, histories=1.9),
        HistoryMeasured(400, 800, build=16.0, log=0.4, histories=11.6),
    )
    *_, last = history_table([small, large]).splitlines()
    assert last.split() == ["400", "800", "16.00", "0.40", "11.60", "15.0", "ms", "1.50"]
