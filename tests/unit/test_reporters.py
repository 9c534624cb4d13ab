"""How findings are printed: with the line on a terminal, without secrets for programs."""

import io
import json

import pytest
from rich.console import Console

from generator import reporters
from generator.findings.classification import Classification, Edition
from generator.findings.errors import DefinitionError
from generator.findings.finding import Finding, FindingLevel, Location, Rule, has_errors, in_order
from generator.text.suggestions import did_you_mean

LATE = Rule("late", FindingLevel.WARNING, "Something is late.", "It matters.", "Do it.", "work")
WRONG = Rule("wrong", FindingLevel.ERROR, "Something is wrong.", "It matters.", "Mend it.")
NOTE = Rule("note", FindingLevel.INFO, "Something is noteworthy.", "It matters.", "Look at it.")
ACCOUNT = "accounts/acme/account.yaml"


def printed(findings: list[Finding], files: dict[str, bytes], *, colour: bool = False) -> str:
    out = io.StringIO()
    console = Console(file=out, width=200, force_terminal=colour, highlight=False, soft_wrap=True)
    console.print(reporters.text(findings, files), end="")
    return out.getvalue()


def rows(findings: list[Finding], edition: Edition) -> list[dict[str, object]]:
    document = json.loads(reporters.as_json(findings, edition))
    assert set(document) == {"schema", "edition", "findings"}
    found: list[dict[str, object]] = document["findings"]
    return found


def test_text_shows_place_line_mark_and_remedy() -> None:
    finding = WRONG.at(Location(ACCOUNT, 2, 7, 4), "`open` is wrong.", remedy="Write `yes`.")
    assert printed([finding], {ACCOUNT: b"a: 1\nopen: perhaps\n"}) == (
        f"{ACCOUNT}:2:7  error [wrong]\n"
        "  `open` is wrong.\n"
        "    open: perhaps\n"
        "          ^^^^\n"
        "  Write `yes`.\n\n"
    )


def test_text_of_a_whole_file_has_no_line() -> None:
    finding = WRONG.at(Location(ACCOUNT), "it is not there.")
    assert printed([finding], {}) == f"{ACCOUNT}  error [wrong]\n  it is not there.\n  Mend it.\n\n"


def test_text_is_data_and_never_markup() -> None:
    finding = WRONG.at(Location("[bold]a.yaml", 1, 1), "[link=http://x]click[/link] [/] \\[red]")
    shown = printed([finding], {"[bold]a.yaml": b"[blink]x[/blink]\n"}, colour=True)
    assert "[link=http://x]click[/link] [/] \\[red]" in shown
    assert "[blink]x[/blink]" in shown
    assert "\x1b]8" not in shown


def test_a_message_is_one_line() -> None:
    assert WRONG.at(Location("a"), "two\n  lines\tand a tab").message == "two lines and a tab"


def test_the_summary_counts_in_words() -> None:
    one = [WRONG.at(Location("a"), "x"), LATE.at(Location("a"), "x"), NOTE.at(Location("a"), "x")]
    assert reporters.summary(one) == "1 error, 1 warning, 1 note"
    assert reporters.summary(one * 2) == "2 errors, 2 warnings, 2 notes"
    assert reporters.summary([]) == "0 errors, 0 warnings, 0 notes"


@pytest.mark.parametrize(
    ("path", "secrecy", "readers"),
    [
        (ACCOUNT, Classification.INTERNAL, (Edition.TEAM, Edition.LEADERSHIP)),
        (ACCOUNT, Classification.CONFIDENTIAL, (Edition.LEADERSHIP,)),
        (ACCOUNT, Classification.RESTRICTED, ()),
        ("content/people.yaml", Classification.PUBLIC, (Edition.TEAM, Edition.LEADERSHIP)),
        ("content/people.yaml", Classification.CONFIDENTIAL, (Edition.LEADERSHIP,)),
        ("content/roles/kam.yaml", Classification.PUBLIC, tuple(Edition)),
        ("content/roles/kam.yaml", Classification.INTERNAL, (Edition.TEAM, Edition.LEADERSHIP)),
    ],
)
def test_json_has_the_title_where_the_message_is_too_secret(
    path: str, secrecy: Classification, readers: tuple[Edition, ...]
) -> None:
    finding = WRONG.at(Location(path, 3, 4), "secret 42", remedy="not 42", secrecy=secrecy)
    for edition in Edition:
        (row,) = rows([finding], edition)
        expected_texts = (
            ("secret 42", "not 42") if edition in readers else (WRONG.title, WRONG.remedy)
        )
        assert (row["message"], row["remedy"]) == expected_texts
        assert ("42" in reporters.as_json([finding], edition)) is (edition in readers)


def test_json_without_accounts_says_only_that_there_is_a_problem() -> None:
    findings = [
        WRONG.at(Location(f"accounts/{name}/account.yaml", line, 1), "x", account=name)
        for name in ("acme", "beta")
        for line in (1, 2)
    ]
    for edition in (Edition.PUBLIC, Edition.HR):
        (row,) = rows(findings, edition)
        assert (row["path"], row["line"], row["column"], row["account"]) == ("accounts", 0, 0, None)
    assert len(rows(findings, Edition.TEAM)) == 4


def test_findings_are_ordered_by_place_and_reported_once() -> None:
    second = WRONG.at(Location("b", 1, 1), "x")
    first, tenth = WRONG.at(Location("a", 9, 1), "x"), WRONG.at(Location("a", 10, 1), "x")
    assert in_order([second, tenth, first, second]) == (first, tenth, second)


def test_only_errors_stop_a_build() -> None:
    late, wrong = LATE.at(Location("a"), "x"), WRONG.at(Location("a"), "x")
    assert not has_errors([late, NOTE.at(Location("a"), "x")])
    assert has_errors([late, wrong])
    assert str(DefinitionError((late, wrong))).startswith("1 error in the definitions")
    assert str(DefinitionError((wrong, wrong))).startswith("2 errors in the definitions")


@pytest.mark.parametrize(
    ("word", "candidates", "hint"),
    [
        ("teir", ["tier", "team"], " Did you mean `tier`?"),
        ("Reports-To", ["reports_to", "region"], " Did you mean `reports_to`?"),
        ("relationship breadth", ["relationship-breadth"], " Did you mean `relationship-breadth`?"),
        ("zzz", ["tier"], ""),
        ("", ["tier"], ""),
        ("tier", [], ""),
    ],
)
def test_a_near_miss_is_suggested(word: str, candidates: list[str], hint: str) -> None:
    assert did_you_mean(word, candidates) == hint
