"""``/methods/``: all methods."""

from collections.abc import Iterator

from generator.editions import Catalog
from generator.model.kinds import Method
from generator.pages.kit.context import Context
from generator.pages.kit.handbook import handbook_page
from generator.pages.kit.links import METHODS, method_path
from generator.pages.kit.page import Footer, NavigationItem, Page
from generator.pages.method import method as method_page

_KINDS = {"matrix": "a matrix of two axes", "steps": "steps in order"}


def pages(context: Context) -> Iterator[Page]:
    """The list of methods, if there are any."""
    catalog = context.catalog
    if not catalog.methods:
        return
    other_pages = (
        NavigationItem("All methods", METHODS.path),
        *(NavigationItem(each.name, method_path(each.id)) for each in catalog.methods.values()),
    )
    yield _index(context, other_pages)


def _index(context: Context, other_pages: tuple[NavigationItem, ...]) -> Page:
    catalog = context.catalog
    return handbook_page(
        context.names,
        "method/index.md.j2",
        METHODS.path,
        METHODS.title,
        {
            "rows": [
                (
                    method,
                    _KINDS[method.kind],
                    ", ".join(name for _, name in method_page.places_of(method)),
                    _placed_by(catalog, method) or "none",
                )
                for method in catalog.methods.values()
            ],
            "asks_accounts": bool(catalog.accounts),
        },
        section="methods",
        foot=Footer(source="content/methods/"),
        siblings=other_pages,
        description="How accounts are placed, where each method comes from and what is doubtful.",
    )


def _placed_by(catalog: Catalog, method: Method) -> int:
    """The number of accounts with a rating or a stage by a method."""
    return sum(
        any(rating.method == method.id for rating in account.ratings)
        or any(stage.method == method.id for stage in account.stages)
        for account in catalog.accounts.values()
    )
