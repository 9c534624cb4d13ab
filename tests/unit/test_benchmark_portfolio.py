"""A generated portfolio is reproducible, free of errors, and different for each seed."""

import json
import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from benchmarks.madeup.names import people_names, slug, stems
from benchmarks.madeup.yaml_text import Flow, Value, account_file
from benchmarks.measure import Measured
from benchmarks.portfolio import portfolio, write_portfolio
from benchmarks.report import table, verdict
from generator.findings.finding import FindingLevel
from generator.model.kinds import Account
from generator.pipeline import check
from generator.reading.parse import read

ROOT = Path(__file__).resolve().parents[2]
AS_OF = date(2026, 11, 2)


def contents(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("made") / "portfolio"
    write_portfolio(3, "7", folder)
    return folder


@pytest.fixture(scope="module")
def accounts(made: Path) -> list[Account]:
    return list(check(made, AS_OF).definitions.accounts.values())


def test_the_same_seed_gives_the_same_bytes(made: Path, tmp_path: Path) -> None:
    write_portfolio(3, "7", tmp_path / "again")
    assert contents(tmp_path / "again") == contents(made)


def test_another_seed_gives_other_accounts_and_people(made: Path) -> None:
    first = {path for path in contents(made) if path.startswith("accounts/")}
    other = dict(portfolio(3, "8", ROOT / "content"))
    assert not first & other.keys()
    assert other["content/people.yaml"].encode() != contents(made)["content/people.yaml"]


def test_it_loads_without_an_error(made: Path, accounts: list[Account]) -> None:
    errors = [
        finding for finding in check(made, AS_OF).findings if finding.level is FindingLevel.ERROR
    ]
    assert not errors
    assert len(accounts) == 3


@pytest.mark.slow
def test_a_large_one_loads_without_an_error(tmp_path: Path) -> None:
    write_portfolio(26, "any words", tmp_path / "large")
    checked = check(tmp_path / "large", AS_OF)
    assert [f for f in checked.findings if f.level is FindingLevel.ERROR] == []
    assert len(checked.definitions.accounts) == 26
    assert {"draft", "active", "candidate", "retired"} == {
        account.status for account in checked.definitions.accounts.values()
    }


def test_accounts_are_as_large_as_real_ones(accounts: list[Account]) -> None:
    largest = next(account for account in accounts if account.tier == "global")
    light = next(account for account in accounts if account.tier == "standard")
    assert len(largest.regions) >= 3
    assert len(largest.stakeholders) >= 9
    assert len(largest.promises) >= 30
    assert largest.economics is not None
    assert largest.notes
    assert len(light.promises) <= 6
    assert not light.notes


def test_a_smaller_portfolio_is_the_beginning_of_a_larger_one() -> None:
    small, large = (dict(portfolio(size, "7", ROOT / "content")) for size in (3, 30))
    assert {path: text for path, text in large.items() if path in small} == {
        **small,
        "content/people.yaml": large["content/people.yaml"],
    }


def test_names_are_unique_as_ids_and_some_have_umlauts() -> None:
    customers, people = stems("7"), people_names("7")
    assert len({slug(name) for name in customers}) == len(customers) > 1000
    assert len(set(people)) == len(people)
    assert any("ü" in name for name in customers)


def test_more_accounts_than_there_are_names_are_refused() -> None:
    with pytest.raises(ValueError, match=r"a portfolio has 1 to \d+ accounts, not 100000"):
        next(portfolio(100_000, "7", ROOT / "content"))


def test_the_command_does_not_write_over_what_is_there(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    command = [sys.executable, "benchmarks/portfolio.py", "3", str(tmp_path)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode != 0
    assert f"{tmp_path} is not empty" in done.stderr
    assert "Traceback" not in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_yaml_comes_back_as_it_was_written() -> None:
    document: dict[str, Value] = {
        "plain": "Großkunden & Co",
        "colon": "first: second",
        "comment": "number #1",
        "long": "word " * 60 + "end: of it",
        "short": Flow(("a", "b")),
        "items": [{"id": "one", "on": AS_OF, "kept": True}],
    }
    node, findings = read("accounts/x/account.yaml", account_file(document).encode())
    assert not findings
    assert node == {
        "schema": "account/1",
        **document,
        "short": ["a", "b"],
        "items": [{"id": "one", "on": "2026-11-02", "kept": "yes"}],
    }


def run_of(accounts: int, **processor: float) -> Measured:
    whole = sum(processor.values())
    return Measured(accounts, accounts, 0, accounts, processor, processor, whole, whole, 100.0)


def test_growth_is_time_against_size() -> None:
    runs = [run_of(25, read=1.0, pages=1.0), run_of(100, read=4.0, pages=8.0)]
    lines = {line[:20].strip(): line.split() for line in table(runs).splitlines()}
    assert lines["read"][-1] == "1.00"
    assert lines["pages"][-1] == "2.00"
    document = "Faster than linear in this run: `pages` (2.00 from 25 to 100 accounts)."
    assert verdict(runs).splitlines()[0] == document


def test_a_linear_run_is_called_linear() -> None:
    runs = [run_of(25, read=1.0), run_of(100, read=4.4), run_of(400, read=16.0)]
    assert verdict(runs).startswith("No stage grows faster than linear")


@pytest.mark.slow
def test_a_run_prints_its_table_and_leaves_nothing_behind(tmp_path: Path) -> None:
    temporary, figures = tmp_path / "temporary", tmp_path / "figures.json"
    temporary.mkdir()
    command = [sys.executable, "benchmarks/run.py", "--sizes", "1", "--stages-only", "--json"]
    done = subprocess.run(
        [*command, str(figures)],
        cwd=ROOT,
        env={**os.environ, "TMPDIR": str(temporary)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "peak memory in MiB" in done.stdout
    runs = json.loads(figures.read_text(encoding="utf-8"))["runs"]
    assert [run["accounts"] for run in runs] == [1]
    assert list(runs[0]["processor"]) == [*("read", "view", "work out", "check", "pages", "data")]
    assert list(temporary.iterdir()) == []
