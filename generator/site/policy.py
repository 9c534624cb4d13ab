"""The Content-Security-Policy of every page: what a browser may load and run there.

``docs/browser-policy.md`` explains it to those who set up a site.
"""

import re
from collections.abc import Mapping
from fnmatch import fnmatchcase

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError

from generator.text.formats import listed

DIRECTIVES: Mapping[str, tuple[str, ...]] = {
    "default-src": ("'none'",),
    "script-src": ("'self'", "'wasm-unsafe-eval'"),  # WebAssembly is for the search
    "style-src": ("'self'",),
    "img-src": ("'self'", "data:"),  # the theme's style sheets hold their icons
    "font-src": ("'self'",),
    "media-src": ("'self'",),
    "connect-src": ("'self'",),
    "frame-src": (),
    "form-action": ("'self'",),
    "base-uri": ("'none'",),
}
"""What our pages need, and nothing else. An empty one falls back to ``default-src``."""

_NO_ANALYTICS = (
    "the site is built without the theme's `analytics`, whose scripts come from elsewhere; "
    "docs/browser-policy.md says how to use your own. To be rid of this line, take `analytics` out "
    "of `extra:` in mkdocs.yml."
)
_CLOSED = ("default-src", "base-uri")
_WITHIN = ("data:", "blob:")
"""What stands in the page itself, where a script would be as good as one inside a page."""
_OF_PICTURES = ("img-src", "media-src", "font-src")
_SOURCE = re.compile(
    r"'self'|data:|blob:|(?:https?|wss?)://(?:\*\.)?[a-zA-Z0-9][a-zA-Z0-9.-]*(?::[0-9]+)?(?:/[\w./~%-]*)?",
    re.ASCII,
)


def policy(more: Mapping[str, object]) -> str:
    """The policy as a browser reads it, with ``more`` sources by directive, for a site's own needs.

    Raises :class:`PluginError` for a directive that cannot be opened, or a source that is no
    address.
    """
    for directive, sources in more.items():
        _check(directive, sources)
    directives = {name: (*own, *_sources(more, name)) for name, own in DIRECTIVES.items()}
    return "; ".join(" ".join((name, *own)) for name, own in directives.items() if own)


def remarks(config: MkDocsConfig, more: Mapping[str, object]) -> tuple[str, ...]:
    """What of the settings of a site browsers will refuse, for the person who builds.

    ``more``: as for :func:`policy`.
    """
    scripts = [str(each) for each in config.extra_javascript]
    foreign = [
        address
        for directive, addresses in (
            ("script-src", scripts),
            ("style-src", map(str, config.extra_css)),
        )
        for address in addresses
        if re.match(r"(?:https?:)?//", address)
        and not any(_covers(each, address) for each in _sources(more, directive))
    ]
    return tuple(
        f"browsers will not load {address}, as the site's policy allows its own files alone: put a "
        "copy into the folder of the pages, or allow the address as docs/browser-policy.md says."
        for address in foreign
    ) + ((_NO_ANALYTICS,) if config.extra.get("analytics") else ())


def _covers(source: str, address: str) -> bool:
    """Whether a source of a policy allows an address."""
    whole = f"https:{address}" if address.startswith("//") else address
    patterns = (f"{source}*",) if source.endswith("/") else (source, f"{source}/*")
    return any(fnmatchcase(whole, each) for each in patterns)


def _sources(more: Mapping[str, object], name: str) -> tuple[str, ...]:
    sources = more.get(name)
    added = (str(each) for each in sources) if isinstance(sources, list) else ()
    return tuple(each for each in dict.fromkeys(added) if each not in DIRECTIVES[name])


def _check(directive: str, sources: object) -> None:
    open_ones = [name for name in DIRECTIVES if name not in _CLOSED]
    if directive not in open_ones:
        raise PluginError(
            f"`policy:` of the plugin in mkdocs.yml cannot open `{directive}`: it takes "
            f"{listed([f'`{name}`' for name in open_ones])}"
        )
    for source in sources if isinstance(sources, list) and sources else [None]:
        fits = isinstance(source, str) and _SOURCE.fullmatch(source)
        if not fits or (source in _WITHIN and directive not in _OF_PICTURES):
            raise PluginError(
                f"`policy: {directive}:` of the plugin in mkdocs.yml has to be a list of "
                "addresses, such as `[https://statistics.example]`; scripts and styles inside "
                "pages stay forbidden"
            )
