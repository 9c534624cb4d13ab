"""The site of a new repository under the name, the colour and the logo of a company."""

from pathlib import Path
from typing import Any

import pytest

from generator.cli.app import run
from tests.e2e.axe import violations

pytestmark = [pytest.mark.browser, pytest.mark.slow]

NAME = 'Müller & Söhne: "Pumpen" <i>#1</i> und Verdichter'
LOGO = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 24"><path d="M0 0h40v24H0z"/></svg>'
COLOURS = {"light": "rgb(122, 98, 0)", "dark": "rgb(255, 204, 0)"}
"""What becomes of #ffcc00, which nobody could read on white."""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("company")
    (folder / "logo.svg").write_text(LOGO, "utf-8")
    answers = ("--company", NAME, "--colour", "#fc0", "--logo", str(folder / "logo.svg"))
    assert run(["init", str(folder / "ours"), *answers]) == 0
    assert run(["build", "--root", str(folder / "ours"), "--site-dir", str(folder / "site")]) == 0
    return folder / "site"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [375, 1440])
def test_a_company_is_seen_and_everything_can_be_read(width: int, scheme: Any, reader: Any) -> None:
    visitor = reader(width=width, height=800, color_scheme=scheme)
    page = visitor.open("")
    for path in ("", "roles/kam/"):
        page = visitor.open(path)
        assert page.locator(".pb-title").inner_text() == f"{NAME} Account Playbook"
        assert page.locator("header").bounding_box()["height"] < 50
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        link = page.locator(".md-typeset a").first
        assert link.evaluate("each => getComputedStyle(each).color") == COLOURS[scheme]
        assert violations(page) == []
    page = visitor.open()
    if width < 1000:
        page.locator("[data-pb-opens=__drawer]").click()
    logo = page.locator(".md-logo img:visible").first
    assert logo.evaluate("each => each.complete && each.naturalWidth > 0")
    assert visitor.problems.none()
