"""Whether anything but our plugin and its theme has a say in the pages of a site."""

import os
import re
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

from generator.site.addresses import NAME as ADDRESSES
from generator.site.bundled import bundled
from generator.site.settings import PLUGIN, THEMES_SEARCH

_NOT_IN_PAGES = (
    *("plugins", "hooks", "theme", "site_dir", "docs_dir", "config_file_path", "watch", "dev_addr"),
    *("markdown_extensions", "mdx_configs"),  # these of hand-written pages, which are always made
)
"""Settings that no generated page shows, or that are looked at apart."""

_OTHERS = frozenset({THEMES_SEARCH})
"""Plugins that leave generated pages alone."""

_LEADS_ELSEWHERE = re.compile(rb"INHERIT|![A-Za-z!<]")
"""In ``mkdocs.yml``: a file to inherit from, a variable of the environment, a function."""

_READS_NO_FILES = re.compile(
    r"(markdown\.extensions\.)?(abbr|admonition|attr_list|codehilite|def_list|extra|fenced_code"
    r"|footnotes|legacy_attrs|legacy_em|md_in_html|meta|nl2br|sane_lists|smarty|tables|toc)"
    r"|pymdownx\.(arithmatex|betterem|blocks\.\w+|caret|critic|details|emoji|escapeall|extra"
    r"|fancylists|highlight|inlinehilite|keys|magiclink|mark|progressbar|quotes|saneheaders"
    r"|smartsymbols|striphtml|superfences|tabbed|tasklist|tilde)"
)
"""Extensions for hand-written pages that look at the page alone; the others may read any file."""


def is_all_ours(config: MkDocsConfig, ours: object) -> bool:
    """Whether nothing but our plugin (``ours``) and its theme may change the generated pages."""
    return not (_others_have_a_say(config, ours) or _has_own_templates(config))


def depends_on_files_alone(path: Path, config: MkDocsConfig) -> bool:
    """Whether a site follows from its definitions, its pages and ``mkdocs.yml`` (``path``).

    Not if a program named there has a say, or the file itself refers to something else.
    """
    return not (
        _others_have_a_say(config, config.plugins.get(PLUGIN))
        or config.theme.custom_dir
        or any(
            name != ADDRESSES and _READS_NO_FILES.fullmatch(name) is None
            for name in config.markdown_extensions
        )
        or _LEADS_ELSEWHERE.search(path.read_bytes())
    )


def _others_have_a_say(config: MkDocsConfig, ours: object) -> bool:
    others = {name for name, each in config.plugins.items() if each is not ours} - _OTHERS
    # A setting with an address in memory says nothing of what it does.
    return bool(others or config.hooks or " at 0x" in settings_of(config))


def settings_of(config: MkDocsConfig) -> str:
    """All settings that a generated page may show."""
    said = {key: value for key, value in config.items() if key not in _NOT_IN_PAGES}
    theme = config.theme
    contents = (config.mdx_configs.get("toc") or {}).get("title")
    shown = (theme.name, str(theme.locale), sorted(theme.items()), contents)
    return repr((sorted(said.items()), *shown))


def _has_own_templates(config: MkDocsConfig) -> bool:
    """Whether a folder of the site changes the theme's templates."""
    theirs = Path(config.theme.custom_dir).resolve() if config.theme.custom_dir else None
    if theirs is None or theirs == bundled("overrides").resolve():
        return False
    walked = os.walk(theirs, followlinks=True)
    return any(name.endswith((".html", ".svg", ".xml")) for _, _, names in walked for name in names)
