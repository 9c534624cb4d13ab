"""A review in its three formats: their goldens, and what a forge makes of one."""

import html
import json
import re
from dataclasses import replace
from decimal import Decimal
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from markdown_it import MarkdownIt

from generator.changes.comparison import Comparison
from generator.exports.comparison import review_document
from generator.exports.record import as_json
from generator.exports.reference import document_schema_text
from generator.findings.classification import Edition
from generator.reporters.comparison_markdown import LONGEST, as_markdown
from generator.reporters.quadrant import Moved, legend, names, overrides, quadrant_chart
from generator.text.forge import inert, inert_sentence
from tests.examples import examples
from tests.review.rich import ACCOUNT, BROOK, STRATEGY, replaced, rich_change
from tests.review.scenario_table import as_text, cases, edited, reviewed, small
from tests.site.special_texts import LINES

GOLDEN = Path(__file__).parent / "golden"
law = settings(derandomize=True, database=None, deadline=None, max_examples=examples(80, 150))
FORGE = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
SHA = "3f786850e387550fdab836ed7e6dc881de23001b"
HOSTILE_VALUES = (
    "@everyone",
    "fixes #12",
    "closes org/repo#3",
    "Resolves GH-7",
    f"see {SHA} and aaaa{SHA}",
    "https://evil.example/a?b=c",
    "www.evil.example",
    "mail me@evil.example",
    "![x](https://evil.example/y.png)",
    "[x](javascript:alert(1))",
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "a ` b `` c ``` d",
    "a | b || c",
    "/close",
    "--> <!-- x",
    "</details></summary>",
    ":tada: and $x^2$ and ~~gone~~",
    '!12 %"next" ~"bug" &3 $4 [vulnerability:5]',
    "# one - two 1. three",
    "**bold** __bold__ *it* _it_",
    "&lt;b&gt; &#64;everyone &commat;all",
    "&#< &#60img &#8 &#x R&D &lt &",
    "{{ x }} {% y %} {: onclick=z }",
    "> [!NOTE]",
)
# What a forge acts on in the text that is left when the Markdown is done.
ACTED_ON = {
    "mention": r"(?<![\w/])@\w",
    "reference": r"(?:^|[^\w&])[\w./-]*[#!%~&$^](?:\d|\"|[a-z])",
    "issue": r"\bGH-\d",
    "commit": r"(?i)[0-9a-f]{7,}",
    "address": r"(?i)\b\w+://|\bwww\.|\w@\w",
    "emoji": r":[a-z0-9_+-]+:",
    "bracket": r"\[[\w*]+:",
    "command": r"(?m)^\s*/\w",
}
TAGS = {"h3", "h4", "p", "ul", "li", "strong", "em", "code", "pre", "details", "summary"} | {
    *("table", "thead", "tbody", "tr", "th", "td"),
}


class Shown(HTMLParser):
    """What a reader of a comment is shown: its tags, its text, the cells of each row."""

    def __init__(self, document: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, tuple[str, ...]]] = []
        self.text = ""
        self.rows: list[list[str]] = []
        self._code = 0
        self.feed(document)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, tuple(name for name, _ in attrs)))
        self._code += tag in ("code", "pre")
        if tag == "tr":
            self.rows.append([])
        elif tag in ("td", "th"):
            self.rows[-1].append("")

    def handle_endtag(self, tag: str) -> None:
        self._code -= tag in ("code", "pre")

    def handle_comment(self, data: str) -> None:
        raise AssertionError(f"a comment of HTML: {data}")

    def handle_data(self, data: str) -> None:
        if self.rows and self.rows[-1]:
            self.rows[-1][-1] += data
        if not self._code:  # a forge looks for nothing in code
            self.text += data


def shown(markdown: str) -> Shown:
    return Shown(FORGE.render(markdown))


def acted_on(text: str) -> dict[str, str]:
    found = {name: re.search(pattern, text) for name, pattern in ACTED_ON.items()}
    return {name: match.group() for name, match in found.items() if match}


def plain(text: str) -> str:
    return text.replace("\u200b", "")


# Goldens -------------------------------------------------------------------------------------


@cache
def rich_review() -> Comparison:
    return reviewed(*rich_change())


@pytest.fixture
def rich() -> Comparison:
    return rich_review()


def in_format(review: Comparison, style: str) -> str:
    if style == "md":
        return as_markdown(review, "main", "HEAD")
    if style == "json":
        return as_json(review_document(review, "main", "HEAD"), for_people=True)
    return f"{as_text(review)}\n"


@pytest.mark.parametrize("style", ["txt", "md", "json"])
def test_a_rich_change_reads_as_its_golden(style: str, rich: Comparison, regenerate: bool) -> None:
    file, expected = GOLDEN / f"review.{style}", in_format(rich, style)
    if regenerate:
        file.write_text(expected, encoding="utf-8", newline="\n")
    assert expected == file.read_text(encoding="utf-8")


@pytest.mark.parametrize("edition", Edition)
def test_the_data_satisfies_its_schema(edition: Edition) -> None:
    schema = Draft202012Validator(json.loads(document_schema_text("data-diff")))
    document = json.loads(in_format(reviewed(*rich_change(), edition), "json"))
    assert list(schema.iter_errors(document)) == []


# The comment ---------------------------------------------------------------------------------


def test_the_comment_folds_its_tables_and_each_row_has_its_cells(rich: Comparison) -> None:
    found = shown(in_format(rich, "md"))
    assert {tag for tag, _ in found.tags} <= TAGS
    tables = sum(tag == "table" for tag, _ in found.tags)
    diagrams = in_format(rich, "md").count("```mermaid")
    assert tables == sum(tag == "details" for tag, _ in found.tags) - diagrams == 3
    assert {len(row) for row in found.rows} == {4}
    assert "Star -> Strategic" in found.text
    assert acted_on(found.text) == {}


def test_hostile_values_are_shown_and_never_executed() -> None:
    """Each is the name of an account, an objective and a risk, and what the branch is called."""
    for value in HOSTILE_VALUES:
        written = json.dumps(value)
        risk = "    what: A rival offers a cheaper seal\n"
        after = edited(
            small(),
            [
                replaced(ACCOUNT, "name: Acme Pumps", f"name: {written}"),
                replaced(STRATEGY, "    what: Fewer leaks\n", f"    what: {written}\n"),
                replaced(STRATEGY, "target: 3", "target: 5"),
                replaced(STRATEGY, risk, f"    what: {written}\n    class: confidential\n"),
                replaced(STRATEGY, "service: {score: 5,", "service: {score: 8,"),
                replaced(BROOK, "tier: standard", "tier: key"),
            ],
        )
        review = reviewed(small(), after)
        assert len(review.differences) == 2, value
        comment = as_markdown(review, value, f"refs/{value}")
        found = shown(comment)
        assert {tag for tag, _ in found.tags} <= TAGS, value
        assert {names for tag, names in found.tags if tag != "code"} == {()}, value
        assert {len(row) for row in found.rows} == {4}, value
        assert acted_on(found.text) == {}, value
        assert acted_on(comment.split("```mermaid")[0]).keys() <= {"reference"}, value
        assert plain(found.text).count(" ".join(value.split())) >= 4, value


@law
@given(st.one_of(st.text(max_size=60), LINES))
def test_any_text_stays_one_inert_cell(text: str) -> None:
    row = f"| {inert(text)} | {inert_sentence(text)} |"
    found = shown(f"| a | b |\n|---|---|\n{row}\n")
    assert {tag for tag, _ in found.tags} <= TAGS
    assert len(found.rows[1]) == 2
    assert acted_on(found.text) == {}
    words = "".join(each for each in " ".join(text.split()) if each.isprintable())
    assert "".join(plain(found.rows[1][0]).split()) == "".join(words.split())
    sentence = plain(found.rows[1][1]).replace("`", "")  # whether it became code or not
    assert "".join(sentence.split()) == "".join(words.replace("`", "").split())


@pytest.mark.parametrize("hidden", ["\x1b[31m", "\x00", "\u202e", "\u2066", "\u061c", "\u200b"])
def test_what_nobody_sees_is_left_out(hidden: str) -> None:
    assert hidden not in as_markdown(reviewed(small(), small()), f"a{hidden}b", "head")


def long_change(number: int) -> Comparison:
    risk = "  - {id: risk-%d, what: A risk of the number %d, trigger: T, likelihood: low, "
    risks = "".join(
        f"{risk % (each, each)}impact: low, response: R, owner: ada}}\n" for each in range(number)
    )
    return reviewed(small(), edited(small(), [replaced(STRATEGY, "risks:\n", f"risks:\n{risks}")]))


@pytest.mark.slow
def test_a_comment_is_cut_below_the_limit_and_says_what_is_missing() -> None:
    review = long_change(620)
    comment = as_markdown(review, "base", "head")
    assert LONGEST - 2000 < len(comment) <= LONGEST < 65_536
    found = shown(comment)
    assert found.text.rstrip().endswith("with the same two revisions shows everything.")
    assert "Cut here, as comments have a maximum length: the changes of Acme Pumps." in found.text
    assert {len(row) for row in found.rows} == {4}
    details = [tag for tag, _ in found.tags if tag == "details"]
    assert comment.count("</details>") == len(details) == 1
    assert "Cut here" not in as_markdown(long_change(3), "base", "head")


@given(st.integers(2_000, 9_000))
@settings(derandomize=True, database=None, deadline=None, max_examples=40)
def test_wherever_it_is_cut_it_is_whole(longest: int) -> None:
    comment = as_markdown(rich_review(), "base", "head", longest=longest)
    assert len(comment) <= longest
    assert comment.count("<details>") == comment.count("</details>")
    assert comment.count("```") in (0, 2)
    found = shown(comment)
    assert {tag for tag, _ in found.tags} <= TAGS
    assert ("Cut here" in found.text) is (
        len(comment) < len(as_markdown(rich_review(), "base", "head"))
    )


# The diagram ---------------------------------------------------------------------------------

# The part of Mermaid's grammar that we use, tried with its releases 10, 11 and 12.
_TEXT = r'"[^"`<>{}#;%|\\&\x00-\x1f]+"'
_VALUE = r"(?:1|0(?:\.\d+)?)"
CHART = re.compile(
    rf"quadrantChart\n    accTitle: [^\n<>#;%]+\n    x-axis {_TEXT} --> {_TEXT}\n"
    rf"    y-axis {_TEXT} --> {_TEXT}\n(?:    quadrant-[1-4] {_TEXT}\n)*"
    rf"(?:    {_TEXT}: \[{_VALUE}, {_VALUE}\](?:\n|\Z))+"
)


def placed(value: Decimal) -> Moved:
    placement = rich_review().after.insight.accounts["acme-pumps"].placement
    assert placement is not None
    axes = tuple(replace(each, value=value) for each in placement.axes)
    return Moved("acme-pumps", "Acme Pumps", placement, replace(placement, axes=axes))


@law
@given(st.lists(st.text(max_size=60), min_size=1, max_size=4), st.decimals("1", "10", places=2))
def test_any_name_and_any_value_make_a_diagram(names: list[str], value: Decimal) -> None:
    moved = placed(value)
    method = rich_review().after.catalog.methods["matrix"]
    entries = [
        Moved(f"account-{n}", name, moved.before, moved.after) for n, name in enumerate(names)
    ]
    chart = quadrant_chart(method, entries)
    assert CHART.fullmatch(chart), chart
    points = re.findall(r'^    "(.*)": \[', chart, re.MULTILINE)
    named = [point for point in points if point != " "]
    assert len(points) == 2 * len(names)
    assert 1 <= len(named) == len(set(named))


def points_of(chart: str) -> dict[str, tuple[Decimal, Decimal]]:
    found = re.findall(r'^    "(.*)": \[(.*), (.*)\]$', chart, re.MULTILINE)
    return {name: (Decimal(across), Decimal(up)) for name, across, up in found}


@pytest.mark.parametrize("value", ["1", "3.25", "5.49", "5.5", "5.51", "10"])
def test_a_point_lies_in_its_cell_and_its_name_in_the_picture(value: str) -> None:
    moved = placed(Decimal(value))
    chart = quadrant_chart(
        rich_review().after.catalog.methods["matrix"], [replace(moved, before=None)]
    )
    ((name, (across, up)),) = points_of(chart).items()
    strong = Decimal(value) >= Decimal("5.5")
    assert (across >= Decimal("0.5"), up >= Decimal("0.5")) == (strong, strong)
    half = len(name) * Decimal("0.0063")
    assert half <= across <= 1 - half
    assert Decimal("0.05") <= up <= Decimal("0.95")


@pytest.mark.parametrize(
    ("value", "labels", "explained"),
    [
        ("9.5", ["Acme Pumps, before", "Acme Pumps, now"], []),
        ("5.2", ["1", "2"], [("1", "Acme Pumps, before"), ("2", "Acme Pumps, now")]),
        ("5.01", [" ", "Acme Pumps, now and before"], []),
    ],
)
def test_a_name_gives_way_where_it_would_lie_over_another(
    value: str, labels: list[str], explained: list[tuple[str, str]]
) -> None:
    method, moved = rich_review().after.catalog.methods["matrix"], placed(Decimal(5))
    entries = [replace(moved, before=placed(Decimal(value)).after)]
    assert sorted(points_of(quadrant_chart(method, entries))) == labels
    assert legend(method, entries) == explained


def test_names_that_break_a_diagram_are_drawn() -> None:
    method = rich_review().after.catalog.methods["matrix"]
    names = ("München", 'Say "no" & go', "A" * 80, "Acme", "Acme", "`<b>`")
    entries = [
        Moved(f"a{n}", name, None, placed(Decimal(n + 2)).after) for n, name in enumerate(names)
    ]
    chart = html.unescape(quadrant_chart(method, entries))
    for expected in (
        "München, now",
        "Say 'no' and go, now",
        f"{'A' * 22}…, now",
        "Acme (a3), now",
        "Acme (a4), now",
        "' b ', now",
    ):
        assert f'"{expected}"' in chart


def test_too_many_points_are_no_picture_and_three_axes_neither() -> None:
    moved, method = placed(Decimal(5)), rich_review().after.catalog.methods["matrix"]
    assert quadrant_chart(method, [moved] * 21) == ""
    three = method.model_copy(update={"axes": (*method.axes, method.axes[0])})
    assert quadrant_chart(three, [moved]) == ""


def test_a_grid_of_more_bands_is_a_table_with_each_position() -> None:
    case = next(each for each in cases() if each.area == "bands")
    comment = as_markdown(reviewed(case.before, case.after), "base", "head")
    assert "<summary>Grid, before and now</summary>\n\n" in comment
    assert "| Attractiveness: high | **Hold** | **Grow**<br>Acme Pumps, now | **Grow** |" in comment
    assert "| Attractiveness: medium | **Harvest** | **Hold**<br>Acme Pumps, before |" in comment
    again = as_markdown(reviewed(case.after, case.after), "base", "head")
    assert "Grid, before and now" not in again


def test_a_picture_marks_overridden_cells_and_distinguishes_equal_names() -> None:
    one, method = placed(Decimal(9)), rich_review().after.catalog.methods["matrix"]
    after = one.after
    assert after is not None
    other = next(each for each in method.cells if each.id != after.computed.id)
    chosen = Moved("a", "Acme", one.before, replace(after, cell=other))
    assert list(overrides([chosen])) == [f"By its override Acme stands in {other.name}."]
    assert list(overrides([one])) == []
    twins = [chosen, replace(chosen, id="b"), replace(chosen, id="c", name="Brook")]
    assert names(twins) == {"a": "Acme (a)", "b": "Acme (b)", "c": "Brook"}


def test_of_a_diagram_that_is_left_out_the_comment_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    expected = (
        "accounts have another position, or their first one. "
        "There is no diagram of more than 0, as their names would hide one another."
    )
    assert expected not in as_markdown(rich_review(), "base", "head")
    for module in ("quadrant", "comparison_charts"):
        monkeypatch.setattr(f"generator.reporters.{module}.MOST", 0)
    comment = as_markdown(rich_review(), "base", "head")
    assert "mermaid" not in comment
    assert expected in shown(comment).text


def test_a_point_of_other_axes_is_left_out() -> None:
    moved, method = placed(Decimal(5)), rich_review().after.catalog.methods["matrix"]
    before = moved.before
    assert before is not None
    axis = before.axes[0].axis.model_copy(update={"id": "other"})
    others = (replace(before.axes[0], axis=axis, value=Decimal(5), factors=()), before.axes[1])
    chart = quadrant_chart(method, [Moved("a", "A", replace(before, axes=others), moved.after)])
    assert '"A, now"' in chart
    assert '"A, before"' not in chart
