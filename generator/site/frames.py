"""The theme around generated pages: its template is run once for all that get the same, and filled.

A frame is the template with gaps: the blocks in which pages differ, which are run for each page. It
is made from a stand-in for the page that holds what the pages of a frame have in common and nothing
else. Where the template asks for more, or a gap is not where it should be, the page goes the
ordinary way: the template is run in full.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, NamedTuple, NoReturn

from jinja2 import Environment
from jinja2.runtime import Context
from mkdocs.commands.build import get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.utils import normalize_url
from mkdocs.utils.templates import TemplateContext

from generator.site.navigation import NavigationEntry

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


class _AskedForMoreError(Exception):
    """A template asked for something in which the pages of a frame may differ."""


class _Given:
    """Holds these values and no others."""

    def __init__(self, **values: object) -> None:
        self.__dict__.update(values)

    def __getattr__(self, name: str) -> NoReturn:
        if name.startswith("__"):  # what Python and Jinja ask of every object
            raise AttributeError(name)
        raise _AskedForMoreError(name)


class _Contents:
    """The contents of a page, of which only the beginning is known."""

    def __init__(self, *, filled: bool) -> None:
        self._filled = filled

    def __iter__(self) -> Iterator[_Given]:
        if self._filled:
            yield _Given(url=f"#{_gap(_SKIP)}")
            raise _AskedForMoreError("toc")


class _Text:
    """The text of a page, of which only is known whether it holds tabs."""

    def __init__(self, *, tabs: bool) -> None:
        self._tabs = tabs

    def __contains__(self, words: object) -> bool:
        if words != _TABS:
            raise _AskedForMoreError("content")
        return self._tabs

    def __str__(self) -> str:
        raise _AskedForMoreError("content")


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
        return _Given(
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

    def __init__(
        self, env: Environment, config: MkDocsConfig, playbook: Mapping[str, object]
    ) -> None:
        """``playbook``: what templates get under this name on every page alike."""
        self._config = config
        self._playbook = playbook
        self._theme = env.get_template(THEME)
        gaps = (f"{{% block {name} %}}{_gap(name)}{{% endblock %}}" for name in _BLOCKS)
        self._with_gaps = env.from_string(f'{{% extends "{THEME}" %}}{"".join(gaps)}')
        self._frames: dict[_Common, _Frame | None] = {}

    def page(self, page: MkDocsPage, context: TemplateContext) -> str:
        """A page with the theme around it; ``context``: all that the template would get."""
        filled = self.filled(page, context)
        return self._theme.render(context) if filled is None else filled

    def filled(self, page: MkDocsPage, context: TemplateContext) -> str | None:
        """A page in its frame, the same as the template makes; ``None`` if no frame fits."""
        values: Any = context
        folders = _folders(page.url)
        common = _Common(
            folder=folders[0] if folders else "",
            depth=len(folders),
            entries=tuple(map(_alone, values["playbook"]["navigation"].entries)),
            has_contents=any(True for _ in page.toc),
            has_tabs=_TABS in (page.content or ""),
        )
        if common not in self._frames:
            self._frames[common] = self._made(common, context)
        frame = self._frames[common]
        if frame is None or _leads_into(folders, frame.parts[::2]):
            return None
        inside = self._theme.new_context({**frame.values, **values}, shared=True)
        inside.blocks = frame.blocks
        return "".join(_pieces(frame, inside, page))

    def _made(self, common: _Common, context: TemplateContext) -> _Frame | None:
        stand_in = common.stand_in()
        values: Any = get_context(context["nav"], context["pages"], self._config, stand_in)
        navigation = _Given(entries=common.entries)
        values["playbook"] = _Given(**self._playbook, navigation=navigation)
        values["build_date_utc"] = context["build_date_utc"]
        inside = self._with_gaps.new_context(values)
        try:
            text = "".join(self._with_gaps.root_render_func(inside))
        except _AskedForMoreError:
            return None
        parts = tuple(_GAP.split(text))
        expected = (*_BLOCKS, _SKIP) if common.has_contents else _BLOCKS
        if sorted(parts[1::2]) != sorted(expected):
            return None
        blocks = {name: list(found) for name, found in inside.blocks.items()}
        for name in _BLOCKS:
            del blocks[name][0]  # the gap
        return _Frame(parts, inside.get_all(), blocks)


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


def _pieces(frame: _Frame, inside: Context, page: MkDocsPage) -> Iterator[str]:
    for place, part in enumerate(frame.parts):
        if place % 2 == 0:
            yield part
        elif part == _SKIP:
            first = next(iter(page.toc))
            yield normalize_url(first.url, page).removeprefix("#")
        else:
            yield from frame.blocks[part][0](inside)
