"""``/methods/``: all methods."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from generator.model.kinds import Method
from generator.pages.kit.handbook import handbook_page
from generator.pages.kit.links import METHODS, method_path
from generator.pages.kit.names import Names
from generator.pages.kit.page import Footer, NavigationItem, Page
from generator.pages.method import method as method_page

_KINDS = {"matrix": "a matrix of two axes", "steps": "steps in order"}


@dataclass(frozen=True, slots=True)
class MethodsInput:
    """What the list of methods gets; ``placed``: the number of accounts placed, by method."""

    names: Names
    methods: tuple[Method, ...]
    placed: Mapping[str, int]
    has_accounts: bool


def pages(given: MethodsInput) -> Iterator[Page]:
    """The list of methods."""
    yield handbook_page(
        given.names,
        "method/index.md.j2",
        METHODS.path,
        METHODS.title,
        {
            "rows": [
                (
                    method,
                    _KINDS[method.kind],
                    ", ".join(name for _, name in method_page.places_of(method)),
                    given.placed.get(method.id) or "none",
                )
                for method in given.methods
            ],
            "asks_accounts": given.has_accounts,
        },
        foot=Footer(source="content/methods/"),
        siblings=(
            NavigationItem("All methods", METHODS.path),
            *(NavigationItem(each.name, method_path(each.id)) for each in given.methods),
        ),
        description="How accounts are placed, where each method comes from and what is doubtful.",
    )
