"""``/accounts/<id>/``: the account on one screen, two printed sheets."""

from generator.analysis import AccountInsight
from generator.analysis.coverage import Covered
from generator.findings.finding import Finding
from generator.model.kinds import Account
from generator.pages.account.due import due_row
from generator.pages.account.layout import account_page, chips, path_of
from generator.pages.account.ledger import kept_in_words
from generator.pages.account.money import result_in_words, wallet
from generator.pages.account.names import absences, past, people
from generator.pages.account.objectives import objective_rows
from generator.pages.account.plan import assumption_rows, heaviest_first, risk_row
from generator.pages.account.position import picture, standing
from generator.pages.kit.context import Context
from generator.pages.kit.page import Page
from generator.text import markdown as md

_TOP_RISKS = 3
_STRUCTURES = {"single": "one team", "hierarchical": "a hierarchy", "matrix": "a matrix"}
_VOICES = ("sponsor", "champion", "critic", "detractor")
Row = dict[str, object]


def page(context: Context, known: AccountInsight) -> Page:
    """The playbook page of one account."""
    account = known.account
    drawn = picture(known)
    expiring = {due.anchor for due in known.agenda if due.kind == "assumption"}
    values = {
        "chips": chips(context, known),
        "holder": holder(context, known),
        "next_review": known.next_review,
        "review_overdue": past(known.next_review, context),
        "relatives": relatives(context, known),
        "picture": drawn,
        "standing": standing(context, known),
        "wallet": wallet(known),
        "result": result_in_words(known),
        "kept": kept_in_words(known.ours),
        "objectives": [row for row in objective_rows(context, known) if row.status == "open"],
        "agenda": [due_row(context, account, due) for due in known.agenda],
        "posts": [_post(context, post) for post in _who_matters(known)],
        "risks": [risk_row(context, risk) for risk in heaviest_first(account)[:_TOP_RISKS]],
        "more_risks": max(len(account.risks) - _TOP_RISKS, 0),
        "assumptions": [row for row in assumption_rows(context, account) if row["id"] in expiring],
        "facts": _facts(known),
        "findings": [finding_row(context, f) for f in context.findings if f.account == account.id],
    }
    about = account.charter.field if account.charter else (account.summary or "")
    return account_page(
        context,
        known,
        "index.md",
        account.name,
        values,
        boost=3.0,
        description=about,
        pictures=(drawn,) if drawn else (),
        found_by=_parts(known),
    )


def holder(context: Context, known: AccountInsight) -> Row | None:
    """Who answers for the account to the customer, who stands in, who is away when."""
    member = known.holder
    if member is None or known.role is None:
        return None
    return {
        "name": context.person(member.person),
        "role": known.role.name,
        "role_page": f"roles/{known.role.id}/index.md",
        "away": absences(context, member.person),
        "backup": context.maybe_person(member.backup) or "",
        "backup_away": absences(context, member.backup) if member.backup else [],
        "since": member.since,
    }


def relatives(context: Context, known: AccountInsight) -> Row:
    """The account it is part of, and those that are part of it."""
    everybody = context.catalog.accounts
    parent = everybody.get(known.account.parent) if known.account.parent else None
    uses = context.catalog.used_by("account", known.account.id)
    children = [use.by for use in uses if isinstance(use.by, Account)]

    def link(account_id: str, name: str) -> Row:
        return {"name": name, "page": path_of(account_id)}

    return {
        "parent": link(parent.id, parent.name) if parent else None,
        "children": [link(each.id, each.name) for each in children],
    }


def _facts(known: AccountInsight) -> list[Row]:
    """What the account is, in lines: what is empty is left out."""
    account = known.account
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


def _who_matters(known: AccountInsight) -> list[Covered]:
    """Posts that decide, pay or veto, and those clearly for or against us; uncovered ones first."""
    matter = [p for p in known.coverage.posts if p.key or p.stakeholder.stance in _VOICES]
    return sorted(matter, key=lambda post: (bool(post.relationships), not post.key))


def _parts(known: AccountInsight) -> str:
    """The parts in a purchase that somebody plays here: whoever adds the account's name to one
    looks for this account and not for what the word means."""
    parts = {part for post in known.coverage.posts for part in post.stakeholder.buying}
    return " ".join(sorted(md.words(part) for part in parts))


def _post(context: Context, post: Covered) -> Row:
    stakeholder, best = post.stakeholder, post.best
    stance = [stakeholder.stance] if stakeholder.stance != "unknown" else []
    return {
        "id": stakeholder.id,
        "post": stakeholder.function,
        "part": ", ".join(md.words(part) for part in (*stakeholder.buying, *stance)),
        "covered_by": people(context, [link.person for link in post.relationships]),
        "how": md.words(best.strength) if best else "not at all",
        "since": best.since if best else None,
    }


def finding_row(context: Context, finding: Finding) -> Row:
    """A finding with its remedy and, where a repository is configured, a link to the line."""
    return {
        "rule": finding.rule.id,
        "message": finding.in_words,
        "remedy": finding.remedy,
        "place": f"{finding.where.path}, line {finding.where.line}"
        if finding.where.line
        else finding.where.path,
        "link": context.line_link(finding.where) or "",
    }
