"""``playbook build``: builds the site and publishes it atomically.

After an edit of definitions what differs is made without MkDocs, which is not even loaded.
"""

from contextlib import ExitStack, nullcontext
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from generator.cache.derived import NamedResults
from generator.cache.disk import NO_CACHE, Cache
from generator.cache.memory import Memory
from generator.findings.classification import Edition
from generator.findings.finding import Finding
from generator.git.log import read_log
from generator.git.state import clone_state
from generator.pages.kit.templates import environment
from generator.pipeline import Stage
from generator.pipeline.assemble import Output, assemble, output_of
from generator.site.checkout import Earlier, laid_out
from generator.site.compiled import CompiledTemplates
from generator.site.errors import SiteError
from generator.site.folders import Stamp, replacing
from generator.site.kept_site import KeptSite, keep_site, kept_site, surroundings
from generator.site.linked import empty, state
from generator.site.page_cache import NotKeptError, PageCache
from generator.site.paths import below, config_path
from generator.site.search_index import FOLDER as SEARCH
from generator.site.search_index import SearchError
from generator.site.site_changes import lay_out, may_be_changed
from generator.site.site_state import STAMP, UNFINISHED, SiteFiles, state_of
from generator.site.small_build import small_build


@dataclass(frozen=True, slots=True)
class BuildReport:
    """The result of a build; ``definitions``, ``pages``, ``withheld``: numbers, see ``Assembled``.

    ``remarks``: the plugin's remarks on the settings of the site. ``site_state``: the state of the
    site's folder, see :func:`~generator.site.site_state.state_of`; empty if a build may differ
    although neither definitions, pages, settings nor commits do.
    """

    site_dir: Path
    edition: Edition
    as_of: date
    findings: tuple[Finding, ...]
    definitions: int
    pages: int
    withheld: int
    remarks: tuple[str, ...]
    site_state: str = ""


def build_site(
    root: Path,
    site_dir: Path,
    edition: Edition,
    as_of: date,
    *,
    at: Earlier | None = None,
    cache: Cache = NO_CACHE,
    jobs: int = 1,
    stage: Stage = nullcontext,
) -> BuildReport:
    """Build the site of the repository at ``root`` and publish it at ``site_dir``.

    ``at``: an earlier commit, whose definitions and pages are built with today's settings; its
    pages have no edit links, and warnings about their links are ignored, as they cannot be fixed
    any more. ``cache``: what earlier builds made. ``jobs``: how many processes make pages side by
    side. ``stage``: context manager entered with the name of each stage, for measuring. The same
    files, edition and date give the same site, byte for byte, whatever their number. On failure the
    existing site stays: raises :class:`DefinitionError` for errors in the definitions,
    :class:`SiteError` if MkDocs warns (of a broken link, for example), :class:`OutputError` for a
    folder not created by us and :class:`UsageError` for an invalid ``mkdocs.yml``.
    """
    path = config_path(root)
    assembling = _Assembling(root, root, edition, as_of, at, cache, jobs, stage)
    with ExitStack() as entered:
        docs = None
        if at is not None:
            from generator.site.settings import docs_dir  # noqa: PLC0415 - heavy

            named = below(docs_dir(path), root)
            assembling.folder = entered.enter_context(laid_out(root, at.commit, named))
            docs = assembling.folder / named if named else None
        staging = entered.enter_context(replacing(site_dir, root, Stamp("site", edition, as_of)))
        small = _small(_kept(path, staging, site_dir, assembling), assembling, staging, site_dir)
        files = None
        if small is not None:
            (remarks, files), is_of_files = small, True
        else:
            from generator.site.whole import whole_site  # noqa: PLC0415 - MkDocs takes a while

            whole = whole_site(
                path,
                assembling.folder,
                staging,
                site_dir,
                assembling,
                edition=edition,
                as_of=as_of,
                docs=docs,
                past_day=at.day if at else None,
                cache=cache,
                jobs=jobs,
                stage=stage,
            )
            remarks, is_of_files = whole.remarks, whole.is_of_files
            if whole.pages is not None:
                _leave(whole.pages, whole.known, staging, site_dir, assembling)
    site_state = ""
    if at is None and is_of_files and assembling.is_settled:
        site_state = files.state(site_dir) if files else state_of(site_dir)
    return BuildReport(site_dir, edition, as_of, *assembling.made, remarks, site_state)


@dataclass
class _Assembling:
    """Assembles the pages of a site from the definitions in ``folder``, once.

    ``made``: findings, and numbers as in a report. ``is_settled``: whether a later look at the
    history would find the same. ``again``: what was assembled, and is asked for once more.
    """

    root: Path
    folder: Path
    edition: Edition
    as_of: date
    at: Earlier | None
    cache: Cache
    jobs: int
    stage: Stage
    made: tuple[tuple[Finding, ...], int, int, int] = ((), 0, 0, 0)
    is_settled: bool = False
    again: Output | None = None

    def __call__(self, source_url: str, compare_url: str) -> Output:
        """The pages, which are let go of; the addresses are those of :func:`assemble`."""
        if self.again is not None:
            output, self.again = self.again, None
            return output
        at, known = self.at, clone_state(self.root)
        log = read_log(self.root, at.commit if at else "HEAD")
        self.is_settled = log.is_settled
        memory = Memory()
        environment().bytecode_cache = CompiledTemplates()
        if at is None and self.cache is not NO_CACHE:
            memory = NamedResults(self.cache, f"{self.edition.value}/results")
            if log.is_settled and clone_state(self.root) == known:
                memory.named(log, known)
        output = output_of(
            assemble(
                self.folder,
                self.edition,
                self.as_of,
                source_url=source_url,
                compare_url=compare_url,
                log=log,
                gate=at.gate if at else None,
                stage=self.stage,
                memory=memory,
                store=self.cache,
                jobs=self.jobs,
            )
        )
        memory.next_run()
        self.made = (output.findings, output.definitions, len(output.pages), output.withheld)
        return output


# What an edit changes ----------------------------------------------------------------------------
_APART = (STAMP, UNFINISHED, SEARCH)
"""What is not linked as it is: it is written anew, or has an account of its own."""


def _kept(
    path: Path, staging: Path, target: Path, assembling: _Assembling
) -> tuple[KeptSite, str] | None:
    """What the last build left of the site at ``target``, and how its files were left.

    ``None`` if anything else than definitions has changed since, or the site cannot be replaced by
    one beside it. ``path``: of `mkdocs.yml`.
    """
    if assembling.at or assembling.cache is NO_CACHE or staging.parent == target.resolve():
        return None
    found = kept_site(assembling.cache, assembling.edition, target)
    if found is None:
        return None
    site, _ = found
    if site.playbook.get("as_of") != assembling.as_of.isoformat():
        return None
    is_same = site.around and surroundings(path, site.docs, root=assembling.root) == site.around
    return found if is_same else None


def _small(
    known: tuple[KeptSite, str] | None, assembling: _Assembling, staging: Path, target: Path
) -> tuple[tuple[str, ...], SiteFiles] | None:
    """Lay out in ``staging`` what differs from the site at ``target``.

    ``known``: see :func:`_kept`. Returns remarks on the settings, and how the files of the site
    will lie. ``None`` if all of it has to be made.
    """
    if known is None:
        return None
    site, name_then = known
    edition, cache = assembling.edition, assembling.cache
    output = assembling(site.source_url, site.compare_url)
    pages = PageCache(cache, edition, site.shown, target, site.pages)
    with assembling.stage("site"):
        files = SiteFiles.of(target)
        as_left = files.without(f"/{SEARCH}").name == name_then
        made = small_build(site, output, pages) if as_left else None
        if made is not None and may_be_changed(target, made):
            try:
                files = lay_out(made, files, staging, target, cache=cache, edition=edition)
            except SearchError as error:
                raise SiteError((str(error),)) from error
            except NotKeptError:
                empty(staging, UNFINISHED)
            else:
                left, name = files.without(f"/{SEARCH}").name, pages.leave(staging)
                keep_site(made.site, cache, edition, target, state=left, pages=name)
                return site.remarks, files
    assembling.again = output  # for MkDocs
    return None


def _leave(
    pages: PageCache, site: KeptSite | None, staging: Path, target: Path, assembling: _Assembling
) -> None:
    """Say how the files of the site in ``staging``, which will lie at ``target``, were left."""
    name, left = pages.leave(staging), state(staging, without=_APART)
    if site is not None:
        keep_site(site, assembling.cache, assembling.edition, target, state=left, pages=name)
