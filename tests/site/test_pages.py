"""What a reader's browser receives, from the sample pages."""

import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from tests.site import samples
from tests.site.conftest import searched

REQUESTED = {"script": "src", "img": "src", "link": "href", "iframe": "src", "source": "src"}


class Elements(HTMLParser):
    """Every element of a page with its attributes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, {name: value or "" for name, value in attrs}))


def html(site: Path, page: str) -> str:
    return (site / page / "index.html").read_text(encoding="utf-8")


def article(text: str) -> str:
    match = re.search(r"<article.*?</article>", text, re.DOTALL)
    assert match
    return match[0]


def edit_link(text: str) -> str | None:
    match = re.search(r'<a href="([^"]*)"[^>]* rel="edit"', text)
    return match[1] if match else None


@pytest.mark.parametrize(
    ("page", "source"),
    [
        ("accounts/norvane", "accounts/norvane/account.yaml"),
        ("accounts/norvane/strategy", "accounts/norvane/strategy.yaml"),
        ("roles/kam", "content/roles/kam.yaml"),
        ("guides/read-a-playbook", "content/pages/guides/read-a-playbook.md"),
    ],
)
def test_the_pencil_leads_to_the_file_behind_the_page(site: Path, page: str, source: str) -> None:
    expected = f"https://git.example/our-team/account-playbook/edit/main/{source}"
    assert edit_link(html(site, page)) == expected


def test_a_page_of_many_files_has_no_pencil(site: Path) -> None:
    assert edit_link(html(site, "accounts")) is None


def test_a_hostile_name_is_text_wherever_it_stands(site: Path) -> None:
    for path in site.rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        assert "onerror" not in json.dumps(
            [attributes for tag, attributes in Elements(text).found if tag == "img"]
        ), path
        for _, attributes in Elements(text).found:
            assert not any(name.startswith("on") for name in attributes), path
    page = html(site, "accounts/hostile")
    shown = "&lt;img src=x onerror=alert(1)&gt; &amp; "
    assert f"<title>{shown}&quot;Co&quot; - Account Playbook</title>" in page
    assert ("meta", {"name": "description", "content": samples.HOSTILE}) in Elements(page).found
    navigation = page[page.index("md-nav--primary") : page.index("md-sidebar--secondary")]
    assert navigation.count(shown) == 2  # the group and the page
    breadcrumb = page[page.index("md-path") : page.index("<article")]
    assert breadcrumb.count(shown) == 1
    assert searched(site)["accounts/hostile/"]["meta"]["title"] == samples.HOSTILE


def test_markup_in_a_value_stays_a_value(site: Path) -> None:
    text = article(html(site, "accounts/hostile"))
    assert "<p>{: onmouseover=alert(2) }</p>" in text
    assert "<td>text {: .md-button onmouseover=alert(3) }</td>" in text
    assert "<td>[TOC]</td>" in text


def test_no_generated_page_styles_itself(site: Path) -> None:
    for page in ("accounts", "accounts/norvane", "accounts/norvane/strategy", "roles/kam"):
        assert "style=" not in article(html(site, page))


def test_figures_are_right_aligned_by_class(site: Path) -> None:
    assert re.search('<td class="align-right"[^>]*>33 %</td>', html(site, "accounts/norvane"))


def test_an_explicit_anchor_keeps_its_name_next_to_a_heading_of_the_same_name(site: Path) -> None:
    ids = re.findall(r'\bid="([^"]+)"', article(html(site, "accounts/norvane")))
    assert "objectives" in ids
    assert len(ids) == len(set(ids))


def test_a_former_address_leads_to_the_page_and_keeps_the_anchor(site: Path) -> None:
    text = html(site, "accounts/norvane-old")
    assert '<meta http-equiv="refresh" content="0; url=../norvane/">' in text
    assert '<link rel="canonical" href="../norvane/">' in text
    assert '<script src="../../assets/javascripts/playbook-redirect.js"></script>' in text
    assert not [url for url in searched(site) if "norvane-old" in url]


def test_nothing_is_requested_from_another_host(site: Path) -> None:
    for path in site.rglob("*.html"):
        for tag, attributes in Elements(path.read_text(encoding="utf-8")).found:
            address = attributes.get(REQUESTED.get(tag, ""), "")
            assert not re.match(r"(?:[a-z]+:)?//", address), f"{path}: {address}"
    for path in site.rglob("*.css"):
        for address in re.findall(r"url\(([^)]*)\)|@import\s+([^;]*)", path.read_text()):
            assert not re.match(r"""['"]?(?:https?:)?//""", "".join(address)), path


def test_the_browser_may_load_nothing_from_elsewhere(site: Path) -> None:
    for page in ("", "accounts/norvane", "guides"):
        assert "default-src 'none'" in html(site, page)
        assert 'name="referrer" content="same-origin"' in html(site, page)


def test_search_ranks_and_finds(site: Path) -> None:
    found = searched(site)
    assert found["accounts/norvane/"]["meta"]["weight"] == "2"
    assert found["accounts/norvane/#where-we-stand"]["meta"]["plain"] == "grosskunden"
    assert not any("Owner:" in record["content"] for record in found.values())
    assert found["guides/read-a-playbook/"]["meta"]["also"] == "where to begin"
    names = json.loads((site / "search/names.json").read_text(encoding="utf-8"))["names"]
    guide = ["How to read an account's playbook", "guides/read-a-playbook/", "where to begin", ""]
    assert guide in [name[1:] for name in names]


def test_lost_readers_get_the_ways_in(site: Path) -> None:
    text = (site / "404.html").read_text(encoding="utf-8")
    assert "There is no such page" in text
    assert '<li><a href="/accounts/">Accounts</a></li>' in text


def test_every_page_says_its_edition_and_date(site: Path) -> None:
    for page in ("", "accounts/norvane", "guides"):
        text = " ".join(html(site, page).split())
        assert "team edition, as of" in text
        assert '<time datetime="2026-11-02">2 Nov 2026</time>' in text
