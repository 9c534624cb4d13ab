"""``playbook build`` and ``playbook serve``: builds the site and publishes it atomically, or serves
it and rebuilds it when a source changes.
"""

import gc
import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from jinja2 import TemplateNotFound
from mkdocs.commands.build import build
from mkdocs.commands.serve import serve
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, MkDocsException

from generator.cache.derived import NamedResults
from generator.cache.disk import NO_CACHE, Cache
from generator.cache.memory import Memory
from generator.findings.classification import Edition
from generator.findings.errors import OutputError, PlaybookError, UsageError
from generator.findings.finding import Finding
from generator.git.log import read_log
from generator.git.state import clone_state
from generator.pages.kit.templates import environment
from generator.pipeline import Stage
from generator.pipeline.assemble import assemble, output_of
from generator.site.checkout import Earlier, laid_out
from generator.site.compiled import CompiledTemplates
from generator.site.folders import Stamp, replacing
from generator.site.messages import LogCollector
from generator.site.page_cache import depends_on_files_alone
from generator.site.plugin import PlaybookPlugin
from generator.site.session import Session
from generator.site.settings import (
    below,
    compare_url,
    config_path,
    docs_dir,
    plugins_with,
    source_url,
)
from generator.site.site_state import state_of
from generator.text.characters import CONTROL, STAND_IN


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


@dataclass
class SiteError(PlaybookError):
    """MkDocs reported problems; ``messages``: its log. Nothing was published."""

    messages: tuple[str, ...] = ()

    def __str__(self) -> str:
        # MkDocs quotes file names, which may contain terminal control characters.
        cleaned = (CONTROL.sub(STAND_IN, text) for text in self.messages)
        return "\n".join(("the site was not published:", *(f"  {text}" for text in cleaned)))


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
    docs = below(docs_dir(path), root)
    with (
        laid_out(root, at.commit, docs) if at else nullcontext(root) as folder,
        replacing(site_dir, root, Stamp("site", edition, as_of)) as staging,
        _collected_log() as collected,
    ):
        options: dict[str, Any] = {"site_dir": str(staging), "strict": at is None}
        options["plugins"] = plugins_with(path, root=folder, edition=edition, as_of=as_of)
        if at is not None:
            options |= {"edit_uri": ""} | ({"docs_dir": str(folder / docs)} if docs else {})
        try:
            config = load_config(str(path), **options)
        except Abort as error:
            raise UsageError(f"{path} cannot be used: {'; '.join(collected.messages)}") from error
        except (AttributeError, TypeError, ValueError) as error:
            # MkDocs takes addresses apart, and settings for what they should be.
            raise UsageError(f"{path} cannot be used: {error}") from error
        known = clone_state(root)
        log = read_log(root, at.commit if at else "HEAD")
        memory = Memory()
        environment().bytecode_cache = CompiledTemplates()
        if at is None and cache is not NO_CACHE:
            memory = NamedResults(cache, f"{edition.value}/results")
            if log.is_settled and clone_state(root) == known:
                memory.named(log, known)
        output = output_of(
            assemble(
                folder,
                edition,
                as_of,
                source_url=source_url(config, folder),
                compare_url=compare_url(config),
                log=log,
                gate=at.gate if at else None,
                stage=stage,
                memory=memory,
                store=cache,
                jobs=jobs,
            )
        )
        memory.next_run()
        del memory  # and so all that the output was made from,
        gc.collect()  # with the circles that templates leave behind
        made = (output.findings, output.definitions, len(output.pages), output.withheld)
        with stage("site"):
            for plugin in _ours(config):
                plugin.assembled, plugin.past_day = output, at.day if at else None
                plugin.jobs = jobs
                plugin.cache, plugin.previous = cache, None if cache is NO_CACHE else site_dir
            del output  # so that a page that is written takes no memory
            remarks = _run(config)
        settled = at is None and log.is_settled and depends_on_files_alone(path, config)
    # Not before: files that are linked change once more when the old site goes.
    site_state = state_of(site_dir) if settled else ""
    return BuildReport(site_dir, edition, as_of, *made, remarks, site_state)


def _run(config: MkDocsConfig) -> tuple[str, ...]:
    config.plugins.on_startup(command="build", dirty=False)
    try:
        build(config)
    finally:
        for plugin in _ours(config):
            plugin.stop()
        config.plugins.on_shutdown()
    return tuple(remark for plugin in _ours(config) for remark in plugin.remarks)


def _ours(config: MkDocsConfig) -> list[PlaybookPlugin]:
    return [each for each in config.plugins.values() if isinstance(each, PlaybookPlugin)]


@contextmanager
def _collected_log() -> Iterator[LogCollector]:
    """Yield a collector of MkDocs' warnings; raise its errors as SiteError with that log."""
    logger = logging.getLogger("mkdocs")
    collected = LogCollector(logging.WARNING)
    before = logger.propagate, logger.level
    logger.addHandler(collected)
    logger.propagate = False
    logger.setLevel(logging.WARNING)
    try:
        yield collected
    except Abort as error:
        raise SiteError(tuple(collected.messages) or (str(error),)) from error
    except MkDocsException as error:
        raise SiteError((*collected.messages, error.format_message())) from error
    except TemplateNotFound as error:
        remedy = f"there is no template `{error.name}`: name one of the theme"
        raise SiteError((*collected.messages, remedy)) from error
    except UnicodeDecodeError as error:
        remedy = "save the page as UTF-8"
        raise SiteError((*collected.messages, remedy)) from error
    finally:
        logger.removeHandler(collected)
        logger.propagate, level = before
        logger.setLevel(level)


def serve_site(
    root: Path,
    edition: Edition,
    as_of: date | None = None,
    *,
    address: str | None = None,
) -> None:
    """Serve the site of the repository at ``root`` until interrupted.

    ``as_of``: ``None`` uses SOURCE_DATE_EPOCH or the calendar for each build. ``address``: by
    default that of ``mkdocs.yml``, or ``127.0.0.1:8000``. Errors in the definitions are printed;
    those of the first build end the command with :class:`SiteError`. Raises :class:`OutputError` if
    the address is in use.
    """
    path = config_path(root)
    objects, *_ = gc.get_threshold()
    gc.set_threshold(objects, 10)  # what one build made is garbage after the next
    plugins = plugins_with(path, root=root, edition=edition, as_of=as_of, served=Session())
    logger = logging.getLogger("mkdocs")
    printer = logging.StreamHandler(sys.stderr)
    printer.setFormatter(logging.Formatter("%(message)s"))
    logger.addHandler(printer)
    logger.setLevel(logging.INFO)
    try:
        serve(str(path), plugins=plugins, dev_addr=address)
    except MkDocsException as error:
        raise SiteError((error.format_message(),)) from error
    except OSError as error:
        raise OutputError(f"the site cannot be served: {error.strerror or error}") from error
    finally:
        logger.removeHandler(printer)
