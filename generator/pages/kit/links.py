"""Paths of pages and data files, and links to them."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import partial

from generator.editions import Catalog
from generator.exports.files import DataFile
from generator.findings.finding import Location
from generator.model.item import Item
from generator.model.kinds import (
    KINDS,
    Account,
    Competency,
    Framework,
    Glossary,
    Kind,
    Method,
    Onboarding,
    Role,
    Sources,
    kind_of_item,
)
from generator.pages.kit.names import Names
from generator.pages.kit.page import NavigationItem
from generator.text import markdown as md

ROLES = NavigationItem("Roles", "roles/index.md")

COMPARE = NavigationItem("Compare roles", "roles/compare.md")

PAY = NavigationItem("What pay depends on", "roles/pay.md")

COMPARE_EXPECTATIONS = NavigationItem("Compare expectations", "roles/compare/expectations.md")

COMPARE_LEVELS = NavigationItem("Compare levels", "roles/compare/levels.md")

COMPETENCIES = NavigationItem("Competencies", "competencies/index.md")

FIT = NavigationItem("What accounts add", "competencies/fit.md")

PUBLIC_FRAMEWORKS = NavigationItem("Public frameworks", "competencies/public-frameworks.md")

METHODS = NavigationItem("Methods", "methods/index.md")

ONBOARDING = NavigationItem("Onboarding", "onboarding/index.md")

REPORTS = NavigationItem("Reports", "reports/index.md")

ACCOUNTS = NavigationItem("Accounts", "accounts/index.md")

PEOPLE = NavigationItem("People", "people/index.md")

GLOSSARY = NavigationItem("Glossary", "glossary.md")

SOURCES = NavigationItem("Sources", "sources.md")

HISTORY = "history.md"

NamedDefinition = Account | Role | Competency | Method
"""Definitions with pages and names of their own."""


@dataclass(frozen=True, slots=True)
class Link:
    """A text with a link to a page of the site, or plain text if ``path`` is empty."""

    text: str
    path: str = ""
    anchor: str = ""


def page_path(kind: Kind, item_id: str, leaf: str = "index.md") -> str:
    """The path of a definition's page, or of another of its pages, in the folder of its kind."""
    return f"{kind.plural}/{item_id}/{leaf}"


role_path = partial(page_path, KINDS["role"])
competency_path = partial(page_path, KINDS["competency"])
method_path = partial(page_path, KINDS["method"])
account_path = partial(page_path, KINDS["account"])


def person_path(person_id: str) -> str:
    """The path of the page of one of our people."""
    return f"people/{person_id}/index.md"


STRATEGY_PAGES = {
    f"strategy/{title.lower()}.md": title for title in ("Position", "Plan", "Market", "Money")
}
"""The pages below the strategy page of an account, with their titles."""

POSITION, PLAN, MARKET, MONEY = STRATEGY_PAGES

_ENTRIES = {
    "objective": ("objectives", PLAN),
    "promise": ("promises", PLAN),
    "decision": ("decisions", PLAN),
    "assumption": ("assumptions", PLAN),
    "contract": ("contracts", PLAN),
    "delivered": ("delivered", PLAN),
    "risk": ("risks", MARKET),
    "opportunity": ("opportunities", MARKET),
    "published": ("published", MARKET),
    "stakeholder": ("stakeholders", "team.md"),
}
"""Where an account's entries stand by kind: in which list of it, and on which of its pages.

The anchor of an entry is ``KIND-ID``.
"""


def entry_path(account_id: str, kind: str) -> str:
    """The page on which an account's entries of a kind stand; its strategy page for others."""
    _, leaf = _ENTRIES.get(kind, ("", "strategy.md"))
    return account_path(account_id, leaf)


def entries_on(account: Account, leaf: str) -> list[str]:
    """The anchors of an account's entries that stand on one of its pages."""
    found = [
        f"{kind}-{each.id}"
        for kind, (field, own) in _ENTRIES.items()
        if own == leaf
        for each in getattr(account, field)
    ]
    notes = range(1, len(account.notes) + 1) if leaf == PLAN else ()
    return [*found, *(f"note-{number}" for number in notes)]


def onboarding_paths(catalog: Catalog) -> dict[str, str]:
    """The path of each onboarding page by id: named after the role.

    A second path for the same role is named after its own id.
    """
    found: dict[str, str] = {}
    paths = catalog.definitions.onboarding.values()
    for item in sorted(paths, key=lambda each: (each.id != each.role, each.id)):
        path = f"onboarding/{item.role}.md"
        found[item.id] = path if path not in found.values() else f"onboarding/{item.id}.md"
    return found


def role_title(role: Role) -> str:
    """``Key Account Manager (KAM)``."""
    return f"{role.name} ({role.abbreviation})" if role.abbreviation else role.name


def guide_title(path: str) -> str:
    """The title of a hand-written page, from its file name: ``guides/read-a-playbook.md`` as
    ``Read a playbook``.
    """
    name = path.rsplit("/", 1)[-1].removesuffix(".md").replace("-", " ")
    return name[:1].upper() + name[1:]


def post_link(names: Names, post_id: str) -> Link:
    """A link to a role, or the name of another post."""
    if role := names.name("role", post_id):
        return Link(role, role_path(post_id))
    return Link(names.name("post", post_id) or md.sentence(post_id))


def source_link(source_url: str, where: Location) -> str:
    """The address of a source location; empty if no repository is configured.

    ``source_url``: with ``{path}`` and ``{line}``. Findings of a view have no line (ADR 0005); they
    get the file's address.
    """
    if not source_url or not where.path:
        return ""
    address = source_url.format(path=where.path, line=where.line)
    return address if where.line else address.partition("#")[0]


def edit_link(source_url: str, item: Item) -> Link:
    """The file of an item, and its address at the forge's editor; the address may be empty.

    Without a line, in every edition: it would say how much stands above that is not in view.
    """
    path = item.where.path
    return Link(path, source_link(source_url, Location(path)))


def link_to(catalog: Catalog, item: Item) -> Link | None:
    """A link to a definition's page, or ``None`` if it has none."""
    if isinstance(item, Account | Role | Competency | Method):
        return Link(item.name, own_path(item))
    if isinstance(item, Onboarding):
        return Link(item.name, onboarding_paths(catalog)[item.id])
    if isinstance(item, Framework):
        return Link(item.name, COMPETENCIES.path)
    if isinstance(item, Glossary):
        return Link(GLOSSARY.title, GLOSSARY.path)
    return Link(SOURCES.title, SOURCES.path) if isinstance(item, Sources) else None


def own_path(item: NamedDefinition, leaf: str = "index.md") -> str:
    """The path of a definition's main page, or of another of its pages."""
    return page_path(kind_of_item(item), item.id, leaf)


def history_of(item: Item) -> str | None:
    """The path of the history page of a role, a competency or a method, else ``None``."""
    if isinstance(item, Role | Competency | Method):
        return own_path(item, HISTORY)
    return None


def versions_link(catalog: Catalog, item: Item) -> Link | None:
    """A link to the versions of a definition, or ``None`` if it has no page."""
    link = link_to(catalog, item)
    if isinstance(item, Role):
        return Link(item.name, role_path(item.id, "background.md"), "versions")
    if isinstance(item, Method):
        return Link(item.name, method_path(item.id, "background.md"), "versions")
    return link and replace(link, anchor="versions")


# Data files -------------------------------------------------------------------------------------
DATA_HEADING = "Take it as data"
"""The heading of a page's section with its data files."""

DATA_ANCHOR = "data"

DATA_SYNONYMS = (DATA_HEADING, "download csv json case spreadsheet excel export api file")
"""Search words for that section."""


@dataclass(frozen=True, slots=True)
class FileLink:
    """A link to a data file; ``what``: its content and version, as a sentence."""

    link: Link
    what: str


def file_links(
    files: Iterable[DataFile], framework: Framework | None = None
) -> tuple[FileLink, ...]:
    """Links to data files; ``framework``: its version is added to each."""
    version = f" (version {framework.version} of the framework)" if framework else ""
    return tuple(
        FileLink(Link(each.form, each.path), f"{each.description}{version}.") for each in files
    )
