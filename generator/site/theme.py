"""Adds our templates, styles and scripts to the theme Material."""

import json
import os
import re
from collections.abc import Iterator
from html import escape
from pathlib import Path
from string import Formatter
from typing import Any
from urllib.parse import quote, urlsplit

from jinja2 import Environment, FileSystemLoader, pass_context
from markdown.extensions.toc import slugify
from markupsafe import escape as markup
from mkdocs import __version__ as mkdocs_version
from mkdocs.config.config_options import ExtraScriptValue
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.theme import Theme
from mkdocs.utils.templates import url_filter

from generator.site.addresses import NAME as ADDRESSES
from generator.site.bundled import bundled
from generator.site.settings import THEMES_SEARCH, refuse_unreadable
from generator.site.theme_settings import ThemeSettings, as_data, script_as_data

STYLESHEETS = tuple(
    f"assets/stylesheets/playbook-{name}.css"
    for name in (
        "tokens",
        "frame",
        "search",
        "navigation",
        "text",
        "tables",
        "filter",
        "compare",
        "parts",
        "checklist",
        "checklist-items",
        "checklist-gaps",
        "checklist-sheet",
        "reader",
        "charts",
        "layout-wide",
        "layout-playbook",
        "layout-strategy",
        "layout-contacts",
        "layout-year",
        "layout-review",
        "layout-days",
        "layout-cover",
        "print",
    )
)
SCRIPTS = tuple(
    f"assets/javascripts/playbook{part}.js"
    for part in ("", "-pages", "-make", "-search", "-fresh", "-load")
)
"""On every page, in the order of their dependencies; the last one loads what some pages need."""

# Only features whose cost for a page does not grow with the site, and that load nothing.
_FEATURES = ("navigation.path", "content.action.edit")
_FAVICON = "assets/images/playbook.svg"
_MATERIAL_FAVICON = "assets/images/favicon.png"


def apply_theme(config: MkDocsConfig) -> None:
    """Add our templates, styles, scripts, palettes and defaults to the site's theme.

    A repository's own ``custom_dir``, ``extra_css``, ``features``, ``palette`` and ``favicon`` have
    precedence, except for web fonts and analytics, as nothing on a page comes from a third party.
    What templates write as HTML is encoded. Raises :class:`PluginError` for any other theme, and
    for settings that no site can have.
    """
    theme = config.theme
    if theme.name != "material":
        raise PluginError("Our pages need the theme Material: say `theme: material` in mkdocs.yml")
    folder = str(bundled("overrides"))
    if folder not in theme.dirs:
        theme.dirs.insert(1 if theme.custom_dir else 0, folder)
    theme.__class__ = _WithoutHidden
    theme["font"] = False
    if not theme.get("features"):
        theme["features"] = list(_FEATURES)
    _use_list_of_features(config)
    _prepare_contents(config)
    _encode_settings(config)
    theme["palette"] = _encoded(theme.get("palette") or _palettes())
    if theme.get("favicon") == _MATERIAL_FAVICON:
        theme["favicon"] = _FAVICON
    for script in SCRIPTS:
        if script not in config.extra_javascript:
            config.extra_javascript.append(script)
    if ADDRESSES not in config.markdown_extensions:
        config.markdown_extensions.append(ADDRESSES)
    config.extra_css[:0] = [name for name in STYLESHEETS if name not in config.extra_css]


class _WithoutHidden(Theme):
    """A theme whose environment lists no hidden folder: Material has 14,000 icons in one.

    MkDocs asks for the whole list to leave hidden folders out itself.
    """

    def get_env(self) -> Environment:
        """As MkDocs says."""
        env = super().get_env()
        env.loader = _Visible(self.dirs)
        return env


class _Visible(FileSystemLoader):
    def list_templates(self) -> list[str]:
        """As Jinja says."""
        found: set[str] = set()
        for top in self.searchpath:
            for folder, inner, names in os.walk(top):
                inner[:] = [name for name in inner if not name.startswith(".")]
                below = Path(folder).relative_to(top)
                found.update((below / name).as_posix() for name in names)
        return sorted(found)


def _use_list_of_features(config: MkDocsConfig) -> None:
    """Make a single feature a list; raise :class:`PluginError` for what is no list of names."""
    wanted = config.theme.get("features") or []
    wanted = [wanted] if isinstance(wanted, str) else wanted
    if not isinstance(wanted, list) or not all(isinstance(name, str) for name in wanted):
        raise PluginError(
            "`theme: features:` in mkdocs.yml has to be a list of names, such as "
            "`[navigation.top, toc.follow]`"
        )
    config.theme["features"] = wanted


def _prepare_contents(config: MkDocsConfig) -> None:
    """Settings of the lists of contents: a title that is text, and no id like the theme's.

    Headings of generated pages have none (``page_tree.add_contents``), and ours start with ``pb:``.
    """
    options = config.mdx_configs.setdefault("toc", {})
    if options.get("title") is not None:  # a number is a title as well
        options["title"] = str(options["title"])
    own = options.get("slugify") or slugify
    if not callable(own):
        raise PluginError(
            "`toc: slugify:` in mkdocs.yml has to be a function, such as "
            "`!!python/name:pymdownx.slugs.uslugify`"
        )
    options["slugify"] = lambda text, separator: own(text, separator).lstrip("_")


def _palettes() -> list[dict[str, Any]]:
    """The palettes: that of the reader's system, light, dark."""
    return [
        {
            "media": "(prefers-color-scheme)",
            "primary": "custom",
            "accent": "custom",
            "toggle": {"icon": "material/brightness-auto", "name": "Switch to light colours"},
        },
        {
            "media": "(prefers-color-scheme: light)",
            "scheme": "default",
            "primary": "custom",
            "accent": "custom",
            "toggle": {"icon": "material/weather-sunny", "name": "Switch to dark colours"},
        },
        {
            "media": "(prefers-color-scheme: dark)",
            "scheme": "slate",
            "primary": "custom",
            "accent": "custom",
            "toggle": {"icon": "material/weather-night", "name": "Use the colours of the system"},
        },
    ]


# Settings as text --------------------------------------------------------------------------------
_ADDRESSES = ("site_url", "repo_url", "edit_uri")

_LISTS = ("alternate", "polyfills", "social")
"""Settings under ``extra`` that the theme goes through."""

_NOT_IN_ADDRESSES = re.compile(r"[\s\"<>`]")
"""What would end an attribute or an element; browsers encode it themselves in any address."""


def _encode_settings(config: MkDocsConfig) -> None:
    """Encode the texts and addresses of ``mkdocs.yml`` that the theme's templates write as HTML.

    Raises PluginError for an address that nothing can read, and for settings of another form than
    the theme expects. ``copyright`` is HTML.
    """
    _refuse_other_forms(config)
    for key in ("site_description", "site_author"):
        if config[key]:
            config[key] = escape(config[key])
    for key in _ADDRESSES:
        if config[key]:
            config[key] = _encoded_address(config[key])
    template: Any = config.edit_uri_template
    if template:  # not a text, but MkDocs' own kind of one
        template.formatter = _EncodingFormatter(template.formatter)
    config.nav = _with_encoded_titles(config.nav)
    theme = config.theme
    if isinstance(theme.get("direction"), str):
        theme["direction"] = escape(theme["direction"])
    for each in config.extra.get("alternate") or ():
        if isinstance(each, dict):
            each |= {key: escape(str(each[key])) for key in ("lang", "name") if key in each}
    of_the_theme = [theme.get(name) for name in ("logo", "favicon")]
    named = (config.nav, config.extra_css, config.extra_javascript, of_the_theme)
    for text in _texts_in(named):
        refuse_unreadable(text, "mkdocs.yml")


class _EncodingFormatter:
    """Fills the template of edit links as MkDocs does, and encodes the address."""

    def __init__(self, formatter: Formatter) -> None:
        self._formatter = formatter

    def format(self, template: str, **values: str) -> str:
        """The address; raises PluginError if the template cannot be filled for this page."""
        try:
            address = _encoded_address(self._formatter.format(template, **values))
            urlsplit(address)
        except (LookupError, TypeError, ValueError) as error:
            raise PluginError(
                f"`edit_uri_template: {template}` in mkdocs.yml cannot be filled with the path "
                f"`{values['path']}` ({error}); write it like `edit/main/{{path}}`"
            ) from error
        return address


def _encoded_address(address: str) -> str:
    return _NOT_IN_ADDRESSES.sub(lambda found: quote(found[0]), address)


def _refuse_other_forms(config: MkDocsConfig) -> None:
    for name in _LISTS:
        if not isinstance(config.extra.get(name) or [], list):
            raise PluginError(f"`extra: {name}:` in mkdocs.yml has to be a list")
    if not isinstance(config.theme.get("palette") or [], list | dict):
        raise PluginError("`theme: palette:` in mkdocs.yml has to be a palette or a list of them")
    for address in config.extra_css:
        if not isinstance(address, str):
            raise PluginError("`extra_css:` in mkdocs.yml has to be a list of addresses")


def encode_addresses(env: Environment) -> None:
    """Let the filter ``url``, through which templates write addresses, encode them."""
    env.filters["url"] = _encoded_url


def encode_page_addresses(page: Page) -> None:
    """Encode the addresses of a page that templates write without a filter."""
    page.edit_url = page.edit_url and markup(page.edit_url)
    page.canonical_url = page.canonical_url and markup(page.canonical_url)


@pass_context
def _encoded_url(context: Any, value: str) -> str:
    return escape(url_filter(context, value))


def _encoded(value: Any) -> Any:
    """Lists and groups of settings with all texts encoded, once."""
    if isinstance(value, dict):
        return {key: _encoded(each) for key, each in value.items()}
    if isinstance(value, list):
        return [_encoded(each) for each in value]
    return markup(value) if isinstance(value, str) else value


def _with_encoded_titles(nav: Any) -> Any:
    """The entries of the navigation; MkDocs takes their titles for HTML."""
    if isinstance(nav, dict):
        return {escape(str(title)): _with_encoded_titles(each) for title, each in nav.items()}
    return [_with_encoded_titles(each) for each in nav] if isinstance(nav, list) else nav


def _texts_in(value: object) -> Iterator[str]:
    if isinstance(value, str | ExtraScriptValue):
        yield str(value)
    elif isinstance(value, dict | list | tuple):
        for each in value.values() if isinstance(value, dict) else value:
            yield from _texts_in(each)


def without_other_search(config: MkDocsConfig) -> tuple[str, ...]:
    """Leave out the theme's own search, which settings written for older versions still name."""
    plugin: Any = config.plugins.get(THEMES_SEARCH)
    if plugin is None or not plugin.config.enabled:
        return ()
    plugin.config.enabled = False
    return (
        "the site has a search of its own, and that of the theme is left out. To be rid of this "
        "line, take `search` out of `plugins:` in mkdocs.yml.",
    )


# For templates that run without MkDocs -----------------------------------------------------------
def theme_settings(config: MkDocsConfig, navigation: Navigation) -> ThemeSettings | None:
    """What templates get on every page; ``None`` if there is no home page."""
    if navigation.homepage is None or not navigation.items:
        return None
    theme = config.theme
    said = {name: as_data(value) for name, value in config.items()}
    said["theme"] = {
        **{name: as_data(object()) for name in ("dirs", "static_templates", "custom_dir")},
        **{name: as_data(theme[name]) for name in theme},
    }
    said["plugins"] = {name: as_data(object()) for name in config.plugins}
    said["extra_javascript"] = [_script(each) for each in config.extra_javascript]
    plain = json.loads(json.dumps(said))  # the same as when it was kept
    return ThemeSettings(tuple(theme.dirs), plain, mkdocs_version, navigation.homepage.url)


def _script(script: Any) -> Any:
    if isinstance(script, str):
        return script
    return script_as_data(script.path, script.type, defer=script.defer, is_async=script.async_)
