"""A page in its frame is the theme's template run in full, byte for byte."""

import shutil
from pathlib import Path
from typing import Any

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.utils.templates import TemplateContext

from generator.findings.classification import Edition
from generator.pages.kit.page import Page
from generator.site import plugin
from generator.site.frames import THEME, Frames
from generator.site.generated_page import GeneratedPage
from generator.site.publish import build_site
from generator.site.theme import encode_page_addresses
from tests.conftest import PORTFOLIO, ROOT
from tests.examples import spread
from tests.scenarios.scenario import AS_OF, BASE, copy_of, replace
from tests.site import samples
from tests.site.conftest import use

TABS = (
    "[navigation.path, navigation.tabs, navigation.top, content.action.edit, content.action.view, "
    "navigation.instant, announce.dismiss, content.tabs.link]"
)


class Framed:
    """Pages that came out of a frame, each compared with the template; others by their address."""

    def __init__(self) -> None:
        self.filled: set[str] = set()
        self.ordinary: set[str] = set()
        self.frames = 0


@pytest.fixture
def framed(monkeypatch: pytest.MonkeyPatch) -> Framed:
    found = Framed()
    framed, filled = plugin.PlaybookPlugin.framed, Frames.filled

    def noted(frames: Frames, *given: Any) -> str | None:
        html = filled(frames, *given)
        _, place, *_ = given
        (found.ordinary if html is None else found.filled).add(place.url)
        return html

    def compared(ours: plugin.PlaybookPlugin, page: GeneratedPage, context: TemplateContext) -> str:
        html = framed(ours, page, context)
        encode_page_addresses(page)
        if page.url in found.filled:
            assert html == ours.whole_template.render(context), page.url
        found.frames = len(ours.frames._frames) if ours.frames else 0
        return html

    monkeypatch.setattr(Frames, "filled", noted)
    monkeypatch.setattr(plugin.PlaybookPlugin, "framed", compared)
    monkeypatch.setattr(plugin, "write_search", lambda *_: None)
    return found


def settings(root: Path, lines: str) -> None:
    """Add settings to those of the repository at ``root``."""
    with (root / "mkdocs.yml").open("a") as file:
        file.write(lines)


@pytest.fixture
def small(tmp_path: Path) -> Path:
    root = copy_of(BASE, tmp_path / "repository")
    (root / "mkdocs.yml").write_text(
        "site_name: Ours\ndocs_dir: content/pages\nplugins: [playbook]\n"
        "repo_url: https://git.example/ours\nedit_uri: edit/main/\n"
    )
    (root / "content/pages/index.md").unlink()
    return root


def at_an_address(root: Path, folder: Path) -> Path:
    """A copy of a repository whose pages are files at an address of their own."""
    for name in ("accounts", "content"):
        shutil.copytree(root / name, folder / name)
    shutil.copy(root / "mkdocs.yml", folder)
    replace(folder / "mkdocs.yml", "# site_url:", "site_url:")
    settings(folder, "use_directory_urls: false\n")
    return folder


@pytest.mark.parametrize("edition", spread([Edition.LEADERSHIP, Edition.PUBLIC], 1), ids=str)
def test_every_page_of_the_fixture(edition: Edition, framed: Framed, tmp_path: Path) -> None:
    report = build_site(PORTFOLIO, tmp_path / "site", edition, AS_OF)
    assert len(framed.filled) == report.pages
    assert framed.frames < 30
    assert not framed.ordinary


@pytest.mark.slow
def test_every_page_of_what_we_ship(framed: Framed, tmp_path: Path) -> None:
    report = build_site(ROOT, tmp_path / "site", Edition.LEADERSHIP, AS_OF)
    assert len(framed.filled) == report.pages


@pytest.mark.slow
def test_every_page_as_a_file_at_an_address(framed: Framed, tmp_path: Path) -> None:
    root = at_an_address(PORTFOLIO, tmp_path)
    report = build_site(root, tmp_path / "site", Edition.TEAM, AS_OF)
    assert len(framed.filled) == report.pages
    assert "index.html" in framed.filled


@pytest.mark.parametrize(
    "lines",
    spread(
        [
            "theme: {name: material}\n",
            "theme: {name: material}\nsite_url: https://ours.example/here/\n",
            "theme: {name: material}\nuse_directory_urls: false\n",
            f"theme: {{name: material, language: de, features: {TABS}}}\n",
            "theme: {name: material, features: [toc.integrate], logo: accounts/index.svg}\n",
            "theme: {name: material, palette: {scheme: slate}}\nsite_author: Ada\ncopyright: ours\n"
            "extra: {scope: /, annotate: {json: [.s]}, "
            "alternate: [{name: E, link: /en/, lang: en}]}\n",
            "theme: {name: material}\nextra: {since: 2026-11-02}\n"
            "extra_javascript: [own.js, {path: a.mjs, type: module, defer: true, async: true}]\n",
        ],
        2,
    ),
    ids=["as it is", "address", "files", "features", "contents at the left", "extra", "scripts"],
)
def test_pages_under_other_settings(lines: str, framed: Framed, small: Path) -> None:
    settings(small, lines)
    report = build_site(small, small / "site", Edition.TEAM, AS_OF)
    assert len(framed.filled) == report.pages > 15
    assert framed.frames < len(framed.filled)


def test_a_page_that_is_written_is_let_go_of(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings(small, "theme: {name: material}\n")
    held: list[object] = []

    def noted(own: plugin.PlaybookPlugin, *_: object) -> None:
        assert own.assembled is None
        for page in (file.page for file in own.files.documentation_pages()):
            if isinstance(page, GeneratedPage):
                held.append(page)
                assert not (page.source.markdown or page.source.pictures or page.resolved)
                assert not (page.markdown or page.content or page.file.content_string)

    monkeypatch.setattr(plugin.PlaybookPlugin, "write_search", noted)
    report = build_site(small, small / "site", Edition.TEAM, AS_OF)
    assert len(held) == report.pages


def test_pages_with_and_without_what_the_theme_looks_for(
    framed: Framed, small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Headings, a word that makes it load a script, values that look like a gap or like markup."""
    settings(small, "theme: {name: material}\n")
    texts = {
        "headings": "# A title\n\n## One\n\n### Deep & <b>er</b>\n\n## Two\n\n## Three\n",
        "none": "Words without a heading.\n",
        "tabs": "# A title\n\nThe class tabbed-set.\n",
        "gap": "# \ue000container\ue001\n\n## \ue000skip\ue001 & \\1\n",
    }
    made = tuple(
        Page(f"{folder}/{name}.md", f"{name} \ue000url\ue001 <b>", text, description=name)
        for folder in ("reports", "accounts/one")
        for name, text in texts.items()
    )
    pages = (*samples.pages(), *made)
    use(monkeypatch, lambda *_, **__: samples.assembled(pages))
    build(load_config(str(small / "mkdocs.yml")))
    assert len(framed.filled) == len(pages)
    loading = {
        url
        for url in framed.filled
        if "playbook-theme-tabs.js" in (small / "site" / url / "index.html").read_text()
    }
    assert loading == {"reports/tabs/", "accounts/one/tabs/"}


def test_mkdocs_build_has_frames_as_well(framed: Framed, small: Path) -> None:
    settings(small, "theme: {name: material}\n")
    build(load_config(str(small / "mkdocs.yml")))
    assert len(framed.filled) > 15


# The ordinary way --------------------------------------------------------------------------------
def test_what_leads_into_the_folder_of_a_page(framed: Framed, small: Path) -> None:
    """From there the way is shorter than from other pages of its frame."""
    settings(small, "theme: {name: material, logo: accounts/acme-pumps/logo.svg}\n")
    build_site(small, small / "site", Edition.TEAM, AS_OF)
    assert "accounts/acme-pumps/team/" in framed.ordinary
    assert all(url.startswith("accounts/acme-pumps/") for url in framed.ordinary)
    team = small / "site/accounts/acme-pumps/team/index.html"
    assert '<img src="../logo.svg"' in team.read_text()


@pytest.mark.parametrize("name", ["site_name", "copyright"])
def test_a_gap_that_settings_hold(name: str, framed: Framed, small: Path) -> None:
    settings(small, f'theme: {{name: material}}\n{name}: "\\ue000container\\ue001"\n')
    if name == "site_name":
        replace(small / "mkdocs.yml", "site_name: Ours\n", "")
    build_site(small, small / "site", Edition.TEAM, AS_OF)
    assert not framed.filled
    assert len(framed.ordinary) > 15


def test_a_template_that_asks_for_more(
    framed: Framed, small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The theme of another version, for one."""
    asks = "{% extends 'base.html' %}{% block hero %}{{ page.edit_url }}{% endblock %}"
    own = small / "theme"
    own.mkdir()
    (own / THEME).write_text(asks)
    settings(small, "theme: {name: material, custom_dir: theme}\n")
    monkeypatch.setattr(plugin, "is_all_ours", lambda *_: True)
    build_site(small, small / "site", Edition.TEAM, AS_OF)
    assert not framed.filled
    assert len(framed.ordinary) > 15


@pytest.mark.parametrize("by", spread(["plugin", "hook", "override"], 1))
def test_where_others_have_a_say_no_page_has_a_frame(by: str, framed: Framed, small: Path) -> None:
    theme = "theme: {name: material}\n"
    if by == "plugin":
        replace(small / "mkdocs.yml", "[playbook]", "[playbook, material/tags]")
    elif by == "hook":
        hook = "def on_page_context(context, page, **_):\n    page.title = 'Theirs'\n"
        (small / "hook.py").write_text(f"{hook}    return context\n")
        theme += "hooks: [hook.py]\n"
    else:
        (small / "own/partials").mkdir(parents=True)
        (small / "own/partials/footer.html").write_text("<footer>{{ page.url }}</footer>")
        theme = "theme: {name: material, custom_dir: own}\n"
    settings(small, theme)
    build_site(small, small / "site", Edition.TEAM, AS_OF)
    assert not framed.filled | framed.ordinary
    page = (small / "site/accounts/acme-pumps/team/index.html").read_text()
    assert by != "override" or "<footer>accounts/acme-pumps/team/</footer>" in page


def test_hand_written_pages_go_the_ordinary_way(framed: Framed, small: Path) -> None:
    settings(small, "theme: {name: material}\n")
    (small / "content/pages/guide.md").write_text("# A guide\n\nWritten by hand.\n")
    build_site(small, small / "site", Edition.TEAM, AS_OF)
    assert "Written by hand." in (small / "site/guide/index.html").read_text()
    assert "guide/" not in framed.filled | framed.ordinary
