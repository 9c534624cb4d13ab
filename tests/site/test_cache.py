"""The build cache: a build with it equals one without it, after any edit."""

import errno
import gc
import os
import random
import shutil
import stat
import subprocess
import weakref
from collections.abc import Callable, Iterator, Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from mkdocs.config.defaults import MkDocsConfig

from generator.analysis import AccountInsight
from generator.cache.disk import FOLDER, NO_CACHE, Cache, clear, digest, key_file
from generator.checks import CHECKS
from generator.checks.check import Check
from generator.findings.classification import Edition
from generator.findings.finding import Finding
from generator.model.item import Item
from generator.model.nodes import Map
from generator.pages.account import layout
from generator.pages.kit import handbook, templates
from generator.pages.kit.page import Page
from generator.pipeline.assemble import Assembled, assemble
from generator.reading import load
from generator.reading.parse import read
from generator.site import generated_page, plugin, publish, search_index, small_build, whole
from generator.site.conversion import ConvertedPage, Links, convert_page
from generator.site.publish import build_site
from tests.examples import examples, spread
from tests.scenarios.scenario import AS_OF, BASE, copy_of
from tests.site.conftest import tree


# The store -------------------------------------------------------------------------------------
def entries(root: Path) -> list[Path]:
    return [path for path in (root / FOLDER).rglob("*") if path.is_file() and path.name[0] != "."]


def test_what_was_put_is_found_until_it_is_cleared(tmp_path: Path) -> None:
    cache = Cache(tmp_path, "v1")
    cache.put("pages", digest("a"), b"one")
    assert Cache(tmp_path, "v1").get("pages", digest("a")) == b"one"
    assert Cache(tmp_path, "v2").get("pages", digest("a")) is None
    assert cache.get("other", digest("a")) is None
    assert clear(tmp_path) > 0
    assert cache.get("pages", digest("a")) is None
    assert clear(tmp_path) == 0


@pytest.mark.parametrize("damage", [b"", b"x", b"\0" * 40], ids=["empty", "torn", "altered"])
def test_a_broken_entry_is_a_miss(tmp_path: Path, damage: bytes) -> None:
    cache = Cache(tmp_path, "v1")
    cache.put("pages", digest("a"), b"one")
    (entry,) = entries(tmp_path)
    entry.write_bytes(damage)
    assert cache.get("pages", digest("a")) is None
    cache.put("pages", digest("a"), b"one")
    assert cache.get("pages", digest("a")) == b"one"


def test_a_full_disk_keeps_nothing_and_stops_nobody(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    cache = Cache(tmp_path, "v1")
    with monkeypatch.context() as patch:
        patch.setattr(os, "fdopen", full)
        cache.put("pages", digest("a"), b"one")
    assert cache.get("pages", digest("a")) is None
    assert not list((tmp_path / FOLDER).rglob(".new-*"))


def test_only_its_owner_reads_it_and_git_leaves_it_out(tmp_path: Path) -> None:
    Cache(tmp_path, "v1").put("pages", digest("a"), b"one")
    assert stat.S_IMODE((tmp_path / FOLDER).stat().st_mode) == 0o700
    assert {stat.S_IMODE(path.stat().st_mode) for path in entries(tmp_path)} == {0o600}
    assert "*" in (tmp_path / FOLDER / ".gitignore").read_text().split()


def test_what_came_with_a_repository_is_a_miss(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An attacker's entry has another key."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "theirs"))
    Cache(tmp_path, "v1").put("pages", digest("a"), b"planted")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "ours"))
    assert Cache(tmp_path, "v1").get("pages", digest("a")) is None
    assert stat.S_IMODE(key_file().stat().st_mode) == 0o600


def test_an_entry_counts_under_its_own_name_only(tmp_path: Path) -> None:
    cache = Cache(tmp_path, "v1")
    cache.put("leadership/pages", digest("a"), b"one")
    (entry,) = entries(tmp_path)
    other = Path(str(entry).replace("leadership", "team"))
    other.parent.mkdir(parents=True)
    entry.rename(other)
    assert cache.get("team/pages", digest("a")) is None


@pytest.mark.parametrize("place", [".cache", FOLDER, f"{FOLDER}/v1"])
def test_a_link_is_neither_written_nor_trimmed(tmp_path: Path, place: str) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "precious").write_bytes(b"x" * 100)
    link = tmp_path / "root" / place
    link.parent.mkdir(parents=True)
    link.symlink_to(elsewhere)
    cache = Cache(tmp_path / "root", "v1")
    cache.put("pages", digest("a"), b"one")
    assert cache.trim(1) == 0
    assert [path.name for path in elsewhere.iterdir()] == ["precious"]


def test_what_was_used_longest_ago_goes_first(tmp_path: Path) -> None:
    cache = Cache(tmp_path, "v1")
    for place, name in enumerate("abc"):
        cache.put("pages", digest(name), name.encode() * 1000)
        for entry in entries(tmp_path):
            os.utime(entry, ns=(place, place)) if entry.stat().st_mtime > 100 else None
    assert cache.get("pages", digest("a"))  # used now
    assert cache.trim(2100) <= 2100
    assert [bool(cache.get("pages", digest(name))) for name in "abc"] == [True, False, True]


def test_parts_are_stored_separately() -> None:
    assert digest("ab", "c") != digest("a", "bc") != digest("a", "b", "c")


# Builds ----------------------------------------------------------------------------------------
class Builds:
    """Builds of one repository in Git; ``converted``: the pages converted by the last one.

    ``rendered``: the paths of those whose Markdown was made. ``whole``: the builds of MkDocs.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        self.day, self.version, self.jobs = AS_OF, "v1", 1
        self.converted = self.whole = 0
        self.rendered: list[str] = []
        self.git("init", "-q", "-b", "main")
        self.commit()

    def git(self, *arguments: str) -> None:
        who = ("-c", "user.name=A", "-c", "user.email=a@b.example")
        subprocess.run(["git", "-C", str(self.root), *who, *arguments], check=True)

    def commit(self) -> None:
        self.git("add", "accounts", "content")
        self.git("commit", "-q", "--allow-empty", "-m", "A state")

    def clean(self, edition: Edition = Edition.TEAM) -> dict[str, bytes]:
        return self._site(NO_CACHE, edition)

    def cached(self, edition: Edition = Edition.TEAM) -> dict[str, bytes]:
        return self._site(Cache(self.root, self.version), edition)

    def _site(self, cache: Cache, edition: Edition) -> dict[str, bytes]:
        self.converted = 0
        self.rendered.clear()
        target = self.root / "site"
        build_site(self.root, target, edition, self.day, cache=cache, jobs=self.jobs)
        return tree(self.root / "site")

    def change(self, path: str, line: str, text: str) -> None:
        """Let the first line that begins with ``line`` say ``text`` behind it."""
        file = self.root / path
        lines = file.read_text().splitlines()
        (place, *_) = [place for place, each in enumerate(lines) if each.startswith(line)]
        lines[place] = line + text
        file.write_text("\n".join(lines) + "\n")


def base_of(folder: Path) -> Path:
    """The base of the scenarios, with settings and a hand-written page."""
    root = copy_of(BASE, folder)
    (root / "mkdocs.yml").write_text(
        "site_name: Ours\nrepo_url: https://git.example/ours\nedit_uri: edit/main/\n"
        "docs_dir: content/pages\ntheme: {name: material}\nplugins: [playbook]\nextra: {}\n"
        "markdown_extensions: []\n"
    )
    (root / "content/pages/index.md").unlink()
    (root / "content/pages/guide.md").write_text("# A guide\n\nWritten by hand.\n")
    return root


@pytest.fixture
def builds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Builds:
    """The base of the scenarios with a stand-in for Pagefind, which is tried elsewhere."""
    root = base_of(tmp_path / "repository")
    made = Builds(root)

    def counted(source: Page, url: str, links: Links) -> ConvertedPage:
        made.converted += 1
        return convert_page(source, url, links)

    def markdown(template: str, path: str, values: Mapping[str, object]) -> str:
        made.rendered.append(path)
        return templates.render(template, path, values)

    run = whole._run

    def by_mkdocs(config: MkDocsConfig) -> tuple[str, ...]:
        made.whole += 1
        return run(config)

    monkeypatch.setattr(whole, "_run", by_mkdocs)
    for module in (generated_page, small_build):
        monkeypatch.setattr(module, "convert_page", counted)
    for module in (layout, handbook):
        monkeypatch.setattr(module, "render", markdown)
    monkeypatch.setattr(search_index, "_indexed", _indexed)
    return made


def _indexed(records: object) -> search_index.IndexFiles:
    return {"pagefind-entry.json": repr(records).encode(), "fragment/1": b"a fragment"}


def test_the_second_build_makes_no_page_and_the_same_bytes(builds: Builds) -> None:
    clean = builds.clean()
    every = builds.converted
    assert builds.cached() == clean
    assert builds.converted == every > 15
    assert builds.cached() == clean
    assert builds.converted == 0
    for entry in entries(builds.root):
        entry.write_bytes(entry.read_bytes()[:-1])
    assert builds.cached() == clean
    assert builds.converted == every


@pytest.mark.slow
def test_what_stays_is_not_read_and_is_made_again_where_nothing_sound_is_kept(
    builds: Builds, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = []
    get = Cache.get

    def counted(cache: Cache, kind: str, key: str) -> bytes | None:
        read.append(kind)
        return get(cache, kind, key)

    monkeypatch.setattr(Cache, "get", counted)
    _another(builds, 0)
    builds.cached()
    read.clear()
    assert builds.cached() == builds.clean()
    assert "team/pages" not in read
    for entry in (builds.root / FOLDER / "v1/team/pages").rglob("*"):
        if entry.is_file() and "left" not in entry.parts:
            entry.write_bytes(b"torn")
    builds.change(ACCOUNT, "sector:", " services")
    page = builds.root / "site/roles/kam/index.html"
    page.write_bytes(page.read_bytes() + b" ")
    assert builds.cached() == builds.clean()


@pytest.mark.slow
def test_files_of_the_search_are_linked_only_where_they_are_the_same(builds: Builds) -> None:
    clean = builds.clean()
    builds.cached()
    fragment = builds.root / "site/search/0/fragment/1"
    before = fragment.stat().st_ino
    builds.cached()
    assert fragment.stat().st_ino == before
    for damage in (b"a fragmenT", b"short"):
        fragment.write_bytes(damage)
        assert builds.cached() == clean
    fragment.unlink()
    fragment.symlink_to(builds.root / "mkdocs.yml")
    assert builds.cached() == clean
    assert not fragment.is_symlink()
    other = builds.root / "kept"
    other.hardlink_to(fragment)
    builds.cached()
    assert not other.samefile(fragment)


@pytest.mark.slow
@pytest.mark.parametrize("change", spread(["template", "hook", "plugin"], 1))
def test_where_others_may_change_pages_none_is_cached(builds: Builds, change: str) -> None:
    if change == "template":
        (builds.root / "shared").mkdir()
        (builds.root / "shared" / "source-file.html").write_text("{{ nav | length }}")
        (builds.root / "own").mkdir()
        (builds.root / "own" / "partials").symlink_to(builds.root / "shared")
        builds.change("mkdocs.yml", "theme:", " {name: material, custom_dir: own}")
    elif change == "hook":
        (builds.root / "hook.py").write_text("def on_post_page(output, **_):\n    return output\n")
        builds.change("mkdocs.yml", "extra:", " {}\nhooks: [hook.py]")
    else:
        builds.change("mkdocs.yml", "plugins:", " [playbook, material/tags]")
    builds.cached()
    every = builds.converted
    assert builds.cached()
    assert builds.converted == every > 15


@pytest.mark.slow
@pytest.mark.parametrize("edition", spread([Edition.TEAM, Edition.PUBLIC, Edition.HR], 1), ids=str)
def test_no_edition_finds_what_another_one_cached(builds: Builds, edition: Edition) -> None:
    builds.change("accounts/acme-pumps/account.yaml", "sector:", " industrial\nsummary: Canary")
    builds.change("accounts/acme-pumps/account.yaml", "status:", " active\nclass: confidential")
    builds.cached(Edition.LEADERSHIP)
    assert any(b"Canary" in entry.read_bytes() for entry in entries(builds.root))
    assert builds.cached(edition) == builds.clean(edition)
    own = (path for path in entries(builds.root) if edition.value in path.parts)
    assert not [path for path in own if b"Canary" in path.read_bytes()]


# After any edit --------------------------------------------------------------------------------
ACCOUNT = "accounts/acme-pumps/account.yaml"
STRATEGY = "accounts/acme-pumps/strategy.yaml"


def _day(builds: Builds, place: int) -> None:
    builds.day = AS_OF + timedelta(days=place)


def _program(builds: Builds, place: int) -> None:
    builds.version = f"v{place}"


def _another(builds: Builds, _place: int) -> None:
    """Add an account, or take it away."""
    folder = builds.root / "accounts/second"
    if folder.exists():
        shutil.rmtree(folder)
        return
    shutil.copytree(builds.root / "accounts/acme-pumps", folder)
    builds.change("accounts/second/account.yaml", "id:", " second")


def _link(builds: Builds, place: int) -> None:
    """Let a hand-written page lead to an anchor of a generated one, which is there or not."""
    anchor = ("objective-fewer-leaks", "gone")[place % 2]
    (builds.root / "content/pages/leading.md").write_text(
        f"# Leading\n\n[x](accounts/acme-pumps/strategy.md#{anchor})\n"
    )


def _touched(builds: Builds, place: int) -> None:
    """Let somebody write into the site, or add to it."""
    page = builds.root / "site/roles/kam/index.html"
    other = page if place % 2 else page.with_name("theirs.txt")
    with other.open("ab") as stream:
        stream.write(b"\n")


def _lost(builds: Builds, place: int) -> None:
    """Damage what was kept as one kind."""
    kinds = ("site", "pages/left", "pages", "search", "results")
    for entry in (builds.root / FOLDER).glob(f"*/team/{kinds[place % len(kinds)]}/*/*"):
        if entry.is_file():
            entry.write_bytes(entry.read_bytes()[:-1])


def _glossary(builds: Builds, place: int) -> None:
    (builds.root / "content/glossary.yaml").write_text(
        f"schema: glossary/2\nterms:\n  - {{id: one, term: One, means: The word {place}.}}\n"
    )


def _commit(builds: Builds, _place: int) -> None:
    builds.commit()


def _parent(builds: Builds, place: int) -> None:
    """Let the other account be part of the first one, or no longer."""
    file = builds.root / "accounts/second/account.yaml"
    if file.exists():
        lines = [each for each in file.read_text().splitlines() if not each.startswith("parent:")]
        file.write_text("\n".join([*lines, *(["parent: acme-pumps"] * (place % 2))]) + "\n")


def _redaction(builds: Builds, place: int) -> None:
    file = builds.root / "content/redactions.yaml"
    entry = "{id: works-manager, on: 2026-01-05, because: She asked for it.}"
    file.unlink(missing_ok=True)
    if place % 2:
        file.write_text(f"schema: redactions/1\nredactions:\n  - {entry}\n")


EDITS: dict[str, Callable[[Builds, int], None]] = {
    "an account": lambda builds, n: builds.change(ACCOUNT, "name:", f" Acme {n}"),
    "its class": lambda builds, n: builds.change(
        ACCOUNT, "structure:", " single" + ("\nclass: confidential" if n % 2 else "")
    ),
    "another account": _another,
    "a role": lambda builds, n: builds.change("content/roles/kam.yaml", "purpose:", f" Grows {n}."),
    "a competency": lambda builds, n: builds.change(
        "content/competencies/negotiation.yaml", "name:", f" Negotiation {n}"
    ),
    "a method": lambda builds, n: builds.change("content/methods/matrix.yaml", "name:", f" M {n}"),
    "a person": lambda builds, n: builds.change(
        "content/people.yaml", "    name: Ben", f" Cole {n}"
    ),
    "the glossary": _glossary,
    "a guide": lambda builds, n: builds.change("content/pages/guide.md", "#", f" Guide {n}"),
    "a setting": lambda builds, n: builds.change("mkdocs.yml", "site_name:", f" Site {n}"),
    "a title in the theme": lambda builds, n: builds.change(
        "mkdocs.yml", "markdown_extensions:", f" [{{toc: {{title: Contents {n}}}}}]"
    ),
    "the theme": lambda builds, n: builds.change(
        "mkdocs.yml", "theme:", f" {{name: material, features: [{'navigation.tabs' * (n % 2)}]}}"
    ),
    "a commit": _commit,
    "a parent": _parent,
    "a redaction": _redaction,
    "an objective": lambda builds, n: builds.change(
        STRATEGY, "    due:", f" 2027-09-{1 + n % 30:02}"
    ),
    "a link": _link,
    "the site": _touched,
    "the cache": _lost,
    "the date": _day,
    "the program": _program,
}


@pytest.mark.parametrize("seed", range(examples(1, 500)))
def test_after_any_edits_a_build_equals_a_clean_one(builds: Builds, seed: int) -> None:
    rng = random.Random(seed)  # noqa: S311 - not for secrets
    builds.cached()
    _another(builds, 0)
    for edit in rng.sample(sorted(EDITS), examples(2, 3)):
        EDITS[edit](builds, rng.randrange(1000))
        assert builds.cached() == builds.clean(), edit


@pytest.mark.slow
def test_after_an_edit_the_pages_of_other_accounts_are_not_rendered(builds: Builds) -> None:
    _another(builds, 0)
    builds.commit()
    builds.cached()
    every = len(builds.rendered)
    builds.change(ACCOUNT, "sector:", " services")
    assert builds.cached() == builds.clean()
    builds.cached()
    assert not [path for path in builds.rendered if path.startswith("accounts/")]
    builds.change(ACCOUNT, "sector:", " trade")
    builds.cached()
    folders = {path.split("/")[1] for path in builds.rendered if path.startswith("accounts/")}
    assert folders <= {"acme-pumps", "index.md"}
    assert len(builds.rendered) <= every - 7
    handbook = ("roles/", "competencies/", "methods/", "glossary", "onboarding/", "sources")
    assert not [path for path in builds.rendered if path.startswith(handbook)]
    builds.commit()  # a history may say other things now
    builds.cached()
    assert "accounts/second/history.md" in builds.rendered


@pytest.mark.slow
def test_an_edit_checks_the_account_that_was_edited(
    builds: Builds, monkeypatch: pytest.MonkeyPatch
) -> None:
    checked = set()
    in_account = Check.in_account

    def counted(check: Check, account: AccountInsight, *around: Any) -> Iterator[Finding]:
        if check in CHECKS and not check.looks_at_others:
            checked.add(account.account.id)
        return in_account(check, account, *around)

    monkeypatch.setattr(Check, "in_account", counted)
    _another(builds, 0)
    builds.cached()
    assert checked == {"acme-pumps", "second"}
    checked.clear()
    builds.change(ACCOUNT, "sector:", " services")
    builds.cached()
    assert checked == {"acme-pumps"}


def share_a_former_id(builds: Builds) -> None:
    """A history in which the first account leaves its former id to a copy of it."""
    account = builds.root / ACCOUNT
    text = account.read_text()
    account.parent.rename(builds.root / "accounts/old")
    builds.change("accounts/old/account.yaml", "id:", " old")
    builds.commit()
    (builds.root / "accounts/old").rename(account.parent)
    account.write_text(text.replace("id: acme-pumps", "id: acme-pumps\naliases: [old]", 1))
    builds.commit()
    _another(builds, 0)
    account.write_text(text)
    builds.commit()
    builds.change(STRATEGY, "    due: 2027-06-30", " # put off")
    builds.change(STRATEGY, "    due:", " 2027-09-30")
    builds.commit()


def hide_in_the_other_account(builds: Builds) -> None:
    builds.change("accounts/second/strategy.yaml", "  - id:", " fewer-leaks\n    class: restricted")


@pytest.mark.slow
def test_a_history_is_hidden_by_an_account_that_has_its_former_id(builds: Builds) -> None:
    share_a_former_id(builds)
    history = "accounts/acme-pumps/history/index.html"
    before = builds.cached()
    assert before == builds.clean()
    assert b"30 Sep 2027" in before[history]
    hide_in_the_other_account(builds)
    after = builds.cached()
    assert after == builds.clean()
    assert b"30 Sep 2027" not in after[history]


@pytest.mark.slow
def test_an_edit_renders_only_the_pages_that_show_it(builds: Builds) -> None:
    _glossary(builds, 1)
    builds.cached()
    every = builds.converted
    counts = {}
    for edit in ("a competency", "a person", "the glossary"):
        EDITS[edit](builds, 2)
        builds.cached()
        counts[edit] = builds.converted
    assert all(0 < count < every / 2 for count in counts.values()), counts
    EDITS["a guide"](builds, 2)  # its title stands in the navigation of every page
    builds.cached()
    assert builds.converted == every


@pytest.mark.slow
def test_after_an_edit_several_processes_make_what_one_makes(
    builds: Builds, monkeypatch: pytest.MonkeyPatch
) -> None:
    builds.cached()
    builds.change(ACCOUNT, "sector:", " services")
    builds.change("mkdocs.yml", "site_name:", " Others")
    clean = builds.clean()
    monkeypatch.setattr(plugin, "_FEWEST", 1)
    builds.jobs = 2
    assert builds.cached() == clean


@pytest.mark.slow
def test_an_edit_writes_no_page_picture_or_search_that_is_as_it_was(builds: Builds) -> None:
    _another(builds, 0)
    clean = builds.cached()
    site = builds.root / "site"
    before = {path: (site / path).stat().st_ino for path in clean}
    builds.change(ACCOUNT, "sector:", " services")
    after = builds.cached()
    same = {path for path in before if after[path] == clean[path]}
    written = {path for path in same if (site / path).stat().st_ino != before[path]}
    assert written <= {*NOT_LINKED, "guide/index.html"}
    assert len(same) > 100
    assert not [path for path in written if path.startswith(("search/", "accounts/"))]


NOT_LINKED = frozenset(
    {".playbook-site.json", "404.html", "sitemap.xml", "sitemap.xml.gz"}
    | {f"data/{name}.json" for name in ("competencies", "framework.case", "roles")}
)
"""What is written in each build."""


def test_an_edit_parses_the_definition_that_was_edited(
    builds: Builds, monkeypatch: pytest.MonkeyPatch
) -> None:
    parsed = []

    def counted(path: str, data: bytes) -> tuple[Map | None, tuple[Finding, ...]]:
        parsed.append(path)
        return read(path, data)

    monkeypatch.setattr(load, "read", counted)
    builds.cached()
    assert len(parsed) > 10
    parsed.clear()
    builds.change(ACCOUNT, "sector:", " services")
    builds.cached()
    assert {path.rpartition("/")[0] for path in parsed} == {ACCOUNT.rpartition("/")[0]}


@pytest.mark.slow
@pytest.mark.parametrize("is_cached", [False, True])
def test_definitions_are_let_go_before_the_site_is_made(
    builds: Builds, monkeypatch: pytest.MonkeyPatch, is_cached: bool
) -> None:
    accounts: list[weakref.ref[Item]] = []
    run = whole._run

    def assembled(*arguments: Any, **named: Any) -> Assembled:
        made = assemble(*arguments, **named)
        accounts.extend(map(weakref.ref, made.catalog.accounts.values()))
        return made

    def without_them(config: MkDocsConfig) -> tuple[str, ...]:
        gc.collect()  # templates leave circles behind
        assert accounts
        assert not [each for each in accounts if each() is not None]
        return run(config)

    monkeypatch.setattr(publish, "assemble", assembled)
    monkeypatch.setattr(whole, "_run", without_them)
    builds.cached() if is_cached else builds.clean()
