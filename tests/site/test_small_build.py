"""What an edit of definitions changes is made without MkDocs, or all of it as ever."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from mkdocs.utils import get_relative_url, normalize_url

from generator.cache.disk import FOLDER, Cache
from generator.findings.classification import Edition
from generator.findings.errors import OutputError
from generator.site import search_index
from generator.site.errors import SiteError
from generator.site.relative import address_from, relative_url
from generator.site.theme_settings import AskedForMoreError, ThemeSettings, as_data
from tests.examples import spread
from tests.site.conftest import tree
from tests.site.test_cache import ACCOUNT, EDITS, Builds, builds

__all__ = ["builds"]

SCRIPT = """
import sys
from generator.cli import load
code = load("app").run(sys.argv[1:])
assert code == 0, code
assert not {name.partition(".")[0] for name in sys.modules} & {"mkdocs", "material"}
"""


def services(builds: Builds, number: int = 0) -> None:
    builds.change(ACCOUNT, "sector:", f" services {number}")


@pytest.mark.parametrize(
    "edit", spread(["an account", "an objective", "a competency", "a commit"], 1)
)
def test_an_edit_of_definitions_is_built_without_mkdocs(builds: Builds, edit: str) -> None:
    builds.cached()
    every, builds.whole = builds.converted, 0
    for place in (1, 2):
        EDITS[edit](builds, place)
        builds.cached()
        assert builds.converted < every
    assert builds.whole == 0
    assert tree(builds.root / "site") == builds.clean()


@pytest.mark.slow
@pytest.mark.parametrize(
    "case",
    spread(
        [
            ("use_directory_urls: false\nsite_url: https://ours.example/here/\n", 1),
            ("nav: [guide.md, accounts/index.md, {Part: [accounts/second/index.md]}]\n", 2),
            ("edit_uri:\nedit_uri_template: 'edit/{path}?a=<b>'\nextra: {since: 2026-11-02}\n", 1),
            ("copyright: '{{ page.title }}'\nextra_javascript: [{path: a.js, defer: true}]\n", 1),
            ("extra_css: ['own.css?a=\"b']\nuse_directory_urls: false\n", 1),
        ],
        1,
    ),
)
def test_an_edit_under_other_settings(builds: Builds, case: tuple[str, int]) -> None:
    lines, whole = case
    EDITS["another account"](builds, 0)
    with (builds.root / "mkdocs.yml").open("a") as settings:
        settings.write(lines)
    builds.cached()
    EDITS["an account"](builds, 1)
    made = builds.cached()
    assert builds.whole == whole
    assert made == builds.clean()


def test_importing_what_builds_does_not_import_mkdocs() -> None:
    program = "import sys, generator.cli.building; assert 'mkdocs' not in sys.modules"
    subprocess.run([sys.executable, "-c", program], check=True)


@pytest.mark.slow
def test_a_build_after_an_edit_loads_no_mkdocs(
    builds: Builds, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("PLAYBOOK_NO_CACHE", raising=False)
    site = builds.root / "site"
    command = ["build", "--root", str(builds.root), "--as-of", builds.day.isoformat()]
    subprocess.run([sys.executable, "-m", "generator", *command], check=True)
    services(builds)
    subprocess.run([sys.executable, "-c", SCRIPT, *command], check=True)
    made = tree(site)
    subprocess.run([sys.executable, "-m", "generator", *command, "--no-cache"], check=True)
    assert tree(site) == made


# A whole build -----------------------------------------------------------------------------------
def _written_into(builds: Builds) -> None:
    (builds.root / "site/roles/kam/index.html").write_text("theirs")


def _added_to(builds: Builds) -> None:
    (builds.root / "site/theirs.txt").touch()


def _named_twice(builds: Builds) -> None:
    (builds.root / "theirs.html").hardlink_to(builds.root / "site/index.html")


def _forgotten(kind: str) -> Callable[[Builds], None]:
    def forget(builds: Builds) -> None:
        for entry in (builds.root / FOLDER / "v1/team" / kind).glob("*/*"):
            if entry.is_file():
                entry.write_bytes(b"torn")

    return forget


def _written_page(builds: Builds) -> None:
    builds.change("content/pages/guide.md", "Written", " by hand, again.")


def _picture(builds: Builds) -> None:
    (builds.root / "content/pages/picture.svg").write_text("<svg/>")


WHOLE: dict[str, Callable[[Builds], object]] = {
    "a page of the site": _written_into,
    "a file of somebody": _added_to,
    "another name": _named_twice,
    "what was kept of the site": _forgotten("site"),
    "how pages were left": _forgotten("pages/left"),
    "what the search finds": _forgotten("pages"),
    "a hand-written page": _written_page,
    "a picture": _picture,
    "another account": lambda builds: EDITS["another account"](builds, 0),
    "a setting": lambda builds: EDITS["a setting"](builds, 1),
    "the date": lambda builds: EDITS["the date"](builds, 1),
}


@pytest.mark.slow
@pytest.mark.parametrize("change", spread(WHOLE, 2))
def test_with_anything_else_mkdocs_builds_all_of_it(builds: Builds, change: str) -> None:
    builds.cached()
    builds.whole = 0
    services(builds)
    WHOLE[change](builds)
    made = builds.cached()
    assert builds.whole == 1
    assert made == builds.clean()


@pytest.mark.slow
def test_a_template_that_may_show_all_pages_is_made_anew(builds: Builds) -> None:
    builds.change("mkdocs.yml", "extra:", " {}\nextra_templates: [all.txt]")
    show = "{% for file in pages %}{{ file.page.title }} {% endfor %}"
    (builds.root / "content/pages/all.txt").write_text(show)
    builds.cached()
    builds.change(ACCOUNT, "name:", " Acme Bearings")
    made = builds.cached()
    assert b"Acme Bearings" in made["all.txt"]
    assert made == builds.clean()


@pytest.mark.slow
def test_where_files_cannot_be_moved_in_mkdocs_builds_all_of_it(
    builds: Builds, monkeypatch: pytest.MonkeyPatch
) -> None:
    builds.cached()
    builds.whole = 0
    services(builds)
    with monkeypatch.context() as patch:
        patch.setattr(os, "access", lambda path, _: "search" not in str(path))
        made = builds.cached()
    assert builds.whole == 1
    assert made == builds.clean()


@pytest.mark.slow
def test_after_a_move_that_failed_mkdocs_builds_all_of_it(
    builds: Builds, monkeypatch: pytest.MonkeyPatch
) -> None:
    builds.cached()
    services(builds)
    replace = Path.replace

    def refused(self: Path, other: Path) -> Path:
        if other.name == "index.html":
            raise PermissionError(13, "Permission denied", str(other))
        return replace(self, other)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", refused)
        with pytest.raises(OutputError, match="build it again"):
            builds.cached()
    builds.whole = 0
    assert builds.cached() == builds.clean()
    assert builds.whole == 2


@pytest.mark.slow
def test_files_that_nothing_changes_stay_where_they_are(builds: Builds) -> None:
    builds.cached()
    site = builds.root / "site"
    before = {path: path.stat() for path in site.rglob("*") if path.is_file()}
    services(builds)
    builds.cached()
    after = {path: path.stat() for path in site.rglob("*") if path.is_file()}
    assert before.keys() == after.keys()
    moved_in = {path for path, how in after.items() if how != before[path]}
    assert 0 < len(moved_in) < len(after) / 2


@pytest.mark.slow
def test_what_is_kept_of_pages_and_site_is_of_one_build(
    builds: Builds, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else a page that says again what it said before would count as unchanged."""
    put = Cache.put

    def full(cache: Cache, kind: str, key: str, data: bytes) -> None:
        if kind != "team/pages/left":
            put(cache, kind, key, data)

    services(builds, 1)
    builds.cached()
    services(builds, 2)
    with monkeypatch.context() as patch:
        patch.setattr(Cache, "put", full)
        builds.cached()
    services(builds, 1)
    assert builds.cached() == builds.clean()


@pytest.mark.slow
def test_no_edition_is_built_from_what_another_left(builds: Builds) -> None:
    builds.cached(Edition.LEADERSHIP)
    services(builds)
    builds.whole = 0
    assert builds.cached(Edition.HR) == builds.clean(Edition.HR)
    assert builds.whole == 2


# Problems ----------------------------------------------------------------------------------------
def failing(builds: Builds, *, cached: bool) -> SiteError:
    with pytest.raises(SiteError) as raised:
        builds.cached() if cached else builds.clean()
    return raised.value


@pytest.mark.slow
def test_an_anchor_that_goes_is_told_as_in_a_clean_build(builds: Builds) -> None:
    with (builds.root / "mkdocs.yml").open("a") as settings:
        settings.write("validation: {links: {anchors: warn}}\n")
    builds.change("content/pages/guide.md", "Written", " [x](glossary.md#term-one).")
    EDITS["the glossary"](builds, 1)
    before = builds.cached()
    glossary = builds.root / "content/glossary.yaml"
    text = glossary.read_text()
    glossary.write_text(text.replace("id: one", "id: two"))
    said = failing(builds, cached=True)
    assert "#term-one" in str(said)
    assert tree(builds.root / "site") == before
    assert str(failing(builds, cached=False)) == str(said)
    glossary.write_text(text.replace("The word 1", "The word 2"))
    builds.whole = 0
    assert builds.cached() != before
    assert builds.whole == 0


@pytest.mark.slow
def test_an_anchor_that_was_never_there_does_not_stand_in_the_way(builds: Builds) -> None:
    EDITS["a link"](builds, 1)
    builds.cached()
    builds.whole = 0
    services(builds)
    made = builds.cached()
    assert builds.whole == 0
    assert made == builds.clean()


@pytest.mark.slow
def test_a_search_that_cannot_be_made_leaves_the_old_site(
    builds: Builds, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(_: object) -> search_index.IndexFiles:
        raise search_index.SearchError("the search cannot be made: it is tried here")

    before = builds.cached()
    services(builds)
    builds.change(ACCOUNT, "name:", " Acme Bearings")
    with monkeypatch.context() as patch:
        patch.setattr(search_index, "_indexed", fails)
        builds.whole = 0
        said = failing(builds, cached=True)
        assert builds.whole == 0
        assert tree(builds.root / "site") == before
        assert str(failing(builds, cached=False)) == str(said)
    assert builds.cached() == builds.clean()


# Addresses and settings as MkDocs has them -------------------------------------------------------
PARTS = st.sampled_from(["a", "b.c", "index.html", "..", ".", "", "#d", "?e=1"])
ADDRESSES = st.lists(PARTS, max_size=5).map("/".join)


@given(ADDRESSES, ADDRESSES)
def test_addresses_are_those_of_mkdocs(url: str, other: str) -> None:
    assert relative_url(url, other) == get_relative_url(url, other)


class Page:
    def __init__(self, url: str) -> None:
        self.url = url


SAID = ADDRESSES | st.sampled_from(["https://a.example/b", "//a.example", "mailto:a@b.example"])


@given(SAID, st.sampled_from(["", "a/", "a/b/", "a.html", "a/b.html"]))
def test_addresses_in_templates_are_those_of_mkdocs(said: str, url: str) -> None:
    assert address_from(said, url) == normalize_url(said, page=Page(url))  # type: ignore[arg-type]


@pytest.mark.parametrize("ask", [str, bool, list, len, lambda value: value == 1])
def test_what_is_no_data_cannot_be_asked_for(ask: Callable[[object], object]) -> None:
    said = json.loads(json.dumps({"extra": as_data({"since": object(), "name": "Ours"})}))
    settings = ThemeSettings((), said, "1")
    extra = settings.values["config"]["extra"]
    assert extra["name"] == "Ours"
    with pytest.raises(AskedForMoreError):
        ask(extra["since"])
    with pytest.raises(AskedForMoreError):
        ask(settings.values["config"]["theme"])
