"""What axe-core, an accessibility checker, finds on a page; and which cases run every time."""

from collections.abc import Sequence
from importlib.util import find_spec
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from _pytest.mark import ParameterSet
from playwright.sync_api import Page

LEVELS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
_RUN = """([part, levels]) => axe.run(part, {runOnly: levels}).then(found =>
  found.violations.map(each => each.id + ': ' + each.nodes[0].html.slice(0, 160)))"""


def violations(page: Page, part: str = "html") -> list[str]:
    """Violations of WCAG 2.2 A and AA in a part of a page, each with its first place."""
    package = find_spec("axe_playwright_python")
    assert package is not None
    assert package.submodule_search_locations
    script = Path(package.submodule_search_locations[0], "axe.min.js")
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(script.read_text("utf-8"))
    return [str(each) for each in page.evaluate(_RUN, [part, LEVELS])]


def all_but_the_first_slow(cases: Sequence[Any]) -> list[Any]:
    """Cases of which only the first always runs; `make test-all` runs all."""
    first, *others = cases
    return [first, *(_slow(*each) if isinstance(each, tuple) else _slow(each) for each in others)]


def in_both_palettes(paths: Sequence[str]) -> list[Any]:
    """Each page in light and dark; the first page in dark runs every time."""
    return all_but_the_first_slow(list(product(paths, ("dark", "light"))))


def _slow(*values: Any) -> ParameterSet:
    return pytest.param(*values, marks=pytest.mark.slow)
