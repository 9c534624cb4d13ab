"""The pages: one module per kind, with its input in :data:`KINDS` and :class:`Page` objects as
output.

Templates do not filter, sort or compute: their modules do.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, fields, replace
from functools import cached_property, partial
from typing import Any

from pydantic import TypeAdapter

from generator.cache.disk import digest
from generator.cache.memory import Memory
from generator.pages import account, home, inputs, reports
from generator.pages.competency import competency as competencies
from generator.pages.competency import fit
from generator.pages.glossary import glossary
from generator.pages.kit.context import Context, Deferred
from generator.pages.kit.page import NavigationItem, Page, PageOutline
from generator.pages.method import index as methods
from generator.pages.method import method
from generator.pages.onboarding import onboarding
from generator.pages.people import inputs as people_inputs
from generator.pages.people import people
from generator.pages.portfolio import portfolio
from generator.pages.role import role as roles

SideBySide = Callable[
    [Callable[[Deferred[Any]], tuple[Page, ...]], Sequence[Deferred[Any]]],
    Iterable[tuple[Page, ...]],
]


@dataclass(frozen=True, slots=True)
class PageKind:
    """A kind of page: a function that yields its inputs, and one that makes pages from an input.

    Pages depend on their input only, so equal inputs give equal pages. ``of_all``: an edit nearly
    always changes the input, so that pages are not remembered, unless they come as what they are
    made from.
    """

    gets: Callable[[Context], Iterable[Any]]
    pages: Callable[[Any], Iterable[Any]]
    of_all: bool = False

    def of(self, context: Context, side_by_side: SideBySide = map) -> Iterator[Page]:
        """The pages of this kind in an edition; ``side_by_side``: see :func:`all_pages`."""
        memory, found = context.memory, list(self.gets(context))
        later = [each for each in found if isinstance(each, Deferred)]
        missing = dict.fromkeys(each for each in later if not memory.has(self.pages, each.parts))
        made = zip(missing, side_by_side(self._made, list(missing)), strict=True)
        for given in found:
            if self.of_all:
                yield from self._of_all(given, memory)
            elif isinstance(given, Deferred):
                make = partial(self._made_of, given, made if given in missing else iter(()))
                yield from memory.keep(self.pages, given.parts, make, PAGES)
            else:
                values = (getattr(given, each.name) for each in fields(given))
                yield from memory.recall(_made, self.pages, type(given), *values, form=PAGES)

    def _of_all(self, given: Any, memory: Memory) -> Iterator[Page]:
        """Pages of all; those are known again that say what they are made from."""
        for each in self.pages(given):
            if isinstance(each, Deferred):
                yield from memory.keep(self.pages, each.parts, partial(_alone, each), PAGES)
            else:
                yield each

    def _made_of(
        self,
        given: Deferred[Any],
        made: Iterator[tuple[Deferred[Any], tuple[Page, ...]]],
    ) -> tuple[Page, ...]:
        """The pages of an input, out of those that are ``made`` in the same order, if they are."""
        for each, pages in made:
            if each is given:
                return pages
        return self._made(given)

    def _made(self, given: Deferred[Any]) -> tuple[Page, ...]:
        return tuple(self.pages(given.make()))


def _alone(later: Deferred[Page]) -> tuple[Page, ...]:
    return (later.make(),)


def _made(
    pages: Callable[[Any], Iterable[Page]], given: type[Any], *values: object
) -> tuple[Page, ...]:
    return tuple(pages(given(*values)))


class _Pages:
    """Pages as JSON, a line for their outlines and one for each, with a digest of what it says.

    Most are what they were, and then nobody asks for more than the outline.
    """

    small = False

    @cached_property
    def _adapter(self) -> TypeAdapter[Page]:
        return TypeAdapter(Page)

    def digest_of(self, page: Page) -> str:
        return digest(self._written(page))

    def _written(self, page: Page) -> bytes:
        return self._adapter.dump_json(replace(page))  # a copy has no digest

    def dump(self, value: tuple[Page, ...]) -> bytes:
        lines = list(map(self._written, value))
        outlines = [
            PageOutline(
                page.path,
                page.title,
                page.former_paths,
                digest(line),
                tuple(each.name for each in page.pictures),
            )
            for page, line in zip(value, lines, strict=True)
        ]
        return b"\n".join((json.dumps(outlines).encode(), *lines))

    def load(self, data: bytes) -> tuple[Page, ...]:
        head, *lines = data.split(b"\n")
        return tuple(
            Page.read_later(
                PageOutline(path, title, tuple(former), own, tuple(names)),
                partial(self._adapter.validate_json, line),
            )
            for (path, title, former, own, names), line in zip(json.loads(head), lines, strict=True)
        )


PAGES = _Pages()

KINDS = (
    PageKind(inputs.home, home.pages, of_all=True),
    PageKind(inputs.portfolio, portfolio.pages, of_all=True),
    PageKind(inputs.accounts, account.pages),
    PageKind(people_inputs.several_people, people.pages, of_all=True),
    PageKind(people_inputs.people, people.pages_of_person),
    PageKind(inputs.several_roles, roles.pages),
    PageKind(inputs.roles, roles.pages_of_role),
    PageKind(inputs.framework, competencies.pages),
    PageKind(inputs.competencies, competencies.pages_of_competency),
    PageKind(inputs.fit, fit.pages),
    PageKind(inputs.several_methods, methods.pages),
    PageKind(inputs.methods, method.pages),
    PageKind(inputs.onboarding, onboarding.pages),
    PageKind(inputs.reports, reports.pages, of_all=True),
    PageKind(inputs.glossary, glossary.pages),
    PageKind(inputs.sources, glossary.sources_page),
)


def all_pages(context: Context, side_by_side: SideBySide = map) -> tuple[Page, ...]:
    """All pages of the edition, by path.

    ``side_by_side``: as ``map``, perhaps in several processes; for accounts one by one.
    """
    found = [page for kind in KINDS for page in kind.of(context, side_by_side)]
    return tuple(sorted(found, key=lambda page: page.path))


__all__ = ["KINDS", "PAGES", "NavigationItem", "Page", "PageKind", "all_pages"]
