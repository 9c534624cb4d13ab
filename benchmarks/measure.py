"""One build, measured from inside a process of its own."""

import multiprocessing
import os
import resource
import sys
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from time import perf_counter

from benchmarks.madeup.dice import TODAY
from generator.findings.classification import Edition
from generator.findings.errors import PlaybookError
from generator.pipeline.assemble import assemble
from generator.site.publish import build_site

EDITION = Edition.TEAM
AS_OF: date = TODAY


@dataclass(frozen=True, slots=True)
class Measured:
    """What one build took.

    ``seconds`` and ``processor``: elapsed and processor seconds per stage, in the order they ran;
    ``whole_seconds`` and ``whole_processor``: the same from the start of the process to its end.
    ``memory``: its peak in MiB.
    """

    accounts: int
    definitions: int
    findings: int
    pages: int
    seconds: dict[str, float]
    processor: dict[str, float]
    whole_seconds: float
    whole_processor: float
    memory: float


class Watch:
    """Enters each stage with its name and keeps what it took."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self.processor: dict[str, float] = {}

    @contextmanager
    def __call__(self, name: str) -> Iterator[None]:
        """Measure one stage."""
        start, used = perf_counter(), _processor()
        yield
        self.seconds[name] = perf_counter() - start
        self.processor[name] = _processor() - used


def measure(root: Path, accounts: int, site_dir: Path | None) -> Measured:
    """Build the repository at ``root`` in a fresh process; without a folder for it, no site.

    Raises RuntimeError with the generator's own words when it does not build.
    """
    start = perf_counter()
    fresh = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(max_workers=1, mp_context=fresh) as pool:
        measured = pool.submit(_build, root, accounts, site_dir).result()
    return replace(measured, whole_seconds=perf_counter() - start)


def _build(root: Path, accounts: int, site_dir: Path | None) -> Measured:
    watch = Watch()
    try:
        definitions, findings, pages = _made(root, site_dir, watch)
    except PlaybookError as error:
        raise RuntimeError(str(error)) from None
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return Measured(
        accounts=accounts,
        definitions=definitions,
        findings=findings,
        pages=pages,
        seconds=watch.seconds,
        processor=watch.processor,
        whole_seconds=0.0,
        whole_processor=_processor(),
        memory=peak / (1024 if sys.platform != "darwin" else 1024 * 1024),
    )


def _made(root: Path, site_dir: Path | None, watch: Watch) -> tuple[int, int, int]:
    """The number of definitions, findings and pages."""
    if site_dir is None:
        assembled = assemble(root, EDITION, AS_OF, stage=watch)
        return assembled.definitions, len(assembled.findings), len(assembled.pages)
    report = build_site(root, site_dir, EDITION, AS_OF, stage=watch)
    return report.definitions, len(report.findings), report.pages


def _processor() -> float:
    """Processor seconds of this process and of those it has waited for."""
    used = os.times()
    return used.user + used.system + used.children_user + used.children_system
