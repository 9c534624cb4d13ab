"""The last stages: what is understood of an edition -> pages and data files."""

from collections.abc import Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

from generator.cache.disk import Cache
from generator.cache.memory import NO_MEMORY, Memory
from generator.changes.gating import all_visible, count_withheld
from generator.editions.past import Purpose
from generator.exports import Artifact, artifacts
from generator.findings.classification import Edition
from generator.findings.errors import AddressError
from generator.findings.finding import Finding
from generator.git.log import Log
from generator.history.folder import strays_in
from generator.history.later import PastGate
from generator.history.timeline import history
from generator.pages import Page, all_pages
from generator.pages.kit.context import Context
from generator.pipeline import (
    Stage,
    Understood,
    read_sound,
    understand_definitions,
)
from generator.pipeline.jobs import spread

_FEWEST = 8
"""Accounts for which a process is worth starting; each takes it some 20 milliseconds or more."""


@dataclass(frozen=True)
class Assembled(Understood):
    """One edition, complete for output.

    ``artifacts``: files of the site other than pages. ``definitions``: number of definitions in the
    view; ``withheld``: number of changes of an earlier state that are not shown because a later one
    cannot be read.
    """

    pages: tuple[Page, ...]
    artifacts: tuple[Artifact, ...]
    definitions: int
    withheld: int = 0


@dataclass(frozen=True)
class Output:
    """What a site is made of, as in :class:`Assembled`, without the definitions behind it.

    These take most of the memory, which the site then gets.
    """

    findings: tuple[Finding, ...]
    pages: tuple[Page, ...]
    artifacts: tuple[Artifact, ...]
    definitions: int
    withheld: int


def output_of(made: Assembled) -> Output:
    """What a site is made of."""
    return Output(made.findings, made.pages, made.artifacts, made.definitions, made.withheld)


def _refuse_shared_addresses(pages: Sequence[str], files: Sequence[str]) -> None:
    """AddressError where two of the paths would lie at one address of the site."""
    found: dict[str, str] = {}
    for path in (*pages, *files):
        address = path.removesuffix(".md").removesuffix("index").rstrip("/") or "/"
        if address in found:
            raise AddressError(
                f"`{found[address]}` and `{path}` would both have the address {address}. This is "
                "a fault of the program: one needs another path, or the id is to be reserved"
            )
        found[address] = path


def assemble(
    root: Path,
    edition: Edition,
    as_of: date,
    *,
    source_url: str = "",
    compare_url: str = "",
    log: Log | None = None,
    gate: PastGate | None = None,
    stage: Stage = nullcontext,
    memory: Memory = NO_MEMORY,
    store: Cache | None = None,
    jobs: int = 1,
) -> Assembled:
    """Everything needed to output one edition; raises DefinitionError for any error.

    ``source_url``: address of a source line, with ``{path}`` and ``{line}``; ``compare_url``: of a
    comparison of two commits, with ``{base}`` and ``{head}``. ``log``: the Git log of the folder,
    for history pages. ``gate``: if ``root`` contains an earlier state, what limits what may be
    shown of it. ``memory``: of the last run. ``store``: see
    :func:`~generator.reading.load.load`. ``jobs``: processes that render accounts side by side.
    """
    of_the_past = gate is not None
    read = read_sound(
        root, edition, of_the_past=of_the_past, stage=stage, memory=memory, store=store
    )
    gated, hidden = all_visible(read.definitions), frozenset[str]()
    if gate is not None:
        gated = gate.gated(read.definitions, edition, Purpose.SITE)
        hidden = gate.hidden(read.definitions)
    understood = understand_definitions(
        gated.shown, edition, as_of, without=hidden, stage=stage, memory=memory
    )
    catalog, insight, findings = understood.catalog, understood.insight, understood.findings
    past = None
    if log is not None:
        strays = gate.strays if gate is not None else strays_in(root, read.files)
        past = history(
            log, gated.shown, catalog, read.files, gate=gate, strays=strays, memory=memory
        )
    with stage("pages"):
        given = Context(catalog, insight, findings, source_url, past, compare_url, memory)
        pages = all_pages(given, partial(spread, jobs=jobs, fewest=_FEWEST))
    with stage("data"):
        data = artifacts(catalog, insight, findings, memory)
    _refuse_shared_addresses([page.path for page in pages], [each.path for each in data])
    count = sum(1 for _ in catalog.definitions.roots())
    withheld = 0
    if gated.shown is not gated.allowed:
        withheld = count_withheld(gated.allowed, catalog, hidden)
    return Assembled(catalog, insight, findings, pages, data, count, withheld)
