"""What all pages of an account share: paths, siblings, chips, footer."""

from collections.abc import Mapping

from generator.analysis import AccountInsight
from generator.analysis.approval import is_approved
from generator.charts import Picture
from generator.model.kinds import Account
from generator.pages.kit.context import Context, Footer, source_of
from generator.pages.kit.page import NavigationItem, Page
from generator.pages.kit.templates import render
from generator.text import markdown as md

SIBLINGS = (
    ("Playbook", "index.md"),
    ("Strategy", "strategy.md"),
    ("Team", "team.md"),
    ("Checklist", "checklist.md"),
    ("First days", "onboarding.md"),
    ("History", "history.md"),
    ("Handover", "handover.md"),
)


def path_of(account_id: str, leaf: str = "index.md") -> str:
    """The path of an account's page; ``leaf`` as in :data:`SIBLINGS`."""
    return f"accounts/{account_id}/{leaf}"


def chips(context: Context, known: AccountInsight) -> list[str]:
    """Tier, cell, stage, status, edition: what a reader wants at a glance."""
    account = known.account
    found = [f"Tier: {md.words(account.tier)}"]
    if known.placement:
        found.append(f"Cell: {known.placement.cell.name}")
    found += [f"Stage: {stage}" for stage in stages_in_words(context, known)]
    found.append(f"Status: {md.words(account.status)}")
    if account.fictional:
        found.append("Fictional example")
    found.append(f"Edition: {context.catalog.edition.value}")
    return found


def stages_in_words(context: Context, known: AccountInsight) -> list[str]:
    """Each stage placement as ``Early-KAM, working towards Mid-KAM``."""
    found = []
    for placement in known.account.stages:
        method = context.catalog.methods.get(placement.method)
        names = {step.id: step.name for step in method.steps} if method else {}
        now = names.get(placement.now, md.words(placement.now))
        target = names.get(placement.target, "") if placement.target else ""
        found.append(f"{now}, working towards {target}" if target else now)
    return found


def approval_in_words(context: Context, account: Account) -> str:
    """``approved by Ada Blum on 4 Jul 2025``, or that this version is not approved."""
    if account.approved is None:
        return "not approved yet"
    day = md.day_text(account.approved.on)
    approved = f"approved by {context.person(account.approved.by)} on {day}"
    return approved if is_approved(account) else f"not approved; an earlier version was {approved}"


def footer(context: Context, known: AccountInsight) -> Footer:
    """The footer of every page of an account."""
    account = known.account
    return Footer(
        source=source_of(account),
        owner=context.owner(account.owner),
        version=str(account.version),
        approved=approval_in_words(context, account),
        reviewed=account.review.last,
        next_review=known.next_review,
        history=path_of(account.id, "history.md"),
    )


def account_page(
    context: Context,
    known: AccountInsight,
    leaf: str,
    title: str,
    values: Mapping[str, object],
    *,
    boost: float = 1.0,
    description: str = "",
    pictures: tuple[Picture, ...] = (),
    found_by: str = "",
) -> Page:
    """One page of an account: its template is ``account/<leaf>``, ``index.md`` the playbook's.

    ``found_by``: words that search takes as equals of its title.
    """
    account = known.account
    path = path_of(account.id, leaf)
    name = "playbook.md" if leaf == "index.md" else leaf
    foot = footer(context, known).of_page(path)
    shared = {"account": account, "title": title, "foot": foot, "page_of": path_of}
    trail = [NavigationItem("Accounts", "accounts/index.md")]
    if leaf != "index.md":
        trail.append(NavigationItem(account.name, path_of(account.id)))
    return Page(
        path=path,
        title=title,
        markdown=render(f"account/{name}.j2", path, {**shared, **values}),
        source=foot.source,
        section="accounts",
        siblings=tuple(NavigationItem(text, path_of(account.id, own)) for text, own in SIBLINGS),
        trail=tuple(trail),
        boost=boost,
        description=description,
        former_paths=tuple(path_of(alias, leaf) for alias in account.aliases),
        pictures=pictures,
        synonyms=((title, found_by),) if found_by else (),
    )
