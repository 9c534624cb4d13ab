from pathlib import Path
from typing import Any

import pytest
from mkdocs.commands import serve as mkdocs_serve
from mkdocs.config import load_config
from mkdocs.livereload import LiveReloadServer

from generator.findings.classification import Edition
from generator.findings.errors import DefinitionError, OutputError
from generator.findings.finding import FindingLevel, Location, Rule
from generator.site import serving
from generator.site.errors import SiteError
from generator.site.plugin import PlaybookPlugin
from generator.site.serving import serve_site
from generator.site.settings import plugins_with
from tests.site.conftest import use

WRONG = Rule(
    "unknown-role", FindingLevel.ERROR, "A role that does not exist", "why", "Name one of ours."
)


def test_every_rebuild_gets_the_same_options(repository: Path) -> None:
    path = repository / "mkdocs.yml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("plugins:\n", "plugins:\n  - search\n"), encoding="utf-8")
    plugins = plugins_with(path, root=repository, edition=Edition.HR, as_of=None)
    for _ in range(2):
        config = load_config(str(path), plugins=plugins)
        plugin = config.plugins["playbook"]
        assert isinstance(plugin, PlaybookPlugin)
        assert plugin.config.edition == "hr"
        assert "material/search" in config.plugins


def test_definitions_that_cannot_be_built_end_the_command_with_their_report(
    repository: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise DefinitionError((WRONG.at(Location("accounts/x.yaml", 3, 1), "no role `kma`"),))

    use(monkeypatch, fail)
    servers: list[LiveReloadServer] = []

    def server(*arguments: Any, **named: Any) -> LiveReloadServer:
        servers.append(LiveReloadServer(*arguments, **named))
        return servers[-1]

    monkeypatch.setattr(mkdocs_serve, "LiveReloadServer", server)
    with pytest.raises(SiteError):
        serve_site(repository, Edition.TEAM)
    servers[0].server_close()  # MkDocs leaves that to the end of the process
    message = capsys.readouterr().err
    assert "accounts/x.yaml:3:1" in message
    assert "no role `kma`" in message


def test_an_address_in_use_is_reported(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def taken(*_: object, **__: object) -> None:
        raise OSError(98, "Address already in use")

    monkeypatch.setattr(serving, "serve", taken)
    with pytest.raises(OutputError, match="cannot be served: Address already in use"):
        serve_site(repository, Edition.TEAM)
