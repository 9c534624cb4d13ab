"""Templates refuse missing values, and name the place and the expression."""

import re
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from jinja2 import FileSystemLoader
from selectolax.lexbor import LexborHTMLParser

import generator.pages
from generator.cli.app import run
from generator.findings.classification import Edition
from generator.findings.errors import TemplateError
from generator.model.company import Person
from generator.pages.kit.links import Link
from generator.pages.kit.names import Names
from generator.pages.kit.templates import environment, render
from generator.site.sanitize import convert
from generator.text import markdown as md
from tests.scenarios.scenario import BASE, copy_of, replace

AS_OF = date(2026, 11, 2)
TEMPLATES = Path(generator.pages.__file__).parent
REMEDY = (
    "Correct the name, give the template the value in the module beside it, or write "
    "`| or_nothing` behind what may be absent."
)

NAMES = Names(
    edition=Edition.TEAM,
    as_of=AS_OF,
    called={"person": {"ada": "Ada Blum"}},
    people={
        "ada": Person.model_validate(
            {"id": "ada", "name": "Ada Blum", "function": "sales", "away": [{"from": AS_OF}]}
        )
    },
)

Write = Callable[..., None]


@pytest.fixture
def template(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Write:
    """Writes templates into the folder where ours are looked up."""
    monkeypatch.setattr(environment(), "loader", FileSystemLoader(tmp_path))

    def write(text: str, name: str = "account/page.md.j2") -> None:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")

    return write


def refused(**values: object) -> str:
    with pytest.raises(TemplateError) as refusal:
        render("account/page.md.j2", "accounts/acme/page.md", values)
    return str(refusal.value)


@pytest.mark.parametrize(
    ("text", "line", "problem"),
    [
        ("{{ nmae }}", 1, "`nmae` is missing: 'nmae' is undefined."),
        ("# {{ text }}\n\n{{ link.tetx }}", 3, "`link.tetx` is missing: "),
        ("{{ text }} {{ link.text }} {{ link.page | url }}", 1, "`link.page | url` is missing: "),
        ("{{ text }}\n{{ text }} {{ absent }}", 2, "`absent` is missing: None has no words."),
        ("{{ text }} {{ absent | stop }}", 1, "`absent | stop` is missing: None has no words."),
        ("{% if txet %}\n{{ text }}\n{% endif %}", 1, "`if txet` is missing: 'txet' is undefined."),
        ("{% for each in links %}\n- {{ each.no }}\n{% endfor %}", 2, "`each.no` is missing: "),
        ("{{ text ~\n   link.tetx }}", 1, "`text ~ link.tetx` is missing: "),
        ("{% macro m(x) %}\n{{ x.no }}\n{% endmacro %}\n{{ m(link) }}", 2, "`x.no` is missing: "),
    ],
)
def test_what_is_missing_is_named(template: Write, text: str, line: int, problem: str) -> None:
    template(text)
    link = Link("Acme", "accounts/acme/index.md")
    message = refused(text="Words", link=link, links=[link], absent=None)
    assert message.startswith(f"generator/pages/account/page.md.j2, line {line}: {problem}")
    assert message.endswith(f". {REMEDY}")


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (
            "\n{{ text }}{% if absent is past %}late{% endif %}",
            "`if absent is past` has no result: ",
        ),
        (
            "\n{{ text }}{{ 'late' if absent is past }}",
            "`'late' if absent is past` has no result: ",
        ),
        ("\n{% for each in absent %}{% endfor %}", "`for each in absent` has no result: "),
        ("\n{{ text }}{{ text.upper(1) }}", "`text.upper(1)` has no result: "),
        ("\n{{ text }}{{ text | round }}", "`text | round` has no result: "),
        ("\n{{ 1 }}{{ 1 // 0 }}", "`1 // 0` has no result: "),
    ],
)
def test_an_expression_without_a_result_is_named(template: Write, text: str, problem: str) -> None:
    template(text)
    message = refused(text="Words", absent=None, names=NAMES)
    assert message.startswith(f"generator/pages/account/page.md.j2, line 2: {problem}")
    assert message.endswith(", or ask before whether there is one.")


def test_the_template_named_is_the_one_that_asks(template: Write) -> None:
    template('{% include "account/_part.md.j2" %}')
    template("\n{{ row.nmae }}\n", "account/_part.md.j2")
    assert refused(row={"name": "Acme"}).startswith(
        "generator/pages/account/_part.md.j2, line 2: `row.nmae` is missing: "
    )


def test_a_template_that_cannot_be_read_is_named(template: Write) -> None:
    template("{% if text %}\n{{ text }\n{% endif %}")
    assert refused(text="").startswith("generator/pages/account/page.md.j2, line 2: ")


def test_a_template_that_is_not_there_is_named(template: Write) -> None:
    template("", "account/other.md.j2")
    assert refused() == "generator/pages/account/page.md.j2: there is no such template"


def test_what_may_be_absent_prints_nothing(template: Write) -> None:
    template("({{ absent | or_nothing }})({{ text | or_nothing }})")
    values = {"absent": None, "text": "a|b"}
    assert render("account/page.md.j2", "accounts/acme/page.md", values) == "()(a&#124;b)\n"


ADA = "[Ada Blum](../../people/ada/index.md)"


def test_filters_say_who_and_when(template: Write) -> None:
    template(
        "{{ 'ada' | person }}; {{ ['ada', 'ben-cole'] | people }}; {{ 'ada' | with_absences }}; "
        "{{ 'past' if before is past else 'to come' }}; {{ 'past' if on is past else 'to come' }}; "
        "{{ '1 month' | every }}, {{ '2 weeks' | every }}"
    )
    values = {"names": NAMES, "before": date(2026, 11, 1), "on": AS_OF}
    assert render("account/page.md.j2", "accounts/acme/page.md", values) == (
        f"{ADA}; {ADA}, Ben cole; {ADA}, away since 2 Nov 2026, return date open; "
        "past; to come; every month, every 2 weeks\n"
    )


def test_a_command_reports_what_a_template_is_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree(TEMPLATES, tmp_path / "pages", ignore=shutil.ignore_patterns("*.py*"))
    monkeypatch.setattr(environment(), "loader", FileSystemLoader(tmp_path / "pages"))
    replace(
        tmp_path / "pages/account/team.md.j2",
        "{{ member.plays | or_nothing }}",
        "{{ member.palys }}",
    )
    root, out = copy_of(BASE, tmp_path / "repository"), tmp_path / "out"
    code = run(["render", str(out), "--root", str(root), "--as-of", "2026-11-02"])
    printed = capsys.readouterr().err
    assert code == TemplateError.exit_code == 1
    assert re.match(
        r"Error: generator/pages/account/team\.md\.j2, line \d+: `member\.palys` is missing: ",
        printed,
    )
    assert "fault of the generator" not in printed
    assert not out.exists()


_IN_QUOTES = re.compile(r'="[^"{]*\{\{([^}]*)\}\}')
_NO_TEXT = {"share", "id"}
"""A number, and an id of our own grammar: nothing to encode."""


def test_whatever_stands_in_quotes_is_encoded_for_them() -> None:
    printed = [
        (template.name, found.strip())
        for template in sorted(TEMPLATES.rglob("*.j2"))
        for found in _IN_QUOTES.findall(template.read_text("utf-8"))
    ]
    assert printed
    filters = (" | url", " | attribute")
    assert [each for each in printed if not each[1].endswith(filters)] == [
        each for each in printed if each[1] in _NO_TEXT
    ]


@pytest.mark.parametrize("text", ['a" b="c', "a' &<b>.yaml", "&quot;", "plain/a.yaml"])
def test_an_attribute_reads_back_as_it_was_given(text: str) -> None:
    html = LexborHTMLParser(convert(f'x <a title="{md.attribute(text)}">y</a>'))
    (link,) = html.css("a")
    assert link.attributes == {"title": text}
