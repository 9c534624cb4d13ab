"""The HTML of generated pages: how it is made of Markdown, and what may stand in it.

Every value was encoded before it entered the Markdown. The sanitizer is the last line of defence,
for the day somebody forgets.
"""

import re
from collections.abc import Callable

import nh3
from pyromark import Markdown, Options

# No class on `pre` and `code`: the theme's script acts on some of theirs.
_CLASSED = {
    *("a", "abbr", "blockquote", "details", "div", "figure", "input", "li", "ol", "p", "section"),
    *("small", "span", "summary", "table", "td", "th", "time", "tr", "ul"),
}
_TAGS = _CLASSED | {
    *("br", "caption", "code", "dd", "del", "dl", "dt", "em", "figcaption", "h1", "h2", "h3", "h4"),
    *("h5", "h6", "hr", "img", "kbd", "pre", "s", "strong", "sub", "sup", "tbody", "tfoot"),
    "thead",
}
_OWN: dict[str, set[str]] = {
    "*": {"id", "title", "lang"},
    "a": {"href"},
    "details": {"open"},
    "img": {"src", "alt", "width", "height"},
    "input": {"checked", "disabled"},
    "ol": {"start"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
    "time": {"datetime"},
}
_ATTRIBUTES = {tag: {*_OWN.get(tag, ()), "class"} for tag in _CLASSED} | {
    tag: own for tag, own in _OWN.items() if tag not in _CLASSED
}
_SCHEMES = {"http", "https", "mailto"}
_THEME_HOOKS = re.compile(r"md-|__|annotate$|mermaid$|tabbed-|highlight$|footnote-")

# No more than this: with attributes, say, a heading that holds `{ onmouseover=... }` would get one.
_GFM = Markdown(options=Options.ENABLE_TABLES | Options.ENABLE_TASKLISTS)
_ALIGNED = re.compile(r'<(t[dh]) style="text-align: (left|center|right)">')

Resolve = Callable[[str], str]
"""Turns a link as written into the one to publish; never raises."""


def convert(markdown: str) -> str:
    """The HTML of GitHub-Flavored Markdown, raw HTML in it as it is: not yet to be shown.

    Alignment of cells is a class (``align-right``). Cells stand on lines of their own, so that
    their words stay apart where nothing but the text counts, as in the search.
    """
    html = _ALIGNED.sub(r'<\1 class="align-\2">', _GFM.html(markdown))
    return html.replace("</td><td", "</td>\n<td").replace("</th><th", "</th>\n<th")


def clean(html: str, resolve: Resolve) -> str:
    """``html`` with nothing left but what our own Markdown yields.

    Links go to http, https, mailto or a place in this site, pictures come from this site; nothing
    runs, loads or styles. ``resolve`` is asked for every link and picture within the site.
    """

    def attribute(tag: str, name: str, value: str) -> str | None:
        if name in ("href", "src"):
            return _target(tag, value, resolve)
        if name == "class":
            kept = [word for word in value.split() if not _THEME_HOOKS.match(word)]
            return " ".join(kept) or None
        if name == "id":
            return None if _THEME_HOOKS.match(value) else value
        return value

    return nh3.clean(
        html,
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        attribute_filter=attribute,
        tag_attribute_values={"input": {"type": {"checkbox"}}},
        # one value only: the order in which it adds several is not the same in every run
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
