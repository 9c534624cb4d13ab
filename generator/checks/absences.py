"""Absences of those who work on an account, and whether whoever stands in can."""

from collections.abc import Iterator
from datetime import timedelta

from generator.analysis import AccountInsight, Insight
from generator.analysis.cover import Cover
from generator.checks.check import Absent, Basis, CheckArea, Same
from generator.checks.team import nobody_knows_a_backup
from generator.editions import Catalog
from generator.findings.classification import Classification
from generator.findings.finding import Finding

AREA = CheckArea("absences")

_SOON = timedelta(days=90)
"""How long before an absence a stand-in who knows nobody is found."""


def _covers_of(insight: AccountInsight, person: str) -> list[Cover]:
    return [each for each in insight.covers if each.person == person and each.member]


def _no_stand_in_to_ask(absent: Absent) -> str:
    """Why there is nobody left to compare with: it takes a named stand-in to settle a finding."""
    _, now = absent.account or (None, None)
    if now is None:
        return ""
    person = absent.finding.about
    if not any(member.person == person and member.backup for member in now.account.team):
        return f"Nobody is named to stand in for `{person}` any more."
    return ""


def _still_unknown(absent: Absent) -> str:
    _, now = absent.account or (None, None)
    if now is None or (reason := _no_stand_in_to_ask(absent)):
        return reason if now else ""
    covers = _covers_of(now, absent.finding.about)
    if not covers:
        return f"`{absent.finding.about}` is not away any more."
    if any(not each.knows for each in covers):
        return f"`{absent.finding.about}` has no relationship there any more, or is away later."
    return ""


@AREA.warning(
    "both-away",
    "A person and the stand-in are away on the same days.",
    "On those days nobody does the work, and on paper one of them does.",
    "Name another stand-in (`backup`), or move one of the two absences (`away` in "
    "`content/people.yaml`).",
    rests_on=(Basis.HANDBOOK,),
    not_fixed=_no_stand_in_to_ask,
)
def both_away(insight: AccountInsight, catalog: Catalog, whole: Insight) -> Iterator[Finding]:
    for member in insight.account.team:
        for cover in _covers_of(insight, str(member.person)):
            if cover.stand_in_away and cover.member == member:
                names = (
                    catalog.name("person", each) or each
                    for each in (cover.person, cover.stand_in or "")
                )
                yield both_away.at(
                    member.at("backup"),
                    "{} and {}, who stands in, are both away from ".format(*names),
                    cover.stand_in_away,
                    " on.",
                    about=cover.person,
                )
                break


# A relationship can be above what an edition sees: there it only seems to be missing.
@AREA.warning(
    "stand-in-knows-nobody",
    "A person who knows the customer will be away, and the stand-in knows nobody there.",
    "The stand-in meets the customer on the day on which something has to be settled.",
    "Before the absence, introduce the stand-in to the post that is named, and record the "
    "relationship; or name a stand-in who is known there (`backup`).",
    needs=Classification.CONFIDENTIAL,
    rests_on=(Basis.HANDBOOK,),
    same=Same.SUBJECT,
    not_fixed=_still_unknown,
)
def stand_in_knows_nobody(
    insight: AccountInsight, catalog: Catalog, whole: Insight
) -> Iterator[Finding]:
    if nobody_knows_a_backup(insight.account):  # which is found by itself
        return
    found = set[str]()
    for cover in insight.covers:
        if cover.member is None or cover.stand_in is None or cover.person in found:
            continue
        if cover.introduce and not cover.knows and cover.first <= whole.as_of + _SOON:
            found.add(cover.person)
            away, there = (
                catalog.name("person", each) or each for each in (cover.person, cover.stand_in)
            )
            begins = "is away from " if cover.first > whole.as_of else "has been away since "
            yield stand_in_knows_nobody.at(
                cover.member.at("backup"),
                f"{away} {begins}",
                cover.first,
                f", and {there}, who stands in, knows nobody there. To be introduced first to: "
                f"{cover.introduce[0].function}.",
                about=cover.person,
            )
