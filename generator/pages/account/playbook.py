"""``/accounts/<id>/``: the account on one screen, or two printed sheets."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import accumulate

from generator.analysis import AccountInsight
from generator.analysis.coverage import Covered
from generator.analysis.urgency import ORDER
from generator.checks import check_of
from generator.exports.calendars import account_calendar
from generator.findings.finding import Finding, FindingLevel, Location
from generator.model.account import Account
from generator.model.strategy import Assumption
from generator.pages.account import this_week
from generator.pages.account.layout import STRUCTURES, AccountInput, account_page, chips
from generator.pages.account.money import result_in_words, wallet
from generator.pages.account.plan import kept_in_words, objective_rows
from generator.pages.account.position import picture, standing
from generator.pages.account.strategy import highest_risk_first
from generator.pages.kit.links import HISTORY, Link, method_path
from generator.pages.kit.names import Names
from generator.pages.kit.page import Page
from generator.text import markdown as md
from generator.text.formats import listed

_TOP_RISKS = 3
_MOST_OBJECTIVES = 4
_MOST_DAYS = 12
_MOST_POSTS = 10
_MOST_ASSUMPTIONS = 4
_MOST_NAMES, _MOST_MESSAGES = 3, 2
_MOST_LETTERS, _LETTERS_BETWEEN = 1310, 30
"""Of "This week" and the findings below it on the first screen; what an end of a line takes."""
_LETTERS_A_CONTACT = 110
"""At least, as its mark makes two lines of it."""

_HOW_FIRST = "The {count} most urgent now, even if the day is later."
_COUNTS = {2: "two", 3: "three"}

_QUOTED = re.compile(r"`([^`]+)`")
_VOICES = ("sponsor", "champion", "critic", "detractor")


def page(given: AccountInput) -> Page:
    """The playbook page of one account."""
    insight, names = given.insight, given.names
    account = insight.account
    drawn = picture(insight)
    found = attention(account, names, given.findings)
    methods = {each.name: method_path(each.id, HISTORY) for each in given.methods.values()}
    first, call = this_week.first(insight), this_week.call(insight)
    by_rhythm = this_week.by_rhythm(insight)
    contacts = by_rhythm[: this_week.MOST_CONTACTS]
    above = [f"{each.what.text} {each.why}" for each in first]
    above += [f"{call.whom.text} {call.about}"] if call else []
    above += [
        f"{post}, with {names.person(due.owner or '')}, by {due.on}".ljust(_LETTERS_A_CONTACT)
        for due, post in contacts
    ]
    fits = _that_fit(above, found)
    objectives = [row for row in objective_rows(names, insight) if row.objective.status == "open"]
    posts = _who_matters(insight)
    assumptions = [each.item for each in insight.urgent if isinstance(each.item, Assumption)]
    values = {
        "chips": chips(given),
        "first": first,
        "how_first": _how_first(first),
        "linked": partial(_linked, methods),
        "call": call,
        "by_rhythm": contacts,
        "more_contacts": len(by_rhythm) - len(contacts),
        "parent": given.parent,
        "children": given.children,
        "picture": drawn,
        "standing": standing(names, insight),
        "wallet": wallet(insight),
        "result": result_in_words(insight),
        "kept": kept_in_words(insight.ours),
        "objectives": objectives[:_MOST_OBJECTIVES],
        "more_objectives": max(0, len(objectives) - _MOST_OBJECTIVES),
        "calendar": account_calendar(account.id) if account.is_running else "",
        "agenda": insight.agenda[:_MOST_DAYS],
        "more_days": max(0, len(insight.agenda) - _MOST_DAYS),
        "posts": posts[:_MOST_POSTS],
        "more_posts": max(0, len(posts) - _MOST_POSTS),
        "risks": highest_risk_first(account)[:_TOP_RISKS],
        "more_risks": max(len(account.risks) - _TOP_RISKS, 0),
        "assumptions": assumptions[:_MOST_ASSUMPTIONS],
        "more_assumptions": max(0, len(assumptions) - _MOST_ASSUMPTIONS),
        "facts": _facts(insight),
        "attention": found[:fits],
        "more_attention": found[fits:],
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
        layout="playbook",
    )


def _how_first(first: Sequence[this_week.First]) -> str:
    """What stands above what comes first: that it is done now; empty where nothing does."""
    if not first:
        return ""
    if len(first) == 1:
        return "The most urgent now, even if the day is later."
    return _HOW_FIRST.format(count=_COUNTS[len(first)])


def _facts(insight: AccountInsight) -> list[tuple[str, str]]:
    """Facts about the account as lines; empty ones are omitted."""
    account = insight.account
    facts: tuple[tuple[str, str | None], ...] = (
        ("Sector", account.sector),
        ("Situation", ", ".join(md.words(each) for each in account.context)),
        ("Our team works as", STRUCTURES[account.structure]),
        ("Regions", ", ".join(each.name for each in account.regions)),
        ("Units", ", ".join(each.name for each in account.units)),
        ("Also called", ", ".join(account.also_called)),
    )
    return [(name, value) for name, value in facts if value]


@dataclass(frozen=True, slots=True)
class Attention:
    """Findings that are fixed in the same way: what was found, how to fix it, and where."""

    messages: tuple[str, ...]
    remedy: str
    rule: str
    places: tuple[Location, ...]


def attention(account: Account, names: Names, findings: Iterable[Finding]) -> list[Attention]:
    """What was found, the most urgent first; together what is fixed in the same way."""
    grouped: dict[tuple[str, str], list[Finding]] = {}
    for each in sorted(findings, key=_urgency):
        grouped.setdefault((each.rule.id, each.remedy), []).append(each)
    return [
        Attention(
            _few([_by_name(account, names, each) for each in _merged(found)]),
            remedy,
            rule,
            tuple(dict.fromkeys(each.where for each in found)),
        )
        for (rule, remedy), found in grouped.items()
    ]


def _that_fit(above: Iterable[str], found: Iterable[Attention]) -> int:
    """How many findings are on the first screen below these lines, one at least."""
    start = sum(len(each) + _LETTERS_BETWEEN for each in above)
    findings = (sum(map(len, (*each.messages, each.remedy))) + _LETTERS_BETWEEN for each in found)
    ends = [end for end in accumulate(findings, initial=start) if end <= _MOST_LETTERS]
    return max(1, len(ends) - 1)


def _few(messages: list[str]) -> tuple[str, ...]:
    """The messages, or where they are many the first ones and how many more there are."""
    more = len(messages) - _MOST_MESSAGES
    if more < 2:
        return tuple(messages)
    return (*messages[:_MOST_MESSAGES], f"{more} more of this kind.")


def _urgency(found: Finding) -> tuple[int, int]:
    return ORDER.index(check_of(found.rule).urgency), list(FindingLevel).index(found.level)


def _by_name(account: Account, names: Names, message: str) -> str:
    """A message with the names of what it quotes by id."""
    posts = {each.id: each.function for each in account.stakeholders}
    regions = {each.id: each.name for each in account.regions}
    units = {each.id: each.name for each in account.units}
    people = {str(each.person): names.person(each.person) for each in account.team}
    known = {**people, **units, **regions, **posts}
    return _QUOTED.sub(lambda found: known.get(found[1], found[0]), message)


def _linked(paths: Mapping[str, str], text: str) -> list[Link]:
    """A text in pieces, with a link where one is a name that has a page."""
    names = "|".join(re.escape(name) for name in sorted(paths, key=len, reverse=True))
    pieces = re.split(f"({names})", text) if names else [text]
    return [Link(piece, paths.get(piece, "")) for piece in pieces if piece]


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
            names = listed(_first(list(dict.fromkeys(str(each.parts[at]) for each in group))))
            parts = (*group[0].parts[:at], names, *group[0].parts[at + 1 :])
            yield replace(group[0], parts=parts).in_words


def _first(names: list[str]) -> list[str]:
    """The names, or where they are many the first ones and how many more there are."""
    more = len(names) - _MOST_NAMES
    return names if more < 2 else [*names[:_MOST_NAMES], f"{more} more"]


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
