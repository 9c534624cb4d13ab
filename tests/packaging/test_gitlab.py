"""The template for GitLab: its commands work, and its comment is one comment."""

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, ClassVar

import pytest
import yaml

from generator.reporters.carried import CUT, last_comment
from tests.packaging.workflows import GITLAB, merge_request, merged_change, run
from tests.review.history import git


@pytest.fixture(scope="module")
def gitlab() -> Any:
    return yaml.safe_load(GITLAB.read_text("utf-8"))


@pytest.mark.slow
@pytest.mark.parametrize(
    ("job", "code", "left"), [("check", 1, "codequality.json"), ("compare", 0, "review/comment.md")]
)
def test_the_jobs_of_a_merge_request(
    job: str, code: int, left: str, gitlab: Any, tmp_path: Path
) -> None:
    merge = merged_change(tmp_path / "repository")
    answer = run("\n".join(gitlab[job]["script"]), merge, merge_request(merge, tried=True))
    assert answer.returncode == code, answer.stderr
    assert (merge / left).stat().st_size
    if job == "check":
        document = json.loads((merge / left).read_text("utf-8"))
        assert "version-too-low" in {each["check_name"] for each in document}
        assert answer.stdout == (merge / left).read_text("utf-8")


@pytest.mark.parametrize("tried", [True, pytest.param(False, marks=pytest.mark.slow)])
def test_what_others_merged_meanwhile_is_not_part_of_the_change(
    tried: bool, gitlab: Any, tmp_path: Path
) -> None:
    merge = merged_change(tmp_path / "repository")
    git(merge, "switch", "--quiet", "main")
    role = (merge / "content/roles/kam.yaml").read_text("utf-8")
    other = role.replace("id: kam", "id: other").replace("name: ", "name: Other ", 1)
    (merge / "content/roles/other.yaml").write_text(other, "utf-8")
    git(merge, "add", "--all")
    git(merge, "commit", "--quiet", "--all", "--message", "Of others")
    git(merge, "merge", "--quiet", "--no-ff", "--message", "Merge", "change")
    environment = merge_request(merge, tried=tried)
    if not tried:
        git(merge, "switch", "--quiet", "change")
    answer = run("\n".join(gitlab["compare"]["script"]), merge, environment)
    assert (answer.returncode, answer.stderr) == (0, "")
    comment = (merge / "review/comment.md").read_text("utf-8")
    assert f"commit `{git(merge, 'rev-parse', 'change')[:12]}` of " in comment.splitlines()[2]
    assert "Acme Pumps" in comment
    assert "Other " not in comment


def test_the_site_waits_for_the_check(gitlab: Any) -> None:
    assert gitlab["site"]["needs"] == ["check"]


def test_a_site_without_a_host_is_not_published(gitlab: Any, tmp_path: Path) -> None:
    *_, bring = gitlab["publish"]["script"]
    assert "nothing was published" in run(bring, tmp_path, {}).stdout
    assert run(bring, tmp_path, {"PLAYBOOK_PUBLISH": "echo there"}).stdout == "there\n"


class _Forge(BaseHTTPRequestHandler):
    """Just enough of a forge to store notes on one merge request, two to a page."""

    notes: ClassVar[list[dict[str, Any]]] = []

    def do_GET(self) -> None:
        page = int(self.path.rpartition("page=")[2]) if "page=" in self.path else 1
        rest = self.notes[2 * page :]
        found = {"id": 7} if self.path.endswith("/user") else self.notes[2 * page - 2 : 2 * page]
        self._answer(found, str(page + 1) if rest and isinstance(found, list) else "")

    def do_POST(self) -> None:
        note = {"id": len(self.notes) + 1, "author": {"id": 7}, "body": self._sent()}
        self.notes.append(note)
        self._answer(note)

    def do_PUT(self) -> None:
        note = self.notes[int(self.path.rpartition("/")[2]) - 1]
        note["body"] = self._sent()
        self._answer(note)

    def _sent(self) -> str:
        body: str = json.loads(self.rfile.read(int(self.headers["Content-Length"])))["body"]
        return body

    def _answer(self, document: Any, following: str = "") -> None:
        self.send_response(200 if self.headers["PRIVATE-TOKEN"] == "token" else 401)
        self.send_header("X-Next-Page", following)
        self.end_headers()
        self.wfile.write(json.dumps(document).encode())

    def log_message(self, *_arguments: object) -> None:
        """Says nothing."""


@pytest.fixture
def forge() -> Iterator[str]:
    _Forge.notes[:] = [{"id": 1, "author": {"id": 3}, "body": "<!-- playbook: review -->\nmine"}]
    with ThreadingHTTPServer(("127.0.0.1", 0), _Forge) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/api"
        server.shutdown()


@pytest.mark.slow
def test_ticks_survive_a_push_and_one_that_cannot_be_compared(
    gitlab: Any, forge: str, tmp_path: Path
) -> None:
    merge = merged_change(tmp_path / "repository")
    environment = {
        **merge_request(merge, tried=True),
        "CI_API_V4_URL": forge,
        "CI_PROJECT_ID": "5",
        "CI_MERGE_REQUEST_IID": "17",
        "PLAYBOOK_COMMENT_TOKEN": "token",
    }
    comment = merge / "review/comment.md"
    (merge / "json.py").write_text("raise SystemExit('read the token')\n", "utf-8")

    def job(name: str) -> None:
        answer = run("\n".join(gitlab[name]["script"]), merge, environment)
        assert (answer.returncode, answer.stderr) == (0, "")

    job("compare")
    job("comment")
    first = comment.read_text("utf-8")
    assert "- [ ] " in first
    looked_at = git(merge, "rev-parse", "HEAD").strip()  # its lines are those that are named
    assert f"/our/plans/-/blob/{looked_at}/accounts/acme-pumps/account.yaml)" in first
    ticked = _Forge.notes[1]["body"].replace("- [ ] ", "- [x] ") + f"\n{CUT}"
    _Forge.notes[1]["body"] = ticked
    comment.unlink()
    job("comment")
    broken = _Forge.notes[1]["body"]
    assert "- [x] as before <!-- " in broken
    assert last_comment(broken) == last_comment(ticked)
    _Forge.notes[1]["body"] = broken.replace(CUT, "")
    job("compare")
    second = comment.read_text("utf-8")
    assert second.count("- [x] ") == first.count("- [ ] ")
    assert "Nothing has changed since the last comment." in second


def test_one_comment_is_updated(gitlab: Any, forge: str, tmp_path: Path) -> None:
    script = "\n".join(gitlab["comment"]["script"])
    environment = {
        "CI_API_V4_URL": forge,
        "CI_PROJECT_ID": "5",
        "CI_MERGE_REQUEST_IID": "17",
        "PLAYBOOK_COMMENT_TOKEN": "token",
        "CI_COMMIT_SHA": "a" * 40,
    }
    (tmp_path / "review").mkdir()
    (tmp_path / "json.py").write_text("raise SystemExit('read the token')\n", "utf-8")
    assert gitlab["comment"]["rules"][0]["when"] == "always"
    for text in ("First @ada\n", "", "Second\n/close\n"):
        (tmp_path / "review/comment.md").write_text(text, encoding="utf-8")
        answer = run(script, tmp_path, environment)
        assert (answer.returncode, answer.stderr) == (0, "")
        if not text:  # nothing could be compared
            assert f"Commit `{'a' * 40}` could not be compared. " in _Forge.notes[1]["body"]
        elif len(_Forge.notes) == 2:  # others write as well, so that ours stands on any page
            _Forge.notes.append({"id": 3, "author": {"id": 4}, "body": "thanks"})
    assert [note["body"] for note in _Forge.notes] == [
        "<!-- playbook: review -->\nmine",
        "<!-- playbook: review -->\nSecond\n\u200b/close\n",
        "thanks",
    ]
