"""What a hostile definition cannot do, and what an edition cannot learn."""

import json
import re
from collections.abc import Collection
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from rapidfuzz import process

from generator import reporters
from generator.analysis.money import contribution
from generator.checks import check_definitions
from generator.checks.programme import _AMOUNT, amount_in_prose
from generator.findings.classification import Edition
from generator.findings.finding import Finding
from generator.model.money import Period
from generator.pipeline import check
from generator.pipeline.assemble import assemble
from generator.reading.files import SourceFile
from generator.reading.load import load
from generator.reading.tree import read_tree
from generator.site.errors import SiteError
from generator.text.suggestions import nearest
from tests.conftest import AS_OF
from tests.scenarios.scenario import BASE, HERE, Scenario, copy_of, replace

STRATEGY = "accounts/acme-pumps/strategy.yaml"
METRIC = "unit: leaks, baseline: 9, target: 3, actual: 6, on: 2026-10-01"


def _note(root: Path, text: str) -> None:
    folder = root / "accounts/acme-pumps/notes"
    folder.mkdir(exist_ok=True)
    front = "---\nschema: note/1\ntitle: A note\n---\n\n"
    (folder / "hostile.md").write_text(front + text, encoding="utf-8")


def _amounts(root: Path) -> list[Finding]:
    return [each for each in check(root, AS_OF).findings if each.rule is amount_in_prose.rule]


# Time -----------------------------------------------------------------------------------------


def test_a_long_run_of_figures_cannot_keep_the_check_busy() -> None:
    # Without unbounded repetition a search looks at each place once, whatever stands there.
    assert not re.search(r"(?<!\\)[*+]|\{\d*,\}", _AMOUNT.pattern)


@pytest.mark.parametrize(
    "amount",
    ["EUR 5", "5 EUR", "1,250.50 EUR", "12. EUR", "6.3 m EUR", "3 million euros", "€ 4", "7k€"],
)
def test_amounts_are_still_known(amount: str, tmp_path: Path) -> None:
    root = copy_of(BASE, tmp_path)
    before = len(_amounts(root))
    _note(root, f"They spend {amount} with us.")
    assert len(_amounts(root)) == before + 1


@pytest.mark.slow
def test_thousands_of_wrong_references_are_compared_with_few_words(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    files = {file.path: file for file in read_tree(BASE)[0]}
    terms = "".join(
        f" - {{id: term-number-{i}, term: a, means: b, see: [trem-nmber-{i}, trm-numbr-{i}]}}\n"
        for i in range(9000)
    )
    path = "content/glossary.yaml"
    files[path] = SourceFile(path, f"schema: glossary/2\nterms:\n{terms}".encode())
    definitions, problems = load(files.values())
    assert not problems
    compared = []

    extract = process.extractOne

    def close(word: str, candidates: Collection[str], **options: Any) -> Any:
        compared.append(len(candidates))
        return extract(word, candidates, **options)

    monkeypatch.setattr(process, "extractOne", close)
    found = [each for each in check_definitions(definitions) if each.where.path == path]
    assert sum(compared) < 200_000
    assert len(found) == 18000
    assert "Did you mean `term-number-0`?" in found[0].message


def test_money_in_the_unit_of_a_metric_is_an_amount(tmp_path: Path) -> None:
    root = copy_of(BASE, tmp_path)
    before = len(_amounts(root))
    replace(root / STRATEGY, "unit: leaks", "unit: EUR m")
    assert len(_amounts(root)) == before + 1


def test_a_word_longer_than_any_id_gets_no_suggestion() -> None:
    assert nearest("forcasting", ["forecasting"]) == "forecasting"
    assert nearest("forecasting" * 10, ["forecasting" * 10]) is None


# Terminal ---------------------------------------------------------------------------------------


def test_what_mkdocs_says_of_a_file_cannot_colour_a_terminal() -> None:
    error = SiteError(("Doc file 'guides/x\x1b[31m.md' contains a link 'nope.md'",))
    assert "guides/x\ufffd[31m.md" in str(error)
    assert str(error).replace("\n", "").isprintable()


# Figures ----------------------------------------------------------------------------------------


def test_the_largest_costs_over_the_smallest_revenue_are_no_fault() -> None:
    fields = {"id": "year", "starts": "2026-01-01", "ends": "2026-12-31", "terms": "0"}
    fields |= {"revenue": "0.000001", "goods": "999999999999 bn", "cost_to_serve": "0"}
    found = contribution(Period.model_validate(fields))
    assert found.share is not None
    assert found.share < Decimal(-(10**28))


# Secrecy ----------------------------------------------------------------------------------------


def test_a_written_contribution_does_not_reach_the_team(tmp_path: Path) -> None:
    made = []
    for baseline in (11, 17):
        root = copy_of(BASE, tmp_path / str(baseline))
        worked_out = f'unit: "% of revenue", measure: contribution-share, baseline: {baseline}'
        replace(root / STRATEGY, METRIC, f"{worked_out}, target: 20")
        made.append(assemble(root, Edition.TEAM, AS_OF).pages)
    assert any("no figures in this edition" in page.markdown for page in made[0])
    assert not any("of revenue" in page.markdown for page in made[0])
    assert made[0] == made[1]


@pytest.mark.parametrize(
    ("folder", "rule"),
    [
        ("programme/02-contribution-below-floor", "contribution-below-floor"),
        ("team/06-more-accounts-than-the-span", "span-left"),
    ],
)
def test_json_does_not_disclose_whom_a_withheld_judgement_is_about(
    folder: str, rule: str, tmp_path: Path
) -> None:
    findings = check(Scenario(HERE / folder).lay_out(tmp_path), AS_OF).findings
    places = {}
    for edition in (Edition.TEAM, Edition.LEADERSHIP):
        document = json.loads(reporters.as_json(findings, edition))
        (row,) = [each for each in document["findings"] if each["rule"] == rule]
        places[edition] = (row["path"], row["line"], row["column"], row["account"])
    path, line, *_ = places[Edition.LEADERSHIP]
    assert line > 0
    assert places[Edition.TEAM] == (path.partition("/")[0], 0, 0, None)
