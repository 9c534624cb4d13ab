import re

from generator.site import tables
from tests.site.conftest import changed

LONG = "Bought 42 lines last year, twice as many as before"


def wrap_tables(html: str) -> str:
    return changed(html, tables.wrap_tables)


def table(*rows: tuple[str, ...]) -> str:
    names, *body = rows
    head = "".join(f"<th>{name}</th>" for name in names)
    lines = "".join(f"<tr>{''.join(f'<td>{c}</td>' for c in row)}</tr>" for row in body)
    return f"<table><thead><tr>{head}</tr></thead><tbody>{lines}</tbody></table>"


def test_each_table_scrolls_under_a_name_of_its_own() -> None:
    html = wrap_tables(
        '<h2 id="a">Risks &amp; "worries"</h2><table><tr></tr></table>'
        '<table class="plain"></table><h2>Money</h2><table></table>'
    )
    assert re.findall('aria-label="([^"]*)"', html) == [
        "Table: Risks &amp; &quot;worries&quot;",
        "Table 2: Risks &amp; &quot;worries&quot;",
        "Table: Money",
    ]
    assert html.count("</table></div>") == 3
    assert '<table class="pb-table plain">' in html
    assert html.count('tabindex="0"') == 3


def test_cells_of_a_table_of_sentences_know_their_column() -> None:
    html = wrap_tables(
        table(("Factor", "Score", 'Evidence "seen"'), ("Volume", "9", LONG), ("Fit", "3", ""))
    )
    assert "pb-table--prose" in html
    assert '<td>Volume</td><td data-label="Score">9</td>' in html
    assert f'<td data-label="Evidence &quot;seen&quot;">{LONG}</td>' in html
    assert '<td>Fit</td><td data-label="Score">3</td>' in html


def test_a_table_of_figures_stays_a_table() -> None:
    figures = table(("Region", "EMEA", "APAC"), ("Hours", "8", "1"))
    two_columns = table(("Factor", "Evidence"), ("Volume", LONG))
    for html in (wrap_tables(figures), wrap_tables(two_columns)):
        assert 'class="pb-table"' in html
        assert "data-label" not in html


def test_words_in_many_columns_become_paragraphs_and_figures_do_not() -> None:
    words = table(("Account", "Step", "Towards", "On"), ("Norvane", "Early", "Mid", "15 Sep 2026"))
    assert '<td data-label="Towards">Mid</td>' in wrap_tables(words)
    figures = words.replace("<th>", '<th class="align-right">').replace('"align-right"', '""', 2)
    assert "data-label" not in wrap_tables(figures)
    three = table(("Account", "Step", "On"), ("Norvane", "Early", "15 Sep 2026"))
    assert "data-label" not in wrap_tables(three)


def test_an_empty_corner_is_no_heading_and_moves_no_name() -> None:
    html = wrap_tables(table(("", "Weak", "Strong"), ("High", LONG, "none")))
    assert "<th></th>" not in html
    assert f'<td>High</td><td data-label="Weak">{LONG}</td>' in html
    assert '<td data-label="Strong">none</td>' in html


def test_markup_does_not_make_a_cell_long() -> None:
    link = '<a href="accounts/norvane-industrial-group/strategy/#objective-x">Norvane</a>'
    assert "prose" not in wrap_tables(table(("Account", "Cell", "Due"), (link, "star", "soon")))
