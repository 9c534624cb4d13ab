"""A finding is fixed by who changes what it is about, never by asking for less.

Nor by that and another word in the same file. The law holds for every check there is: one that is
registered is covered, whatever it declares.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Any, Literal, get_args, get_origin

import pytest

from generator import checks
from generator.analysis import AccountInsight, Insight, analyze
from generator.changes.diff import differences, value_at
from generator.changes.finding_diff import FindingDiff, diff_findings
from generator.checks import CHECKS
from generator.checks.check import Basis, Check, CheckArea, Same, Scope, fixed
from generator.editions import Catalog, view
from generator.findings.classification import Edition
from generator.findings.finding import Finding
from generator.model.definitions import Definitions, Key, by_key
from generator.model.entries import places_in
from generator.model.item import Item, fields_of
from generator.model.kinds import Account, Method, People
from generator.reading.tree import read_tree
from tests.examples import spread
from tests.review.scenario_table import definitions
from tests.scenarios.scenario import AS_OF, BASE, Scenario, all_scenarios

Weaken = Callable[[Definitions], Definitions]


def emptied(item: Item) -> Item:
    """A definition of which only what it must have is left."""
    fields = type(item).model_fields.items()
    optional = {
        name: info.get_default(call_default_factory=True)
        for name, info in fields
        if not info.is_required() and name not in ("aliases", "changes")
    }
    return item.model_copy(update=optional)


def emptied_inside(item: Item) -> Item:
    """A definition whose entries are left with what they must have."""
    return item.model_copy(update={name: _emptied(value) for name, _, value in fields_of(item)})


def _emptied(value: Any) -> Any:
    if isinstance(value, Item):
        return emptied_inside(emptied(value))
    return tuple(map(_emptied, value)) if isinstance(value, tuple) else value


def emptied_at(depth: int) -> Callable[[Item], Item]:
    """Empties what lies so many items below a definition, and leaves what is above as it is."""

    def within(value: Any, left: int) -> Any:
        if isinstance(value, Item) and not left:
            return emptied(value)
        if isinstance(value, Item):
            inner = {name: within(each, left - 1) for name, _, each in fields_of(value)}
            return value.model_copy(update=inner)
        if isinstance(value, tuple):
            return tuple(within(each, left) for each in value)
        if isinstance(value, dict):
            return {key: within(each, left) for key, each in value.items()}
        return value

    return lambda item: within(item, depth)


def without_changes(item: Item) -> Item:
    """A definition of which nobody can say when it changed."""
    return item.model_copy(update={"changes": ()}) if hasattr(item, "changes") else item


def cut_at(cut: int) -> Callable[[Item], Item]:
    """A method whose axes are all cut at the same score, without a grey band."""

    def moved(item: Item) -> Item:
        axes = [
            axis.model_copy(
                update={"cut": axis.cut and type(axis.cut)(cut), "grey_band": axis.grey_band * 0}
            )
            for axis in (item.axes if isinstance(item, Method) else ())
        ]
        return item.model_copy(update={"axes": tuple(axes)}) if axes else item

    return moved


def in_all(change: Callable[[Item], Item], *, methods: bool) -> Weaken:
    """The same for every method, or for all else that is no account and nobody of ours."""

    def weaken(before: Definitions) -> Definitions:
        return before.with_items(
            {key: change(item) for key, item in by_key(before).items() if concerns(key)}
        )

    def concerns(key: Key) -> bool:
        return (key[0] == "method") is methods and not own(key)

    return weaken


def in_accounts(change: Callable[[Item], Item]) -> Weaken:
    """The same for every account and for our people."""

    def weaken(before: Definitions) -> Definitions:
        return before.with_items(
            {key: change(each) for key, each in by_key(before).items() if own(key)}
        )

    return weaken


def with_an_edit(before: Definitions) -> Definitions:
    """With one more word in every account and in the list of our people, which fixes nothing."""
    return in_accounts(_edited)(before)


def _edited(item: Item) -> Item:
    if isinstance(item, People):
        named = tuple(each.model_copy(update={"name": f"{each.name} Jr"}) for each in item.people)
        return item.model_copy(update={"people": named})
    return item.model_copy(update={"name": f"{getattr(item, 'name', '')} Ltd"})


def own(key: Key) -> bool:
    """Whether it is a definition that findings stand in rather than what they are held against."""
    return key[0] in ("account", "people")


METHODS = [
    in_all(each, methods=True)
    for each in (emptied, emptied_inside, without_changes, cut_at(2), cut_at(10))
]
OTHERS = [
    in_all(each, methods=False)
    for each in (lambda item: emptied_inside(emptied(without_changes(item))), emptied_inside)
]


def choices(annotation: Any) -> tuple[Any, ...]:
    """The values a field may choose from; none if anything goes."""
    parts = get_args(annotation)
    return parts if get_origin(annotation) is Literal else tuple(chain(*map(choices, parts)))


def chosen_anew(model: type[Item], step: int) -> Callable[[Item], Item]:
    """Entries of one model with another choice in each field that has to choose.

    What is left empty stays so. The status of an account is left alone, see
    `test_who_is_no_longer_active_is_no_longer_checked`.
    """
    others = {
        name: found
        for name, info in model.model_fields.items()
        if (model, name) != (Account, "status") and (found := choices(info.annotation))
    }

    def within(value: Any) -> Any:
        if isinstance(value, tuple):
            return tuple(map(within, value))
        if isinstance(value, dict):
            return {key: within(each) for key, each in value.items()}
        if not isinstance(value, Item):
            return value
        update = {name: within(each) for name, _, each in fields_of(value)}
        for name, found in others.items() if type(value) is model else ():
            if update.get(name) in found:
                update[name] = found[(found.index(update[name]) + step) % len(found)]
        return value.model_copy(update=update)

    return within


def around(finding: Finding, before: Definitions) -> Iterator[type[Item]]:
    """The models of the entries that a finding stands in, if they stand in an account or people."""
    for key, item in by_key(before).items():
        path = dict(places_in(item)).get(finding.where) if own(key) else None
        for depth in range(len(path or ()) + (path is not None)):
            entry = value_at(item, (path or ())[:depth])
            if isinstance(entry, Item):
                yield type(entry)


EMPTIED = [in_accounts(emptied_at(depth)) for depth in range(4)]
"""Accounts and people without their own optional fields, then their entries without theirs ..."""


@dataclass(frozen=True)
class State:
    """What one check finds in a state on a day."""

    check: Check
    day: date
    catalog: Catalog
    insight: Insight
    findings: tuple[Finding, ...]

    @classmethod
    def of(cls, check: Check, day: date, before: Definitions) -> "State":
        catalog = view(before, Edition.LEADERSHIP)
        insight = analyze(catalog, day)
        return cls(check, day, catalog, insight, tuple(check.findings(catalog, insight)))

    def after(self, weaken: Weaken) -> FindingDiff:
        """What became of the findings where something else asks for less."""
        return self.compared(self.now(weaken(self.catalog.definitions)))

    def now(self, after: Definitions) -> "State":
        """The same day with other definitions."""
        return State.of(self.check, self.day, after)

    def compared(self, newer: "State") -> FindingDiff:
        return diff_findings(
            (self.catalog, newer.catalog),
            (self.insight, newer.insight),
            self.findings,
            newer.findings,
            differences(self.catalog.definitions, newer.catalog.definitions),
        )


def definitions_in(root: Path) -> Definitions:
    return definitions({file.path: file.data.decode() for file in read_tree(root)[0]})


@cache
def scenarios() -> tuple[Scenario, ...]:
    return tuple(all_scenarios())


@pytest.mark.few(7)
@pytest.mark.parametrize("check", spread(CHECKS, 20), ids=lambda check: check.rule.id)
def test_nobody_fixes_a_finding_on_an_account_by_asking_for_less(
    check: Check, tmp_path: Path
) -> None:
    scenario = next(each for each in scenarios() if check.rule.id in each.rules)
    older = State.of(check, scenario.as_of, definitions_in(scenario.lay_out(tmp_path)))
    assert older.findings
    of_methods, of_others = (
        [older.after(weaken) for weaken in weakened] for weakened in (METHODS, OTHERS)
    )
    edited = [
        older.compared(older.now(with_an_edit(weaken(older.catalog.definitions))))
        for weaken in (*METHODS, *OTHERS)
    ]
    for found in (*of_methods, *of_others, *edited):
        assert [each for each in found.fixed if each.account] == []
    rests = any(each.not_evaluated for each in of_methods)
    assert rests is (Basis.METHOD in check.rests_on), "what a check rests on is declared"
    unchanged = older.compared(replace(older, findings=()))
    assert unchanged.fixed == () or any(each.may_fix for each in check.rests_on)


@pytest.mark.few(24)
@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.rule.id)
def test_nobody_fixes_a_finding_by_saying_less_unless_its_check_says_so(
    check: Check, tmp_path: Path
) -> None:
    scenario = next(each for each in scenarios() if check.rule.id in each.rules)
    older = State.of(check, scenario.as_of, definitions_in(scenario.lay_out(tmp_path)))
    says_so = bool(check.removal_fixes) or check.not_fixed is not fixed
    assert says_so or not any(older.after(weaken).fixed for weaken in EMPTIED)


@pytest.mark.few(10)
@pytest.mark.parametrize(
    "check", [each for each in CHECKS if each.not_fixed is fixed], ids=lambda check: check.rule.id
)
def test_nobody_fixes_a_finding_by_choosing_another_value_unless_its_check_says_so(
    check: Check, tmp_path: Path
) -> None:
    scenario = next(each for each in scenarios() if check.rule.id in each.rules)
    before = definitions_in(scenario.lay_out(tmp_path))
    older = State.of(check, scenario.as_of, before)
    for model in {each for finding in older.findings for each in around(finding, before)}:
        sizes = [len(choices(info.annotation)) for info in model.model_fields.values()]
        for step in range(1, max(sizes)):
            assert not older.after(in_accounts(chosen_anew(model, step))).fixed, (model, step)


def test_who_is_no_longer_active_is_no_longer_checked() -> None:
    """That holds for every check of active accounts, whatever it declares."""
    older = State.of(replace(made_up, rests_on=()), AS_OF, definitions_in(BASE))
    retire = in_accounts(
        lambda item: (
            item.model_copy(update={"status": "retired"}) if isinstance(item, Account) else item
        )
    )
    (lost,) = older.after(retire).not_evaluated
    assert lost.because == "Acme Pumps is retired now."


@CheckArea("tests").warning(
    "made-up",
    "An axis is high.",
    "Made up, as somebody writes it who reads no further.",
    "Do something.",
)
def made_up(insight: AccountInsight, _catalog: Catalog, _whole: Insight) -> Iterator[Finding]:
    for axis in insight.placement.axes if insight.placement else ():
        if axis.axis.cut is not None and axis.value >= axis.axis.cut:
            yield made_up.at(insight.account.where, f"{axis.axis.name} is {axis.value}.")


@pytest.mark.parametrize(("key", "is_fixed"), [("", True), ("buying", False)])
def test_a_finding_stands_at_the_field_it_is_about(key: str, is_fixed: bool) -> None:
    """At its entry a field that is taken out looks like one that was put right."""

    @replace(made_up, rests_on=())
    def vetoed(insight: AccountInsight, _catalog: Catalog, _whole: Insight) -> Iterator[Finding]:
        for post in insight.account.stakeholders:
            if "veto-holder" in post.buying:
                yield vetoed.at(post.at(key) if key else post.where, "They can say no.")

    older = State.of(vetoed, AS_OF, definitions_in(BASE))
    assert older.findings
    assert bool(older.after(EMPTIED[1]).fixed) is is_fixed


@pytest.mark.parametrize(("scope", "fixed_in"), [(Scope.ACCOUNTS, 1), (Scope.WHOLE, 0)])
def test_what_a_finding_is_about_is_another_in_another_account(
    scope: Scope, fixed_in: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ids of posts are free in each account; what is asked of the whole has one subject."""

    def vetoed(insight: AccountInsight, _catalog: Catalog, _whole: Insight) -> Iterator[Finding]:
        for post in insight.account.stakeholders:
            if "veto-holder" in post.buying:
                yield check.at(post.where, f"{post.function} can say no.", about=post.id)

    def in_all(catalog: Catalog, whole: Insight) -> Iterator[Finding]:
        for insight in whole.accounts.values():
            yield from vetoed(insight, catalog, whole)

    check = replace(made_up, rests_on=(), scope=scope, same=Same.SUBJECT)
    check = check(in_all if scope is Scope.WHOLE else vetoed)
    monkeypatch.setattr(checks, "CHECKS", (*CHECKS, check))
    files = {file.path: file.data.decode() for file in read_tree(BASE)[0]}
    second = {
        path.replace("acme-pumps", "borrowdale"): text.replace("acme-pumps", "borrowdale")
        for path, text in files.items()
        if path.startswith("accounts/")
    }
    before = files | second
    path = "accounts/acme-pumps/stakeholders.yaml"
    after = before | {path: before[path].replace("[veto-holder]", "[user]")}
    older, newer = (State.of(check, AS_OF, definitions(each)) for each in (before, after))
    assert (len(older.findings), len(newer.findings)) == (2, 1)
    assert len(older.compared(newer).fixed) == fixed_in
    assert len(newer.compared(older).added) == fixed_in


@pytest.mark.parametrize("rests_on", [(), (Basis.METHOD,)])
def test_a_check_that_is_registered_is_covered(
    rests_on: tuple[Basis, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    check = replace(made_up, rests_on=rests_on)
    monkeypatch.setattr(checks, "CHECKS", (*CHECKS, check))
    found = State.of(check, AS_OF, definitions_in(BASE)).after(METHODS[-1])
    assert found.fixed == ()
    (lost,) = found.not_evaluated
    what = "its method" if rests_on else "what it is compared with"
    assert lost.because == f"The account is as before; {what} is not."
