"""Measures builds of made-up portfolios: ``make bench``, or ``python benchmarks/run.py --help``."""

import argparse
import json
import os
import platform
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.measure import AS_OF, EDITION, Measured, measure
from benchmarks.portfolio import write_portfolio
from benchmarks.report import table, verdict

SIZES = (25, 100, 400)


def measured(size: int, seed: str, *, stages_only: bool) -> Measured:
    """One size: a portfolio in a temporary folder, built in a fresh process, then removed."""
    with TemporaryDirectory(prefix="playbook-bench-") as folder:
        root = Path(folder) / "repository"
        write_portfolio(size, seed, root)
        return measure(root, size, None if stages_only else Path(folder) / "site")


def main() -> None:
    """The command line."""
    options = _options()
    runs = []
    for size in sorted(set(options.sizes)):
        print(f"{size} accounts ...", file=sys.stderr, flush=True)
        try:
            runs.append(measured(size, options.seed, stages_only=options.stages_only))
        except (OSError, RuntimeError, ValueError) as error:
            sys.exit(f"{size} accounts could not be built: {error}")
    what = "up to the pages, without the site" if options.stages_only else "whole builds"
    print(
        f"\nMade-up accounts, seed {options.seed}: {what}, edition {EDITION}, as of {AS_OF}; "
        f"{_machine()}\n\n{table(runs)}\n\n"
        "Growth says how much more time was needed for how many more accounts: 1.00 is linear. "
        f"Stages are\nmeasured in processor time, which other work on the machine disturbs least.\n"
        f"{verdict(runs)}"
    )
    if options.json:
        try:
            _write_json(options.json, options.seed, runs)
        except OSError as error:
            sys.exit(f"the figures could not be written: {error}")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description="Measure builds of made-up portfolios.",
        epilog="Example: python benchmarks/run.py --sizes 25 50 100 --stages-only",
    )
    parser.add_argument(
        "--sizes", type=int, nargs="+", default=SIZES, metavar="N", help="how many accounts"
    )
    parser.add_argument("--seed", default="1", help="another seed gives other accounts")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write all figures there, too")
    parser.add_argument(
        "--stages-only", action="store_true", help="stop when the pages are Markdown; no site"
    )
    return parser.parse_args()


def _machine() -> str:
    return f"Python {platform.python_version()}, {os.cpu_count()} cores"


def _write_json(path: Path, seed: str, runs: Sequence[Measured]) -> None:
    figures = {
        "seed": seed,
        "edition": EDITION.value,
        "as_of": AS_OF.isoformat(),
        "machine": _machine(),
        "runs": [asdict(run) for run in runs],
    }
    path.write_text(json.dumps(figures, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
