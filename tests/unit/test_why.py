"""`playbook why`: what the strategy and history pages answer, on a terminal."""

import re
from collections.abc import Callable
from html import unescape
from pathlib import Path

import pytest

from generator.cli.app import run
from generator.findings.classification import Edition
from generator.pages.account.why import QUESTIONS
from generator.pipeline.assemble import Assembled
from tests.examples import spread
from tests.review.history import committed, git
from tests.scenarios.scenario import BASE, copy_of, replace

STRATEGY = "accounts/acme-pumps/strategy.yaml"
EXAMPLES = (
    *("hallmere-food-retail", "kelmora-water", "norvane-industrial-group", "tessaly-packaging"),
)
Why = Callable[..., str]


@pytest.fixture
def why(capsys: pytest.CaptureFixture[str]) -> Why:
    """Runs the command and returns what it prints."""

    def call(root: Path, *arguments: str, code: int = 0, day: str = "2026-11-02") -> str:
        assert run(["why", *arguments, "--root", str(root), "--as-of", day]) == code
        printed = capsys.readouterr()
        return printed.err if code else printed.out

    return call


def plain(markdown: str) -> str:
    return " ".join(re.sub(r"[*|]|<br>", " ", unescape(markdown)).split())


def part(printed: str, title: str) -> list[str]:
    """The lines of an answer."""
    return printed.partition(f"\n{title}\n")[2].partition("\n\n")[0].splitlines()


@pytest.mark.few(1)
@pytest.mark.parametrize("account", spread(EXAMPLES, 2))
def test_each_example_says_what_its_pages_say(
    account: str, why: Why, shipped_root: Path, shipped: Callable[[Edition], Assembled]
) -> None:
    answer = why(shipped_root, account)
    pages = {page.path: plain(page.markdown) for page in shipped(Edition.TEAM).pages}
    text = pages[f"accounts/{account}/strategy/position.md"]
    because = part(answer, "Why this cell")
    cell, _, standing = because[0].strip().partition(". ")
    assert cell in text and standing in text
    assert len(because) >= 3
    assert all(line.strip() in text for line in because[1:])
    since = part(answer, "Since when")
    assert since[0].startswith(f"  {cell} since ")
    assert "First rating." in since[-2]
    assert "  Scored on " in answer and "  Owner: " in answer and " approved by " in answer
    assert part(answer, "On what beliefs, then and now")[0].startswith("  When it was first rated")


@pytest.mark.parametrize("question", spread(sorted(QUESTIONS), 2))
def test_one_question_has_one_answer(question: str, why: Why, shipped_root: Path) -> None:
    answer = why(shipped_root, "norvane industrial  GROUP", question)
    head, title, *lines = answer.replace("\n\n", "\n").splitlines()
    assert head == "Norvane Industrial Group, edition team, 2 Nov 2026"
    assert title == QUESTIONS[question][0]
    assert lines and all(line.startswith("  ") for line in lines)


def test_beliefs_are_those_of_the_first_rating_and_of_today(tmp_path: Path, why: Why) -> None:
    root = copy_of(BASE, tmp_path / "repository")
    replace(root / STRATEGY, "since: 2026-09-15", "since: 2026-09-10")
    committed(root)
    replace(root / STRATEGY, "confidence: medium\n    expires", "confidence: high\n    expires")
    replace(root / STRATEGY, "Told by the works manager.", "Seen by us.")
    git(root, "commit", "--quiet", "--all", "--message", "Seen")
    answer = part(why(root, "acme-pumps", "beliefs"), "On what beliefs, then and now")
    now = answer.index("  Now:")
    then = "\n".join(answer[:now])
    assert then.startswith("  When it was first rated, on 15 Sep 2026")
    assert "medium confidence; it rests on: Told by the works manager;" in then
    assert "high confidence; it rests on: Seen by us;" in answer[now + 1]
    assert re.search(r"Confidence: medium -> high\.", answer[now + 2])
    assert "which is over" not in answer[now + 1]
    later = why(root, "acme-pumps", "beliefs", day="2027-04-01")
    assert "looked at by 31 Mar 2027, which is over." in later


def test_a_belief_that_came_later_is_none_of_the_first_rating(tmp_path: Path, why: Why) -> None:
    root = committed(copy_of(BASE, tmp_path / "repository"))
    replace(root / STRATEGY, "since: 2026-09-15", "since: 2026-09-16")
    git(root, "commit", "--quiet", "--all", "--amend", "--no-edit")
    answer = part(why(root, "acme-pumps", "beliefs"), "On what beliefs, then and now")
    assert answer[0].endswith(": no belief that we held by then is on record.")


def test_without_earlier_states_it_says_so(tmp_path: Path, why: Why) -> None:
    root = copy_of(BASE, tmp_path / "repository")
    answer = why(root, "acme-pumps", "beliefs")
    assert "When it was first rated, on 15 Sep 2026, as today's files say:" in answer
    assert "Git" in answer or "read" in answer.splitlines()[-1]


def test_what_is_secret_is_not_told(tmp_path: Path, why: Why) -> None:
    root = copy_of(BASE, tmp_path / "repository")
    replace(
        root / STRATEGY, "    what: The new line", "    class: confidential\n    what: The new line"
    )
    committed(root)
    replace(root / STRATEGY, "Told by the works manager.", "Seen by us.")
    assert "The new line" not in why(root, "acme-pumps")
    assert "The new line" in why(root, "acme-pumps", "--edition", "leadership")


def test_an_account_that_is_not_there(tmp_path: Path, why: Why) -> None:
    root = copy_of(BASE, tmp_path / "repository")
    assert "Did you mean `acme-pumps`?" in why(root, "acme pump", code=2)
    assert "holds no account" in why(root, "acme-pumps", "--edition", "hr", code=2)
    assert "'wy' is not one of 'cell', " in why(root, "acme-pumps", "wy", code=2)


def test_an_account_without_a_rating(tmp_path: Path, why: Why) -> None:
    root = copy_of(BASE, tmp_path / "repository")
    text = (root / STRATEGY).read_text("utf-8")
    start, end = text.index("ratings:\n"), text.index("stages:\n")
    (root / STRATEGY).write_text(text[:start] + text[end:], "utf-8")
    replace(
        root / STRATEGY, 'promotion: {to: global, axis: potential, at_least: 9, reviews: "2"}', ""
    )
    for question in QUESTIONS:
        assert why(root, "Acme Pumps", question)
    assert "Not rated yet." in why(root, "Acme Pumps")
