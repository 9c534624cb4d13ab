"""``/accounts/``: all accounts of the edition, where they stand, who holds them."""

from collections.abc import Iterator

from generator.insight import AccountInsight
from generator.pages.account.words import past
from generator.pages.context import Context, Footer, render
from generator.pages.data_files import SYNONYMS, account_files
from generator.pages.page import Page
from generator.pages.portfolio_families import tree
from generator.pages.portfolio_matrix import matrices
from generator.pages.portfolio_register import register
from generator.pages.portfolio_table import HEADING, account_rows, sortable
from generator.pages.wording import capital, counted

PATH = "accounts/index.md"
_RUNNING = ("active", "draft")
_KEY_TIERS = ("global", "national", "key")


def pages(context: Context) -> Iterator[Page]:
    """The portfolio page; none in an edition without accounts."""
    accounts = list(context.insight.accounts.values())
    if not accounts:
        return
    running = [known for known in accounts if known.account.status in _RUNNING]
    tables, pictures = matrices(running)
    rows = account_rows(context, running)
    values = {
        "intro": intro(context, accounts),
        "matrices": tables,
        "heading": HEADING,
        "accounts": rows,
        "families": tree(
            (each.member for each in family) for family in context.insight.portfolio.families
        ),
        "register": register(context),
        "files": account_files(context.catalog),
        "fictional": all(known.account.fictional for known in accounts),
        "foot": Footer(source="accounts/"),
    }
    yield Page(
        path=PATH,
        title="Accounts",
        markdown=render("portfolio.md.j2", PATH, values),
        section="accounts",
        boost=1.5,
        description="All accounts: where each stands, who holds it, when it is reviewed next.",
        pictures=pictures,
        synonyms=(SYNONYMS,),
        sortable=(sortable(context, running, rows),) if rows else (),
    )


def intro(context: Context, accounts: list[AccountInsight]) -> str:
    """How many accounts there are and what wants attention, in one or two sentences."""
    active = [known for known in accounts if known.account.status == "active"]
    key = sum(known.account.tier in _KEY_TIERS for known in active)
    late = sum(past(known.next_review, context) for known in active)
    which = "a key account" if key == 1 else "key accounts"
    said = f"{capital(counted(len(active), 'active account'))}, {key or 'none'} of them {which}"
    organisation = context.catalog.definitions.organisation
    if organisation is not None and organisation.programme is not None:
        said += f"; the programme is made for {organisation.programme.key_accounts}"
    reviews = f"{counted(late, 'review')} overdue" if late else "No review is overdue"
    return f"{said}. {reviews}."
