"""What the theme of a site keeps of its own settings, and what it cannot have."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from mkdocs.config import load_config

from generator.cli.app import run
from generator.site.theme import apply_theme
from tests.site.conftest import DAY, repository_with

ASKED = "[navigation.instant, navigation.top, navigation.instant.progress, toc.follow]"


def features_of_all_pages(site: Path) -> set[tuple[str, ...]]:
    """What the theme's script is told on the pages of a site."""
    pages = [page.read_text("utf-8") for page in site.rglob("*.html")]
    configurations = [
        re.search(r'<script id="__config" type="application/json">(.*?)</script>', page)
        for page in pages
    ]
    return {tuple(json.loads(each.group(1))["features"]) for each in configurations if each}


def said(output: str) -> list[str]:
    """Lines about what the site is built without."""
    return [line for line in output.splitlines() if "the site is built without" in line]


def test_playbook_build_leaves_instant_navigation_out_and_says_so_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = repository_with(ASKED, tmp_path)
    assert run(["build", "--root", str(root), "--as-of", DAY]) == 0
    (line,) = said(capsys.readouterr().out)
    assert "without `navigation.instant` and `navigation.instant.progress`: with" in line
    assert features_of_all_pages(root / "site") == {("navigation.top", "toc.follow")}
    assert run(["build", "--root", str(root), "--as-of", DAY, "--quiet"]) == 0
    assert capsys.readouterr() == ("", "")


def test_so_does_mkdocs_and_strictness_has_nothing_to_say(tmp_path: Path) -> None:
    root = repository_with(ASKED, tmp_path)
    command = (sys.executable, "-m", "mkdocs", "build", "--strict")
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    (line,) = said(done.stderr)
    assert re.match(r"INFO +-  playbook: ", line)
    assert features_of_all_pages(root / "site") == {("navigation.top", "toc.follow")}


HOOK = """
def {event}(*_, config, **__):
    config.theme["features"].append("navigation.instant")
"""


@pytest.mark.parametrize("event", ["on_nav", "on_page_context"])
def test_it_is_left_out_whoever_asks_for_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], event: str
) -> None:
    root = repository_with("[navigation.top]", tmp_path)
    (root / "hook.py").write_text(HOOK.format(event=event), "utf-8")
    with (root / "mkdocs.yml").open("a", encoding="utf-8") as settings:
        settings.write("\nhooks: [hook.py]\n")
    assert run(["build", "--root", str(root), "--as-of", DAY]) == 0
    assert len(said(capsys.readouterr().out)) == 1
    assert features_of_all_pages(root / "site") == {("navigation.top",)}


@pytest.mark.parametrize("features", ["true", "3", "{navigation.top: true}", "[[a]]"])
def test_features_that_are_no_names_are_an_error_with_a_remedy(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], features: str
) -> None:
    root = repository_with(features, tmp_path)
    assert run(["build", "--root", str(root), "--as-of", DAY]) == 1
    assert "has to be a list of names" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("features", "kept", "left_out"),
    [
        ("[navigation.top]", ["navigation.top"], []),
        ("[navigation.instant]", [], ["navigation.instant"]),
        ("navigation.instant", [], ["navigation.instant"]),
        (
            "[navigation.instant.prefetch, navigation.instant, navigation.instant]",
            [],
            ["navigation.instant", "navigation.instant.prefetch"],
        ),
        ("[navigation.instant.preview]", ["navigation.instant.preview"], []),
    ],
)
def test_only_what_pages_cannot_bear_is_left_out(
    tmp_path: Path, features: str, kept: list[str], left_out: list[str]
) -> None:
    config = load_config(str(repository_with(features, tmp_path) / "mkdocs.yml"))
    remarks = apply_theme(config)
    assert config.theme["features"] == kept
    assert [re.findall(r"`(.*?)`", each.partition(":")[0]) for each in remarks] == (
        [left_out] if left_out else []
    )
    assert apply_theme(config) == ()
