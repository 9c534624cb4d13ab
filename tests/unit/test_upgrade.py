"""`playbook upgrade` over two made-up versions of what `playbook init` writes."""

import errno
import json
import stat
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from generator import __version__
from generator.cli import init_record, three_way, upgrade
from generator.cli.answers import Answers
from generator.cli.app import run
from generator.cli.init_record import ANSWERS, WRITTEN, kept, record
from generator.cli.starting import Begun
from generator.cli.write_files import FileChange, write_files
from generator.findings.errors import OutputError
from generator.git.run import merged
from tests.scenarios.scenario import contents

LINES = "".join(f"line {number}\n" for number in range(1, 13))
THEN = {
    "mkdocs.yml": b"site_name: Ours\n",
    "content/same.yaml": LINES.encode(),
    "content/replaced.yaml": LINES.encode(),
    "content/both.yaml": LINES.encode(),
    "content/deep/removed.yaml": b"of the first version\n",
    "content/old-name.yaml": LINES.encode(),
    "picture.png": b"\x89PNG\0one",
}
NEW = LINES.replace("line 2\n", "line two\n").encode()
NOW = {
    **THEN,
    "content/replaced.yaml": NEW,
    "content/both.yaml": NEW,
    "content/new.yaml": b"new\n",
    "content/new-name.yaml": NEW,
    "picture.png": b"\x89PNG\0two",
}
del NOW["content/deep/removed.yaml"], NOW["content/old-name.yaml"]

Upgrade = Callable[..., tuple[int, str, str]]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A folder that the first version began."""
    for path, data in {**THEN, **_record(THEN)}.items():
        (tmp_path / "ours" / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "ours" / path).write_bytes(data)
    return tmp_path / "ours"


def _record(files: Mapping[str, bytes]) -> dict[str, bytes]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(init_record, "__version__", "0.0.1")
        return record(Answers(), {path: kept(path, data) for path, data in files.items()})


@pytest.fixture
def up(root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Upgrade:
    def call(*options: str, now: Mapping[str, bytes] = NOW) -> tuple[int, str, str]:
        monkeypatch.setattr(upgrade, "begin", lambda *_, **__: Begun(now, {}))
        code = run(["upgrade", "--root", str(root), *options])
        return code, *capsys.readouterr()

    return call


def steps_in(out: str) -> dict[str, str]:
    """What is said of each file."""
    lines = (line for line in out.splitlines() if line.startswith("  ") and "|" not in line)
    return {line[14:].split(" ")[0]: line[2:12].strip() for line in lines}


def test_what_nobody_touched_is_brought_up_to_date(root: Path, up: Upgrade) -> None:
    before = contents(root)
    code, out, err = up()
    assert (code, err) == (0, "")
    wanted = {
        "content/new.yaml": "new",
        "content/new-name.yaml": "new",
        "content/replaced.yaml": "replaced",
        "content/both.yaml": "replaced",
        "picture.png": "replaced",
        "content/deep/removed.yaml": "removed",
        "content/old-name.yaml": "removed",
    }
    assert steps_in(out) == wanted
    assert out.startswith(f"From 0.0.1 to {__version__}:\n")
    assert "7 files to change; `playbook upgrade --write` does it." in out
    assert contents(root) == before
    assert up("--check")[0] == 1
    assert contents(root) == before
    code, out, err = up("--write")
    assert (code, err, "7 files changed." in out) == (0, "", True)
    after = contents(root)
    assert {path: after[path] for path in NOW} == NOW
    assert set(after) == {*NOW, ANSWERS, WRITTEN}
    assert not (root / "content/deep").exists()
    assert json.loads(after[ANSWERS])["version"] == __version__
    for options in ((), ("--check",), ("--write",)):
        assert up(*options)[:2] == (
            0,
            "The files are those of this version; there is nothing to do.\n",
        )
    assert contents(root) == after


def test_edits_are_merged_and_what_was_deleted_stays_deleted(root: Path, up: Upgrade) -> None:
    edited = LINES.replace("line 11\n", "line 11, ours\n").encode()
    (root / "content/both.yaml").write_bytes(edited)
    (root / "content/same.yaml").write_bytes(b"all ours\n")
    (root / "content/deep/removed.yaml").write_bytes(b"of ours as well\n")
    (root / "content/replaced.yaml").unlink()
    (root / "content/new.yaml").write_bytes(b"a file of our own\n")
    code, out, _ = up("--write")
    steps = steps_in(out)
    assert code == 0
    assert steps["content/both.yaml"] == "merged"
    assert {path for path, does in steps.items() if does == "left alone"} == {
        *("content/deep/removed.yaml", "content/replaced.yaml", "content/new.yaml")
    }
    assert "you deleted it" in out and "a file of your own has this name" in out
    after = contents(root)
    both = LINES.replace("line 2\n", "line two\n").replace("line 11\n", "line 11, ours\n")
    assert after["content/both.yaml"] == both.encode()
    assert after["content/same.yaml"] == b"all ours\n"
    assert after["content/deep/removed.yaml"] == b"of ours as well\n"
    assert after["content/new.yaml"] == b"a file of our own\n"
    assert "content/replaced.yaml" not in after
    code, out, _ = up("--write")
    assert set(steps_in(out)) == {"content/new.yaml"}
    assert contents(root) == after


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_a_conflict_is_shown_and_left_until_marks_are_wanted(
    line_end: str, root: Path, up: Upgrade
) -> None:
    ours = LINES.replace("line 2\n", "line 2, ours\n").replace("\n", line_end).encode()
    (root / "content/both.yaml").write_bytes(ours)
    code, out, _ = up()
    assert (code, "conflict    content/both.yaml (both changed 1 place)" in out) == (0, True)
    shown = [line.removeprefix("    | ") for line in out.splitlines() if line.startswith("    | ")]
    assert shown[1:] == [
        *("<<<<<<< yours", "line 2, ours", "||||||| 0.0.1", "line 2", "=======", "line two"),
        f">>>>>>> {__version__}",
    ]
    code, out, _ = up("--write")
    assert (code, "1 file is as you have it" in out) == (1, True)
    assert contents(root)["content/both.yaml"] == ours
    assert contents(root)["content/new.yaml"] == b"new\n"
    code, out, _ = up("--write")
    assert (code, "conflict    content/both.yaml" in out) == (1, True)
    code, out, _ = up("--write", "--marks")
    assert (code, "merged      content/both.yaml (with marks to settle)" in out) == (0, True)
    text = contents(root)["content/both.yaml"]
    assert all(f"{mark} ".encode() in text for mark in ("<<<<<<<", ">>>>>>>"))
    assert text.count(line_end.encode()) == text.count(b"\n")
    assert up("--check")[0] == 0


def test_a_copy_with_the_line_ends_of_windows_is_untouched(root: Path, up: Upgrade) -> None:
    """What `core.autocrlf` makes of the files is no edit, and stays."""
    for path in ("content/replaced.yaml", "content/both.yaml", "content/deep/removed.yaml"):
        (root / path).write_bytes(THEN[path].replace(b"\n", b"\r\n"))
    edited = LINES.replace("line 11\n", "line 11, ours\n").replace("\n", "\r\n").encode()
    (root / "content/both.yaml").write_bytes(edited)
    assert up("--write")[0] == 0
    after = contents(root)
    assert after["content/replaced.yaml"] == NEW.replace(b"\n", b"\r\n")
    assert b"line two\r\n" in after["content/both.yaml"]
    assert b"line 11, ours\r\n" in after["content/both.yaml"]
    assert "content/deep/removed.yaml" not in after


def test_a_file_with_another_name_takes_the_edits_along(root: Path, up: Upgrade) -> None:
    edited = LINES.replace("line 11\n", "line 11, ours\n").encode()
    (root / "content/old-name.yaml").write_bytes(edited)
    code, out, _ = up("--write")
    assert code == 0
    assert "merged      content/new-name.yaml (it was content/old-name.yaml)" in out
    after = contents(root)
    assert "content/old-name.yaml" not in after
    assert {b"line two", b"line 11, ours"} <= set(after["content/new-name.yaml"].splitlines())
    assert up("--check")[0] == 0


def test_edits_that_contradict_another_name_leave_both_files(root: Path, up: Upgrade) -> None:
    edited = LINES.replace("line 2\n", "line 2, ours\n").encode()
    (root / "content/old-name.yaml").write_bytes(edited)
    code, out, _ = up("--write")
    assert (code, "content/new-name.yaml (it was content/old-name.yaml; both" in out) == (1, True)
    assert contents(root)["content/old-name.yaml"] == edited
    assert "content/new-name.yaml" not in contents(root)
    assert up("--write")[0] == 1
    assert up("--write", "--marks")[0] == 0
    assert b"<<<<<<< yours" in contents(root)["content/new-name.yaml"]
    assert "content/old-name.yaml" not in contents(root)


def test_a_file_that_was_renamed_here_is_not_brought_back(root: Path, up: Upgrade) -> None:
    (root / "content/both.yaml").rename(root / "content/ours.yaml")
    code, out, _ = up("--write")
    assert (code, steps_in(out)["content/both.yaml"]) == (0, "left alone")
    assert contents(root)["content/ours.yaml"] == LINES.encode()
    assert "content/both.yaml" not in contents(root)


def test_permissions_stay(root: Path, up: Upgrade) -> None:
    for path in ("content/replaced.yaml", "content/both.yaml"):
        (root / path).chmod(0o755)
    (root / "content/both.yaml").write_bytes(LINES.replace("12", "twelve").encode())
    assert up("--write")[0] == 0
    for path in ("content/replaced.yaml", "content/both.yaml"):
        assert stat.S_IMODE((root / path).stat().st_mode) == 0o755


def test_links_are_not_followed(root: Path, up: Upgrade, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    for name in ("replaced.yaml", "new.yaml"):
        (outside / name).write_bytes(LINES.encode())
    (root / "content/replaced.yaml").unlink()
    (root / "content/replaced.yaml").symlink_to(outside / "replaced.yaml")
    (root / "content/deep/removed.yaml").rename(outside / "removed.yaml")
    (root / "content/deep").rmdir()
    (root / "content/deep").symlink_to(outside)
    before = contents(outside)
    code, out, _ = up("--write")
    assert code == 0
    assert "left alone  content/replaced.yaml (it is a link)" in out
    assert "left alone  content/deep/removed.yaml (content/deep is a link)" in out
    assert contents(outside) == before
    assert (root / "content/replaced.yaml").is_symlink()


def test_a_new_name_behind_a_link_is_left_alone(root: Path, up: Upgrade, tmp_path: Path) -> None:
    """What was edited has another name now, in a folder that leads out of the repository."""
    (tmp_path / "outside").mkdir()
    (root / "docs").symlink_to(tmp_path / "outside")
    edited = LINES.replace("line 11\n", "line 11, ours\n").encode()
    (root / "content/old-name.yaml").write_bytes(edited)
    now = {path: data for path, data in NOW.items() if path != "content/new-name.yaml"}
    code, out, _ = up("--write", now={**now, "docs/new-name.yaml": NEW})
    assert (code, contents(tmp_path / "outside")) == (0, {})
    assert "left alone  docs/new-name.yaml (docs is a link)" in out
    assert contents(root)["content/old-name.yaml"] == edited


def test_a_folder_that_became_a_link_meanwhile_is_not_written_to(
    root: Path, tmp_path: Path
) -> None:
    (tmp_path / "outside").mkdir()
    (root / "docs").symlink_to(tmp_path / "outside")
    with pytest.raises(OutputError, match="docs is a link"):
        write_files(root, [FileChange("docs/new.yaml", None, b"new\n")])
    assert contents(tmp_path / "outside") == {}


def test_a_folder_and_a_picture_that_both_changed_are_left(root: Path, up: Upgrade) -> None:
    (root / "content/replaced.yaml").unlink()
    (root / "content/replaced.yaml").mkdir()
    (root / "picture.png").write_bytes(b"\x89PNG\0ours")
    code, out, _ = up("--write")
    assert code == 1
    assert "left alone  content/replaced.yaml (it is no file)" in out
    assert "conflict    picture.png (both changed, and it is no text)" in out
    assert contents(root)["picture.png"] == b"\x89PNG\0ours"


@pytest.mark.parametrize("where", ["protected", "full", "rename", "interrupted", "meanwhile"])
def test_what_cannot_be_written_leaves_everything_as_it_was(
    where: str, root: Path, up: Upgrade, monkeypatch: pytest.MonkeyPatch
) -> None:
    (root / "content/both.yaml").write_bytes(LINES.replace("12", "twelve").encode())
    if where == "protected":
        (root / "content/replaced.yaml").chmod(0o444)
    elif where == "full":
        monkeypatch.setattr("os.fsync", _failing(OSError(errno.ENOSPC, "Full")))
    elif where == "meanwhile":
        plan = three_way.planned

        def planned(*given: Any) -> Any:
            made = plan(*given)
            (root / "content/both.yaml").write_bytes(b"meanwhile\n")
            return made

        monkeypatch.setattr(upgrade, "planned", planned)
    else:
        error = KeyboardInterrupt() if where == "interrupted" else OSError(errno.EROFS, "Read only")
        move, moved = Path.replace, []

        def replace(path: Path, target: Path) -> Path:
            moved.append(target)
            if len(moved) == 4:
                raise error
            return move(path, target)

        monkeypatch.setattr(Path, "replace", replace)
    before = contents(root)
    code, _, err = up("--write")
    assert code == (130 if where == "interrupted" else 3), err
    if where == "meanwhile":
        before["content/both.yaml"] = b"meanwhile\n"
    assert contents(root) == before
    assert {each.name for each in (root / ".playbook").iterdir()} == {"init.json", "written.zip"}


def _failing(error: OSError) -> Callable[..., None]:
    def fail(*_: object) -> None:
        raise error

    return fail


@pytest.mark.parametrize(
    ("path", "data", "said"),
    [
        (ANSWERS, None, "is missing: it says what `playbook init` wrote"),
        (WRITTEN, None, "is missing"),
        (ANSWERS, b"[]", "cannot be used"),
        (ANSWERS, b"\xff", "cannot be used"),
        (ANSWERS, b"[" * 100_000, "it holds lists in lists without end"),
        (ANSWERS, b'{"version": "0.1", "roles": "kam"}', "`roles` is something else than expected"),
        (ANSWERS, b'{"version": "0.1", "logo": "../../x.svg"}', "`logo` is no file that"),
        (ANSWERS, b'{"version": "99.0"}', "install the newer one"),
        (ANSWERS, b'{"version": "0.1", "forge": "gitea"}', "there is no forge `gitea`"),
        (WRITTEN, b"PK", "cannot be read. Take the file from an earlier commit"),
    ],
)
def test_a_record_that_cannot_be_used_ends_the_command(
    path: str, data: bytes | None, said: str, root: Path, up: Upgrade
) -> None:
    if data is None:
        (root / path).unlink()
    else:
        (root / path).write_bytes(data)
    before = contents(root)
    code, out, err = up("--write")
    assert (code, out, said in err) == (2, "", True), err
    assert contents(root) == before


@pytest.mark.parametrize("path", ["../outside.yaml", "/etc/passwd", ".git/config"])
def test_a_record_that_leads_elsewhere_is_refused(path: str, root: Path, up: Upgrade) -> None:
    (root / WRITTEN).write_bytes(_record({path: b""})[WRITTEN])
    code, _, err = up("--write")
    assert (code, "cannot be read" in err) == (2, True)


def test_a_record_that_is_a_link_is_refused(root: Path, up: Upgrade, tmp_path: Path) -> None:
    (root / ".playbook").rename(tmp_path / "elsewhere")
    (root / ".playbook").symlink_to(tmp_path / "elsewhere")
    code, _, err = up("--write")
    assert (code, "is a link" in err) == (2, True)


@pytest.mark.parametrize("options", [("--write", "--check"), ("--marks",)])
def test_options_that_contradict_are_refused(options: tuple[str, ...], up: Upgrade) -> None:
    assert up(*options)[0] == 2


@pytest.mark.parametrize("state", ["there", "deleted"])
def test_a_wheel_is_replaced_unless_a_registry_has_it(
    state: str, root: Path, up: Upgrade, monkeypatch: pytest.MonkeyPatch
) -> None:
    old, new = "wheels/account_playbook-0.0.1.whl", "account_playbook-0.2.whl"
    (root / "wheels").mkdir()
    (root / old).write_bytes(b"old")
    (root / WRITTEN).write_bytes(_record({**THEN, old: b"old"})[WRITTEN])
    code, out, _ = up("--write", now=THEN)
    assert (code, (root / old).is_file()) == (0, True)
    assert "put its wheel into wheels/ yourself" in out
    (root / ANSWERS).write_bytes(_record(THEN)[ANSWERS])
    if state == "deleted":
        (root / old).unlink()
    monkeypatch.setattr(upgrade, "own_wheel", lambda: (new, b"new"))
    code, _, _ = up("--write", now=THEN)
    assert code == 0
    left = {path for path in contents(root) if path.startswith("wheels/")}
    assert left == ({f"wheels/{new}"} if state == "there" else set())


def test_another_answer_brings_its_files(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """With the files that this version writes: jobs come, and roles that were left out."""
    root = tmp_path / "ours"
    assert run(["init", str(root), "--roles", "kam"]) == 0
    assert run(["upgrade", "--root", str(root), "--check"]) == 0
    answers = json.loads((root / ANSWERS).read_text("utf-8"))
    answers |= {"forge": "github", "roles": []}
    (root / ANSWERS).write_text(json.dumps(answers), "utf-8")
    (root / "mkdocs.yml").write_text((root / "mkdocs.yml").read_text("utf-8") + "# ours\n", "utf-8")
    capsys.readouterr()
    assert run(["upgrade", "--root", str(root), "--write"]) == 0
    steps = steps_in(capsys.readouterr().out)
    assert steps["content/roles/account-manager.yaml"] == "new"
    assert steps[".github/workflows/review.yml"] == "new"
    assert "mkdocs.yml" not in steps
    assert run(["check", "--root", str(root)]) == 0
    assert (root / "mkdocs.yml").read_text("utf-8").endswith("# ours\n")


def test_git_merges_and_counts_what_contradicts() -> None:
    names = ("yours", "then", "now")
    assert merged(b"a\nb\nc\n", b"a\nb\n", b"a\nb\n", names) == (b"a\nb\nc\n", 0)
    text, count = merged(b"x\n", b"a\n", b"y\n", names)
    assert (count, text.count(b"\n")) == (1, 7)
