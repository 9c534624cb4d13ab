"""The diagrams of a review, drawn with Mermaid, as forges draw them."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from itertools import combinations, product
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from generator.analysis.matrix import Placement
from generator.reporters.quadrant import MOST, Moved, legend, moved, quadrant_chart
from tests.conftest import ROOT
from tests.review.rich import rich_change
from tests.review.scenario_table import cases, reviewed

pytestmark = [pytest.mark.browser, pytest.mark.slow]

_DRAWN = """async (text) => {
  const { svg } = await mermaid.render('drawn', text);
  document.body.innerHTML = svg;
  const picture = document.querySelector('svg');
  const frame = picture.getBoundingClientRect();
  return Array.from(picture.querySelectorAll('.data-point text'), (label) => {
    const box = label.getBoundingClientRect();
    const inside = box.left >= frame.left && box.right <= frame.right
      && box.top >= frame.top && box.bottom <= frame.bottom;
    return [label.textContent, inside];
  });
}"""
# Less a pixel on each side, as no letter reaches so far.
_BOXES = """() => Array.from(document.querySelectorAll('.data-point text'))
  .filter((label) => label.textContent.trim())
  .map((label) => label.getBoundingClientRect())
  .map((box) => [box.left + 1, box.right - 1, box.top + 1, box.bottom - 1])"""
_NAMES = ("Norvane Industrial Group", "Acme", "Städtische Werke", "OST CHEMIE AG", "Quarry & Sons")
_HOSTILE = (
    'Say "no" & go',
    "`<b onclick=alert(1)>`",
    "a: [0.1, 0.2]",
    "%% comment",
    "; quadrant-1 Mine",
    "#35;#quot;",
    "quadrantChart",
    "\\",
    "München 株式会社",
    "]]--> end",
)


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    program = next(iter(sorted((ROOT / ".cache" / "mermaid").glob("*.js"))), None)
    if program is None:
        pytest.skip("the drawing program is not here; `make test-all` fetches it")
    page = browser.new_page(viewport={"width": 700, "height": 600})
    page.set_content("<!doctype html><body></body>")
    page.add_script_tag(path=str(program))
    page.evaluate("mermaid.initialize({ startOnLoad: false, securityLevel: 'strict' })")
    yield page
    page.close()


def drawn(page: Page, chart: str) -> list[tuple[str, bool]]:
    """The labels of the points, and whether each lies completely inside the picture."""
    found: list[Any] = page.evaluate(_DRAWN, chart)
    return [(name, inside) for name, inside in found]


def placement() -> Placement:
    found = reviewed(*rich_change()).after.insight.accounts["acme-pumps"].placement
    assert found is not None
    return found


def at(across: str, up: str) -> Placement:
    current = placement()
    axes = zip(current.axes, (up, across), strict=True)
    return replace(current, axes=tuple(replace(each, value=Decimal(value)) for each, value in axes))


def test_every_diagram_of_the_scenarios_is_drawn_whole(page: Page) -> None:
    seen = 0
    for case in cases():
        found = reviewed(case.before, case.after, case.edition, case.authors)
        for method_id, entries in moved(found).items():
            method = found.after.catalog.methods[method_id]
            names = drawn(page, quadrant_chart(method, entries))
            assert all(inside for _, inside in names), (case.name, names)
            texts = [*dict(names), *(text for _, text in legend(method, entries))]
            for entry in entries:
                of_it = [each for each in texts if each.startswith(f"{entry.name}, ")]
                assert any(each.endswith(("now", "now and before")) for each in of_it), texts
            seen += 1
    assert seen > 12


@pytest.mark.parametrize("name", ["Norvane Industrial Group of Companies", "Acme", "株式会社" * 9])
def test_names_at_the_ends_of_the_scales_are_not_cut(page: Page, name: str) -> None:
    method = placement().method
    ends = [at(*corner) for corner in product(("1", "5.49", "10"), repeat=2)]
    for before, now in product(ends, repeat=2):
        names = drawn(page, quadrant_chart(method, [Moved("a", name, before, now)]))
        assert len(names) == 2
        assert all(inside for _, inside in names), names


@pytest.mark.parametrize("name", _HOSTILE)
def test_a_name_is_a_name_whatever_it_says(page: Page, name: str) -> None:
    chart = quadrant_chart(placement().method, [Moved("a", name, None, at("3", "8"))])
    ((shown, inside),) = drawn(page, chart)
    assert inside
    assert shown.endswith(", now")
    assert (
        page.evaluate("document.querySelectorAll('svg [onclick], svg a, svg script').length") == 0
    )


def test_labels_of_many_accounts_do_not_lie_over_one_another(page: Page) -> None:
    values = [f"{1 + number * number * 37 % 900 / 100:.2f}" for number in range(4 * MOST)]
    places = [at(*pair) for pair in zip(values[::2], values[1::2], strict=True)]
    named = zip(_NAMES * MOST, places[::2], places[1::2], strict=False)
    entries = [Moved(f"a{n}", name, *both) for n, (name, *both) in enumerate(named)]
    for many in (2, 5, 10, MOST):
        drawn(page, quadrant_chart(placement().method, entries[:many]))
        boxes: list[list[float]] = page.evaluate(_BOXES)
        assert len(boxes) > many
        for (left, right, top, end), (left2, right2, top2, end2) in combinations(boxes, 2):
            assert right <= left2 or right2 <= left or end <= top2 or end2 <= top, many
