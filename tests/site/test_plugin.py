"""The plugin as MkDocs runs it, without our command line."""

import logging
import shutil
from pathlib import Path

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort
from mkdocs.livereload import LiveReloadServer

from generator.findings.errors import DefinitionError
from generator.findings.finding import FindingLevel, Location, Rule
from generator.site.plugin import PlaybookPlugin
from generator.site.theme import STYLESHEETS
from tests.site import samples
from tests.site.conftest import CHECKOUT, tree, use

NOTE = Rule("no-backup", FindingLevel.WARNING, "An account without a backup", "why", "Name one.")
WRONG = Rule(
    "unknown-role", FindingLevel.ERROR, "A role that does not exist", "why", "Name one of ours."
)
PLACE = Location("accounts/x/account.yaml", 3, 1)


def mkdocs_build(repository: Path, strict: bool = True) -> Path:
    config = load_config(str(repository / "mkdocs.yml"), strict=strict)
    build(config)
    return Path(config.site_dir)


def test_strict_judges_the_site_not_the_definitions(
    repository: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    finding = NOTE.at(PLACE, "nobody stands in for Ana Ruiz", account="x")
    use(monkeypatch, lambda *_, **__: samples.assembled(findings=(finding,)))
    caplog.set_level(logging.INFO, "mkdocs")
    site = mkdocs_build(repository)
    assert (site / "accounts/norvane/index.html").is_file()
    records = [record for record in caplog.records if "nobody stands in" in record.getMessage()]
    assert [record.levelname for record in records] == ["INFO"]


@pytest.mark.parametrize("edition", ["public", "hr"])
@pytest.mark.parametrize("account", ["x", None])
def test_the_log_of_an_edition_holds_what_the_edition_may_see(
    repository: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    edition: str,
    account: str | None,
) -> None:
    settings = repository / "mkdocs.yml"
    settings.write_text(settings.read_text().replace("edition: team", f"edition: {edition}"))
    finding = NOTE.at(PLACE, "nobody stands in for Ana Ruiz", account=account)
    use(monkeypatch, lambda *_, **__: samples.assembled(findings=(finding,)))
    caplog.set_level(logging.DEBUG, "mkdocs")
    mkdocs_build(repository)
    assert "Ana Ruiz" not in "".join(record.getMessage() for record in caplog.records)
    assert "accounts/x" not in "".join(record.getMessage() for record in caplog.records)


def test_errors_in_the_definitions_are_a_report_and_no_traceback(
    repository: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise DefinitionError((WRONG.at(PLACE, "there is no role `kma`"),))

    use(monkeypatch, fail)
    with pytest.raises(Abort):
        mkdocs_build(repository)
    report = caplog.records[-1]
    expected = "accounts/x/account.yaml:3:1  error [unknown-role]\n  there is no role `kma`"
    assert expected in report.getMessage()
    assert "Name one of ours." in report.getMessage()
    assert report.exc_info is None


def test_a_date_nobody_can_read_is_refused(repository: Path) -> None:
    settings = repository / "mkdocs.yml"
    settings.write_text(settings.read_text().replace("edition: team", "as_of: soon"))
    with pytest.raises(Abort):
        mkdocs_build(repository)


def test_a_date_in_the_settings_counts(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = repository / "mkdocs.yml"
    settings.write_text(settings.read_text().replace("edition: team", "as_of: 2026-12-24"))
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")
    assert "24 Dec 2026" in (mkdocs_build(repository) / "index.html").read_text()


def test_a_build_by_mkdocs_alone_is_ours_too(repository: Path) -> None:
    site = mkdocs_build(repository)
    assert (site / ".playbook-site.json").is_file()


def test_nothing_is_written_outside_the_site(repository: Path) -> None:
    before = tree(repository)
    site = mkdocs_build(repository)
    shutil.rmtree(site)
    assert tree(repository) == before


def test_another_repository_gets_look_and_pages_from_the_package(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    use(monkeypatch, lambda *_, **__: samples.assembled())
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "about.md").write_text("# About *us*\n")
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "404.html").write_text("our own words")
    (tmp_path / "mkdocs.yml").write_text(
        "site_name: Ours\ntheme:\n  name: material\n  custom_dir: own\n"
        "plugins: [search, playbook]\nrepo_url: https://git.example/ours\n"
        "edit_uri: edit/main/docs/\n"
    )
    site = mkdocs_build(tmp_path)
    page = (site / "about/index.html").read_text()
    for sheet in STYLESHEETS:
        assert (site / sheet).is_file()
        assert f'href="../{sheet}"' in page
    assert "fonts.googleapis" not in page
    assert 'href="./" class="md-nav__link md-nav__link--active" aria-current="page"' in page
    assert ">About us</span>" in page
    assert "https://git.example/ours/edit/main/docs/about.md" in page
    kam = (site / "roles/kam/index.html").read_text()
    assert "https://git.example/ours/edit/main/content/roles/kam.yaml" in kam
    assert (site / "404.html").read_text() == "our own words"


def test_other_plugins_cannot_run_what_stands_in_a_definition(repository: Path) -> None:
    (repository / "hook.py").write_text(
        "def on_page_markdown(markdown, **_):\n    return markdown + '\\n\\nRUN\\n'\n"
    )
    settings = repository / "mkdocs.yml"
    settings.write_text(settings.read_text() + "\nhooks: [hook.py]\n")
    site = mkdocs_build(repository)
    assert "RUN" in (site / "guides/index.html").read_text()
    assert "RUN" not in (site / "accounts/norvane/index.html").read_text()


def test_serve_watches_sources_and_theme(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (repository / "accounts").mkdir()
    config = load_config(str(repository / "mkdocs.yml"))
    config.plugins.on_config(config)
    server = LiveReloadServer(lambda: None, "127.0.0.1", 0, str(repository / "site"))
    watched: list[str] = []
    monkeypatch.setattr(server, "watch", watched.append)
    plugin = config.plugins["playbook"]
    assert isinstance(plugin, PlaybookPlugin)
    plugin.on_serve(server, config=config, builder=None)
    server.server_close()
    assert watched == [
        str(repository / "accounts"),
        str(repository / "content"),
        str(CHECKOUT / "generator" / "pages"),
        str(CHECKOUT / "overrides"),
    ]
