"""Adds our templates, styles and scripts to the theme Material."""

from typing import Any

from markdown.extensions.toc import slugify
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError

from generator.site.bundled import bundled
from generator.site.settings import THEMES_SEARCH

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
        "charts",
        "print",
    )
)
SCRIPTS = tuple(
    f"assets/javascripts/playbook{part}.js" for part in ("", "-pages", "-make", "-search", "-load")
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
    Raises :class:`PluginError` for any other theme.
    """
    theme = config.theme
    if theme.name != "material":
        raise PluginError("Our pages need the theme Material: say `theme: material` in mkdocs.yml")
    folder = str(bundled("overrides"))
    if folder not in theme.dirs:
        theme.dirs.insert(1 if theme.custom_dir else 0, folder)
    theme["font"] = False
    if not theme.get("features"):
        theme["features"] = list(_FEATURES)
    _use_list_of_features(config)
    _keep_ids_of_headings_apart(config)
    if not theme.get("palette"):
        theme["palette"] = _palettes()
    if theme.get("favicon") == _MATERIAL_FAVICON:
        theme["favicon"] = _FAVICON
    for script in SCRIPTS:
        if script not in config.extra_javascript:
            config.extra_javascript.append(script)
    config.extra_css[:0] = [name for name in STYLESHEETS if name not in config.extra_css]


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


def _keep_ids_of_headings_apart(config: MkDocsConfig) -> None:
    """Let no heading of a hand-written page have an id like those of the theme, ``__config``.

    Headings of generated pages have none (``page_tree.add_contents``), and ours start with ``pb:``.
    """
    options = config.mdx_configs.setdefault("toc", {})
    own = options.get("slugify") or slugify
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
