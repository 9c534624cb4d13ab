"""Roles side by side: which answers count as equal, and that each keeps its source."""

import re
from collections.abc import Callable

import pytest

from generator.findings.classification import Edition
from generator.model.role import RoleSpan
from generator.pages.role.compare import difference
from generator.pipeline.assemble import Assembled

Editions = Callable[[Edition], Assembled]

NAMES = ("AM", "KAM", "NAM", "GKAM")


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        (["a", "b", "c", "c"], "NAM = GKAM; AM and KAM each different"),
        (["a", "b", "b", "b"], "KAM = NAM = GKAM; AM different"),
        (["a", "b", "a", "b"], "AM = NAM; KAM = GKAM"),
        (["ab", "ba", "ab", "ba"], "same"),
        (["a", "b", "c", "d"], "all differ"),
        (["", "b", "c", "c"], "NAM = GKAM; KAM different"),
        (["", "a", "a", "a"], "same where it is said"),
        (["", "", "a", ""], "only NAM says it"),
        (["a", "a"], "same"),
        (["a", "b"], "differs"),
        (["", "b"], "only KAM says it"),
        (["a"], ""),
    ],
)
def test_agreement_is_put_into_words(answers: list[str], words: str) -> None:
    assert difference(NAMES[: len(answers)], [tuple(each) for each in answers]) == words


def _row(assembled: Assembled, question: str, path: str = "roles/compare.md") -> list[str]:
    page = next(each for each in assembled.pages if each.path == path)
    line = next(each for each in page.markdown.split("\n") if each.startswith(f"| **{question}"))
    return [cell.strip() for cell in line.strip("|").split("|")][1:]


def test_span_and_level_show_whose_word_they_are(assembled: Editions) -> None:
    marked = [re.sub(r"<[^>]*>", "", each) for each in _row(assembled(Edition.HR), "How many")]
    assert marked[0] == "10 to 25 ([002](../sources.md#source-002)) (one source)"
    assert marked[2].startswith("1 to 2 (our choice, after what article 002 says")
    assert marked[-1] == "KAM = NAM = GKAM; AM different"
    level = _row(assembled(Edition.HR), "At which level")
    assert "#source-000" in level[1]
    assert level[-1] == "NAM = GKAM; AM and KAM each different"


def test_whose_side_is_answered_once(assembled: Editions) -> None:
    cells = _row(assembled(Edition.HR), "Whose side")
    assert all("?" not in cell for cell in cells)
    assert (
        cells[1]
        == "Here each account states its choice, the reason, and a floor for our own benefit."
    )


def test_what_articles_say_of_it_is_on_a_page_of_its_own(assembled: Editions) -> None:
    pages = {each.path: each.markdown for each in assembled(Edition.HR).pages}
    line = next(
        each
        for each in pages["roles/kam/articles.md"].split("\n")
        if "The most effective choose advocate" in each
    )
    assert "#source-004" in line


def test_a_measure_is_the_same_whatever_its_reach_is_called(assembled: Editions) -> None:
    cells = _row(assembled(Edition.HR), "How is it measured")
    assert "Achievement of the global objective" in cells[3]
    assert cells[-1] == "KAM = GKAM; AM and NAM each different"
    alone = re.findall(r"– ([^–<]+)<span class=\"only-here\">", "".join(cells))
    assert [each.strip() for each in alone] == ["Use of the agreement"]


def test_a_sentence_in_other_words_is_not_marked_as_only_here(assembled: Editions) -> None:
    for path in ("roles/compare.md", "roles/compare/expectations.md"):
        page = next(each for each in assembled(Edition.HR).pages if each.path == path)
        rows = [line for line in page.markdown.split("\n") if "only-here" in line]
        assert all(line.startswith("| **How is it measured") for line in rows), path


def test_what_a_source_only_says_is_possible_stands_as_such() -> None:
    assert RoleSpan.model_validate({"accounts": "10-25"}).said == "10 to 25"
    assert RoleSpan.model_validate({"accounts": "10-25", "can": "yes"}).said == "can be 10 to 25"
