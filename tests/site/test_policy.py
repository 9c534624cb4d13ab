"""What a browser may load and run on our pages, and warnings about the rest."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from mkdocs.exceptions import PluginError

from generator.cli.app import run
from generator.site.hand_written import adapted
from generator.site.page_tree import parse
from generator.site.policy import policy
from tests.site.conftest import DAY, repository_with

META = re.compile(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">')
DATA = ("application/json", "application/ld+json")


def forbidden(html: str) -> Iterator[str]:
    """What the policy forbids inside a page."""
    whole = html.replace("<head", "<div").replace("<html", "<div").replace("<body", "<div")
    for node in parse(whole).css("*"):
        if node.tag == "style" or "style" in node.attributes:
            yield str(node.html)[:80]
        runs = not node.attributes.get("src") and node.attributes.get("type") not in DATA
        if node.tag == "script" and runs:
            yield str(node.html)[:80]
        yield from (name for name in node.attributes if name.startswith("on"))


@pytest.mark.parametrize("which", ["site", "team_site"])
def test_every_page_has_the_policy_before_all_scripts_and_nothing_it_forbids(
    which: str, request: pytest.FixtureRequest
) -> None:
    folder: Path = request.getfixturevalue(which)
    pages = sorted(folder.rglob("*.html"))
    assert len(pages) > 10
    found = set()
    for page in pages:
        html = page.read_text("utf-8")
        meta = META.search(html)
        assert meta, page
        assert not re.search(r"<script|<style|<link[^>]*stylesheet", html[: meta.start()]), page
        assert not list(forbidden(html)), page
        found.add(meta[1])
    assert found == {policy({})}


def test_it_starts_at_nothing_and_allows_webassembly_and_no_more() -> None:
    own = policy({})
    assert own.startswith("default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; ")
    assert "style-src 'self'; " in own
    assert "unsafe-inline" not in own
    assert "'unsafe-eval'" not in own
    assert "http" not in own


def test_a_site_can_allow_further_addresses(tmp_path: Path) -> None:
    root = repository_with("[navigation.top]", tmp_path)
    more = "[https://statistics.example, 'https://*.example:8443/some/path.js']"
    with (root / "mkdocs.yml").open("a", encoding="utf-8") as settings:
        settings.write(f"      policy: {{connect-src: {more}, frame-src: ['''self''']}}\n")
    assert run(["build", "--root", str(root), "--quiet"]) == 0
    meta = META.search((root / "site/index.html").read_text("utf-8"))
    assert meta
    parts = "connect-src 'self' https://statistics.example https://*.example:8443/some/path.js; "
    assert parts + "frame-src 'self'; " in meta[1]


@pytest.mark.parametrize(
    ("directive", "sources"),
    [
        ("default-src", ["https://a.example"]),
        ("base-uri", ["'self'"]),
        ("script", ["https://a.example"]),
        *(("script-src", [each]) for each in ("'unsafe-inline'", "*", "https://a;b", 'x"', 3)),
        ("script-src", "https://a.example"),
        ("script-src", []),
    ],
)
def test_what_would_undo_it_is_an_error_with_a_remedy(directive: str, sources: object) -> None:
    with pytest.raises(PluginError, match=r"it takes `script-src`|has to be a list of addresses"):
        policy({directive: sources})


def test_cells_of_hand_written_tables_are_aligned_without_a_style() -> None:
    html = '<th style="text-align: right;">a</th><td class="x" style="text-align: center;">b</td>'
    expected = '<th align="right">a</th><td class="x" align="center">b</td>'
    assert adapted(html, "a.md") == (expected, ())


def test_the_build_says_what_browsers_will_ignore_on_a_hand_written_page(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = repository_with("[navigation.top]", tmp_path)
    page = '# A\n\n<p style="color: red" onclick="x()">a</p>\n\n<script>x()</script>\n'
    data = '# B\n\n<script src="x.js"></script>\n\n<script type="application/json">{}</script>\n'
    (root / "docs/a.md").write_text(page, "utf-8")
    (root / "docs/b.md").write_text(data, "utf-8")
    assert run(["build", "--root", str(root), "--as-of", DAY]) == 0
    (line,) = [each for each in capsys.readouterr().out.splitlines() if "browsers ignore" in each]
    assert "a.md: browsers ignore `style=`, `onclick=` and `<script>` inside a page" in line


def test_the_build_says_what_settings_ask_of_others_in_vain(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = repository_with("[navigation.top]", tmp_path)
    with (root / "mkdocs.yml").open("a", encoding="utf-8") as settings:
        settings.write("      policy: {script-src: ['https://*.allowed.example']}\n")
        settings.write("extra: {analytics: {provider: google, property: G-1}}\n")
        settings.write(
            "extra_javascript: ['https://x.allowed.example/a.js', '//no.example/b.js']\n"
        )
        settings.write("extra_css: ['https://x.allowed.example/a.css', own.css]\n")
    (root / "docs/own.css").touch()
    assert run(["build", "--root", str(root), "--as-of", DAY]) == 0
    output = capsys.readouterr().out
    assert "without the theme's `analytics`" in output
    refused = re.findall(r"browsers will not load (\S+),", output)
    assert refused == ["//no.example/b.js", "https://x.allowed.example/a.css"]
    assert not list(forbidden((root / "site/index.html").read_text("utf-8")))


def test_headings_of_hand_written_pages_take_no_id_of_the_theme(tmp_path: Path) -> None:
    root = repository_with("[navigation.top]", tmp_path)
    page = "# A\n\n## `__config`\n\n## `__search`\n\n## `_`\n"
    (root / "docs/a.md").write_text(page, "utf-8")
    assert run(["build", "--root", str(root), "--as-of", DAY, "--quiet"]) == 0
    html = (root / "site/a/index.html").read_text("utf-8")
    assert re.findall(r'<h2 id="(.*?)"', html) == ["config", "search", "_1"]
    assert html.count('id="__config"') == html.count('id="__search"') == 1
