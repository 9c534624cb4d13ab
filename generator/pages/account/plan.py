"""Decisions, assumptions, opportunities, rivals and risks, as rows."""

from generator.model.kinds import Account
from generator.model.strategy import Risk
from generator.pages.account.names import past
from generator.pages.kit.names import Names

_RANK = {"high": 3, "medium": 2, "low": 1}
Row = dict[str, object]


def decision_rows(names: Names, account: Account) -> list[Row]:
    """Decisions, newest first, each with what was not taken and what would reopen it."""
    newest = sorted(account.decisions, key=lambda decision: decision.on, reverse=True)
    return [
        {
            "id": each.id,
            "what": each.what,
            "on": each.on,
            "by": names.person(each.by),
            "because": each.because,
            "rejected": each.rejected,
            "revisit_when": each.revisit_when or "",
            "revisit_on": each.revisit_on,
            "overdue": each.revisit_on is not None and past(each.revisit_on, names),
        }
        for each in newest
    ]


def assumption_rows(names: Names, account: Account) -> list[Row]:
    """What is believed, the first to expire first."""
    soonest = sorted(account.assumptions, key=lambda assumption: assumption.expires)
    return [
        {
            "id": each.id,
            "what": each.what,
            "since": each.since,
            "evidence": each.evidence,
            "confidence": each.confidence,
            "expires": each.expires,
            "expired": past(each.expires, names),
            "owner": names.person(each.owner),
            "if_wrong": each.if_wrong or "",
        }
        for each in soonest
    ]


def opportunity_rows(names: Names, account: Account) -> list[Row]:
    """Business we could win, in the order of the file."""
    return [
        {
            "what": each.what,
            "offer": names.name("product", each.product) or "",
            "need": each.need,
            "next_step": each.next_step,
            "owner": names.person(each.owner),
        }
        for each in account.opportunities
    ]


def heaviest_first(account: Account) -> list[Risk]:
    """Risks by likelihood times impact."""
    return sorted(account.risks, key=lambda risk: -_RANK[risk.likelihood] * _RANK[risk.impact])


def risk_row(names: Names, risk: Risk) -> Row:
    """One risk with its weight in words."""
    return {
        "id": risk.id,
        "what": risk.what,
        "likelihood": risk.likelihood,
        "impact": risk.impact,
        "weight": f"{risk.likelihood} likelihood, {risk.impact} impact",
        "trigger": risk.trigger,
        "response": risk.response,
        "owner": names.person(risk.owner),
    }


def swot_lists(account: Account) -> list[Row]:
    """The four lists of the SWOT that hold anything."""
    swot = account.swot
    if swot is None:
        return []
    named = (
        ("Strengths", "ours, in this account", swot.strengths),
        ("Weaknesses", "ours, in this account", swot.weaknesses),
        ("Opportunities", "outside us", swot.opportunities),
        ("Threats", "outside us", swot.threats),
    )
    return [
        {"name": name, "whose": whose, "points": points} for name, whose, points in named if points
    ]


def note_rows(account: Account) -> list[Row]:
    """Narrative notes with an anchor each, ``note-1`` onwards."""
    return [
        {"anchor": f"note-{number}", "title": note.title, "text": note.text}
        for number, note in enumerate(account.notes, start=1)
    ]
