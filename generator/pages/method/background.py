"""``/methods/<id>/background/``: sources of a method, doubts, and our choices."""

from collections.abc import Iterator

from generator.model.kinds import Method
from generator.model.method import Citation
from generator.pages.kit.handbook import SourceMark, handbook_page, marks, statement_texts
from generator.pages.kit.links import METHODS, Link, method_path
from generator.pages.kit.names import Names
from generator.pages.kit.page import NavigationItem, Page

BACKGROUND = "background.md"


def page(names: Names, method: Method, other_pages: tuple[NavigationItem, ...]) -> Page:
    """The background of one method; ``other_pages``: the pages of the method."""
    main = method_path(method.id)
    return handbook_page(
        names,
        "method/background.md.j2",
        method_path(method.id, BACKGROUND),
        f"Background: {method.name}",
        {
            "method": method,
            "main": main,
            "choices": statement_texts(names, method.choices),
            "citations": [_citation(names, each) for each in method.citations],
            "doubts": statement_texts(names, method.doubts),
        },
        section="methods",
        item=method,
        siblings=other_pages,
        breadcrumbs=(METHODS, NavigationItem(method.name, main)),
        description=f"Where the {method.name} comes from, and what is doubtful about it.",
        former_paths=tuple(method_path(alias, BACKGROUND) for alias in method.aliases),
    )


def parts(method: Method) -> Iterator[Link]:
    """The non-empty sections of the page, in order."""
    path = method_path(method.id, BACKGROUND)
    if method.citations:
        yield Link("Where it comes from", path, "citations")
    if method.choices:
        yield Link("Choices we made", path, "choices")
    if method.doubts:
        yield Link("What is doubtful", path, "doubts")
    if method.changes:
        yield Link("Versions", path, "versions")


def _citation(names: Names, citation: Citation) -> tuple[Citation, tuple[SourceMark, ...]]:
    return citation, marks(names, citation.origin)
