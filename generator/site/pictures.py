"""Pictures of pages: files beside them, and the same SVG inside the page."""

import posixpath
import re
from collections.abc import Iterable

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel

from generator.charts import Picture
from generator.pages.page import Page

_IMAGE = re.compile(r'<img [^>]*?src="([^"]+)"[^>]*>')
_STYLE = re.compile(r"<style>.*?</style>", re.DOTALL)


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


def inline_pictures(html: str, pictures: Iterable[Picture]) -> str:
    """``html`` with each of the page's own pictures as SVG, so that it follows the palette.

    The SVG is drawn by ``generator.charts``, which encodes every value; the site's style sheet
    takes the place of the file's own.
    """
    by_name = {picture.name: picture for picture in pictures}

    def inline(match: re.Match[str]) -> str:
        picture = by_name.get(posixpath.basename(match.group(1)))
        if picture is None:
            return match.group()
        return f'<span class="chart">{_STYLE.sub("", picture.svg).strip()}</span>'

    return _IMAGE.sub(inline, html)
