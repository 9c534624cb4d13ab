import re
from dataclasses import replace
from pathlib import Path

import pytest

from generator.findings.classification import Edition
from generator.pages.kit.page import NavigationItem, Page
from generator.site.errors import SiteError
from generator.site.publish import build_site
from tests.site import samples
from tests.site.conftest import make_repository, use


def navigation(site: Path, page: str) -> str:
    text = (site / page / "index.html").read_text(encoding="utf-8")
    start = text.index("<nav", text.index("md-sidebar--primary"))
    return text[start : text.index("</nav>", start)]


def links(html: str) -> list[tuple[str, str]]:
    found = re.findall(r'<a href="([^"]+)"[^>]*>\s*<span[^>]*>([^<]*)</span>', html)
    return [(address, title) for address, title in found]


def current(html: str) -> list[str]:
    return re.findall(r'aria-current="page">\s*<span[^>]*>([^<]*)<', html)


def test_the_entries_are_the_sections_that_exist(site: Path) -> None:
    assert links(navigation(site, "")) == [
        ("./", "Home"),
        ("accounts/", "Accounts"),
        ("roles/", "Roles"),
        ("onboarding/", "Onboarding"),
        ("glossary/", "Glossary"),
        ("guides/", "Guides"),
    ]


def test_an_account_shows_its_own_pages_under_its_name(site: Path) -> None:
    html = navigation(site, "accounts/norvane/strategy")
    assert re.findall(r"pb-nav__group\">([^<]*)<", html) == ["Norvane Industrial Group"]
    assert links(html)[1:5] == [
        ("../../", "Accounts"),
        ("../", "Playbook"),
        ("./", "Strategy"),
        ("../checklist/", "Checklist"),
    ]
    assert current(html) == ["Strategy"]


def test_a_section_is_not_listed_below_itself(site: Path) -> None:
    html = navigation(site, "roles/kam")
    assert links(html)[2:5] == [("../", "Roles"), ("./", "KAM"), ("../gkam/", "GKAM")]
    assert "pb-nav__group" not in html


@pytest.mark.parametrize(
    ("page", "title"),
    [("", "Home"), ("accounts", "Accounts"), ("glossary", "Glossary"), ("guides", "Guides")],
)
def test_the_page_one_is_on_is_marked(site: Path, page: str, title: str) -> None:
    assert title in current(navigation(site, page))


def test_hand_written_pages_show_their_neighbours(site: Path) -> None:
    assert links(navigation(site, "guides/read-a-playbook"))[5:] == [
        ("../", "Guides"),
        ("./", "How to read an account&#39;s playbook"),
    ]


def test_the_breadcrumb_leads_up(site: Path) -> None:
    text = (site / "accounts/norvane/strategy/index.html").read_text(encoding="utf-8")
    breadcrumb = text[text.index('aria-label="Breadcrumb"') : text.index("<article")]
    assert links(breadcrumb) == [("../../", "Accounts"), ("../", "Norvane Industrial Group")]


def test_the_navigation_of_a_page_does_not_grow_with_the_site(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sizes = []
    for number in (2, 40):
        more = tuple(
            Page(f"accounts/a{index}/index.md", f"Account {index}", "# x\n", section="accounts")
            for index in range(number)
        )
        use(monkeypatch, lambda *_, more=more, **__: samples.assembled((*samples.pages(), *more)))
        root = make_repository(tmp_path / str(number))
        build_site(root, root / "site", Edition.TEAM, samples.AS_OF)
        sizes.append(len((root / "site/accounts/norvane/index.html").read_text()))
    assert sizes[0] == sizes[1]


def test_a_neighbour_that_does_not_exist_stops_the_build(
    repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, *rest = samples.pages()
    wrong = replace(first, siblings=(NavigationItem("Gone", "accounts/gone/index.md"),))
    use(monkeypatch, lambda *_, **__: samples.assembled((wrong, *rest)))
    with pytest.raises(SiteError, match=r"accounts/gone/index\.md"):
        build_site(repository, repository / "site", Edition.TEAM, samples.AS_OF)
