"""What ``playbook serve`` keeps from build to build, and the small builds that this allows.

After an edit most pages are what they were. Where their number and all that stands around them is
as before, the pages that differ are made anew, in the way of a whole build, and put in place.
"""

import posixpath
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from mkdocs.commands.build import get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation

from generator.cache.disk import digest
from generator.cache.memory import Memory
from generator.cache.trees import states
from generator.pages import Page
from generator.pipeline.assemble import Output
from generator.site.bundled import bundled
from generator.site.generated_page import GeneratedPage
from generator.site.messages import log_findings

_TEMPLATES = Path(__file__).resolve().parents[1] / "pages"


@dataclass(frozen=True)
class Built:
    """A whole build that small ones may follow.

    ``plugin``: ours; ``around``: what else its pages were made with, see :func:`surroundings`.
    """

    config: MkDocsConfig
    plugin: Any
    files: Files
    navigation: Navigation
    assembled: Output
    around: str


@dataclass
class Session:
    """The option ``served`` of the plugin in ``playbook serve``; nobody can write it into a file.

    ``built``: ``None`` if the next build has to be a whole one. ``plugin``: that of the last one
    that succeeded. ``search_is_old``: whether pages have changed since the search was made.
    """

    memory: Memory = field(default_factory=Memory)
    built: Built | None = None
    plugin: Any = None
    search_is_old: bool = True


def watched_folders(root: Path) -> Iterator[Path]:
    """The folders whose files make a build differ, beside the hand-written pages."""
    for folder in (root / "accounts", root / "content", _TEMPLATES, bundled("overrides")):
        if folder.is_dir():
            yield folder


def built_by(plugin: Any, config: MkDocsConfig) -> Built | None:
    """The build that ``plugin`` has just made, if small ones may follow it."""
    around = surroundings(config)
    if around is None:
        return None
    return Built(config, plugin, plugin.files, plugin.navigation, plugin.shown, around)


def surroundings(config: MkDocsConfig) -> str | None:
    """Changes with the settings, the hand-written pages, the theme and the templates of pages.

    ``None`` if that cannot be said: a link among the pages may lead anywhere.
    """
    pages = Path(config.docs_dir)
    folders = (pages, bundled("overrides"), _TEMPLATES)
    try:
        if any(path.is_symlink() for path in (pages, *pages.rglob("*"))):
            return None
        found = [repr(each) for folder in folders for each in states(str(folder))]
        return digest(Path(config.config_file_path).read_bytes(), *found)
    except OSError:
        return None


def changed_pages(old: Output, new: Output) -> list[Page] | None:
    """The pages of ``new`` that ``old`` does not have; ``None`` if only a whole build will do.

    That is where pages, redirects, pictures or data files were added or removed.
    """
    if list(_shape(old)) != list(_shape(new)):
        return None
    pairs = zip(old.pages, new.pages, strict=True)
    return [after for before, after in pairs if after is not before and after != before]


def _shape(assembled: Output) -> Iterator[object]:
    """What other pages and files of the site depend on."""
    yield assembled.withheld
    for page in assembled.pages:
        pictures = [picture.name for picture in page.pictures]
        yield page.path, pictures, page.former_paths, page.title if page.former_paths else ""
    yield [each.path for each in assembled.artifacts]


def small_build(session: Session, put: Callable[[Mapping[str, bytes]], object]) -> bool:
    """Make the files of the site that differ now; ``False`` if only a whole build will do.

    ``put``: puts them in place, given by path in the site. Problems of links are logged as in a
    whole build. Raises what that would: PluginError for errors in definitions, after which the last
    build still stands.
    """
    built = session.built
    if built is None or built.plugin.day() != built.plugin.as_of:
        return False
    if surroundings(built.config) != built.around:
        return False
    assembled = built.plugin.assemble(built.config)
    pages = changed_pages(built.assembled, assembled)
    if pages is None or any(_has_neighbours(page, built) for page in pages):
        return False
    session.built = None  # should anything fail from here on
    log_findings(assembled.findings, built.plugin.edition)
    found = _files_of(built, pages)
    before = {each.path: each.text for each in built.assembled.artifacts}
    for artifact in assembled.artifacts:
        if artifact.text != before[artifact.path]:
            found[artifact.path] = artifact.text.encode()
    put(found)
    session.built = replace(built, assembled=assembled)
    session.search_is_old = session.search_is_old or bool(pages)
    return True


def _has_neighbours(page: Page, built: Built) -> bool:
    """Whether `nav:` in mkdocs.yml names a generated page, which so has others beside it."""
    file = built.files.get_file_from_path(page.path)
    return file is None or file.page in built.navigation.pages


def _files_of(built: Built, pages: list[Page]) -> dict[str, bytes]:
    """The files of some pages with their pictures, by path in the site."""
    config, files = built.config, built.files
    made = [_rendered(page, built) for page in pages]
    everything = files.documentation_pages()
    found: dict[str, bytes] = {}
    for page in made:
        page.active = True
        context: Any = get_context(built.navigation, everything, config, page)
        html: str = built.plugin.on_page_context(context, page=page, config=config)["whole"]
        page.active = False
        found[page.file.dest_uri] = html.encode("utf-8", errors="xmlcharrefreplace")
        folder = posixpath.dirname(page.source.path)
        for picture in page.source.pictures:
            found[posixpath.join(folder, picture.name)] = picture.svg.encode()
    for file in everything:
        if file.page is not None:
            level = config.validation.links.anchors
            file.page.validate_anchor_links(files=files, log_level=level)
    return found


def _rendered(source: Page, built: Built) -> GeneratedPage:
    file = built.files.get_file_from_path(source.path)
    if file is None or file.page is None:
        raise ValueError(f"{source.path} is no page of the last build")
    old, navigation = file.page, built.navigation
    file.edit_uri = source.source
    page = GeneratedPage(source, file, built.config)
    page.update_date = old.update_date
    navigation.homepage = page if navigation.homepage is old else navigation.homepage
    navigation.items = [page if each is old else each for each in navigation.items]
    page.read_source(built.config)
    page.render(built.config, built.files)
    return page
