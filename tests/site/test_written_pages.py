"""Hand-written pages say when an edition lacks what they speak of; editions have names in words."""

import json
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from generator.findings.classification import Edition
from generator.site import publish
from generator.site.files import with_notice
from tests.site import samples
from tests.site.conftest import make_repository, use

GUIDE = "\n# Reviewing\n\nText.\n"


def test_a_guide_to_accounts_says_that_there_are_none() -> None:
    shown = with_notice(GUIDE, {"needs": "accounts"}, Edition.HR, has_accounts=False)
    assert shown.startswith(
        "\n# Reviewing\n\n*This guide speaks of the pages of an account. The HR"
    )
    assert shown.endswith("\n\nText.\n")


@pytest.mark.parametrize(("meta", "has_accounts"), [({"needs": "accounts"}, True), ({}, False)])
def test_other_guides_stay_as_they_were_written(meta: dict[str, str], has_accounts: bool) -> None:
    assert with_notice(GUIDE, meta, Edition.TEAM, has_accounts=has_accounts) == GUIDE


def test_the_guides_that_need_accounts_say_so_themselves(real_root: Path) -> None:
    guides = real_root / "content" / "pages" / "guides"
    marked = {each.stem for each in guides.glob("*.md") if "needs: accounts" in each.read_text()}
    assert {"reviewing-a-strategy", "handing-an-account-over", "read-a-playbook"} <= marked


WORST = "\"'> <b>x</b> < 5 & &lt;i&gt; </title> <!-- </head> <script>1</script>"
WRITTEN = {
    "title": "---\ntitle: {}\n---\n\nomega\n\n## Second\n",
    "description": "---\ndescription: {}\n---\n\n# Page\n\nomega\n",
    "author": "---\nauthor: {}\n---\n\n# Page\n\nomega\n",
    "heading": "# `{}`\n\nomega\n",
}


def test_what_a_page_says_of_itself_is_text(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    use(monkeypatch, lambda *_, **__: samples.assembled())
    root = make_repository(tmp_path / "repository")
    for name, text in WRITTEN.items():
        value = WORST if name == "heading" else json.dumps(WORST)
        page = root / f"content/pages/guides/w-{name}.md"
        page.write_text(text.format(value), encoding="utf-8")
    publish.build_site(root, root / "site", Edition.TEAM, samples.AS_OF)
    for name in WRITTEN:
        html = (root / f"site/guides/w-{name}/index.html").read_text("utf-8")
        tree = LexborHTMLParser(html)
        assert tree.css_matches("head > meta[http-equiv=Content-Security-Policy]")
        assert tree.css_matches("head > title + link, head > title ~ link")
        article = tree.css_first("article")
        assert article is not None
        assert "omega" in article.text()
        assert not tree.css("head script:not([src]):not([type])")
        where = {
            "title": tree.css_first("h1"),
            "heading": tree.css_first("h1 code"),
        }.get(name)
        if where is None:
            meta = tree.css_first(f"meta[name={name}]")
            assert meta is not None
            assert meta.attributes["content"] == WORST
        else:
            assert where.text().strip() == WORST
            title = tree.css_first("title")
            assert title is not None
            assert title.text().startswith(WORST)


def test_what_the_settings_say_of_the_site_is_text(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    use(monkeypatch, lambda *_, **__: samples.assembled())
    root = make_repository(tmp_path / "repository")
    settings = root / "mkdocs.yml"
    lines = [
        each
        for each in settings.read_text("utf-8").splitlines()
        if not each.startswith(("site_name:", "site_description:", "site_author:"))
    ]
    said = [
        f"{key}: {json.dumps(WORST)}" for key in ("site_name", "site_description", "site_author")
    ]
    settings.write_text("\n".join([*said, *lines]), "utf-8")
    (root / "content/pages/guides/plain.md").write_text("# Plain\n\nomega\n", "utf-8")
    publish.build_site(root, root / "site", Edition.TEAM, samples.AS_OF)
    for path in ("index.html", "guides/plain/index.html", "404.html"):
        tree = LexborHTMLParser((root / "site" / path).read_text("utf-8"))
        assert tree.css_matches("head > link[rel=stylesheet]")
        title, author = tree.css_first("title"), tree.css_first("meta[name=author]")
        assert title is not None
        assert title.text().endswith(WORST)
        assert author is not None
        assert author.attributes["content"] == WORST


@pytest.mark.parametrize(
    ("line", "message"),
    [("hide: 5", "`hide` in the front matter needs a list"), ("template: 5", "`template` in")],
)
def test_front_matter_that_no_page_can_have_is_named(
    line: str, message: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    use(monkeypatch, lambda *_, **__: samples.assembled())
    root = make_repository(tmp_path / "repository")
    (root / "content/pages/guides/odd.md").write_text(f"---\n{line}\n---\n# Odd\n", "utf-8")
    with pytest.raises(publish.SiteError, match=f"guides/odd.md: {message}"):
        publish.build_site(root, root / "site", Edition.TEAM, samples.AS_OF)


def test_an_abbreviation_is_named_in_capitals(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    use(monkeypatch, lambda *_, **__: samples.assembled())
    root = make_repository(tmp_path / "repository")
    publish.build_site(root, root / "site", Edition.HR, samples.AS_OF)
    html = (root / "site/index.html").read_text("utf-8")
    assert ">HR edition<" in html
    assert ", HR edition, as of" in html
