"""The history pages: the Git log in words, for each edition only what it may see."""

import shutil
from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from generator.findings.classification import Edition
from generator.git import log as logs
from generator.git.log import Log, day_of, read_log
from generator.pages import Page
from generator.pages.kit.versions import HISTORY_NOT_READ, NOT_IN_GIT
from generator.pipeline.assemble import assemble
from tests.golden.test_markdown_subset import lint
from tests.review.chronicle import COMPETENCY, NEW, HistoryBuilder, full_history, repository
from tests.review.history import git

AS_OF = date(2026, 11, 2)
GOLDEN = Path(__file__).parent / "golden"
ACCOUNT, ROLE = "accounts/acme-pumps/history.md", "roles/kam/history.md"
HISTORY_PAGES = (ACCOUNT, ROLE, "competencies/negotiation/history.md", "methods/matrix/history.md")

Pages = dict[str, Page]


def pages_of(root: Path, edition: Edition, log: Log | None, compare_url: str = "") -> Pages:
    made = assemble(root, edition, AS_OF, log=log, compare_url=compare_url)
    return {page.path: page for page in made.pages}


@pytest.fixture(scope="session")
def history_root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return repository(tmp_path_factory.mktemp("story"), full_history())


@pytest.fixture(scope="session")
def pages(history_root: Path) -> Callable[[Edition], Pages]:
    return cache(lambda edition: pages_of(history_root, edition, read_log(history_root)))


def text_of(found: Pages, path: str = ACCOUNT) -> str:
    return found[path].markdown


# Pages ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("edition", [Edition.TEAM, Edition.LEADERSHIP])
def test_goldens(edition: Edition, pages: Callable[[Edition], Pages], regenerate: bool) -> None:
    found = {path: text_of(pages(edition), path) for path in HISTORY_PAGES}
    folder = GOLDEN / edition.value
    if regenerate:
        shutil.rmtree(folder, ignore_errors=True)
        for path, text in found.items():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_text(text, encoding="utf-8", newline="\n")
    assert found == {path: (folder / path).read_text("utf-8") for path in HISTORY_PAGES}


@pytest.mark.parametrize("edition", list(Edition))
def test_histories_keep_to_the_subset(edition: Edition, pages: Callable[[Edition], Pages]) -> None:
    found = [page for path, page in pages(edition).items() if path.endswith("history.md")]
    assert found
    assert not [f"{page.path}: {each}" for page in found for each in lint(page)]


def test_a_history_says_when_git_was_not_read(history_root: Path) -> None:
    found = pages_of(history_root, Edition.TEAM, None)
    assert all(HISTORY_NOT_READ in text_of(found, path) for path in HISTORY_PAGES)
    assert "In Git" not in text_of(found)


def test_what_is_not_committed_yet_comes_first(tmp_path: Path) -> None:
    root = repository(tmp_path, full_history())
    file = root / NEW / "account.yaml"
    file.write_text(file.read_text("utf-8").replace("tier: key", "tier: national"), "utf-8")
    text = text_of(pages_of(root, Edition.TEAM, read_log(root)))
    first = text.split("by the day they were saved:", 1)[1].split("\n- ")[1]
    assert first.startswith("**Not saved yet**")
    assert "Tier: key → national." in first


# Secrecy ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("edition", [Edition.PUBLIC, Edition.HR, Edition.TEAM])
def test_what_an_edition_may_not_see_changes_nothing_in_it(
    edition: Edition, pages: Callable[[Edition], Pages], tmp_path: Path
) -> None:
    other = repository(tmp_path, full_history("two"))
    assert git(other, "rev-list", "--count", "HEAD") > "32"
    assert pages(edition) == pages_of(other, edition, read_log(other))


def test_the_two_histories_differ_for_leadership(
    pages: Callable[[Edition], Pages], tmp_path: Path
) -> None:
    other = repository(tmp_path, full_history("two"))
    found = pages_of(other, Edition.LEADERSHIP, read_log(other))
    assert text_of(found) != text_of(pages(Edition.LEADERSHIP))


@pytest.mark.parametrize("edition", list(Edition))
def test_redacted_ids_are_nowhere(edition: Edition, pages: Callable[[Edition], Pages]) -> None:
    for page in pages(edition).values():
        assert "j-doe" not in page.markdown
        assert "lawyer" not in page.markdown


def test_authors_and_approvals_of_a_version_come_first(pages: Callable[[Edition], Pages]) -> None:
    text = text_of(pages(Edition.LEADERSHIP))
    second = text[text.index('### <a id="version-2">') : text.index('### <a id="version-1">')]
    assert "Objective “Fewer leaks”, metric, target: 2 → 3 leaks." in second
    assert "Approved by" in text[text.index('### <a id="version-1">') :]
    assert "more steps, first " in text


def test_only_leadership_learns_who_changed_something_and_why(
    pages: Callable[[Edition], Pages], history_root: Path
) -> None:
    commits = git(history_root, "rev-list", "HEAD").split()
    for edition in Edition:
        text = "\n".join(page.markdown for page in pages(edition).values())
        leads = edition is Edition.LEADERSHIP
        assert not any(commit[:7] in text for commit in commits)
        assert ("Version 3 (one)" in text) is leads
        assert ("takeover" in text.casefold()) is leads or edition is not Edition.TEAM


def test_messages_are_data(pages: Callable[[Edition], Pages]) -> None:
    text = text_of(pages(Edition.LEADERSHIP))
    assert "<script>" not in text
    assert "<img" not in text
    assert "&lt;script&gt;" in text
    assert "\x1b" not in text
    assert "&#91;x&#93;(javascript:1)" in text


def test_only_leadership_can_compare_two_commits(history_root: Path) -> None:
    address = "https://example.com/compare/{base}...{head}"
    for edition in (Edition.TEAM, Edition.LEADERSHIP):
        made = pages_of(history_root, edition, read_log(history_root), compare_url=address)
        assert ("https://example.com/compare/" in text_of(made)) is (edition is Edition.LEADERSHIP)


# Where the history comes from --------------------------------------------------------------------


def team_text(root: Path) -> str:
    return text_of(pages_of(root, Edition.TEAM, read_log(root)))


def test_a_worktree_and_a_sub_folder_have_the_same_history(
    history_root: Path, pages: Callable[[Edition], Pages], tmp_path: Path
) -> None:
    expected = text_of(pages(Edition.TEAM))
    git(history_root, "worktree", "add", "--quiet", "--detach", str(tmp_path / "beside"))
    assert team_text(tmp_path / "beside") == expected
    below = repository(tmp_path / "top", full_history(), "deep/plan/") / "deep" / "plan"
    assert team_text(below) == expected


def test_a_shallow_clone_says_where_it_begins(history_root: Path, tmp_path: Path) -> None:
    shallow = tmp_path / "shallow"
    git(tmp_path, "clone", "--quiet", "--depth", "8", f"file://{history_root}", str(shallow))
    text = team_text(shallow)
    assert "oldest record in this copy" in text
    assert "first on record" not in text
    assert "begins on 12 Jan 2026; a full clone goes back." in text


def test_a_clone_without_old_files_says_so(history_root: Path, tmp_path: Path) -> None:
    git(history_root, "config", "uploadpack.allowFilter", "true")
    partial = tmp_path / "partial"
    git(tmp_path, "clone", "--quiet", "--filter=blob:none", f"file://{history_root}", str(partial))
    assert logs.INCOMPLETE in team_text(partial)


def test_without_git_and_without_a_repository_the_page_says_so(
    history_root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for folder in ("accounts", "content"):
        shutil.copytree(history_root / folder, tmp_path / folder)
    assert logs.NO_REPOSITORY in team_text(tmp_path)
    git(tmp_path, "init", "--quiet")
    assert logs.NO_COMMIT in team_text(tmp_path)
    monkeypatch.setenv("PATH", "/nowhere")
    assert logs.NO_GIT in team_text(history_root)


def test_what_is_ignored_by_git_has_no_history(history_root: Path, tmp_path: Path) -> None:
    (tmp_path / "README").write_text("x", "utf-8")
    git(tmp_path, "init", "--quiet")
    git(tmp_path, "add", "README")
    git(tmp_path, "commit", "--quiet", "--message", "Other things")
    for folder in ("accounts", "content"):
        shutil.copytree(history_root / folder, tmp_path / folder)
    assert NOT_IN_GIT in team_text(tmp_path)


def test_a_log_is_read_once_for_a_commit(tmp_path: Path) -> None:
    root = repository(tmp_path, full_history())
    first = read_log(root)
    assert read_log(root) is first
    git(root, "commit", "--quiet", "--allow-empty", "--message", "Nothing")
    assert read_log(root) is not first
    assert read_log(root).commits == first.commits


# The log ------------------------------------------------------------------------------------------


def test_a_merge_is_one_step_of_the_line(history_root: Path) -> None:
    log = read_log(history_root)
    subjects = [each.subject for each in log.commits]
    assert "On the line (one)" in subjects
    assert not [each for each in subjects if each.startswith("On the branch")]
    (merge,) = [each for each in log.commits if each.subject.startswith("Merge")]
    assert list(merge.changed) == [f"{NEW}/account.yaml"]
    assert merge.day == date(2025, 8, 20)


def test_what_a_machine_likes_to_see_in_a_log_does_not_count(tmp_path: Path) -> None:
    root = repository(tmp_path, full_history())
    before = read_log(root).commits
    for key, value in (
        ("log.showRoot", "false"),
        ("log.showSignature", "true"),
        ("diff.renames", "copies"),
        ("color.ui", "always"),
        ("i18n.logOutputEncoding", "latin1"),
        ("core.abbrev", "7"),
    ):
        git(root, "config", key, value)
    git(root, "commit", "--quiet", "--allow-empty", "--message", "Nothing")  # a log of its own
    assert read_log(root).commits == before


def test_only_definitions_are_looked_at(history_root: Path) -> None:
    paths = {path for each in read_log(history_root).commits for path in each.changed}
    assert COMPETENCY in paths
    assert not [path for path in paths if path.startswith("content/pages/")]


def test_messages_without_words_and_with_colons_do_not_confuse(tmp_path: Path) -> None:
    builder = HistoryBuilder("x")
    builder.files["content/roles/kam.yaml"] = "a: b\n"
    builder.commit("2025-01-01")
    root = repository(tmp_path, builder)
    for number, message in enumerate(("", ":100644 100644 a b M", "\n\n", "c" * 41)):
        (root / "content/roles/kam.yaml").write_text(f"a: {number}\n", "utf-8")
        git(root, "commit", "--quiet", "--all", "--allow-empty-message", "--message", message)
    (root / "content/roles/kam.yaml").unlink()
    (root / "content/roles/kam.yaml").symlink_to("other.yaml")
    git(root, "commit", "--quiet", "--all", "--message", "A link")
    log = read_log(root)
    assert [each.subject for each in log.commits[2:]] == [
        ":100644 100644 a b M",
        "",
        "c" * 41,
        "A link",
    ]
    assert log.commits[1].subject == ""
    assert log.commits[-1].changed == {"content/roles/kam.yaml": None}
    assert [
        log.contents[str(each.changed["content/roles/kam.yaml"])] for each in log.commits[1:5]
    ] == [f"a: {number}\n".encode() for number in range(4)]


@pytest.mark.parametrize(
    ("seconds", "day"),
    [
        ("0", date(1970, 1, 1)),
        ("1767225599", date(2025, 12, 31)),
        ("99999999999999999", date(9999, 12, 31)),
        ("-99999999999999999", date(1970, 1, 1)),
        ("", date(1970, 1, 1)),
    ],
)
def test_days_that_no_calendar_knows(seconds: str, day: date) -> None:
    assert day_of(seconds) == day
