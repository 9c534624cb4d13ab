"""An error that quotes the id of another entry is as secret as that entry."""

import io
import re
from dataclasses import replace as with_fields
from pathlib import Path

import pytest
from rich.console import Console

from generator import reporters
from generator.checks import RULES, check_definitions
from generator.findings.classification import Classification, Edition
from generator.findings.finding import Finding
from generator.model.definitions import Definitions
from generator.model.item import Item
from generator.model.walk import Inside, rewrite, values_in
from generator.reading.load import load
from generator.reading.tree import read_tree
from generator.text.suggestions import nearest
from tests.scenarios.scenario import BASE, HERE, Scenario, copy_of, replace

ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
AREAS = ("structure", "money")
SCENARIOS = sorted(path.parent for area in AREAS for path in HERE.glob(f"{area}/*/expected.txt"))
QUOTES_NONE = {
    "absences-overlap",  # a day
    "dates-order",  # two keys
    "owner-missing",
    "rate-not-positive",  # currencies, as in the three below
    "rate-of-itself",
    "rate-twice",
    "white-space-negative",  # two keys
    "wallet-total",
}


def of(folder: Path) -> Definitions:
    definitions, _ = load(read_tree(folder)[0])
    return definitions


def with_class(definitions: Definitions, own: str) -> Definitions:
    """The same, with all entries of an id confidential."""

    def change(value: object, key: str, holder: object, _: object) -> object:
        called = key if isinstance(holder, dict) else getattr(value, "id", None)
        if isinstance(value, Item) and (called == own or own in getattr(value, "aliases", ())):
            return value.model_copy(update={"secrecy": Classification.CONFIDENTIAL})
        return Inside()

    by_kind = {
        kind: {key: rewrite(item, change) for key, item in items.items()}
        for kind, items in definitions.by_kind.items()
    }
    return with_fields(definitions, by_kind=by_kind)


def ids_of(definitions: Definitions) -> set[str]:
    return {
        str(getattr(each, "id", ""))
        for root in definitions.roots()
        for each in values_in(root)
        if isinstance(each, Item)
    }


def for_the_author(findings: list[Finding]) -> str:
    out = io.StringIO()
    Console(file=out, width=500, soft_wrap=True).print(reporters.text(findings, {}))
    return out.getvalue()


def quoting(folder: Path, target: Path) -> list[tuple[Finding, str]]:
    """Each finding of a scenario with the ids in its message; `target`: an empty folder."""
    definitions = of(Scenario(folder).lay_out(target))
    own = ids_of(definitions)
    return [
        (finding, word)
        for finding in check_definitions(definitions)
        for word in ID.findall(finding.message)
        if word in own
    ]


@pytest.mark.few(18)
@pytest.mark.parametrize("folder", SCENARIOS, ids=lambda folder: folder.name)
def test_no_format_quotes_what_the_edition_may_not_see(folder: Path, tmp_path: Path) -> None:
    definitions = of(Scenario(folder).lay_out(tmp_path / "it"))
    findings = list(check_definitions(definitions))
    own = ids_of(definitions)
    for word in {word for each in findings for word in ID.findall(each.message)} & own:
        found = list(check_definitions(with_class(definitions, word)))
        assert [each.message for each in found] == [each.message for each in findings]
        for each in found:
            if word in ID.findall(each.message):
                assert reporters.message_for(each, Edition.TEAM) == each.rule.title, word
                assert each.message in for_the_author([each])


def test_each_rule_of_structure_is_tried(tmp_path: Path) -> None:
    tried = {
        finding.rule.id
        for folder in SCENARIOS
        for finding, _ in quoting(folder, tmp_path / folder.name)
    }
    assert tried | QUOTES_NONE == {rule.id for rule in RULES if rule.area == "structure"}


# Examples, in each format -------------------------------------------------------------------------
HIDDEN = "z-hidden"
CLASSED = "class: confidential"
PERSON = f"  - {{id: {HIDDEN}, name: Zelda, function: sales, {CLASSED}}}\n"
EXAMPLES = {
    "a suggestion": [
        ("content/people.yaml", "people:\n", f"people:\n{PERSON}"),
        ("accounts/acme-pumps/account.yaml", "owner: ada", "owner: z-hiden"),
    ],
    "a level": [
        (
            "content/competencies/framework.yaml",
            "scale:\n",
            f"scale:\n  - {{id: {HIDDEN}, name: Z, means: Z, {CLASSED}}}\n",
        )
    ],
    "a factor": [
        (
            "content/methods/matrix.yaml",
            "weight: 40}",
            f"weight: 30}}\n      - {{id: {HIDDEN}, name: Z, asks: Z?, weight: 10, {CLASSED}}}",
        )
    ],
    "a cell": [
        (
            "content/methods/matrix.yaml",
            "cells:\n",
            f"cells:\n  - id: {HIDDEN}\n    name: Z\n    {CLASSED}\n"
            "    when: {potential: high, position: low}\n    strategy: Z.\n"
            "    relationship: Z.\n    activity: Z.\n",
        )
    ],
}
FORMATS = {"json": reporters.as_json, "log": reporters.as_log, **reporters.FOR_FORGES}


@pytest.mark.parametrize("example", EXAMPLES)
def test_the_team_is_not_told_of_it(example: str, tmp_path: Path) -> None:
    root = copy_of(BASE, tmp_path)
    for file, find, new in EXAMPLES[example]:
        replace(root / file, find, new)
    definitions, problems = load(read_tree(root)[0])
    assert not problems
    findings = list(check_definitions(definitions))
    assert HIDDEN in for_the_author(findings)
    for name, report in FORMATS.items():
        assert findings[0].rule.id in report(findings, Edition.TEAM) or name == "github"
        assert HIDDEN not in report(findings, Edition.TEAM), name
    assert HIDDEN in reporters.as_json(findings, Edition.LEADERSHIP)


def test_a_sum_is_as_secret_as_its_parts(tmp_path: Path) -> None:
    root = copy_of(BASE, tmp_path)
    replace(root / "content/methods/matrix.yaml", "weight: 40}", f"weight: 30, {CLASSED}}}")
    (finding,) = check_definitions(of(root))
    assert "sum to 90" in finding.message
    assert reporters.message_for(finding, Edition.TEAM) == finding.rule.title


def test_an_id_cut_short_is_known(tmp_path: Path) -> None:
    root, long = copy_of(BASE, tmp_path), "z" * 63
    replace(root / "content/people.yaml", "people:\n", f"people:\n{PERSON.replace(HIDDEN, long)}")
    replace(root / "accounts/acme-pumps/account.yaml", "owner: ada", f"owner: {long}z")
    (finding,) = check_definitions(of(root))
    assert nearest(f"{long}z", [long])
    assert "z" * 20 not in reporters.as_json([finding], Edition.TEAM)
