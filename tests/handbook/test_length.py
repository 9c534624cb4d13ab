"""Long pages are not read: every page of the handbook keeps to 1,200 words.

Everything a reader sees counts, in tables and lists, folded or not. The pages of accounts and the
reports are as long as an account makes them; a job description to print is as long as the role.
"""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.findings.classification import Edition
from generator.pipeline.assemble import Assembled
from tests.handbook.coverage import visible

MOST_WORDS = 1200
ABOUT_ACCOUNTS = ("accounts/", "reports/")
TO_PRINT = "/description.md"


def _words(markdown: str) -> int:
    """The number of words; a line break in a cell or a fold ends a word, a lone sign is none."""
    text = visible(re.sub(r"<(?=br|/?details|/?summary)", " <", markdown))
    return sum(any(sign.isalnum() for sign in word) for word in text.split())


@pytest.mark.parametrize("edition", list(Edition))
def test_pages_of_the_handbook_are_short_enough(
    edition: Edition, shipped: Callable[[Edition], Assembled]
) -> None:
    words = {
        page.path: _words(page.markdown)
        for page in shipped(edition).pages
        if not page.path.startswith(ABOUT_ACCOUNTS) and not page.path.endswith(TO_PRINT)
    }
    assert len(words) > 70
    assert not {path: count for path, count in words.items() if count > MOST_WORDS}


def test_guides_are_short_enough_and_lead_on(real_root: Path) -> None:
    guides = sorted((real_root / "content" / "pages" / "guides").glob("*.md"))
    assert len(guides) > 13
    for guide in guides:
        text = guide.read_text("utf-8")
        assert _words(text) <= MOST_WORDS, guide.name
        assert guide.name == "index.md" or "\n## Next step\n" in text, guide.name


def test_tables_lists_and_what_is_folded_count() -> None:
    markdown = (
        "# One\n\n| two |\n| three |\n\n- [ ] [four](away.md)\n\n    - five\n\n"
        "<details><summary>six</summary>seven<br>eight</details> nine\n"
    )
    assert _words(markdown) == 9
