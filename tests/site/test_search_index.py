import json
from pathlib import Path

import pytest

from generator.findings.classification import Edition
from generator.pages.kit.page import Page
from generator.site import search_index
from generator.site.page_tree import parse
from generator.site.publish import build_site
from generator.site.search_index import OVERVIEW, SHARDS, SearchError, bundles, shards, write_search
from generator.site.search_records import Searched, SearchRecord
from generator.site.search_sections import sections
from generator.text.spellings import plain_forms
from tests.conftest import AS_OF
from tests.site import samples
from tests.site.conftest import (
    CHECKOUT,
    make_repository,
    repository_with,
    search_text,
    searched,
    tree,
    use,
)
from tests.site.test_plugin import mkdocs_build


@pytest.mark.parametrize(
    ("text", "forms"),
    [
        ("Großkunden", ("grosskunden",)),
        ("Müller", ("mueller", "muller")),
        ("Mu\u0308ller", ("mueller", "muller")),  # the umlaut as two characters
        ("São Paulo, Łódź", ("lodz", "sao")),
        ("Ærø", ("aero", "aeroe")),
        ("STRASSE Straße", ("strasse",)),
        ("plain words, 15 %", ()),
        ("Αθήνα", ()),  # no plain form in letters of another script
    ],
)
def test_words_as_people_type_them(text: str, forms: tuple[str, ...]) -> None:
    assert plain_forms(text) == forms


def record(url: str, text: str = "Words", title: str = "Title", also: str = "") -> SearchRecord:
    return SearchRecord(url, title, "Page", "Guides", "guides", text, also)


def page(url: str, text: str = "Words", title: str = "Title", also: str = "") -> Searched:
    return Searched.of(url.partition("#")[0], (record(url, text, title, also),))


def test_plain_forms_follow_the_text_they_belong_to(tmp_path: Path) -> None:
    found = (
        page("a/", "in Düsseldorf", "Kunden"),
        page("b/", "é", "Großkunden", "Müller"),
        page("c/", "y", "x"),
    )
    write_search(tmp_path, found)
    made = searched(tmp_path)
    assert made["a/"]["meta"]["plain"] == "duesseldorf dusseldorf"
    assert made["a/"]["content"] == "in Düsseldorf"
    assert made["b/"]["meta"]["plain"] == "e grosskunden mueller muller"
    assert made["b/"]["meta"]["also"] == "Müller"
    assert "plain" not in made["c/"]["meta"]


def test_what_changes_together_lies_in_one_shard() -> None:
    account = [page(f"accounts/a/{leaf}") for leaf in ("", "strategy/", "team/#people")]
    overview = [page(url) for url in ("", "accounts/", "reports/overdue/", "reports/")]
    assert len(shards(account)) == 1
    assert list(shards(overview)) == [OVERVIEW]
    assert len(shards(page(f"accounts/a{number}/") for number in range(200))) == SHARDS - 1


def test_a_change_rewrites_one_shard() -> None:
    before = [page(f"accounts/a{number}/") for number in range(40)]
    after = [
        page("accounts/a7/", "Other words"),
        *(each for each in before if "a7/" not in each.url),
    ]
    one, other = dict(bundles(shards(before))), dict(bundles(shards(after)))
    assert [shard for shard in one if one[shard] != other[shard]] == list(shards(after[:1]))


def test_the_same_pages_give_the_same_bytes(tmp_path: Path) -> None:
    found = [page(f"guides/g{n}/#s", f"Words {n} ß \u200b<b>") for n in range(120)]
    write_search(tmp_path / "one", found)
    write_search(tmp_path / "other", reversed(found))
    assert tree(tmp_path / "one") == tree(tmp_path / "other")


def test_a_site_without_text_has_a_search_that_finds_nothing(tmp_path: Path) -> None:
    write_search(tmp_path, [])
    assert json.loads((tmp_path / "search/names.json").read_text())["shards"] == []


def test_without_pagefind_the_remedy_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search_index, "get_executable", lambda: None)
    with pytest.raises(SearchError, match=r"install `pagefind\[bin\]`"):
        list(bundles(shards([page("a/")])))


@pytest.mark.parametrize("program", ["/bin/true", "/nowhere/pagefind"])
def test_a_failing_pagefind_is_reported(program: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search_index, "get_executable", lambda: Path(program))
    with pytest.raises(SearchError, match="the search cannot be made: Pagefind"):
        list(bundles(shards([page("a/")])))


def test_an_edition_finds_only_what_is_its_own(tmp_path: Path) -> None:
    root = repository_with("[]", tmp_path)
    for edition in (Edition.TEAM, Edition.HR):
        build_site(root, tmp_path / edition.value, edition, AS_OF)
    assert "acme" in search_text(tmp_path / "team").casefold()
    assert "acme" not in search_text(tmp_path / "hr").casefold()


def test_what_a_page_excludes_is_not_found() -> None:
    html = (
        '<h1 id="a">A<a class="headerlink" href="#a">#</a></h1><p>B</p><p data-search-exclude>C</p>'
        '<h2 id="d" data-search-exclude>D</h2><p>E</p><h2 id="f">F</h2><table><tr><td>G</td><td>H'
        "</td></tr></table><script>I</script>"
    )
    assert [(each.id, each.title, each.text) for each in sections(parse(html))] == [
        (None, "A", "B"),
        ("f", "F", "G H"),
    ]


def test_what_repeats_other_pages_is_found_there_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = "# Page\n\n## Its own\n\nzanzibar\n\n## A & *b*\n\nlilongwe\n\n## Its end\n\nmombasa\n"
    text = text.replace("A & *b*", r"A &amp; \*b\*")
    page = Page("page.md", "Page", text, repeated=("A & *b*",))
    use(monkeypatch, lambda *_, **__: samples.assembled((*samples.pages(), page)))
    found = search_text(make_site(tmp_path))
    assert "zanzibar" in found
    assert "mombasa" in found
    assert "lilongwe" not in found


def test_a_written_page_may_stay_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    use(monkeypatch, lambda *_, **__: samples.assembled())
    root = make_repository(tmp_path / "repository")
    page = root / "content/pages/guides/hidden.md"
    page.write_text("---\nsearch:\n  exclude: true\n---\n\n# Hidden zanzibar\n", encoding="utf-8")
    assert "zanzibar" not in search_text(mkdocs_build(root))


def test_the_themes_search_is_left_out_with_a_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    use(monkeypatch, lambda *_, **__: samples.assembled())
    root = make_repository(tmp_path / "repository")
    settings = (CHECKOUT / "mkdocs.yml").read_text(encoding="utf-8")
    old = "plugins:\n  - search:\n      lang: en\n      separator: '[ ]'\n"
    (root / "mkdocs.yml").write_text(settings.replace("plugins:\n", old), encoding="utf-8")
    report = build_site(root, root / "site", Edition.TEAM, samples.AS_OF)
    assert [each for each in report.remarks if "take `search` out of `plugins:`" in each]
    assert len(report.remarks) == 1
    plain = tree(make_site(tmp_path / "plain"))
    assert set(tree(root / "site")) == set(plain)
    assert not [name for name in plain if "lunr" in name or "workers" in name]


def make_site(folder: Path) -> Path:
    build_site(make_repository(folder), folder / "site", Edition.TEAM, samples.AS_OF)
    return folder / "site"
