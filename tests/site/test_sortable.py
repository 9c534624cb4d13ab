"""Sorting data of a table, and pictures with links."""

import json
import re
from html import unescape

import pytest

from generator.charts import Picture
from generator.pages.kit.tables import SortableColumn, SortableTable, facet, ranks
from generator.site.conversion import inline_pictures
from generator.site.tables import wrap_tables
from tests.site.conftest import changed

ROWS = "<tr><td>Ö &lt;b&gt;</td><td>10</td></tr><tr><td>a</td><td>9</td></tr>"
TABLE = f"<h2>All</h2><table><thead><tr><th>Name</th><th>Size</th></tr></thead>{ROWS}</table>"


def table_data(heading: str = "All", rows: int = 2) -> SortableTable:
    names = ["Ö <b>", 'a" onclick="x'][:rows]
    return SortableTable(
        heading,
        "thing",
        "things",
        (
            SortableColumn("name", ranks(names), facet("name", "Name", [[name] for name in names])),
            SortableColumn("size", ranks([10, None][:rows])),
        ),
    )


def shown(html: str, *tables: SortableTable) -> str:
    return changed(html, lambda body: wrap_tables(body, tables))


def test_a_table_carries_its_order_and_choices_as_text() -> None:
    html = shown(TABLE, table_data())
    assert 'class="pb-table" data-pb-name="All" data-pb-one="thing" data-pb-many="things">' in html
    choices = re.search(r'data-pb-choices="([^"]*)"', html)
    assert choices
    assert json.loads(unescape(choices[1])) == [["a-onclick-x", 'a" onclick="x'], ["ö-b", "Ö <b>"]]
    assert '<td data-pb-rank="1" data-pb-has="1">Ö &lt;b&gt;</td>' in html
    assert '<td data-pb-rank="0">10</td>' in html
    assert "<td>9</td>" in html
    assert 'onclick="' not in html


def test_only_the_first_table_below_its_heading_is_one_to_sort() -> None:
    plain = shown(TABLE)
    assert "data-pb" not in plain
    assert shown(TABLE, table_data("Other")) == plain
    twice = shown(TABLE + "<table><thead></thead></table>", table_data())
    assert twice.count("data-pb-many") == 1


@pytest.mark.parametrize("rows", [0, 1])
def test_a_table_with_other_rows_is_a_fault(rows: int) -> None:
    with pytest.raises(ValueError, match="rows"):
        shown(TABLE, table_data(rows=rows))
    with pytest.raises(ValueError, match="other rows"):
        shown(TABLE.replace("<tr><td>a</td><td>9</td></tr>", ""), table_data())


def test_a_choice_has_a_key_of_its_own_and_stands_in_order() -> None:
    made = facet("tier", "Tier", [["key"], ["Key!", "global"], []], ["global", "key"])
    assert made.choices == (("global", "global"), ("key", "key"), ("key-2", "Key!"))
    assert made.rows == ((1,), (0, 2), ())
    assert facet("x", "X", [["---"]]).choices == (("other", "---"),)


def test_equal_values_share_a_rank() -> None:
    assert ranks(["b", None, "a", "b"]) == (1, None, 0, 1)


SVG = (
    '<svg role="img" aria-label="x"><style>.a{}</style><g class="pb-goal" data-page="a/index.md">'
    '<title>A &amp; B</title></g><g class="pb-goal"><title>C</title></g></svg>'
)


def test_a_point_of_a_picture_becomes_a_link_of_the_site() -> None:
    html = '<p><img alt="x" src="m.svg"></p>'
    urls: list[str] = []

    def resolve(url: str) -> str:
        urls.append(url)
        return 'a/?"<>'

    pictures = [Picture("m.svg", "x", SVG)]
    inlined = changed(html, lambda body: inline_pictures(body, pictures, resolve))
    assert urls == ["a/index.md"]
    assert '<a class="pb-goal" href="a/?&quot;&lt;&gt;"><title>A &amp; B</title></a>' in inlined
    assert '<g class="pb-goal"><title>C</title></g>' in inlined
    assert 'role="group"' in inlined
    assert "<style>" not in inlined


def test_a_picture_without_links_stays_a_picture() -> None:
    plain = SVG.replace(' data-page="a/index.md"', "")
    html = '<p><img alt="x" src="m.svg"></p>'
    pictures = [Picture("m.svg", "x", plain)]
    assert 'role="img"' in changed(html, lambda body: inline_pictures(body, pictures, str))
