"""The table of a run: what each size took, and how that grows."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from benchmarks.measure import Measured

FASTER_THAN_LINEAR = 1.3
SHORTEST_JUDGED = 0.2  # processor seconds; below, chance decides
_LABEL, _WIDTH = 24, 10


@dataclass(frozen=True, slots=True)
class Row:
    """One line: a value per size, and what its growth is worked out from (nothing: not shown)."""

    label: str
    values: Sequence[float]
    grows: Sequence[float] = ()
    decimals: int = 2
    stage: bool = False


def table(runs: Sequence[Measured]) -> str:
    """All sizes side by side, smallest first, then the growth from each to the next."""
    sizes = [run.accounts for run in runs]
    steps = [f"{small} to {large}" for small, large in pairwise(sizes)]
    over = " " * _LABEL + "processor seconds".rjust(_WIDTH * len(sizes))
    if steps:
        over += "growth".rjust((_WIDTH + 3) * len(steps))
    lines = [over, _line("accounts", [str(size) for size in sizes], steps)]
    for row in _rows(runs):
        growth = [f"{ratio:.2f}" for ratio in _growth(row.grows, sizes)]
        lines.append(_line(row.label, [f"{v:,.{row.decimals}f}" for v in row.values], growth))
    return "\n".join(lines)


def verdict(runs: Sequence[Measured]) -> str:
    """Which stages grow faster than linear, in a sentence."""
    sizes = [run.accounts for run in runs]
    found = [
        f"`{row.label}` ({ratio:.2f} from {small} to {large} accounts)"
        for row in _rows(runs)
        if row.stage
        for ratio, small, large, used in zip(
            _growth(row.grows, sizes), sizes, sizes[1:], row.grows[1:], strict=False
        )
        if ratio > FASTER_THAN_LINEAR and used >= SHORTEST_JUDGED
    ]
    if found:
        return (
            f"Faster than linear in this run: {', '.join(found)}.\n"
            "Other work on the machine can look like that: measure again before you seek a cause."
        )
    return (
        f"No stage grows faster than linear in this run; that is growth over {FASTER_THAN_LINEAR}."
    )


def _rows(runs: Sequence[Measured]) -> Iterator[Row]:
    for stage in runs[0].processor:
        used = [run.processor[stage] for run in runs]
        yield Row(stage, used, used, stage=True)
    rest = [run.whole_processor - sum(run.processor.values()) for run in runs]
    yield Row("start and rest", rest)
    whole, memory = [run.whole_processor for run in runs], [run.memory for run in runs]
    yield Row("whole", whole, whole)
    yield Row("whole, elapsed", [run.whole_seconds for run in runs])
    yield Row("peak memory in MiB", memory, memory, decimals=0)
    yield Row("definitions read", [run.definitions for run in runs], decimals=0)
    yield Row("findings made", [run.findings for run in runs], decimals=0)
    yield Row("pages made", [run.pages for run in runs], decimals=0)


def _growth(values: Sequence[float], sizes: Sequence[int]) -> Iterator[float]:
    """By how much each value grew, against the size: 1.0 is linear."""
    known = list(zip(values, sizes, strict=False))
    for (before, small), (after, large) in pairwise(known):
        yield (after / before) / (large / small) if before else 0.0


def _line(label: str, values: Sequence[str], growth: Sequence[str]) -> str:
    figures = "".join(value.rjust(_WIDTH) for value in values)
    return label.ljust(_LABEL) + figures + "".join(each.rjust(_WIDTH + 3) for each in growth)
