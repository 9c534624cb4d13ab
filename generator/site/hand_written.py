"""Hand-written pages and the policy of the browser, which wants styles and scripts as files."""

import re
from collections.abc import Iterator, MutableMapping
from html import escape
from typing import Any

from mkdocs.exceptions import PluginError

from generator.site.page_tree import parse
from generator.text.formats import listed

_ALIGNED = re.compile(r'(<t[dh]\b[^>]*?) style="text-align: (left|center|right);"')

_RUN = (None, "", "module", "text/javascript", "application/javascript")
"""Types of scripts that browsers run; all others are data."""


_TEXTS = ("title", "description", "author")
"""What the theme's templates take out of front matter and write into a page as HTML."""


def encode_meta(meta: MutableMapping[str, Any], path: str) -> None:
    """Encode the texts of a page's front matter, in place; ``path``: of its source.

    A key without a value is left out: MkDocs takes it as said. Raises PluginError for values on
    which MkDocs or the theme's templates would fail.
    """
    for key in [key for key, value in meta.items() if value is None]:
        del meta[key]
    for key in _TEXTS:
        if key in meta:
            meta[key] = escape(str(meta[key]))
    if not isinstance(meta.get("hide", ""), str | list):
        raise PluginError(f"{path}: `hide` in the front matter needs a list, as in `hide: [toc]`")
    if not (isinstance(template := meta.get("template", "main.html"), str) and template):
        raise PluginError(f"{path}: `template` in the front matter needs the name of a template")


def adapted(html: str, path: str) -> tuple[str, tuple[str, ...]]:
    """``html`` with cells aligned without styles, and a remark on what a browser will ignore.

    ``path``: of the page's source, for the remark.
    """
    html = _ALIGNED.sub(r'\1 align="\2"', html)
    found = listed([f"`{each}`" for each in dict.fromkeys(_forbidden(html))])
    if not found:
        return html, ()
    return html, (
        f"{path}: browsers ignore {found} inside a page, as the site's policy wants styles and "
        "scripts in files of their own: use classes and `extra_css`, or `extra_javascript`.",
    )


def _forbidden(html: str) -> Iterator[str]:
    for node in parse(html).css("*"):
        names = node.attributes
        if node.tag == "style":
            yield "<style>"
        if node.tag == "script" and not names.get("src") and names.get("type") in _RUN:
            yield "<script>"
        for name in names:
            if name == "style" or name.startswith("on"):
                yield f"{name}="
