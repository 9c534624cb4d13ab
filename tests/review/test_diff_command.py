"""`playbook diff` in a real repository, and its output where there is little to compare."""

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.cli.app import run
from generator.findings.classification import Edition
from generator.pipeline import sound_definitions
from generator.pipeline.assemble import assemble
from generator.site.checkout import earlier, laid_out
from tests.review.history import committed, git
from tests.scenarios.scenario import BASE, contents, copy_of, replace

DAY = ("--as-of", "2026-11-02")
ACCOUNT = "accounts/acme-pumps/account.yaml"
STRATEGY = "accounts/acme-pumps/strategy.yaml"
ROLE = "content/roles/kam.yaml"
NOTHING = "Nothing that this edition shows has changed."
Diff = Callable[..., tuple[int, str, str]]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return committed(copy_of(BASE, tmp_path / "plan"))


@pytest.fixture
def diff(root: Path, capsys: pytest.CaptureFixture[str]) -> Diff:
    """Runs the command: exit code, standard output, standard error."""

    def call(*arguments: str, at: Path = root) -> tuple[int, str, str]:
        code = run(["diff", "--root", str(at), *DAY, *arguments])
        printed = capsys.readouterr()
        assert "Traceback" not in printed.out + printed.err
        assert "fault" not in printed.err
        return code, printed.out, printed.err

    return call


def change(root: Path) -> None:
    replace(root / STRATEGY, "service: {score: 5,", "service: {score: 7,")


def second(root: Path, message: str = "Second") -> None:
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--message", message)


# What it says --------------------------------------------------------------------------------


def test_without_a_change_it_says_so(diff: Diff) -> None:
    code, out, err = diff("--exit-code")
    assert (code, err) == (0, "")
    assert out.splitlines() == [
        "HEAD -> the folder as it is, edition team, 2 Nov 2026",
        NOTHING,
    ]


def test_the_folder_against_the_last_commit(root: Path, diff: Diff) -> None:
    change(root)
    before = contents(root)
    code, out, _ = diff()
    assert code == 0
    assert "  => Position 5.00 -> 7.00: crosses the cut of 5.50, Star -> Strategic.\n" in out
    assert diff("--exit-code")[0] == 1
    assert contents(root) == before, "nothing is written, not even below .git"


def test_two_revisions_whatever_the_folder_holds(root: Path, diff: Diff) -> None:
    change(root)
    second(root)
    shutil.rmtree(root / "content" / "methods")
    code, out, _ = diff("HEAD~1", "HEAD", "--format", "json")
    assert code == 0
    document = json.loads(out)
    assert (document["base"], document["head"]) == ("HEAD~1", "HEAD")
    assert [each["id"] for each in document["definitions"]] == ["acme-pumps"]
    assert diff("HEAD", "HEAD~1", "--format", "markdown")[1].startswith(
        "### What this change means"
    )


def test_a_comment_links_to_files_and_pages_below_given_addresses(root: Path, diff: Diff) -> None:
    change(root)
    where = ("--files", "https://git.example/blob/1/", "--preview", "https://preview.example/9/")
    out = diff("--format", "markdown", *where, "--edition", "leadership")[1]
    assert "](https://git.example/blob/1/accounts/acme-pumps/strategy.yaml#L" in out
    assert "[page](https://preview.example/9/accounts/acme-pumps/)" in out
    code, _, err = diff("--format", "markdown", "--files", "javascript:alert(1)")
    assert code == 2
    assert "--files is a web address" in err


def test_later_classes_and_redactions_hold_for_two_old_revisions(root: Path, diff: Diff) -> None:
    replace(root / STRATEGY, "what: A rival offers a cheaper seal", "what: Their buyer is bribed")
    second(root)
    assert "bribed" in diff("HEAD~1", "HEAD")[1]
    replace(root / STRATEGY, "  - id: rival\n", "  - id: rival\n    class: confidential\n")
    second(root)
    assert NOTHING in diff("HEAD~2", "HEAD~1")[1]
    assert "bribed" in diff("HEAD~2", "HEAD~1", "--edition", "leadership")[1]
    redactions = "schema: redactions/1\nredactions:\n  - {id: rival, on: 2026-11-01, because: B.}\n"
    (root / "content/redactions.yaml").write_text(redactions, "utf-8")
    second(root)
    assert NOTHING in diff("HEAD~3", "HEAD~2", "--edition", "leadership")[1]


def test_who_changed_a_file_is_read_from_the_commits(root: Path, diff: Diff) -> None:
    change(root)
    second(root)
    code, out, _ = diff("HEAD~1", "HEAD")
    assert code == 0
    assert "info [changed-by-another]" in out
    assert "Changed by someone whose name is not shown; the owner is Ada Blum." in out


# Bad input -----------------------------------------------------------------------------------


@pytest.mark.parametrize("base", ["nowhere", "--output=x", "HEAD:content", "main..main", "@{99}"])
def test_a_base_that_is_none(base: str, diff: Diff) -> None:
    code, out, err = diff("--", base)
    assert (code, out) == (2, "")
    assert "revision" in err


def test_no_repository(root: Path, diff: Diff) -> None:
    shutil.rmtree(root / ".git")
    code, out, err = diff()
    assert (code, out) == (2, "")
    assert "is not in a Git repository, so there is no earlier state" in err


def test_no_commit_yet(tmp_path: Path, diff: Diff) -> None:
    new = copy_of(BASE, tmp_path / "new")
    git(new, "init", "--quiet")
    code, out, err = diff(at=new)
    assert (code, out) == (2, "")
    assert "there is no commit yet" in err


def test_a_shallow_clone_has_no_older_commit(root: Path, tmp_path: Path, diff: Diff) -> None:
    change(root)
    second(root)
    clone = tmp_path / "clone"
    git(tmp_path, "clone", "--quiet", "--depth", "1", root.as_uri(), str(clone))
    code, _, err = diff("HEAD~1", at=clone)
    assert code == 2
    assert "git fetch --unshallow" in err
    assert diff(at=clone)[0] == 0


def test_a_branch_name_full_of_markdown(root: Path, diff: Diff) -> None:
    name = "fix/@all-#1-<b>-`x`-|-$1-\u202ecod"
    git(root, "branch", name)
    change(root)
    for style in ("text", "markdown", "json"):
        code, out, _ = diff(name, "--format", style)
        assert code == 0
        assert "\u202e" not in out
    comment = diff(name, "--format", "markdown")[1]
    assert not {"@all", "#1", "<b>", "`x`", " | "} & set(comment.splitlines()[2].split(","))
    assert "@all" not in comment.splitlines()[2]
    assert "<b>" not in comment


def test_a_revision_with_control_characters(root: Path, diff: Diff) -> None:
    change(root)
    second(root, "Now red\x07 and `code`")
    code, out, _ = diff(":/red\x07 and `code`", "HEAD")
    assert code == 0
    assert out.startswith(":/red\ufffd and `code` -> HEAD, edition team")
    code, _, err = diff("no\x1b[31mwhere")
    assert code == 2
    assert "\x1b" not in err


def test_a_base_with_errors_compares_the_rest(root: Path, diff: Diff) -> None:
    replace(root / ROLE, "schema: role/2", "schema: role/9")
    second(root)
    replace(root / ROLE, "schema: role/9", "schema: role/2")
    change(root)
    code, out, _ = diff()
    assert code == 0
    assert "Star -> Strategic" in out
    place = "    content/roles/kam.yaml, line 1: A file names a schema version"
    assert f"Not compared, because of errors in it\n  role kam, in the older state\n{place}" in out
    assert out.endswith("(schema-version)\n")
    assert diff("--exit-code")[0] == 1
    document = json.loads(diff("--format", "json")[1])
    error = {"side": "base", "path": "content/roles/kam.yaml", "line": 1, "rule": "schema-version"}
    (unread,) = document["not_compared"]
    assert unread == {"subject": "role", "id": "kam", "state": "base", "errors": [error]}


@pytest.mark.parametrize("ending", ["yaml", "yml"])
def test_a_file_in_the_wrong_place_is_not_named_after_what_became_secret(
    ending: str, root: Path, diff: Diff
) -> None:
    text = (root / ACCOUNT).read_text("utf-8").partition("sections:")[0]
    text = text.replace("acme-pumps", "zebra-merger")
    (root / f"accounts/zebra-merger.{ending}").write_text(text, "utf-8")
    second(root)
    assert f"accounts/zebra-merger.{ending}: " in diff("HEAD~1", "HEAD")[1]
    (root / f"accounts/zebra-merger.{ending}").unlink()
    (root / "accounts/zebra-merger").mkdir()
    secret = text.replace("schema: account/1\n", "schema: account/1\nclass: confidential\n")
    (root / "accounts/zebra-merger/account.yaml").write_text(secret, "utf-8")
    second(root)
    assert "zebra" not in diff("HEAD~2", "HEAD~1")[1]
    assert "zebra" in diff("HEAD~2", "HEAD~1", "--edition", "leadership")[1]


@pytest.mark.parametrize("place", ["notes/2026/zebra.md", "zebra.md", "Notes/zebra.md"])
def test_a_note_in_the_wrong_place_is_not_named_where_it_is_secret(
    place: str, root: Path, diff: Diff
) -> None:
    note = (root / ACCOUNT).parent / place
    note.parent.mkdir(parents=True, exist_ok=True)
    note.write_text("---\nschema: note/1\ntitle: T\nclass: confidential\n---\nText\n", "utf-8")
    second(root)
    assert "zebra" not in diff("HEAD~1", "HEAD")[1]
    assert "zebra" in diff("HEAD~1", "HEAD", "--edition", "leadership")[1]


def test_an_error_of_a_folder_is_named_with_it(root: Path, diff: Diff) -> None:
    (root / "accounts/newco").mkdir()
    shutil.copy((root / ACCOUNT).with_name("strategy.yaml"), root / "accounts/newco")
    assert "account newco, in the newer state" in diff("--edition", "team")[1]
    assert "accounts/newco: An" in diff("--edition", "team")[1]
    (root / "accounts/newco/strategy.yaml").write_text("class: confidential\n", "utf-8")
    assert "newco" not in diff("--edition", "team")[1]
    assert "an account, in the newer state" in diff("--edition", "team")[1]


@pytest.mark.few(2)
@pytest.mark.parametrize("wrong", ["tier: second", "owner: nobody", "sector: [", "\tsector: x"])
def test_a_head_with_errors_compares_the_rest(wrong: str, root: Path, diff: Diff) -> None:
    line = wrong.partition(":")[0].strip()
    text = (root / ACCOUNT).read_text("utf-8")
    lines = [wrong if each.startswith(line) else each for each in text.splitlines()]
    (root / ACCOUNT).write_text("\n".join(lines), "utf-8")
    replace(root / ROLE, "accounts: 1-2", "accounts: 1-3")
    code, out, _ = diff()
    assert code == 0
    assert "Span, accounts: 1 to 2 -> 1 to 3." in out
    assert "account acme-pumps, in the newer state" in out
    assert "acme" not in diff("--edition", "hr")[1]


def test_a_secret_account_with_errors_is_not_named(root: Path, diff: Diff) -> None:
    folder = root / "accounts/secret-deal"
    folder.mkdir()
    text = (root / ACCOUNT).read_text("utf-8").partition("sections:")[0]
    text = text.replace("acme-pumps", "secret-deal").replace("tier: key", "tier: none")
    (folder / "account.yaml").write_text(f"{text}class: confidential\n", "utf-8")
    second(root)
    (folder / "account.yaml").write_text(
        f"{text}class: confidential\n".replace("tier: none", "tier: key"), "utf-8"
    )
    for edition in ("public", "hr", "team"):
        for style in ("text", "markdown", "json"):
            assert "secret" not in diff("--edition", edition, "--format", style)[1]
    assert "account secret-deal, in the older state" in diff("--edition", "leadership")[1]


def test_links_are_no_definitions_in_either_state(root: Path, diff: Diff, tmp_path: Path) -> None:
    (tmp_path / "elsewhere.yaml").write_text((root / ROLE).read_text("utf-8"), "utf-8")
    (root / "content/roles/link.yaml").symlink_to(tmp_path / "elsewhere.yaml")
    options = ("--edition", "leadership")
    for side in ("newer", "older"):
        out = diff(*options)[1]
        assert (
            "\n\nNot compared, because of errors in it\n"
            f"  a file, in the {side} state\n    content/roles/link.yaml: "
        ) in out
        assert out.endswith(" (symlink)\n")
        assert "  role, " not in out
        assert "link" not in diff()[1]
        if side == "newer":
            second(root)
            (root / "content/roles/link.yaml").unlink()


def test_what_lies_in_a_submodule_is_not_taken_for_new(
    root: Path, diff: Diff, tmp_path: Path
) -> None:
    """Its files are in the folder but in no commit of ours."""
    other = tmp_path / "other"
    other.mkdir()
    text = (root / ACCOUNT).read_text("utf-8").partition("sections:")[0]
    (other / "account.yaml").write_text(text.replace("acme-pumps", "partner"), "utf-8")
    committed(other)
    allowed = ("-c", "protocol.file.allow=always")
    git(root, *allowed, "submodule", "--quiet", "add", str(other), "accounts/partner")
    second(root)
    for revisions in ((), ("HEAD", "HEAD"), ("HEAD~1", "HEAD")):
        assert "could not be compared" in diff(*revisions)[1]
        code, out, _ = diff(*revisions, "--edition", "leadership")
        assert (code, NOTHING in out) == (0, False)
        assert "accounts/partner: A" in out
        assert "added" not in out


def test_a_definition_that_became_a_submodule_is_not_called_removed(
    root: Path, diff: Diff, tmp_path: Path
) -> None:
    folder = (root / ACCOUNT).parent
    shutil.copytree(folder, tmp_path / "other")
    committed(tmp_path / "other")
    git(root, "rm", "-rq", "accounts/acme-pumps")
    allowed = ("-c", "protocol.file.allow=always")
    add = ("submodule", "--quiet", "add", str(tmp_path / "other"), "accounts/acme-pumps")
    git(root, *allowed, *add)
    second(root)
    for revisions in ((), ("HEAD~1",), ("HEAD~1", "HEAD")):
        code, out, _ = diff(*revisions, "--edition", "leadership")
        assert code == 0
        assert "accounts/acme-pumps: A" in out
        assert "removed" not in out


def test_old_revisions_withhold_whatever_has_no_known_class_since(root: Path, diff: Diff) -> None:
    replace(root / STRATEGY, "what: A rival offers a cheaper seal", "what: Their buyer is bribed")
    second(root)
    replace(root / STRATEGY, "  - id: rival\n", "  - id: rival\n    class: secret\n")
    second(root)
    code, out, _ = diff("HEAD~2", "HEAD~1")
    assert code == 0
    assert "bribed" not in out
    assert "withheld, as later states do not say" in out
    assert "bribed" in diff("HEAD~2", "HEAD~1", "--edition", "leadership")[1]
    text = "schema: redactions/1\nredactions: x\n"
    (root / "content/redactions.yaml").write_text(text, "utf-8")
    second(root)
    code, out, err = diff("HEAD~3", "HEAD")
    assert (code, out) == (2, "")
    assert "content/redactions.yaml has errors" in err


def as_link(path: Path) -> None:
    """Move a file or folder out of the definitions and link to it."""
    root = next(each for each in path.parents if (each / "content").is_dir())
    target = root / f"kept-{path.name}"
    path.rename(target)
    path.symlink_to(target)


def as_yml(path: Path) -> None:
    path.rename(path.with_suffix(".yml"))


def renamed_to_hidden(path: Path) -> None:
    path.rename(path.with_name(f".{path.name}"))


@pytest.mark.few(1)
@pytest.mark.parametrize(
    ("hide", "what"),
    [
        (as_link, "accounts/acme-pumps"),
        (as_link, STRATEGY),
        (as_yml, STRATEGY),
        pytest.param(as_link, ACCOUNT, marks=pytest.mark.slow),
        pytest.param(as_yml, ACCOUNT, marks=pytest.mark.slow),
    ],
)
def test_what_nobody_can_read_as_a_whole_is_not_compared(
    root: Path, diff: Diff, hide: Callable[[Path], None], what: str
) -> None:
    replace(root / STRATEGY, "what: A rival offers a cheaper seal", "what: Their buyer is bribed")
    second(root)
    replace(root / STRATEGY, "  - id: rival\n", "  - id: rival\n    class: confidential\n")
    hide(root / what)

    def diff_output(*heads: str) -> str:
        code, out, _ = diff(*heads)
        assert code == 0
        assert "rival" not in out
        assert "bribed" not in out
        return out

    assert "Not compared, because of errors in it" in diff_output("HEAD~1")
    second(root)
    assert "Not compared, because of errors in it" in diff_output("HEAD~2", "HEAD")
    assert "withheld, as later states do not say" in diff_output("HEAD~2", "HEAD~1")


def test_an_account_moved_away_is_shown_in_old_revisions(root: Path, diff: Diff) -> None:
    """It was removed openly; uncommitted files make no difference."""
    replace(root / STRATEGY, "what: A rival offers a cheaper seal", "what: Their buyer is bribed")
    second(root)
    renamed_to_hidden(root / "accounts/acme-pumps")
    assert "bribed" in diff("HEAD~1", "HEAD")[1]
    assert "Acme Pumps (removed)" in diff("HEAD~1")[1]
    second(root)
    assert "bribed" in diff("HEAD~2", "HEAD~1")[1]


@pytest.mark.parametrize("hide", [as_yml, "link", "folder"])
def test_redactions_that_are_not_read_stop_it(
    root: Path, diff: Diff, hide: Callable[[Path], None] | str
) -> None:
    replace(root / STRATEGY, "what: A rival offers a cheaper seal", "what: Their buyer is bribed")
    second(root)
    file = root / "content/redactions.yaml"
    entry = "redactions:\n  - {id: rival, on: 2026-11-01, because: B.}\n"
    file.write_text(f"schema: redactions/1\n{entry}", "utf-8")
    if callable(hide):
        hide(file)
    else:
        file.rename(root / "kept.yaml")
        file.mkdir() if hide == "folder" else file.symlink_to(root / "kept.yaml")
        if hide == "folder":
            (file / "x.yaml").touch()
    for heads in (("HEAD~1",), ("HEAD~1", "HEAD")):
        code, out, err = diff(*heads)
        assert (code, out) == (2, "")
        assert "it cannot be said what no comparison may mention" in err
        git(root, "add", "--all")
        git(root, "commit", "--quiet", "--amend", "--no-edit")


@pytest.mark.slow
def test_what_was_secret_since_and_is_removed_today_is_withheld(
    root: Path, diff: Diff, capsys: pytest.CaptureFixture[str]
) -> None:
    replace(root / STRATEGY, "what: A rival offers a cheaper seal", "what: Their buyer is bribed")
    second(root)
    replace(root / STRATEGY, "  - id: rival\n", "  - id: rival\n    class: confidential\n")
    second(root)
    git(root, "checkout", "--quiet", "HEAD~1", "--", "accounts")
    text = (root / STRATEGY).read_text("utf-8")
    (root / STRATEGY).write_text(
        f"{text.partition('  - id: rival')[0].removesuffix('risks:' + chr(10))}", "utf-8"
    )
    second(root)
    for base in (("HEAD~2",), ("HEAD~2", "HEAD")):
        code, out, _ = diff(*base)
        assert code == 0
        assert "bribed" not in out
        assert "bribed" in diff(*base, "--edition", "leadership")[1]
    for style in ("github", "gitlab", "sarif", "json"):
        run(["check", "--root", str(root), *DAY, "--base", "HEAD~2", "--format", style])
        assert "bribed" not in capsys.readouterr().out
    for edition in (Edition.TEAM, Edition.LEADERSHIP):
        at = earlier(root, "HEAD~2", sound_definitions(root, edition))
        with laid_out(root, at.commit, None) as folder:
            pages = assemble(folder, edition, at.day, gate=at.gate).pages
        is_shown = any("bribed" in page.markdown for page in pages)
        assert is_shown is (edition is Edition.LEADERSHIP)


def test_removed_folders_are_compared(root: Path, diff: Diff) -> None:
    shutil.rmtree(root / "accounts")
    shutil.rmtree(root / "content")
    (root / "content").mkdir()
    code, out, _ = diff()
    assert code == 0
    assert "Acme Pumps (removed)" in out
    assert os.path.lexists(root / "content")


OTHER_STYLES = (pytest.param(each, marks=pytest.mark.slow) for each in ("gitlab", "sarif", "json"))


@pytest.mark.parametrize("style", ["github", *OTHER_STYLES])
def test_requirements_of_a_hidden_change_do_not_name_its_account(
    root: Path, capsys: pytest.CaptureFixture[str], style: str
) -> None:
    def output(edition: str) -> str:
        options = ["--edition", edition, "--base", "HEAD", "--format", style]
        run(["check", "--root", str(root), *DAY, *options])
        return capsys.readouterr().out

    assert "account-version-unchanged" not in output("team")
    replace(root / "accounts/acme-pumps/economics.yaml", "revenue: ", "revenue: 1")
    assert "account-version-unchanged" in output("team")
    assert "acme" in output("leadership").lower()
    assert "acme" not in output("team").lower()
