"""Hand-written pages say when an edition lacks what they speak of; editions have names in words."""

import itertools
import json
import os
import re
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest
import yaml
from mkdocs.exceptions import PluginError
from mkdocs.utils import get_theme_dir
from mkdocs.utils.meta import get_data
from mkdocs.utils.yaml import yaml_load
from selectolax.lexbor import LexborHTMLParser

from generator.findings.classification import Edition
from generator.findings.errors import PlaybookError
from generator.site import publish
from generator.site.errors import SiteError
from generator.site.files import with_notice
from generator.site.written import encode_meta
from tests.examples import spread
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
    [
        ("hide: 5", "`hide` in the front matter needs a list"),
        ("template: 5", "`template` in"),
        ("template: none.html", ".*\n.*there is no template `none.html`"),
    ],
)
def test_front_matter_that_no_page_can_have_is_named(
    line: str, message: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    use(monkeypatch, lambda *_, **__: samples.assembled())
    root = make_repository(tmp_path / "repository")
    (root / "content/pages/guides/odd.md").write_text(f"---\n{line}\n---\n# Odd\n", "utf-8")
    with pytest.raises(SiteError, match=f"guides/odd.md'?: ?{message}"):
        publish.build_site(root, root / "site", Edition.TEAM, samples.AS_OF)


# Every key of front matter -----------------------------------------------------------------------
OURS = Path(publish.__file__).parents[2]
KEYS = sorted(
    {
        key
        for folder in (Path(get_theme_dir("material")), OURS / "overrides")
        for file in folder.rglob("*.html")
        for key in re.findall(r"\bmeta\.(\w+)", file.read_text("utf-8"))
    }
    | {
        key
        for file in (OURS / "generator/site").glob("*.py")
        for key in re.findall(r"\bmeta(?:\.get\(|\[)\"(\w+)", file.read_text("utf-8"))
    }
    | {"title", "template", "hide", "keywords", "needs", "search", "tags", "unheard-of"}
)
"""All that templates, MkDocs or we ask a page for, and one that nobody does."""
VALUES = {
    "nothing": "",
    "nothing-said": "null",
    "list": "[a, b]",
    "empty-list": "[]",
    "list-of-nothing": "[null]",
    "number": "3.5",
    "no": "false",
    "mapping": "{a: b}",
    "empty-mapping": "{}",
    "date": "2026-11-02",
    "text": "''",
}


def test_any_value_of_any_key_gives_a_page_or_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    use(monkeypatch, lambda *_, **__: samples.assembled())
    root = make_repository(tmp_path / "repository")
    folder = root / "content/pages/guides"
    refused = set()
    for key, (name, value) in itertools.product(KEYS, VALUES.items()):
        text = f"---\n{key}: {value}\n---\n# Odd\n\nomega\n"
        try:
            encode_meta(get_data(text)[1], "odd.md")
        except PluginError:
            refused.add(key)
        else:
            (folder / f"odd-{key}-{name}.md").write_text(text, "utf-8")
    assert refused == {"hide", "template"}
    publish.build_site(root, root / "site", Edition.TEAM, samples.AS_OF)
    pages = list((root / "site/guides").glob("odd-*/index.html"))
    assert len(pages) > len(KEYS)
    assert all("omega" in each.read_text("utf-8") for each in pages)


# Addresses that nothing can read -----------------------------------------------------------------
UNREADABLE = ("https://[oops)", "https://[oops]/x", "https://[::1", "https://℀.com/", "//[x")


@pytest.mark.parametrize("address", spread(UNREADABLE, 2))
@pytest.mark.parametrize("link", ["[a](<{}>)", "![a](<{}>)", "[a][b]\n\n[b]: <{}>", "<{}>"])
def test_a_link_that_nothing_can_read_is_named_with_its_page(
    address: str, link: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    use(monkeypatch, lambda *_, **__: samples.assembled())
    root = make_repository(tmp_path / "repository")
    page = root / "content/pages/guides/odd.md"
    page.write_text(f"# Odd\n\nomega {link.format(address)}\n\n`{address}`\n", "utf-8")
    if link == "<{}>" and address.startswith("//"):
        return  # no address
    with pytest.raises(SiteError) as raised:
        publish.build_site(root, root / "site", Edition.TEAM, samples.AS_OF)
    assert "guides/odd.md" in str(raised.value)
    assert f"`{address}` cannot be read" in str(raised.value)


@pytest.mark.parametrize("address", UNREADABLE[2:4])
@pytest.mark.parametrize(
    "setting",
    [
        "nav: [Home: index.md, Other: '{}']",
        "site_url: '{}'",
        "repo_url: '{}'",
        "edit_uri: '{}'",
        "extra_css: ['{}']",
        "extra_javascript: ['{}']",
        "theme: {{name: material, logo: '{}'}}",
        "theme: {{name: material, favicon: '{}'}}",
    ],
)
def test_a_setting_that_nothing_can_read_is_named(
    address: str, setting: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    use(monkeypatch, lambda *_, **__: samples.assembled())
    root = make_repository(tmp_path / "repository")
    with_settings(root, yaml.safe_load(setting.format(address)))
    with pytest.raises(PlaybookError, match=r"mkdocs\.yml"):
        publish.build_site(root, root / "site", Edition.TEAM, samples.AS_OF)


@pytest.mark.parametrize("slugify", ["3", "pymdownx.slugs.uslugify", "[a]"])
def test_what_makes_ids_of_headings_has_to_be_a_function(
    slugify: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    use(monkeypatch, lambda *_, **__: samples.assembled())
    root = make_repository(tmp_path / "repository")
    with_settings(root, {"markdown_extensions": [{"toc": {"slugify": yaml.safe_load(slugify)}}]})
    with pytest.raises(SiteError, match="has to be a function"):
        publish.build_site(root, root / "site", Edition.TEAM, samples.AS_OF)


OTHER_FORMS = [
    "extra: {alternate: 3}",
    "extra: {polyfills: 3}",
    "extra: {social: {a: b}}",
    "extra_css: [null]",
    "theme: {name: material, palette: 3}",
    "theme: {name: material, custom_dir: 3}",
    "theme: {name: material, custom_dir: {a: b}}",
]


@pytest.mark.parametrize("setting", spread(OTHER_FORMS, 3))
def test_a_setting_of_another_form_is_named(
    setting: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    use(monkeypatch, lambda *_, **__: samples.assembled())
    root = make_repository(tmp_path / "repository")
    with_settings(root, yaml.safe_load(setting))
    with pytest.raises(PlaybookError, match=r"mkdocs\.yml"):
        publish.build_site(root, root / "site", Edition.TEAM, samples.AS_OF)


TEMPLATES = ("edit/main/content/pages/{path}", "https://git.example/x?f={path!q}&b=main", 3)


@pytest.mark.parametrize("template", TEMPLATES)
def test_edit_links_may_have_a_template(
    template: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    use(monkeypatch, lambda *_, **__: samples.assembled())
    root = make_repository(tmp_path / "repository")
    theme = {"name": "material", "features": ["content.action.edit"]}
    repository = "https://git.example/our/x"
    with_settings(
        root,
        {
            "edit_uri": "",
            "edit_uri_template": template,
            "repo_url": repository,
            "theme": theme,
        },
    )
    (root / "content/pages/guides/plain.md").write_text("# Plain\n\nomega\n", "utf-8")
    publish.build_site(root, root / "site", Edition.TEAM, samples.AS_OF)
    html = (root / "site/guides/plain/index.html").read_text("utf-8")
    assert "git.example" in html


NOT_FILLED = (
    "{",
    "edit/{foo}",
    "edit/{path:d}",
    "edit/{path:{path}}",
    "edit/{path[0]}",
    "//[{path}",
)


@pytest.mark.parametrize("template", NOT_FILLED)
def test_a_template_of_edit_links_that_cannot_be_filled_is_named(
    template: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    use(monkeypatch, lambda *_, **__: samples.assembled())
    root = make_repository(tmp_path / "repository")
    with_settings(root, {"edit_uri": "", "edit_uri_template": template})
    with pytest.raises(PlaybookError, match="edit_uri_template"):
        publish.build_site(root, root / "site", Edition.TEAM, samples.AS_OF)


FILLED = {
    "edit/{path:>40}": f"edit/{'content/pages/guides/plain.md':>40}",
    "edit/{path:<<40}": f"edit/{'content/pages/guides/plain.md':<<40}",
    "a b/{path_noext!q}": "a b/content/pages/guides/plain",
    "{{x}}/{path}": "{x}/content/pages/guides/plain.md",
    "edit/x&copy/{path}": "edit/x&copy/content/pages/guides/plain.md",
}


@pytest.mark.parametrize("template", spread([*FILLED, ""], 3))
def test_the_addresses_of_a_page_are_text(
    template: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    use(monkeypatch, lambda *_, **__: samples.assembled())
    root = make_repository(tmp_path / "repository")
    settings = {
        "edit_uri": "" if template else "edit/y&copy/",
        "repo_url": "https://git.example/our/x",
        "site_url": "https://ours.example/z&copy/",
        "theme": {"name": "material", "features": ["content.action.edit"]},
    }
    with_settings(root, settings | ({"edit_uri_template": template} if template else {}))
    (root / "content/pages/guides/plain.md").write_text("# Plain\n\nomega\n", "utf-8")
    (root / "content/pages/guides/a#b?c%20d é.md").write_text("# Odd\n", "utf-8")
    publish.build_site(root, root / "site", Edition.TEAM, samples.AS_OF)
    expected = FILLED.get(template, "edit/y&copy/content/pages/guides/plain.md")
    for path in sorted((root / "site").rglob("*.html")):
        tree = LexborHTMLParser(path.read_text("utf-8"))
        found = [each.attributes["href"] or "" for each in tree.css("[href]")]
        assert not [each for each in found if "©" in each]
        if path.parent.name == "plain":
            assert (
                unquote(found_with(tree, "rel", "edit")) == f"https://git.example/our/x/{expected}"
            )
            canonical = found_with(tree, "rel", "canonical")
            assert canonical == "https://ours.example/z&copy/guides/plain/"
        if path.parent.name.startswith("a#b") and not template:
            link = urlsplit(found_with(tree, "rel", "edit"))
            assert not link.query + link.fragment
            assert unquote(link.path).endswith("/content/pages/guides/a#b?c%20d é.md")


def found_with(tree: LexborHTMLParser, key: str, value: str) -> str:
    node = tree.css_first(f"[{key}={value}]")
    return (node and node.attributes["href"]) or ""


def test_a_title_of_the_contents_may_be_a_number(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    use(monkeypatch, lambda *_, **__: samples.assembled())
    root = make_repository(tmp_path / "repository")
    with_settings(root, {"markdown_extensions": [{"toc": {"title": 3}}]})
    publish.build_site(root, root / "site", Edition.TEAM, samples.AS_OF)


def test_a_file_whose_name_is_no_text_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    use(monkeypatch, lambda *_, **__: samples.assembled())
    root = make_repository(tmp_path / "repository")
    name = os.fsdecode(b"odd-\xff.md")
    try:
        (root / "content/pages/guides" / name).write_text("# Odd\n\nomega\n", "utf-8")
    except OSError:
        pytest.skip("this file system has no such names")
    with pytest.raises(PlaybookError, match=r"guides/odd-.*another one"):
        publish.build_site(root, root / "site", Edition.TEAM, samples.AS_OF)


# Every setting that is text ----------------------------------------------------------------------
WORD = '"><b>x&lt;'
SAID: dict[str, Any] = {
    "site_name": f"1{WORD}",
    "site_description": f"2{WORD}",
    "site_author": f"3{WORD}",
    "site_url": f"https://ours.example/4{WORD}/",
    "repo_name": f"5{WORD}",
    "repo_url": f"https://forge.example/6{WORD}",
    "edit_uri": f"7{WORD}/content/pages/",
    "extra_css": [f"8{WORD}.css"],
    "extra_javascript": [f"9{WORD}.js", {"path": f"10{WORD}.js", "type": f"11{WORD}"}],
    "markdown_extensions": [{"toc": {"title": f"12{WORD}"}}],
    "theme": {
        "name": "material",
        "direction": f"13{WORD}",
        "logo": f"14{WORD}.svg",
        "favicon": f"15{WORD}.svg",
        "features": ["content.action.edit"],
        "palette": [
            {
                "media": f"17{WORD}",
                "scheme": f"18{WORD}",
                "primary": f"19{WORD}",
                "accent": f"20{WORD}",
                "toggle": {"icon": "material/weather-sunny", "name": f"21{WORD}"},
            },
            {"scheme": "slate"},
        ],
    },
    "extra": {
        "scope": f"22{WORD}",
        "homepage": f"https://ours.example/23{WORD}",
        "alternate": [{"link": f"/24{WORD}", "lang": f"25{WORD}", "name": f"26{WORD}"}],
    },
    "nav": [
        {f"27{WORD}": f"https://other.example/28{WORD}"},
        {f"29{WORD}": f"/30{WORD}"},
        {"Guides": ["guides/plain.md"]},
    ],
}
NUMBERS = set(re.findall(rf"(\d+){WORD}", str(SAID)))
NOWHERE = {"23", "26"}
"""What none of our templates writes."""


def test_every_setting_is_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    use(monkeypatch, lambda *_, **__: samples.assembled())
    root = make_repository(tmp_path / "repository")
    with_settings(root, {**SAID, "validation": {"nav": {"absolute_links": "ignore"}}})
    (root / "content/pages/guides/plain.md").write_text("# Plain\n\n## One\n\nomega\n", "utf-8")
    publish.build_site(root, root / "site", Edition.TEAM, samples.AS_OF)
    found: set[str] = set()
    for path in sorted((root / "site").rglob("*.html")):
        tree = LexborHTMLParser(path.read_text("utf-8"))
        assert not tree.css("b"), path
        values = [each for node in tree.css("*") for each in node.attributes.values()]
        text = unquote("\n".join([*(each or "" for each in values), tree.text()]))
        found |= set(re.findall(rf"(\d+){WORD}", text))
    sitemap = (root / "site/sitemap.xml").read_text("utf-8")
    assert all(
        f"/4{WORD}/" in unquote(unescape(each)) for each in re.findall("<loc>(.*?)<", sitemap)
    )
    assert NUMBERS - found == NOWHERE


def with_settings(root: Path, said: dict[str, Any]) -> None:
    """The settings of the repository, with some said otherwise."""
    settings = root / "mkdocs.yml"
    settings.write_text(
        yaml.safe_dump({**yaml_load(settings.read_text("utf-8")), **said}, sort_keys=False), "utf-8"
    )


# Editions ----------------------------------------------------------------------------------------
def test_an_abbreviation_is_named_in_capitals(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    use(monkeypatch, lambda *_, **__: samples.assembled())
    root = make_repository(tmp_path / "repository")
    publish.build_site(root, root / "site", Edition.HR, samples.AS_OF)
    html = (root / "site/index.html").read_text("utf-8")
    assert ">HR edition<" in html
    assert ", HR edition, as of" in html
