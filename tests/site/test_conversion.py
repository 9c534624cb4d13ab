"""Generated pages are converted as Python-Markdown would, which hand-written ones still are.

Every page of the portfolio, of what we ship and of made-up accounts: the same elements with the
same attributes and words, the same list of contents. Not compared is what has no bearing on the
reader: blanks between blocks, the classes by which a list of tasks is marked, how alignment is said
before it becomes a class, and the paragraph around an anchor alone, which goes in either case.
"""

import logging
import re
from collections.abc import Iterator
from dataclasses import replace
from html import unescape
from pathlib import Path

import markdown as python_markdown
import pytest
from markdown.extensions.toc import slugify
from material.plugins.search.plugin import SearchIndex  # type: ignore[import-untyped]
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page as MkDocsPage
from selectolax.lexbor import LexborNode as Node

from benchmarks.portfolio import write_portfolio
from generator.findings.classification import Edition
from generator.pages.kit.page import Page
from generator.pipeline.assemble import assemble
from generator.site.generated_page import GeneratedPage, KnownFiles
from generator.site.page_tree import Contents as OwnContents
from generator.site.page_tree import add_contents, parse, unwrap_anchors
from generator.site.sanitize import convert
from generator.site.search_records import SearchRecord
from generator.site.searched_pages import searched
from tests.conftest import AS_OF, PORTFOLIO, ROOT, assembled_on
from tests.site.conftest import CHECKOUT

BLOCKS = {
    *("blockquote", "body", "details", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "input", "li"),
    *("ol", "p", "summary", "table", "tbody", "td", "th", "thead", "tr", "ul"),
}
QUICK = {(PORTFOLIO, Edition.PUBLIC), (PORTFOLIO, Edition.LEADERSHIP)}
Piece = tuple[str, ...]
Contents = list[tuple[str, str, int, "Contents"]]


def by_python_markdown(text: str) -> tuple[Node, Contents]:
    """The tree of a page and its contents."""
    taken = set(re.findall(r'<a id="([^"]+)"', text))

    def heading_id(words: str, separator: str) -> str:
        slug = slugify(words, separator).strip("_") or "section"
        return f"{slug}-section" if slug in taken else slug

    converter = python_markdown.Markdown(
        extensions=["tables", "pymdownx.tasklist", "toc"],
        extension_configs={
            "tables": {"use_align_attribute": True},
            "toc": {"marker": "", "slugify": heading_id},
        },
    )
    html = re.sub(r' align="(left|right|center)"', r' class="align-\1"', converter.convert(text))
    return parse(html), _of_tokens(converter.toc_tokens)  # type: ignore[attr-defined]


def _of_tokens(tokens: list[dict[str, object]]) -> Contents:
    return [
        (unescape(str(each["name"])), str(each["id"]), each["level"], _of_tokens(each["children"]))  # type: ignore[arg-type,misc]
        for each in tokens
    ]


def _of_links(links: OwnContents) -> Contents:
    return [(unescape(each.title), each.id, each.level, _of_links(each.children)) for each in links]


def pieces(parent: Node) -> Iterator[Piece]:
    """Tags, attributes and text below an element, in order."""
    for node in parent.iter(include_text=True):
        tag = str(node.tag)
        if tag == "-text":
            yield ("", node.text_content or "")
        else:
            yield (tag, *map(str, sorted(_compared(node, tag).items())))
            yield from pieces(node)
            yield (f"/{tag}",)


def _compared(node: Node, tag: str) -> dict[str, str | None]:
    attributes = dict(node.attributes)
    if tag in {"li", "ul"} and (attributes.get("class") or "").startswith("task-list"):
        del attributes["class"]
    return {"checked": str("checked" in attributes)} if tag == "input" else attributes


def compared(body: Node) -> list[Piece]:
    """The pieces of a page, its text without the blanks that nobody sees."""
    found: list[Piece] = [("body",), *pieces(body), ("/body",)]
    kept: list[Piece] = []
    for before, piece, behind in zip(found, found[1:], found[2:], strict=False):
        if piece[0]:
            kept.append(piece)
            continue
        text = re.sub(r"[ \n]+", " ", piece[1])
        text = text.lstrip(" ") if before[0].strip("/") in BLOCKS else text
        text = text.rstrip(" ") if behind[0].strip("/") in BLOCKS else text
        if text:
            kept.append(("", text))
    return kept


def assert_converted_alike(text: str) -> None:
    wanted, wanted_contents = by_python_markdown(text)
    found = parse(convert(text))
    assert _of_links(add_contents(found)) == wanted_contents
    for body in (wanted, found):
        unwrap_anchors(body)
    assert compared(found) == compared(wanted)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("root", "edition"),
    [
        pytest.param(root, edition, marks=[] if (root, edition) in QUICK else [pytest.mark.slow])
        for root in (PORTFOLIO, ROOT)
        for edition in Edition
    ],
)
def test_every_page_is_what_python_markdown_makes_of_it(root: Path, edition: Edition) -> None:
    for page in assembled_on(AS_OF, edition, root).pages:
        assert_converted_alike(page.markdown)


@pytest.mark.slow
def test_every_page_of_made_up_accounts_is_what_python_markdown_makes_of_it(tmp_path: Path) -> None:
    write_portfolio(25, "1", tmp_path / "made-up")
    pages = assemble(tmp_path / "made-up", Edition.TEAM, AS_OF).pages
    assert len(pages) > 200
    for page in pages:
        assert_converted_alike(page.markdown)


@pytest.mark.parametrize(
    "text",
    [
        "# A *b* `c` & &#42;d\n\n### E\n\n## F\n\n#### G\n\n## F\n\n# A\n",
        '# A\n\n## <a id="pay"></a>Pay\n\n## Pay\n\n## !\n\n## !\n\n## _\n',
        "# A\n\n- [ ] b\n- [x] c\n\nd\n\n- e\n\n    - f\n\nu\n\n1. g\n2. h\n",
        "| A | B | C |\n| --- | :-: | --: |\n| 1 | 2 | 3 |\n| `x` | | &#124; *y* |\n",
        "> a\n>\n> - b\n\n---\n\n<details>\n<summary>c</summary>\nd<br>\ne\n</details>\n",
        '<a id="a"></a>\n\n![b](c.svg)\n\n<https://d.example/?e=1&f=2> [g](h.md#i)<br>j\n',
    ],
)
def test_what_our_markdown_is_made_of_is_converted_alike(text: str) -> None:
    assert_converted_alike(text)


# MkDocs ---------------------------------------------------------------------------------------

LINKS = """# A

[a](gone.md) [b](other.md#gone) [c](#gone) [d](/absolute.md) [e](other) [f](other/) [g](../up.md)
![h](gone.svg) [i](https://x.example/) [j](mailto:a@b.example) [k](other.md?l=1&m=2#there)
[n](gone.md) [o](folder/index.md) ![p](picture.svg) [q](page.html) [r](a@b.example) [s](#a)
"""


@pytest.fixture(scope="module")
def settings() -> MkDocsConfig:
    return load_config(str(CHECKOUT / "mkdocs.yml"))


def rendered(config: MkDocsConfig, generated: bool, known: bool = False) -> MkDocsPage:
    """A page with these links among some others, which MkDocs has judged; ``known``: as in a site,
    where those that lead somewhere are resolved before.
    """
    paths = ("page.md", "other.md", "folder/index.md", "picture.svg")
    file, *others = [File(path, None, config.site_dir, use_directory_urls=True) for path in paths]
    files = (KnownFiles if known else Files)([file, *others])
    other = GeneratedPage(Page("other.md", "Other", "# There\n"), others[0], config)
    page = MkDocsPage("Page", file, config)
    if generated:
        page = GeneratedPage(Page("page.md", "Page", LINKS), file, config)
    other.read_source(config)
    page.markdown = LINKS
    for each in (other, page):
        each.render(config, files)
    page.validate_anchor_links(files=files, log_level=logging.WARNING)
    return page


def test_mkdocs_warns_of_the_same_links_in_the_same_words(
    settings: MkDocsConfig, caplog: pytest.LogCaptureFixture
) -> None:
    messages, leads = [], []
    for generated, known in ((False, False), (True, False), (True, True)):
        caplog.clear()
        page = rendered(settings, generated, known)
        messages.append([(record.levelname, record.getMessage()) for record in caplog.records])
        leads.append(re.findall(r'(?:href|src)="([^"]*)"', (page.content or "").replace("'", '"')))
    assert messages[2] == messages[1] == messages[0]
    assert len(messages[1]) > 8
    assert leads[2] == leads[1] == leads[0]


def test_the_search_gets_what_the_theme_would_read_from_the_page(settings: MkDocsConfig) -> None:
    ours: list[SearchRecord] = []
    theirs = SearchIndex()
    for each in assembled_on(AS_OF, Edition.TEAM).pages:
        file = File(each.path, None, settings.site_dir, use_directory_urls=True)
        page = GeneratedPage(replace(each, repeated=(), layout=""), file, settings)
        page.read_source(settings)
        page.render(settings, Files([file]))
        theirs.add_entry_from_context(page)
        ours += searched(page).records()
    assert len(ours) > 500
    assert [(each.url, letters(each.title), letters(each.text)) for each in ours] == [
        (each["location"], letters(plain(each["title"])), letters(plain(each["text"])))
        for each in theirs.entries
    ]


def plain(html: str) -> str:
    return unescape(re.sub("<[^>]*>", "", html))


def letters(text: str) -> str:
    return "".join(text.split())


def test_the_search_gets_what_another_plugin_made_of_a_page(settings: MkDocsConfig) -> None:
    file = File("page.md", None, settings.site_dir, use_directory_urls=True)
    page = GeneratedPage(Page("page.md", "Page", "# A\n\nB\n"), file, settings)
    page.read_source(settings)
    page.render(settings, Files([file]))
    page.content = f"{page.content}<p>C</p>"
    assert [record.text for record in searched(page).records()] == ["B C"]
