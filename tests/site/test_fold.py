"""What is secondary is folded on the site, and stands plainly in the Markdown."""

import pytest

from generator.site.page_tree import fold, parse
from generator.site.sanitize import clean, convert

END = '<span class="pb-fold-end"></span>'


def folded(markdown: str) -> str:
    body = parse(clean(convert(markdown), lambda link: link))
    fold(body)
    return "".join((body.inner_html or "").split("\n"))


def test_what_is_between_the_marks_can_be_opened() -> None:
    text = f'- a\n\n<span class="pb-fold">2 more</span>\n\n- b\n\n### c\n\n{END}\n\nd\n'
    assert folded(text) == (
        "<ul><li>a</li></ul><details><summary>2 more</summary>"
        "<ul><li>b</li></ul><h3>c</h3></details><p>d</p>"
    )


def test_another_class_is_that_of_what_is_opened() -> None:
    text = f'<span class="pb-fold pb-details">1 more</span>\n\na\n\n{END}\n'
    expected = '<details class="pb-details"><summary>1 more</summary><p>a</p></details>'
    assert folded(text) == expected


@pytest.mark.parametrize("text", ["a\n", f"a\n\n{END}\n", "a <span>b</span>\n\n- c\n"])
def test_nothing_else_is_folded(text: str) -> None:
    assert "<details" not in folded(text)
    assert "pb-fold" not in folded(text)
