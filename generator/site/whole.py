"""Builds a whole site with MkDocs."""

import gc
import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from jinja2 import TemplateNotFound
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, MkDocsException

from generator.cache.disk import NO_CACHE, Cache
from generator.findings.classification import Edition
from generator.findings.errors import UsageError
from generator.pipeline import Stage
from generator.pipeline.assemble import Output
from generator.site.errors import SiteError
from generator.site.kept_site import KeptSite
from generator.site.messages import LogCollector
from generator.site.others import depends_on_files_alone
from generator.site.page_cache import PageCache
from generator.site.plugin import PlaybookPlugin
from generator.site.session import around, known_site
from generator.site.settings import compare_url, plugins_with, source_url


@dataclass(frozen=True, slots=True)
class WholeSite:
    """A site that MkDocs has built; ``remarks``: on the settings.

    ``is_of_files``: whether it follows from its files alone. ``pages``: its generated pages, if
    they are kept. ``known``: what small builds need of it, if they may follow.
    """

    remarks: tuple[str, ...]
    is_of_files: bool
    pages: PageCache | None
    known: KeptSite | None


def whole_site(
    path: Path,
    folder: Path,
    staging: Path,
    target: Path,
    assembled: Callable[[str, str], Output],
    *,
    edition: Edition,
    as_of: date,
    docs: Path | None,
    past_day: date | None,
    cache: Cache,
    jobs: int,
    stage: Stage,
) -> WholeSite:
    """Build the site of the definitions in ``folder`` into ``staging``; it will lie at ``target``.

    ``path``: of `mkdocs.yml`. ``assembled``: gives the pages, from the addresses of a source line
    and of a comparison. ``docs``: the hand-written pages, if others than those of the settings.
    ``past_day``: the day in the past that is shown, for which warnings of links are ignored and
    nothing leads to an editor. Raises what ``build_site`` does.
    """
    with _collected_log() as collected:
        options: dict[str, Any] = {"site_dir": str(staging), "strict": past_day is None}
        options["plugins"] = plugins_with(path, root=folder, edition=edition, as_of=as_of)
        if past_day is not None:
            options |= {"edit_uri": ""} | ({"docs_dir": str(docs)} if docs else {})
        try:
            config = load_config(str(path), **options)
        except Abort as error:
            raise UsageError(f"{path} cannot be used: {'; '.join(collected.messages)}") from error
        except (AttributeError, TypeError, ValueError) as error:
            # MkDocs takes addresses apart, and settings for what they should be.
            raise UsageError(f"{path} cannot be used: {error}") from error
        before = around(config, folder, served=False) if cache is not NO_CACHE else ""
        addresses = source_url(config, folder), compare_url(config)
        output = assembled(*addresses)
        gc.collect()  # templates leave circles behind, which hold what pages were made from
        with stage("site"):
            for plugin in _ours(config):
                plugin.assembled, plugin.past_day = output, past_day
                plugin.jobs = jobs
                plugin.cache, plugin.previous = cache, None if cache is NO_CACHE else target
            del output, assembled  # so that a page that is written takes no memory
            remarks = _run(config)
        plugin, *_ = _ours(config)
        source, compare = addresses
        known = known_site(plugin, config, before, source_url=source, compare_url=compare)
        return WholeSite(remarks, depends_on_files_alone(path, config), plugin.pages, known)


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
