"""``/accounts/<id>/``: the account on one screen, two printed sheets."""

from generator.analysis import AccountInsight
from generator.analysis.coverage import Covered
from generator.findings.finding import Finding
from generator.pages.account.due import due_row
from generator.pages.account.layout import AccountInput, account_page, chips
from generator.pages.account.ledger import kept_in_words
from generator.pages.account.money import result_in_words, wallet
from generator.pages.account.names import absences, past, people
from generator.pages.account.objectives import objective_rows
from generator.pages.account.plan import assumption_rows, heaviest_first, risk_row
from generator.pages.account.position import picture, standing
from generator.pages.kit.links import source_link
from generator.pages.kit.names import Names
from generator.pages.kit.page import Page
from generator.text import markdown as md
from generator.text.numerals import days_in_words

_TOP_RISKS = 3
_STRUCTURES = {"single": "one team", "hierarchical": "a hierarchy", "matrix": "a matrix"}
_VOICES = ("sponsor", "champion", "critic", "detractor")
Row = dict[str, object]


def page(given: AccountInput) -> Page:
    """The playbook page of one account."""
    insight, names = given.insight, given.names
    account = insight.account
    drawn = picture(insight)
    expiring = {due.anchor for due in insight.agenda if due.kind == "assumption"}
    values = {
        "chips": chips(given),
        "holder": holder(names, insight),
        "next_review": insight.next_review,
        "review_overdue": past(insight.next_review, names),
        "parent": given.parent,
        "children": given.children,
        "picture": drawn,
        "standing": standing(names, insight),
        "wallet": wallet(insight),
        "result": result_in_words(insight),
        "kept": kept_in_words(insight.ours),
        "objectives": [row for row in objective_rows(names, insight) if row.status == "open"],
        "agenda": [due_row(names, account, due) for due in insight.agenda],
        "posts": [_post(names, post) for post in _who_matters(insight)],
        "risks": [risk_row(names, risk) for risk in heaviest_first(account)[:_TOP_RISKS]],
        "more_risks": max(len(account.risks) - _TOP_RISKS, 0),
        "assumptions": [row for row in assumption_rows(names, account) if row["id"] in expiring],
        "facts": _facts(insight),
        "findings": [finding_row(given.source_url, each) for each in given.findings],
    }
    about = account.charter.field if account.charter else (account.summary or "")
    return account_page(
        given,
        "index.md",
        account.name,
        values,
        boost=3.0,
        description=about,
        pictures=(drawn,) if drawn else (),
        found_by=_parts(insight),
    )


def holder(names: Names, insight: AccountInsight) -> Row | None:
    """Who answers for the account to the customer, who stands in, who is away when."""
    member = insight.holder
    if member is None or insight.role is None:
        return None
    return {
        "name": names.person(member.person),
        "role": insight.role.name,
        "role_page": f"roles/{insight.role.id}/index.md",
        "away": absences(names, member.person),
        "backup": names.maybe_person(member.backup),
        "backup_away": absences(names, member.backup) if member.backup else [],
        "since": member.since,
    }


def _facts(insight: AccountInsight) -> list[Row]:
    """What the account is, in lines: what is empty is left out."""
    account = insight.account
    regions = [
        f"{each.name} ({', '.join(each.also_called)})" if each.also_called else each.name
        for each in account.regions
    ]
    facts = (
        ("Sector", account.sector),
        ("Situation", ", ".join(md.words(each) for each in account.context)),
        ("Our team works as", _STRUCTURES[account.structure]),
        ("Regions", ", ".join(regions)),
        ("Units", ", ".join(each.name for each in account.units)),
        ("Also called", ", ".join(account.also_called)),
    )
    return [{"name": name, "value": value} for name, value in facts if value]


def _who_matters(insight: AccountInsight) -> list[Covered]:
    """Posts that decide, pay or veto, and those clearly for or against us; uncovered ones first."""
    matter = [p for p in insight.coverage.posts if p.key or p.stakeholder.stance in _VOICES]
    return sorted(matter, key=lambda post: (bool(post.relationships), not post.key))


def _parts(insight: AccountInsight) -> str:
    """The parts in a purchase that somebody plays here: whoever adds the account's name to one
    looks for this account and not for what the word means."""
    parts = {part for post in insight.coverage.posts for part in post.stakeholder.buying}
    return " ".join(sorted(md.words(part) for part in parts))


def _post(names: Names, post: Covered) -> Row:
    stakeholder, best = post.stakeholder, post.best
    stance = [stakeholder.stance] if stakeholder.stance != "unknown" else []
    return {
        "id": stakeholder.id,
        "post": stakeholder.function,
        "part": ", ".join(md.words(part) for part in (*stakeholder.buying, *stance)),
        "covered_by": people(names, [link.person for link in post.relationships]),
        "how": md.words(best.strength) if best else "not at all",
        "since": best.since if best else None,
    }


def finding_row(source_url: str, finding: Finding) -> Row:
    """A finding with its remedy and, where a repository is configured, a link to the line."""
    return {
        "rule": finding.rule.id,
        "message": days_in_words(finding.message),
        "remedy": days_in_words(finding.remedy),
        "place": f"{finding.where.path}, line {finding.where.line}"
        if finding.where.line
        else finding.where.path,
        "link": source_link(source_url, finding.where),
    }
