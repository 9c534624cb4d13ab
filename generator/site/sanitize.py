"""Converts the Markdown of generated pages to HTML, and sanitizes it.

Every value is encoded when it enters the Markdown. The sanitizer is the second line of defence.
"""

import re
from collections.abc import Callable

import nh3
from pyromark import Markdown, Options

# No class on `pre` and `code`, because the theme's script acts on some of them.
_CLASSED = {
    *("a", "abbr", "blockquote", "details", "div", "figure", "input", "li", "ol", "p", "section"),
    *("small", "span", "summary", "table", "td", "th", "time", "tr", "ul"),
}
_TAGS = _CLASSED | {
    *("br", "caption", "code", "dd", "del", "dl", "dt", "em", "figcaption", "h1", "h2", "h3", "h4"),
    *(
        "h5",
        "h6",
        "hr",
        "img",
        "kbd",
        "pre",
        "progress",
        "s",
        "strong",
        "sub",
        "sup",
        "tbody",
        "tfoot",
    ),
    "thead",
}
_TAG_ATTRIBUTES: dict[str, set[str]] = {
    "*": {"id", "title", "lang"},
    "a": {"href"},
    "details": {"open"},
    "img": {"src", "alt", "width", "height"},
    "input": {"checked", "disabled"},
    "ol": {"start"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
    "progress": {"max", "value"},
    "time": {"datetime"},
}
_ATTRIBUTES = {tag: {*_TAG_ATTRIBUTES.get(tag, ()), "class"} for tag in _CLASSED} | {
    tag: own for tag, own in _TAG_ATTRIBUTES.items() if tag not in _CLASSED
}
_SCHEMES = {"http", "https", "mailto"}
_THEME_HOOKS = re.compile(r"md-|__|annotate$|mermaid$|tabbed-|highlight$|footnote-")

# Nothing else: with attribute lists, a heading with `{ onmouseover=... }` would get that attribute.
_GFM = Markdown(options=Options.ENABLE_TABLES | Options.ENABLE_TASKLISTS)
_ALIGNED = re.compile(r'<(t[dh]) style="text-align: (left|center|right)">')

Resolve = Callable[[str], str]
"""From a link in the Markdown to the published one; never raises."""


def convert(markdown: str) -> str:
    """The HTML of GitHub-Flavored Markdown, with its raw HTML: not yet sanitized.

    The alignment of cells is a class (``align-right``). Each cell is on a line of its own, which
    separates their words in the text for search.
    """
    html = _ALIGNED.sub(r'<\1 class="align-\2">', _GFM.html(markdown))
    return html.replace("</td><td", "</td>\n<td").replace("</th><th", "</th>\n<th")


def clean(html: str, resolve: Resolve) -> str:
    """``html`` reduced to elements and attributes that our own Markdown yields.

    Links use http, https or mailto or stay on this site, pictures are of this site; no scripts,
    frames or styles. ``resolve`` is called for every link and picture.
    """

    def attribute(tag: str, name: str, value: str) -> str | None:
        if name in ("href", "src"):
            return _target(tag, value, resolve)
        if name == "class":
            allowed = [word for word in value.split() if not _THEME_HOOKS.match(word)]
            return " ".join(allowed) or None
        if name == "id":
            return None if _THEME_HOOKS.match(value) else value
        return value

    return nh3.clean(
        html,
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        attribute_filter=attribute,
        tag_attribute_values={"input": {"type": {"checkbox"}}},
        # one value only, because the order of several differs between runs
        set_tag_attribute_values={"input": {"disabled": ""}},
        url_schemes=_SCHEMES,
        link_rel=None,
    )


def _target(tag: str, url: str, resolve: Resolve) -> str | None:
    plain = resolve(url.strip())
    if plain.startswith(("//", "\\", "/\\")):
        return None
    if re.match(r"[a-zA-Z][a-zA-Z0-9+.-]*:", plain):
        return plain if tag == "a" else None
    return plain
