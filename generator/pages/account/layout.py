"""Shared parts of an account's pages: input, paths, names, siblings, chips, footer."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial

from generator.analysis import AccountInsight
from generator.charts import Picture
from generator.findings.finding import Finding
from generator.model.common import Structure
from generator.model.competency import Area, Framework
from generator.model.kinds import Account, Method
from generator.model.stakeholders import Stakeholder
from generator.pages.account.adding import addition
from generator.pages.account.money import is_known
from generator.pages.kit.checklists import SharedList
from generator.pages.kit.links import (
    MONEY,
    STRATEGY_PAGES,
    Link,
    account_path,
    edit_link,
    source_link,
)
from generator.pages.kit.names import Names
from generator.pages.kit.page import Footer, NavigationItem, Page, source_of
from generator.pages.kit.templates import render
from generator.pages.kit.versions import VersionRecord
from generator.pages.onboarding.paths import MilestoneRow
from generator.text import markdown as md

STRUCTURES: Mapping[Structure, str | None] = {
    "single": None,
    "hierarchical": "a hierarchy",
    "matrix": "a matrix",
}
"""As what the team of an account works; nothing is said of a single one."""

SIBLINGS = (
    ("Playbook", "index.md"),
    ("Strategy", "strategy.md"),
    ("Team", "team.md"),
    ("Who knows whom", "contacts.md"),
    ("The year", "year.md"),
    ("Business review", "review.md"),
    ("Checklist", "checklist.md"),
    ("First days", "onboarding.md"),
    ("History", "history.md"),
    ("Stand-in brief", "cover.md"),
    ("Handover", "handover.md"),
)


@dataclass(frozen=True, slots=True)
class AccountInput:
    """The input of the pages of one account.

    ``methods``: those that place it, now or in a past state, by id; ``leading_method``: id of the
    one that determines the strategy. ``company``: our name; ``expected``: our expectations of the
    role. ``parent``, ``children``: in a family of accounts. ``path``: the onboarding path of the
    role, with its ``milestones`` and, in ``shared``, where its ticks are kept. ``findings``: about
    this account. ``source_url``: address of a line of a source file, with ``{path}`` and
    ``{line}``, or empty.
    """

    insight: AccountInsight
    names: Names
    methods: Mapping[str, Method]
    leading_method: str | None = None
    framework: Framework | None = None
    company: str = "Our company"
    expected: tuple[str, ...] = ()
    parent: Link | None = None
    children: tuple[Link, ...] = ()
    path: Link | None = None
    milestones: tuple[MilestoneRow, ...] = ()
    shared: SharedList | None = None
    findings: tuple[Finding, ...] = ()
    record: VersionRecord = field(default_factory=VersionRecord)
    source_url: str = ""


def chips(given: AccountInput) -> list[str]:
    """Tier, cell, stage, status and edition, as a summary."""
    insight, account = given.insight, given.insight.account
    found = [f"Tier: {md.words(account.tier)}"]
    if insight.placement:
        found.append(f"Cell: {insight.placement.cell.name}")
    found += [f"Stage: {stage}" for stage in stages_in_words(given.methods, account)]
    found.append(md.sentence(account.status))
    if account.fictional:
        found.append("Fictional example")
    found.append(f"Edition: {given.names.edition.value}")
    return found


def stages_in_words(methods: Mapping[str, Method], account: Account) -> list[str]:
    """Each stage placement as ``Early-KAM, working towards Mid-KAM``."""
    found = []
    for placement in account.stages:
        method = methods.get(placement.method)
        names = {step.id: step.name for step in method.steps} if method else {}
        now = names.get(placement.now, md.words(placement.now))
        target = names.get(placement.target, "") if placement.target else ""
        found.append(f"{now}, working towards {target}" if target else now)
    return found


def approval_in_words(names: Names, account: Account) -> str:
    """``approved by Ada Blum on 4 Jul 2025``, or that this version is not approved."""
    if account.approved is None:
        return "not approved yet"
    day = md.day_text(account.approved.on)
    approved = f"approved by {names.person(account.approved.by)} on {day}"
    return approved if account.is_approved else f"not approved; an earlier version was {approved}"


def footer(given: AccountInput) -> Footer:
    """The footer of all pages of an account."""
    insight, names = given.insight, given.names
    account = insight.account
    return Footer(
        source=source_of(account),
        owner=names.owner(account.owner),
        version=str(account.version),
        approved=approval_in_words(names, account),
        reviewed=account.review.last,
        next_review=insight.next_review,
        history=account_path(account.id, "history.md"),
    )


def account_page(
    given: AccountInput,
    leaf: str,
    title: str,
    values: Mapping[str, object],
    *,
    boost: float = 1.0,
    description: str = "",
    pictures: Iterable[Picture | None] = (),
    found_by: str = "",
    repeated: tuple[str, ...] = (),
    layout: str = "",
    template: str = "",
) -> Page:
    """A page of an account; the template is ``account/<leaf>``, with ``_`` for a slash.

    That of ``index.md`` is the playbook's, and pages of one kind have a ``template`` in common.

    ``found_by``: search synonyms of its title; ``repeated``: as in :class:`Page`.
    """
    account = given.insight.account
    path = account_path(account.id, leaf)
    name = template or ("playbook.md" if leaf == "index.md" else leaf.replace("/", "_"))
    foot = footer(given).of_page(path)
    shared = {
        "account": account,
        "insight": given.insight,
        "names": given.names,
        "post": partial(post, account),
        "stakeholder": partial(stakeholder, account),
        "region": partial(region, account),
        "unit": partial(unit, account),
        "title": title,
        "foot": foot,
        "page_of": account_path,
        "edit": partial(edit_link, given.source_url),
        "new": partial(addition, given.source_url, given.names, account),
        "place_link": partial(source_link, given.source_url),
    }
    breadcrumbs = [NavigationItem("Accounts", "accounts/index.md")]
    if leaf != "index.md":
        breadcrumbs.append(NavigationItem(account.name, account_path(account.id)))
    if leaf.startswith("strategy/"):
        breadcrumbs.append(NavigationItem("Strategy", account_path(account.id, "strategy.md")))
    if leaf.startswith("checklist/"):
        breadcrumbs.append(NavigationItem("Checklist", account_path(account.id, "checklist.md")))
    return Page(
        path=path,
        title=title,
        markdown=render(f"account/{name}.j2", path, {**shared, **values}),
        source=foot.source,
        section="accounts",
        siblings=tuple(_siblings(given, leaf)),
        breadcrumbs=tuple(breadcrumbs),
        boost=boost,
        description=description,
        former_paths=tuple(account_path(alias, leaf) for alias in account.aliases),
        pictures=tuple(filter(None, pictures)),
        synonyms=((title, found_by),) if found_by else (),
        repeated=repeated,
        layout=layout,
    )


def _siblings(given: AccountInput, leaf: str) -> Iterator[NavigationItem]:
    """The pages of the account; those below one of them where the reader is among them."""
    account = given.insight.account
    for text, own in SIBLINGS:
        yield NavigationItem(text, account_path(account.id, own))
        if own == "strategy.md" and leaf.startswith("strategy"):
            for page, title in STRATEGY_PAGES.items():
                if page != MONEY or is_known(given.insight):
                    yield NavigationItem(title, account_path(account.id, page))
        if own == "checklist.md" and leaf.startswith("checklist"):
            needed = {need.competency.area for need in given.insight.needs}
            for area in given.framework.areas if given.framework else ():
                if area.id in needed:
                    yield NavigationItem(area.name, account_path(account.id, checklist_leaf(area)))


def checklist_leaf(area: Area) -> str:
    """The page on which the competencies of an area are filled in."""
    return f"checklist/{area.id}.md"


def stakeholder(account: Account, stakeholder_id: str | None) -> Stakeholder | None:
    """One of the customer's posts, or ``None`` if not in view."""
    return next((each for each in account.stakeholders if each.id == stakeholder_id), None)


def post(account: Account, stakeholder_id: str | None) -> str:
    """A post's function; its id in words if not in view, empty for none."""
    found = stakeholder(account, stakeholder_id)
    return found.function if found else md.sentence(stakeholder_id or "")


def region(account: Account, region_id: str | None) -> str:
    """A region's name; empty without a region."""
    names = {each.id: each.name for each in account.regions}
    return names.get(region_id, md.sentence(region_id)) if region_id else ""


def unit(account: Account, unit_id: str | None) -> str:
    """A unit's name; empty without a unit."""
    names = {each.id: each.name for each in account.units}
    return names.get(unit_id, md.sentence(unit_id)) if unit_id else ""
