"""Rules, their code and their documentation hold together, in both directions."""

import ast
import re
from collections import Counter
from collections.abc import Collection, Iterator
from pathlib import Path

import pytest

from generator.changes.rules import BASE_BROKEN
from generator.checks import CHECKS
from generator.cli.app import run
from generator.cli.rules import as_markdown
from generator.findings.finding import FindingLevel, Rule
from generator.pipeline import RULES
from tests.faults.hostile import CASES
from tests.review.scenario_table import rules_of_changes
from tests.scenarios.scenario import all_scenarios
from tests.source_code import Source, sources

MAKERS = {"Rule", "_rule", "_error", "error", "warning", "info"}
IDS = {rule.id for rule in RULES}

# Reported only when the system refuses to read: tests/faults has a system made to. The other needs
# a commit to be the base: tests/review/test_revision.py.
TESTED_ELSEWHERE = {"unreadable", BASE_BROKEN.id}


def modules() -> Collection[Source]:
    return sources().values()


def declared(module: Source) -> Iterator[tuple[str, str]]:
    """Constant or function, and id, of each rule that a module declares."""
    for node in module.tree.body:
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            name, declarations = node.targets[0].id, [node.value]
        elif isinstance(node, ast.FunctionDef):
            name, declarations = node.name, node.decorator_list
        else:
            continue
        for call in (each for declaration in declarations for each in ast.walk(declaration)):
            if not isinstance(call, ast.Call) or not call.args:
                continue
            maker, first = call.func, call.args[0]
            name_of_maker = getattr(maker, "id", getattr(maker, "attr", ""))
            if name_of_maker in MAKERS and isinstance(first, ast.Constant):
                yield name, str(first.value)


def used_names(module: Source) -> set[str]:
    """Names that stand somewhere else than in an import, an assignment or a list of all rules."""
    inside = {
        id(inner)
        for node in module.tree.body
        if isinstance(node, ast.Assign | ast.AnnAssign) and _names_all_rules(node)
        for inner in ast.walk(node)
    }
    found = set()
    for node in module.nodes:
        if id(node) in inside:
            continue
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
            found.add(node.id)
        elif isinstance(node, ast.Attribute):
            found.add(node.attr)
    return found


def _names_all_rules(node: ast.Assign | ast.AnnAssign) -> bool:
    targets = node.targets if isinstance(node, ast.Assign) else [node.target]
    return any(isinstance(target, ast.Name) and target.id == "RULES" for target in targets)


def taken_from(module: Source) -> Iterator[tuple[str, str]]:
    """Module and name of what a module uses of others, by import or through its module."""
    aliases = {}
    for node in module.nodes:
        if isinstance(node, ast.ImportFrom):
            for each in node.names:
                yield node.module or "", each.name
                aliases[each.asname or each.name] = f"{node.module}.{each.name}"
    for node in module.nodes:
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            yield aliases.get(node.value.id, ""), node.attr


def refusals(module: Source) -> set[str]:
    """Ids that a grammar hands to `refuse`."""
    return {
        str(node.args[1].value)
        for node in module.nodes
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == "refuse"
        and len(node.args) > 1
        and isinstance(node.args[1], ast.Constant)
    }


def test_an_area_is_declared_in_one_module(real_root: Path) -> None:
    files = (real_root / "generator/checks").glob("*.py")
    areas = Counter(re.findall(r'CheckArea\("(\w+)"\)', "".join(map(Path.read_text, files))))
    assert len(areas) > 5
    assert [name for name, count in areas.items() if count > 1] == []


def test_ids_are_unique() -> None:
    assert [rule for rule, count in Counter(rule.id for rule in RULES).items() if count > 1] == []


def test_every_declared_rule_is_registered_and_every_registered_one_declared() -> None:
    found = [rule_id for each in modules() for _, rule_id in declared(each)]
    assert sorted(found) == sorted(IDS)


def test_every_rule_is_used_by_the_code() -> None:
    constants = {name: one for each in modules() for name, one in declared(each)}
    used = {name for each in modules() for name in used_names(each)}
    refused = {rule_id for each in modules() for rule_id in refusals(each)}
    unused = {one for name, one in constants.items() if name not in used and one not in refused}
    assert unused == set()


def test_no_rule_is_named_outside_its_module() -> None:
    """Other modules call a function in the module of the rule.

    Rules of changes stand in a module without any imports, because `check` has to know their ids
    and does not load what compares; one other module names each of them.
    """
    found = {
        path.removesuffix(".py").replace("/", "."): module for path, module in sources().items()
    }
    rules = {(name, constant) for name, each in found.items() for constant, _ in declared(each)}
    named = {(user, *each) for user, module in found.items() for each in taken_from(module)}
    users = Counter(each[1:] for each in named if each[1:] in rules and each[0] != each[1])
    of_changes = {each for each in rules if each[0] == "generator.changes.rules"}
    assert users == dict.fromkeys(of_changes, 1)


def test_grammars_refuse_with_registered_rules() -> None:
    assert {rule_id for each in modules() for rule_id in refusals(each)} <= IDS


def test_every_rule_fires_in_a_scenario_or_a_fault() -> None:
    checked = (*(each.rules for each in all_scenarios()), *(case.rules for case in CASES))
    fired = set().union(*checked, rules_of_changes())
    assert IDS - fired - TESTED_ELSEWHERE == set()
    assert fired <= IDS, "a scenario expects a rule that does not exist"
    assert TESTED_ELSEWHERE <= IDS


def test_checks_never_stop_a_build() -> None:
    assert {check.rule.level for check in CHECKS} == {FindingLevel.WARNING, FindingLevel.INFO}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_rule_says_what_why_and_how_in_sentences(rule: Rule) -> None:
    for text in (rule.title, rule.why, rule.remedy):
        assert text[0].isupper() or text.startswith("`"), text
        assert text == text.strip()
        assert "{" not in text.replace("`{ }`", "")
    assert rule.why.endswith(".")
    assert rule.remedy.endswith(".")


def test_the_documentation_is_what_the_command_prints(
    real_root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["rules", "--markdown"]) == 0
    printed = capsys.readouterr().out
    assert printed == as_markdown()
    assert (real_root / "docs/rules.md").read_text(encoding="utf-8") == printed
    assert [line[4:] for line in printed.splitlines() if line.startswith("### ")] == [
        rule.id for area in _areas() for rule in sorted(area, key=lambda rule: rule.id)
    ]


def _areas() -> list[list[Rule]]:
    names = list(dict.fromkeys(rule.area for rule in RULES))
    return [[rule for rule in RULES if rule.area == name] for name in names]
