"""``/accounts/<id>/``: the account on one screen, or two printed sheets."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from generator.analysis import AccountInsight
from generator.analysis.coverage import Covered
from generator.findings.finding import Finding, FindingLevel
from generator.model.account import Account
from generator.model.strategy import Assumption
from generator.pages.account.layout import AccountInput, account_page, chips
from generator.pages.account.money import result_in_words, wallet
from generator.pages.account.plan import kept_in_words, objective_rows
from generator.pages.account.position import picture, standing
from generator.pages.account.strategy import highest_risk_first
from generator.pages.kit.page import Page
from generator.text import markdown as md
from generator.text.formats import listed

_TOP_RISKS = 3
_STRUCTURES = {"single": "one team", "hierarchical": "a hierarchy", "matrix": "a matrix"}
_VOICES = ("sponsor", "champion", "critic", "detractor")
_SEVERITY = tuple(FindingLevel)


def page(given: AccountInput) -> Page:
    """The playbook page of one account."""
    insight, names = given.insight, given.names
    account = insight.account
    drawn = picture(insight)
    expiring = {due.anchor for due in insight.agenda if isinstance(due.item, Assumption)}
    values = {
        "chips": chips(given),
        "parent": given.parent,
        "children": given.children,
        "picture": drawn,
        "standing": standing(names, insight),
        "wallet": wallet(insight),
        "result": result_in_words(insight),
        "kept": kept_in_words(insight.ours),
        "objectives": [
            row for row in objective_rows(names, insight) if row.objective.status == "open"
        ],
        "agenda": insight.agenda,
        "posts": _who_matters(insight),
        "risks": highest_risk_first(account)[:_TOP_RISKS],
        "more_risks": max(len(account.risks) - _TOP_RISKS, 0),
        "assumptions": [
            each
            for each in sorted(account.assumptions, key=lambda each: each.expires)
            if each.id in expiring
        ],
        "facts": _facts(insight),
        "attention": attention(given.findings),
    }
    about = account.charter.field if account.charter else (account.summary or "")
    return account_page(
        given,
        "index.md",
        account.name,
        values,
        boost=1.5,
        description=about,
        pictures=(drawn,),
        found_by=_names(account),
    )


def _facts(insight: AccountInsight) -> list[tuple[str, str]]:
    """Facts about the account as lines; empty ones are omitted."""
    account = insight.account
    regions = [
        f"{each.name} ({', '.join(each.also_called)})" if each.also_called else each.name
        for each in account.regions
    ]
    facts: tuple[tuple[str, str | None], ...] = (
        ("Sector", account.sector),
        ("Situation", ", ".join(md.words(each) for each in account.context)),
        ("Our team works as", _STRUCTURES[account.structure]),
        ("Regions", ", ".join(regions)),
        ("Units", ", ".join(each.name for each in account.units)),
        ("Also called", ", ".join(account.also_called)),
    )
    return [(name, value) for name, value in facts if value]


def attention(findings: Iterable[Finding]) -> list[tuple[tuple[str, ...], str]]:
    """What was found, most severe first, with how to fix it: together what is fixed in one way."""
    by_remedy: dict[tuple[str, str], list[Finding]] = {}
    for each in sorted(findings, key=lambda each: _SEVERITY.index(each.level)):
        by_remedy.setdefault((each.rule.id, each.remedy), []).append(each)
    return [(tuple(_merged(found)), remedy) for (_, remedy), found in by_remedy.items()]


def _merged(found: Iterable[Finding]) -> Iterator[str]:
    """The messages; those that differ in one name only are one message with all the names."""
    groups: list[list[Finding]] = []
    for each in found:
        group = next((one for one in groups if _differing(*one, each) is not None), None)
        if group is None:
            groups.append([each])
        else:
            group.append(each)
    for group in groups:
        at = _differing(*group)
        if at is None:
            yield group[0].in_words
        else:
            names = listed(list(dict.fromkeys(str(each.parts[at]) for each in group)))
            parts = (*group[0].parts[:at], names, *group[0].parts[at + 1 :])
            yield replace(group[0], parts=parts).in_words


def _differing(*found: Finding) -> int | None:
    """The only part in which messages differ, if that is a name between two texts."""
    parts = found[0].parts
    if len({len(each.parts) for each in found}) > 1:
        return None
    columns = enumerate(zip(*(each.parts for each in found), strict=True))
    places = [at for at, column in columns if len(set(column)) > 1]
    if len(places) != 1 or not 0 < (at := places[0]) < len(parts) - 1:
        return None
    return at if all(isinstance(each, str) for each in parts[at - 1 : at + 2]) else None


def _who_matters(insight: AccountInsight) -> list[Covered]:
    """Key posts and those clearly for or against us; uncovered ones first."""
    shown = [p for p in insight.coverage.posts if p.key or p.stakeholder.stance in _VOICES]
    return sorted(shown, key=lambda post: (bool(post.relationships), not post.key))


def _names(account: Account) -> str:
    """Other names that lead to this account: its own, those of its regions and units."""
    regions = [name for region in account.regions for name in (region.name, *region.also_called)]
    units = (unit.name for unit in account.units)
    return ", ".join(dict.fromkeys((*account.also_called, *account.aliases, *regions, *units)))
