"""Unchanged input gives the cached output, byte for byte; otherwise the work is done again."""

import os
import stat
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from mkdocs.config import load_config
from rich.console import Console

from generator import reporters
from generator.cache.disk import FOLDER
from generator.cache.version import code_version
from generator.cli import build, building, check, checking, last_output
from generator.cli.app import run
from generator.findings.errors import UsageError
from generator.git.log import read_log
from generator.reading import files as definition_tree
from generator.reading import load
from generator.reading.parse import read
from generator.site import search_index
from generator.site.others import depends_on_files_alone
from generator.site.site_state import state_of
from tests.examples import spread
from tests.review.history import committed, git
from tests.scenarios.scenario import BASE, copy_of
from tests.site.conftest import tree

DAY = "2027-06-02"  # four warnings
ACCOUNT = "accounts/acme-pumps/account.yaml"
SETTINGS = "site_name: Ours\ndocs_dir: pages\ntheme: {name: material}\nplugins: [playbook]\n"


@dataclass
class Commands:
    """Commands run in a repository; ``worked``: how often one did more than a cache lookup."""

    root: Path
    capture: pytest.CaptureFixture[bytes]
    worked: int = 0
    environments: list[dict[str, str]] = field(default_factory=list)

    def run(self, verb: str, *options: str) -> tuple[int, bytes, bytes]:
        arguments = (verb, "--root", str(self.root), *options)
        if "--as-of" not in options:
            arguments += ("--as-of", DAY)
        self.capture.readouterr()
        code = run([*arguments])
        return code, *self.capture.readouterr()

    def counts(self, function: Callable[..., Any]) -> Callable[..., Any]:
        def counted(*options: Any) -> Any:
            self.worked += 1
            return function(*options)

        return counted

    def was_looked_up(self, verb: str, *options: str) -> bool:
        before = self.worked
        assert self.run(verb, *options)[0] < 2
        return self.worked == before

    def entries(self) -> list[Path]:
        found = (self.root / FOLDER).rglob("*")
        return [path for path in found if path.is_file() and path.name[0] != "."]

    def answers(self) -> list[Path]:
        """Without what they were made from."""
        kinds = ((path, path.relative_to(self.root / FOLDER).parts[1:3]) for path in self.entries())
        return [path for path, (kind, inside) in kinds if kind == "check" and inside != "results"]


@pytest.fixture
def commands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> Commands:
    """The base of the scenarios; `build` writes one page, as nobody reads it here."""
    root = copy_of(BASE, tmp_path / "repository")
    (root / "mkdocs.yml").write_text(SETTINGS)
    (root / "pages").mkdir()
    (root / "pages/guide.md").write_text("# A guide\n")
    made = Commands(root, capfdbinary)
    for name in ("PLAYBOOK_NO_CACHE", "FORCE_COLOR", "NO_COLOR", "TTY_COMPATIBLE", "COLUMNS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(checking, "answer", made.counts(checking.answer))
    monkeypatch.setattr(building, "built", made.counts(_built))
    return made


def _built(_root: Path, site: Path, edition: str, as_of: str, *_: object) -> dict[str, str]:
    site.mkdir(exist_ok=True)
    (site / ".playbook-site.json").write_text("{}")
    (site / "index.html").write_text(edition + as_of)
    return {
        "head": f"{edition}\n",
        "time": "1 s",
        "tail": "Note: well\n",
        "cache": "; cache: 3.0 MB",
        "site_state": state_of(site),
    }


# Checks ----------------------------------------------------------------------------------------
def _written(path: str, text: str = "x\n") -> Callable[[Path], object]:
    def write(root: Path) -> None:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        with (root / path).open("a") as file:
            file.write(text)

    return write


def _moved(root: Path) -> None:
    (root / "content/roles/kam.yaml").rename(root / "content/roles/kam.yml")


EDITS: dict[str, Callable[[Path], object]] = {
    "a definition": _written(ACCOUNT, "unknown: key\n"),
    "a hidden file": _written("content/.people.yaml.swp"),
    "a hidden folder": lambda root: (root / "accounts/.old").mkdir(),
    "a stray file": _written("content/roles/kam.yaml.old"),
    "another name": _moved,
    "a removed file": lambda root: (root / "content/people.yaml").unlink(),
    "a link": lambda root: (root / "accounts/second").symlink_to("acme-pumps"),
    "a link that leads nowhere": lambda root: (root / "accounts/second").symlink_to("nowhere"),
    "no file at all": lambda root: os.mkfifo(root / "content/roles/pipe.yaml"),
    "a file in place of a folder": _written("accounts/second"),
    "the repository around it": lambda root: git(root.parent, "init", "--quiet"),
}


@pytest.mark.few(3)
@pytest.mark.parametrize("edit", spread(EDITS, 8))
def test_after_an_edit_a_check_runs_again(commands: Commands, edit: str) -> None:
    before = commands.run("check")
    assert (before[0], before[1].count(b"warning [")) == (0, 4)
    EDITS[edit](commands.root)
    looked = commands.run("check")
    assert commands.worked == 2
    assert commands.run("check") == looked
    assert commands.worked == 2
    assert commands.run("check", "--no-cache") == looked
    assert commands.worked == 3


OPTIONS: dict[str, tuple[tuple[str, ...], Mapping[str, str]]] = {
    "strict": (("--strict",), {}),
    "quiet": (("--quiet",), {}),
    "json": (("--format", "json"), {}),
    "github": (("--format", "github"), {}),
    "an edition": (("--edition", "hr"), {}),
    "a date": (("--as-of", "2026-11-02"), {}),
    "colours": ((), {"FORCE_COLOR": "1"}),
    "more colours": ((), {"FORCE_COLOR": "1", "COLORTERM": "truecolor"}),
    "a narrow terminal": ((), {"FORCE_COLOR": "1", "COLUMNS": "40"}),
}


@pytest.mark.few(3)
@pytest.mark.parametrize("case", OPTIONS)
def test_other_options_get_an_answer_of_their_own(
    commands: Commands, case: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = commands.run("check")
    options, environment = OPTIONS[case]
    with monkeypatch.context() as patch:
        for name, value in environment.items():
            patch.setenv(name, value)
        assert commands.run("check", *options, "--no-cache") != plain or case == "more colours"
        cold = commands.run("check", *options)
        assert commands.worked == 3
        assert commands.run("check", *options) == cold
        assert commands.run("check", *options, "--no-cache") == cold
        assert commands.worked == 4
    assert commands.run("check") == plain


def test_touching_files_uses_the_cache(commands: Commands, monkeypatch: pytest.MonkeyPatch) -> None:
    cold = commands.run("check")
    os.utime(commands.root / ACCOUNT, (1, 1))
    monkeypatch.chdir(commands.root / "content")
    assert commands.run("check") == cold
    assert commands.worked == 1


def test_another_program_finds_nothing(
    commands: Commands, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    commands.run("check")
    monkeypatch.setattr(check, "code_version", lambda: "v2")
    assert not commands.was_looked_up("check")
    (tmp_path / "library-2.0.dist-info").mkdir()
    now = code_version()
    monkeypatch.syspath_prepend(tmp_path)
    code_version.cache_clear()
    assert code_version() != now


def test_comparisons_are_always_made(commands: Commands) -> None:
    committed(commands.root)
    assert not commands.was_looked_up("check", "--base", "main")
    assert not commands.was_looked_up("check", "--base", "main")


def test_files_written_during_a_run_prevent_caching(
    commands: Commands, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer = checking.answer

    def answer_and_edit(*options: Any) -> tuple[str, int, bool]:
        found = answer(*options)
        _written(ACCOUNT, "# later\n")(commands.root)
        return found

    monkeypatch.setattr(checking, "answer", answer_and_edit)
    commands.run("check")
    assert not commands.answers()


def test_after_an_edit_a_check_reads_what_was_edited(
    commands: Commands, monkeypatch: pytest.MonkeyPatch
) -> None:
    parsed = []

    def counted(path: str, data: bytes) -> Any:
        parsed.append(path)
        return read(path, data)

    monkeypatch.setattr(load, "read", counted)
    commands.run("check")
    assert len(parsed) > 10
    parsed.clear()
    account = commands.root / ACCOUNT
    account.write_text(account.read_text().replace("every: 6 months", "every: 5 months"))
    found = commands.run("check")
    assert {path.rpartition("/")[0] for path in parsed} == {ACCOUNT.rpartition("/")[0]}
    assert found == commands.run("check", "--no-cache")


@pytest.mark.parametrize("error", [UsageError("cannot"), OSError("cannot"), RuntimeError("fault")])
def test_a_check_that_failed_is_not_cached(
    commands: Commands, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    def fails(*_: object) -> None:
        raise error

    monkeypatch.setattr(checking, "answer", fails)
    assert commands.run("check")[0] >= 2
    assert not commands.entries()


@pytest.mark.parametrize("damage", [b"", b"\0" * 40], ids=["empty", "altered"])
def test_a_damaged_answer_is_none(commands: Commands, damage: bytes) -> None:
    cold = commands.run("check")
    (entry,) = commands.answers()
    assert {stat.S_IMODE(each.stat().st_mode) for each in commands.entries()} == {0o600}
    entry.write_bytes(damage)
    assert commands.run("check") == cold
    assert commands.worked == 2


def test_a_check_works_where_nothing_can_be_cached(commands: Commands) -> None:
    (commands.root / ".cache").write_text("in the way")
    assert commands.run("check") == commands.run("check")
    assert commands.worked == 2


def test_the_light_lists_say_what_the_heavy_modules_do() -> None:
    assert last_output.FOLDERS == definition_tree.FOLDERS
    assert tuple(reporters.FOR_FORGES) == check.FOR_FORGES


def test_all_that_changes_the_terminal_is_known() -> None:
    names = set()

    class Environment(dict[str, str]):
        def get(self, name: str, default: Any = None) -> Any:
            names.add(name)
            return default

    plain = Console(_environ=Environment())
    printed = f"{plain.size} {plain.is_terminal} {plain.color_system}"
    Console(_environ=Environment(), force_jupyter=True, force_terminal=True)
    assert {"COLUMNS", "NO_COLOR", "FORCE_COLOR"} <= names, printed
    assert names <= {*last_output.COLOURS}


# Builds ----------------------------------------------------------------------------------------
def _deleted(root: Path) -> None:
    (root / "site/index.html").unlink()


def _touched(root: Path) -> None:
    os.utime(root / "site/index.html", (1, 1))


def _committed(root: Path) -> None:
    git(root, "commit", "--quiet", "--allow-empty", "--message", "Second")


def _linked(root: Path) -> None:
    (root / "site").rename(root / "elsewhere")
    (root / "site").symlink_to("elsewhere")


BUILDS: dict[str, Callable[[Path], object]] = {
    "a definition": _written(ACCOUNT, "# later\n"),
    "a hidden file": _written("content/.people.yaml.swp"),
    "a guide": _written("pages/guide.md", "More.\n"),
    "a picture": _written("pages/new.png"),
    "a setting": _written("mkdocs.yml", "copyright: Ours\n"),
    "a commit": _committed,
    "a branch": lambda root: git(root, "branch", "other"),
    "no repository": lambda root: (root / ".git").rename(root / "was-git"),
    "a removed page": _deleted,
    "a page with another time": _touched,
    "a page that is edited": _written("site/index.html"),
    "a file in the site": _written("site/new.html"),
    "the stamp": _written("site/.playbook-site.json"),
    "a link in place of the site": _linked,
}


@pytest.mark.few(3)
@pytest.mark.parametrize("edit", spread(BUILDS, 8))
def test_after_an_edit_a_build_is_made(commands: Commands, edit: str) -> None:
    committed(commands.root)
    _, cold, _ = commands.run("build")
    _, warm, _ = commands.run("build")
    assert commands.worked == 1
    assert warm == cold.replace(b"1 s", b"nothing has changed since the last build")
    assert warm.endswith(b"; cache: 3.0 MB\nNote: well\n")  # which nobody has measured again
    BUILDS[edit](commands.root)
    assert not commands.was_looked_up("build")


def test_a_build_with_other_options_is_run(
    commands: Commands, monkeypatch: pytest.MonkeyPatch
) -> None:
    commands.run("build")
    assert not commands.was_looked_up("build", "--edition", "hr")
    assert not commands.was_looked_up("build")  # its site was replaced
    assert commands.was_looked_up("build", "--quiet")
    assert not commands.was_looked_up("build", "--as-of", "2026-11-02")
    assert not commands.was_looked_up("build", "--no-cache")
    assert not commands.was_looked_up("build", "--site-dir", str(commands.root / "other"))
    commands.run("build")
    monkeypatch.setattr(build, "code_version", lambda: "v2")
    assert not commands.was_looked_up("build")


@pytest.mark.parametrize("link", ["pages/linked.md", "mkdocs.yml"])
def test_where_a_link_leads_elsewhere_a_build_is_made(commands: Commands, link: str) -> None:
    (commands.root / "elsewhere").write_text(SETTINGS)
    (commands.root / link).unlink(missing_ok=True)
    (commands.root / link).symlink_to(commands.root / "elsewhere")
    commands.run("build")
    assert not commands.was_looked_up("build")


@pytest.mark.slow
def test_a_site_that_stays_is_the_one_a_clean_build_makes(
    commands: Commands, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.undo()  # this one is built by MkDocs
    monkeypatch.delenv("PLAYBOOK_NO_CACHE", raising=False)
    monkeypatch.setattr(search_index, "_indexed", lambda _: {"pagefind-entry.json": b"{}"})
    committed(commands.root)
    (commands.root / "content/pages/index.md").unlink()
    cold = commands.run("build")
    assert cold[0] == 0
    cached = tree(commands.root / "site")
    status = (commands.root / "site/index.html").stat()
    assert b"nothing has changed" in commands.run("build")[1]
    assert (commands.root / "site/index.html").stat() == status
    assert b"nothing has changed" not in commands.run("build", "--no-cache")[1]
    assert tree(commands.root / "site") == cached
    _written("pages/guide.md", "More.\n")(commands.root)
    assert b"nothing has changed" not in commands.run("build")[1]  # may take over files as they are
    assert b"nothing has changed" in commands.run("build")[1]


NOT_ALONE = {
    "a variable": "site_name: !ENV [NAME, Ours]\n",
    "a function": "x: !!python/name:os.getcwd\n",
    "an extension": "markdown_extensions: [pymdownx.snippets]\n",
    "a plugin": "plugins: [playbook, material/tags]\n",
    "a folder": "theme: {name: material, custom_dir: pages}\n",
    "a hook": "hooks: [pages/hook.py]\n",
    "a parent": "INHERIT: parent.yml\n",
}


@pytest.mark.parametrize("more", ["", *NOT_ALONE])
def test_settings_that_lead_elsewhere_are_known(tmp_path: Path, more: str) -> None:
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages/hook.py").write_text("")
    (tmp_path / "parent.yml").write_text("copyright: Theirs\n")
    new = NOT_ALONE.get(more, "markdown_extensions: [admonition, pymdownx.superfences]\n")
    unchanged = [line for line in SETTINGS.splitlines() if line.split(":")[0] != new.split(":")[0]]
    path = tmp_path / "mkdocs.yml"
    path.write_text("\n".join([*unchanged, new]))
    config = load_config(str(path), plugins=None if more == "a plugin" else {"playbook": {}})
    assert depends_on_files_alone(path, config) is not bool(more)


def test_a_history_with_missing_files_is_not_settled(tmp_path: Path) -> None:
    root = committed(copy_of(BASE, tmp_path / "repository"))
    assert read_log(tmp_path).is_settled  # there is none
    assert read_log(root).is_settled
    git(root, "checkout", "--quiet", "-b", "other")
    _written(ACCOUNT, "# other\n")(root)
    git(root, "commit", "--quiet", "--all", "--message", "Other")
    blob = git(root, "rev-parse", f"other:{ACCOUNT}").strip()
    git(root, "checkout", "--quiet", "main")
    assert read_log(root).is_settled
    (root / ".git/objects" / blob[:2] / blob[2:]).unlink()
    _committed(root)
    assert not read_log(root).is_settled
    assert not read_log(root).unseen
