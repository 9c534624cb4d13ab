"""The HTML of generated pages: what may stand in it.

Every value was encoded before it entered the Markdown. This is the last line of defence, for the
day somebody forgets.
"""

import re
from collections.abc import Callable

import nh3

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
    "td": {"align", "colspan", "rowspan"},
    "th": {"align", "colspan", "rowspan", "scope"},
    "time": {"datetime"},
}
_ATTRIBUTES = {tag: {*_OWN.get(tag, ()), "class"} for tag in _CLASSED} | {
    tag: own for tag, own in _OWN.items() if tag not in _CLASSED
}
_SCHEMES = {"http", "https", "mailto"}
_THEME_HOOKS = re.compile(r"md-|__|annotate$|mermaid$|tabbed-|highlight$|footnote-")

_ALIGNED = re.compile(r'<(t[dh]) align="(left|center|right)"')
_ANCHORS = re.compile(r'<p>((?:<a id="[^"]*"></a>)+)</p>')
_BOX = re.compile(r"<input [^>]*>")
_FOOTER = re.compile(r"<hr>\s*(<ul>(?:(?!<ul>|<hr>).)*</ul>)\s*\Z", re.DOTALL)

Resolve = Callable[[str], str]
"""Turns a link as written into the one to publish; never raises."""


def clean(html: str, resolve: Resolve) -> str:
    """``html`` with nothing left but what our own Markdown yields.

    Links go to http, https, mailto or a place in this site, pictures come from this site; nothing
    runs, loads or styles. ``resolve`` is asked for every link and picture within the site.
    Alignment of cells becomes a class (``align-right``), anchors alone are no paragraph, and the
    box of a task has a name for those who do not see it.
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

    cleaned = nh3.clean(
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
    cleaned = _ALIGNED.sub(r'<\1 class="align-\2"', cleaned)
    return _BOX.sub(_named_box, _ANCHORS.sub(r"\1", cleaned))


def mark_footer(html: str) -> str:
    """``html`` with the list that ends a page, behind a line, as its footer.

    Owner and version stand on every page: as text to search they would only be noise.
    """
    return _FOOTER.sub(r'<section class="meta" data-search-exclude="true">\1</section>', html)


def _named_box(match: re.Match[str]) -> str:
    name = "done" if " checked" in match[0] else "not done"
    return f'{match[0][:-1]} aria-label="{name}">'


def _target(tag: str, url: str, resolve: Resolve) -> str | None:
    plain = url.strip()
    if plain.startswith(("//", "\\", "/\\")):
        return None
    if re.match(r"[a-zA-Z][a-zA-Z0-9+.-]*:", plain):
        return plain if tag == "a" else None
    return resolve(plain)
