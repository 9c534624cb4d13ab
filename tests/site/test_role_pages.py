"""A role's page on the site: structured data, what print leaves out, comparisons."""

import json
import re
from html import unescape
from pathlib import Path

import pytest

from generator.findings.classification import Edition
from generator.pages.kit.page import Page
from generator.pages.kit.tables import ComparedTable, numbered
from generator.site.conversion import json_ld
from generator.site.page_tree import hide_in_print
from generator.site.publish import build_site
from generator.site.tables import wrap_tables
from tests.site import samples
from tests.site.conftest import changed, make_repository, use

HOSTILE = "</script><script>alert(1)</script><!-- & \u2028"


def test_no_value_can_end_the_script_it_stands_in() -> None:
    text = json_ld({"name": HOSTILE, "more": ["ä", {"<": 1}]})
    assert not set(text) & set("<>&\u2028\u2029")
    assert "ä" in text
    assert json.loads(text) == {"name": HOSTILE, "more": ["ä", {"<": 1}]}


def test_the_address_is_included_only_where_it_is_known() -> None:
    assert json_ld(None) == ""
    assert json.loads(json_ld({"a": 1})) == {"a": 1}
    address = "https://playbook.example/roles/kam/"
    assert json.loads(json_ld({"a": 1}, address)) == {"a": 1, "mainEntityOfPage": address}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site with one page that says something to programs, at an address of its own."""
    root = make_repository(tmp_path_factory.mktemp("role") / "repository")
    settings = root / "mkdocs.yml"
    text = settings.read_text("utf-8").replace("# site_url:", "site_url:")
    settings.write_text(text, encoding="utf-8")
    pages = (
        Page("index.md", "Home", "# Home\n"),
        Page(
            "roles/kam/index.md",
            "KAM",
            '# KAM\n\n## <a id="pay"></a>Pay\n\nMoney.\n',
            structured={"name": HOSTILE},
            off_paper=("pay",),
        ),
    )
    with pytest.MonkeyPatch.context() as monkeypatch:
        use(monkeypatch, lambda *_, **__: samples.assembled(pages))
        build_site(root, root / "site", Edition.TEAM, samples.AS_OF)
    return root / "site"


def test_the_head_of_a_page_holds_what_it_says_to_programs(built: Path) -> None:
    html = (built / "roles/kam/index.html").read_text("utf-8")
    head = html.partition("</head>")[0]
    [text] = re.findall(r'<script type="application/ld\+json">(.*?)</script>', head)
    assert json.loads(text) == {
        "name": HOSTILE,
        "mainEntityOfPage": "https://playbook.example/roles/kam/",
    }
    assert "<script>alert" not in html
    assert '<div class="off-paper"><h2 id="pay-section"><a id="pay"></a>' in html


def test_other_pages_say_nothing(built: Path) -> None:
    for page in ("index.html", "404.html"):
        assert "ld+json" not in (built / page).read_text("utf-8")


PARTS = {
    "one": '<h2 id="a"><a id="one"></a>One</h2><p>1</p>',
    "two": '<h3 id="b"><a id="two"></a>Two</h3><p>2</p>',
    "three": '<h2 id="c"><a id="three"></a>Three</h2><p>3</p>',
    "end": '<section class="meta"><ul></ul></section>',
}


@pytest.mark.parametrize(
    ("anchors", "left_out"),
    [
        ((), ()),
        (("nothing",), ()),
        (("two",), (("two",),)),
        (("one", "two"), (("one", "two"),)),
        (("three", "two"), (("two",), ("three",))),
    ],
)
def test_a_section_ends_where_the_next_of_its_level_begins(
    anchors: tuple[str, ...], left_out: tuple[tuple[str, ...], ...]
) -> None:
    html = "".join(PARTS.values())
    expected = html
    for names in left_out:
        box = "".join(PARTS[name] for name in names)
        expected = expected.replace(box, f'<div class="off-paper">{box}</div>')
    assert changed(html, lambda body: hide_in_print(body, anchors)) == expected


TABLE = (
    "<h2>Questions</h2><table><thead><tr><th>Q</th><th>A</th><th>B</th><th>D</th></tr></thead>"
    "<tbody><tr><td>x</td><td>1</td><td>2</td><td>differs</td></tr></tbody></table>"
)


def compared(rows: int = 1, names: tuple[str, ...] = ("a", 'b" x="')) -> ComparedTable:
    columns = tuple((name, name.upper(), name) for name in names)
    cells = tuple(((0,), (1, 2))[: len(names)] for _ in range(rows))
    return ComparedTable("Questions", "answers", columns, cells)


def shown(html: str, *tables: ComparedTable) -> str:
    return changed(html, lambda body: wrap_tables(body, compared=tables))


def test_a_table_that_compares_carries_what_its_cells_hold() -> None:
    html = shown(TABLE, compared())
    assert '<table class="pb-table pb-table--prose" data-pb-compared="answers">' in html
    holds = re.findall(r'<td[^>]* data-pb-holds="([^"]*)" data-pb-of="([^"]*)">', html)
    assert holds == [("0", "a"), ("1 2", "b&quot; x=&quot;")]

    name = re.search(r'data-pb-column="(b[^"]*)"', html)
    assert name
    assert unescape(name[1]) == 'b" x="'


@pytest.mark.parametrize("table_data", [compared(rows=2), compared(rows=0), compared(names=("a",))])
def test_a_comparison_of_other_rows_or_columns_is_a_fault(table_data: ComparedTable) -> None:
    with pytest.raises(ValueError, match="than its data"):
        shown(TABLE, table_data)


def test_side_by_side_a_row_becomes_a_card_on_a_phone_however_short_its_words() -> None:
    narrow = TABLE.replace("<th>B</th>", "").replace("<td>2</td>", "")
    html = shown(narrow, compared(names=("a",)))
    assert 'class="pb-table pb-table--prose"' in html
    assert "pb-table--prose" not in shown(narrow)


def test_equal_parts_of_a_row_have_equal_numbers() -> None:
    assert numbered([("x", "y"), ("y",), (), ("z", "x")]) == ((0, 1), (1,), (), (2, 0))
