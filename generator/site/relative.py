"""Addresses within a site, relative to a page, as MkDocs writes them, and links of our own pages.

A test holds them equal to those of MkDocs, which need not be loaded for them.
"""

import posixpath
from collections.abc import Mapping
from urllib.parse import unquote, urlsplit, urlunsplit

_UP = "../"

_OF_MARKDOWN = "\x02"
"""Python-Markdown writes it into addresses of e-mail."""


def relative_url(url: str, other: str) -> str:
    """``url`` relative to ``other``, both relative to the root; above it there is nothing.

    The last part of ``other`` is left out if it holds a dot, as a file.
    """
    folder, _, name = other.rpartition("/")
    here = _parts(folder if "." in name else other)
    there = _parts(url)
    common = 0
    for one, two in zip(here, there, strict=False):
        if one != two:
            break
        common += 1
    found = "/".join((*[".."] * (len(here) - common), *there[common:])) or "."
    return f"{found}/" if url.endswith("/") else found


def _parts(path: str) -> list[str]:
    plain = posixpath.normpath(path if path.startswith("/") else f"/{path}")[1:]
    return plain.split("/") if plain else []


def address_from(path: str, url: str) -> str:
    """An address as a template says it, for the page at ``url``.

    Addresses elsewhere, absolute ones and anchors are as they were.
    """
    path = (path or ".").replace("\\", "/")
    parts = urlsplit(path)
    if parts.scheme or parts.netloc or path.startswith(("/", "#")):
        return path
    plain, above = f"{posixpath.normpath(path)}/", 0
    while plain.startswith(_UP, above * len(_UP)):
        above += 1
    return _UP * above + relative_url(path, url)


class PageLinks:
    """Resolves the links of a page.

    ``resolved``: all of them, as they stand in the Markdown; ``unknown``: those of them that MkDocs
    may have something to say about.
    """

    def __init__(self, path: str, url: str, targets: Mapping[str, str]) -> None:
        """``path``, ``url``: of the page; ``targets``: the address of all there is, by path."""
        self.resolved: set[str] = set()
        self.unknown: set[str] = set()
        self._anchors: dict[str, dict[str, str]] = {}
        self._path, self._url, self._targets = path, url, targets

    def path_to_url(self, url: str) -> str:
        """The address that a link becomes; an unknown one stays as it is."""
        self.resolved.add(url)
        found = self.known(url)
        if found is None:
            self.unknown.add(url)
        return url if found is None else found

    def known(self, url: str) -> str | None:
        """The address that a link becomes; ``None`` if it is unknown."""
        try:
            scheme, netloc, path, query, anchor = urlsplit(url)
        except ValueError:
            return None
        if scheme or netloc:
            return url
        if url.startswith(("/", "\\")) or _OF_MARKDOWN in url:
            return None
        target = path_of(url, self._path) if path else self._path
        if path and target not in self._targets:
            return None
        if anchor:
            self._anchors.setdefault(target, {}).setdefault(anchor, url)
        if not path:
            return url
        address = relative_url(self._targets[target], self._url)
        return urlunsplit(("", "", address, query, anchor))

    def anchors(self) -> dict[str, dict[str, str]]:
        """The anchors that the links lead to, by the path of their page: anchor and link."""
        return self._anchors


def path_of(link: str, path: str) -> str:
    """The path that a link leads to from the page at ``path``; empty if it leads nowhere else."""
    parts = urlsplit(link)
    if parts.scheme or parts.netloc or not parts.path:
        return ""
    return posixpath.normpath(
        posixpath.join(posixpath.dirname(path), unquote(parts.path)).lstrip("/")
    )
