"""Nobody reads a page that does not end.

What is read from top to bottom keeps to 1,200 words. Tables and lists to tick are looked things
up in and do not count; nor does the glossary, of which one reads an entry.
"""

from collections.abc import Callable
from pathlib import Path

from generator.editions import Edition
from generator.pipeline import Assembled
from tests.handbook.coverage import visible

MOST_WORDS = 1200
LOOKED_UP = {"glossary.md"}


def _words_to_read(markdown: str) -> int:
    lines = [line for line in markdown.split("\n") if not line.startswith(("|", "- [ ]", "    "))]
    return len(visible("\n".join(lines)).split())


def test_handbook_pages_end(assembled: Callable[[Edition], Assembled]) -> None:
    long = {
        page.path: _words_to_read(page.markdown)
        for page in assembled(Edition.HR).pages
        if page.path not in LOOKED_UP and _words_to_read(page.markdown) > MOST_WORDS
    }
    assert not long


def test_guides_end_and_lead_on(real_root: Path) -> None:
    guides = sorted((real_root / "content" / "pages" / "guides").glob("*.md"))
    assert len(guides) > 13
    for guide in guides:
        text = guide.read_text("utf-8")
        assert len(visible(text).split()) <= MOST_WORDS, guide.name
        assert guide.name == "index.md" or "\n## Next step\n" in text, guide.name


def test_counting_leaves_out_tables_and_boxes() -> None:
    assert _words_to_read("# One\n\n| two |\n\n- [ ] three\n\n    - four\n\nfive six") == 4
