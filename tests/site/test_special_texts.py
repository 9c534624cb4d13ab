"""What `playbook build` publishes of texts that Markdown or HTML would act on."""

import json
import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from html import escape
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from generator.cli.app import run
from tests.scenarios.scenario import BASE, copy_of, replace
from tests.site.conftest import CHECKOUT, searched
from tests.site.special_texts import PROSE, WORST_TEXTS, Seen, difference, seen

FEW = (
    "&#<",
    "&#60img",
    "&#8",
    "&lt",
    "Smith &",
    "R&D",
    "&amp;",
    "<!--",
    "<b title='",
    "</p>",
    "![",
)
ACCOUNT = "accounts/acme-pumps"
ACTED_ON = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff]")
DAY = date(2026, 1, 2)


def written(root: Path, texts: Sequence[str], notes: Sequence[str]) -> Path:
    """A small repository that holds each text in every kind of place, and each note."""
    copy_of(BASE, root)
    (root / "content/pages/index.md").unlink()
    (root / "mkdocs.yml").write_bytes((CHECKOUT / "mkdocs.yml").read_bytes())
    terms, assumptions, posts = [], [], []
    for number, text in enumerate(texts):
        place, value = f"{number:03}", json.dumps(text, ensure_ascii=False)
        named = json.dumps(f"T{place} {text}", ensure_ascii=False)
        terms.append(
            f"  - {{id: t{place}, term: {named}, also_called: [{value}], means: {value}}}\n"
        )
        assumptions.append(
            f"  - {{id: a{place}, what: {named}, since: {DAY}, evidence: {value}, confidence: low, "
            f"expires: {DAY + timedelta(number)}, owner: ada}}\n"
        )
        posts.append(
            f"  - {{id: s{place}, function: {value}, area: Works, power: low, interest: low, "
            f"known: confirmed, on: {DAY + timedelta(number)}, evidence: {value}, "
            f"wants: [{value}]}}\n"
        )
        competency = (root / "content/competencies/negotiation.yaml").read_text(encoding="utf-8")
        for old, new in (
            ("id: negotiation", f"id: c{place}"),
            ("name: Negotiation", f"name: {named}"),
            ("what: Reaching terms that both sides keep.", f"what: {value}"),
            ("{says: Terms decide what an account earns.,", f"{{says: {value},"),
            ("Names the limits before the meeting.", value),
        ):
            assert old in competency
            competency = competency.replace(old, new)
        added = root / f"content/competencies/c{place}.yaml"
        added.write_text(competency, encoding="utf-8")
    glossary = f"schema: glossary/2\nowner: ada\nterms:\n{''.join(terms)}"
    (root / "content/glossary.yaml").write_text(glossary, encoding="utf-8")
    for file, key, entries in (
        ("strategy.yaml", "assumptions:\n", assumptions),
        ("stakeholders.yaml", "stakeholders:\n", posts),
    ):
        replace(root / ACCOUNT / file, key, f"{key}{''.join(entries)}")
    for number, note in enumerate(notes):
        head = f"---\nschema: note/1\ntitle: Note {number:03}\n---\n"
        (root / ACCOUNT / f"notes/n{number:03}.md").write_text(head + note, encoding="utf-8")
    return root


def harmless(kind: str, number: int, text: str) -> str:
    """A placeholder for a text that ends a sentence where the text does."""
    return f"{kind}{number:03}x{'.' if text.endswith(('.', '!', '?')) else ''}"


def build(root: Path) -> Path:
    assert run(["build", "--root", str(root), "--as-of", "2026-11-02", "--quiet"]) == 0
    return root / "site"


def paragraphs(texts: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The texts that are one paragraph without markup as a note, and what they say there."""
    for text in texts:
        html = MarkdownIt("commonmark").render(text)
        if re.fullmatch(r"<p>[^<]+</p>\s*", html):
            yield text, seen(html).words


def assert_all_reads_back(folder: Path, texts: Sequence[str]) -> None:
    notes = list(paragraphs([*texts, *PROSE]))
    folded = [" ".join(text.split()) for text in texts]
    plain = written(
        folder / "plain",
        [harmless("Text", number, text) for number, text in enumerate(folded)],
        [harmless("Note", number, expected) for number, (_, expected) in enumerate(notes)],
    )
    special = written(folder / "special", texts, [note for note, _ in notes])
    expected = {"Text": folded, "Note": [expected for _, expected in notes]}

    def put(text: str) -> str:
        for kind, each in expected.items():
            for number, value in enumerate(each):
                text = text.replace(harmless(kind, number, value), value)
        return text

    old, new = build(plain), build(special)
    pages = {path.relative_to(old) for path in old.rglob("*.html")}
    assert pages == {path.relative_to(new) for path in new.rglob("*.html")}
    for page in pages:
        html = (new / page).read_text(encoding="utf-8")
        assert not ACTED_ON.findall(html), page
        found, wanted = seen(html), seen((old / page).read_text(encoding="utf-8")).put(put)
        assert not difference(found.without_code(), wanted.without_code()), page
    for new_entry, old_entry in zip(index(new), index(old), strict=True):
        wanted = old_entry.put(put).without_code()
        assert not difference(new_entry.without_code(), wanted)


def index(site: Path) -> Iterator[Seen]:
    """What the search shows of each of its entries, in the order in which they stand on pages."""
    pages = {path: path.read_text(encoding="utf-8") for path in site.rglob("index.html")}
    folders = {f"{path.parent.relative_to(site).as_posix()}/": text for path, text in pages.items()}

    def place(url: str) -> tuple[str, int]:
        page, _, anchor = url.partition("#")
        return page, folders[page or "./"].index(f'id="{escape(anchor)}"') if anchor else 0

    found = searched(site)
    for url in sorted(found, key=place):
        title, text = found[url]["meta"]["title"], found[url]["content"]
        assert not ACTED_ON.findall(f"{title}{text}"), url
        yield seen(f"<h1>{escape(title)}</h1>{escape(text)}")


@pytest.mark.slow
def test_the_worst_texts_read_back_on_a_site_and_in_its_search(tmp_path: Path) -> None:
    assert_all_reads_back(tmp_path, FEW)


@pytest.mark.slow
def test_all_texts_read_back_on_a_site_and_in_its_search(tmp_path: Path) -> None:
    # In a message a backtick of a value is taken for the start of a quotation; the search leaves
    # out words that nobody can see.
    shown = [text for text in WORST_TEXTS if "`" not in text and text != "\u200b"]
    assert_all_reads_back(tmp_path, shown)
