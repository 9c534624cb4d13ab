"""``/accounts/<id>/checklist/``: what this account asks of the person, to fill in and print."""

from collections.abc import Iterator
from dataclasses import replace

from generator.analysis import AccountInsight
from generator.analysis.needs import Added, Need
from generator.model.competency import Framework
from generator.pages.account.layout import AccountInput, account_page
from generator.pages.kit.checklists import Checklist, anchor_of, levels_of, of_needs
from generator.pages.kit.links import FIT
from generator.pages.kit.page import Page
from generator.text import markdown as md
from generator.text.numerals import counted

Row = dict[str, object]


def page(given: AccountInput) -> Page:
    """The competency checklist of one account."""
    insight, framework = given.insight, given.framework
    account, role = insight.account, insight.role
    values = {
        "role": role.name if role else "",
        "role_page": f"roles/{role.id}/index.md" if role else "",
        "required": counted(len(role.requires), "competency", "competencies") if role else "",
        "situations": situations(insight),
        "own": own_additions(insight),
        "rules_page": FIT.path,
        "needs": counted(len(insight.needs), "competency", "competencies"),
        "areas": areas(framework, insight),
        "levels": [level.name for level in framework.scale] if framework else [],
        "expected": given.expected,
        "organisation": given.company,
        "question": role.direction.question if role and role.direction else "",
    }
    made = account_page(
        given,
        "checklist.md",
        f"Checklist: {account.name}",
        values,
        description=f"What {account.name} asks of the person who holds it, level by level.",
    )
    return replace(made, checklist=checklist(framework, insight)) if insight.needs else made


def checklist(framework: Framework | None, insight: AccountInsight) -> Checklist:
    """What the browser has to know about the list of an account."""
    account = insight.account
    return Checklist(
        kind="account",
        id=str(account.id),
        name=account.name,
        version=str(account.version),
        entries=of_needs(insight.needs, framework),
        levels=levels_of(framework),
        former=tuple(str(alias) for alias in account.aliases),
    )


def situations(insight: AccountInsight) -> list[Row]:
    """The rules that fit the account's situation, each with its reason and what it adds."""
    rows: dict[str, Row] = {}
    adds: dict[str, list[Row]] = {}
    for need, each in _added(insight):
        if each.rule is not None:
            rule = each.rule
            rows[rule.id] = {"id": rule.id, "name": rule.name, "because": rule.because}
            adds.setdefault(rule.id, []).append(_addition(insight, need, each))
    order = {rule.id: place for place, rule in enumerate(insight.fit_rules)}
    return [{**rows[key], "adds": adds[key]} for key in sorted(rows, key=order.__getitem__)]


def own_additions(insight: AccountInsight) -> list[Row]:
    """What the account asks for in its own words, each with its reason."""
    return [
        {**_addition(insight, need, each), "because": each.because}
        for need, each in _added(insight)
        if each.rule is None
    ]


def _added(insight: AccountInsight) -> Iterator[tuple[Need, Added]]:
    return ((need, each) for need in insight.needs for each in need.added)


def _addition(insight: AccountInsight, need: Need, each: Added) -> Row:
    return {
        "id": need.competency.id,
        "name": need.competency.name,
        "level": each.level.name,
        "instead": _instead(insight, need),
    }


def _instead(insight: AccountInsight, need: Need) -> str:
    """What the role by itself asks for, beside an addition of the account."""
    if insight.role is None:
        return "no role asks for it"
    if need.from_role is None:
        return "the role does not ask for it"
    if need.raised:
        return f"the role asks for {need.from_role.name}"
    return f"the role already asks for {need.from_role.name}"


def areas(framework: Framework | None, insight: AccountInsight) -> list[Row]:
    """The checklist by area of the framework, in its order; areas without a need are left out."""
    grouped = [
        (area, [need for need in insight.needs if need.competency.area == area.id])
        for area in (framework.areas if framework else ())
    ]
    return [
        {"name": area.name, "what": area.what, "needs": [_need(need) for need in needs]}
        for area, needs in grouped
        if needs
    ]


def _need(need: Need) -> Row:
    return {
        "id": need.competency.id,
        "name": need.competency.name,
        "at": anchor_of(need.competency),
        "level": need.level.name,
        "page": f"competencies/{need.competency.id}/index.md",
        "anchor": f"level-{need.level.id}",
        "what": need.competency.what,
        "behaviour": [md.stop(each) for each in need.competency.levels.get(need.level.id, ())],
        "origin": _origin(need),
        "reasons": " ".join(md.stop(reason) for reason in _reasons(need)),
    }


def _origin(need: Need) -> str:
    """Who asks for the level when it is not the role alone; empty when it is."""
    if not need.added:
        return ""
    if need.from_role is None:
        return "this account"
    return "this account, above the role" if need.raised else "the role and this account"


def _reasons(need: Need) -> list[str]:
    """Why the level is asked for; of a rule its situation, whose reason stands above the list."""
    said = [need.because] if need.because else []
    return said + [each.rule.name if each.rule else each.because for each in need.added]
