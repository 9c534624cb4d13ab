"""Accounts at the edges: the largest made-up ones, bare ones, and one with far too much in it."""

import re
from pathlib import Path

from benchmarks.portfolio import write_portfolio
from generator.cli.app import run
from tests.conftest import AS_OF, ROOT

NUMBER = 25
LARGEST = 3
OBJECTIVES = 40
LONG = 80
"""Letters of each name in the crowded account; some in one word."""
OURS = "b-schaefer"

CROWDED, BARE, FULL, NINE = "crowded", "bare", "full", "nine-cells"


def write(root: Path) -> list[str]:
    """Write a portfolio into ``root``; the ids of the accounts to look at."""
    write_portfolio(NUMBER, "1", root)
    folders = sorted((root / "accounts").iterdir(), key=_size)
    largest = [each.name for each in folders[-LARGEST:]]
    for each, option in ((BARE, []), (FULL, ["--full"])):
        options = ["--owner", OURS, "--as-of", AS_OF.isoformat(), "--root", str(root)]
        assert run(["new", "account", each, *option, *options]) == 0
        file = root / f"accounts/{each}/account.yaml"  # one that is not fictional has the day today
        file.write_text(re.sub("^name:", "fictional: yes\nname:", file.read_text(), flags=re.M))
    _write(root, NINE, _head(NINE, "Nine cells"), _nine_cells())
    _write(root, CROWDED, _head(CROWDED, long_word("Konglomerat")), _crowded())
    return [*largest, BARE, FULL, NINE, CROWDED]


def _size(folder: Path) -> int:
    return sum(file.stat().st_size for file in folder.rglob("*.yaml"))


def _write(root: Path, name: str, *parts: str) -> None:
    folder = root / "accounts" / name
    folder.mkdir()
    (folder / "account.yaml").write_text("".join(parts), encoding="utf-8")


def _head(name: str, title: str) -> str:
    return f"""schema: account/1
id: {name}
name: {title}
fictional: yes
version: 1
status: active
owner: {OURS}
review: {{last: 2026-10-01, every: 6 months}}
tier: key
sector: industrial
structure: single
currency: EUR
changes:
  - {{version: 1, on: 2026-10-01, what: [First plan.]}}
"""


def _nine_cells() -> str:
    rated = (ROOT / "accounts/kelmora-water/ratings.yaml").read_text("utf-8")
    return rated[rated.index("ratings:") :]


def long_word(text: str) -> str:
    """A name of :data:`LONG` letters without a space."""
    return (text * LONG)[:LONG]


def long_name(text: str, number: int) -> str:
    """A name of :data:`LONG` letters, of words."""
    words = f"{text} {number} " + "of all plants in the northern and southern regions together " * 2
    return words[:LONG].strip().ljust(LONG, "x")


def _crowded() -> str:
    lines = ["team:", f"  - {{person: {OURS}, role: kam, does: {long_name('Leads', 0)}}}"]
    lines.append("stakeholders:")
    for n in range(30):
        function = long_word("Abteilungsleitung") if n == 7 else long_name("Head of department", n)
        part = ("veto-holder", "decision-maker", "user", "influencer")[n % 4]
        lines += [
            f"  - {{id: post-{n}, function: {function}, area: {long_name('Area', n)},",
            f"     power: {('high', 'medium', 'low')[n % 3]}, interest: high, buying: [{part}],",
            "     known: assumed, on: 2026-09-01}",
        ]
    lines.append("relationships:")
    lines += [
        f"  - {{person: {OURS}, stakeholder: post-{n}, strength: working, since: 2026-01-15,"
        " last_contact: 2026-08-20, every: 1 month}"
        for n in range(3, 30)
    ]
    lines.append("objectives:")
    for n in range(OBJECTIVES):
        lines += [
            f"  - id: objective-{n}",
            "    whose: joint",
            f"    what: {long_name('Objective', n)}",
            f"    metric: {{unit: {long_name('units', n)}, baseline: 9, target: 3, actual: 6,"
            " on: 2026-10-01}",
            "    due: 2027-06-30",
            f"    owner: {OURS}",
            "    actions:",
        ]
        lines += [
            f"      - {{id: step-{n}-{m}, what: {long_name('Step', n)}, owner: {OURS},"
            f" due: 2026-{10 + m}-2{n % 8}}}"
            for m in range(3)
        ]
    lines.append("promises:")
    lines += [
        f"  - {{id: promise-{n}, by: {'us' if n % 2 else 'customer'}, what:"
        f" {long_name('Promise', n)}, made: 2026-09-01, due: 2026-1{n % 3}-15, owner: {OURS},"
        f" stakeholder: post-{n % 30}}}"
        for n in range(40)
    ]
    lines.append("decisions:")
    lines += [
        f"  - {{id: decision-{n}, what: {long_name('Decision', n)}, on: 2026-09-15, by: {OURS},"
        f" because: {long_name('Reason', n)}}}"
        for n in range(20)
    ]
    lines.append("assumptions:")
    lines += [
        f"  - {{id: assumption-{n}, what: {long_name('Assumption', n)}, since: 2026-09-15,"
        f" evidence: {long_name('Told', n)}, confidence: low, expires: 2026-11-1{n % 9},"
        f" owner: {OURS}}}"
        for n in range(20)
    ]
    lines.append("risks:")
    lines += [
        f"  - {{id: risk-{n}, what: {long_name('Risk', n)}, trigger: {long_name('Sign', n)},"
        f" likelihood: high, impact: high, response: {long_name('Answer', n)}, owner: {OURS}}}"
        for n in range(20)
    ]
    lines.append("opportunities:")
    lines += [
        f"  - {{id: chance-{n}, what: {long_name('Chance', n)}, need: {long_name('Need', n)},"
        f" next_step: {long_name('Next', n)}, owner: {OURS}}}"
        for n in range(20)
    ]
    return "\n".join(lines) + "\n"
