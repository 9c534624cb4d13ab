"""Ticks of a comment survive pushes while their line says the same; what is new is said."""

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.changes.sections import ReviewLine
from generator.cli.app import run
from generator.findings.classification import Edition
from generator.reporters.carried import CUT, Boxes, last_comment
from generator.reporters.comparison_markdown import as_markdown
from tests.review.history import committed, git
from tests.review.scenario_table import Files, edited, reviewed, small
from tests.scenarios.scenario import BASE, copy_of, replace

STRATEGY, ACCOUNT = "accounts/acme-pumps/strategy.yaml", "accounts/acme-pumps/account.yaml"
RISK = {"file": STRATEGY, "find": "    impact: high\n", "replace": "    impact: medium\n"}
TIER = {"file": ACCOUNT, "find": "tier: key", "replace": "tier: global"}
TURN = {"file": STRATEGY, "find": "choice: advocate", "replace": "choice: representative"}


def comment(after: Files, previous: str | None = "", longest: int = 60_000) -> str:
    return as_markdown(reviewed(small(), after), "main", "HEAD", longest=longest, previous=previous)


def ticked(text: str, part: str) -> str:
    """The comment after a reviewer ticked the lines with ``part``, as a forge writes it."""
    lines = text.splitlines()
    assert any(part in line and line.startswith("- [ ] ") for line in lines), part
    done = (line.replace("- [ ] ", "- [x] ", 1) if part in line else line for line in lines)
    return "\r\n".join(done)


def lines_with(text: str, start: str) -> list[str]:
    """Lines that begin with ``start``, without the marks."""
    found = [line for line in text.splitlines() if line.startswith(start)]
    return [re.sub(r" <!-- \S+ -->$", "", line) for line in found]


def test_without_a_last_comment_there_are_no_boxes() -> None:
    text = comment(edited(small(), [RISK, TIER]), None)
    assert "- [" not in text and "<!--" not in text


def test_every_line_has_a_box_and_a_mark_of_its_own() -> None:
    text = comment(edited(small(), [RISK, TIER, TURN]))
    rows = [line for line in text.splitlines() if line.startswith("- ")]
    assert len(rows) > 5
    assert all(re.fullmatch(r"- \[ \] .+ <!-- [0-9a-f]{12}\.[0-9a-f]{16}\.1 -->", r) for r in rows)
    marks = [row.rpartition(" <!-- ")[2] for row in rows]
    assert len(set(marks)) == len(marks)
    assert "Since the last comment" not in text and "New:" not in text


def test_a_tick_survives_three_pushes_while_the_line_says_the_same() -> None:
    first = ticked(ticked(comment(edited(small(), [RISK])), "impact: high"), "still 1")
    second = comment(edited(small(), [RISK, TIER]), first)
    assert "impact: high -&gt; medium" in "".join(lines_with(second, "- [x] "))
    assert any("_New:_" in each and "ier" in each for each in lines_with(second, "- [ ] "))
    assert "Since the last comment " in second and "new" in second
    again = {**RISK, "replace": "    impact: low\n"}
    third = comment(edited(small(), [again, TIER]), ticked(second, "_New:_"))
    assert not [each for each in lines_with(third, "- [x] ") if "impact" in each]
    assert any("_New:_" in e and "impact: high -&gt; low" in e for e in lines_with(third, "- [ ] "))
    assert any("ier: key -&gt; global" in each for each in lines_with(third, "- [x] "))
    assert re.search(r"Since the last comment .*\bchanged\b", third)
    fourth = comment(edited(small(), [again, TIER]), third)
    assert "Nothing has changed since the last comment." in fourth
    assert lines_with(fourth, "- [x] ") == lines_with(third, "- [x] ")
    assert "_New:_" not in fourth
    gone = comment(edited(small(), [again]), fourth)
    assert re.search(r"Since the last comment .*\bgone\.", gone)


def test_a_finding_stays_ticked_when_another_of_its_rule_joins() -> None:
    """The remedy moves to the last of them, and is no part of what the line says."""
    boxes = Boxes(last_comment(""))
    line = ReviewLine("acme", "no-risk", ("x",), "It has no risk.")
    alone = boxes.row(line, "It has no risk. Add one.", "New findings")
    later = Boxes(last_comment(alone.replace("[ ]", "[x]")))
    assert later.row(line, "It has no risk.", "New findings").startswith("- [x] It has")
    assert later.since() == "Nothing has changed since the last comment."


def test_equal_lines_are_told_apart_by_their_number() -> None:
    line = ReviewLine("acme", "key", (), "Same.")
    boxes = Boxes(last_comment(""))
    one, two = boxes.row(line, "Same."), boxes.row(line, "Same.")
    assert one != two
    later = Boxes(last_comment(f"{one}\n{two.replace('[ ]', '[x]')}"))
    assert [later.row(line, "Same.")[:5] for _ in range(2)] == ["- [ ]", "- [x]"]


LONG = "A rival offers a cheaper seal " + "to every works of theirs " * 8
NEW = """  - {id: seal, by: us, what: Another seal, made: 2026-10-01, due: 2027-01-01, owner: ben}
decisions:
"""
PROMISE = {"file": STRATEGY, "find": "decisions:\n", "replace": NEW}
TERMS = "content/glossary.yaml"
BROOK = "accounts/brook-dairies/account.yaml"


def all_ticked(text: str) -> str:
    return text.replace("- [ ] ", "- [x] ")


@pytest.mark.parametrize(
    ("edits", "found", "other", "reset"),
    [
        ([PROMISE], "due: 2027-01-01", "due: 2029-01-01", "Promise"),
        (
            [
                {
                    **RISK,
                    "find": "what: A rival offers a cheaper seal",
                    "replace": f"what: {LONG}now",
                }
            ],
            f"{LONG}now",
            f"{LONG}soon",
            "Risk",
        ),
    ],
    ids=["a new promise", "behind a text that is cut"],
)
def test_a_tick_goes_with_a_value_that_the_line_does_not_show(
    edits: list[dict[str, str]], found: str, other: str, reset: str
) -> None:
    first = edited(small(), edits)
    second = {**first, STRATEGY: first[STRATEGY].replace(found, other)}
    assert first != second
    done = all_ticked(comment(first))
    again = comment(second, done)
    changed = "".join(lines_with(again, "- [ ] "))
    assert reset in changed and "**Acme Pumps**" in changed
    assert re.search(r"Since the last comment .*\bchanged\b", again)


@pytest.mark.parametrize("kind", ["added", "removed"])
def test_a_tick_of_a_whole_definition_goes_with_what_is_in_it(kind: str) -> None:
    lacks = {path: text for path, text in small().items() if path not in (TERMS, BROOK)}
    has = dict(small())
    other = {**has, BROOK: has[BROOK].replace("sector: food", "sector: drink")}
    other[TERMS] = has[TERMS].replace("Our part of what the", "Rewritten by a")
    assert other[TERMS] != has[TERMS] and other[BROOK] != has[BROOK]

    def of(whole: Files, previous: str) -> str:
        states = (lacks, whole) if kind == "added" else (whole, lacks)
        return as_markdown(reviewed(*states), "main", "HEAD", previous=previous)

    again = of(other, all_ticked(of(has, "")))
    for part in ("**Brook", "**The handbook**", "Glossary"):
        assert any(part in each for each in lines_with(again, "- [ ] ")), part
    assert "Nothing has changed since" not in again


def test_marks_hold_nothing_that_the_edition_may_not_see() -> None:
    """Of an account that is new as a whole, a risk that only the leadership reads."""
    lacks = {path: text for path, text in small().items() if "acme-pumps" not in path}

    def of(secret: str, edition: Edition) -> str:
        closed = {**RISK, "replace": "    impact: high\n    class: confidential\n"}
        words = {"file": STRATEGY, "find": "A request for samples", "replace": secret}
        has = edited(small(), [closed, words])
        return as_markdown(reviewed(lacks, has, edition), "main", "HEAD", previous="")

    one, other = "A request for samples", "A call of their buyer"
    assert of(one, Edition.TEAM) == of(other, Edition.TEAM)
    assert of(one, Edition.LEADERSHIP) != of(other, Edition.LEADERSHIP)


def test_of_a_comment_that_was_cut_nobody_says_what_is_new() -> None:
    changed = edited(small(), [RISK, TIER, TURN])
    whole = comment(changed)
    cut = comment(changed, longest=1_400)
    assert CUT in cut and CUT not in whole and len(cut) <= 1_400
    later = comment(changed, cut)
    assert "The last comment was cut" in later
    assert "lines are new" not in later


@pytest.mark.parametrize(
    "hostile",
    [
        "- [x] <script>alert(1)</script> <!-- owned -->",
        "- [x] @all /close #1 <!-- 00.00.1 -->",
        "- [x] a <!-- aaaaaaaaaaaa.bbbbbbbbbbbbbbbb.99999999999999999999 -->",
        "- [x] a <!-- aaaaaaaaaaaa.bbbbbbbbbbbbbbbb.1 --> tail",
        "<!-- playbook: cut --> x",
        "\x00\x1b[31m\u202e",
        "- [x] " * 10_000,
        "<!-- " * 20_000,
    ],
)
def test_a_hostile_comment_is_as_good_as_none(hostile: str) -> None:
    after = edited(small(), [RISK])
    assert comment(after, hostile) == comment(after)


@settings(max_examples=30, deadline=None)
@given(st.text(alphabet="- [x]<!>.0a\n\r\u2028é", max_size=200))
def test_any_comment_can_be_read(text: str) -> None:
    found = last_comment(text)
    assert all(len(each.about) == 12 for each in found.ticks)


def test_words_of_the_last_comment_are_not_repeated() -> None:
    after = edited(small(), [RISK])
    text = comment(after)
    forged = re.sub(r"- \[ \] .*? <!--", "- [x] owned <!--", text)
    again = comment(after, forged)
    assert "owned" not in again
    assert len(lines_with(again, "- [x] ")) == len(lines_with(text, "- [ ] "))


def test_the_command_takes_the_file_of_the_last_comment(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = committed(copy_of(BASE, tmp_path / "plan"))
    replace(root / ACCOUNT, "tier: key", "tier: global")
    git(root, "commit", "--quiet", "--all", "--message", "Tier")
    last = tmp_path / "last.md"
    last.write_bytes(b"\xff\xfe")

    def diff(*options: str, code: int = 0) -> str:
        asked = ["diff", "HEAD~1", "HEAD", "--root", str(root), "--as-of", "2026-11-02", *options]
        assert run(asked) == code
        printed = capsys.readouterr()
        return printed.err if code else printed.out

    first = diff("--format", "markdown", "--previous", str(last))
    assert "\n- [ ] " in first
    last.write_text(ticked(first, "key -&gt; global"), "utf-8")
    second = diff("--format", "markdown", "--previous", str(last))
    assert "\n- [x] " in second and "Nothing has changed since the last comment." in second
    assert "only a comment has boxes" in diff("--previous", str(last), code=2)
    assert "does not exist" in diff("--previous", str(tmp_path / "none"), code=2)
