"""Who decides on which side an account stands: its plan, and not the reader of a page."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.findings.classification import Edition
from generator.pipeline.assemble import Assembled

GUIDE = Path(__file__).parents[2] / "content/pages/guides/representative-or-advocate.md"

_TOLD_TO_CHOOSE = re.compile(
    r"(?:^(?:- |\d\. )?|[.:?] |\*\*)(?:Choose|Decide|You choose)\b", re.MULTILINE
)
"""A sentence that tells the reader to choose, at the start of a line or after another."""


def test_the_guide_leads_to_a_proposal() -> None:
    text = GUIDE.read_text("utf-8")
    assert "the side that it sets" in text
    assert not _TOLD_TO_CHOOSE.findall(text)


@pytest.mark.parametrize("role", ["account-manager", "kam", "gkam", "national-account-manager"])
def test_a_role_takes_the_side_that_the_plan_sets(
    role: str, shipped: Callable[[Edition], Assembled]
) -> None:
    path = f"roles/{role}/index.md"
    page = next(each for each in shipped(Edition.TEAM).pages if each.path == path)
    side = page.markdown.split("Whose side it takes", 1)[1].split("\n## ", 1)[0]
    assert "plan" in side
    assert not _TOLD_TO_CHOOSE.findall(side)
