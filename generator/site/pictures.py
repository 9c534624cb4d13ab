"""Pictures of pages, as files next to them and inline as SVG."""

import posixpath
from collections.abc import Callable, Iterable

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from selectolax.lexbor import LexborNode as Node

from generator.charts import Picture
from generator.pages.kit.page import Page
from generator.site.page_tree import create


def add_pictures(page: Page, files: Files, config: MkDocsConfig) -> None:
    """Add the page's pictures to ``files``, in memory; pages of a folder may share one."""
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
    """Replace images of the page's own ``pictures`` by inline SVG, which follows the palette.

    The SVG comes from ``generator.charts``, which encodes every value; its style sheet is replaced
    by that of the site. Elements that name a page become links, whose addresses ``resolve`` makes
    from those in the Markdown.
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
            _add_links(chart, resolve)


def _add_links(chart: Node, resolve: Callable[[str], str]) -> None:
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
    if goals:  # an element with the role img must not contain links
        for svg in chart.css('svg[role="img"]'):
            svg.attrs["role"] = "group"
