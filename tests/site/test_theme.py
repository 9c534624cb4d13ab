"""Which theme features of a site's settings are kept, and which are refused."""

import json
import re
from pathlib import Path

import pytest
from mkdocs.config import load_config
from mkdocs.structure.files import Files

from generator.cli.app import run
from generator.site.theme import apply_theme
from tests.site.conftest import DAY, repository_with

REQUESTED = "[navigation.instant, navigation.top, navigation.instant.progress, toc.follow]"


def features_of_all_pages(site: Path) -> set[tuple[str, ...]]:
    """The features passed to the theme's script on the pages of a site."""
    pages = [page.read_text("utf-8") for page in site.rglob("*.html")]
    configurations = [
        re.search(r'<script id="__config" type="application/json">(.*?)</script>', page)
        for page in pages
    ]
    return {tuple(json.loads(each.group(1))["features"]) for each in configurations if each}


def test_features_are_those_in_the_settings(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = repository_with(REQUESTED, tmp_path)
    assert run(["build", "--root", str(root), "--as-of", DAY]) == 0
    assert "without" not in capsys.readouterr().out
    assert features_of_all_pages(root / "site") == {tuple(REQUESTED.strip("[]").split(", "))}


@pytest.mark.parametrize("features", ["true", "3", "{navigation.top: true}", "[[a]]"])
def test_features_that_are_no_names_are_an_error_with_a_remedy(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], features: str
) -> None:
    root = repository_with(features, tmp_path)
    assert run(["build", "--root", str(root), "--as-of", DAY]) == 1
    assert "has to be a list of names" in capsys.readouterr().err


def test_a_single_feature_is_a_list_of_one(tmp_path: Path) -> None:
    config = load_config(str(repository_with("navigation.instant", tmp_path) / "mkdocs.yml"))
    apply_theme(config)
    assert config.theme["features"] == ["navigation.instant"]


def test_the_files_of_the_theme_are_those_that_mkdocs_finds(tmp_path: Path) -> None:
    config = load_config(str(repository_with("navigation.instant", tmp_path) / "mkdocs.yml"))
    found = []
    for apply in (lambda _: None, apply_theme):
        apply(config)
        files = Files([])
        files.add_files_from_theme(config.theme.get_env(), config)
        found.append({each.src_uri for each in files if "playbook" not in each.src_uri})
    assert found[0] == found[1] > {"assets/images/favicon.png"}
    icon = config.theme.get_env().get_template(".icons/material/home.svg")
    assert icon.render().startswith("<svg")
