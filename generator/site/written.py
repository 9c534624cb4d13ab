"""Hand-written pages and the policy of the browser, which wants styles and scripts as files."""

import re
from collections.abc import Iterator

from generator.site.page_tree import parse
from generator.text.formats import listed

_ALIGNED = re.compile(r'(<t[dh]\b[^>]*?) style="text-align: (left|center|right);"')

_RUN = (None, "", "module", "text/javascript", "application/javascript")
"""Types of scripts that browsers run; all others are data."""


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
