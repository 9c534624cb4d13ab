"""``/accounts/<id>/checklist/``: the competencies an account requires, to fill in and print."""

from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from generator.analysis import AccountInsight
from generator.analysis.needs import Added, Need
from generator.model.competency import Area, FitRule, Framework
from generator.pages.account.layout import AccountInput, account_page
from generator.pages.kit.checklists import checklist_of, levels_of, of_needs
from generator.pages.kit.handbook import statement_texts
from generator.pages.kit.links import FIT
from generator.pages.kit.page import Page
from generator.text import markdown as md
from generator.text.formats import counted


def page(given: AccountInput) -> Page:
    """The competency checklist of one account."""
    insight, framework = given.insight, given.framework
    account, role = insight.account, insight.role
    values = {
        "role": role,
        "required": counted(len(role.requires), "competency", "competencies") if role else "",
        "situations": [
            (rule, statement_texts(given.names, rule.because), adds)
            for rule, adds in situations(insight)
        ],
        "own": [(need, each) for need, each in _added(insight) if each.rule is None],
        "instead": partial(instead, insight),
        "rules_page": FIT.path,
        "needs": counted(len(insight.needs), "competency", "competencies"),
        "areas": areas(framework, insight),
        "levels": [level.name for level in framework.scale] if framework else [],
        "expected": given.expected,
        "organisation": given.company,
        "question": role.direction.question if role and role.direction else "",
    }
    page = account_page(
        given,
        "checklist.md",
        f"Checklist: {account.name}",
        values,
        description=f"What {account.name} requires of its role holder, level by level.",
    )
    if not insight.needs:
        return page
    entries, levels = of_needs(insight.needs, framework), levels_of(framework)
    checklist = checklist_of("account", account, entries, levels=levels)
    repeated = tuple(area.name for area, _ in areas(framework, insight))
    return replace(page, checklist=checklist, repeated=repeated)


def situations(insight: AccountInsight) -> list[tuple[FitRule, list[tuple[Need, Added]]]]:
    """The rules that require more than the role does, each with the needs it raises."""
    adds: dict[str, list[tuple[Need, Added]]] = {}
    for need, each in _added(insight):
        if each.rule is not None:
            adds.setdefault(each.rule.id, []).append((need, each))
    return [(rule, adds[rule.id]) for rule in insight.fit_rules if rule.id in adds]


def _added(insight: AccountInsight) -> Iterator[tuple[Need, Added]]:
    """What the account requires beyond the role; what the role requires anyway is left out."""
    return ((need, each) for need in insight.needs for each in need.raised_by)


def instead(insight: AccountInsight, need: Need) -> str:
    """What the role alone requires, next to an addition of the account."""
    if insight.role is None:
        return "no role requires it"
    if need.from_role is None:
        return "the role does not require it"
    return f"the role requires {need.from_role.name}"


def areas(
    framework: Framework | None, insight: AccountInsight
) -> list[tuple[Area, list[tuple[Need, str, str]]]]:
    """The checklist by area of the framework, in order, without empty areas.

    Each need comes with its origin and its reasons.
    """
    grouped = [
        (area, [need for need in insight.needs if need.competency.area == area.id])
        for area in (framework.areas if framework else ())
    ]
    return [
        (area, [(need, _origin(need), _reasons(need)) for need in needs])
        for area, needs in grouped
        if needs
    ]


def _origin(need: Need) -> str:
    """Who requires the level if it is not the role alone; else empty."""
    if not need.raised:
        return ""
    return "this account" if need.from_role is None else "this account, above the role"


def _reasons(need: Need) -> str:
    """Why the level is required; for a rule its situation, as its reason is above the list."""
    reasons = [need.because] if need.because else []
    reasons += [each.rule.name if each.rule else each.because for each in need.raised_by]
    return " ".join(map(md.stop, reasons))
