"""``mkdocs.yml`` combined with command-line options."""

from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import ConfigurationError, PluginError
from mkdocs.utils.yaml import yaml_load

from generator.findings.classification import Edition
from generator.findings.errors import UsageError
from generator.site.paths import below

PLUGIN = "playbook"

THEMES_SEARCH = "material/search"


def plugins_with(
    path: Path, *, root: Path, edition: Edition, as_of: date | None, served: object = None
) -> dict[str, dict[str, Any]]:
    """The ``plugins:`` of the file at ``path``, with these options for our plugin.

    ``served``: the session of ``playbook serve``.

    As a mapping, because MkDocs empties a list while reading it, and ``serve`` reads it with each
    build. Raises :class:`UsageError` if the file cannot be read or does not list our plugin.
    """
    options: dict[str, Any] = {"root": str(root.resolve()), "edition": edition.value}
    options["served"] = served
    if as_of is not None:
        options["as_of"] = as_of.isoformat()
    plugins = _plugins(path)
    if PLUGIN not in plugins:
        raise UsageError(f"{path} does not name the plugin `{PLUGIN}`: add it below `plugins:`")
    return {**plugins, PLUGIN: {**plugins[PLUGIN], **options}}


def docs_dir(path: Path) -> Path:
    """The folder of hand-written pages in the file at ``path``.

    Raises :class:`UsageError` if the file cannot be read.
    """
    named = _settings(path).get("docs_dir")
    return path.parent / (named if isinstance(named, str) else "docs")


def _settings(path: Path) -> dict[str, Any]:
    try:
        with path.open("rb") as file:
            settings: object = yaml_load(file)
    except ConfigurationError as error:
        raise UsageError(f"{path}: {error}") from error
    return settings if isinstance(settings, dict) else {}


def _plugins(path: Path) -> dict[str, dict[str, Any]]:
    named = _settings(path).get("plugins")
    entries = (
        [{name: options} for name, options in named.items()] if isinstance(named, dict) else named
    )
    plugins: dict[str, dict[str, Any]] = {}
    for entry in entries if isinstance(entries, list) else []:
        options_of = entry if isinstance(entry, dict) else {str(entry): None}
        for name, options in options_of.items():
            if name in plugins:
                raise UsageError(f"{path} names the plugin `{name}` twice: leave one of them out")
            plugins[str(name)] = options or {}
    return plugins


def edit_uri(config: MkDocsConfig, root: Path) -> str | None:
    """The site's ``edit_uri`` relative to the repository.

    MkDocs expects it to end with the folder of the pages; our sources are next to that folder.
    """
    docs = below(Path(config.docs_dir), root)
    if docs and config.edit_uri and config.edit_uri.endswith(f"/{docs}/"):
        return config.edit_uri.removesuffix(f"{docs}/")
    return config.edit_uri


def compare_url(config: MkDocsConfig) -> str:
    """The address of a comparison, with ``{base}`` and ``{head}``; empty without a repository.

    GitLab and Bitbucket have their own forms; other forges use GitHub's.
    """
    if not config.repo_url or urlsplit(config.repo_url).scheme not in ("http", "https"):
        return ""
    start = config.repo_url.rstrip("/").replace("{", "{{").replace("}", "}}")
    addresses = f"{config.repo_url} {config.edit_uri or ''}"
    if "gitlab" in addresses or "/-/" in addresses:
        return start + "/-/compare/{base}...{head}"
    if "bitbucket.org" in addresses:
        return start + "/branches/compare/{head}..{base}"
    return start + "/compare/{base}...{head}"


def source_url(config: MkDocsConfig, root: Path) -> str:
    """The address of a source line, with ``{path}`` and ``{line}``; empty without a repository.

    Raises PluginError for an ``edit_uri`` that nothing can read.
    """
    uri = edit_uri(config, root)
    if not config.repo_url or not uri:
        return ""
    refuse_unreadable(uri, "mkdocs.yml")
    start = urljoin(f"{config.repo_url.rstrip('/')}/", uri)
    return start.replace("{", "{{").replace("}", "}}") + "{path}#L{line}"


def refuse_unreadable(address: str, where: str) -> None:
    """Raise PluginError for an address that nothing can read; ``where``: what holds it."""
    try:
        urlsplit(address)
    except ValueError as error:
        raise PluginError(
            f"{where}: the address `{address}` cannot be read ({error}). Correct what stands "
            "behind `//`, or put it in backticks if it is none"
        ) from error
