"""What a prose field may hold: a small, safe part of Markdown."""

from collections.abc import Iterator
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.token import Token

ALLOWED_SCHEMES = ("http:", "https:", "mailto:")

_REFUSED = {
    "html_block": "HTML",
    "html_inline": "HTML",
    "image": "a picture",
    "heading_open": "a heading",
    "code_block": "an indented code block",
    "fence": "a code block",
    "hr": "a horizontal line",
    "table_open": "a table",
}


class _Parser(MarkdownIt):
    """CommonMark that takes every link, so that the ones we refuse are seen and named."""

    def validateLink(self, url: str) -> bool:  # noqa: N802, ARG002 - the parser's own name
        return True


@cache
def _parser() -> MarkdownIt:
    return _Parser("commonmark", {"html": True}).enable("table")


def prose_problem(text: str) -> str | None:
    """What in ``text`` a prose field may not hold, as a sentence; ``None`` when all is well.

    Allowed: paragraphs, emphasis, lists, quotes and links to http, https and mailto.
    """
    for token in _all(_parser().parse(text)):
        if token.type in _REFUSED:
            return (
                f"this text holds {_REFUSED[token.type]}; only paragraphs, emphasis, lists "
                "and links are shown"
            )
        if token.type == "link_open":
            target = str(token.attrGet("href") or "")
            if not target.casefold().startswith(ALLOWED_SCHEMES):
                return f"a link to `{target[:60]}`: links start with http:, https: or mailto:"
    return None


def _all(tokens: list[Token]) -> Iterator[Token]:
    for token in tokens:
        yield token
        if token.children:
            yield from _all(token.children)
