"""``/accounts/<id>/checklist/`` and a page for each area: what an account requires, to fill in."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial

from generator.analysis import AccountInsight
from generator.analysis.needs import Added, Need
from generator.model.competency import Area, FitRule, Framework
from generator.pages.account.layout import AccountInput, account_page, checklist_leaf
from generator.pages.kit.checklists import (
    ChecklistEntry,
    anchor_of,
    checklist_of,
    levels_of,
    of_needs,
)
from generator.pages.kit.handbook import statement_texts
from generator.pages.kit.links import FIT, account_path
from generator.pages.kit.page import Page
from generator.text import markdown as md
from generator.text.formats import counted

Wanted = tuple[Need, str, str]
"""A need with its origin and its reasons."""

AreaWanted = tuple[Area, list[Wanted]]


def pages(given: AccountInput) -> Iterator[Page]:
    """The competency checklist of one account: an overview, and a page for each area."""
    insight, framework = given.insight, given.framework
    by_area = areas(framework, insight)
    entries = of_needs(insight.needs, framework)
    yield _overview(given, by_area, entries)
    for area, wanted in by_area:
        yield _area(given, area, wanted, entries)


def _overview(
    given: AccountInput, by_area: Sequence[AreaWanted], entries: tuple[ChecklistEntry, ...]
) -> Page:
    """Why the account requires what it does, and all of it with where it is filled in."""
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
        "areas": [
            (area, account_path(account.id, checklist_leaf(area)), wanted)
            for area, wanted in by_area
        ],
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
        layout="wide",
    )
    if not entries:
        return page
    checklist = checklist_of("account", account, entries, levels=levels_of(framework))
    repeated = tuple(area.name for area, _ in by_area)
    return replace(page, checklist=replace(checklist, overview=True), repeated=repeated)


def _area(
    given: AccountInput, area: Area, wanted: Sequence[Wanted], entries: tuple[ChecklistEntry, ...]
) -> Page:
    """The competencies of one area, to fill in and print."""
    account = given.insight.account
    page = account_page(
        given,
        checklist_leaf(area),
        f"{area.name}: {account.name}",
        {
            "area": area,
            "wanted": wanted,
            "overview": account_path(account.id, "checklist.md"),
        },
        description=f"What {account.name} requires of its role holder: {area.name}.",
        template="checklist_area.md",
    )
    here = {anchor_of(need.competency) for need, _, _ in wanted}
    checklist = checklist_of(
        "account",
        account,
        (each for each in entries if each.anchor in here),
        levels=levels_of(given.framework),
    )
    elsewhere = tuple(each for each in entries if each.anchor not in here)
    return replace(page, checklist=replace(checklist, elsewhere=elsewhere), repeated=(page.title,))


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


def areas(framework: Framework | None, insight: AccountInsight) -> list[AreaWanted]:
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
