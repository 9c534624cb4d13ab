"""``/sources/``: what each source article contributes, and what is doubtful about it."""

from collections.abc import Iterator

from generator.editions import Catalog
from generator.model.learning import Source
from generator.pages.glossary import glossary
from generator.pages.kit.context import Context
from generator.pages.kit.handbook import handbook_page
from generator.pages.kit.links import GLOSSARY, METHODS, ROLES, SOURCES, Link, link_to
from generator.pages.kit.page import Footer, Page, source_of


def pages(context: Context) -> Iterator[Page]:
    """The sources, if there are any."""
    catalog = context.catalog
    sources = catalog.definitions.sources
    if sources is None:
        return
    yield handbook_page(
        context.names,
        "glossary/sources.md.j2",
        SOURCES.path,
        SOURCES.title,
        {
            "sources": [(each, _used_by(catalog, each)) for each in sources.sources],
            "next": _next(catalog),
        },
        section="glossary",
        foot=Footer(source=source_of(sources)),
        source=source_of(sources),
        siblings=glossary.other_pages(context),
        breadcrumbs=(GLOSSARY,) if catalog.definitions.glossary else (),
        description="The articles this handbook draws on, and what is doubtful about each.",
    )


def _next(catalog: Catalog) -> list[Link]:
    """Links to the pages with statements of the articles, if in the edition."""
    handbook = ((ROLES, catalog.roles), (METHODS, catalog.methods))
    return [Link(page.title, page.path) for page, found in handbook if found]


def _used_by(catalog: Catalog, source: Source) -> list[Link]:
    links = [link_to(catalog, use.by) for use in catalog.used_by("source", source.id)]
    return [link for link in dict.fromkeys(links) if link is not None]
