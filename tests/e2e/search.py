"""The search as a reader opens it, and many queries at once."""

from collections.abc import Sequence
from dataclasses import dataclass

from playwright.sync_api import Page

_FIND = """async (questions) => {
  const { Finder } = await import('/assets/javascripts/playbook-search-find.js');
  window.playbookFinder ||= Finder.load(new URL('/search/', location)).then(async (finder) => {
    await finder.loadTexts();
    return finder;
  });
  const finder = await window.playbookFinder;
  return Promise.all(questions.map(async (question) => {
    const { names, pages } = await finder.find(question);
    return [...names, ...pages.flatMap((page) => page.sections)].map(({ url }) => url);
  }));
}"""
_NAMES = """async (questions) => {
  const { Finder } = await import('/assets/javascripts/playbook-search-find.js');
  const finder = await Finder.load(new URL('/search/', location));
  return questions.map((question) => finder.names(question).names.map(({ url }) => url));
}"""


@dataclass(frozen=True)
class Answers:
    """The results of a query: addresses with anchors, in the order on the screen."""

    urls: Sequence[str]

    def first_pages(self, number: int = 3) -> set[str]:
        """The pages shown first, and the places on them."""
        pages = list(dict.fromkeys(url.partition("#")[0] for url in self.urls))[:number]
        return {*pages, *(url for url in self.urls if url.partition("#")[0] in pages)}


def answers(page: Page, questions: Sequence[str]) -> list[Answers]:
    """What the search shows for each question, over one load of the page."""
    return [Answers(urls) for urls in page.evaluate(_FIND, list(questions))]


def names(page: Page, questions: Sequence[str]) -> list[list[str]]:
    """Where the names shown for each question lead."""
    found: list[list[str]] = page.evaluate(_NAMES, list(questions))
    return found


def ask(page: Page, typed: str) -> None:
    """Type into the search, opened before if it was not, and wait until it has answered."""
    field = page.get_by_role("combobox", name="Search")
    field.focus()
    field.fill(typed)
    page.wait_for_function(
        "typed => document.querySelector('.pb-search').dataset.answered === typed", arg=typed
    )
