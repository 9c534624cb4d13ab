"""Any text in a field reads back as written, and the rest of its page stays."""

import re
from collections.abc import Callable, Sequence
from functools import cache
from html import unescape
from urllib.parse import unquote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jinja2 import Template
from markdown_it import MarkdownIt

from generator.model.grammars.text import prose_problem
from generator.pages.kit.templates import environment
from tests.examples import examples
from tests.site.special_texts import (
    LINES,
    NOTES,
    PROSE,
    WORST_TEXTS,
    Seen,
    difference,
    on_a_forge,
    published,
    seen,
)

law = settings(derandomize=True, database=None, deadline=None, max_examples=examples(40, 600))
CONVERTERS = (published, on_a_forge)
Convert = Callable[[str], str]
HARMLESS = "Harmless"
PLACES = """# {{ v }}

Begins {{ v }} goes on {{ v }}; ({{ v }}), **{{ v }}**, **{{ v }}.** “{{ v }}” <i>{{ v }}</i>

{{ v }}

{{ v }} goes on.

## <a id="x"></a>{{ v }}

- {{ v }}
- Name: {{ v }}

    - {{ v }}

- [ ] {{ v }}

1. {{ v }}

[{{ v }}](other.md), [{{ v }}](other.md#x); <span class="chip">{{ v }}</span> {{ v }}<br>{{ v }}

| Head | {{ v }} |
| --- | --- |
| {{ v }} | [{{ v }}](other.md); {{ v }}<br>{{ v }}<br>x {{ v }} |
| {{ v }}; x | y |

![{{ v }}](picture.svg)

<details>
<summary>{{ v }}</summary>
{{ v }}<br>
x {{ v }}; y
</details>

### Ends with {{ v }}

> {{ v }}

---

- Owner: {{ v }}
"""
QUOTED = """# A

{% for v in messages %}
- {{ v | coded }}
{% endfor %}

<details>
<summary>B</summary>
C
</details>

D "e" <time datetime="2026-11-02">f</time>

| {{ messages[0] | coded }} | G |
| --- | --- |
| H | {{ messages[-1] | coded }} |
"""
NOTE = "# A\n\nB <time datetime='2026-11-02'>c</time>\n\n{{ v | prose }}\n\n## D\n\n- E\n"
LINK = "# A\n\nB [c]({{ v | url }}), d.\n\n| E | [f]({{ v | url }}) |\n| --- | --- |\n| g | h |\n"


def page(template: str, **values: object) -> str:
    """Markdown of a page with values in it, its blanks as pages have them."""
    return re.sub(r"[ \t]+\n", "\n", _template(template).render(values))


@cache
def _template(text: str) -> Template:
    return environment().from_string(text)


def put(value: str) -> Callable[[str], str]:
    return lambda text: text.replace(HARMLESS, value)


@cache
def harmless(convert: Convert) -> Seen:
    return seen(convert(page(PLACES, v=HARMLESS)))


def assert_reads_back(value: str, convert: Convert) -> None:
    """In every place, and nothing else is cut, moved or repeated."""
    found = seen(convert(page(PLACES, v=value)))
    wanted = harmless(convert).put(put(" ".join(value.split())))
    assert not difference(found, wanted), value


@pytest.mark.parametrize("convert", CONVERTERS)
def test_a_text_reads_back_wherever_it_stands(convert: Convert) -> None:
    for value in WORST_TEXTS:
        assert_reads_back(value, convert)


@law
@given(LINES, st.sampled_from(CONVERTERS))
def test_any_text_reads_back_wherever_it_stands(value: str, convert: Convert) -> None:
    assert_reads_back(value, convert)


TASKS = """**Read**

{% for text in v %}
- [ ] <a id="task-{{ loop.index }}"></a>[{{ text }}](other.md#x): {{ text }}, {{ text }}

{% endfor %}
{% for text in v %}
- [ ] <a id="task-{{ loop.index + v | length }}"></a>{{ text | coded }}
{% endfor %}
"""


def assert_every_task_keeps_its_anchor(texts: Sequence[str]) -> None:
    """A build stops where the checklist speaks of an anchor that is not on the page."""
    html = published(page(TASKS, v=texts))
    anchors = [f'<a id="task-{number}"></a>' for number in range(1, 2 * len(texts) + 1)]
    assert [each for each in anchors if each not in html] == []


def test_no_text_takes_the_anchor_of_a_task_away() -> None:
    assert_every_task_keeps_its_anchor(WORST_TEXTS)
    for text in WORST_TEXTS:
        assert_every_task_keeps_its_anchor([text, HARMLESS])


@law
@given(st.lists(LINES, min_size=1, max_size=8))
def test_no_texts_one_below_the_other_take_the_anchor_of_a_task_away(texts: list[str]) -> None:
    assert_every_task_keeps_its_anchor(texts)


def test_what_is_safe_stays_as_it_was_written() -> None:
    for value in ("R&D", "AT&T", "Smith & Sons", "B&Q, M&S", "https://x.y/?a=1&b=2", "a_b", "x!"):
        assert page("{{ v }}", v=value) == value


# Quotations -----------------------------------------------------------------------------------


def assert_quotation_reads_back(value: str, convert: Convert) -> None:
    """In messages that quote it or not, whether what is quoted becomes code or text."""
    value = " ".join(value.split())
    forms = ["{}", "x {}"] if "`" in value else ["{}", "`{}`", "`{}` is none of `x`, `{}`; see {}"]
    found, plain = (
        seen(convert(page(QUOTED, messages=[form.replace("{}", each) for form in forms])))
        for each in (value, HARMLESS)
    )
    wanted = plain.put(put(value)).without_code()
    assert not difference(found.without_code(), wanted), value


@pytest.mark.parametrize("convert", CONVERTERS)
def test_a_message_that_quotes_a_text_reads_back(convert: Convert) -> None:
    for value in WORST_TEXTS:
        assert_quotation_reads_back(value, convert)


@law
@given(LINES, st.sampled_from(CONVERTERS))
def test_any_message_reads_back(value: str, convert: Convert) -> None:
    assert_quotation_reads_back(value, convert)


# Notes ----------------------------------------------------------------------------------------


def assert_note_reads_back(text: str, convert: Convert) -> None:
    """As CommonMark reads what was written: its words, and its links unless one holds another."""
    if not text.strip() or prose_problem(text):
        return
    wanted = MarkdownIt("commonmark").render(text)
    whole = convert(page(NOTE, v=HARMLESS)).replace(f"<p>{HARMLESS}</p>", wanted)
    found = convert(page(NOTE, v=text))
    assert seen(found).words == seen(whole).words
    elements = {each.split()[0].strip("/") for each in seen(found).elements}
    assert elements <= {*_IN_A_NOTE, "h1", "h2", "time"}
    if not re.search(r"<a[^>]*>(?:(?!</a>).)*<a", wanted):
        assert links(found) == links(whole)


_IN_A_NOTE = {"a", "blockquote", "br", "code", "em", "li", "ol", "p", "strong", "ul"}


def links(html: str) -> list[str]:
    return [unquote(unescape(each)) for each in re.findall(r'<a href="([^"]*)"', html)]


@pytest.mark.parametrize("convert", CONVERTERS)
def test_a_note_reads_back(convert: Convert) -> None:
    for text in (*WORST_TEXTS, *PROSE):
        assert_note_reads_back(text, convert)


@law
@given(NOTES, st.sampled_from(CONVERTERS))
def test_any_note_reads_back(text: str, convert: Convert) -> None:
    assert_note_reads_back(text, convert)


@pytest.mark.parametrize("hidden", ["&#8;", "&#12;", "&#13;", "&#x202e;", "&#x2028;", "&#xfeff;"])
def test_an_entity_brings_nothing_into_a_note_that_is_not_seen(hidden: str) -> None:
    found = published(page(NOTE, v=f"x{hidden}y"))
    assert re.search("<p>x[ \ufffd]y</p>", found)


# Addresses ------------------------------------------------------------------------------------

ADDRESSES = st.lists(
    st.sampled_from([*"abD?=&#;:/.,!()[]*_~$%@+-'^068", "&#", "&lt", "&copy=", "&#60", "&#x", "é"]),
    max_size=6,
).map(lambda parts: f"https://x.y/{''.join(parts)}")


def assert_leads_there(address: str, convert: Convert) -> None:
    found = convert(page(LINK, v=address))
    assert links(found) == [unquote(address)] * 2
    assert seen(found).words == "A B c, d. E f g h"


@pytest.mark.parametrize("convert", CONVERTERS)
@pytest.mark.parametrize("rest", ["?a&#b", "?a&#60", "?a=1&lt=2", "?a=1&b=2", "''", "(x)_*[y]"])
def test_a_link_leads_to_its_address(rest: str, convert: Convert) -> None:
    assert_leads_there(f"https://x.y/{rest}", convert)


@law
@given(ADDRESSES, st.sampled_from(CONVERTERS))
def test_any_link_leads_to_its_address(address: str, convert: Convert) -> None:
    assert_leads_there(address, convert)
