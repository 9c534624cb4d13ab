import re

import pytest

from generator.site.page_tree import mark_footer, mark_tasks, unwrap_anchors
from generator.site.sanitize import clean, convert
from tests.site.conftest import changed


def plain(html: str) -> str:
    return clean(html, lambda url: url)


@pytest.mark.parametrize(
    "html",
    [
        '<p><a id="objective-1"></a>Text</p>',
        '<p><a href="../strategy/#objective-1">x</a> <a href="mailto:a@b.example">y</a></p>',
        '<p><a href="https://site.example/?a=1&amp;b=2">x</a></p>',
        '<details open=""><summary>More</summary><p>Text</p></details>',
        '<time datetime="2026-10-05">5 Oct 2026</time>',
        '<span class="chip chip--warn">overdue</span>',
        '<abbr title="key account manager">KAM</abbr>',
        '<section class="doors"><p>Text</p></section>',
        '<h2 id="where">Where</h2>',
        '<img src="matrix.svg" alt="Where the accounts stand">',
        '<ol start="3"><li>Text</li></ol>',
    ],
)
def test_what_our_markdown_yields_stays(html: str) -> None:
    assert plain(html) == html


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<script>alert(1)</script>x", "x"),
        ("<style>p{}</style>x", "x"),
        ('<p style="color:red" onclick="x()">x</p>', "<p>x</p>"),
        ('<a href="javascript:alert(1)">x</a>', "<a>x</a>"),
        ('<a href=" JaVaScRiPt:alert(1)">x</a>', "<a>x</a>"),
        ('<a href="data:text/html,x">x</a>', "<a>x</a>"),
        ('<a href="//evil.example/">x</a>', "<a>x</a>"),
        ('<a href="/\\evil.example/">x</a>', "<a>x</a>"),
        ('<img src="https://evil.example/x.png" alt="x">', '<img alt="x">'),
        ('<img src="//evil.example/x.png" alt="x">', '<img alt="x">'),
        ('<img src="x" alt="" onerror="alert(1)">', '<img src="x" alt="">'),
        ('<iframe src="https://evil.example/"></iframe>', ""),
        ("<svg onload=alert(1)><circle/></svg>", ""),
        ('<form action="/x"><button>x</button></form>', "x"),
        ('<input type="text" value="x">', '<input disabled="">'),
        ('<div data-md-component="source">x</div>', "<div>x</div>"),
        ('<div class="md-overlay chip">x</div>', '<div class="chip">x</div>'),
        ('<pre class="mermaid">x</pre>', "<pre>x</pre>"),
        ('<p id="__drawer">x</p>', "<p>x</p>"),
        ("<!-- note -->x", "x"),
        ('<td style="text-align: right">x</td>', "x"),
    ],
)
def test_active_and_loading_elements_are_removed(html: str, expected: str) -> None:
    assert plain(html) == expected


@pytest.mark.parametrize("markdown", ["- [x] Done\n- [ ] Not\n", "- [x] Done\n\n- [ ] Not\n"])
def test_a_task_keeps_its_tick(markdown: str) -> None:
    html = changed(plain(convert(markdown)), mark_tasks)
    assert '<ul class="task-list">' in html
    assert html.count('<li class="task-list-item">') == 2
    done, other = re.findall("<input[^>]*>", html)
    assert " checked" in done
    assert 'aria-label="done"' in done
    assert " checked" not in other
    assert 'aria-label="not done"' in other
    assert all(" disabled" in box and ' type="checkbox"' in box for box in (done, other))


def test_links_of_raw_html_are_resolved() -> None:
    html = clean('<a href="../team.md#x">x</a><img src="a.svg" alt="">', lambda url: f"at/{url}")
    assert html == '<a href="at/../team.md#x">x</a><img src="at/a.svg" alt="">'


def test_alignment_becomes_a_class() -> None:
    html = plain(convert("| A | B | C |\n| --- | ---: | :-: |\n| x | 3.5 | y |\n"))
    assert '<td>x</td>\n<td class="align-right">3.5</td>\n<td class="align-center">y</td>' in html
    assert '<th class="align-right">B</th>' in html


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ('<p><a id="a"></a><a id="b"></a></p>', '<a id="a"></a><a id="b"></a>'),
        ('<p><a id="a"></a>Text</p>', '<p><a id="a"></a>Text</p>'),
        ('<p><a id="a"></a><img src="b"></p>', '<p><a id="a"></a><img src="b"></p>'),
        ('<p><a id="a"><img src="b"></a></p>', '<p><a id="a"><img src="b"></a></p>'),
    ],
)
def test_anchors_alone_are_no_paragraph(html: str, expected: str) -> None:
    assert changed(html, unwrap_anchors) == expected


def test_only_the_list_at_the_very_end_is_the_footer() -> None:
    body = "<hr>\n<ul>\n<li>one</li>\n</ul>\n<p>text</p>\n"
    end = "<hr>\n<ul>\n<li>Owner: x</li>\n</ul>"
    assert changed(body, mark_footer) == body
    marked = changed(body + end, mark_footer)
    assert marked.startswith(body)
    assert marked.endswith("<li>Owner: x</li>\n</ul></section>")
    assert marked.count('class="meta"') == 1
