"""Texts that Markdown, HTML or a template engine would act on, and what a reader sees of a page."""

import re
import string
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from html.parser import HTMLParser

from hypothesis import strategies as st
from markdown_it import MarkdownIt
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from generator.pages.kit.page import Page
from generator.site.generated_page import GeneratedPage
from tests.site.conftest import CHECKOUT


def _apart(text: str) -> list[str]:
    """Texts that stand two blanks or a line apart."""
    return re.split(r" {2,}|\n", text)


WORST_TEXTS = (
    *_apart(
        r"""&#<  &#60img  &#8  &#x  &#x3c  &#  &#;  &#0;  &lt  &lt;  &amp  &amp;  &copyright  &Delta
x?a=1&lt=2&b=3  &  &&  Smith &  R&D  AT&T  Smith & Sons  lt; #60;  klzzwxh:0000  wzxhzdk:0
<!--  -->  <!-- x -->  <![CDATA[  <![CDATA[x]]>  <?x  <?x ?>  <!x  </p>  <b>  <b title='
<details>  </details>  <script>  <http://x.y>  [x](y)  [x]:  [x]: y  [x][y]  [^1]: x  *[X]: y
![  ![x](y)  x!  !  `  ``  `x`  ```  ~~~  ~~x~~  |  a | b  |---|  ***  * * *  *x*  _x_  a_b_c  __
---  ===  - x  + x  -  #  # x  x #  1.  1) x  2 x  1234567890. x  [ ] x  > x  : x  !!! note  ??? x
[TOC]  --8<-- 'x'  {% %}  {{ x }}  {# x #}  {: .x }  {#x}  :smile:  $x$  $$x$$  \  \\  \*  www.x.y
http://x  x@y.z  H~2~O  x^2^  ==x==  "x"  é  😀  ٣. x"""
    ),
    "a\u00a0b",
    "\u200b",
)
"""Values of fields, in one line each."""

PROSE = (
    *_apart(
        r"""&#32;- x  &#32;&#32;&#32;&#32;x  &#35; x  &#45; x  a&#10;# b  a&#10;&#10;- b  a&#9;b
*&#32;*  *&#32;x*  **&nbsp;x**  a&amp;lt;b  &`lt;|`  &`#60;|`  \![x](https://x.y/)  !<https://x.y/>
[x](https://x.y/?a&#b)  [x](https://x.y/'')  [a <https://x.y/>](https://x.y/z)  -  > -  >
**a*~*  __*.*_  _*_`a|b`  *a*_b_  ***a***b  `&#60`  `<!--` and `-->`  `<b title="`  ``a`b``
\- x  \# x  1\. x  \[x]: y"""
    ),
    *("- a\n-\n- b", "a  \n\\# b", "a\n\\- b", "- a\n\n    b\n\n- c"),
)
"""What a note may hold, and what is easily written anew so that it says something else."""

_PIECES = (
    *string.punctuation,
    *"012689abxltgmpDT éß٣😀\u00a0\u200b",
    *_apart(
        "&#  &lt  &amp  &D  #60  lt;  <!--  -->  <![CDATA[  </p>  <div>  <script>  [x](y)  [x]:"
    ),
    *_apart("![  ```  ~~~  ***  ---  {%  %}  {{  }}  :smile:  $$  www.  http://"),
    *("1. ", "- ", "# "),
)
_PROSE_PIECES = (
    *r"xbé&#<>.:~|[]!*_`\ ",
    *_apart(r"**  __  ``  {{  }}  &#  &amp;  &D  #60;  lt;  \#  &#32;  &#10;  &#35;  &nbsp;"),
    *_apart("](https://x.y/?a&#b)  [x](https://x.y/)  <https://x.y/>"),
    *("    ", "\n", "\n\n", "  \n", "\\\n", "- ", "1. ", "> ", "# "),
)


def _joined(pieces: tuple[str, ...], most: int) -> st.SearchStrategy[str]:
    return st.lists(st.sampled_from(pieces), min_size=1, max_size=most).map("".join)


LINES = _joined(_PIECES, 6).map(lambda text: " ".join(text.split())).filter(bool)
NOTES = _joined(_PROSE_PIECES, 10)

# What is seen ---------------------------------------------------------------------------------

_IN_A_LINE = {"a", "code", "em", "img", "small", "span", "strong", "time"}
_TEXT_ATTRIBUTES = ("alt", "aria-label", "content", "data-label", "title")


@dataclass(frozen=True)
class Seen:
    """The words of a page, its elements in order, and what their attributes say."""

    words: str
    elements: tuple[str, ...]
    attributes: tuple[str, ...]

    def put(self, change: Callable[[str], str]) -> "Seen":
        """The same page with other words in some places."""
        attributes = tuple(map(change, self.attributes))
        return replace(
            self, words=_folded(change(self.words)), attributes=tuple(map(_folded, attributes))
        )

    def without_code(self) -> "Seen":
        """The same, whether what stands in backticks became code or not."""
        elements = tuple(each for each in self.elements if "code" not in each)
        return replace(self, words=_folded(self.words.replace("`", "")), elements=elements)


class _Reader(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.words, self.elements, self.attributes = "", list[str](), list[str]()
        self._hidden = False
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._hidden = tag in {"script", "style"}
        given = dict(attrs)
        self.elements.append(f"{tag} {given.get('class')}")
        self.attributes += [
            _folded(given.get(name) or "") for name in _TEXT_ATTRIBUTES if name in given
        ]
        self._apart(tag)

    def handle_endtag(self, tag: str) -> None:
        self._hidden = False
        self.elements.append(f"/{tag}")
        self._apart(tag)

    def handle_data(self, data: str) -> None:
        self.words += "" if self._hidden else data

    def handle_comment(self, data: str) -> None:
        self.elements.append(f"comment {data}")

    def _apart(self, tag: str) -> None:
        self.words += "" if tag in _IN_A_LINE else " "


def seen(html: str) -> Seen:
    """What is seen of ``html``."""
    found = _Reader(html)
    return Seen(_folded(found.words), tuple(found.elements), tuple(found.attributes))


def difference(found: Seen, wanted: Seen) -> str:
    """Where two pages begin to differ, with what stands around it; empty where they do not."""
    for part in ("words", "elements", "attributes"):
        one, other = getattr(found, part), getattr(wanted, part)
        if one != other:
            same = (each for each, (a, b) in enumerate(zip(one, other, strict=False)) if a != b)
            start = max(0, next(same, min(len(one), len(other))) - 30)
            return f"{one[start : start + 90]} instead of {other[start : start + 90]}"
    return ""


def _folded(text: str) -> str:
    return " ".join(text.split())


# Converters -----------------------------------------------------------------------------------


@cache
def _settings() -> MkDocsConfig:
    return load_config(str(CHECKOUT / "mkdocs.yml"))


def published(markdown: str) -> str:
    """What the site holds of a generated page; it may link to ``other.md`` and ``picture.svg``."""
    config = _settings()
    paths = ("page.md", "other.md", "picture.svg")
    files = [File(path, None, config.site_dir, use_directory_urls=True) for path in paths]
    page = GeneratedPage(Page("page.md", "Page", markdown), files[0], config)
    page.read_source(config)
    page.render(config, Files(files))
    return page.content or ""


def on_a_forge(markdown: str) -> str:
    """What a forge makes of it: GitHub-Flavored Markdown."""
    html: str = _forge().render(markdown)
    return html


@cache
def _forge() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
