"""A comparison of two revisions depends on them and their descendants, not on the folder."""

import shutil
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from random import Random
from subprocess import CalledProcessError

import pytest

from generator.cli.app import run
from generator.editions import view
from generator.editions.past import Purpose
from generator.findings.classification import Edition
from generator.git.revision import read_revision
from generator.reading.load import load
from generator.reading.tree import read_tree
from generator.site.checkout import earlier
from tests.examples import examples, spread
from tests.review.chronicle import full_history, repository
from tests.review.history import committed, git
from tests.review.scenario_table import small
from tests.scenarios.scenario import replace

ACCOUNT, STRATEGY = "accounts/acme-pumps/account.yaml", "accounts/acme-pumps/strategy.yaml"
BROOK, ROLE = "accounts/brook-dairies/account.yaml", "content/roles/kam.yaml"
RISK = "  - id: rival\n"
Diff = Callable[..., str]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Two revisions, `one` and `two`; on a branch from the first of them there is `side`."""
    root = tmp_path / "plan"
    for path, text in small().items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, "utf-8")
    committed(root)
    git(root, "tag", "one")
    replace(root / STRATEGY, "what: A rival offers a cheaper seal", "what: Their buyer is bribed")
    replace(root / ROLE, "accounts: 1-2", "accounts: 1-3")
    commit(root, "two")
    return root


def commit(root: Path, name: str) -> None:
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--message", name)
    git(root, "tag", name)


@pytest.fixture
def diff(root: Path, capsys: pytest.CaptureFixture[str]) -> Diff:
    def call(*arguments: str) -> str:
        code = run(["diff", "--root", str(root), "--as-of", "2026-11-02", *arguments])
        printed = capsys.readouterr()
        assert (code, printed.err) == (0, "")
        return printed.out

    return call


# Whatever is checked out -----------------------------------------------------------------------


def an_error(root: Path) -> None:
    replace(root / ACCOUNT, "tier: key", "tier: [")
    replace(root / ROLE, "schema: role/2", "schema: role/9")


def a_class(root: Path) -> None:
    replace(root / STRATEGY, RISK, f"{RISK}    class: confidential\n")


def redactions(root: Path) -> None:
    text = "schema: redactions/1\nredactions: [{id: rival, on: 2026-11-01, because: Asked}]\n"
    (root / "content/redactions.yaml").write_text(text, "utf-8")


def redactions_with_errors(root: Path) -> None:
    (root / "content/redactions.yaml").write_text("redactions: [{id: rival,\n", "utf-8")


def redactions_in_another_encoding(root: Path) -> None:
    text = "schema: redactions/1\nredactions: [{id: rival, on: 2026-11-01, because: Asked}]\n"
    (root / "content/redactions.yaml").write_bytes(text.encode("utf-16"))


def redactions_with_an_escape(root: Path) -> None:
    (root / "content/redactions.yaml").write_text('redactions: [{id: "ri\\x76al",\n', "utf-8")


def content_elsewhere(root: Path) -> None:
    shutil.rmtree(root / "content")
    (root / "content").symlink_to("other")


def nothing(root: Path) -> None:
    shutil.rmtree(root / "accounts")
    shutil.rmtree(root / "content/methods")


def hidden(root: Path) -> None:
    (root / "accounts/acme-pumps").rename(root / "accounts/.acme-pumps")


def the_older_revision(root: Path) -> None:
    git(root, "checkout", "--quiet", "one")


def a_commit_of_no_branch(root: Path) -> None:
    git(root, "checkout", "--quiet", "--detach")
    a_class(root)
    redactions(root)
    git(root, "commit", "--quiet", "--all", "--message", "Of no branch")


def an_index(root: Path) -> None:
    an_error(root)
    git(root, "add", "--all")
    git(root, "checkout-index", "--all", "--force")
    git(root, "rm", "--quiet", "--cached", ROLE)


FOLDERS = (
    an_error,
    a_class,
    redactions,
    redactions_with_errors,
    nothing,
    hidden,
    the_older_revision,
    a_commit_of_no_branch,
    an_index,
)


PAIRS = (("one", "two"), ("two", "broken"))


def outputs(root: Path, capsys: pytest.CaptureFixture[str]) -> list[str]:
    """The comparison of each pair, for the team as a comment, for leadership as data."""
    for pair in PAIRS:
        for more in (("--format", "markdown"), ("--format", "json", "--edition", "leadership")):
            arguments = ["diff", "--root", str(root), "--as-of", "2026-11-02", *pair, *more]
            assert run(arguments) == 0
    return capsys.readouterr().out.split("\n")


@pytest.mark.slow
def test_the_folder_makes_no_difference(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    replace(root / BROOK, "tier: standard", "tier: first")
    commit(root, "broken")
    replace(root / BROOK, "tier: first", "tier: standard")
    commit(root, "back")
    before = outputs(root, capsys)
    for change in FOLDERS[: examples(2, len(FOLDERS))]:
        copy = shutil.copytree(root, tmp_path / change.__name__)
        change(copy)
        assert outputs(copy, capsys) == before, change.__name__


def test_nothing_has_to_be_checked_out(
    root: Path, tmp_path: Path, diff: Diff, monkeypatch: pytest.MonkeyPatch
) -> None:
    output = diff("one", "two")
    git(root, "config", "core.bare", "true")
    bare = tmp_path / "bare"
    (root / ".git").rename(bare)
    capture = diff("--root", str(bare), "one", "two")
    assert capture == output
    empty = tmp_path / "empty"
    empty.mkdir()
    bare.rename(empty / ".git")
    git(empty, "config", "core.bare", "false")
    (empty / "accounts.txt").touch()
    monkeypatch.chdir(empty)
    assert run(["diff", "--as-of", "2026-11-02", "one", "two"]) == 0
    assert run(["diff", "--as-of", "2026-11-02", "one"]) == 2


@pytest.mark.slow
def test_a_playbook_in_a_subfolder_is_found_in_the_revisions(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    plan = tmp_path / "plan"
    for path, text in {**small(), "mkdocs.yml": "site_name: Ours\n"}.items():
        for top in (tmp_path, plan):
            (top / path).parent.mkdir(parents=True, exist_ok=True)
            (top / path).write_text(text, "utf-8")
    committed(tmp_path)
    git(tmp_path, "tag", "one")
    replace(plan / BROOK, "tier: standard", "tier: key")
    commit(tmp_path, "two")
    monkeypatch.chdir(plan)

    def compare() -> str:
        assert run(["diff", "--as-of", "2026-11-02", "one", "two"]) == 0
        return capsys.readouterr().out

    before = compare()
    assert "1 account changed" in before
    (plan / "mkdocs.yml").unlink()
    assert compare() == before
    shutil.rmtree(plan / "accounts")
    shutil.rmtree(plan / "content")
    assert compare() == before


# What descends from the older one ---------------------------------------------------------------


def on_a_branch(root: Path, start: str, *changes: Callable[[Path], None]) -> None:
    git(root, "checkout", "--quiet", "-b", "other", start)
    for number, change in enumerate(changes):
        change(root)
        commit(root, f"side-{number}")
    git(root, "checkout", "--quiet", "main")


def no_risk(root: Path) -> None:
    before, _, rest = (
        (root / STRATEGY).read_text("utf-8").replace("x: [\n", "").partition("risks:\n")
    )
    (root / STRATEGY).write_text(f"{before}promotion:{rest.partition('promotion:')[2]}", "utf-8")


@pytest.mark.slow
def test_a_class_on_another_branch_that_descends_from_it_counts(root: Path, diff: Diff) -> None:
    no_risk(root)
    commit(root, "three")
    assert "bribed" in diff("two", "three")
    on_a_branch(root, "two", a_class)
    assert "bribed" not in diff("two", "three")
    assert "bribed" in diff("two", "three", "--edition", "leadership")


def test_a_class_on_a_branch_that_does_not_descend_from_it_does_not(root: Path, diff: Diff) -> None:
    no_risk(root)
    commit(root, "three")
    on_a_branch(root, "one", a_class)
    assert "bribed" in diff("two", "three")


def test_what_stands_now_is_not_called_new_as_another_branch_hides_it(
    root: Path, diff: Diff
) -> None:
    replace(root / ROLE, "accounts: 1-3", "accounts: 1-4")
    replace(root / STRATEGY, "what: Their buyer is bribed", "what: Their buyer may leave")
    commit(root, "three")
    on_a_branch(root, "two", a_class)
    output = diff("two", "three")
    assert "1 to 3 -> 1 to 4" in output
    assert "buyer" not in output


def broken_and_secret(root: Path) -> None:
    a_class(root)
    replace(root / STRATEGY, "risks:\n", "x: [\nrisks:\n")


def test_a_branch_that_ends_in_errors_hides_what_went_and_not_what_stands(
    root: Path, diff: Diff
) -> None:
    replace(root / ROLE, "accounts: 1-3", "accounts: 1-4")
    replace(root / BROOK, "sector: food", "sector: dairy")
    commit(root, "three")
    no_risk(root)
    commit(root, "four")
    on_a_branch(root, "two", broken_and_secret)
    assert "food -> dairy" in diff("two", "three")
    output = diff("two", "four")
    assert "food -> dairy" in output
    assert "bribed" not in output
    assert "1 line is withheld" in output


def test_merged_branches_count(root: Path, diff: Diff) -> None:
    on_a_branch(root, "two", broken_and_secret, no_risk)
    replace(root / ROLE, "accounts: 1-3", "accounts: 1-4")
    commit(root, "three")
    git(root, "merge", "--quiet", "--no-ff", "--message", "Merge", "other")
    git(root, "branch", "--quiet", "--delete", "other")
    for tag in ("side-0", "side-1"):
        git(root, "tag", "--delete", tag)
    assert "bribed" not in diff("two", "main")
    assert "1 line is withheld" in diff("two", "main")


def merged(root: Path, *branches: str) -> None:
    """A merge of branches that keeps all files as they are."""
    arguments = ("--quiet", "--no-ff", "--strategy", "ours", "--message", "Merge")
    git(root, "merge", *arguments, *branches)


def into_main(root: Path) -> None:
    on_a_branch(root, "two", broken_and_secret)
    merged(root, "other")


def beside_work_on_main(root: Path) -> None:
    on_a_branch(root, "two", broken_and_secret)
    replace(root / ROLE, "accounts: 1-3", "accounts: 1-4")
    commit(root, "work")
    merged(root, "other")


def into_main_and_edited_since(root: Path) -> None:
    into_main(root)
    replace(root / STRATEGY, "response: Show the cost of a leak.", "response: Show it.")
    commit(root, "edited")


def of_three_branches(root: Path) -> None:
    git(root, "branch", "--quiet", "third", "two")
    on_a_branch(root, "two", broken_and_secret)
    git(root, "checkout", "--quiet", "third")
    replace(root / ROLE, "accounts: 1-3", "accounts: 1-4")
    commit(root, "third-0")
    git(root, "checkout", "--quiet", "main")
    merged(root, "other", "third")


def mended_without_it(root: Path) -> None:
    on_a_branch(root, "two", broken_and_secret, no_risk)
    merged(root, "other")


def main_into_the_branch(root: Path) -> None:
    on_a_branch(root, "two", broken_and_secret)
    replace(root / ROLE, "accounts: 1-3", "accounts: 1-4")
    commit(root, "work")
    git(root, "checkout", "--quiet", "other")
    git(root, "merge", "--quiet", "--no-commit", "--strategy", "ours", "main")
    git(root, "checkout", "--quiet", "main", "--", "accounts", "content")
    git(root, "commit", "--quiet", "--message", "Merge")
    git(root, "checkout", "--quiet", "-B", "main")


def through_a_second_merge(root: Path) -> None:
    on_a_branch(root, "two", broken_and_secret)
    git(root, "checkout", "--quiet", "-b", "next", "two")
    merged(root, "other")
    git(root, "checkout", "--quiet", "main")
    git(root, "merge", "--quiet", "--no-ff", "--message", "Merge", "next")
    git(root, "branch", "--quiet", "-D", "next")


@pytest.mark.slow
@pytest.mark.parametrize("between", [0, 1], ids=["its commit", "a commit beside it"])
@pytest.mark.parametrize("secret", spread([a_class, broken_and_secret], 1))
def test_a_secret_state_that_a_merge_left_out_is_later_where_it_goes_on(
    secret: Callable[[Path], None], between: int, root: Path, diff: Diff
) -> None:
    """Its line goes on, with or without a change of what is secret in it, after the merge."""
    on_a_branch(root, "two", secret)
    merged(root, "other")
    git(root, "tag", "open")
    git(root, "checkout", "--quiet", "other")
    for _ in range(between):
        git(root, "commit", "--quiet", "--allow-empty", "--message", "Nothing")
    no_risk(root)
    commit(root, "gone")
    for pair in (("open", "gone"), ("gone", "open")):
        assert ("bribed" in diff(*pair)) is (between == 0)
        assert "bribed" in diff(*pair, "--edition", "leadership")


TAKEN_FROM_ELSEWHERE = (
    into_main,
    beside_work_on_main,
    into_main_and_edited_since,
    of_three_branches,
    mended_without_it,
    main_into_the_branch,
    through_a_second_merge,
)


@pytest.mark.slow
@pytest.mark.parametrize(
    "history",
    [
        TAKEN_FROM_ELSEWHERE[0],
        *(pytest.param(each, marks=pytest.mark.slow) for each in TAKEN_FROM_ELSEWHERE[1:]),
    ],
    ids=lambda each: each.__name__,
)
def test_what_a_merge_takes_from_another_line_does_not_stand_after_a_broken_state(
    history: Callable[[Path], None], root: Path, diff: Diff
) -> None:
    history(root)
    assert "bribed" in (root / STRATEGY).read_text("utf-8")
    git(root, "branch", "--quiet", "-D", "other")
    no_risk(root)
    commit(root, "end")
    for pair in (("two", "end"), ("two",)):
        output = diff(*pair)
        assert "bribed" not in output
        assert "withheld" in output
    assert "bribed" in diff("two", "end", "--edition", "leadership")
    then, _ = load(read_revision(root, git(root, "rev-parse", "two").strip()))
    gate = earlier(root, "two", load(read_tree(root)[0])[0]).gate
    site = view(gate.gated(then, Edition.TEAM, Purpose.SITE).shown, Edition.TEAM)
    assert "bribed" in str(then)
    assert "bribed" not in str(site.definitions)


def test_what_was_written_beside_a_broken_state_is_only_counted(root: Path, diff: Diff) -> None:
    """A limit that is known, see ADR 0013."""
    on_a_branch(root, "two", broken_and_secret)
    replace(root / STRATEGY, "what: Their buyer is bribed", "what: Their owner sells")
    commit(root, "work")
    merged(root, "other")
    no_risk(root)
    commit(root, "end")
    output = diff("work", "end")
    assert "sells" not in output
    assert "1 line is withheld" in output


def reopened(root: Path) -> None:
    broken_and_secret(root)
    commit(root, "broken")
    git(root, "checkout", "--quiet", "two", "--", "accounts")
    commit(root, "reopened")


def reopened_on_a_branch(root: Path) -> None:
    git(root, "checkout", "--quiet", "-b", "other", "two")
    reopened(root)
    git(root, "checkout", "--quiet", "main")
    git(root, "merge", "--quiet", "--no-ff", "--message", "Merge", "other")


@pytest.mark.few(1)
@pytest.mark.parametrize("history", [reopened, reopened_on_a_branch])
def test_what_is_open_again_right_after_a_broken_state_is_told(
    history: Callable[[Path], None], root: Path, diff: Diff
) -> None:
    """A limit that is known, see ADR 0013."""
    history(root)
    no_risk(root)
    commit(root, "end")
    assert "bribed" in diff("two", "end")


@pytest.mark.slow
def test_two_that_have_parted_hide_what_either_hides(root: Path, diff: Diff) -> None:
    on_a_branch(root, "two", lambda folder: replace(folder / ROLE, "1-3", "1-4"))
    a_class(root)
    commit(root, "three")
    for pair in (("three", "other"), ("other", "three")):
        output = diff(*pair)
        assert "bribed" not in output
        assert "1 to 3" in output


def secret_then_removed(root: Path, name: str) -> None:
    """Two commits: something open becomes secret, then is removed."""
    a_class(root)
    replace(root / STRATEGY, "what: Their buyer is bribed", "what: Their buyer is dismissed")
    commit(root, f"{name}-secret")
    no_risk(root)
    commit(root, name)


@pytest.mark.slow
def test_what_was_secret_between_both_and_was_removed_is_shown_by_neither(
    root: Path, diff: Diff
) -> None:
    on_a_branch(root, "two", lambda folder: replace(folder / ROLE, "1-3", "1-4"))
    secret_then_removed(root, "three")
    for pair in (("three", "other"), ("other", "three")):
        output = diff(*pair)
        assert "bribed" not in output
        assert "dismissed" not in output
        assert "1 to 3" in output


@pytest.mark.slow
def test_the_same_of_a_branch_that_began_earlier_and_was_merged_since(
    root: Path, diff: Diff
) -> None:
    git(root, "checkout", "--quiet", "-b", "early", "one")
    a_class(root)
    commit(root, "early-secret")
    git(root, "checkout", "--quiet", "main")
    git(root, "merge", "--quiet", "--no-commit", "--strategy", "ours", "early")
    no_risk(root)
    commit(root, "merged")
    git(root, "branch", "--quiet", "--delete", "early")
    assert "bribed" not in diff("two", "merged")
    assert "bribed" not in diff("two")


def test_the_same_of_the_folder_on_a_branch_of_its_own(root: Path, diff: Diff) -> None:
    on_a_branch(root, "two", lambda folder: replace(folder / ROLE, "1-3", "1-4"))
    secret_then_removed(root, "three")
    git(root, "checkout", "--quiet", "--detach", "three")
    git(root, "branch", "--quiet", "--delete", "--force", "main")
    for tag in ("three", "three-secret"):
        git(root, "tag", "--delete", tag)
    output = diff("other")
    assert "bribed" not in output
    assert "1 to 4" in output


def test_what_cannot_be_read_on_the_way_to_either_hides_what_went(root: Path, diff: Diff) -> None:
    on_a_branch(root, "two", lambda folder: replace(folder / ROLE, "1-3", "1-4"))
    broken_and_secret(root)
    commit(root, "broken")
    git(root, "checkout", "--quiet", "two", "--", "accounts")
    no_risk(root)
    commit(root, "three")
    for pair in (("three", "other"), ("other", "three")):
        output = diff(*pair)
        assert "bribed" not in output
        assert "1 line is withheld" in output


def test_redactions_on_the_way_to_either_count(root: Path, diff: Diff) -> None:
    on_a_branch(root, "two", lambda folder: replace(folder / ROLE, "1-3", "1-4"))
    redactions(root)
    commit(root, "redacted")
    (root / "content/redactions.yaml").unlink()
    no_risk(root)
    commit(root, "three")
    for pair in (("three", "other"), ("other", "three")):
        assert "bribed" not in diff(*pair, "--edition", "leadership")


@pytest.mark.slow
def test_redactions_of_every_state_since_count(root: Path, diff: Diff) -> None:
    no_risk(root)
    commit(root, "three")
    for change in (
        redactions,
        redactions_with_errors,
        redactions_in_another_encoding,
        redactions_with_an_escape,
        content_elsewhere,
    ):
        on_a_branch(root, "two", change)
        assert "bribed" not in diff("two", "three", "--edition", "leadership"), change
        git(root, "branch", "--quiet", "-D", "other")
        git(root, "tag", "--delete", "side-0")
    assert "bribed" in diff("two", "three", "--edition", "leadership")


def test_a_revision_without_a_content_folder_is_an_error_with_a_remedy(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    content_elsewhere(root)
    commit(root, "three")
    assert run(["diff", "--root", str(root), "two", "three"]) == 2
    assert "content is not a folder" in capsys.readouterr().err


def test_a_shallow_clone_that_may_lack_states_withholds(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    no_risk(root)
    commit(root, "three")
    clone = tmp_path / "clone"
    git(tmp_path, "clone", "--quiet", "--depth", "1", "--branch", "main", root.as_uri(), str(clone))
    git(clone, "fetch", "--quiet", "--depth", "1", "origin", "tag", "two")
    arguments = ["diff", "two", "main", "--as-of", "2026-11-02", "--root"]
    for where, complete in ((root, True), (clone, False)):
        assert run([*arguments, str(where)]) == 0
        output = capsys.readouterr().out
        assert ("bribed" in output) is complete
        assert ("1 line is withheld" in output) is not complete


# Errors -----------------------------------------------------------------------------------------


def test_what_has_errors_is_named_with_file_line_rule_and_side(root: Path, diff: Diff) -> None:
    replace(root / BROOK, "tier: standard", "tier: first")
    replace(root / ROLE, "accounts: 1-3", "accounts: 1-4")
    commit(root, "three")
    for pair, side in ((("two", "three"), "newer"), (("three", "two"), "older")):
        output = diff(*pair)
        assert f"account brook-dairies, in the {side} state\n    {BROOK}, line 9: A value" in output
        assert "(bad-value)" in output
        assert "Span, accounts" in output
        assert "Nothing" not in output
    replace(root / ROLE, "accounts: 1-4", "accounts: 1-3")
    commit(root, "four")
    assert "No definition that this edition shows" not in diff(
        "two", "four", "--format", "markdown"
    )


def test_a_key_that_there_is_not_is_named_in_either_state(root: Path, diff: Diff) -> None:
    """The rest is compared."""
    replace(root / BROOK, "sector: food", "sector: dairy\nsectr: food")
    commit(root, "three")
    for pair, side in ((("two", "three"), "newer"), (("three", "two"), "older")):
        output = diff(*pair)
        assert f"account brook-dairies, in the {side} state\n    {BROOK}, line " in output
        assert "(unknown-key)" in output
        assert "Sector: " in output
    git(root, "checkout", "--quiet", "two")
    assert "(unknown-key)" in diff("three")


# Any two of a long history, with any third thing checked out ------------------------------------
@pytest.fixture(scope="module")
def long_history(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return repository(tmp_path_factory.mktemp("history") / "plan", full_history())


def _drawn() -> list[tuple[int, int, int, int]]:
    """Two commits, a third one and what becomes of its files, by number."""
    draw = Random(17)  # noqa: S311 - an example, not a secret
    return [
        (draw.randrange(1000), draw.randrange(1000), draw.randrange(1000), number % len(FOLDERS))
        for number in range(24)
    ]


@pytest.mark.few(1)
@pytest.mark.parametrize("drawn", spread(_drawn(), 3))
def test_no_third_thing_makes_a_difference(
    drawn: tuple[int, int, int, int],
    long_history: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    commits = git(long_history, "rev-list", "--all", "--date-order").split()
    one, other, third = (commits[number % len(commits)] for number in drawn[:3])

    def comment(root: Path, edition: str) -> tuple[int, str, str]:
        options = ("--as-of", "2026-11-02", "--format", "markdown", "--edition", edition)
        code = run(["diff", "--root", str(root), *options, one, other])
        return code, *capsys.readouterr()

    before = [comment(long_history, edition) for edition in ("team", "leadership")]
    copy = shutil.copytree(long_history, tmp_path / "plan", symlinks=True)
    git(copy, "checkout", "--quiet", "--detach", third)
    with suppress(AssertionError, OSError, CalledProcessError):  # not every commit has every file
        FOLDERS[drawn[3]](copy)
    assert [comment(copy, edition) for edition in ("team", "leadership")] == before
