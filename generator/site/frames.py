"""The theme around generated pages: its template is run once for all that get the same, and filled.

A frame is the template with gaps: the blocks in which pages differ, which are run for each page. It
is made from a stand-in for the page that holds what the pages of a frame have in common and nothing
else. Where the template asks for more, or a gap is not where it should be, the page goes the
ordinary way: the template is run in full.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from html import escape
from typing import Any, NamedTuple

from jinja2.runtime import Context
from markupsafe import escape as markup

from generator.pages.kit.page import Page
from generator.site.conversion import json_ld, meta_of
from generator.site.navigation import NavigationEntry, PageNavigation
from generator.site.page_tree import Contents
from generator.site.places import Place
from generator.site.relative import address_from, relative_url
from generator.site.theme_settings import AskedForMoreError, KnownValues, ThemeSettings

THEME = "main.html"

_BLOCKS = ("site_meta", "htmltitle", "site_nav", "container")
"""Where pages of a frame differ: head, title, navigation with contents, breadcrumbs with text."""

_SKIP = "skip"
"""The anchor of the first heading, to which a link at the beginning leads."""

_URL = "url"

# No text can take the place of a gap: those of pages come later, and settings would make two.
_GAP = re.compile("\ue000([a-z_]+)\ue001")

_TABS = "tabbed-set"
"""What a page holds if a script for tabs has to be loaded."""


@dataclass(frozen=True, slots=True)
class FramedText:
    """The text of a page, as HTML, and its contents."""

    content: str
    contents: Contents


class _Contents:
    """The contents of a page, of which only the beginning is known."""

    def __init__(self, *, filled: bool) -> None:
        self._filled = filled

    def __iter__(self) -> Iterator[KnownValues]:
        if self._filled:
            yield KnownValues(url=f"#{_gap(_SKIP)}")
            raise AskedForMoreError("toc")


class _Text:
    """The text of a page, of which only is known whether it holds tabs."""

    def __init__(self, *, tabs: bool) -> None:
        self._tabs = tabs

    def __contains__(self, words: object) -> bool:
        if words != _TABS:
            raise AskedForMoreError("content")
        return self._tabs

    def __str__(self) -> str:
        raise AskedForMoreError("content")


class _Common(NamedTuple):
    """What the pages of a frame have in common, and all that the frame is made from."""

    folder: str
    depth: int
    entries: tuple[NavigationEntry, ...]
    has_contents: bool
    has_tabs: bool

    def stand_in(self) -> Any:
        """A page that holds this and no more."""
        parts = (self.folder, *(_gap(_URL) for _ in range(self.depth - 1)))
        return KnownValues(
            url=f"{'/'.join(parts)}/" if self.depth else "",
            toc=_Contents(filled=self.has_contents),
            content=_Text(tabs=self.has_tabs),
        )


@dataclass(frozen=True, slots=True)
class _Frame:
    """``parts``: its texts, and in between the names of its gaps. ``values``, ``blocks``: those of
    the theme's template, for the gaps.
    """

    parts: tuple[str, ...]
    values: Mapping[str, Any]
    blocks: dict[str, list[Callable[[Context], Iterator[str]]]]


class Frames:
    """The frames of a site."""

    def __init__(self, settings: ThemeSettings, playbook: Mapping[str, object]) -> None:
        """``playbook``: what templates get under this name on every page alike."""
        self._settings = settings
        self._playbook = playbook
        day = date.fromisoformat(str(playbook["as_of"]))
        self._values = {**settings.values, "build_date_utc": datetime.combine(day, time(), UTC)}
        env = settings.environment()
        self._theme = env.get_template(THEME)
        gaps = (f"{{% block {name} %}}{_gap(name)}{{% endblock %}}" for name in _BLOCKS)
        self._with_gaps = env.from_string(f'{{% extends "{THEME}" %}}{"".join(gaps)}')
        self._frames: dict[_Common, _Frame | None] = {}

    def filled(
        self, source: Page, place: Place, text: FramedText, navigation: PageNavigation
    ) -> str | None:
        """A page in its frame, the same as the template makes; ``None`` if no frame fits."""
        folders = _folders(place.url)
        common = _Common(
            folder=folders[0] if folders else "",
            depth=len(folders),
            entries=tuple(map(_alone, navigation.entries)),
            has_contents=bool(text.contents),
            has_tabs=_TABS in text.content,
        )
        if common not in self._frames:
            self._frames[common] = self._made(common)
        frame = self._frames[common]
        if frame is None or _leads_into(folders, frame.parts[::2]):
            return None
        page = _framed(source, place, text)
        values = self._values | {
            "page": page,
            "base_url": relative_url(".", place.url),
            "playbook": KnownValues(
                **self._playbook,
                navigation=navigation,
                source=source.source,
                structured=json_ld(source.structured, place.canonical_url),
            ),
        }
        inside = self._theme.new_context({**frame.values, **values}, shared=True)
        inside.blocks = frame.blocks
        try:
            return "".join(_pieces(frame, inside, text.contents, place.url))
        except AskedForMoreError:
            return None

    def _made(self, common: _Common) -> _Frame | None:
        page = common.stand_in()
        navigation = KnownValues(entries=common.entries)
        values = self._values | {
            "page": page,
            "base_url": relative_url(".", page.url),
            "playbook": KnownValues(**self._playbook, navigation=navigation),
        }
        inside = self._with_gaps.new_context(values)
        try:
            text = "".join(self._with_gaps.root_render_func(inside))
        except AskedForMoreError:
            return None
        parts = tuple(_GAP.split(text))
        expected = (*_BLOCKS, _SKIP) if common.has_contents else _BLOCKS
        if sorted(parts[1::2]) != sorted(expected):
            return None
        blocks = {name: list(found) for name, found in inside.blocks.items()}
        for name in _BLOCKS:
            del blocks[name][0]  # the gap
        return _Frame(parts, inside.get_all(), blocks)


def _framed(source: Page, place: Place, text: FramedText) -> KnownValues:
    """What templates get as the page; they write what is a text as HTML."""
    return KnownValues(
        url=place.url,
        title=escape(source.title),
        meta=meta_of(source),
        toc=text.contents,
        content=text.content,
        edit_url=place.edit_url and markup(place.edit_url),
        canonical_url=place.canonical_url and markup(place.canonical_url),
        is_homepage=place.is_home,
        previous_page=_neighbour(place.before),
        next_page=_neighbour(place.after),
    )


def _neighbour(place: tuple[str, str] | None) -> KnownValues | None:
    return None if place is None else KnownValues(url=place[0], title=place[1])


def _gap(name: str) -> str:
    return f"\ue000{name}\ue001"


def _folders(url: str) -> list[str]:
    """The folders that a page's relative links have to climb out of."""
    folder, _, _ = url.rpartition("/")
    return folder.split("/") if folder else []


def _alone(entry: NavigationEntry) -> NavigationEntry:
    """An entry without the pages below it."""
    return replace(entry, group="", pages=())


def _leads_into(folders: list[str], texts: Iterable[str]) -> bool:
    """Whether a frame leads into the folder of the page: from there the way is shorter."""
    if len(folders) < 2:
        return False
    way = f"{'../' * (len(folders) - 1)}{folders[1]}"
    return any(way in text for text in texts)


def _pieces(frame: _Frame, inside: Context, contents: Contents, url: str) -> Iterator[str]:
    for number, part in enumerate(frame.parts):
        if number % 2 == 0:
            yield part
        elif part == _SKIP:
            yield address_from(contents[0].url, url).removeprefix("#")
        else:
            yield from frame.blocks[part][0](inside)
