"""Small builds of ``playbook serve``: after any edit the site is that of a whole build."""

import random
from collections.abc import Mapping
from pathlib import Path

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config

from generator.cache.disk import NO_CACHE
from generator.findings.classification import Edition
from generator.pages import PAGES
from generator.pages.kit import handbook, templates
from generator.pages.kit.page import Page
from generator.reading import load
from generator.site import search_index, small_build
from generator.site.conversion import ConvertedPage, Links, convert_page
from generator.site.live import LiveSite, inside
from generator.site.publish import build_site
from generator.site.session import Session
from generator.site.settings import plugins_with
from generator.site.site_state import STAMP
from tests.examples import examples
from tests.site.conftest import tree
from tests.site.test_cache import (
    ACCOUNT,
    EDITS,
    STRATEGY,
    Builds,
    _indexed,
    base_of,
    hide_in_the_other_account,
    share_a_former_id,
)


class Serving(Builds):
    """What ``playbook serve`` does with a repository in Git, without a server."""

    def __init__(self, root: Path) -> None:
        super().__init__(root)
        self.folder = root.parent / "served"
        self.session = Session()
        self.whole = 0

    def start(self) -> None:
        self._build()
        self.site = LiveSite(self.folder, self._build, Edition.TEAM, self.session)

    def _build(self) -> None:
        self.whole += 1
        settings = self.root / "mkdocs.yml"
        plugins = plugins_with(
            settings, root=self.root, edition=Edition.TEAM, as_of=self.day, served=self.session
        )
        build(load_config(str(settings), site_dir=str(self.folder), plugins=plugins))

    def shown(self) -> dict[str, bytes]:
        """The site after what was edited, with its search."""
        self.site.rebuild()
        self.site.make_search()
        return tree(inside(self.folder)[0])

    def clean(self, edition: Edition = Edition.TEAM) -> dict[str, bytes]:
        build_site(self.root, self.root.parent / "clean", edition, self.day, cache=NO_CACHE)
        return tree(self.root.parent / "clean")


@pytest.fixture
def serving(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Serving:
    monkeypatch.setattr(search_index, "_indexed", _indexed)
    root = base_of(tmp_path / "repository")
    serving = Serving(root)
    EDITS["another account"](serving, 0)
    serving.commit()
    serving.start()
    return serving


LIVE_EDITS = sorted(EDITS.keys() - {"the date", "the program", "the site", "the cache"})


@pytest.mark.parametrize("seed", range(examples(1, 300)))
def test_after_any_edits_the_site_is_that_of_a_whole_build(serving: Serving, seed: int) -> None:
    rng = random.Random(seed)  # noqa: S311 - not for secrets
    for edit in rng.sample(LIVE_EDITS, examples(2, 4)):
        EDITS[edit](serving, rng.randrange(1000))
        assert serving.shown() == serving.clean(), edit


def test_an_edit_reads_one_file_and_makes_the_pages_that_show_it(
    serving: Serving, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[str] = []
    made: list[str] = []
    written: list[str] = []
    named: list[str] = []
    parsed, digest = load._parsed, PAGES.digest_of

    def digested(source: Page) -> str:
        named.append(source.path)
        return digest(source)

    def converted(source: Page, url: str, links: Links) -> ConvertedPage:
        made.append(source.path)
        return convert_page(source, url, links)

    def counted(path: str, data: bytes) -> object:
        read.append(path)
        return parsed(path, data)

    def markdown(template: str, path: str, values: Mapping[str, object]) -> str:
        written.append(path)
        return templates.render(template, path, values)

    monkeypatch.setattr(small_build, "convert_page", converted)
    monkeypatch.setattr(load, "_parsed", counted)
    monkeypatch.setattr(handbook, "render", markdown)
    monkeypatch.setattr(PAGES, "digest_of", digested)
    every = len(serving.session.built.site.pages) if serving.session.built else 0
    serving.change(STRATEGY, "schema:", " account/1\n# A remark")
    assert serving.shown() == serving.clean()
    assert serving.whole == 1
    for found in (read, made, written, named):
        found.clear()
    serving.change(ACCOUNT, "sector:", " services")
    serving.site.rebuild()
    assert serving.whole == 1
    assert {path.rpartition("/")[0] for path in read} == {"accounts/acme-pumps"}
    assert made
    assert len(made) < every / 3
    for found in (made, named):
        assert not [path for path in found if path.startswith("accounts/second/")]
    assert not [
        path for path in written if path.startswith(("roles/", "competencies/", "methods/"))
    ]


def test_a_small_build_leaves_all_other_files_alone(serving: Serving) -> None:
    before = {path: path.stat().st_mtime_ns for path in serving.folder.rglob("*") if path.is_file()}
    serving.change(ACCOUNT, "sector:", " services")
    serving.site.rebuild()
    written = {str(path) for path, then in before.items() if path.stat().st_mtime_ns != then}
    assert 0 < len(written) < len(before) / 10
    assert not [path for path in written if path.endswith(STAMP)]


def test_errors_leave_the_last_site_and_mending_them_is_a_small_build(serving: Serving) -> None:
    sound = serving.shown()
    serving.change(ACCOUNT, "sector:", " services\nsectr: one")
    serving.site.rebuild()
    assert "sectr" in serving.site.problem
    assert serving.shown() == sound
    serving.change(ACCOUNT, "sectr:", "")
    text = (serving.root / ACCOUNT).read_text()
    (serving.root / ACCOUNT).write_text(text.replace("sectr:\n", ""))
    assert serving.shown() == serving.clean() != sound
    assert not serving.site.problem
    assert serving.whole == 1


@pytest.mark.slow
def test_a_fault_in_a_small_build_is_followed_by_a_whole_one(
    serving: Serving, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object) -> None:
        raise RuntimeError("out of paper")

    serving.change(ACCOUNT, "sector:", " services")
    with monkeypatch.context() as patch:
        patch.setattr(small_build, "convert_page", fails)
        serving.site.rebuild()
    assert "out of paper" in serving.site.problem
    assert serving.shown() == serving.clean()
    assert serving.whole == 2


def test_the_search_is_made_when_somebody_asks(
    serving: Serving, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[object] = []

    def indexed(records: object) -> search_index.IndexFiles:
        made.append(records)
        return _indexed(records)

    monkeypatch.setattr(search_index, "_indexed", indexed)
    serving.change(ACCOUNT, "name:", " Acme Bearings")
    serving.site.rebuild()
    assert not made
    names = inside(serving.folder)[0] / search_index.FOLDER / search_index.NAMES
    app = serving.site.with_search(lambda *_: [b""])
    for path in ("/accounts/", "/search/names.json", "/search/names.json"):
        app({"PATH_INFO": path}, lambda *_: lambda _: None)
        assert names.exists() == (path != "/accounts/")
    assert "Acme Bearings" in names.read_text()
    assert len(made) == len(list(names.parent.iterdir())) - 1


@pytest.mark.slow
def test_a_history_is_hidden_by_an_account_that_has_its_former_id(serving: Serving) -> None:
    EDITS["another account"](serving, 0)
    share_a_former_id(serving)
    assert serving.shown() == serving.clean()
    hide_in_the_other_account(serving)
    assert serving.shown() == serving.clean()


@pytest.mark.slow
def test_files_that_were_not_put_in_place_follow(
    serving: Serving, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "no space is left")

    serving.change(ACCOUNT, "name:", " Acme Bearings")
    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", full)
        serving.site.rebuild()
    assert "no space" in serving.site.problem
    serving.change("content/roles/kam.yaml", "purpose:", " Grows accounts.")
    assert serving.shown() == serving.clean()


@pytest.mark.slow
@pytest.mark.parametrize(
    "settings",
    [
        "hooks: [hook.py]",
        pytest.param(
            "nav: [guide.md, accounts/index.md, {Part: [accounts/second/index.md]}]",
            marks=pytest.mark.slow,
        ),
    ],
)
def test_where_others_have_a_say_each_build_is_a_whole_one(serving: Serving, settings: str) -> None:
    (serving.root / "hook.py").write_text("def on_post_page(output, **_):\n    return output\n")
    serving.change("mkdocs.yml", "extra:", f" {{}}\n{settings}")
    assert serving.shown() == serving.clean()
    serving.change(ACCOUNT, "name:", " Acme Bearings")
    shown = serving.shown()
    assert shown == serving.clean()
    assert "Acme Bearings" in shown[f"{search_index.FOLDER}/{search_index.NAMES}"].decode()


def test_a_page_that_is_a_link_is_noticed(serving: Serving) -> None:
    guide = serving.root / "content/pages/guide.md"
    elsewhere = serving.root / "guide.md"
    guide.rename(elsewhere)
    guide.symlink_to(elsewhere)
    serving.site.rebuild()
    serving.whole = 0
    elsewhere.write_text("# Another guide\n")
    serving.site.rebuild()
    assert serving.whole == 1


@pytest.mark.slow
def test_a_search_that_failed_is_tried_again(
    serving: Serving, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(_: object) -> search_index.IndexFiles:
        raise OSError("out of paper")

    with monkeypatch.context() as patch:
        patch.setattr(search_index, "_indexed", fails)
        serving.site.make_search()
    assert serving.shown() == serving.clean()
