"""Pictures of pages: files beside them, and the same SVG inside the page."""

import posixpath
import re
from collections.abc import Callable, Iterable
from html import escape, unescape

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel

from generator.charts import Picture
from generator.pages.kit.page import Page

_IMAGE = re.compile(r'<img [^>]*?src="([^"]+)"[^>]*>')
_STYLE = re.compile(r"<style>.*?</style>", re.DOTALL)
# as `Drawing.goal` writes it; a goal holds no other
_GOAL = re.compile(r'<g class="pb-goal" data-page="([^"]*)">(.*?)</g>', re.DOTALL)


def add_pictures(page: Page, files: Files, config: MkDocsConfig) -> None:
    """Put the page's pictures among ``files``, in memory; pages of a folder may share one."""
    folder = posixpath.dirname(page.path)
    for picture in page.pictures:
        path = posixpath.join(folder, picture.name)
        if files.get_file_from_path(path) is not None:
            continue
        file = File.generated(
            config, path, content=picture.svg, inclusion=InclusionLevel.NOT_IN_NAV
        )
        files.append(file)


def inline_pictures(html: str, pictures: Iterable[Picture], resolve: Callable[[str], str]) -> str:
    """``html`` with each of the page's own pictures as SVG, so that it follows the palette.

    The SVG is drawn by ``generator.charts``, which encodes every value; the site's style sheet
    takes the place of the file's own. What leads to a page becomes a link; ``resolve`` makes its
    address from the one written for Markdown.
    """
    by_name = {picture.name: picture for picture in pictures}

    def link(goal: re.Match[str]) -> str:
        address = escape(resolve(unescape(goal[1])))
        return f'<a class="pb-goal" href="{address}">{goal[2]}</a>'

    def inline(match: re.Match[str]) -> str:
        picture = by_name.get(posixpath.basename(match.group(1)))
        if picture is None:
            return match.group()
        svg, links = _GOAL.subn(link, _STYLE.sub("", picture.svg).strip())
        if links:  # a picture as such holds nothing to follow
            svg = svg.replace(' role="img"', ' role="group"', 1)
        return f'<span class="chart">{svg}</span>'

    return _IMAGE.sub(inline, html)
