"""Writes a made-up portfolio: ``python benchmarks/portfolio.py 100 --seed 7 OUT``.

The folder then holds a repository like ours: accounts that follow from the seed, people to match,
and the handbook of this repository. The same seed and handbook give the same bytes, and the
accounts of a smaller portfolio are the first ones of a larger. Nobody in it is real.
"""

import argparse
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

from benchmarks.madeup.account import account_files
from benchmarks.madeup.customer import Kind, invent
from benchmarks.madeup.dice import Dice
from benchmarks.madeup.handbook import read_handbook
from benchmarks.madeup.names import people_names, stems
from benchmarks.madeup.staff import BLOCK, everybody, most_accounts, people_file

REPOSITORY = Path(__file__).resolve().parents[1]

# The tiers of 25 accounts in a row, so that portfolios of any size are made up alike.
_TIERS = {"g": "global", "n": "national", "k": "key", "s": "standard"}
_ROW = "gksnsksksgnsksksnksksgnks"
_STATUS = {8: "retired", 13: "draft", 19: "candidate", 20: "candidate"}


def portfolio(count: int, seed: str, content: Path) -> Iterator[tuple[str, str]]:
    """Path and text of every file of a portfolio of ``count`` accounts, people first.

    ``content``: the folder of the handbook the accounts have to fit. Raises ValueError when there
    are not enough names for that many, OSError when the handbook is not there.
    """
    known, names = stems(seed), people_names(seed)
    most = min(len(known), most_accounts(names))
    if not 1 <= count <= most:
        raise ValueError(f"a portfolio has 1 to {most} accounts, not {count}")
    handbook = read_handbook(content)
    staffs = everybody(names, -(-count // BLOCK))
    yield "content/people.yaml", people_file(staffs, seed)
    turns: dict[str, int] = {}
    parent = None
    for index in range(count):
        tier = _TIERS[_ROW[index % BLOCK]]
        kind = Kind(known[index], tier, _STATUS.get(index % BLOCK, "active"))
        dice = Dice(f"{seed}/{index}")
        turns[tier] = turns.get(tier, 0) + 1
        customer = invent(kind, turns[tier], staffs[index // BLOCK], handbook, dice)
        part_of = parent if tier == "key" and dice.chance(25) else None
        if tier == "global":
            parent = customer.id
        for name, text in account_files(customer, dice, part_of):
            yield f"accounts/{customer.id}/{name}", text


def write_portfolio(count: int, seed: str, out: Path, repository: Path = REPOSITORY) -> None:
    """Write a portfolio into the folder ``out``, which must not exist or be empty.

    ``repository``: where handbook and ``mkdocs.yml`` are copied from. Raises as :func:`portfolio`
    does, and ValueError for a folder that holds something.
    """
    if out.exists() and any(out.iterdir()):
        raise ValueError(f"{out} is not empty; name a new folder")
    files = list(portfolio(count, seed, repository / "content"))
    shutil.copytree(repository / "content", out / "content", ignore=_no_people, dirs_exist_ok=True)
    shutil.copy(repository / "mkdocs.yml", out / "mkdocs.yml")
    for path, text in files:
        target = out / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8", newline="\n")


def _no_people(_folder: str, names: list[str]) -> list[str]:
    return [name for name in names if name == "people.yaml"]


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description="Write a made-up portfolio of accounts.")
    parser.add_argument("accounts", type=int, help="how many accounts")
    parser.add_argument("out", type=Path, metavar="OUT", help="a new or empty folder")
    parser.add_argument("--seed", default="1", help="another seed gives other accounts")
    options = parser.parse_args()
    try:
        write_portfolio(options.accounts, options.seed, options.out)
    except (OSError, ValueError) as error:
        sys.exit(f"{error}")


if __name__ == "__main__":
    main()
