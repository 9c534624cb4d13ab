"""The script that updates the comment on a pull request, run as the forge would run it."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.packaging.workflows import steps

pytestmark = pytest.mark.browser

MARKER = "<!-- playbook: review -->\n"
BOT = "github-actions[bot]"
# What the forge gives a script, with notes of what the script asks for.
STAGE = """async ({ script, files, pull, comments, commit }) => {
  const asked = [];
  const call = (name, answer) => async (given) => { asked.push([name, given]); return answer; };
  const github = {
    paginate: async () => comments,
    rest: {
      pulls: { get: async () => ({ data: pull }) },
      issues: {
        listComments: null,
        createComment: call('create'),
        updateComment: call('update'),
      },
    },
  };
  const context = {
    repo: { owner: 'us', repo: 'ours' },
    payload: { pull_request: { number: 17, head: { sha: commit } } },
  };
  const core = { warning: call('warning'), notice: call('notice') };
  const modules = {
    fs: {
      lstatSync: (name) => files[name] === undefined ? undefined
        : { isFile: () => files[name] !== 'a link', size: files[name].length },
      readFileSync: (name) => files[name],
    },
    path: { join: (...parts) => parts.join('/') },
  };
  const process = { env: { REVIEW: 'review' } };
  const AsyncFunction = (async () => {}).constructor;
  const run = new AsyncFunction('github', 'context', 'core', 'require', 'process', script);
  await run(github, context, core, (name) => modules[name], process);
  return asked;
}"""

Run = Callable[..., list[Any]]


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    page = browser.new_page()
    yield page
    page.close()


@pytest.fixture
def run_script(page: Page) -> Run:
    """Runs the script and returns its calls to the forge."""
    script = steps("review", "comment")["Write or renew the comment"]["with"]["script"]

    def call(
        text: str = "What changed.\n",
        comments: tuple[dict[str, Any], ...] = (),
        head: str = "abc",
        state: str = "open",
    ) -> list[Any]:
        scene = {
            "script": script,
            "files": {"review/comment.md": text},
            "pull": {"state": state, "head": {"sha": head}},
            "comments": list(comments),
            "commit": "abc",
        }
        calls: list[Any] = page.evaluate(STAGE, scene)
        return calls

    return call


def note(number: int, login: str, text: str) -> dict[str, Any]:
    return {"id": number, "user": {"login": login}, "body": f"{MARKER}{text}"}


def test_a_comment_is_written_once_and_then_renewed(run_script: Run) -> None:
    ((name, given),) = run_script()
    assert (name, given["issue_number"]) == ("create", 17)
    assert given["body"] == f"{MARKER}What changed.\n"
    others = (note(1, "somebody", "planted"), note(2, BOT, "What was."))
    ((name, given),) = run_script(comments=others)
    assert (name, given["comment_id"]) == ("update", 2)
    assert run_script(comments=(note(2, BOT, "What changed.\n"),)) == []


def test_a_pull_request_that_moved_on_or_a_text_that_is_none_gets_no_comment(
    run_script: Run,
) -> None:
    for calls in (
        run_script(head="another"),
        run_script(state="closed"),
        run_script(text="a link"),
        run_script(text=" \n"),
        run_script(text="x" * 65536),
    ):
        assert [name for name, _ in calls] in (["warning"], ["notice"])


def test_nobody_is_called_by_a_comment(run_script: Run) -> None:
    ((_, given),) = run_script(text="Ask @ada and\u0000 @our/sales\u001b[31m.\n")
    assert given["body"] == f"{MARKER}Ask @\u200bada and @\u200bour/sales[31m.\n"
