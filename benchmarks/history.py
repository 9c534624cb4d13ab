"""Measures the history of a portfolio: ``python benchmarks/history.py --sizes 250 1000``.

A made-up portfolio is committed, then changed by twice as many commits as it has accounts. All
histories are told from one pass of the log.
"""

import argparse
import multiprocessing
import re
import subprocess
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.madeup.dice import Dice
from benchmarks.measure import AS_OF, EDITION, Watch
from benchmarks.portfolio import write_portfolio
from generator.git.log import read_log
from generator.history.timeline import history
from generator.pipeline import read_definitions
from generator.pipeline.assemble import assemble

SIZES = (100, 400)
COMMITS_EACH = 2
_FIRST = 1735732800  # 2025-01-01, noon in UTC
_HOURS = 8 * 3600
# What a commit changes in a file: a score, a belief, or how somebody is seen.
_EDITS = (
    ("ratings.yaml", re.compile(r"score: [1-9]\b"), ("score: 3", "score: 6", "score: 8")),
    (
        "strategy.yaml",
        re.compile(r"confidence: (?:low|medium|high)"),
        ("confidence: low", "confidence: medium", "confidence: high"),
    ),
    (
        "stakeholders.yaml",
        re.compile(r"interest: (?:low|medium|high)"),
        ("interest: low", "interest: medium", "interest: high"),
    ),
)


@dataclass(frozen=True, slots=True)
class HistoryMeasured:
    """Processor seconds: a build up to the pages, reading the log, telling every history."""

    accounts: int
    commits: int
    build: float
    log: float
    histories: float


def write_history(accounts: int, seed: str, root: Path) -> int:
    """Commit a portfolio and change it; gives the number of commits. Needs Git."""
    write_portfolio(accounts, seed, root)
    stream = "".join(_stream(root, accounts * COMMITS_EACH, Dice(f"{seed}/history")))
    for arguments, given in (
        (["init", "--quiet", "--initial-branch", "main"], ""),
        (["fast-import", "--quiet", "--date-format=raw"], stream),
        (["reset", "--quiet", "--hard"], ""),
    ):
        subprocess.run(["git", "-C", str(root), *arguments], input=given.encode(), check=True)  # noqa: S603, S607
    return accounts * COMMITS_EACH + 1


def _stream(root: Path, commits: int, dice: Dice) -> Iterator[str]:
    files = {
        path.relative_to(root).as_posix(): path.read_text("utf-8")
        for path in sorted(root.rglob("*"))
        if path.is_file()
    }
    yield _commit(0, "First")
    yield from (_file(path, text) for path, text in files.items())
    folders = sorted({path.rsplit("/", 1)[0] for path in files if path.endswith("/ratings.yaml")})
    for number in range(1, commits + 1):
        folder = dice.pick(folders)
        name, what, texts = dice.pick(_EDITS)
        path = f"{folder}/{name}"
        files[path] = what.sub(dice.pick(texts), files[path], count=1)
        yield _commit(number, f"Change {number}")
        yield _file(path, files[path])


def _commit(number: int, subject: str) -> str:
    who = f"Somebody <a@example.org> {_FIRST + number * _HOURS} +0000"
    return (
        f"commit refs/heads/main\nauthor {who}\ncommitter {who}\ndata {len(subject)}\n{subject}\n"
    )


def _file(path: str, text: str) -> str:
    return f"M 100644 inline {path}\ndata {len(text.encode())}\n{text}\n"


def measured(accounts: int, seed: str) -> HistoryMeasured:
    """One size, in a temporary folder and a fresh process."""
    with TemporaryDirectory(prefix="playbook-bench-") as folder:
        root = Path(folder).resolve() / "repository"
        commits = write_history(accounts, seed, root)
        fresh = multiprocessing.get_context("spawn")
        with ProcessPoolExecutor(max_workers=1, mp_context=fresh) as pool:
            return pool.submit(_measure, root, accounts, commits).result()


def _measure(root: Path, accounts: int, commits: int) -> HistoryMeasured:
    build, watch = Watch(), Watch()
    made = assemble(root, EDITION, AS_OF, stage=build)
    read = read_definitions(root)
    with watch("log"):
        log = read_log(root)
    with watch("histories"):
        past = history(log, read.definitions, made.catalog, read.files)
        for kind, group in (
            ("account", made.catalog.accounts),
            ("role", made.catalog.roles),
            ("competency", made.catalog.competencies),
            ("method", made.catalog.methods),
        ):
            for item_id in group:
                past.timeline(kind, item_id)
    spent = (sum(build.processor.values()), watch.processor["log"], watch.processor["histories"])
    return HistoryMeasured(accounts, commits, *spent)


def history_table(runs: Sequence[HistoryMeasured]) -> str:
    """The sizes below each other; growth: of time against that of commits, 1.00 is linear."""
    names = ("accounts", "commits", "build", "log", "histories", "per commit", "growth")
    lines = ["".join(name.rjust(12) for name in names)]
    before: HistoryMeasured | None = None
    for run in runs:
        spent, growth = run.log + run.histories, ""
        if before is not None:
            times = spent / (before.log + before.histories)
            growth = f"{times / (run.commits / before.commits):.2f}"
        each = f"{spent / run.commits * 1000:.1f} ms"
        seconds = (f"{one:.2f}" for one in (run.build, run.log, run.histories))
        cells = (str(run.accounts), str(run.commits), *seconds, each, growth)
        lines.append("".join(cell.rjust(12) for cell in cells))
        before = run
    return "\n".join(lines)


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description="Measure the history of made-up portfolios.")
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES, metavar="N")
    parser.add_argument("--seed", default="1", help="another seed gives other accounts")
    options = parser.parse_args()
    runs = []
    for size in sorted(set(options.sizes)):
        print(f"{size} accounts with their history ...", file=sys.stderr, flush=True)
        runs.append(measured(size, options.seed))
    print(f"\nHistories, in processor seconds; edition {EDITION}, as of {AS_OF}\n")
    print(history_table(runs))
    print("\n`build` goes up to the pages, without the site and without any history.")


if __name__ == "__main__":
    main()
