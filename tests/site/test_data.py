"""Data files of a site: published unchanged, without side effects."""

import re
from pathlib import Path

import pytest

from generator.exports import Artifact
from generator.findings.classification import Edition
from generator.pipeline.assemble import assemble
from generator.site import publish
from generator.site.errors import SiteError
from tests.conftest import AS_OF
from tests.scenarios.scenario import BASE, copy_of
from tests.site import samples
from tests.site.conftest import CHECKOUT, search_text, searched, tree, use

ONLY_IN_DATA = "zanzibar"


def test_the_file_is_published_as_it_was_made(site: Path) -> None:
    assert (site / "data/accounts.json").read_bytes() == samples.DATA.encode("utf-8")


def test_neither_search_nor_sitemap_nor_any_page_holds_it(repository: Path) -> None:
    settings = repository / "mkdocs.yml"
    text = f"{settings.read_text(encoding='utf-8')}\nsite_url: https://example.org/\n"
    settings.write_text(text, encoding="utf-8")
    site = repository / "site"
    publish.build_site(repository, site, Edition.TEAM, samples.AS_OF)
    sitemap = (site / "sitemap.xml").read_text(encoding="utf-8")
    assert "https://example.org/accounts/norvane/" in sitemap
    assert "data/" not in sitemap
    assert not [url for url in searched(site) if url.startswith("data")]
    assert ONLY_IN_DATA not in search_text(site)
    holding = {name for name, data in tree(site).items() if ONLY_IN_DATA.encode() in data}
    assert holding == {"data/accounts.json"}


def test_an_edition_without_data_has_no_folder_for_it(
    repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    use(monkeypatch, lambda *_, **__: samples.assembled(artifacts=()))
    publish.build_site(repository, repository / "site", Edition.HR, samples.AS_OF)
    assert not (repository / "site/data").exists()


def test_a_written_file_of_that_name_is_not_lost_without_a_word(repository: Path) -> None:
    own = repository / "content/pages/data/accounts.json"
    own.parent.mkdir()
    own.write_text("{}", encoding="utf-8")
    with pytest.raises(SiteError, match=r"data/accounts\.json is made from the definitions"):
        publish.build_site(repository, repository / "site", Edition.TEAM, samples.AS_OF)
    assert not (repository / "site").exists()


@pytest.mark.few(1)
@pytest.mark.parametrize("edition", [Edition.HR, Edition.LEADERSHIP])
def test_a_real_site_has_the_data_of_its_edition(edition: Edition, tmp_path: Path) -> None:
    root = copy_of(BASE, tmp_path / "repository")
    (root / "content/pages/index.md").unlink()
    (root / "mkdocs.yml").write_bytes((CHECKOUT / "mkdocs.yml").read_bytes())
    publish.build_site(root, root / "site", edition, AS_OF)
    artifacts = assemble(root, edition, AS_OF).artifacts
    made = {each.path: each.text.encode("utf-8") for each in artifacts}
    assert ("data/accounts.json" in made) == (edition is Edition.LEADERSHIP)
    built = {name: each for name, each in tree(root / "site").items() if name.startswith("data/")}
    assert built == made
    assert made.keys() <= _linked(root / "site")


def _linked(site: Path) -> set[str]:
    """The addresses inside a site to which its pages lead."""
    found = set()
    for page in site.rglob("*.html"):
        for target in re.findall(r'href="([^"#?:]+)"', page.read_text("utf-8")):
            there = (page.parent / target).resolve()
            if there.is_relative_to(site.resolve()):
                found.add(there.relative_to(site.resolve()).as_posix())
    return found


def test_artifacts_can_lie_anywhere(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    more = (Artifact("data/one.json", "1\n"), Artifact("two.txt", "Größe\n"))
    use(monkeypatch, lambda *_, **__: samples.assembled(artifacts=more))
    publish.build_site(repository, repository / "site", Edition.TEAM, samples.AS_OF)
    assert (repository / "site/two.txt").read_bytes() == "Größe\n".encode()
    assert (repository / "site/data/one.json").read_bytes() == b"1\n"
