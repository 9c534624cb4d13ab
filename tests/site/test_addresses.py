"""Addresses are promises: what a site has answered once, it answers in every later build.

``tests/data/addresses.txt`` holds a line for each address and the editions whose sites answer it
(p: public, h: hr, t: team, l: leadership): pages, redirects, pictures, data, every anchor to which
a link, a list of contents or the search index leads, and every anchor that stands there for others
to lead to. An address answers with a file, a page that sends on counts as the page where the reader
ends, and an anchor has to be on that page: the part itself, or the line that says where it went.

``pytest tests/site/test_addresses.py --regenerate`` adds what is new. It never removes anything: a
promise is taken back by hand.

No address of a reader, and not listed: what pages load (``assets/``, the index of the search), the
page for lost readers, anchors named after every word of a task, the sections of history pages,
which come and go with what Git knows, and on the pages of an account what is named after the words
of a heading: who rewords an objective breaks no promise, for ``objective-ID`` beside it stays.
"""

import gzip
import posixpath
import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from functools import cache
from html import unescape
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from generator.findings.classification import Edition
from tests.site.conftest import searched

FILE = Path(__file__).resolve().parents[1] / "data" / "addresses.txt"
LETTERS = {edition: edition.value[0] for edition in Edition}
NO_ADDRESS = re.compile(r"^/(?:assets/|search/|404\.html|\.)|/history/#|#.*-[0-9a-f]{10}$")
LINK = re.compile(r"<(?:a|area)\b(?![^>]*md-skip)[^>]*?\s(?:xlink:)?href=\"([^\"]*)\"")
ANCHOR = re.compile(r"\sid=\"([^\"]+)\"")
LINK_TARGET = re.compile(r"<a id=\"([^\"]+)\"")
REDIRECT = re.compile(r'<meta http-equiv="refresh" content="0; url=([^"]*)">')

Addresses = dict[str, str]
"""Address -> letters of the editions that answer it."""


class Site:
    """A built site, as its readers ask for it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._anchors = cache(self._anchors_of)

    def answers(self, address: str) -> bool:
        """Whether a reader of this address finds what it leads to."""
        path, _, anchor = address.partition("#")
        return anchor in self._anchors(path) if anchor else self._file(path).is_file()

    def addresses(self) -> set[str]:
        """Everything a reader of this site can be led to."""
        found = set()
        for file in self._folder.rglob("*"):
            if file.is_file():
                path = f"/{file.relative_to(self._folder).as_posix()}"
                found.add(path.removesuffix("index.html"))
        for path in [each for each in found if each.endswith("/")]:
            found |= {*self._links(path), *self._link_targets(path)}
        found |= {f"/{url}" for url in searched(self._folder)}
        return {each for each in found if not NO_ADDRESS.search(each) and self._is_stable(each)}

    def _link_targets(self, path: str) -> set[str]:
        return {f"{path}#{unescape(each)}" for each in LINK_TARGET.findall(self._text(path))}

    def _is_stable(self, address: str) -> bool:
        """Whether an address stays when an account is reworded."""
        path, _, anchor = address.partition("#")
        own = not path.startswith("/accounts/") or not anchor
        return own or address in self._link_targets(path)

    def _links(self, path: str) -> Iterator[str]:
        for link in set(LINK.findall(self._text(path))):
            if there := _resolved(path, unescape(link)):
                yield there

    def _anchors_of(self, path: str) -> frozenset[str]:
        """The anchors of the page where a reader of this path ends."""
        text = self._text(path)
        if (sent := REDIRECT.search(text)) and (there := _resolved(path, unescape(sent[1]))):
            return self._anchors(there)
        return frozenset(map(unescape, ANCHOR.findall(text)))

    def _text(self, path: str) -> str:
        file = self._file(path)
        return file.read_text("utf-8") if file.is_file() else ""

    def _file(self, path: str) -> Path:
        return self._folder / (f"{path}index.html" if path.endswith("/") else path).lstrip("/")


def _resolved(path: str, link: str) -> str:
    """The address inside the site to which a link on a page leads; empty for any other."""
    parts = urlsplit(link)
    if parts.scheme or parts.netloc or parts.fragment.startswith("__"):
        return ""
    there = posixpath.normpath(posixpath.join(path, unquote(parts.path))) if parts.path else path
    slash = "/" if parts.path.endswith(("/", "..", ".")) and there != "/" else ""
    anchor = f"#{unquote(parts.fragment)}" if parts.fragment else ""
    return f"{there}{slash}{anchor}"


def _promised() -> Addresses:
    lines = FILE.read_text("utf-8").splitlines() if FILE.exists() else []
    return dict(line.rsplit(" ", 1) for line in lines)


def _add(edition: Edition, addresses: set[str]) -> None:
    """Add the addresses of an edition."""
    editions = defaultdict(set, {address: set(letters) for address, letters in _promised().items()})
    for address in addresses:
        editions[address].add(LETTERS[edition])
    order = "".join(LETTERS.values())
    lines = (
        f"{each} {''.join(sorted(editions[each], key=order.index))}\n" for each in sorted(editions)
    )
    FILE.parent.mkdir(exist_ok=True)
    FILE.write_text("".join(lines), encoding="utf-8", newline="\n")


def _check(folder: Path, edition: Edition, *, regenerate: bool) -> None:
    site = Site(folder)
    there = site.addresses()
    if regenerate:
        _add(edition, there)
    promised = {each for each, letters in _promised().items() if LETTERS[edition] in letters}
    assert len(promised) > 100
    lost = sorted(each for each in promised if not site.answers(each))
    assert not lost, "let them send readers on, or leave a line where they were"
    assert not sorted(there - promised), "--regenerate promises them"


@pytest.mark.slow
def test_a_site_with_history_answers_what_it_did(team_site_of_git: Path, regenerate: bool) -> None:
    _check(team_site_of_git, Edition.TEAM, regenerate=regenerate)


@pytest.mark.parametrize(
    "edition",
    [
        pytest.param(each, marks=() if each is Edition.TEAM else pytest.mark.slow)
        for each in Edition
    ],
)
def test_every_site_answers_what_it_did(
    edition: Edition, published: Callable[[Edition], Path], regenerate: bool
) -> None:
    _check(published(edition), edition, regenerate=regenerate)


def test_what_is_lost_and_what_is_new_is_found(tmp_path: Path) -> None:
    pages = {
        "index.html": '<h1 id="top"><a class="md-skip" href="#top">x</a><a href="a/#b%20c">x</a>'
        '<a href="https://away.example/#x">x</a><a href="#__menu">x</a>',
        "a/index.html": '<h2 id="b c"></h2><a id="term-x"></a><a id="task-0123456789"></a>'
        '<a class="y" title="z" href="..">x</a>',
        "a/history/index.html": '<a id="now" href="#steps">x</a><a href="../../old/#term-x">x</a>',
        "accounts/n/index.html": '<h3 id="grow"><a id="objective-1"></a><a href="#grow">x</a></h3>',
        "b/c/index.html": '<a href="../../a/history/#now">x</a>',
        "old/index.html": '<meta http-equiv="refresh" content="0; url=../a/">',
        "assets/x.js": "",
        "data/x.csv": "",
    }
    for path, text in pages.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    fragment = tmp_path / "search/3/fragment/en_1.pf_fragment"
    fragment.parent.mkdir(parents=True)
    fragment.write_bytes(gzip.compress(b'pagefind_dcd{"url": "a/#found"}'))
    site = Site(tmp_path)
    addresses = site.addresses()
    assert addresses == {
        *("/", "/a/", "/a/history/", "/b/c/", "/old/", "/data/x.csv"),
        *("/a/#b c", "/a/#term-x", "/a/#found", "/old/#term-x"),
        *("/accounts/n/", "/accounts/n/#objective-1"),
    }
    lost = {"/a/#found"}  # the index of the search leads there, and nothing is there
    assert {each for each in addresses if not site.answers(each)} == lost
    assert not any(map(site.answers, ("/b/", "/data/y.csv", "/a/#term-y", "/old/#term-y", "/b/#b")))
