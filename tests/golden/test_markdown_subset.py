"""The pages of the shipped content are complete: every edition, page, link and table.

Generated Markdown keeps to the subset on which the engines agree. What the pages say, the goldens
show of the fixture.
"""

import posixpath
import re
from collections.abc import Callable, Iterator

import pytest
from markdown_it import MarkdownIt

from generator.findings.classification import Edition
from generator.pages import Page
from generator.pipeline.assemble import Assembled

Editions = Callable[[Edition], Assembled]

ALLOWED_HTML = re.compile(
    r"</?(?:span|time|a|details|summary|br|progress)"
    r"(?: (?:class|id|datetime|max|value)=\"[\w .:-]*\")*>"
)
FORBIDDEN = {
    "a backslash": re.compile(r"\\"),
    "an admonition": re.compile(r"^(?:!!!|\?\?\?)", re.MULTILINE),
    "a content tab": re.compile(r"^===", re.MULTILINE),
    "an attribute list": re.compile(r"\{[:#.]"),
    "a template": re.compile(r"\{[{%]"),
    "a reference or footnote": re.compile(r"^\[[^\]]+\]:", re.MULTILINE),
    "an inline style": re.compile(r"style="),
    "trailing blanks": re.compile(r"[ \t]$", re.MULTILINE),
    "a tab": re.compile(r"\t"),
    "None": re.compile(r"\bNone\b"),
    "a double full stop": re.compile(r"(?<!\.)\.\.(?![./])"),
    "an empty link": re.compile(r"\[\]|\]\(\)"),
}
LINK = re.compile(r"(?<!!)\[[^\]]*\]\(([^)\s]*)\)")
ANCHOR = re.compile(r'<a id="([^"]+)"></a>')


def lint(page: Page) -> Iterator[str]:
    text = page.markdown
    if not text.startswith("# ") or text.count("\n# ") != 0:
        yield "not exactly one heading of level 1 at the start"
    for what, pattern in FORBIDDEN.items():
        if found := pattern.search(text):
            yield f"{what}: {text[max(0, found.start() - 30) : found.end() + 30]!r}"
    for tag in re.findall(r"<[^>]*>", text):
        if not ALLOWED_HTML.fullmatch(tag) and not re.fullmatch(r"<(?:https?|mailto):[^>]*>", tag):
            yield f"HTML that is not in the subset: {tag}"
    anchors = ANCHOR.findall(text)
    if len(anchors) != len(set(anchors)):
        yield f"an anchor twice: {sorted(a for a in set(anchors) if anchors.count(a) > 1)}"
    yield from _blocks(text)
    yield from _engine(text)


def _blocks(text: str) -> Iterator[str]:
    """A blank line before every list, table, heading and line; four spaces to nest."""
    lines = text.split("\n")
    for before, line in zip(["", *lines], lines, strict=False):
        item = re.match(r"( *)(?:[-*+]|\d+[.)]) ", line)
        if item and len(item.group(1)) % 4:
            yield f"nested by {len(item.group(1))} spaces: {line[:60]}"
        if item and before and not re.match(r" *(?:[-*+]|\d+[.)]) |    ", before):
            yield f"no blank line before a list: {line[:60]}"
        if line.startswith("#") and before:
            yield f"no blank line before a heading: {line[:60]}"
        if line.startswith("|") and before and not before.startswith("|"):
            yield f"no blank line before a table: {line[:60]}"
        if line == "---" and before:
            yield "no blank line before a line"
        if line.startswith("|") and not line.endswith("|"):
            yield f"a table row without its end: {line[-60:]}"


def _engine(text: str) -> Iterator[str]:
    level = 0
    for token in MarkdownIt("commonmark", {"html": True}).enable("table").parse(text):
        if token.type == "heading_open":
            now = int(token.tag[1])
            if now > level + 1:
                yield f"a heading skips from level {level} to {now}"
            level = now
        if token.type in {"code_block", "fence"}:
            yield f"a code block: {token.content[:60]!r}"
    rows = [line for line in text.split("\n") if line.startswith("|")]
    for line in rows:
        if len(re.findall(r"(?<!\\)\|", line)) < 2:
            yield f"a table of no column: {line[:60]}"


@pytest.mark.few(2)
@pytest.mark.parametrize("edition", list(Edition))
def test_every_page_keeps_to_the_subset(edition: Edition, shipped: Editions) -> None:
    problems = [
        f"{page.path}: {problem}" for page in shipped(edition).pages for problem in lint(page)
    ]
    assert not problems, "\n".join(problems)


@pytest.mark.parametrize("edition", list(Edition))
def test_every_page_and_every_data_file_says_something(edition: Edition, shipped: Editions) -> None:
    made = shipped(edition)
    assert not [page.path for page in made.pages if not page.title or "\n\n" not in page.markdown]
    assert not [artifact.path for artifact in made.artifacts if not artifact.text.strip()]
    paths = {page.path for page in made.pages}
    assert {f"accounts/{each}/index.md" for each in made.catalog.accounts} <= paths


@pytest.mark.parametrize("edition", list(Edition))
def test_every_link_leads_somewhere(edition: Edition, shipped: Editions) -> None:
    pages = {page.path: page.markdown for page in shipped(edition).pages}
    data = {artifact.path for artifact in shipped(edition).artifacts}
    broken = []
    for path, text in pages.items():
        for target in LINK.findall(text):
            if re.match(r"https?:|mailto:", target) or target.startswith("guides/"):
                continue
            file, _, anchor = target.partition("#")
            file = file.partition("?")[0]
            where = (
                posixpath.normpath(posixpath.join(posixpath.dirname(path), file)) if file else path
            )
            if where.startswith("guides/") or where in data:
                continue
            if where not in pages or (anchor and f'<a id="{anchor}"></a>' not in pages[where]):
                broken.append(f"{path}: {target}")
    assert not broken, "\n".join(broken)


@pytest.mark.parametrize("edition", list(Edition))
def test_tables_have_equal_rows(edition: Edition, shipped: Editions) -> None:
    for page in shipped(edition).pages:
        block: list[int] = []
        for line in [*page.markdown.split("\n"), ""]:
            if line.startswith("|"):
                block.append(line.count("|"))
            else:
                assert len(set(block)) <= 1, f"{page.path}: {line}"
                block = []


def test_the_lint_can_fail() -> None:
    page = Page("x.md", "x", "# x\ntext\n- item\n\n<b>bold</b> {: .a }\n\n### deep\n")
    found = "\n".join(lint(page))
    for what in ("before a list", "HTML", "attribute", "skips"):
        assert what in found
