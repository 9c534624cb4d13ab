"""Pictures of pages: files beside them, and the same SVG inside the page."""

import posixpath
from collections.abc import Callable, Iterable

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from selectolax.lexbor import LexborNode as Node

from generator.charts import Picture
from generator.pages.kit.page import Page
from generator.site.page_tree import create


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


def inline_pictures(body: Node, pictures: Iterable[Picture], resolve: Callable[[str], str]) -> None:
    """Put each of the page's own pictures into it as SVG, so that it follows the palette.

    The SVG is drawn by ``generator.charts``, which encodes every value; the site's style sheet
    takes the place of the file's own. What leads to a page becomes a link; ``resolve`` makes its
    address from the one written for Markdown.
    """
    by_name = {picture.name: picture for picture in pictures}
    if not by_name:
        return
    for image in body.css("img"):
        picture = by_name.get(posixpath.basename(image.attrs.get("src") or ""))
        if picture is not None:
            chart = create(image, "span", {"class": "chart"})
            image.replace_with(chart, move=True)
            chart.inner_html = picture.svg.strip()
            _link_goals(chart, resolve)


def _link_goals(chart: Node, resolve: Callable[[str], str]) -> None:
    for style in chart.css("style"):
        style.decompose()
    goals = chart.css("g.pb-goal[data-page]")  # as `Drawing.goal` writes it
    for goal in goals:
        address = resolve(goal.attrs["data-page"] or "")
        link = create(goal, "a", {"class": "pb-goal", "href": address})
        goal.insert_before(link, move=True)
        for part in list(goal.iter(include_text=True)):
            link.insert_child(part, move=True)
        goal.decompose()
    if goals:  # a picture as such holds nothing to follow
        for svg in chart.css('svg[role="img"]'):
            svg.attrs["role"] = "group"
